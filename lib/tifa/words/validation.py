"""How far to trust each cluster: would it be found again, in other articles or from another start?"""

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.words.choice import STARTS, draw
from tifa.words.topics import as_rows, cluster, find_latent, in_one_thread, partition
from tifa.words.weights import lead_terms


@takes()
def stability(weights, labels, over="articles", n=50, seed=0, method="k-means"):
    """Tell how well each cluster is found again.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    labels : Series
        From :func:`cluster`.
    over : {"articles", "seeds", "orders"}, optional
        What is changed: the articles, by a draw with replacement of which each article is used once; the
        random start; or the order in which all articles stand.
    n, seed : int, optional
        How often, and where chance starts.
    method : {"k-means", "ward", "nmf"}, optional
        By which the labels were made.

    Returns
    -------
    Series
        Per cluster the mean Jaccard overlap (0 … 1) with the cluster most like it, among the articles drawn.
        A draw that has no article of a cluster tells nothing of it.

    Notes
    -----
    Source: C. Hennig, "Cluster-wise assessment of cluster stability", *Comput. Stat. Data Anal.* 52, 2007.
    His thresholds are for draws of articles. A cluster of one or two articles can be found again by chance,
    since few of its articles are left to lose. How well the clusters as a whole are found again is the
    agreement of :func:`choose_k`.

    Examples
    --------
    >>> weights = weigh_terms(read_articles("seeds"))
    >>> labels = cluster(weights, 5)
    >>> stability(weights, labels, n=5).between(0, 1).all()
    np.True_
    >>> stability(weights, labels, over="orders", n=3).tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0]
    """
    again = {"articles": _other_articles, "seeds": _other_seeds, "orders": _other_orders}[over]
    numbers = sorted(labels.unique())
    own = labels.loc[weights.sort_index().index].to_numpy()
    with in_one_thread():
        found = np.array([
            [overlap(own[drawn] == c, other) for c in numbers]
            for drawn, other in again(weights.sort_index(), len(numbers), n, seed, method)])
    told = ~np.isnan(found)
    means = np.where(told, found, 0).sum(axis=0) / np.maximum(told.sum(axis=0), 1)
    return pd.Series(means, index=numbers, name="stability")


def _other_articles(weights, k, n, seed, method):
    rows = as_rows(weights)
    for drawn in draw(len(weights), n, np.random.default_rng(seed)):
        part = rows[drawn]
        yield drawn, partition(part, find_latent(part), k, method, seed, starts=STARTS)


def _other_seeds(weights, k, n, seed, method):
    for i in range(1, n + 1):
        yield np.arange(len(weights)), cluster(weights, k, method, seed + i).to_numpy()


def _other_orders(weights, k, n, seed, method):
    rng = np.random.default_rng(seed)
    for _ in range(n):
        mixed = cluster(weights.iloc[rng.permutation(len(weights))], k, method, seed)
        yield np.arange(len(weights)), mixed.loc[weights.index].to_numpy()


def overlap(own, labels):
    """The Jaccard overlap of a cluster, told by True, with the cluster of the labels most like it.

    NaN where no article is of it.

    >>> overlap(np.array([True, True, False]), np.array([1, 2, 2]))
    0.5
    """
    if not own.any():
        return np.nan
    return max(float((own & (labels == c)).sum() / (own | (labels == c)).sum()) for c in np.unique(labels))


def judge_stability(stability):
    """Put a cluster's stability into a word, after Hennig (2007) and the manual of his package fpc.

    >>> [judge_stability(value) for value in (0.86, 0.8, 0.6, 0.51, 0.5)]
    ['highly stable', 'stable', 'pattern', 'not to be trusted', 'dissolved']
    """
    if stability > 0.75:
        return "highly stable" if stability > 0.85 else "stable"
    if stability >= 0.6:
        return "pattern"
    return "not to be trusted" if stability > 0.5 else "dissolved"


@takes(articles="page article city headline")
def describe_clusters(articles, weights, labels, n=6, cities=None, method="k-means"):
    """Name each cluster by its terms, list its articles, and judge whether it would be found again.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    weights, labels
        From :func:`weigh_terms` and :func:`cluster`.
    n : int, optional
        Terms a cluster.
    cities : several str, optional
        Names of these cities and of their counties are left out of the terms. Default: the cities of the
        articles; an empty list leaves out none.
    method : {"k-means", "ward", "nmf"}, optional
        By which the labels were made.

    Returns
    -------
    DataFrame
        Columns cluster, terms (by mean weight in the cluster less mean weight elsewhere), articles (how
        many), cities (those known), headlines, silhouette (mean of its articles, -1 … 1; below 0: nearer
        to another cluster), stability (over articles, from :func:`stability`), verdict (*highly stable* above
        0.85, *stable* above 0.75, a *pattern* from 0.6 on, *not to be trusted* below, *dissolved* up to 0.5).

    Notes
    -----
    The thresholds are Hennig's, see :func:`stability`. A pattern is in the data, but which articles belong to
    it is open.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> described = describe_clusters(articles, weights, cluster(weights, 5))
    >>> int(described["articles"].sum())
    22
    """
    from sklearn.metrics import silhouette_samples

    own_cities = set(articles.city) if cities is None else set(cities)
    by_key = articles.set_index(["page", "article"])
    held = stability(weights, labels, method=method)
    sharp = pd.Series(0.0, index=weights.sort_index().index)
    if labels.nunique() > 1:
        sharp[:] = silhouette_samples(find_latent(as_rows(weights.sort_index())), labels.loc[sharp.index])
    rows = []
    for c in sorted(labels.unique()):
        own = (labels == c).loc[weights.index]
        elsewhere = weights[~own].mean() if not own.all() else 0
        terms = " ".join(lead_terms(weights[own].mean() - elsewhere, n, own_cities - {""}))
        members = by_key.loc[labels.index[labels == c]]
        told = "、".join(city for city in dict.fromkeys(members.city) if city)
        rows.append([c, terms, int(own.sum()), told, " / ".join(members.headline),
                     sharp[labels.index[labels == c]].mean(), held[c], judge_stability(held[c])])
    return pd.DataFrame(rows, columns=["cluster", "terms", "articles", "cities", "headlines", "silhouette",
                                       "stability", "verdict"])
