"""Cities side by side: words, slogans, measures and whole reform systems, with intervals."""

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from tifa.arguments import PATH, TEXTS, takes
from tifa.reference import read_stock
from tifa.terms import count_words
from tifa.topics import similarity, weigh_terms
from tifa.variants import bare, group_variants
from tifa.words import DATA

_KEY = ["page", "article"]


def _bootstrap(numerators, denominators, n, seed):
    """Ratio of sums and its 95 % interval, whole articles drawn with replacement."""
    top, bottom = np.asarray(numerators, float), np.asarray(denominators, float)
    value = top.sum() / bottom.sum() if bottom.sum() else np.nan
    if len(top) < 2:
        return value, np.nan, np.nan
    rows = np.random.default_rng(seed).integers(len(top), size=(n, len(top)))
    below = bottom[rows].sum(axis=1)
    ratios = np.divide(top[rows].sum(axis=1), below, out=np.full(n, np.nan), where=below > 0)
    ratios = ratios[~np.isnan(ratios)]
    return value, *(np.quantile(ratios, [0.025, 0.975]) if len(ratios) else (np.nan, np.nan))


@takes(articles="city kicker headline subhead body", terms=TEXTS)
def compare_terms(articles, terms=None, n=12, resamples=1000, seed=0, **how):
    """Compare how often cities use words, per 1,000 counted words.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    terms : list of str, optional
        Default: for each city the ``n`` words that stand out most against the other cities (by the
        log-likelihood ratio), of those found in two or more of its articles, or in its only one.
    n, resamples, seed : int, optional
    **how
        Passed to :func:`tifa.tokenize`.

    Returns
    -------
    DataFrame
        Columns term, city, count, articles, rate, low, high: rate per 1,000 words with its 95 % interval
        from whole articles drawn with replacement; one row a term and city. ``attrs["own"]`` gives the
        city that each term stood out in.

    Notes
    -----
    Source of the ratio: T. Dunning, "Accurate methods for the statistics of surprise and coincidence",
    *Computational Linguistics* 19, 1993. It ranks words; on a few articles it is no test. A city with one
    article has no interval.

    Examples
    --------
    >>> compare_terms(read_articles("seeds"), ["医共体"]).query("city == '盐城'")["count"].item()
    27
    """
    counts = count_words(articles, **how)
    cities = [c for c in dict.fromkeys(articles.city) if c]
    by_city = {c: [k for k, city in zip(counts, articles.city) if city == c] for c in cities}
    pooled = {c: sum(by_city[c], Counter()) for c in cities}
    own = {}
    if terms is None:
        terms = []
        for city in cities:
            least = min(2, len(by_city[city]))
            spread = Counter(w for k in by_city[city] for w in k)
            rest = sum((pooled[c] for c in cities if c != city), Counter())
            a, b = pooled[city].total(), rest.total()
            score = {w: _log_likelihood(pooled[city][w], rest[w], a, b) for w in pooled[city] if spread[w] >= least}
            best = sorted((w for w in score if score[w] > 0 and w not in own), key=lambda w: (-score[w], w))[:n]
            own.update(dict.fromkeys(best, city))
            terms += best
    rows = []
    for term in terms:
        for city in cities:
            each = [k[term] for k in by_city[city]]
            rate = _bootstrap(each, [k.total() for k in by_city[city]], resamples, seed)
            rows.append([term, city, sum(each), sum(x > 0 for x in each), *(1000 * x for x in rate)])
    table = pd.DataFrame(rows, columns=["term", "city", "count", "articles", "rate", "low", "high"])
    table.attrs["own"] = own
    return table


def _log_likelihood(x, y, a, b):
    """Dunning's ratio for x of a words here and y of b words there; 0 where there is no surplus here."""
    if not b or x * b <= y * a:
        return 0.0
    share = (x + y) / (a + b)
    return 2 * (x * np.log(x / (a * share)) + (y * np.log(y / (b * share)) if y else 0))


