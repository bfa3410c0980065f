"""All tables of a folder of pages in one call, and on disk."""

import csv
import hashlib
import re
import unicodedata
from collections import defaultdict
from pathlib import Path, PurePosixPath
from posixpath import splitext
from typing import NamedTuple

import pandas as pd

from tifa.arguments import CORPUS, MAPPING, PATHS, takes
from tifa.articles.build import build_articles
from tifa.articles.lines import label_lines
from tifa.articles.reprints import first_printings, mark_duplicates
from tifa.output import OutputError, check_set, read_mark, replace_set
from tifa.policy.indicators import find_indicators
from tifa.policy.measures import find_measures
from tifa.policy.slogans import find_slogans
from tifa.policy.systems import find_systems
from tifa.reading.pages import read_pages, require_text
from tifa.spreadsheet import guard, unguard
from tifa.tables import TABLES, columns_on_disk, make_table
from tifa.terminal import tell as write_line
from tifa.words.counts import count_terms


class Corpus(NamedTuple):
    """The tables of one corpus; each field is a DataFrame described by :func:`tifa.describe_tables`."""

    pages: pd.DataFrame
    lines: pd.DataFrame
    articles: pd.DataFrame
    slogans: pd.DataFrame
    measures: pd.DataFrame
    indicators: pd.DataFrame
    systems: pd.DataFrame
    terms: pd.DataFrame


@takes(columns=MAPPING)
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
    tell = write_line if progress else str

    tell(f"reading {path}")
    pages = read_pages(path, sources, columns)
    require_text(pages, path)
    tell(f"labelling the lines of {len(pages)} pages")
    lines = label_lines(pages)
    articles = mark_duplicates(build_articles(lines, pages))
    tell(f"searching {len(articles)} articles for slogans, measures, figures and reforms")
    found = [find(articles) for find in (find_slogans, find_measures, find_indicators, find_systems)]
    tell("counting words")
    return Corpus(pages, lines, articles, *found, count_terms(first_printings(articles)))


@takes(corpus=CORPUS, apart_from=PATHS)
def write_tables(corpus, folder, apart_from=()):
    """Write every table as UTF-8 CSV and as Parquet, and each page's text below ``texts/``: all or nothing.

    A CSV file opens in a spreadsheet with its Chinese intact. A cell that a spreadsheet would run as a
    formula has an apostrophe in front, and so has one that begins with an apostrophe; :func:`read_tables`
    takes it away again. The Parquet files hold the texts as they are. ``pages.csv`` has, instead of the text,
    its file (``text_file``) and where in this file it begins (``text_start``, 0 but for files with one
    article a row): ``start`` and ``end`` of all tables count from there, in characters.

    Parameters
    ----------
    corpus : Corpus
    folder : str or Path
        New, empty, or one that this function wrote before and nobody changed since.
    apart_from : iterable of str or Path, optional
        What must not be written into: the folder the pages came from.

    Returns
    -------
    list of Path

    Raises
    ------
    OutputError
        When the folder holds other files, or is no place to write; nothing is changed then.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [p.name for p in write_tables(extract("seeds"), folder)][:2]
    ['pages.csv', 'pages.parquet']
    """
    with replace_set(folder, "tables", apart_from) as staging:
        written = stage_tables(corpus, staging)
    return [Path(folder, name) for name in written]


def stage_tables(corpus, folder):
    """Write the files of :func:`write_tables` into a folder as it is; give their names.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     stage_tables(extract("seeds"), Path(folder))[-1]
    'texts/004_0105f977b1e5c016.txt'
    """
    names = []
    places = _place_texts(corpus.pages)
    for name, table in zip(corpus._fields, corpus):
        table = table.copy(deep=False)
        table.attrs.clear()  # corrections.csv, and where it lies on this machine
        table.to_parquet(folder / f"{name}.parquet", index=False)
        shown = pd.concat([table, places], axis=1)[columns_on_disk(name)] if name == "pages" else table
        safe = shown.assign(**{column: guard(shown[column]) for column in _text_columns(shown)})
        safe.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig", quoting=csv.QUOTE_NONNUMERIC,
                    lineterminator="\n")
        names += [f"{name}.csv", f"{name}.parquet"]
    for name, texts in corpus.pages.text.groupby(places.text_file, sort=False):
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(_BETWEEN.join(texts), encoding="utf-8", newline="")
            names.append(name)
    return names


