"""Reforms: the same reform in several articles and cities, and what each city makes of it."""

import re
from collections import Counter
from itertools import combinations

import pandas as pd

from tifa.arguments import takes
from tifa.compare.rates import KEY, by_city
from tifa.compare.scores import measure_spans, read_spans
from tifa.compare.variants import bare
from tifa.words.segment import in_dictionary

_NATIONAL = re.compile("全国|我国|国家(?!级)|国务院|中共中央|党中央")
_SYSTEMS = "page article system name alt_names place actor within parts spans"


@takes(systems=_SYSTEMS, articles="page article city")
def group_systems(systems, articles):
    """Put together the rows that tell of one reform, in whatever articles and cities; each with the evidence.

    Parameters
    ----------
    systems, articles : DataFrame
        The tables ``systems`` and ``articles``.

    Returns
    -------
    DataFrame
        The rows of ``systems``, and city (the article's; 全国, the whole country, where place or actor say so),
        reform (the name that the most rows have, else the first), evidence (the names or parts in common with
        another row; empty for a reform of one row). Rows of one reform stand together.

    Notes
    -----
    Two rows of different articles tell of one reform when they have a name in common that is no plain word of
    a general dictionary, or half of their parts, three at least. Rows of one article are never put together.
    Likeness of names is no proof: read the evidence.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> table = group_systems(find_systems(articles), articles)
    >>> set(table.columns) >= {"city", "reform", "evidence"}
    True
    """
    table = systems.drop(columns=["reform", "city", "evidence"], errors="ignore")
    table = table.merge(articles[[*KEY, "city"]], on=KEY, how="left")
    national = table.place.str.contains(_NATIONAL) | (table.place == "") & table.actor.str.contains(_NATIONAL)
    table["city"] = table.city.where(~national, "全国").fillna("")
    names = [_names(row) for row in table.itertuples()]
    parts = [_parts(told) for told in table.parts]
    leader, evidence = list(range(len(table))), [""] * len(table)
    articles_of = [{(row.page, row.article)} for row in table.itertuples()]
    likely = {*_in_pairs(names), *(pair for pair, n in _in_pairs(parts).items() if n > 2)}
    pairs = [(_in_common(names[i], names[j], parts[i], parts[j]), i, j) for i, j in likely]
    for (strength, words), i, j in sorted(pairs, key=lambda pair: (-pair[0][0], pair[1:])):
        first, second = sorted((_head(leader, i), _head(leader, j)))
        if strength and first != second and not articles_of[first] & articles_of[second]:
            leader[second] = first
            articles_of[first] |= articles_of[second]
            evidence[i], evidence[j] = evidence[i] or words, evidence[j] or words
    table["evidence"], table["group"] = evidence, [_head(leader, i) for i in range(len(table))]
    named = table.groupby("group").name.agg(lambda own: own.map(bare).value_counts(sort=False).idxmax())
    printed = {bare(name): name for name in reversed(table.name.tolist())}
    table.insert(0, "reform", table.group.map(named).map(printed))
    return table.sort_values("group", kind="stable", ignore_index=True).drop(columns="group")


def tell_common(rows, others):
    """Tell by what rows of one reform hang together with others most strongly, if by anything."""
    pairs = [_in_common(_names(row), _names(other), _parts(row.parts), _parts(other.parts))
             for row in rows for other in others]
    return max(pairs, key=lambda pair: pair[0])[1]


def _parts(told):
    return {bare(part): part for part in told.split("|") if part}


def _names(row):
    """The names of a system that say what it is: {without marks: as printed}; plain words are none."""
    printed = [row.name, *row.alt_names.split("|")]
    return {bare(name): name for name in printed if len(bare(name)) > 2 and not in_dictionary(bare(name))}


def _in_pairs(keys):
    """The pairs of rows with a name, or a part, in common, and how many; no others can be one reform."""
    rows = {}
    for i, own in enumerate(keys):
        for key in own:
            rows.setdefault(key, []).append(i)
    return Counter(pair for own in rows.values() for pair in combinations(own, 2))


def _in_common(names, others, parts, more):
    """How strongly two rows hang together, and by what, in words."""
    shared, common = names.keys() & others.keys(), parts.keys() & more.keys()
    if shared:
        name = max(shared, key=len)
        return len(name), f"the same name: {names[name]}"
    if len(common) > 2 and 2 * len(common) >= max(len(parts), len(more)):
        return len(common), "parts in common: " + "、".join(parts[part] for part in sorted(common))
    return 0, ""


def _head(leader, i):
    while leader[i] != i:
        i = leader[i]
    return i


def _edge(spans, which):
    """The first or the last character of each of some passages; <NA> where there is none."""
    return spans.str[which].astype("Int64")


