"""Topics: TF-IDF weights, similarity of articles, clusters, and how far to trust them."""

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.story import article_texts
from tifa.words.segment import tokenize

# of a cluster's stability, after Hennig (2007): above it may be trusted, below it should not be
_FIRM, _LOOSE = 0.75, 0.6


class TooLittle(ValueError):
    """A corpus has too little for a step; the message says what the step needs.

    A report's notebook ends there with it.
    """


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

    words = [tokenize(text, **how) for text in article_texts(articles)]
    vectorizer = TfidfVectorizer(analyzer=list, min_df=min_articles, max_df=max_share, sublinear_tf=True)
    index = pd.MultiIndex.from_frame(articles[["page", "article"]])
    try:
        matrix = vectorizer.fit_transform(words)
    except ValueError as error:
        raise TooLittle(
            f"no terms to weigh in {len(articles)} articles: a term must be in at least {min_articles} of "
            f"them and in at most {max_share:.0%}; give more articles or a smaller min_articles"
        ) from error
    return pd.DataFrame(matrix.toarray(), index=index, columns=vectorizer.get_feature_names_out())


@takes()
def telling_terms(weights, n=8):
    """List the terms with the highest weights of each article.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    n : int, optional

    Returns
    -------
    Series
        Index as ``weights``; each value the terms in falling order of weight, joined by a space.

    Examples
    --------
    >>> telling_terms(weigh_terms(read_articles("seeds")), n=3).iloc[0]
    '基层治理 党建引领 协调'
    """
    def best(row):
        return " ".join(t for t in sorted(row.index, key=lambda t: (-row[t], t))[:n] if row[t] > 0)

    return weights.apply(best, axis=1)


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
def link(weights):
    """Join articles step by step so that the spread inside clusters grows least (Ward's method).

    Returns
    -------
    ndarray
        The linkage matrix of ``scipy.cluster.hierarchy``.

    Notes
    -----
    Source: J. H. Ward, "Hierarchical grouping to optimize an objective function", *J. Am. Stat. Assoc.*
    58, 1963, on weights of length 1, whose squared distance is twice the cosine distance. Average linkage
    on the same weights peels off single articles instead of forming clusters.

    Examples
    --------
    >>> link(weigh_terms(read_articles("seeds"))).shape
    (21, 4)
    """
    from scipy.cluster.hierarchy import linkage

    return linkage(np.round(weights.to_numpy(), 12), method="ward")


@takes()
def cluster(weights, k):
    """Cut the tree of articles into k clusters.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    k : int
        2 … number of articles - 1.

    Returns
    -------
    Series
        Cluster number of each article: 1 is the largest, ties by first article.

    Raises
    ------
    ValueError
        When k is out of range.

    Examples
    --------
    >>> cluster(weigh_terms(read_articles("seeds")), 5).nunique()
    5
    """
    from scipy.cluster.hierarchy import cut_tree

    if not 2 <= k < len(weights):
        raise ValueError(f"k is {k}; expected 2 to {len(weights) - 1} for {len(weights)} articles")
    raw = pd.Series(cut_tree(link(weights), n_clusters=k).ravel(), index=weights.index)
    order = sorted(raw.unique(), key=lambda c: (-(raw == c).sum(), raw.to_numpy().tolist().index(c)))
    return raw.map({c: i for i, c in enumerate(order, 1)}).rename("cluster")


