"""How much each term of an article weighs, and how alike articles are by their weights."""

from heapq import nsmallest

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.places import names_within
from tifa.words.counts import TooLittle, count_words


@takes(articles="page article kicker headline subhead body")
def weigh_terms(articles, min_articles=2, max_share=0.8, **how):
    """Weigh each term of each article by TF-IDF.

    The weight of a term in an article is (1 + ln count) x (1 + ln((1 + N) / (1 + n))), N articles, n of
    them with the term; each article's weights are then scaled to length 1. A term weighs much where it is
    frequent here and rare elsewhere.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    min_articles : int, optional
        Terms of fewer articles are left out: what occurs once tells nothing about likeness.
    max_share : float, optional
        Terms of more than this share of the articles are left out.
    **how
        Passed to :func:`tifa.tokenize`.

    Returns
    -------
    DataFrame
        Articles (index: page, article) x terms (columns, sorted).

    Raises
    ------
    TooLittle
        A ValueError, when no term is in ``min_articles`` articles.

    Notes
    -----
    Source: K. Spärck Jones, "A statistical interpretation of term specificity", *Journal of
    Documentation* 28, 1972; smoothing as in scikit-learn.

    Examples
    --------
    >>> weights = weigh_terms(read_articles("seeds"))
    >>> len(weights), bool(((weights ** 2).sum(axis=1).round(6) == 1).all())
    (22, True)
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=list, min_df=min_articles, max_df=max_share, sublinear_tf=True)
    index = pd.MultiIndex.from_frame(articles[["page", "article"]])
    try:
        matrix = vectorizer.fit_transform([words.elements() for words in count_words(articles, **how)])
    except ValueError as error:
        raise TooLittle(
            f"no terms to weigh in {len(articles)} articles: a term must be in at least {min_articles} of "
            f"them and in at most {max_share:.0%}; give more articles or a smaller min_articles"
        ) from error
    return pd.DataFrame(matrix.toarray(), index=index, columns=vectorizer.get_feature_names_out())


@takes()
def telling_terms(weights, n=8, cities=()):
    """List the terms with the highest weights of each article.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    n : int, optional
    cities : several str, optional
        Names of these cities and of their counties are left out: a city's news names the city, whatever it
        is about.

    Returns
    -------
    Series
        Index as ``weights``; each value the terms in falling order of weight, joined by a space.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> telling_terms(weights, n=3).iloc[0]
    '基层治理 党建引领 协调'
    >>> [bool(told.str.contains("盐城").any())
    ...  for told in (telling_terms(weights), telling_terms(weights, cities=articles.city))]
    [True, False]
    """
    return weights.apply(lambda row: " ".join(lead_terms(row, n, set(cities))), axis=1)


def lead_terms(weights, n, cities):
    """The terms that weigh most, ties by name; none without a weight, none that names a place of cities."""
    told = weights[weights > 0].round(9).to_dict()
    places = names_within(frozenset(cities))
    return nsmallest(n, (term for term in told if term not in places), key=lambda term: (-told[term], term))


@takes()
def similarity(weights):
    """Cosine similarity of every pair of articles: 0 = no term in common, 1 = the same weights.

    Examples
    --------
    >>> similarity(weigh_terms(read_articles("seeds"))).shape
    (22, 22)
    """
    return pd.DataFrame(
        np.clip(weights.to_numpy() @ weights.to_numpy().T, 0, 1), index=weights.index, columns=weights.index
    )


@takes(articles="page article city headline")
def closest_pairs(similarity, articles, n=3):
    """List the pairs of articles that are most alike.

    Parameters
    ----------
    similarity : DataFrame
        From :func:`similarity`.
    articles : DataFrame
        The table ``articles``.
    n : int, optional
        Pairs.

    Returns
    -------
    DataFrame
        Columns similarity, city, headline, other_city, other_headline; the most alike first, then as they
        stand.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> pairs = closest_pairs(similarity(weigh_terms(articles)), articles)
    >>> pairs.city.tolist(), pairs.other_city.tolist()
    (['宜昌', '盐城', '盐城'], ['宜昌', '盐城', '淮北'])
    """
    rows, others = np.triu_indices(len(similarity), 1)
    alike = similarity.to_numpy()[rows, others]
    best = np.argsort(-np.round(alike, 9), kind="stable")[:n]
    told = articles.set_index(["page", "article"]).loc[similarity.index, ["city", "headline"]]
    one, other = told.iloc[rows[best]].reset_index(drop=True), told.iloc[others[best]].reset_index(drop=True)
    return pd.concat([pd.Series(alike[best], name="similarity"), one, other.add_prefix("other_")], axis=1)


@takes()
def place_on_map(weights):
    """Place the articles on a plane so that distances keep cosine dissimilarity as well as two axes can.

    Returns
    -------
    DataFrame
        Columns x, y, index as ``weights``; the share of squared distance kept stands in ``attrs["kept"]``.

    Notes
    -----
    Classical scaling: W. S. Torgerson, "Multidimensional scaling", *Psychometrika* 17, 1952.

    Examples
    --------
    >>> place_on_map(weigh_terms(read_articles("seeds"))).shape
    (22, 2)
    """
    from sklearn.manifold import ClassicalMDS

    squared = 2 * (1 - similarity(weights).to_numpy())  # squared Euclidean distance of vectors of length 1
    np.fill_diagonal(squared, 0)
    scaling = ClassicalMDS(2, metric="precomputed")
    placed = scaling.fit_transform(np.sqrt(squared.clip(0)))
    points = pd.DataFrame(placed, index=weights.index, columns=["x", "y"])
    points.attrs["kept"] = float(scaling.eigenvalues_.clip(0).sum() / (squared.sum() / 2 / len(squared)))
    return points
