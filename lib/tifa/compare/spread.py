"""Formulations over time: who printed them first, and how hot they ran."""

import pandas as pd

from tifa.arguments import takes
from tifa.compare.rates import KEY


@takes(articles="page date", pages="page date")
def fill_dates(articles, pages):
    """Give articles whose own date lacks the year or is not told the date of their page's issue.

    Parameters
    ----------
    articles, pages : DataFrame
        The tables ``articles`` and ``pages``.

    Returns
    -------
    DataFrame
        The articles, ``date`` filled in. The day of issue comes after the day told of, by a day or more.

    Examples
    --------
    >>> pages = read_pages("seeds").assign(date="2024-05-01")
    >>> fill_dates(read_articles("seeds"), pages).date.eq("").any()
    np.False_
    """
    issue = articles.page.map(pages.set_index("page").date).fillna("")
    return articles.assign(
        date=articles.date.where(articles.date.str.match(r"\d{4}-\d\d") | (issue == ""), issue)
    )


@takes(slogans="page article text", articles="page article city date")
def first_appearances(slogans, articles):
    """Tell when each city first printed a formulation, and how many days after the first city.

    Only articles with a city and a full date count; ``attrs["note"]`` says how many those are.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``. To follow a formulation through its wordings, put the leader
        of :func:`classify_slogans` for ``text``.

    Returns
    -------
    DataFrame
        Columns text, city, first, days (after the first city), articles (dated, of this city, that print it);
        the most widely spread formulations first, the cities in the order in which they took them up.

    Notes
    -----
    First in this corpus is not first in the world: what was printed before the corpus begins, or in an
    article without a date, is not seen. A city that follows another need not follow it: both may follow a
    third.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> first_appearances(find_slogans(articles), articles).attrs["note"]
    '10 of 22 articles have a city and a full date.'
    """
    dated = articles[articles.date.str.fullmatch(r"\d{4}-\d\d-\d\d") & (articles.city != "")]
    seen = slogans[[*KEY, "text"]].drop_duplicates().merge(dated[[*KEY, "city", "date"]], on=KEY)
    table = seen.groupby(["text", "city"], sort=False, as_index=False).agg(
        first=("date", "min"), articles=("date", "size")
    )
    day = pd.to_datetime(table["first"], errors="coerce")
    table.insert(3, "days", (day - day.groupby(table.text).transform("min")).dt.days.astype("Int64"))
    table["n"] = table.groupby("text").city.transform("size")
    table = table.sort_values(
        ["n", "text", "first"], ascending=[False, True, True], kind="stable", ignore_index=True
    ).drop(columns="n")
    table.attrs["note"] = f"{len(dated)} of {len(articles)} articles have a city and a full date."
    return table


TIERS = {"沸": 0.0518, "烫": 0.0129, "热": 0.0032, "暖": 0.0008, "温": 0.0002, "冷": 0.0}


@takes(slogans="page article text", articles="page article date")
def measure_heat(slogans, articles, n=15, least=100):
    """Measure how hot formulations are: the share of each month's articles that print one, in six tiers.

    Parameters
    ----------
    slogans, articles : DataFrame
        The tables ``slogans`` and ``articles``; articles with at least year and month of their date count.
    n : int, optional
        Formulations: those in most dated articles.
    least : int, optional
        Dated articles below which a month gets no tier.

    Returns
    -------
    DataFrame
        Columns text, month, articles (that print it), of (dated articles of the month), share, tier (one of
        ``TIERS``, empty where the month has too few articles); months without a dated article have no rows.
        ``attrs["note"]`` says how many articles are dated and how many months are large enough.

    Notes
    -----
    Source: the scale of the China Media Project, developed by Qian Gang in 2016 for a year of the *People's
    Daily*. Theirs are the idea, the names of the six tiers (沸 boiling, 烫 scalding, 热 hot, 暖 warm, 温 tepid, 冷
    cold), counting articles and not words, and the two highest cut-offs (沸: 2,000 articles a year or 5.18 %,
    烫: 500 or 1.29 %). Ours are the month for the year, the lower cut-offs (each a quarter of the one above,
    as 1.29 is of 5.18: 0.32, 0.08, 0.02 %) and the least number of articles. In a month of 100 articles a
    single one already makes 热: the low tiers need thousands. Local papers are no People's Daily; compare
    tiers within one newspaper only.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> measure_heat(find_slogans(articles), articles).attrs["note"]
    '10 of 22 articles give at least the month of their date; 0 of 4 months have 100 of them.'
    """
    dated = articles[articles.date.str.match(r"\d{4}-\d\d")].assign(month=lambda t: t.date.str[:7])
    of = dated.groupby("month").size()
    seen = slogans[[*KEY, "text"]].drop_duplicates().merge(dated[[*KEY, "month"]], on=KEY)
    top = seen.text.value_counts().sort_index().nlargest(n).index
    counts = (
        seen.groupby(["text", "month"])
        .size()
        .reindex(pd.MultiIndex.from_product([top, of.index]), fill_value=0)
    )
    rows = []
    for (text, month), count in counts.items():
        share = count / of[month]
        tier = next(name for name, low in TIERS.items() if share >= low) if of[month] >= least else ""
        rows.append([text, month, count, of[month], share, tier])
    table = pd.DataFrame(rows, columns=["text", "month", "articles", "of", "share", "tier"])
    table.attrs["note"] = (f"{len(dated)} of {len(articles)} articles give at least the month of their date; "
                           f"{(of >= least).sum()} of {len(of)} months have {least} of them.")
    return table
