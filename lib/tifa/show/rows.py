"""What the tables say of one page, row by row: gathered, and told as a list."""

import re
from typing import NamedTuple

import pandas as pd

from tifa.compare.addresses import card_address, name_anchor
from tifa.compare.reforms import place_in_systems
from tifa.compare.scores import read_spans
from tifa.show.markup import escape, in_language
from tifa.show.tables import format_number
from tifa.tables import INSTRUMENTS

KINDS = {"systems": ("reform", "reforms"), "slogans": ("formulation", "formulations"),
         "measures": ("measure", "measures"), "indicators": ("indicator", "indicators")}
_APART = {"page", "text", "name", "system", "spans", "start", "end",  # told by the row's place, or its head
          "why"}  # for those who mend the rules, in the tables
_OPENING = re.compile(r"(?s).{50,190}?[。!?！？]”?")  # a sentence or two, which say what a passage is about
_CUT = 160  # characters of a passage that has no end of a sentence in reach


class Row(NamedTuple):
    """A row of a table, as it is shown: one on the page has one number."""

    number: int
    table: str
    text: str
    stretches: list  # of characters, (start, end): one, but of a reform all its passages
    label: str  # of a reform: its number in the article
    fields: dict  # what its other columns say
    cards: list  # of the reforms that it stands in: (name, address)
    quotes: list = []  # of a reform: the stretch that its card quotes, to be led to


def gather_rows(page, text, tables, until, base=""):
    """Gather the rows of one page that begin before the character ``until``, a table behind the other.

    Parameters
    ----------
    page, text : str
        Its name, and its text.
    tables : dict of str to DataFrame or None
        Tables by name: systems, slogans, measures, indicators.
    until : int
    base : str, optional
        The way from the page to the site's top, for addresses.

    Returns
    -------
    list of Row
    """
    rows, systems = [], tables.get("systems")
    for table in KINDS:
        if tables.get(table) is not None:
            own = tables[table]
            own = own[(own.page == page) & (own.start < until)].sort_values(["start", "end"], kind="stable")
            cards = _find_cards(table, own, systems, base)
            rows += [_make_row(number, table, row, cards, text)
                     for number, row in enumerate(own.to_dict("records"), len(rows) + 1)]
    return rows


def _make_row(number, table, row, cards, text):
    stretch, fields = (row["start"], row["end"]), _tell_fields(row)
    if table == "systems":
        spans, label = read_spans(row["spans"]) or [stretch], str(row["system"])
        quotes = [find_quote(row["name"], spans, text)]
        card = cards[row["article"], row["system"]]
        return Row(number, table, row["name"], spans, label, fields, card, quotes)
    return Row(number, table, row["text"], [stretch], "", fields, cards.get((row["article"], stretch), []))


def _find_cards(table, rows, systems, base):
    """The cards of the reforms that rows stand in: by article and stretch; of reforms, by their number."""
    cards, inside = {}, rows
    if systems is None or rows.empty:
        return cards
    if table != "systems":
        inside = place_in_systems(rows, systems[systems.page == rows.page.iloc[0]])
    for row in inside.to_dict("records"):
        key = row["article"], row["system"] if table == "systems" else (row["start"], row["end"])
        card = row["name"], base + card_address(row["page"], row["article"], row["system"])
        cards.setdefault(key, []).append(card)
    return cards


def find_quote(name, spans, text):
    """Where the passage opens that has the name of a reform, else its first; a short passage as a whole."""
    start, end = next(((start, end) for start, end in spans if name in text[start:end]), spans[0])
    opening = _OPENING.match(text[start:end])
    return start, end if end - start <= _CUT else start + (opening.end() if opening else _CUT)


def _tell_fields(row):
    told = {name.replace("_", " "): format_number(value) if isinstance(value, float) else str(value)
            for name, value in row.items() if name not in _APART and not pd.isna(value)}
    return {name: explain_instrument(value) if name == "instrument" else value.replace("|", " · ")
            for name, value in told.items() if value}


def explain_instrument(instrument):
    """A policy instrument, with what it works by in everyday words."""
    return f"{instrument} ({INSTRUMENTS[instrument]})" if instrument in INSTRUMENTS else instrument


def show_citation(what, citation):
    """What to write of something in a paper, folded; each line of the citation on its own.

    Examples
    --------
    >>> show_citation("八个统一", "page p, article 1")[-66:]
    '<span lang="zh">八个统一</span><br>page p&#44; article 1</p></details>'
    """
    lines = "<br>".join(map(in_language, [what, *citation.split("\n")]))
    return f'<details><summary>Cite this</summary><p class="tifa-cite">{lines}</p></details>'


def list_rows(rows):
    """Tell all rows as folded lists, one a table; each leads to its mark, and has an id to come back to."""
    parts = ['<p class="tifa-told">What the tables say of this page</p>']
    for table, (_, name) in KINDS.items():
        items = "".join(_list_row(row) for row in rows if row.table == table)
        if items:
            summary = f"{name.capitalize()} ({sum(row.table == table for row in rows)})"
            parts.append(f"<details><summary>{summary}</summary><ol>{items}</ol></details>")
    return "".join(parts) if len(parts) > 1 else ""


def _list_row(row):
    first, *more = (f"#{name_anchor(*stretch)}" for stretch in row.stretches)
    head = f'<b>{KINDS[row.table][0]} {row.label}</b> <a href="{first}">{in_language(row.text)}</a>'
    fields = {name: in_language(value) for name, value in row.fields.items()}
    if more:
        fields["more passages"] = " · ".join(f'<a href="{place}">{place[2:]}</a>' for place in more)
    if row.cards:
        fields["card" if row.table == "systems" else "in the reform"] = " · ".join(
            f'<a href="{escape(address)}">{in_language(name)}</a>' for name, address in row.cards)
    told = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in fields.items())
    return f'<li id="row-{row.number}"><p>{head}</p><dl>{told}</dl></li>'
