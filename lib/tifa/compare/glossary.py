"""What terms mean: the package's glossary, and the glosses and other texts that lie beside a corpus."""

import csv
import io
import logging
from pathlib import Path

import pandas as pd

from tifa.arguments import takes
from tifa.knowledge import DATA
from tifa.reading.encoding import decode

log = logging.getLogger("tifa")

_GLOSS = ("term", "pinyin", "gloss", "note")
CITY = "city or province"  # the note of a name that the package knows in English


@takes()
def read_glossary(corpus=None):
    """Read the glossary, with the names of cities and provinces, and the glosses that a corpus brings along.

    Parameters
    ----------
    corpus : str or Path, optional
        A folder of pages, or a page in it. Its ``glosses.csv`` is added: columns term, pinyin, gloss, note.
        Columns of other names are taken in the order term, gloss (of two) or term, pinyin, gloss, note;
        without the name ``term`` the first line is an entry as well.

    Returns
    -------
    DataFrame
        Columns term, pinyin, gloss, note; one row a term. ``attrs["note"]`` says why ``glosses.csv`` was not
        read.

    Examples
    --------
    >>> read_glossary().term.iloc[0], "八个统一" in set(read_glossary("seeds").term)
    ('提法', True)
    """
    terms, cities = (pd.read_csv(DATA / name, dtype="str", keep_default_na=False, encoding="utf-8")
                     for name in ("glossary.csv", "city_names.csv"))
    table = pd.concat([terms, cities.assign(pinyin="", note=CITY)], ignore_index=True)
    note = ""
    try:
        text = read_beside(corpus, "glosses.csv") if corpus is not None else None
        own = _read_glosses(text) if text is not None else []
        table = pd.concat([table, pd.DataFrame(own, columns=table.columns, dtype="str")], ignore_index=True)
    except ValueError as error:
        note = f"glosses.csv of the corpus was not read: {error}"
        log.warning("%s", note)
    table = table.drop_duplicates("term", keep="last", ignore_index=True)
    table.attrs["note"] = note
    return table


@takes()
def read_beside(corpus, name):
    """Read a text that lies beside the pages of a corpus; None when there is none.

    Parameters
    ----------
    corpus : str or Path
        A folder of pages, or a page in it.
    name : str

    Returns
    -------
    str or None
        Links are not followed, so that nothing outside the corpus is read.

    Raises
    ------
    ValueError
        When it is no text, larger than 5 MB, or may not be read.

    Examples
    --------
    >>> read_beside("seeds", "README.md")[:17], read_beside("seeds", "no such file")
    ('# The seed corpus', None)
    """
    corpus = Path(corpus)
    file = (corpus if corpus.is_dir() else corpus.parent) / name
    if file.is_symlink() or not file.is_file():
        return None
    if file.stat().st_size > 5_000_000:
        raise ValueError(f"{name} is larger than 5 MB; shorten it")
    try:
        return decode(file.read_bytes())[0].removeprefix("\ufeff")
    except OSError as error:
        raise ValueError(f"{name}: {error.strerror}") from None


def _read_glosses(text):
    """Rows of term, pinyin, gloss and note."""
    first = text.partition("\n")[0]
    try:
        rows = [
            row
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=first.count))
            if any(row)
        ]
    except csv.Error as error:
        raise ValueError(f"it is no table: {error}") from None
    if not rows:
        return []
    names, width = [name.strip().casefold() for name in rows[0]], max(map(len, rows))
    place = {name: names.index(name) for name in _GLOSS if name in names}
    unnamed = iter(sorted({*range(width)} - {*place.values()}))
    for name in _GLOSS if width > 2 else ("term", "gloss"):
        if name not in place:
            place[name] = next(unnamed, width)
    entries = [[row[i].strip() if (i := place.get(name, width)) < len(row) else "" for name in _GLOSS]
               for row in rows["term" in names :]]
    return [entry for entry in entries if entry[0]]


@takes(glossary="tifa.compare.read_glossary: term gloss")
def gloss(term, glossary):
    """Put the English gloss behind a term; a term without one stays as it is.

    Parameters
    ----------
    term : str
    glossary : DataFrame
        From :func:`read_glossary`.

    Examples
    --------
    >>> gloss("医共体", read_glossary()), gloss("无此词", read_glossary())
    ('医共体 (county medical consortium)', '无此词')
    """
    found = glossary.gloss[(glossary.term == term) & (glossary.gloss != "")]
    return f"{term} ({found.iloc[0]})" if len(found) else term


def terms_of(glossary):
    """The rows that can explain a longer name: no single character, and no city, whose name may be a word."""
    return glossary[(glossary.gloss != "") & (glossary.term.str.len() > 1) & (glossary.note != CITY)]


@takes(glossary="tifa.compare.read_glossary: term gloss note")
def gloss_name(name, glossary):
    """Put the English gloss behind a name, or behind one without, those of the longest terms within it.

    Parameters
    ----------
    name : str
    glossary : DataFrame
        From :func:`read_glossary`.

    Examples
    --------
    >>> glossary = read_glossary("seeds")
    >>> gloss_name("“慢病信号灯”管理模式", glossary), gloss_name("八个统一", glossary)
    ('“慢病信号灯”管理模式 (慢病信号灯: chronic-disease traffic light)', '八个统一 (eight unifications)')
    """
    if (glossed := gloss(name, glossary)) != name:
        return glossed
    known = terms_of(glossary)
    inside, left = [], name
    for row in known.sort_values("term", key=lambda terms: -terms.str.len(), kind="stable").itertuples():
        if row.term in left:
            inside.append(f"{row.term}: {row.gloss}")
            left = left.replace(row.term, "\n")
    return f"{name} ({'; '.join(inside)})" if inside else name
