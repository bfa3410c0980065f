"""Reform systems: articles of one city that tell of one matter."""

import numpy as np
import pandas as pd

from tifa.arguments import NUMBER, takes
from tifa.compare.rates import KEY, by_city
from tifa.words.topics import similarity, weigh_terms


@takes(articles="page article city place n_chars kicker headline subhead body",
       slogans="page article text kind", measures="page article",
       indicators="page article text", least=NUMBER)
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
        space), measures (how many), slogans (distinct, numbers first, then in the order of print, joined by
        '|'), figures (the words that hold them, as printed, joined by ;).

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
        parts = {name: table.merge(own[KEY], on=KEY) for name, table in
                 (("slogans", slogans), ("measures", measures), ("indicators", indicators))}
        if len(parts["measures"]) < min_measures or not own.city.iloc[0]:
            continue
        lead = own.loc[own.n_chars.astype(int).idxmax()]
        numbers_first = parts["slogans"].sort_values("kind", key=lambda k: k != "numeric", kind="stable")
        rows.append(dict(
            city=lead.city,
            place=lead.place,
            system=lead.headline,
            articles=" ".join(f"{r.page}/{r.article}" for r in own.itertuples()),
            measures=len(parts["measures"]),
            slogans="|".join(dict.fromkeys(numbers_first.text)),
            figures="; ".join(dict.fromkeys(parts["indicators"].text)),
        ))
    columns = ["city", "place", "system", "articles", "measures", "slogans", "figures"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"measures": int})


@takes(articles="city province", table="tifa.compare.systems: city system slogans measures")
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
        Columns city, province, reforms (headlines of its systems, most measures first, joined by ``|``),
        formulations (of its systems, joined by ``|``), articles, systems (how many), measures (in the
        systems).

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> found = find_slogans(articles), find_measures(articles), find_indicators(articles)
    >>> at_a_glance(articles, systems(articles, *found)).city.tolist()
    ['盐城', '十堰', '宜昌', '淮北']
    """
    rows = []
    for city, group in by_city(articles):
        own = table[table.city == city].sort_values("measures", ascending=False, kind="stable")
        labels = [s for text in own.slogans for s in text.split("|") if s]
        rows.append([city, group.province.iloc[0], "|".join(own.system), "|".join(dict.fromkeys(labels)),
                     len(group), len(own), int(own.measures.sum())])
    return pd.DataFrame(
        rows, columns=["city", "province", "reforms", "formulations", "articles", "systems", "measures"]
    )


@takes(articles="page article city kicker headline subhead body",
       table="tifa.compare.systems: city articles measures", least=NUMBER)
def side_by_side(articles, table, least=0.2):
    """Put beside the system that prints most measures, of each other city, the article most like it in words.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    table : DataFrame
        From :func:`systems`.
    least : float, optional
        Cosine similarity of TF-IDF weights, 0 … 1; a city whose articles are all less like it is left out.

    Returns
    -------
    DataFrame
        The articles of the system, then those beside it, most alike first. Their columns, and inside (it is
        of the system), similarity (to the article of the system that it is most like). No system: no row.

    Raises
    ------
    TooLittle
        When the articles have no term in common.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> table = systems(articles, find_slogans(articles), find_measures(articles), find_indicators(articles))
    >>> side_by_side(articles, table).groupby("city", sort=False)["similarity"].max().round(2).to_dict()
    {'盐城': 1.0, '淮北': 0.39, '十堰': 0.3, '宜昌': 0.24}
    """
    if table.empty:
        return articles.head(0).assign(inside=False, similarity=0.0)
    system = table.loc[table.measures.idxmax()]
    names = articles.page + "/" + articles.article.astype("str")
    inside = [f" {name} " in f" {system.articles} " for name in names]  # a page's name can hold blanks
    weights = weigh_terms(articles, min_articles=2 if len(articles) > 4 else 1, max_share=1.0)
    theme = articles.assign(inside=inside, similarity=similarity(weights).loc[inside].max().to_numpy())
    others = theme[(theme.similarity >= least) & ~theme.city.isin(["", system.city])]
    others = others.sort_values("similarity", ascending=False, kind="stable").drop_duplicates("city")
    return pd.concat([theme[theme.inside], others])
