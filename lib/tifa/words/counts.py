"""How often words occur, in how many articles, in which city."""

from collections import Counter

import numpy as np

from tifa.arguments import takes
from tifa.story import article_texts
from tifa.tables import Terms, make_table
from tifa.words.lists import LEXICON
from tifa.words.segment import keep_words, segment, tag_word


@takes(articles="kicker headline subhead body")
def count_words(articles, **how):
    """Count the words of each article.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    **how
        Passed to :func:`tifa.tokenize`: stopwords, numbers, dates, names, lexicon.

    Returns
    -------
    list of Counter
        One an article, in the table's order.

    Examples
    --------
    >>> count_words(read_articles("seeds"))[0].most_common(1)
    [('基层治理', 18)]
    """
    raw = map(Counter, _segment_articles(articles, how))
    # each distinct word is judged once
    return [Counter({word: own[word] for word in keep_words(own, **how)}) for own in raw]


def _segment_articles(articles, how):
    return (segment(text, how.get("lexicon", LEXICON)) for text in article_texts(articles))


@takes(articles="city kicker headline subhead body")
def count_terms(articles, **how):
    """Count words, and the articles they occur in, over all cities and in each.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    **how
        Passed to :func:`tifa.tokenize`: stopwords, numbers, dates, names, lexicon.

    Returns
    -------
    DataFrame
        The table ``terms``: rows with an empty ``city`` count all articles; most frequent first.

    Examples
    --------
    >>> terms = count_terms(read_articles("seeds"))
    >>> terms.loc[terms.city.eq(""), ["term", "count", "articles"]].head(2).values.tolist()
    [['建设', 77, 14], ['工作', 71, 18]]
    """
    counts = {"": (Counter(), Counter())}  # of each city: words, and the articles they occur in
    for city, told in zip(articles.city.tolist(), _segment_articles(articles, how)):
        distinct = set(told)
        for own in {city, ""}:
            words, spread = counts.setdefault(own, (Counter(), Counter()))
            words.update(told)
            spread.update(distinct)
    tags = {term: tag_word(term, how.get("lexicon", LEXICON)) for term in keep_words(counts[""][0], **how)}
    return make_table(Terms, [
        (city, term, tags[term], -n, spread[term])
        for city, (words, spread) in sorted(counts.items())
        for n, term in sorted((-n, term) for term, n in words.items() if term in tags)
    ])


@takes(terms="city term count")
def rank_frequency(terms):
    """Rank words by frequency and fit Zipf's law.

    Parameters
    ----------
    terms : DataFrame
        The table ``terms``; its rows with an empty ``city`` are used.

    Returns
    -------
    DataFrame
        Columns term, rank, count, fitted. ``fitted`` is the count that the power law gives whose slope is
        the least-squares line of log count on log rank; the slope stands in ``attrs["slope"]``, 0 where there
        are too few words for a line.

    Notes
    -----
    Source: G. K. Zipf, *Human Behavior and the Principle of Least Effort*, 1949. The least-squares slope
    is descriptive: words that occur once or twice pull it, and it is no test of the law.

    Examples
    --------
    >>> ranks = rank_frequency(count_terms(read_articles("seeds")))
    >>> int(ranks["rank"].iloc[0]), ranks.attrs["slope"] < 0
    (1, True)
    """
    ranks = terms.loc[terms.city.eq(""), ["term", "count"]].sort_values(
        ["count", "term"], ascending=[False, True], ignore_index=True
    )
    ranks["rank"] = np.arange(1, len(ranks) + 1)
    x, y = np.log(ranks["rank"]), np.log(ranks["count"].astype(float))
    slope, start = np.polyfit(x, y, 1) if len(ranks) > 1 else (0.0, 0.0)
    ranks["fitted"] = np.exp(start + slope * x)
    ranks.attrs["slope"] = float(slope)
    return ranks[["term", "rank", "count", "fitted"]]
