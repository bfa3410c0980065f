"""Rates and shares of cities side by side, with intervals."""

import numpy as np
import pandas as pd

from tifa.arguments import NUMBERS, TEXT, TEXTS, takes
from tifa.words.counts import TooLittle, count_words
from tifa.words.keyness import weigh_keyness
from tifa.words.matrix import lay_out


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


_LEAST = 8  # articles; with fewer, no interval was found that covers what it should
_LEAST_WITH = 4  # of them with what is counted; where nearly all have none, their zeros hide how they differ


def estimate(numerators, denominators, share=False):
    """Ratio of sums over articles, its 95 % interval, the ratio of each article.

    The jackknife of the ratio estimator (W. G. Cochran, *Sampling Techniques*, 3rd ed., 1977, section 6.17):
    how far the ratio moves when an article is left out. The interval is laid on the scale where the variance
    hangs least on the value: the square root of a rate, the arcsine of the square root of a share. Student's
    t has as many degrees of freedom as articles carry the variance, (sum of d^2)^2 / sum of d^4 for the
    shifts d: where one article carries nearly all of it, the others do not make it better known.

    There is no interval with fewer than eight articles; with fewer than four that have what is counted (of a
    share also: than four that have something else); nor where all articles have the same ratio.
    Measured on two corpora of national news (``benchmarks/coverage.py``), the intervals of 8 to 80 articles
    hold the ratio of the whole corpus in 92 to 99 of 100 samples; of what hardly one sample in a hundred has
    four times, those that have it are flukes, and their intervals hold it less often.
    """
    top, bottom = np.asarray(numerators, float), np.asarray(denominators, float)
    value = top.sum() / bottom.sum() if bottom.sum() else np.nan
    top, bottom = top[bottom > 0], bottom[bottom > 0]
    each, n = tuple((top / bottom).tolist()), len(top)
    with_it = min((top > 0).sum(), (top < bottom).sum() if share else n)
    if n < _LEAST or with_it < _LEAST_WITH or np.ptp(each) < 1e-9 * value:
        return value, np.nan, np.nan, each
    from scipy.special import stdtrit

    shifts = (top - value * bottom) / (bottom.sum() - bottom)
    squares = np.sort(shifts ** 2)  # in one order, whatever that of the articles
    error = np.sqrt((n - 1) / n * squares.sum())
    freedom = min(squares.sum() ** 2 / (squares ** 2).sum(), n - 1)
    reach = stdtrit(freedom, 0.975) * error / 2 / np.sqrt(value)
    if share:
        angles = np.arcsin(np.sqrt(value)) + reach / np.sqrt(1 - value) * np.array([-1, 1])
        low, high = np.sin(np.clip(angles, 0, np.pi / 2)) ** 2
    else:
        low, high = np.maximum(np.sqrt(value) + reach * np.array([-1, 1]), 0) ** 2
    return value, float(low), float(high), each


def _per_thousand(rate):
    *whole, each = rate
    return *(1000 * x for x in whole), tuple(1000 * x for x in each)


@takes(articles="city kicker headline subhead body", terms=(TEXT, TEXTS))
def compare_terms(articles, terms=None, n=12, **how):
    """Compare how often cities use words, per 1,000 counted words.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    terms : str or list of str, optional
        One word, or several. Default: for each city the ``n`` words that stand out most against the other
        cities (by the log-likelihood ratio of :func:`tifa.words.keyness`), of those found in two or more of
        its articles, or in its only one.
    n : int, optional
    **how
        Passed to :func:`tifa.tokenize`: stopwords, numbers, dates, names, lexicon; words are compared, no
        n-grams.

    Returns
    -------
    DataFrame
        Columns term, city, count, articles, rate, low, high, each: rate per 1,000 words with its 95 %
        interval, and the rate of each article; one row a term and city. There is no interval for a city with
        fewer than eight articles, or with fewer than four that have the word. ``attrs["own"]`` gives the city
        that each term stood out in.

    Notes
    -----
    The interval says what other articles from where these were drawn would give, whole articles being drawn:
    the words of one hang together. It holds for a word that was chosen beforehand; one that was picked
    because it stands out here stands out in part by chance. The ratio ranks words and is no test.

    Examples
    --------
    >>> compare_terms(read_articles("seeds"), "医共体").query("city == '盐城'")["count"].item()
    27
    """
    counts = count_words(articles, **how)
    cities = [c for c in dict.fromkeys(articles.city) if c]
    by_city = {c: [k for k, city in zip(counts, articles.city) if city == c] for c in cities}
    own = {} if terms is not None else _find_own(counts, articles.city.to_numpy(), cities, n)
    terms = [terms] if isinstance(terms, str) else own if terms is None else terms
    rows = []
    for term in terms:
        for city in cities:
            each = [k[term] for k in by_city[city]]
            rate = estimate(each, [k.total() for k in by_city[city]])
            rows.append([term, city, sum(each), sum(x > 0 for x in each), *_per_thousand(rate)])
    table = pd.DataFrame(rows, columns=["term", "city", "count", "articles", "rate", "low", "high", "each"])
    table.attrs["own"] = own
    return table


def _find_own(counts, of, cities, n):
    """The words that stand out most in each city against the others, and the city of each."""
    (matrix, words), own = lay_out(counts), {}
    for city in cities:
        here, there = of == city, (of != city) & (of != "")
        try:
            table = weigh_keyness(matrix, words, here, there)
        except TooLittle:  # no other city, or one without words
            continue
        known = (table.g2 > 0) & (table.articles_here >= min(2, here.sum())) & ~table.term.isin(list(own))
        best = table[known].sort_values(["g2", "term"], ascending=[False, True]).head(n)
        own.update(dict.fromkeys(best.term, city))
    return own


@takes(slogans="page article text kind", articles="page article city n_chars")
def compare_slogans(slogans, articles):
    """Count each city's formulations by kind, per 1,000 characters of body.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``.

    Returns
    -------
    DataFrame
        Columns city, kind, mentions, distinct, rate, low, high, each: mentions per 1,000 characters with the
        95 % interval, and the rate of each article. There is no interval for a city with fewer than eight
        articles, or with fewer than four that have such formulations.

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
            rate = estimate(each, group.n_chars)
            rows.append([city, kind, len(of_kind), of_kind.text.nunique(), *_per_thousand(rate)])
    return pd.DataFrame(rows, columns=["city", "kind", "mentions", "distinct", "rate", "low", "high", "each"])


def by_city(articles):
    known = articles[articles.city != ""]
    return [(city, known[known.city == city]) for city in dict.fromkeys(known.city)]


@takes(measures="page article instrument verb status", articles="page article city")
def compare_measures(measures, articles, by="instrument"):
    """Compare which instruments (or verbs, or statuses) cities' measures use.

    Parameters
    ----------
    measures, articles : DataFrame
        The tables ``measures`` and ``articles``.
    by : {"instrument", "verb", "status"}, optional

    Returns
    -------
    DataFrame
        Columns city, ``by``, count, share, low, high, each: share of the city's measures with its 95 %
        interval, and the share of each article with measures. There is no interval for a city with fewer than
        eight of these, with fewer than four that have such measures, or than four that have others.

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
            rows.append([city, value, int(each.sum()), *estimate(each, every, share=True)])
    return pd.DataFrame(rows, columns=["city", by, "count", "share", "low", "high", "each"])