@takes(slogans="page article text kind", articles="page article city n_chars")
def compare_slogans(slogans, articles, resamples=1000, seed=0):
    """Count each city's formulations by kind, per 1,000 characters of body.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``.
    resamples, seed : int, optional

    Returns
    -------
    DataFrame
        Columns city, kind, mentions, distinct, rate, low, high: mentions per 1,000 characters with the
        95 % interval from whole articles drawn with replacement.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> compare_slogans(find_slogans(articles), articles).query("kind == 'numeric'").city.tolist()
    ['盐城', '十堰', '宜昌', '淮北']
    """
    rows = []
    for city, group in _by_city(articles):
        own = slogans.merge(group[_KEY], on=_KEY)
        for kind in [k for k in ("numeric", "quoted", "parallel") if (slogans.kind == k).any()]:
            of_kind = own[own.kind == kind]
            each = of_kind.groupby(_KEY).size().reindex(pd.MultiIndex.from_frame(group[_KEY]), fill_value=0)
            rate = _bootstrap(each, group.n_chars, resamples, seed)
            rows.append([city, kind, len(of_kind), of_kind.text.nunique(), *(1000 * x for x in rate)])
    return pd.DataFrame(rows, columns=["city", "kind", "mentions", "distinct", "rate", "low", "high"])


def _by_city(articles):
    known = articles[articles.city != ""]
    return [(city, known[known.city == city]) for city in dict.fromkeys(known.city)]


@takes(measures="page article instrument verb status", articles="page article city")
def compare_measures(measures, articles, by="instrument", resamples=1000, seed=0):
    """Compare which instruments (or verbs, or statuses) cities' measures use.

    Parameters
    ----------
    measures, articles : DataFrame
        The tables ``measures`` and ``articles``.
    by : {"instrument", "verb", "status"}, optional
    resamples, seed : int, optional

    Returns
    -------
    DataFrame
        Columns city, ``by``, count, share, low, high: share of the city's measures with its 95 % interval
        from whole articles drawn with replacement.

    Notes
    -----
    The share is of clauses in print, not of money, staff or effort.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> shares = compare_measures(find_measures(articles), articles)
    >>> shares.groupby("city")["share"].sum().round(6).unique().tolist()
    [1.0]
    """
    order = sorted(measures[by].unique(), key=lambda v: (-(measures[by] == v).sum(), v))
    rows = []
    for city, group in _by_city(articles):
        index = pd.MultiIndex.from_frame(group[_KEY])
        own = measures.merge(group[_KEY], on=_KEY)
        every = own.groupby(_KEY).size().reindex(index, fill_value=0)
        for value in order:
            each = own[own[by] == value].groupby(_KEY).size().reindex(index, fill_value=0)
            rows.append([city, value, int(each.sum()), *_bootstrap(each, every, resamples, seed)])
    return pd.DataFrame(rows, columns=["city", by, "count", "share", "low", "high"])


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
    located = slogans.merge(articles[[*_KEY, "city"]], on=_KEY)
    located = located[located.city != ""]
    rows = []
    for (text, kind), group in located.groupby(["text", "kind"], sort=False):
        cities = list(dict.fromkeys(group.city))
        if len(cities) >= least:
            rows.append([text, kind, "、".join(cities), len(cities), len(group), "; ".join(dict.fromkeys(i for i in group["items"] if i))])
    table = pd.DataFrame(rows, columns=["text", "kind", "cities", "n_cities", "mentions", "items"])
    return table.sort_values(["n_cities", "mentions"], ascending=False, kind="stable", ignore_index=True)


@takes(slogans="page article text kind items", articles="page article city",
       reference=(PATH, "tifa.count_reference: text documents of"))