@takes()
def choose_k(weights, ks=None, n=50, seed=0):
    """Compare numbers of clusters by how well they part the articles and how firmly they hold.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    ks : iterable of int, optional
        Default: 2 up to a third of the articles, at most 12.
    n, seed : int, optional
        Resamples of the terms for the stability, and where chance starts.

    Returns
    -------
    DataFrame
        Columns k, silhouette (mean over articles, -1 … 1), stability (mean adjusted Rand index between
        the clusters of all terms and those of a random four fifths of the terms, 1 = the same).

    Notes
    -----
    Sources: P. J. Rousseeuw, "Silhouettes", *J. Comput. Appl. Math.* 20, 1987; L. Hubert and P. Arabie,
    "Comparing partitions", *J. Classif.* 2, 1985. With a few dozen articles both are rough guides.

    Examples
    --------
    >>> choose_k(weigh_terms(read_articles("seeds")), [2, 3], n=5)["k"].tolist()
    [2, 3]
    """
    from scipy.cluster.hierarchy import cut_tree
    from sklearn.metrics import adjusted_rand_score, silhouette_score

    top = len(weights) - 1
    ks = list(
        ks if ks is not None else range(2, min(max(3, min(12, len(weights) // 3)), len(weights) - 1) + 1)
    )
    for k in ks:
        if not 2 <= k <= top:
            raise ValueError(f"k is {k}; expected 2 to {top} for {len(weights)} articles")
    distance = 1 - similarity(weights).to_numpy()
    np.fill_diagonal(distance, 0)
    whole, parts = link(weights), [link(part) for part in _resample(weights, n, seed)]
    rows = []
    for k in ks:
        labels = cut_tree(whole, n_clusters=k).ravel()
        again = [adjusted_rand_score(labels, cut_tree(tree, n_clusters=k).ravel()) for tree in parts]
        rows.append([k, silhouette_score(distance, labels, metric="precomputed"), float(np.mean(again))])
    return pd.DataFrame(rows, columns=["k", "silhouette", "stability"])


def _resample(weights, n, seed):
    """n times a random four fifths of the terms, rows scaled to length 1 again."""
    rng = np.random.default_rng(seed)
    for _ in range(n):
        columns = np.sort(rng.choice(weights.shape[1], size=int(0.8 * weights.shape[1]), replace=False))
        part = weights.iloc[:, columns]
        length = np.sqrt((part**2).sum(axis=1))
        yield part.div(length.where(length > 0, 1), axis=0)


@takes()
def stability(weights, labels, n=50, seed=0):
    """Tell how firmly each cluster holds when a fifth of the terms is left out at random.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    labels : Series
        From :func:`cluster`.
    n, seed : int, optional
        Resamples, and where chance starts.

    Returns
    -------
    Series
        Per cluster the mean Jaccard overlap (0 … 1) with the most alike cluster of each resample.

    Notes
    -----
    Source: C. Hennig, "Cluster-wise assessment of cluster stability", *Comput. Stat. Data Anal.* 52, 2007:
    above 0.75 a cluster may be trusted, below 0.6 it should not be. Terms are resampled, not articles.

    Examples
    --------
    >>> weights = weigh_terms(read_articles("seeds"))
    >>> stability(weights, cluster(weights, 5), n=5).between(0, 1).all()
    np.True_
    """
    k = labels.nunique()
    total = pd.Series(0.0, index=sorted(labels.unique()), name="stability")
    for part in _resample(weights, n, seed):
        again = cluster(part, k)
        for c in total.index:
            own = labels == c
            total[c] += max((own & (again == d)).sum() / (own | (again == d)).sum() for d in again.unique())
    return total / n


@takes(articles="page article city headline")
def describe_clusters(articles, weights, labels, n=6):
    """Name each cluster by its terms, list its articles, and judge how firmly it holds.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    weights, labels
        From :func:`weigh_terms` and :func:`cluster`.
    n : int, optional
        Terms a cluster.

    Returns
    -------
    DataFrame
        Columns cluster, terms (by mean weight in the cluster less mean weight elsewhere), articles (how
        many), cities (those known), headlines, stability (from :func:`stability`), verdict (*firm* above
        0.75, *loose* below 0.6, else *between*).

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> described = describe_clusters(articles, weights, cluster(weights, 5))
    >>> int(described["articles"].sum()), described.verdict.tolist()
    (22, ['firm', 'between', 'between', 'loose', 'firm'])
    """
    rows = []
    by_key = articles.set_index(["page", "article"])
    firm = stability(weights, labels)
    for c in sorted(labels.unique()):
        own = labels == c
        telling = weights[own].mean() - weights[~own].mean()
        terms = " ".join(sorted(telling.index, key=lambda t: (-round(telling[t], 9), t))[:n])
        members = by_key.loc[labels.index[own]]
        cities = "、".join(city for city in dict.fromkeys(members.city) if city)
        rows.append(
            [c, terms, int(own.sum()), cities, " / ".join(members.headline), firm[c], _judge(firm[c])]
        )
    return pd.DataFrame(
        rows, columns=["cluster", "terms", "articles", "cities", "headlines", "stability", "verdict"]
    )


def _judge(stability):
    return "firm" if stability > _FIRM else "loose" if stability < _LOOSE else "between"


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


@takes(choices="tifa.words.choose_k: k silhouette")
def best_k(choices):
    """Give the number of clusters with the highest silhouette.

    Two are left aside: a corpus cut in two says little.

    Examples
    --------
    >>> best_k(choose_k(weigh_terms(read_articles("seeds")), n=3))
    7
    """
    usable = choices[choices.k > 2] if (choices.k > 2).any() else choices
    return int(usable.loc[usable.silhouette.idxmax(), "k"])
