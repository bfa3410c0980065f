"""Statistics of words: how often, in how many articles, in which city."""

from collections import Counter

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.tables import Terms, make_table
from tifa.words import LEXICON, keep_words, segment, tag_word


def article_text(article):
    """Give all words of an article: kicker, headline, subhead and body, one a line.

    Examples
    --------
    >>> article_text(next(read_articles("seeds").itertuples()))[:8]
    '全市党建引领基层'
    """
    return "\n".join(t for t in (article.kicker, article.headline, article.subhead, article.body) if t)


def article_texts(articles):
    """Give :func:`article_text` of each article of a table.

    Examples
    --------
    >>> next(article_texts(read_articles("seeds")))[:8]
    '全市党建引领基层'
    """
    return map(article_text, articles[["kicker", "headline", "subhead", "body"]].astype(object).itertuples())


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
    return [Counter({word: own[word] for word in keep_words(own, **how)}) for own in raw]  # each distinct word is judged once


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
        the least-squares line of log count on log rank; the slope stands in ``attrs["slope"]``.

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
    ranks = terms.loc[terms.city.eq(""), ["term", "count"]].sort_values(["count", "term"], ascending=[False, True], ignore_index=True)
    ranks["rank"] = np.arange(1, len(ranks) + 1)
    x, y = np.log(ranks["rank"]), np.log(ranks["count"].astype(float))
    slope, start = np.polyfit(x, y, 1) if len(ranks) > 1 else (0.0, 0.0)
    ranks["fitted"] = np.exp(start + slope * x)
    ranks.attrs["slope"] = float(slope)
    return ranks[["term", "rank", "count", "fitted"]]


@takes(articles="page article city kicker headline subhead body")
def concordance(articles, word, width=15):
    """Show a word in its context, line by line (KWIC).

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    word : str
        Looked for in the text itself, so that parts of words are found too.
    width : int, optional
        Characters of context on each side.

    Returns
    -------
    DataFrame
        Columns city, page, article, left, word, right; one row an occurrence.

    Examples
    --------
    >>> concordance(read_articles("seeds"), "小马拉大车").shape
    (2, 6)
    """
    rows = []
    for city, page, article, text in zip(articles.city, articles.page, articles.article, article_texts(articles)):
        text = text.replace("\n", " ")
        at = text.find(word)
        while at >= 0 and word:
            end = at + len(word)
            rows.append([city, page, article, text[max(0, at - width) : at], word, text[end : end + width]])
            at = text.find(word, end)
    return pd.DataFrame(rows, columns=["city", "page", "article", "left", "word", "right"])
