"""Topics: articles whose words are alike are put together, and each cluster is told by its words."""

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.words.counts import TooLittle

_STARTS = 50  # of k-means; the tightest partition of them is kept, and more change little


@takes()
def latent(weights):
    """Place articles by what their words have in common: latent semantic analysis.

    Words that go together across articles become one dimension, so that two articles can be near that share
    few words but share their company. The coordinates are those that scikit-learn's TruncatedSVD and
    Normalizer give, found from the similarities of the articles, which is exact.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.

    Returns
    -------
    DataFrame
        A row an article, in the order of page and article; a column a dimension; each row of length 1.
        There are as many dimensions as the square root of the number of articles; where several carry as
        much as the last, these too. An article that has nothing in common with them has only zeros.

    Notes
    -----
    Source: S. Deerwester et al., "Indexing by latent semantic analysis", *J. Am. Soc. Inf. Sci.* 41, 1990.
    The square root is a rule of thumb; how it did at 25 to 497 articles, ``benchmarks/topics.py`` says.

    Examples
    --------
    >>> latent(weigh_terms(read_articles("seeds"))).shape
    (22, 5)
    """
    weights = weights.sort_index()
    with in_one_thread():
        return pd.DataFrame(find_latent(as_rows(weights)), index=weights.index)


def in_one_thread():
    """A context in which numpy, scipy and scikit-learn take one thread.

    Sums then do not hang on the machine; and for so few articles, threads wait for each other longer than
    they work.
    """
    import scipy.linalg  # noqa: F401  only what is loaded can be held to one thread
    import sklearn.cluster  # noqa: F401
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1)


def as_rows(weights):
    """The weights as a sparse matrix: most articles lack most terms."""
    from scipy.sparse import csr_matrix

    return csr_matrix(weights.to_numpy())


def find_latent(rows, dimensions=None):
    """The coordinates of :func:`latent` for rows of weights; their signs do not hang on the machine."""
    from scipy.linalg import eigh

    alike = np.round((rows @ rows.T).toarray(), 12)
    values, vectors = (found[..., ::-1] for found in eigh(alike))
    last = (dimensions or round(len(alike) ** 0.5)) - 1
    kept = (values >= values[last] - 1e-9) & (values > 1e-9)
    points = vectors[:, kept] * np.sqrt(values[kept])
    strongest = np.abs(np.round(points, 9)).argmax(axis=0)
    points *= np.where(points[strongest, range(points.shape[1])] < 0, -1, 1)
    length = np.linalg.norm(points, axis=1, keepdims=True)
    # of an article far from all dimensions, only the machine's rounding would be scaled up
    return np.round(np.divide(points, length, out=np.zeros_like(points), where=length > 1e-6), 9)


@takes()
def link(weights):
    """Join articles step by step so that the spread inside clusters grows least (Ward's method).

    Returns
    -------
    ndarray
        The linkage matrix of ``scipy.cluster.hierarchy``; articles are numbered in the order of page and
        article.

    Notes
    -----
    Source: J. H. Ward, "Hierarchical grouping to optimize an objective function", *J. Am. Stat. Assoc.*
    58, 1963, on the coordinates of :func:`latent`.

    Examples
    --------
    >>> link(weigh_terms(read_articles("seeds"))).shape
    (21, 4)
    """
    from scipy.cluster.hierarchy import linkage

    return linkage(latent(weights).to_numpy(), method="ward")


@takes()
def cluster(weights, k, method="k-means", seed=0):
    """Put articles into k clusters.

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    k : int
        2 … number of articles - 1.
    method : {"k-means", "ward", "nmf"}, optional
        k-means and Ward's tree, cut into k groups, see the coordinates of :func:`latent`. NMF sees the
        weights, makes each article a mixture of k topics and takes the largest; where a topic is the largest
        of no article, there are fewer clusters.
    seed : int, optional
        Where the random start of k-means and NMF begins; Ward has none.

    Returns
    -------
    Series
        Cluster number of each article: 1 is the largest, ties by first page and article. It does not depend
        on the order of the rows: they are put in order before the start.

    Raises
    ------
    ValueError
        When k is out of range.
    TooLittle
        A ValueError, when there are fewer than three articles, or fewer than k that differ.

    Notes
    -----
    Sources: S. P. Lloyd, "Least squares quantization in PCM", *IEEE Trans. Inf. Theory* 28, 1982, the best of
    50 starts by k-means++ (D. Arthur and S. Vassilvitskii, 2007); for Ward see :func:`link`; D. D. Lee and
    H. S. Seung, "Learning the parts of objects by non-negative matrix factorization", *Nature* 401, 1999.

    Examples
    --------
    >>> cluster(weigh_terms(read_articles("seeds")), 5).nunique()
    5
    """
    check_k(weights, k)
    rows = as_rows(weights.sort_index())
    with in_one_thread():
        points = find_latent(rows)
        if k > (most := len(np.unique(points, axis=0))):
            raise TooLittle(f"{k} clusters of {most} articles that differ: give more, or a smaller k")
        raw = pd.Series(partition(rows, points, k, method, seed), index=weights.sort_index().index)
    first = {c: i for i, c in reversed(list(enumerate(raw)))}
    order = sorted(first, key=lambda c: (-(raw == c).sum(), first[c]))
    return raw.map({c: i for i, c in enumerate(order, 1)}).rename("cluster").loc[weights.index]


def check_k(weights, *ks):
    """Refuse numbers of clusters that so many articles cannot have."""
    if len(weights) < 3:
        raise TooLittle(f"{len(weights)} articles cannot be put into clusters: it takes three")
    for k in ks:
        if not 2 <= k < len(weights):
            raise ValueError(f"k is {k}; expected 2 to {len(weights) - 1} for {len(weights)} articles")


def partition(rows, points, k, method="k-means", seed=0, starts=_STARTS):
    """Number the cluster of each article; where no more than k articles differ, each of these is one."""
    distinct, own = np.unique(points, axis=0, return_inverse=True)
    if k >= len(distinct):
        return own.ravel()
    if method == "ward":
        from scipy.cluster.hierarchy import cut_tree, linkage

        return cut_tree(linkage(points, method="ward"), n_clusters=k).ravel()
    if method == "nmf":
        from sklearn.decomposition import NMF

        return NMF(k, random_state=seed, max_iter=2000, tol=1e-3).fit_transform(rows).round(9).argmax(axis=1)
    from sklearn.cluster import KMeans

    return KMeans(k, n_init=starts, random_state=seed).fit_predict(points)