@takes()
def read_tables(folder):
    """Read the tables that :func:`write_tables` wrote, with types, empty cells and texts as they were.

    Parameters
    ----------
    folder : str or Path

    Returns
    -------
    Corpus

    Raises
    ------
    OutputError
        When the folder holds no tables of tifa, not all of them, or one that was changed.

    Examples
    --------
    >>> import tempfile
    >>> corpus = extract("seeds")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = write_tables(corpus, folder)
    ...     read_tables(folder).indicators.equals(corpus.indicators)
    True
    """
    folder = Path(folder)
    before = read_mark(folder)
    check_set(folder, "tables")
    tables = Corpus(**{name: _read_csv(folder, name) for name in Corpus._fields})
    if read_mark(folder) != before:  # a run that replaces the set begins and ends with the mark
        raise OutputError(f"{folder}: the tables were written anew while they were read; read them again")
    return tables


def _read_csv(folder, name):
    schema = TABLES[name]
    numbers = {column: str(spec.dtype) for column, spec in schema.columns.items()
               if str(spec.dtype) in ("Int64", "Float64")}
    types = defaultdict(lambda: "str", numbers, text_start="int64")
    table = pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig", dtype=types, keep_default_na=False,
                        na_values=dict.fromkeys(numbers, ""))
    table = table.assign(**{column: unguard(table[column]) for column in _text_columns(table)})
    if name == "pages":
        table["text"] = _cut_texts(folder, table)
    return make_table(schema, table)


# --- the text of pages, a file each ----------------------------------------------------------------------

_BETWEEN = "\n\n"  # what stands between two articles of one file
# on one system or other
_NO_NAME = re.compile(
    r'[<>:"\\|?*\x00-\x1f\x7f]|[. ]+$|^[. ]+|^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)', re.I
)
_LONGEST = 200  # bytes of a file's name


def _place_texts(pages):
    """Give each page's text file, below the tables' folder, and the character at which the page begins."""
    # the names of two files are shown alike when their bytes are no characters
    file = pages.path + "\0" + pages.sha256
    rows = pages.groupby(file).page.transform("size") > 1
    names = pages.page.where(~rows, pages.path.map(lambda path: splitext(path)[0]))
    keys = pages.page.where(~rows, file)
    has_text = pages.text != ""
    sizes = (pages.text.str.len() + len(_BETWEEN)).where(has_text, 0)
    return pd.DataFrame({"text_file": keys.map(_name_files(dict(zip(keys, names)))).where(has_text, ""),
                         "text_start": (sizes.groupby(keys).cumsum() - sizes).where(has_text, 0)})


def _name_files(names):
    """Give each key a file below ``texts/`` after its name.

    No two are the same on a system that takes A for a.
    """
    found, files, folders = {}, set(), set()
    for own, name in names.items():
        place = PurePosixPath("texts", *map(_safe_name, name.split("/")))
        while True:
            key = PurePosixPath(unicodedata.normalize("NFC", f"{place}.txt").casefold())
            if key not in files | folders and files.isdisjoint(key.parents):
                break
            place = PurePosixPath("texts", f"{'_'.join(place.parts[1:])}_")
        files.add(key)
        folders.update(key.parents)
        found[own] = f"{place}.txt"
    return found


def _safe_name(name):
    """A name for a file or folder that every system takes: no mark, no reserved word, not too long."""
    name = _NO_NAME.sub("_", name) or "_"
    raw = name.encode("utf-8")
    if len(raw) > _LONGEST:
        name = f"{raw[:_LONGEST].decode('utf-8', 'ignore')}~{hashlib.sha256(raw).hexdigest()[:8]}"
    return name


def _cut_texts(folder, pages):
    """The text of each page, cut out of its file."""
    out, whole = [], {"": ""}
    ends = pages.groupby("text_file").text_start.shift(-1)
    for file, start, end in zip(pages.text_file, pages.text_start, ends):
        if file not in whole:
            whole[file] = (folder / file).read_bytes().decode("utf-8")
        out.append(whole[file][start : None if pd.isna(end) else int(end) - len(_BETWEEN)])
    return out


def _text_columns(table):
    return [name for name, dtype in table.dtypes.items() if str(dtype).startswith("str")]
