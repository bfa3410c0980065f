"""One reform as a card: what it is, what it does, since when, with what figures, and where it says so."""

import re
from collections import Counter, namedtuple

import pandas as pd

from tifa.compare.addresses import mark_address
from tifa.compare.reforms import tell_common
from tifa.compare.scores import read_spans
from tifa.compare.telling import count_things
from tifa.show.card_sources import anchor, key, measure
from tifa.show.markup import escape, in_language
from tifa.show.rows import explain_instrument, find_quote, show_citation
from tifa.show.tables import format_number
from tifa.tables import INSTRUMENTS

_LISTED = 5  # measures of one instrument that show; a larger reform has dozens, which open at a click
_NAMES = 5  # other names that show
_PAINTED = 200  # characters that an address paints on the page; page.js shows where more begin
_DATED = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}年|[\d一二三四五六七八九十]+月")  # not 近年来
_SHARED = {"the same name": "the name", "parts in common": "the parts"}
_Passage = namedtuple("_Passage", "text page start end")


def show_card(rows, others, sources, themes, marks):
    """Give the card of one reform in one city.

    Parameters
    ----------
    rows : list of namedtuple
        The rows that tell of it.
    others : list of list of namedtuple
        The cards of the same reform in other cities.
    sources : Sources
    themes : list of str
    marks : str
        Attributes of the card that the filters read.

    Returns
    -------
    str
    """
    first, alone = rows[0], len(rows) == 1
    city = _city(first.home, sources)
    head = max(rows, key=measure).name
    names = dict.fromkeys(name for row in rows for name in (row.name, *row.alt_names.split("|")) if name)
    names = [f"{in_language(name)}{'' if name in head else sources.gloss(name)}"
             for name in names if name != head]
    more = "、".join(names[_NAMES:])
    here = f' id="{escape(anchor(first))}"' if alone else ""
    return "".join([
        f'<article class="tifa-card"{here} {marks}><header>',
        _line("city", " · ".join([city, *map(escape, themes)])),
        f'<h2>{in_language(head)}</h2>',
        _line("gloss", "; ".join(sources.words(head))),
        _line("names", "、".join(names[:_NAMES]), "Also called"),
        _fold(count_things(len(names) - _NAMES, "further name"), more),
        *(_elsewhere(rows, other, sources) for other in others),
        "</header>",
        "" if alone else _line("evidence", f"{len(rows)} articles tell of it; they share "
                                           f"{_shared(row.evidence for row in rows)}."),
        *(_section(row, sources, alone) for row in rows),
        "</article>"])


def _city(name, sources):
    return f"{in_language(name)}{sources.gloss(name)}" if name else "city not told"


def _elsewhere(rows, others, sources):
    """The way to the card of the same reform in another city, and why it is held to be the same."""
    city = _city(others[0].home, sources)
    way = _to(others[0], max(others, key=measure).name)
    common = tell_common(rows, others)
    shared = _shared([common] if common else [row.evidence for row in (*rows, *others)])
    return _line("evidence", f"{way}. The articles share {shared}.", f"Also told in {city}:")


def _shared(evidence):
    """What rows of one reform have in common, each kind said once."""
    told = {}
    for kind, _, what in (words.partition(": ") for words in evidence if words):
        told.setdefault(kind, {})[what] = None
    return " and ".join(f"{_SHARED.get(kind, in_language(kind))} {'、'.join(map(in_language, what))}"
                        for kind, what in told.items())


def _section(row, sources, alone):
    """What one article tells of the reform."""
    at = "" if alone else f' id="{escape(anchor(row))}"'
    head = "" if alone else f"<h3>{in_language(row.name)}</h3>"
    when = "Date" if _DATED.search(row.day) or not row.day else "Told as"
    start, end = (read_spans(row.spans) or [(row.start, row.end)])[0]
    facts = {"Place": _told(row.place, sources), "Actor": _told(row.actor, sources),
             when: _told(row.day, sources), "Printed": _told(row.issue, sources),
             "Source": _on_page(_Passage("", row.page, start, end), in_language(row.source))}
    told = "".join(f"<div><dt>{name}:</dt> <dd>{html}</dd></div>" for name, html in facts.items())
    inside = {name: rows.get(key(row), []) for name, rows in sources.inside.items()}
    return "".join([
        f"<section{at}>{head}<dl>{told}</dl>", _kin(row, sources), _passages(row, sources),
        _field("Parts", _items([_linked(part, row, sources) for part in row.parts.split("|") if part])),
        _field("Measures", _measures(inside["measures"])),
        _field("Figures", _figures(inside["indicators"], sources)),
        _field("Formulations", _formulations(inside["slogans"], sources)),
        show_citation(row.name, row.citation), "</section>"])