@takes(table="page article start end", systems="page article system name spans")
def place_in_systems(table, systems):
    """Give the rows of a table that stand inside the passages of a reform, once for each reform.

    Parameters
    ----------
    table : DataFrame
        Slogans, measures or indicators.
    systems : DataFrame
        The table ``systems``, also as :func:`group_systems` gives it.

    Returns
    -------
    DataFrame
        The rows inside, with system and name (and reform and city, where ``systems`` has them). A row inside
        a part stands inside the larger reform, too, where its passages hold those of the part.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> inside = place_in_systems(find_measures(articles), find_systems(articles))
    >>> {"system", "name"} <= set(inside.columns)
    True
    """
    own = [name for name in ("system", "name", "reform", "city", "within") if name in systems]
    spans = systems[[*KEY, *own]].assign(span=systems.spans.map(read_spans)).explode("span")
    spans = spans.assign(low=_edge(spans.span, 0), high=_edge(spans.span, 1)).drop(columns="span")
    both = table.drop(columns=own, errors="ignore").merge(spans, on=KEY)
    inside = both[(both.low <= both.start) & (both.end <= both.high)].drop(columns=["low", "high"])
    return inside.drop_duplicates([*KEY, "start", "end", "system"]).reset_index(drop=True)


@takes(systems=f"tifa.compare.group_systems: city reform {_SYSTEMS}",
       slogans="page article text start end items", measures="page article text instrument start end",
       indicators="page article text metric value unit base_value start end")
def compare_systems(systems, slogans, measures, indicators):
    """Set cities' reforms side by side: their parts, measures, figures and formulations, each with its place.

    Parameters
    ----------
    systems : DataFrame
        From :func:`group_systems`, or some of its rows: those of one theme, of some cities.
    slogans, measures, indicators : DataFrame
        The tables of these names.

    Returns
    -------
    DataFrame
        Columns city, reform, aspect (reform, part, organization, authority, treasure, nodality, figure,
        formulation), item (a name, a measure, a figure as printed, with its metric where its clause has
        several), cities (how many have an item of this wording, marks left out; or this reform), page,
        article, start, end (of a part, those of the first passage on its reform). One row an item.

    Notes
    -----
    Items are compared by wording; for measures, which no two papers word alike, compare the counts by
    instrument.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> systems = group_systems(find_systems(articles), articles)
    >>> found = find_slogans(articles), find_measures(articles), find_indicators(articles)
    >>> set(compare_systems(systems, *found).aspect) <= {
    ...     "reform", "part", "organization", "authority", "treasure", "nodality", "figure", "formulation"}
    True
    """
    first = systems.spans.map(read_spans).str[0]
    own = systems[["city", "reform", "name", "parts", *KEY]]
    own = own.assign(start=_edge(first, 0), end=_edge(first, 1))
    parts = own.assign(item=own.parts.str.split("|")).explode("item")
    rows = [own.assign(aspect="reform", item=own.name), parts[parts["item"] != ""].assign(aspect="part")]
    several = indicators.duplicated([*KEY, "start", "end"], keep=False)  # figures of one clause
    figures = indicators.assign(text=indicators.text + (" · " + indicators.metric).where(several, ""))
    for table, aspect in ((measures, measures.instrument), (figures, "figure"), (slogans, "formulation")):
        rows.append(place_in_systems(table.assign(aspect=aspect, item=table.text), systems))
    columns = ["city", "reform", "aspect", "item", *KEY, "start", "end"]
    table = pd.concat([part[columns] for part in rows], ignore_index=True)
    wording = table["item"].where(table.aspect != "reform", table.reform).map(bare)
    table.insert(4, "cities", table.groupby([table.aspect, wording]).city.transform("nunique"))
    return table.drop_duplicates(["city", "reform", "aspect", "item", "page", "start"], ignore_index=True)


@takes(articles="city province", slogans="page article text kind start end",
       systems="tifa.compare.group_systems: page article system name city reform within spans")
def at_a_glance(articles, systems, slogans):
    """Sum up each city in one row: what it reforms, and under which formulations.

    Parameters
    ----------
    articles, slogans : DataFrame
        The tables of these names.
    systems : DataFrame
        From :func:`group_systems`.

    Returns
    -------
    DataFrame
        Columns city, province, articles, n_reforms, reforms (as the city's pages name them, joined by ``|``:
        those that are part of no other first, of these the one told at most length), formulations (that stand
        inside its reforms, numbers first, joined by ``|``). One row a city.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> systems = group_systems(find_systems(articles), articles)
    >>> at_a_glance(articles, systems, find_slogans(articles)).city.tolist()
    ['盐城', '十堰', '宜昌', '淮北']
    """
    length = [-measure_spans(spans) for spans in systems.spans]
    ordered = systems.assign(part=systems.within != "", length=length)
    ordered = ordered.sort_values(["part", "length"], kind="stable")
    inside = place_in_systems(slogans, systems).sort_values("kind", key=lambda kind: kind != "numeric",
                                                           kind="stable")
    rows = []
    for city, group in by_city(articles):
        own = ordered[ordered.city == city].drop_duplicates("reform")
        names, labels = own.name.tolist(), list(dict.fromkeys(inside.text[inside.city == city]))
        rows.append([city, group.province.iloc[0], len(group), len(names), "|".join(names), "|".join(labels)])
    columns = ["city", "province", "articles", "n_reforms", "reforms", "formulations"]
    return pd.DataFrame(rows, columns=columns)