def classify_slogans(slogans, articles, reference=None, cut=0.001, least=5):
    """Tell of each formulation whether it is national stock, shared between cities, or one city's own, and why.

    *stock*: it is on the list of :func:`tifa.read_stock`, also with something added (新时代“枫桥经验”); or the reference
    has it in ``least`` documents or more that make a share of ``cut`` or more. *own*: not stock, and one city alone prints
    it in any wording. *shared*: the rest. Wordings are grouped by :func:`tifa.group_variants`, stock phrases first.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``.
    reference : DataFrame, str or Path, optional
        From :func:`tifa.count_reference`, or the CSV it was kept in.
    cut : float, optional
    least : int, optional

    Returns
    -------
    DataFrame
        Columns text, kind, standing, why (origin, number of documents, or the wording it varies with the evidence), cities
        (that print this wording, joined by 、), group_cities (that print any wording of its group), leader (of the group),
        mentions, items; in the order of :func:`shared_slogans`.

    Notes
    -----
    With 0.1 %, two months of the *People's Daily* (5,158 items) know 79 of the 128 listed phrases: a national phrase out of
    season needs the list. A local variation of a stock phrase is not stock, but ``why`` names the phrase. *Own* is said
    of this corpus: another city may print it elsewhere.

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
        added = on_list is None and evidence.startswith("holds") and bare(leader) in listed and len(bare(leader)) < len(bare(row.text))
        standing, others = "shared" if "、" in cities_of[leader] else "own", [w for w in wordings[leader] if w != row.text]
        why = f"varies {leader}: {evidence}" if evidence else "varied as " + "; ".join(others) if others else "the same words" * ("、" in row.cities)
        if on_list is not None or added:
            standing, why = "stock", f"{'holds ' + leader + ': ' if added else ''}{(on_list or listed[bare(leader)]).origin}"
        elif counted is not None and counted.documents >= max(least, cut * counted.of):
            standing, why = "stock", f"in {counted.documents:,} of {counted.of:,} documents of the reference"
        rows.append([row.text, row.kind, standing, why, row.cities, cities_of[leader], leader, row.mentions, row[6]])
    return pd.DataFrame(rows, columns=["text", "kind", "standing", "why", "cities", "group_cities", "leader", "mentions", "items"])


@takes(slogans="page article text kind items", articles="page article city")
def compare_items(slogans, articles):
    """Compare what a shared number stands for: the lists that two cities or more spell out.

    Returns
    -------
    DataFrame
        Columns text, city, in_all (items that every city's list has), only_here (that no other city's list has), rest, each
        joined by |; one row a formulation and city.

    Notes
    -----
    Items are compared without punctuation and empty words, not by meaning: 志愿者 and 社区志愿者 are two items.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> compare_items(find_slogans(articles), articles)[["text", "city", "in_all"]].values.tolist()
    [['三支队伍', '十堰', '社区党组织书记|社区工作者'], ['三支队伍', '宜昌', '社区党组织书记|社区工作者']]
    """
    located = slogans[(slogans.kind == "numeric") & (slogans["items"] != "")].merge(articles[[*_KEY, "city"]], on=_KEY)
    rows = []
    for text, group in located[located.city != ""].groupby("text", sort=False):
        lists = group.groupby("city", sort=False)["items"].agg(lambda v: list(dict.fromkeys("|".join(v).split("|"))))
        spread = Counter(item for items in lists for item in {bare(i) for i in items})
        for city, items in lists.items() if len(lists) > 1 else ():
            told = {name: [i for i in items if fits(spread[bare(i)])] for name, fits in (
                ("in_all", lambda n: n == len(lists)), ("only_here", lambda n: n == 1), ("rest", lambda n: 1 < n < len(lists)))}
            rows.append([text, city, *("|".join(v) for v in told.values())])
    return pd.DataFrame(rows, columns=["text", "city", "in_all", "only_here", "rest"])


@takes(articles="page date", pages="page date")
def fill_dates(articles, pages):
    """Give articles whose own date lacks the year or is not told the date of their page's issue.

    Parameters
    ----------
    articles, pages : DataFrame
        The tables ``articles`` and ``pages``.

    Returns
    -------
    DataFrame
        The articles, ``date`` filled in. The day of issue comes after the day told of, by a day or more.

    Examples
    --------
    >>> pages = read_pages("seeds").assign(date="2024-05-01")
    >>> fill_dates(read_articles("seeds"), pages).date.eq("").any()
    np.False_
    """
    issue = articles.page.map(pages.set_index("page").date).fillna("")
    return articles.assign(date=articles.date.where(articles.date.str.match(r"\d{4}-\d\d") | (issue == ""), issue))


@takes(slogans="page article text", articles="page article city date")
def first_appearances(slogans, articles):
    """Tell when each city first printed a formulation, and how many days after the first city.

    Only articles with a city and a full date count; ``attrs["note"]`` says how many those are.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``. To follow a formulation through its wordings, put the leader of
        :func:`classify_slogans` for ``text``.

    Returns
    -------
    DataFrame
        Columns text, city, first, days (after the first city), articles (dated, of this city, that print it); the most
        widely spread formulations first, the cities in the order in which they took them up.

    Notes
    -----
    First in this corpus is not first in the world: what was printed before the corpus begins, or in an article without
    a date, is not seen. A city that follows another need not follow it: both may follow a third.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> first_appearances(find_slogans(articles), articles).attrs["note"]
    '10 of 22 articles have a city and a full date.'
    """
    dated = articles[articles.date.str.fullmatch(r"\d{4}-\d\d-\d\d") & (articles.city != "")]
    seen = slogans[[*_KEY, "text"]].drop_duplicates().merge(dated[[*_KEY, "city", "date"]], on=_KEY)
    table = seen.groupby(["text", "city"], sort=False, as_index=False).agg(first=("date", "min"), articles=("date", "size"))
    day = pd.to_datetime(table["first"], errors="coerce")
    table.insert(3, "days", (day - day.groupby(table.text).transform("min")).dt.days.astype("Int64"))
    table["n"] = table.groupby("text").city.transform("size")
    table = table.sort_values(["n", "text", "first"], ascending=[False, True, True], kind="stable", ignore_index=True).drop(columns="n")
    table.attrs["note"] = f"{len(dated)} of {len(articles)} articles have a city and a full date."
    return table


TIERS = {"沸": 0.0518, "烫": 0.0129, "热": 0.0032, "暖": 0.0008, "温": 0.0002, "冷": 0.0}


@takes(slogans="page article text", articles="page article date")
def measure_heat(slogans, articles, n=15, least=100):
    """Measure how hot formulations are: the share of each month's articles that print one, in six tiers.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``; articles with at least year and month of their date count.
    n : int, optional
        Formulations: those in most dated articles.
    least : int, optional
        Dated articles below which a month gets no tier.

    Returns
    -------
    DataFrame
        Columns text, month, articles (that print it), of (dated articles of the month), share, tier (one of ``TIERS``, empty
        where the month has too few articles); months without a dated article have no rows. ``attrs["note"]`` says how many
        articles are dated and how many months are large enough.

    Notes
    -----
    Source: the scale of the China Media Project, developed by Qian Gang in 2016 for a year of the *People's Daily*. Theirs
    are the idea, the names of the six tiers (沸 boiling, 烫 scalding, 热 hot, 暖 warm, 温 tepid, 冷 cold), counting articles
    and not words, and the two highest cut-offs (沸: 2,000 articles a year or 5.18 %, 烫: 500 or 1.29 %). Ours are the month
    for the year, the lower cut-offs (each a quarter of the one above, as 1.29 is of 5.18: 0.32, 0.08, 0.02 %) and the least
    number of articles. In a month of 100 articles a single one already makes 热: the low tiers need thousands. Local
    papers are no People's Daily; compare tiers within one newspaper only.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> measure_heat(find_slogans(articles), articles).attrs["note"]
    '10 of 22 articles give at least the month of their date; 0 of 4 months have 100 of them.'
    """
    dated = articles[articles.date.str.match(r"\d{4}-\d\d")].assign(month=lambda t: t.date.str[:7])
    of = dated.groupby("month").size()
    seen = slogans[[*_KEY, "text"]].drop_duplicates().merge(dated[[*_KEY, "month"]], on=_KEY)
    top = seen.text.value_counts().sort_index().nlargest(n).index
    counts = seen.groupby(["text", "month"]).size().reindex(pd.MultiIndex.from_product([top, of.index]), fill_value=0)
    rows = []
    for (text, month), count in counts.items():
        share = count / of[month]
        tier = next(name for name, low in TIERS.items() if share >= low) if of[month] >= least else ""
        rows.append([text, month, count, of[month], share, tier])
    table = pd.DataFrame(rows, columns=["text", "month", "articles", "of", "share", "tier"])
    table.attrs["note"] = (f"{len(dated)} of {len(articles)} articles give at least the month of their date; "
                           f"{(of >= least).sum()} of {len(of)} months have {least} of them.")
    return table


@takes(articles="page article city place n_chars kicker headline subhead body", slogans="page article text kind", measures="page article",
       indicators="page article text")
def systems(articles, slogans, measures, indicators, least=0.4, min_measures=5):
    """Put together what each city's articles say of one reform: a row a reform system.

    Articles of one city whose TF-IDF similarity is at least ``least``, directly or by way of others, are
    about one system.

    Parameters
    ----------
    articles, slogans, measures, indicators : DataFrame
        The tables of these names.
    least : float, optional
        Cosine similarity, 0 … 1.
    min_measures : int, optional
        Articles whose group prints fewer measures are no system.

    Returns
    -------
    DataFrame
        Columns city, place, system (headline of the longest article), articles (page/article joined by a
        space), measures (how many), slogans (distinct, numbers first, then in the order of print, joined by '|'), figures
        (the words that hold them, as printed, joined by ;).

    Notes
    -----
    The name is a headline, not a judgment that the articles describe one reform: read them.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> table = systems(articles, find_slogans(articles), find_measures(articles), find_indicators(articles))
    >>> "八个统一" in table.loc[table.place.eq("濉溪县"), "slogans"].item()
    True
    """
    from scipy.sparse.csgraph import connected_components

    try:
        alike = similarity(weigh_terms(articles)).to_numpy() >= least
    except ValueError:  # too few articles to have a term in common: each is by itself
        alike = np.eye(len(articles), dtype=bool)
    same_city = articles.city.to_numpy()[:, None] == articles.city.to_numpy()[None, :]
    groups = connected_components(alike & same_city, directed=False)[1]
    rows = []
    for g in dict.fromkeys(groups):
        own = articles[groups == g]
        parts = {name: table.merge(own[_KEY], on=_KEY) for name, table in
                 (("slogans", slogans), ("measures", measures), ("indicators", indicators))}
        if len(parts["measures"]) < min_measures or not own.city.iloc[0]:
            continue
        lead = own.loc[own.n_chars.astype(int).idxmax()]
        rows.append(dict(
            city=lead.city, place=lead.place, system=lead.headline,
            articles=" ".join(f"{r.page}/{r.article}" for r in own.itertuples()),
            measures=len(parts["measures"]),
            slogans="|".join(dict.fromkeys(parts["slogans"].sort_values("kind", key=lambda k: k != "numeric", kind="stable").text)),
            figures="; ".join(dict.fromkeys(parts["indicators"].text)),
        ))
    table = pd.DataFrame(rows, columns=["city", "place", "system", "articles", "measures", "slogans", "figures"])
    return table.astype({"measures": int})


@takes(articles="city province", table="tifa.systems: city system slogans measures")
def at_a_glance(articles, table):
    """Sum up each city in one row: what it prints, what it reforms, under which formulations.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    table : DataFrame
        From :func:`systems`.

    Returns
    -------
    DataFrame
        Columns city, province, reforms (headlines of its systems, most measures first, joined by |),
        formulations (of its systems, joined by |), articles, systems (how many), measures (in the systems).

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> found = find_slogans(articles), find_measures(articles), find_indicators(articles)
    >>> at_a_glance(articles, systems(articles, *found)).city.tolist()
    ['盐城', '十堰', '宜昌', '淮北']
    """
    rows = []
    for city, group in _by_city(articles):
        own = table[table.city == city].sort_values("measures", ascending=False, kind="stable")
        labels = [s for text in own.slogans for s in text.split("|") if s]
        rows.append([city, group.province.iloc[0], "|".join(own.system), "|".join(dict.fromkeys(labels)),
                     len(group), len(own), int(own.measures.sum())])
    return pd.DataFrame(rows, columns=["city", "province", "reforms", "formulations", "articles", "systems", "measures"])


@takes(indicators="page article text metric value unit year base_value base_year kind", articles="page article city")
def compare_indicators(indicators, articles):
    """Put like figures of several cities side by side, or say why they cannot be compared.

    Parameters
    ----------
    indicators, articles : DataFrame
        The tables ``indicators`` and ``articles``.

    Returns
    -------
    DataFrame
        Columns group, city, page, article, metric, value, unit, year, base_value, base_year, kind, text, comparable, why;
        one row a figure whose metric is of a group, groups in the order of ``data/metric_groups.csv``. A row is
        comparable when another city gives a figure of the group in the same unit (家, 所 and 个 are one, 人, 名 and 位
        too) for the same year, and both are changes, not from different base years, or neither is; else ``why`` says
        what is lacking.

    Notes
    -----
    Groups are regular expressions on the metric, the first that fits: a metric in other words is left out. Same group,
    unit and year do not make the same definition (of whom, of which places): read the column text.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> compare_indicators(find_indicators(articles), articles).query("group == '县域内就诊率'").why.tolist()
    ['only 淮北 gives it']
    """
    table = indicators.merge(articles.loc[articles.city != "", [*_KEY, "city"]], on=_KEY)
    groups = pd.read_csv(DATA / "metric_groups.csv", dtype="str", encoding="utf-8")
    table["group"] = ""
    for row in groups.itertuples():
        table.loc[(table.group == "") & table.metric.str.contains(row.pattern), "group"] = row.group
    place = dict(zip(groups.group, groups.index))
    table = table[table.group != ""].sort_values("group", key=lambda names: names.map(place), kind="stable", ignore_index=True)
    rows = list(table.itertuples())
    alike = {}
    for row in rows:
        alike.setdefault(row.group, []).append(row)
    why = [_why_not(row, [r for r in alike[row.group] if r.city != row.city]) for row in rows]
    table = table.assign(why=pd.Series(why, dtype="str"), comparable=np.array([not reason for reason in why], bool))
    return table[["group", "city", *_KEY, "metric", "value", "unit", "year", "base_value", "base_year", "kind", "text", "comparable", "why"]]


_LIKE = {"名": "人", "位": "人", "家": "个", "所": "个", "处": "个", "座": "个"}  # measure words for the same


def _why_not(row, others):
    """Say why a figure has no like among those of the other cities; empty when it has one."""
    if not others:
        return f"only {row.city} gives it"
    kinds = [r for r in others if (r.kind == "change") == (row.kind == "change")]
    if not kinds:
        return "a change here, a level elsewhere" if row.kind == "change" else "a level here, a change elsewhere"
    units = [r for r in kinds if _LIKE.get(r.unit, r.unit) == _LIKE.get(row.unit, row.unit)]
    if not units:
        return f"other unit: {row.unit} here, {'、'.join(dict.fromkeys(r.unit for r in kinds))} elsewhere"
    if pd.isna(row.year):
        return "year not given"
    years = sorted({r.year for r in units if not pd.isna(r.year)})
    if row.year not in years:
        return f"other year: {row.year} here, {', '.join(map(str, years)) or 'none'} elsewhere"
    bases = {r.base_year for r in units if not pd.isna(r.year) and r.year == row.year}
    bases = sorted(base for base in bases if not pd.isna(base))
    if row.kind == "change" and not pd.isna(row.base_year) and bases and row.base_year not in bases:
        return f"other base year: {row.base_year} here, {', '.join(map(str, bases))} elsewhere"
    return ""
