"""Formulations that cities share, that are one city's own, or national stock."""

from collections import Counter
from pathlib import Path

import pandas as pd

from tifa.arguments import PATH, takes
from tifa.compare.rates import KEY
from tifa.compare.stock import read_stock
from tifa.compare.variants import bare, group_variants


@takes(slogans="page article text kind items", articles="page article city")
def shared_slogans(slogans, articles, least=2):
    """List formulations with the cities that print them.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``.
    least : int, optional
        Cities a formulation must be in; 1 lists all.

    Returns
    -------
    DataFrame
        Columns text, kind, cities (joined by 、), n_cities, mentions, items; most widely shared first.

    Notes
    -----
    Same wording only: 大病不出县 and 大病不出市 are two formulations. A number may stand for different
    lists in two cities; ``items`` shows each list that was found, parted by ``;``.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> shared_slogans(find_slogans(articles), articles)[["text", "cities"]].values.tolist()
    [['三支队伍', '十堰、宜昌']]
    """
    located = slogans.merge(articles[[*KEY, "city"]], on=KEY)
    located = located[located.city != ""]
    rows = []
    for (text, kind), group in located.groupby(["text", "kind"], sort=False):
        cities = list(dict.fromkeys(group.city))
        if len(cities) >= least:
            items = "; ".join(dict.fromkeys(i for i in group["items"] if i))
            rows.append([text, kind, "、".join(cities), len(cities), len(group), items])
    table = pd.DataFrame(rows, columns=["text", "kind", "cities", "n_cities", "mentions", "items"])
    return table.sort_values(["n_cities", "mentions"], ascending=False, kind="stable", ignore_index=True)


@takes(slogans="page article text kind items", articles="page article city",
       reference=(PATH, "tifa.compare.count_reference: text documents of"))
def classify_slogans(slogans, articles, reference=None, cut=0.001, least=5):
    """Tell of each formulation whether it is national stock, shared between cities, or one city's own.

    *stock*: it is on the list of :func:`tifa.compare.read_stock`, also with something added (新时代“枫桥经验”); or
    the reference has it in ``least`` documents or more that make a share of ``cut`` or more. *own*: not
    stock, one city alone prints it in any wording, and the reference, if there is one, never prints it.
    *shared*: the rest. Wordings are grouped by :func:`tifa.compare.group_variants`, stock phrases first.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``.
    reference : DataFrame, str or Path, optional
        From :func:`tifa.compare.count_reference`, or the CSV it was kept in.
    cut : float, optional
    least : int, optional

    Returns
    -------
    DataFrame
        Columns text, kind, standing, why (origin, number of documents, or the wording it varies with the
        evidence), cities (that print this wording, joined by 、), group_cities (that print any wording of its
        group), leader (of the group), mentions, items; in the order of :func:`shared_slogans`.

    Notes
    -----
    With 0.1 %, two months of the *People's Daily* (5,158 items) know 89 of the 161 listed phrases: a national
    phrase out of season needs the list. A local variation of a stock phrase is not stock, but ``why`` names
    the phrase. *Own* is said of this corpus and of the reference: origins are not looked up, and another city
    may have printed it first.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> table = classify_slogans(find_slogans(articles), articles).set_index("text")
    >>> table.loc[["三支队伍", "枫桥经验", "八个统一"], "standing"].tolist()
    ['shared', 'stock', 'own']
    """
    table, stock = shared_slogans(slogans, articles, least=1), read_stock()
    listed = {bare(row.phrase): row for row in stock.itertuples()}
    groups = group_variants([*stock.phrase, *table.text]).set_index("text")
    members = table.groupby(table.text.map(groups.leader))
    cities_of = members.cities.agg(lambda c: "、".join(dict.fromkeys("、".join(c).split("、"))))
    wordings = members.text.agg(lambda t: list(dict.fromkeys(t)))
    if isinstance(reference, (str, Path)):
        reference = pd.read_csv(reference, dtype={"text": "str"}, encoding="utf-8-sig")
    known = {} if reference is None else {bare(r.text): r for r in reference.itertuples()}
    rows = []
    for row in table.itertuples():
        leader, evidence = groups.leader[row.text], groups.evidence[row.text]
        on_list, counted = listed.get(bare(row.text)), known.get(bare(row.text))
        added = (
            on_list is None
            and evidence.startswith("holds")
            and bare(leader) in listed
            and len(bare(leader)) < len(bare(row.text))
        )
        in_reference = counted is not None and counted.documents > 0
        standing = "shared" if in_reference or "、" in cities_of[leader] else "own"
        others = [w for w in wordings[leader] if w != row.text]
        if evidence:
            why = f"varies {leader}: {evidence}"
        elif others:
            why = "varied as " + "; ".join(others)
        else:
            why = "the same words" * ("、" in row.cities)
        if in_reference:
            why = f"in {counted.documents:,} of {counted.of:,} documents of the reference"
        if on_list is not None or added:
            standing, origin = "stock", (on_list or listed[bare(leader)]).origin
            why = f"holds {leader}: {origin}" if added else origin
        elif in_reference and counted.documents >= max(least, cut * counted.of):
            standing = "stock"
        rows.append(
            [row.text, row.kind, standing, why, row.cities, cities_of[leader], leader, row.mentions, row[6]]
        )
    return pd.DataFrame(
        rows,
        columns=["text", "kind", "standing", "why", "cities", "group_cities", "leader", "mentions", "items"],
    )


@takes(slogans="page article text kind items", articles="page article city")
def compare_items(slogans, articles):
    """Compare what a shared number stands for: the lists that two cities or more spell out.

    Returns
    -------
    DataFrame
        Columns text, city, in_all (items that every city's list has), only_here (that no other city's list
        has), rest, each joined by ``|``; one row a formulation and city.

    Notes
    -----
    Items are compared without punctuation and empty words, not by meaning: 志愿者 and 社区志愿者 are two items.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> compare_items(find_slogans(articles), articles)[["text", "city", "in_all"]].values.tolist()
    [['三支队伍', '十堰', '社区工作者'], ['三支队伍', '宜昌', '社区工作者']]
    """
    listed = slogans[(slogans.kind == "numeric") & (slogans["items"] != "")]
    located = listed.merge(articles[[*KEY, "city"]], on=KEY)
    rows = []
    for text, group in located[located.city != ""].groupby("text", sort=False):
        lists = group.groupby("city", sort=False)["items"].agg(
            lambda v: list(dict.fromkeys("|".join(v).split("|")))
        )
        spread = Counter(item for items in lists for item in {bare(i) for i in items})
        for city, items in lists.items() if len(lists) > 1 else ():
            in_all = [i for i in items if spread[bare(i)] == len(lists)]
            only_here = [i for i in items if spread[bare(i)] == 1]
            rest = [i for i in items if 1 < spread[bare(i)] < len(lists)]
            rows.append([text, city, *map("|".join, (in_all, only_here, rest))])
    return pd.DataFrame(rows, columns=["text", "city", "in_all", "only_here", "rest"])
