"""Keyness: the words that tell one part of a corpus from another part, or from the rest."""

from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from tifa.arguments import Kind, takes
from tifa.words.counts import TooLittle, count_words
from tifa.words.matrix import lay_out

_LEVEL = 0.05
_CELLS = 4_000_000  # of a table of shuffled counts that is held at one time
_PART = Kind("a value of the column, or a mask of the table: True or False for each article",
             test=lambda value: not hasattr(value, "columns") and (np.isscalar(value) or np.ndim(value) == 1))


@takes(articles="kicker headline subhead body", here=_PART, there=_PART)
def keyness(articles, here, there=None, *, column="city", permutations=999, seed=0, **how):
    """Find the words that tell one part of the corpus from the rest, or from another part.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    here : value, or mask of shape (articles,)
        The part: a value of ``column``, or True for each of its articles.
    there : value, or mask of shape (articles,), optional
        The part it is held against. Default: all other articles; where ``here`` is a value, those whose
        ``column`` is empty are left out, since they may belong to it.
    column : str, optional
        The column that a value is looked for in.
    permutations, seed : int, optional
        How many times the labels of the articles are shuffled for ``p``; 0: not at all, and ``p`` is missing.
    **how
        Passed to :func:`tifa.tokenize`.

    Returns
    -------
    DataFrame
        One row a word of two articles or more, or where a part is a single article, of one; the most typical
        words of ``here`` first, those of ``there`` last (by z, then by name):

        - term; count_here, count_there: how often; articles_here, articles_there: in how many articles;
        - rate_here, rate_there: per 1,000 counted words;
        - g2: the log-likelihood ratio of the four cells (this word or another, here or there), below 0 where
          the word is more frequent there;
        - log_ratio: the binary logarithm of rate_here / rate_there: 1 is twice as often here, -1 there. A
          count of 0 is taken for 0.5;
        - bound: the end of the log ratio's 95 % interval that is nearer to 0, and 0 where the interval holds
          0: so much is the ratio at least. Exact (Clopper and Pearson's interval of the share that falls
          here, the two counts being Poisson), and corrected by Bonferroni for the number of words;
        - z: the log-odds ratio with an informative Dirichlet prior, divided by its standard error. The prior
          are the counts of all articles of the table, of both parts and of neither;
        - p: of a permutation test over articles. The labels of whole articles are shuffled, and it is asked
          how often z is as far from 0 as it is: (1 + b) / (1 + m), b of m times. Where there are no more than
          ``permutations`` other ways to deal the labels, each is gone through once.

        ``attrs``: here, there, the names of the parts; permutations, the m of p; smallest_p, the smallest
        that p can be; note, which says so where that is not below 0.05.

    Raises
    ------
    TooLittle
        A ValueError, when a part has no counted word, or no word is in two articles.
    ValueError
        When a part is not to be found, or the parts have an article in common.

    Notes
    -----
    g2, bound and z take words for drawn one by one. They come in bursts, article by article, and a single
    article can make a word stand out: p, which deals out whole articles, is the test. It is not corrected for
    the number of words: of 100 words that tell nothing, 5 have a p below 0.05.

    Sources: T. Dunning, "Accurate methods for the statistics of surprise and coincidence", *Computational
    Linguistics* 19, 1993 (g2). A. Hardie, "Log Ratio: an informal introduction", 2014. S. Evert, "Measuring
    keyness", *Digital Humanities 2022* (bound). B. Monroe, M. Colaresi and K. Quinn, "Fightin' words: lexical
    feature selection and evaluation for identifying the content of political conflict", *Political Analysis*
    16, 2008, equations 15 to 22 (z). B. Phipson and G. Smyth, "Permutation p-values should never be zero",
    *Statistical Applications in Genetics and Molecular Biology* 9, 2010.

    Examples
    --------
    >>> table = keyness(read_articles("seeds"), "盐城", permutations=99)
    >>> table.term.iloc[0], int(table.count_here.iloc[0]), int(table.count_there.iloc[0])
    ('医共体', 27, 6)
    """
    own = _find_part("here", articles, here, column)
    if there is not None:
        other = _find_part("there", articles, there, column)
    else:
        other = ~own if np.ndim(here) else ~own & ~articles[column].isin(["", None]).to_numpy(bool)
    if (own & other).any():
        raise ValueError("keyness: here and there have articles in common; an article can be in one of them")
    counts = count_words(articles, **how)
    order = sorted(range(len(counts)), key=lambda i: sorted(counts[i].items()))  # whatever that of the table
    matrix, words = lay_out([counts[i] for i in order])
    least = min(2, own.sum(), other.sum())
    table = weigh_keyness(matrix, words, own[order], other[order], least, permutations, seed)
    names = [side if np.ndim(part) else str(part) for side, part in
             (("here", here), ("there", "the rest" if there is None else there))]
    table.attrs |= {"here": names[0], "there": names[1]}
    return table


