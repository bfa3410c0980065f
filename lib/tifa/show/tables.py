"""Tables as HTML."""

import html
import re

import numpy as np
import pandas as pd

from tifa.arguments import FRAME, takes
from tifa.knowledge import read_asset
from tifa.show.markup import escape, is_chinese

_LONG = 60  # characters; a longer text is no name
# Cells by the length of their text, in characters, and the least width that shown.css gives them, in em
_KINDS = {"essay": (450, 20), "longest": (_LONG + 1, 14), "long": (11, 8), "short": (0, 0)}
_ROOMS = (24, 32, 40, 48, 56, 64, 72, 96)  # the steps of shown.css, in em



def shorten(text, n):
    """Cut a text to n characters, … for the rest.

    Examples
    --------
    >>> shorten("推进市域治理现代化", 5)
    '推进市域…'
    """
    return text if len(text) <= n else text[: n - 1] + "…"


def name_article(row):
    """Name the article of a row of any table: its page, cut at ten characters, and its number.

    Examples
    --------
    >>> name_article(next(read_articles("seeds").itertuples()))
    '000_c7785…/1'
    """
    return f"{shorten(row.page, 10)}/{row.article}"


def format_number(value, unit="", year=None):
    """Write a number with at most two decimals, its unit and year; nothing where there is none.

    Examples
    --------
    >>> format_number(170000.0), format_number(73.21, "%", 2019), format_number(None, "人")
    ('170,000', '73.21 % (2019)', '')
    """
    if pd.isna(value):
        return ""
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number}{' ' * bool(unit)}{unit}{'' if pd.isna(year) else f' ({year})'}"


@takes(table=FRAME)
def show_table(table, *, columns=None, digits=2, caption=""):
    """Show a table in a notebook: numbers rounded, long texts with room; where it is too wide, rows as cards.

    Parameters
    ----------
    table : DataFrame
        Where its first column names the rows (short texts, each different), these are their headings. The
        cells of a column ``source`` lead to the addresses beside them, as :func:`tifa.compare.cite` gives
        both. A table without rows is a sentence that says so.
    columns : list of str, or dict of str to str, optional
        The columns to show, with a dict also their headings; default: all as they are named.
    digits : int, optional
        Decimals of numbers that are not whole.
    caption : str, optional
        What the table shows, above it.

    Returns
    -------
    IPython.display.HTML
        All text is escaped.

    Examples
    --------
    >>> import pandas as pd
    >>> "&#60;b&#62;" in show_table(pd.DataFrame({"text": ["<b>"]})).data
    True
    """
    shown = table if columns is None else table[list(columns)]
    header = [columns[name] for name in shown] if isinstance(columns, dict) else list(map(str, shown))
    addresses = table.address.tolist() if "address" in table else [""] * len(table)
    heading = _names_rows(shown)
    rows = [
        [html_cell(value, digits, address * (name == "source"), heading and not place)
         for place, (name, value) in enumerate(zip(shown, row))]
        for address, row in zip(addresses, shown.itertuples(index=False))
    ]
    return html_table(header, rows, caption=caption)


def _names_rows(table):
    """Whether the first column of several names the rows: short texts, each different."""
    if table.shape[1] < 2:
        return False
    first = table.iloc[:, 0]
    return first.is_unique and all(isinstance(name, str) and 0 < len(name) <= _LONG for name in first)


@takes()
def show_text(text):
    """Show a text in a notebook as it stands, line by line.

    Examples
    --------
    >>> show_text("<b>").data[-22:]
    '<pre>&#60;b&#62;</pre>'
    """
    return as_html(f"<pre>{escape(text)}</pre>")


def html_cell(value, digits, address="", heading=False):
    """Give a value as a cell of a table, or as the heading of its row."""
    if pd.isna(value):
        return "<td></td>"
    if isinstance(value, (float, np.floating)):
        return f'<td class="number">{value:,.{digits}f}</td>'
    if isinstance(value, (int, np.integer)):
        return f'<td class="number">{value:,}</td>'
    text = str(value)
    kind = next(name for name, (least, _) in _KINDS.items() if len(text) >= least)
    tag = 'th scope="row"' if heading else "td"
    language = ' lang="zh-Hans"' * is_chinese(text)
    text = f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)
    return f'<{tag} class="{kind}"{language}>{text}</{tag[:2]}>'


def html_table(header, rows, *, caption=""):
    """Give cells as a table in a box that the keyboard reaches, or say that there is no row."""
    label = escape(caption or f"Table of {', '.join(header)}")
    if not rows:
        return as_html(f'<p class="tifa-empty">{label}: no rows.</p>')
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    numbers = [' class="number"' * any('class="number"' in cell for cell in column) for column in zip(*rows)]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(header, numbers))
    opened = [f'<td data-label="{escape(name)}"' for name in header]
    body = "".join(
        f"<tr>{''.join(cell.replace('<td', start, 1) for cell, start in zip(cells, opened))}</tr>"
        for cells in rows
    )
    return as_html(
        f'<div class="tifa-scroll mathjax_ignore" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="tifa-table {_needs(header, rows)}">{told}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _needs(header, rows):
    """The least room in which a table is one, for shown.css; where there is less, its rows are cards."""
    wide = sum(
        1 + max(_word_width(name), *(_cell_width(cell) for cell in cells))
        for name, cells in zip(header, zip(*rows))
    )
    return f"needs-{next((room for room in _ROOMS if wide <= room), _ROOMS[-1])}"


def _cell_width(cell):
    """The least width of a cell, in em."""
    kind = re.search('class="([a-z]+)"', cell)
    fixed = _KINDS[kind[1]][1] if kind and kind[1] in _KINDS else 0
    return fixed or text_width(html.unescape(re.sub("<[^>]*>", "", cell)))


def _word_width(text):
    return max(map(text_width, text.split()), default=0)


def text_width(text):
    """About how wide a text is, in em: a Chinese character is 1, any other 0.6.

    Examples
    --------
    >>> text_width("改革"), text_width("reform")
    (2, 3.6)
    """
    return round(sum(1 if c > "\u2e7f" else 0.6 for c in text), 1)


def as_html(inside):
    """Give HTML for a notebook with the style that it needs, so that JupyterLab shows it as the site does."""
    from IPython.display import HTML

    return HTML(f"<style>{read_asset('shown.css')}</style>{inside}")
