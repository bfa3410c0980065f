"""Rates and shares of cities side by side, with intervals."""

from collections import Counter

import numpy as np
import pandas as pd

from tifa.arguments import NUMBERS, TEXTS, takes
from tifa.words.counts import count_words


@takes(right=NUMBERS, n=NUMBERS)
def wilson(right, n):
    """Give the 95 % interval (Wilson's) of a share of ``right`` in ``n`` cases drawn at random.

    Parameters
    ----------
    right, n : int or array of int

    Returns
    -------
    tuple
        (low, high), each a number or an array.

    Notes
    -----
    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", *Journal of
    the American Statistical Association* 22, 1927. It holds for cases drawn one by one: lines of one page
    stand and fall together, so that a sample of few pages is worth less than its number of lines.

    Examples
    --------
    >>> [round(float(edge), 3) for edge in wilson(29, 30)]
    [0.833, 0.994]
    """
    right, n, z = np.asarray(right, float), np.asarray(n, float), 1.959964
    middle, width = right + z * z / 2, z * np.sqrt(right * (n - right) / n + z * z / 4)
    return (middle - width) / (n + z * z), (middle + width) / (n + z * z)


KEY = ["page", "article"]


_LEAST = 8  # articles; with fewer, an interval from drawing articles anew is too narrow


def estimate(numerators, denominators, n, seed):
    """Ratio of sums, its 95 % interval (whole articles drawn with replacement), the ratio of each article.

    With fewer than eight articles there is no interval: one drawn from four covers what it should in 70 to 79
    of 100 cases, not in 95.
    """
    top, bottom = np.asarray(numerators, float), np.asarray(denominators, float)
    value = top.sum() / bottom.sum() if bottom.sum() else np.nan
    each = tuple((top[bottom > 0] / bottom[bottom > 0]).tolist())
    if len(each) < _LEAST:
        return value, np.nan, np.nan, each
    rows = np.random.default_rng(seed).integers(len(top), size=(n, len(top)))
    below = bottom[rows].sum(axis=1)
    ratios = np.divide(top[rows].sum(axis=1), below, out=np.full(n, np.nan), where=below > 0)
    return value, *np.nanquantile(ratios, [0.025, 0.975]), each


def _per_thousand(rate):
    *whole, each = rate
    return *(1000 * x for x in whole), tuple(1000 * x for x in each)


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
        Columns term, city, count, articles, rate, low, high, each: rate per 1,000 words with its 95 %
        interval from whole articles drawn with replacement (none for fewer than eight), and the rate of each
        article; one row a term and city. ``attrs["own"]`` gives the city that each term stood out in.

    Notes
    -----
    Source of the ratio: T. Dunning, "Accurate methods for the statistics of surprise and coincidence",
    *Computational Linguistics* 19, 1993. It ranks words; on a few articles it is no test.

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
            score = {w: _log_likelihood(pooled[city][w], rest[w], a, b)
                     for w in pooled[city] if spread[w] >= least}
            known = [w for w in score if score[w] > 0 and w not in own]
            best = sorted(known, key=lambda w: (-score[w], w))[:n]
            own.update(dict.fromkeys(best, city))
            terms += best
    rows = []
    for term in terms:
        for city in cities:
            each = [k[term] for k in by_city[city]]
            rate = estimate(each, [k.total() for k in by_city[city]], resamples, seed)
            rows.append([term, city, sum(each), sum(x > 0 for x in each), *_per_thousand(rate)])
    table = pd.DataFrame(rows, columns=["term", "city", "count", "articles", "rate", "low", "high", "each"])
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
        Columns city, kind, mentions, distinct, rate, low, high, each: mentions per 1,000 characters with the
        95 % interval from whole articles drawn with replacement (none for fewer than eight articles), and the
        rate of each article.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> compare_slogans(find_slogans(articles), articles).query("kind == 'numeric'").city.tolist()
    ['盐城', '十堰', '宜昌', '淮北']
    """
    rows = []
    for city, group in by_city(articles):
        own = slogans.merge(group[KEY], on=KEY)
        for kind in [k for k in ("numeric", "quoted", "parallel") if (slogans.kind == k).any()]:
            of_kind = own[own.kind == kind]
            each = of_kind.groupby(KEY).size().reindex(pd.MultiIndex.from_frame(group[KEY]), fill_value=0)
            rate = estimate(each, group.n_chars, resamples, seed)
            rows.append([city, kind, len(of_kind), of_kind.text.nunique(), *_per_thousand(rate)])
    return pd.DataFrame(rows, columns=["city", "kind", "mentions", "distinct", "rate", "low", "high", "each"])


def by_city(articles):
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
        Columns city, ``by``, count, share, low, high, each: share of the city's measures with its 95 %
        interval from whole articles drawn with replacement (none for fewer than eight articles with
        measures), and the share of each of these.

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
    for city, group in by_city(articles):
        index = pd.MultiIndex.from_frame(group[KEY])
        own = measures.merge(group[KEY], on=KEY)
        every = own.groupby(KEY).size().reindex(index, fill_value=0)
        for value in order:
            each = own[own[by] == value].groupby(KEY).size().reindex(index, fill_value=0)
            rows.append([city, value, int(each.sum()), *estimate(each, every, resamples, seed)])
    return pd.DataFrame(rows, columns=["city", by, "count", "share", "low", "high", "each"])
