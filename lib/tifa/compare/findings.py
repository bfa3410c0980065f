"""Findings: what a reader should know first, in sentences whose every number is counted from the tables."""

import pandas as pd

from tifa.arguments import takes
from tifa.compare.accuracy import read_accuracy
from tifa.compare.addresses import card_address, cards_address, mark_address
from tifa.compare.citations import cite_together
from tifa.compare.glossary import gloss, gloss_name
from tifa.compare.rates import compare_measures
from tifa.compare.reforms import place_in_systems
from tifa.compare.scores import measure_spans
from tifa.compare.telling import count_things, tell_apart
from tifa.compare.themes import NO_THEME
from tifa.tables import INSTRUMENTS

_CLAUSE = 12  # characters of a measure that says enough and not too much
_FEWEST = 10  # measures of a city below which its shares are not set beside another's
_NAMES = {"systems": "reform row", "systems, parts": "part", "measures": "measure", "slogans": "formulation",
          "indicators": "indicator"}  # what a row of each table is


def inside(table, systems, *more):
    """The rows of a table that stand inside reforms, once each."""
    return place_in_systems(table, systems).drop_duplicates(["page", "article", "start", "end", *more])


class Field:
    """The reforms of one theme, and what stands inside them."""

    def __init__(self, systems, slogans, measures, indicators, articles, glossary):
        self.systems, self.articles, self.glossary = systems, articles, glossary
        self.every_slogan, self.every_measure = slogans, measures
        self.measures, self.indicators = inside(measures, systems), inside(indicators, systems, "metric")
        self.counts = systems.drop_duplicates(["city", "reform"]).city.value_counts()  # reforms by city
        self.cities = self.counts.index.tolist()

    def gloss(self, term):
        """A term with its English."""
        return gloss(term, self.glossary)

    def main_reform(self, city):
        """The rows of the reform that a city tells at most length and that is part of no other."""
        own = self.systems[self.systems.city == city]
        own = own.assign(length=own.spans.map(measure_spans))
        own = own.sort_values("length", ascending=False, kind="stable")
        whole = own[own.within == ""] if (own.within == "").any() else own
        return own[own.reform == whole.reform.iloc[0]]


@takes(systems="tifa.compare.pick_theme: page article system city theme reform name place within parts spans "
               "start end",
       slogans="page article text kind start end",
       measures="page article text instrument verb status start end",
       indicators="page article metric value unit year base_value base_year note start end",
       articles="page article city newspaper date headline", pages="page newspaper date text",
       glossary="tifa.compare.read_glossary: term gloss note")
def find_findings(systems, slogans, measures, indicators, articles, pages, glossary):
    """Tell of the reforms of one theme what a reader should know first.

    Parameters
    ----------
    systems : DataFrame
        From :func:`tifa.compare.pick_theme`.
    slogans, measures, indicators, articles, pages : DataFrame
        The tables of these names.
    glossary : DataFrame
        From :func:`tifa.compare.read_glossary`.

    Returns
    -------
    DataFrame
        At most five rows: finding (a sentence), address (of the evidence, relative to the site), rests_on
        (how many rows of which kind, and how many of 100 such rows are right: the least and the most that was
        measured, see :func:`read_accuracy`), citation (a line an article that it rests on: what to write of
        it in a paper). No rows where no city has a reform of the theme.

    Notes
    -----
    The rules, in their order: in which cities; for the two with most reforms, the main one with its parts and
    numbers; the instrument whose shares differ most between the two, if each has ten measures; figures with a
    before. That shares differ is told of these articles; with fewer than eight a city no difference of
    cities is claimed, and the sentence says so.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> systems = group_systems(find_systems(articles), articles)
    >>> theme = pick_theme(systems[~systems.city.isin(["", "全国"])], find_themes(articles))
    >>> found = find_slogans(articles), find_measures(articles), find_indicators(articles)
    >>> findings = find_findings(theme, *found, articles, pages, read_glossary("seeds"))
    >>> 0 < len(findings) <= 5
    True
    """
    field = Field(systems, slogans, measures, indicators, articles, glossary)
    told = []
    if field.cities:
        told = [tell_field(field), *(tell_city(field, city) for city in field.cities[:2]),
                tell_instruments(field), tell_figures(field)]
    rows = [(sentence, address, _tell_basis(numbers), cite_together(rows, articles, pages))
            for sentence, numbers, rows, address in filter(None, told)]
    return pd.DataFrame(rows, columns=["finding", "address", "rests_on", "citation"])


def _tell_basis(numbers):
    """How many rows of each kind, and how often such a row is right where that was measured."""
    measured = read_accuracy().dropna(subset="precision").groupby("part").precision.agg(["min", "max"]) * 100
    of_each = {part: f" (of 100 such rows {row['min']:.0f} to {row['max']:.0f} are right)"
               for part, row in measured.iterrows()}
    return ", ".join(f"{count_things(n, _NAMES[part])}{of_each.get(part, '')}"
                     for part, n in numbers.items() if n)


def tell_field(field):
    """How much was read, and in which cities there are reforms of the theme."""
    known = field.articles[field.articles.city != ""]
    theme = field.systems.theme.iloc[0]
    cities = ", ".join(f"{field.gloss(city)} {n}" for city, n in field.counts.items())
    of = "of " if theme == NO_THEME else "in the field set side by side here, "
    sentence = (f"{len(known)} articles of {known.city.nunique()} cities were read; reforms "
                f"{of}{theme}: {cities}. A reform whose parts the pages name counts "
                "with each of them: the numbers say what is told, not how much was reformed.")
    return sentence, {"systems": len(field.systems)}, field.systems, cards_address(theme=theme)


