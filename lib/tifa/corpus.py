"""All tables of a folder of pages in one call, and on disk."""

import csv
import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tifa.articles import build_articles
from tifa.duplicates import first_printings, mark_duplicates
from tifa.lines import label_lines
from tifa.pages import read_pages, require_text
from tifa.policy.indicators import find_indicators
from tifa.policy.measures import find_measures
from tifa.policy.slogans import find_slogans
from tifa.terms import count_terms


class Corpus(NamedTuple):
    """The tables of one corpus; each field is a DataFrame described by :func:`tifa.describe_tables`."""

    pages: pd.DataFrame
    lines: pd.DataFrame
    articles: pd.DataFrame
    slogans: pd.DataFrame
    measures: pd.DataFrame
    indicators: pd.DataFrame
    terms: pd.DataFrame


def extract(path, progress=False, sources=None, columns=None):
    """Make all tables of a folder of pages, or of one page.

    Parameters
    ----------
    path, sources, columns
        See :func:`tifa.read_pages`.
    progress : bool, optional
        True tells on stderr which step is under way.

    Returns
    -------
    Corpus

    Raises
    ------
    ValueError
        When not one file could be read; what :func:`tifa.read_pages` raises.

    Examples
    --------
    >>> corpus = extract("seeds")
    >>> len(corpus.pages), len(corpus.articles)
    (5, 22)
    """
    def tell(step):
        if progress:
            print(f"tifa: {step}", file=sys.stderr, flush=True)

    tell(f"reading {path}")
    pages = read_pages(path, sources, columns)
    require_text(pages, path)
    tell(f"labelling the lines of {len(pages)} pages")
    lines = label_lines(pages)
    articles = mark_duplicates(build_articles(lines, pages))
    tell(f"searching {len(articles)} articles for slogans, measures and figures")
    slogans, measures, indicators = find_slogans(articles), find_measures(articles), find_indicators(articles)
    tell("counting words")
    return Corpus(pages, lines, articles, slogans, measures, indicators, count_terms(first_printings(articles)))


def write_tables(corpus, folder):
    """Write every table as UTF-8 CSV and as Parquet.

    In the CSV files a text that begins with ``= + - @``, a tab or a line end has an apostrophe in front, so that
    no spreadsheet runs it as a formula; the Parquet files hold the texts as they are.

    Parameters
    ----------
    corpus : Corpus
    folder : str or Path
        Made when it is missing; files of the same names are written anew.

    Returns
    -------
    list of Path

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [p.name for p in write_tables(extract("seeds"), folder)][:2]
    ['pages.csv', 'pages.parquet']
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in zip(corpus._fields, corpus):
        table.to_parquet(folder / f"{name}.parquet", index=False)
        safe = table.copy()
        for column in safe.columns[[str(t).startswith("str") for t in safe.dtypes]]:
            risky = safe[column].str.match(r"[=+\-@\t\r\n]")
            safe[column] = safe[column].where(~risky, "'" + safe[column])
        safe.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        written += [folder / f"{name}.csv", folder / f"{name}.parquet"]
    return written