def _find_part(name, articles, part, column):
    """The mask of a part."""
    wanted = f"it must be {_PART.wanted}"
    if np.ndim(part) == 0:
        if column not in articles:
            raise ValueError(f"keyness: column is {column!r}, which the table articles does not have")
        found = articles[column].isin([part]).to_numpy(bool)
        if not found.any():
            raise ValueError(
                f"keyness: {name} is {part!r}, which no article has in column {column}; {wanted}")
        return found
    if hasattr(part, "index") and hasattr(part, "reindex"):
        part = part.reindex(articles.index) if part.index.is_unique else part
    found = np.asarray(part)
    if found.dtype != bool or len(found) != len(articles):
        raise ValueError(f"keyness: {name} is no mask of these {len(articles)} articles; {wanted}")
    return found


def weigh_keyness(matrix, words, here, there, least=1, permutations=0, seed=0):
    """Weigh the words of two parts, as :func:`keyness` does.

    Parameters
    ----------
    matrix, words : sparse matrix, list of str
        From :func:`tifa.words.matrix.lay_out`.
    here, there : ndarray of bool, shape (articles,)
    least : int, optional
        Words of fewer articles, of both parts together, are left out; they stay in the totals.

    Returns
    -------
    DataFrame
        As :func:`keyness` gives it.
    """
    lengths, both = np.asarray(matrix.sum(axis=1)).ravel(), here | there
    totals = [int(lengths[part].sum()) for part in (here, there)]
    if not all(totals):
        raise TooLittle("no words to compare: each part needs an article with a counted word; "
                        f"counted here: {totals[0]}, there: {totals[1]}")
    x, y = (np.asarray(matrix[part].sum(axis=0)).ravel() for part in (here, there))
    spreads = [np.asarray((matrix[part] > 0).sum(axis=0)).ravel() for part in (here, there)]
    kept = np.flatnonzero(sum(spreads) >= max(least, 1))
    if not len(kept):
        raise TooLittle(f"no word is in {least} of the {both.sum()} articles; give more")
    prior, prior_total = np.asarray(matrix.sum(axis=0)).ravel()[kept], int(lengths.sum())
    x, y = x[kept], y[kept]
    z = _log_odds(x, y, *totals, prior, prior_total)
    table = pd.DataFrame({
        "term": pd.Series(words, dtype="str").iloc[kept].array, "count_here": x, "count_there": y,
        "rate_here": 1000 * x / totals[0], "rate_there": 1000 * y / totals[1],
        "articles_here": spreads[0][kept], "articles_there": spreads[1][kept],
        "g2": _log_likelihood(x, y, *totals), "log_ratio": _log_ratio(x, y, *totals),
        "bound": _bound(x, y, *totals), "z": z, "p": np.nan,
    })
    if permutations:
        deals = _deal(here[both], permutations, seed)
        beyond = _count_beyond(deals, matrix[both][:, kept], lengths[both], z, prior, prior_total)
        table["p"] = (1 + beyond) / (1 + len(deals))
        table.attrs |= _tell_deals(here[both], len(deals))
    return table.iloc[np.lexsort((table.term, -table.z.round(9)))].reset_index(drop=True)


