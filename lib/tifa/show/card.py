"""One reform as a card: what it is, what it does, since when, with what figures, and where it says so."""

import re
from collections import Counter, namedtuple

import pandas as pd

from tifa import __version__
from tifa.compare.addresses import mark_address
from tifa.compare.scores import read_spans
from tifa.show.card_sources import anchor, chinese, key
from tifa.show.markup import escape
from tifa.show.tables import format_number
from tifa.tables import INSTRUMENTS

_OPENING = re.compile(r"(?s).{50,220}?[。!?！？]”?")  # a sentence or two, which say what a passage is about
_CUT = 160  # characters of a passage that has no end of a sentence in reach
_LISTED = 5  # measures of one instrument that show; a larger reform has dozens, which open at a click
_NAMES = 5  # other names that show
_MEANS = {"organization": "bodies and staff", "authority": "rules and duties", "treasure": "money",
          "nodality": "information"}
_Passage = namedtuple("_Passage", "text page start end")


def show_card(rows, sources, themes, marks):
    """Give the card of one reform.

    Parameters
    ----------
    rows : list of namedtuple
        The rows that tell of it.
    sources : Sources
    themes : list of str
    marks : str
        Attributes of the card that the filters read.

    Returns
    -------
    str
    """
    first, alone = rows[0], len(rows) == 1
    cities = dict.fromkeys(row.home or "city not told" for row in rows)
    told = " · ".join([*(f"{chinese(city)}{sources.gloss(city)}" for city in cities), *map(escape, themes)])
    names = dict.fromkeys(name for row in rows for name in (row.name, *row.alt_names.split("|")) if name)
    others = [f"{chinese(name)}{'' if name in first.reform else sources.gloss(name)}"
              for name in names if name != first.reform]
    more = "、".join(others[_NAMES:])
    here = f' id="{escape(anchor(first))}"' if alone else ""
    return "".join([
        f'<article class="tifa-card"{here} {marks}><header><p class="city">{told}</p>',
        f'<h2>{chinese(first.reform)}</h2>',
        _line("gloss", "; ".join(sources.words(first.reform))),
        _line("names", "、".join(others[:_NAMES]), "Also called"),
        _fold(_count(len(others) - _NAMES, "further name"), more),
        "</header>",
        "" if alone else _evidence(rows),
        *(_section(row, sources, alone) for row in rows),
        "</article>"])


def _evidence(rows):
    why = "; ".join(dict.fromkeys(row.evidence for row in rows if row.evidence))
    return _line("evidence", f"{len(rows)} articles tell of it, put together by {chinese(why)}.")


def _section(row, sources, alone):
    """What one article tells of the reform."""
    at = "" if alone else f' id="{escape(anchor(row))}"'
    place = f"{chinese(row.home)}: " if row.home else ""
    head = "" if alone else f"<h3>{place}{chinese(row.name)}</h3>"
    facts = {"Place": row.place, "Date": row.day, "Actor": row.actor, "Source": row.source}
    told = "".join(f"<div><dt>{name}</dt> <dd>{_told(text, sources)}</dd></div>"
                   for name, text in facts.items())
    inside = {name: rows.get(key(row), []) for name, rows in sources.inside.items()}
    return "".join([
        f"<section{at}>{head}<dl>{told}</dl>", _kin(row, sources), _passages(row, sources),
        _field("Parts", _items([_linked(part, row, sources) for part in row.parts.split("|") if part])),
        _field("Measures", _measures(inside["measures"])),
        _field("Figures", _figures(inside["indicators"], sources)),
        _field("Formulations", _formulations(inside["slogans"], sources)),
        _cite(row), "</section>"])


def _told(text, sources):
    return f"{chinese(text)}{sources.gloss(text)}" if text else "<i>not told</i>"


def _line(kind, html, label=""):
    return f'<p class="{kind}">{label and f"<b>{label}</b> "}{html}</p>' if html else ""


def _field(label, html):
    return f'<div class="field"><b>{label}</b><div>{html}</div></div>' if html else ""


def _items(items, kind="flow"):
    return f'<ul class="{kind}">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else ""


def _linked(name, row, sources):
    """A name, with the way to its card where the article tells of it as a reform of its own."""
    other = sources.named.get((row.page, row.article, name))
    return f"{_to(other, name)}{sources.gloss(name)}" if other else f"{chinese(name)}{sources.gloss(name)}"


def _to(row, name):
    return f'<a href="#{escape(anchor(row))}">{chinese(name)}</a>'


def _on_page(row, html):
    return f'<a href="{escape(mark_address(row.page, row.start, row.end))}">{html}</a>'