def _told(text, sources):
    return f"{in_language(text)}{sources.gloss(text)}" if text else "<i>not told</i>"


def _line(kind, html, label=""):
    return f'<p class="{kind}">{label and f"<b>{label}</b> "}{html}</p>' if html else ""


def _field(label, html):
    return f'<div class="field"><b>{label}</b><div>{html}</div></div>' if html else ""


def _items(items, kind="flow"):
    return f'<ul class="{kind}">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else ""


def _linked(name, row, sources):
    """A name, with the way to its card where the article tells of it as a reform of its own."""
    other = sources.named.get((row.page, row.article, name))
    return f"{_to(other, name) if other else in_language(name)}{sources.gloss(name)}"


def _to(row, name):
    return f'<a href="#{escape(anchor(row))}">{in_language(name)}</a>'


def _on_page(row, html):
    return f'<a href="{escape(mark_address(row.page, row.start, row.end))}">{html}</a>'


def _kin(row, sources):
    larger = sources.larger(row)
    own = "、".join(_to(other, other.name) for other in sources.own.get(key(row), ()))
    return (_line("kin", _to(larger, larger.name) if larger else in_language(row.within), "Part of")
            + _line("kin", own, "Reforms within it"))


def _passages(row, sources):
    """What is quoted of the passages; all of them at a click."""
    text, spans = sources.texts[row.page], read_spans(row.spans)
    if not spans:
        return ""
    passages = [_Passage(text[start:end], row.page, start, end) for start, end in spans]
    start, end = find_quote(row.name, spans, text)
    if (start, end) in spans:
        others = [_quote(passage) for passage in passages if (passage.start, passage.end) != (start, end)]
        return _quote(_Passage(text[start:end], row.page, start, end)) + _fold(
            count_things(len(others), "more passage"), others)
    quoted = _Passage(f"{text[start:end]} …", row.page, start, end)
    whole = f"{count_things(len(passages), 'passage')} in full, {measure(row):,} characters"
    return _quote(quoted, ' class="opening"') + _fold(whole, map(_quote, passages))


def _quote(passage, kind=""):
    way = "on its page" if passage.end - passage.start <= _PAINTED else "its beginning on the page"
    return f'<blockquote{kind}>{in_language(passage.text)} {_on_page(passage, way)}</blockquote>'


def _fold(summary, parts):
    inside = "".join(parts)
    return f"<details><summary>{summary}</summary>{inside}</details>" if inside else ""


def _measures(measures):
    """All measures by instrument, each with its status and actor."""
    out = []
    for instrument in INSTRUMENTS:
        items = [f"{_on_page(row, in_language(row.text))} <small>{row.status}{' · ' * bool(row.actor)}"
                 f"{in_language(row.actor)}</small>" for row in measures if row.instrument == instrument]
        if items:
            rest = items[_LISTED:]
            out += [f"<p><b>{explain_instrument(instrument)}</b> <small>{len(items)}</small></p>",
                    _items(items[:_LISTED], "list"),
                    _fold(f"{len(rest)} more", rest and [_items(rest, "list")])]
    return "".join(out)


def _figures(figures, sources):
    """A pair of bars for each figure with a before; the others as numbers."""
    pairs, numbers = [], []
    for row in figures:
        name = f"{_on_page(row, in_language(row.metric or row.text))}{sources.gloss(row.metric)}"
        if pd.notna(row.base_value) and pd.notna(row.value):
            note = f" <small>{escape(row.note)}</small>" if row.note else ""
            pairs.append(f'<figure><figcaption>{name}{note}</figcaption>{_bars(row)}</figure>')
        else:
            kind = f" <small>{row.kind}</small>" if row.kind in ("target", "change") else ""
            numbers.append(f"{name} <b>{in_language(format_number(row.value, row.unit, row.year))}</b>{kind}")
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
                   f"<b>{in_language(format_number(value, row.unit))}</b></div>")
    return "".join(out)


def _formulations(slogans, sources):
    """Each formulation once, with how often it stands there."""
    first, times = {}, Counter(row.text for row in slogans)
    for row in slogans:
        first.setdefault(row.text, row)
    often = {text: f" ×{n}" if n > 1 else "" for text, n in times.items()}
    return _items([f"{_on_page(row, in_language(text))}{sources.gloss(text)}{often[text]}"
                   for text, row in first.items()])