def _log_likelihood(x, y, a, b):
    """Dunning's ratio of the four cells, with the sign of the difference of the rates."""
    from scipy.special import xlogy

    share = (x + y) / (a + b)
    cells = [(x, a * share), (y, b * share), (a - x, a * (1 - share)), (b - y, b * (1 - share))]
    ratio = 2 * sum(xlogy(seen, np.divide(seen, due, out=np.ones(len(x)), where=due > 0))
                    for seen, due in cells)
    return np.sign(x * b - y * a) * np.maximum(ratio, 0)


def _log_ratio(x, y, a, b):
    return np.log2(np.maximum(x, 0.5) / a) - np.log2(np.maximum(y, 0.5) / b)


def _bound(x, y, a, b):
    """The end of the log ratio's interval that is nearer to 0: of x + y occurrences x fall here, a share of
    r a / (r a + b) where the rates' ratio is r.
    """
    from scipy.stats import beta

    tail = _LEVEL / len(x) / 2
    low = beta.ppf(tail, np.maximum(x, 1), y + 1)  # where x is 0 the low end is 0, and is not used
    high = beta.isf(tail, x + 1, np.maximum(y, 1))
    least, most = (np.log2(share * b / ((1 - share) * a)) for share in (low, high))
    return np.where((x > 0) & (least > 0), least, np.where((y > 0) & (most < 0), most, 0.0))


def _log_odds(x, y, a, b, prior, prior_total):
    """Monroe, Colaresi and Quinn's z; x and a may be tables and columns of shuffled counts."""
    x, y, a, b = x + prior, y + prior, a + prior_total, b + prior_total
    alone = (x == a) | (y == b)  # the corpus has but one word
    odds = np.log(x / np.where(alone, 1, a - x)) - np.log(y / np.where(alone, 1, b - y))
    return np.where(alone, 0.0, odds / np.sqrt(1 / x + 1 / y))


def _deal(here, permutations, seed):
    """Other ways to deal the labels to the articles: all, where they are few, else as many as are wanted."""
    n, own = len(here), int(here.sum())
    ways = comb(n, own) - 1
    if ways <= permutations:
        deals = np.zeros((ways + 1, n), bool)
        for deal, chosen in zip(deals, combinations(range(n), own)):
            deal[list(chosen)] = True
        return deals[(deals != here).any(axis=1)]
    return np.random.default_rng(seed).permuted(np.tile(here, (permutations, 1)), axis=1)


def _count_beyond(deals, matrix, lengths, z, prior, prior_total):
    """How many deals give each word a z as far from 0 as its own, or farther."""
    beyond, step = np.zeros(matrix.shape[1], int), max(1, _CELLS // matrix.shape[1])
    turned, whole, length = matrix.T.tocsr(), np.asarray(matrix.sum(axis=0)).ravel(), lengths.sum()
    for at in range(0, len(deals), step):
        labels = deals[at : at + step].astype(np.int64)
        x, a = (turned @ labels.T).T, (labels @ lengths)[:, None]
        dealt = _log_odds(x, whole - x, a, length - a, prior, prior_total)
        beyond += (np.abs(dealt) >= np.abs(z) - 1e-9).sum(axis=0)
    return beyond


def _tell_deals(here, m):
    """How small p can be: where the parts are as large as each other, each deal has one that mirrors it."""
    n, own = len(here), int(here.sum())
    smallest = max(1 / (1 + m), (1 + (2 * own == n)) / comb(n, own))
    note = "" if smallest < _LEVEL else (
        f"With {own} and {n - own} articles there are too few ways to deal the labels: p cannot be below "
        f"{smallest:.2g}, whatever the words.")
    return {"permutations": m, "smallest_p": smallest, "note": note}
