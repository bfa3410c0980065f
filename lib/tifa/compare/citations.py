"""Citing: where a row stands in print, in words that others can look up."""

from bisect import bisect_right
from itertools import accumulate

from tifa.arguments import takes
from tifa.compare.rates import KEY
from tifa.compare.spread import fill_dates

_SOURCE = ["city", "newspaper", "date"]


@takes(table="tifa.find_measures: page article start", articles="page article city newspaper date",
       pages="page date text")
def cite(table, articles, pages):
    """Give each row of a table its source: newspaper, date, page, article, and line of the page's file.

    Parameters
    ----------
    table : DataFrame
        Slogans, measures, indicators, or another table whose rows have page, article and ``start``.
    articles, pages : DataFrame
        The tables ``articles`` and ``pages``.

    Returns
    -------
    DataFrame
        The rows, with city, newspaper, date (the article's, or that of its issue: :func:`fill_dates`), line
        (1-based) and source: the newspaper with the date of its issue, or where that is not known a day of
        which the article tells; page, article, line.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> cite(find_indicators(articles), articles, pages).source.iloc[0]
    '盐城晚报, day told XXXX-08-27; 000_c7785c7b04a71cd2, article 1, line 21'
    """
    told = fill_dates(articles, pages)[[*KEY, *_SOURCE]]
    cited = table.drop(columns=_SOURCE, errors="ignore").merge(told, on=KEY)
    ends = {page.page: list(accumulate(map(len, page.text.splitlines(keepends=True))))
            for page in pages.itertuples()}
    cited["line"] = [bisect_right(ends[row.page], row.start) + 1 for row in cited.itertuples()]
    issues = pages.set_index("page").date
    when = [issues[row.page] or (f"day told {row.date}" if row.date else "no date")
            for row in cited.itertuples()]
    cited["source"] = [f"{row.newspaper or 'newspaper not told'}, {date}; {row.page}, article {row.article}, "
                       f"line {row.line}" for row, date in zip(cited.itertuples(), when)]
    return cited