def _kin(row, sources):
    larger = sources.larger(row)
    own = "、".join(_to(other, other.name) for other in sources.own.get(key(row), ()))
    return (_line("kin", _to(larger, larger.name) if larger else chinese(row.within), "Part of")
            + _line("kin", own, "Reforms within it"))


def _passages(row, sources):
    """How the passage opens that has the name, else the first; all of them at a click."""
    passages = [_Passage(sources.texts[row.page][start:end], row.page, start, end)
                for start, end in read_spans(row.spans)]
    if not passages:
        return ""
    telling = next((passage for passage in passages if row.name in passage.text), passages[0])
    opening = _OPENING.match(telling.text)
    cut = opening[0] if opening else telling.text[:_CUT]
    if len(telling.text) <= _CUT or cut == telling.text:
        others = [_quote(passage) for passage in passages if passage is not telling]
        return _quote(telling) + _fold(_count(len(others), "more passage"), others)
    n_characters = sum(len(passage.text) for passage in passages)
    whole = f"{_count(len(passages), 'passage')} in full, {n_characters:,} characters"
    return (_quote(telling._replace(text=f"{cut} …"), ' class="opening"')
            + _fold(whole, map(_quote, passages)))


def _quote(passage, kind=""):
    return f'<blockquote{kind}>{chinese(passage.text)} {_on_page(passage, "on its page")}</blockquote>'


def _fold(summary, parts):
    inside = "".join(parts)
    return f"<details><summary>{summary}</summary>{inside}</details>" if inside else ""


def _count(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _measures(measures):
    """All measures by instrument, each with its status and actor."""
    out = []
    for instrument in INSTRUMENTS:
        items = [f"{_on_page(row, chinese(row.text))} <small>{row.status}{' · ' * bool(row.actor)}"
                 f"{chinese(row.actor)}</small>" for row in measures if row.instrument == instrument]
        if items:
            rest = items[_LISTED:]
            out += [f"<p><b>{instrument}</b> <small>{_MEANS[instrument]} · {len(items)}</small></p>",
                    _items(items[:_LISTED], "list"),
                    _fold(f"{len(rest)} more", rest and [_items(rest, "list")])]
    return "".join(out)


def _figures(figures, sources):
    """A pair of bars for each figure with a before; the others as numbers."""
    pairs, numbers = [], []
    for row in figures:
        name = f"{_on_page(row, chinese(row.metric or row.text))}{sources.gloss(row.metric)}"
        if pd.notna(row.base_value) and pd.notna(row.value):
            note = f" <small>{escape(row.note)}</small>" if row.note else ""
            pairs.append(f'<figure><figcaption>{name}{note}</figcaption>{_bars(row)}</figure>')
        else:
            kind = f" <small>{row.kind}</small>" if row.kind in ("target", "change") else ""
            numbers.append(f"{name} <b>{chinese(format_number(row.value, row.unit, row.year))}</b>{kind}")
    return "".join(pairs) + _items(numbers)


def _bars(row):
    """Before and after on one scale that holds zero."""
    low, high = min(0, row.base_value, row.value), max(0, row.base_value, row.value)
    share = lambda length: f"{100 * length / ((high - low) or 1):.1f}%"
    out = []
    for when, year, value in (("before", row.base_year, row.base_value), ("after", row.year, row.value)):
        told = when if pd.isna(year) else f"{when}, {year}"
        style = f"margin-left:{share(min(value, 0) - low)};width:{share(abs(value))}"
        out.append(f'<div class="{when}"><span>{told}</span>'
                   f'<span class="scale"><i style="{style}"></i></span>'
                   f"<b>{chinese(format_number(value, row.unit))}</b></div>")
    return "".join(out)


def _formulations(slogans, sources):
    """Each formulation once, with how often it stands there."""
    first, times = {}, Counter(row.text for row in slogans)
    for row in slogans:
        first.setdefault(row.text, row)
    often = {text: f" ×{n}" if n > 1 else "" for text, n in times.items()}
    return _items([f"{_on_page(row, chinese(text))}{sources.gloss(text)}{often[text]}"
                   for text, row in first.items()])


def _cite(row):
    """Where it stands, to be copied."""
    paper, date = row.newspaper or "newspaper not told", row.date or "date not told"
    places = row.spans.replace(";", ", ")
    return (f"<details><summary>Cite this</summary><p class=\"cite\">{chinese(row.name)}. {chinese(paper)}, "
            f"{escape(date)}, page {escape(row.page)}, article {row.article} ({chinese(row.headline)}), "
            f"characters {escape(places)}. Found by tifa {__version__}.</p></details>")
