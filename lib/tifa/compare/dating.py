"""The time of an article that does not tell its year: what it names cannot be older than the thing named."""

import pandas as pd

from tifa.arguments import takes
from tifa.compare.citations import tell_day
from tifa.knowledge import DATA, read_rows
from tifa.story import article_texts


@takes(articles="page article date kicker headline subhead body")
def bound_dates(articles):
    """Tell between which days an article was printed, by what it names.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        Columns page, article, date (as the article tells it), since, until (ISO days; empty where nothing
        that is named bounds it), known_by (what is named, with the reason, joined by ``;``), time (date and
        bounds in words; a date with a year needs no bounds). One row an article.

    Notes
    -----
    ``data/datings.csv`` says since when a thing can be named, and until when it was named so. A bound is no
    date: an article may be years younger than what it names. The list is short and of national matters.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> bound_dates(articles).time.head(2).tolist()
    ['27 August, year unknown, since 2024-07-15', '24 August, year unknown, since 2024-07-15']
    """
    datings, rows = read_rows(DATA / "datings.csv"), []
    for (page, article, date), text in zip(articles[["page", "article", "date"]].itertuples(index=False),
                                           article_texts(articles)):
        named = [row for row in datings if row["term"] in text]
        since = max((row["since"] for row in named), default="")
        until = min((row["until"] for row in named if row["until"]), default="")
        telling = [row for row in named if since and row["since"] == since or until and row["until"] == until]
        known_by = "; ".join(f"{row['term']}: {row['reason']}" for row in telling)
        bounds = [f"{word} {day}" for word, day in (("since", since), ("until", until)) if day]
        day = tell_day(date).removeprefix("tells of ")
        time = date if date[:4].isdecimal() else ", ".join([day, *bounds])
        rows.append((page, article, date, since, until, known_by, time))
    return pd.DataFrame(rows, columns=["page", "article", "date", "since", "until", "known_by", "time"])
