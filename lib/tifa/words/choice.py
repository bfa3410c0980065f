"""How many clusters: as many as are sharper than chance makes them and come again in other articles."""

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.words.topics import as_rows, check_k, find_latent, in_one_thread, partition
from tifa.words.counts import TooLittle

# by how many standard deviations the 95% quantile of a Gumbel distribution, that of maxima, lies above its
# mean; the quantile of a few dozen corpora themselves would hang on two of them
_ONE_IN_TWENTY = 1.866
STARTS = 5  # of k-means on a resample: its part is to be like the whole's, not to be the very best


@takes()
def choose_k(weights, ks=None, n=40, seed=0):
    """Compare numbers of clusters: are they sharper than chance makes them, and would they come again?

    Parameters
    ----------
    weights : DataFrame
        From :func:`weigh_terms`.
    ks : iterable of int, optional
        Default: 2 up to a third of the articles, at most 12.
    n, seed : int, optional
        Corpora made by chance, and as many resamples of the articles; where chance starts.

    Returns
    -------
    DataFrame
        A row a k:

        - ``silhouette`` (-1 … 1): mean over articles, in the coordinates of :func:`tifa.words.latent`. An
          article that is nearer to another cluster than to its own counts below 0.
        - ``chance``: the mean silhouette of corpora in which each term is dealt out to articles at random.
        - ``limit``: what one in twenty of these corpora exceeds at some k, by a Gumbel distribution of their
          largest leads. A silhouette up to the limit is no sign of clusters.
        - ``agreement``: mean adjusted Rand index between the clusters of all articles and those of a
          resample, 1 = the same, 0 = as chance alone would give.
        - ``noise``: standard error of what the agreement lies behind the best one; 0 for the best itself.
        - ``verdict``: *chosen*; *as good*; *less sharp*; *agrees less*; *no better than chance*. Where no k
          is better than chance, the row to look at all the same reads *none stands out*.

    Raises
    ------
    TooLittle
        A ValueError, when there are fewer than three articles that differ.

    Notes
    -----
    The silhouette alone does not choose: it tends to grow as large topics fall into smaller ones. It says
    which k are better than chance. Of these (of all, where none is) those stay whose agreement is no more
    than the noise below the highest; of these again, those whose lead over chance is the largest, or no more
    than one standard deviation of chance behind it. These are as good as each other, and the smallest is
    chosen. A resample is the different articles of a draw with replacement.

    Sources: P. J. Rousseeuw, "Silhouettes", *J. Comput. Appl. Math.* 20, 1987; for the comparison with
    chance and the noise R. Tibshirani, G. Walther and T. Hastie, "Estimating the number of clusters in a
    data set via the gap statistic", *J. R. Stat. Soc. B* 63, 2001, and J. L. Horn, "A rationale and test for
    the number of factors in factor analysis", *Psychometrika* 30, 1965; for the agreement
    A. Ben-Hur, A. Elisseeff and I. Guyon, "A stability based method for discovering structure in clustered
    data", *Pac. Symp. Biocomput.* 7, 2002, and L. Hubert and P. Arabie, "Comparing partitions", *J. Classif.*
    2, 1985.

    Examples
    --------
    >>> choose_k(weigh_terms(read_articles("seeds")), [2, 3], n=5)["k"].tolist()
    [2, 3]
    """
    weights = weights.sort_index()
    with in_one_thread():
        rows = as_rows(weights)
        points = find_latent(rows)
        ks = _usual_ks(len(weights), len(np.unique(points, axis=0))) if ks is None else list(ks)
        check_k(weights, *ks)
        rng = np.random.default_rng(seed)
        labels = [partition(rows, points, k) for k in ks]
        silhouette = np.array([silhouette_of(points, own) for own in labels])
        chance = np.array([_sharpness(dealt, ks) for dealt in _deal(weights.to_numpy(), n, rng)])
        agreement = np.array([
            _agree(rows[drawn], ks, [own[drawn] for own in labels]) for drawn in draw(len(weights), n, rng)])
    mean, scatter = chance.mean(axis=0), chance.std(axis=0)
    leads = ((chance - mean) / np.where(scatter > 0, scatter, 1)).max(axis=1)
    limit = mean + (leads.mean() + _ONE_IN_TWENTY * leads.std()) * scatter
    above = silhouette > limit
    best = int(np.where(above | ~above.any(), agreement.mean(axis=0), -np.inf).argmax())
    noise = (agreement - agreement[:, [best]]).std(axis=0) / n**0.5
    table = pd.DataFrame({"k": ks, "silhouette": silhouette, "chance": mean, "limit": limit,
                          "agreement": agreement.mean(axis=0), "noise": noise})
    agrees = table.agreement >= table.agreement[best] - noise
    return table.assign(verdict=_judge(table, above, agrees, scatter))


def _usual_ks(n, distinct):
    if distinct < 3:
        raise TooLittle(f"{distinct} articles that differ cannot be put into clusters: it takes three")
    return range(2, min(max(3, min(12, n // 3)), distinct - 1) + 1)


def silhouette_of(points, labels):
    """The mean silhouette; 0, as of an article alone, where there is one cluster or every article is one."""
    from sklearn.metrics import silhouette_score

    return float(silhouette_score(points, labels)) if 2 <= len(np.unique(labels)) < len(points) else 0.0


def _sharpness(rows, ks):
    points = find_latent(rows)
    return [silhouette_of(points, partition(rows, points, k, starts=STARTS)) for k in ks]


def _agree(rows, ks, labels):
    from sklearn.metrics import adjusted_rand_score

    points = find_latent(rows)
    return [adjusted_rand_score(own, partition(rows, points, k, starts=STARTS)) for k, own in zip(ks, labels)]


def _deal(weights, n, rng):
    """n times the weights with each term's dealt out to articles at random, rows of length 1 again."""
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    terms = np.ascontiguousarray(weights.T)
    for _ in range(n):
        yield normalize(csr_matrix(rng.permuted(terms, axis=1)).T)


def draw(size, n, rng):
    """n times the places of articles that a draw with replacement gives, each once."""
    return (np.unique(rng.integers(size, size=size)) for _ in range(n))


def _judge(table, above, agrees, scatter):
    usable, lead = above | ~above.any(), table.silhouette - table.chance
    agrees = usable & agrees
    sharpest = lead[agrees].idxmax()
    sharp = agrees & (lead >= lead[sharpest] - scatter[sharpest])
    verdict = np.where(sharp, "as good", np.where(agrees, "less sharp", "agrees less"))
    verdict = np.where(above, verdict, "no better than chance").astype(object)
    verdict[sharp.idxmax()] = "chosen" if above.any() else "none stands out"
    return verdict


@takes(choices="tifa.words.choose_k: k verdict")
def best_k(choices):
    """Give the number of clusters that :func:`choose_k` chose; where none stands out, the one to look at.

    Examples
    --------
    >>> import pandas as pd
    >>> best_k(pd.DataFrame({"k": [2, 3], "verdict": ["as good", "chosen"]}))
    3
    """
    return int(choices.k[choices.verdict.isin(["chosen", "none stands out"])].iloc[0])
