"""Tables as HTML."""

from functools import cache

import numpy as np
import pandas as pd

from tifa.arguments import FRAME, takes
from tifa.knowledge import DATA
from tifa.show.markup import escape


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
def show_table(table, *, columns=None, digits=2, links=None):
    """Show a table in a notebook: numbers rounded, long texts with room, wide tables in a box that scrolls.

    Parameters
    ----------
    table : DataFrame
    columns : list of str, or dict of str to str, optional
        The columns to show, with a dict also their headings; default: all as they are named.
    digits : int, optional
        Decimals of numbers that are not whole.
    links : dict of str to str, optional
        A column, by its name in ``table``, to the column with the addresses that its cells lead to,
        relative to the site: as :func:`tifa.compare.cite` gives them.

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
    addresses = {name: table[target].tolist() for name, target in (links or {}).items()}
    rows = [
        [html_cell(value, digits, addresses[name][i] if name in addresses else "")
         for name, value in zip(shown, row)]
        for i, row in enumerate(shown.itertuples(index=False))
    ]
    return html_table([columns[name] for name in shown] if isinstance(columns, dict) else list(shown), rows)


@takes()
def show_text(text):
    """Show a text in a notebook as it stands, line by line.

    Examples
    --------
    >>> show_text("<b>").data[-22:]
    '<pre>&#60;b&#62;</pre>'
    """
    return as_html(f"<pre>{escape(text)}</pre>")


def html_cell(value, digits, address=""):
    if pd.isna(value):
        return "<td></td>"
    if isinstance(value, (float, np.floating)):
        return f'<td class="number">{value:,.{digits}f}</td>'
    if isinstance(value, (int, np.integer)):
        return f'<td class="number">{value:,}</td>'
    text = str(value)
    lengths = ((450, "essay"), (60, "longest"), (14, "long"))
    kind = next((name for least, name in lengths if len(text) > least), "short")
    text = f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)
    return f'<td class="{kind}">{text}</td>'


def html_table(header, rows):
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    rows = rows or [[f'<td colspan="{len(header)}">none</td>']]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return as_html(
        f'<div class="tifa-scroll mathjax_ignore"><table class="tifa-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def as_html(inside):
    """Give HTML for a notebook with the style that it needs, so that JupyterLab shows it as the site does."""
    from IPython.display import HTML

    return HTML(f"<style>{_style()}</style>{inside}")


@cache
def _style():
    return (DATA / "shown.css").read_text(encoding="utf-8")
