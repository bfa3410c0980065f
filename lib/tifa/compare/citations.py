"""Citing: where a row stands in print, in words that others can look up."""

from bisect import bisect_right
from itertools import accumulate

import pandas as pd

from tifa import __version__
from tifa.arguments import takes
from tifa.compare.addresses import card_address, mark_address, name_pages
from tifa.compare.rates import KEY
from tifa.compare.spread import fill_dates

_STRETCHES = 8  # of the text that a citation tells; more can be looked up in the tables
_SOURCE = ["city", "newspaper", "date"]


@takes(table="tifa.find_measures: page article start", articles="page article city newspaper date headline",
       pages="page newspaper date text")
def cite(table, articles, pages):
    """Give each row of a table its source, in words and as the address of its mark on the page.

    Parameters
    ----------
    table : DataFrame
        Slogans, measures, indicators, or another table whose rows have page, article, ``start`` and, for an
        address, ``end``.
    articles, pages : DataFrame
        The tables ``articles`` and ``pages``.

    Returns
    -------
    DataFrame
        The rows, with city, newspaper, date (the article's, or that of its issue: :func:`fill_dates`), line
        (1-based), source (the page as :func:`name_pages` names it; where the date of its issue is not
        known, a day of which the article tells; article, line), address (of the mark in the view of the
        page; of a reform, its card) and citation (newspaper, headline, date, page, article, characters, those
        of the passages where there are ``spans``, version: what to write of the row in a paper); both are
        empty without ``end``.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> cited = cite(find_indicators(articles), articles, pages)
    >>> cited.source.iloc[0]
    '盐城晚报 (000_c7785c7…), tells of 27 August, year unknown, article 1, line 21'
    >>> cited.address.iloc[0]
    'pages/000_c7785c7b04a71cd2.html#c987-991'
    >>> cited.citation.iloc[0].partition("; ")[2]
    'page 000_c7785c7b04a71cd2, article 1, characters 987-991; tifa 0.1.0'
    """
    told = fill_dates(articles, pages)[[*KEY, *_SOURCE]]
    heads = dict(zip(zip(articles.page, articles.article), articles.headline))
    cited = table.drop(columns=_SOURCE, errors="ignore").merge(told, on=KEY)
    ends = {page.page: list(accumulate(map(len, page.text.splitlines(keepends=True))))
            for page in pages.itertuples()}
    names, issues = name_pages(pages), dict(zip(pages.page, pages.date))
    day = lambda row: "" if issues[row.page] else f", {tell_day(row.date)}"
    cited["line"] = [bisect_right(ends[row.page], row.start) + 1 for row in cited.itertuples()]
    cited["source"] = [f"{names[row.page]}{day(row)}, article {row.article}, line {row.line}"
                       for row in cited.itertuples()]
    placed, reforms = "end" in cited, "spans" in cited and "system" in cited
    cited["address"] = [card_address(row.page, row.article, row.system) if reforms
                        else mark_address(row.page, row.start, row.end) if placed else ""
                        for row in cited.itertuples()]
    cited["citation"] = [
        _cite_in_full(row, heads[row.page, row.article], issues[row.page], day(row)) if placed else ""
        for row in cited.itertuples()]
    # texts, also where there is no row
    return cited.astype(dict.fromkeys(["source", "address", "citation"], "str"))


def tell_day(date):
    """Say in words what an undated page is dated by: a day of which the article tells.

    Examples
    --------
    >>> tell_day("XXXX-08-27"), tell_day("2020-07-02"), tell_day("")
    ('tells of 27 August, year unknown', 'tells of 2020-07-02', 'no date')
    """
    if date.startswith("XXXX-"):
        day = pd.Timestamp(f"2000{date[4:]}")
        return f"tells of {day.day} {day.month_name()}, year unknown"
    return f"tells of {date}" if date else "no date"


def _cite_in_full(row, headline, issue, day):
    paper = ", ".join(filter(None, (row.newspaper or "newspaper not told", headline, issue)))
    stretches = spans_of(row).split(";")
    more = f" and {len(stretches) - _STRETCHES} stretches more" if len(stretches) > _STRETCHES else ""
    return (f"{paper}{day}; page {row.page}, article {row.article}, "
            f"characters {', '.join(stretches[:_STRETCHES])}{more}; tifa {__version__}")


def spans_of(row):
    """The stretches of its page that a row stands in: its passages, or the one from start to end."""
    return getattr(row, "spans", f"{row.start}-{row.end}")


def cite_together(table, articles, pages):
    """Cite what several rows rest on: a line an article, with the characters of all its rows.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> found = find_slogans(articles)
    >>> eight = found[found.text == "八个统一"]
    >>> cite_together(eight, articles, pages).partition("; ")[2]
    'page 004_0105f977b1e5c016, article 1, characters 369-373; tifa 0.1.0'
    """
    spans = [spans_of(row) for row in table.itertuples()]
    whole = table.assign(spans=spans).groupby(KEY, sort=False, as_index=False).agg(
        start=("start", "min"), end=("end", "max"), spans=("spans", ";".join))
    return "\n".join(cite(whole, articles, pages).citation)
