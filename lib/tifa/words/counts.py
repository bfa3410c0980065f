"""How often words occur, in how many articles: over all, by city, by month, by any column."""

import re
from collections import Counter

import numpy as np
import pandas as pd

from tifa.arguments import Kind, takes
from tifa.story import article_texts
from tifa.tables import Terms, make_table
from tifa.words.lists import LEXICON
from tifa.words.segment import find_grams, tag_word, tokenize

_MONTH = re.compile(r"\d{4}-\d\d")


class TooLittle(ValueError):
    """A corpus has too little for a step; the message says what the step needs.

    A report's notebook ends there with it.
    """


def _names_columns(value):
    names = [value] if isinstance(value, str) else value
    return isinstance(names, list) and names != [] and all(isinstance(name, str) for name in names)


COLUMNS = Kind('"month", the name of a column of the table articles, or a list of such names',
               test=_names_columns)


@takes(articles="kicker headline subhead body")
def count_words(articles, **how):
    """Count the words of each article.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    **how
        Passed to :func:`tifa.tokenize`: n, stopwords, numbers, dates, names, lexicon.

    Returns
    -------
    list of Counter
        One an article, in the table's order.

    Examples
    --------
    >>> count_words(read_articles("seeds"))[0].most_common(1)
    [('基层治理', 18)]
    """
    return [Counter(tokenize(text, **how)) for text in article_texts(articles)]


@takes(articles="city kicker headline subhead body", by=COLUMNS)
def count_terms(articles, by="city", n=1, **how):
    """Count words, or n-grams, and the articles they occur in: over all articles, and by city, month or else.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    by : str or list of str, optional
        A column of ``articles``; ``"month"``, the month of its date; or a list of these. An article whose
        value is empty (no city; no date, or of the date only the year) counts over all articles only.
    n : int, optional
        2, 3 … counts words that stand next to each other, as :func:`tifa.tokenize` joins them.
    **how
        Passed to :func:`tifa.tokenize`: stopwords, numbers, dates, names, lexicon.

    Returns
    -------
    DataFrame
        Columns ``by``, term, pos, count, articles (document frequency), rate (per 1,000 counted words of the
        same articles, of an n-gram too); rows with an empty ``by`` count all articles; most frequent first.
        ``by="city"`` gives the table ``terms`` as :func:`tifa.extract` writes it, which has no rate;
        ``by=["city"]`` gives it with the rate, and :func:`tifa.compare_terms` the rate with its interval. The
        part of speech of an n-gram is that of its words, joined by ``+``.

    Raises
    ------
    ValueError
        When ``articles`` has no column of that name, or n is 0.

    Examples
    --------
    >>> terms = count_terms(read_articles("seeds"))
    >>> terms.loc[terms.city.eq(""), ["term", "count", "articles"]].head(2).values.tolist()
    [['建设', 77, 14], ['工作', 71, 18]]
    >>> pairs = count_terms(read_articles("seeds"), by="genre", n=2)
    >>> pairs.loc[pairs.genre.eq("news"), ["term", "pos", "count"]].head(2).values.tolist()
    [['党建引领基层治理', 'l+n', 11], ['医共体建设', 'n+vn', 9]]
    """
    columns = [by] if isinstance(by, str) else by
    whole = ("",) * len(columns)
    counts = {whole: (Counter(), Counter())}  # of each group: terms, and the articles they occur in
    sizes, words_of, lexicon = Counter(), {}, how.get("lexicon", LEXICON)
    for group, text in zip(tell_groups(articles, columns), article_texts(articles)):
        told = words = tokenize(text, **how)
        if n != 1:
            grams = find_grams(text, n, **how)
            told = ["".join(gram) for gram in grams]
            for term, gram in zip(told, grams):  # two can join to one text: which is told must not vary
                words_of[term] = min(gram, words_of.get(term, gram))
        distinct = set(told)
        for own in {group, whole}:
            terms, spread = counts.setdefault(own, (Counter(), Counter()))
            terms.update(told)
            spread.update(distinct)
            sizes[own] += len(words)
    tags = {term: "+".join([tag_word(word, lexicon) for word in words_of.get(term, (term,))])
            for term in counts[whole][0]}
    types = dict.fromkeys([*columns, "term", "pos"], "str") | {"count": "Int64", "articles": "Int64"}
    cells = {name: [] for name in [*types, "rate"]}
    for group, (terms, spread) in sorted(counts.items()):
        order = sorted(sorted(terms), key=terms.get, reverse=True)  # of those as frequent, by name
        for name, value in zip(columns, group):
            cells[name] += [value] * len(order)
        cells["term"] += order
        cells["pos"] += [tags[term] for term in order]
        cells["count"] += [terms[term] for term in order]
        cells["articles"] += [spread[term] for term in order]
        cells["rate"] += [1000 * terms[term] / sizes[group] for term in order]
    table = pd.DataFrame({name: pd.array(cells[name], types.get(name, "float")) for name in cells})
    return make_table(Terms, table) if by == "city" else table


def tell_groups(articles, columns):
    """Tell the group of each article: its values in the columns, as text, or empty ones where one is empty.

    Parameters
    ----------
    articles : DataFrame
    columns : list of str
        Names of columns, or ``"month"``.

    Returns
    -------
    list of tuple of str

    Examples
    --------
    >>> tell_groups(read_articles("seeds"), ["city", "genre"])[0]
    ('盐城', 'news')
    """
    values = [_read_column(articles, name) for name in columns]
    return [group if all(group) else ("",) * len(columns) for group in zip(*values)]


def _read_column(articles, name):
    if name == "month" and name not in articles and "date" in articles:
        months = map(_MONTH.match, articles.date)  # of XXXX-08-27 and of a year alone there is none
        return [month[0] if month else "" for month in months]
    if name not in articles:
        raise ValueError(f"by is {name!r}; it must be 'month' or a column of the table articles: "
                         f"{', '.join(map(str, articles))}")
    return ["" if pd.isna(value) else str(value) for value in articles[name].tolist()]


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