def tell_city(field, city):
    """The main reform of a city: place, parts, what its measures mostly do, the numbers that label it."""
    rows = field.main_reform(city)
    main = rows.loc[rows.parts.str.len().idxmax()]  # of several rows the one with the parts
    parts = [part for part in main.parts.split("|") if part]
    place = f" of {field.gloss(main.place)}" if main.place and city not in main.place else ""
    told = [f"has {len(parts)} parts ({_some(parts, 4)})"] * bool(parts)
    measures = inside(field.every_measure, rows)
    if len(measures):
        told.append(f"is told with {count_things(len(measures), 'measure')}, {_tell_lead(measures)}")
    numbers = inside(field.every_slogan, rows).query("kind == 'numeric'").drop_duplicates("text")
    if len(numbers):
        told.append(f"goes by the numbers {_some(map(field.gloss, numbers.text), 3)}")
    told = told or ["is what the pages tell most of"]
    sentence = (f"In {field.gloss(city)}, {gloss_name(main['name'], field.glossary)}{place} "
                f"{'; it '.join(told)}{'' if told[-1].endswith('…') else '.'}")
    counted = {"systems": len(rows), "systems, parts": len(parts), "measures": len(measures),
               "slogans": len(numbers)}
    return sentence, counted, rows, card_address(main.page, main.article, main.system)


def _tell_lead(measures):
    """By which instrument most measures work, with one of them; several instruments where they are level."""
    counts = measures.instrument.value_counts().sort_index()
    leading = counts.index[counts == counts.max()]
    of = measures[measures.instrument == leading[0]]
    example = of.text.iloc[(of.text.str.len() - _CLAUSE).abs().argmin()]
    ways = [f"by {_works(instrument)}" for instrument in leading]
    if len(counts) == 1:
        lead = ways[0]
    elif len(ways) == 1:
        lead = f"{counts.max()} of them {ways[0]}, more than by any other instrument"
    else:
        lead = f"as many {' as '.join(ways)}, {counts.max()} each"
    return f"{lead}{': ' if len(measures) == 1 else ', such as '}{example}"


def tell_instruments(field):
    """The instrument whose shares differ most between the two cities with most measures."""
    counts = field.measures.city.value_counts()
    cities = [city for city in counts.index if counts[city] >= _FEWEST][:2]
    if len(cities) < 2:
        return None
    articles = field.articles[field.articles.city.isin(cities)]
    mix = compare_measures(field.measures.drop(columns="city"), articles)
    shares = mix.pivot(index="instrument", columns="city", values="share")[cities]
    most = (shares[cities[0]] - shares[cities[1]]).abs().idxmax()
    high, low = sorted(cities, key=lambda city: -shares.loc[most, city])
    of = mix[mix.instrument == most].set_index("city")
    side = lambda city: (f"{of.share[city]:.0%} in {field.gloss(city)} ({of['count'][city]} of "
                         f"{counts[city]}, in {count_things(len(of.each[city]), 'article')})")
    caution = {"too few": ": too few articles to conclude anything about the cities", "apart": "",
               "overlap": ": the intervals overlap"}[tell_apart(mix).set_index("instrument").verdict[most]]
    first = field.measures[(field.measures.instrument == most) & (field.measures.city == high)].iloc[0]
    sentence = f"Measures by {_works(most)} in these reforms: {side(high)}, {side(low)}{caution}."
    of_both = field.measures[field.measures.city.isin(cities)]
    return sentence, {"measures": len(of_both)}, of_both, mark_address(first.page, first.start, first.end)


def tell_figures(field):
    """Who prints figures with a before, and the largest change."""
    changed = field.indicators.dropna(subset=["base_value", "value"])
    changed = changed[changed.base_value > 0]
    if changed.empty:
        return None
    counts = changed.city.value_counts()
    row = changed.loc[(changed.value / changed.base_value).sub(1).abs().idxmax()]
    cities = ", ".join(f"{field.gloss(city)} {n}" for city, n in counts.items())
    without = ", ".join(field.gloss(city) for city in field.cities if city not in counts)
    years = f" ({row.base_year} to {row.year})" if pd.notna(row.base_year) and pd.notna(row.year) else ""
    before, after = (f"{value:,.2f}".rstrip("0").rstrip(".") for value in (row.base_value, row.value))
    change = f"from {before} to {after} {row.unit}{years}"
    derived = int(changed.note.str.contains("derived").sum())
    computed = f"; in {derived} of them the before is computed from a printed rise" if derived else ""
    sentence = (f"Figures with a before and an after in these reforms: {cities}"
                f"{f'; none in {without}' if without else ''}{computed}. "
                f"The largest change in percent: {field.gloss(row.metric)}, {change}.")
    return sentence, {"indicators": len(changed)}, changed, mark_address(row.page, row.start, row.end)


def _works(instrument):
    """What an instrument works by, with its name."""
    return f"{INSTRUMENTS[instrument]} ({instrument})" if instrument in INSTRUMENTS else instrument


def _some(names, n):
    """The first n of some names, … for the rest."""
    names = [*names]
    return "、".join(names[:n]) + " …" * (len(names) > n)
