"""Reading the data files (word lists, sets, tables, cues), and patterns that carry their examples."""

import csv
import re
from functools import cache
from pathlib import Path

from tifa.arguments import takes

DATA = Path(__file__).parent / "data"
HAN = "[\u4e00-\u9fff]"  # a Chinese character, in a pattern
EXAMPLES = {}  # of each pattern: (texts it is found in, texts it is not); tests/test_knowledge.py runs them


@takes()
def read_words(path):
    """Give the lines of a word list that are not remarks, white space around them removed.

    Examples
    --------
    >>> read_words(LEXICON)[0]
    '医共体'
    """
    lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def read_set(path):
    """Give the words of a list in which white space parts them.

    Examples
    --------
    >>> "的" in read_set(STOPWORDS)
    True
    """
    return frozenset(word for line in read_words(path) for word in line.split())


def read_sections(path):
    """Give the words of a list by section: ``## name: reason`` opens one, white space parts its words.

    Examples
    --------
    >>> read_sections(DATA / "units.txt")["term"]
    ['期']
    """
    sections, words = {}, []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            words = sections.setdefault(line[3:].partition(":")[0], [])
        elif not line.startswith("#"):
            words += line.split()
    return sections


@cache
def read_asset(name):
    """Give a style or a script of the folder ``data``, for HTML that a notebook shows."""
    return (DATA / name).read_text(encoding="utf-8")


def read_rows(path):
    """Give the rows of a CSV file, one dict a row.

    Examples
    --------
    >>> read_rows(DATA / "glossary.csv")[0].keys()
    dict_keys(['term', 'pinyin', 'gloss', 'note'])
    """
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def any_of(words):
    """Give the pattern that matches any of some words, the longest that fits.

    Examples
    --------
    >>> any_of(["县", "县医院"])
    '县医院|县'
    """
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def read_cues(name):
    """Give a table of cues (cue, one or two columns of kinds, example) as one pattern a kind.

    The longest cue comes first.

    Examples
    --------
    >>> read_cues("place_cues.csv")["before", "visit"][:8]
    '捐赠给|支援|驰'
    """
    found = {}
    with open(DATA / name, encoding="utf-8", newline="") as f:
        for cue, *kind, _ in list(csv.reader(f))[1:]:
            found.setdefault(tuple(kind), []).append(cue)
    return {kind: any_of(cues) for kind, cues in found.items()}


def form(pattern, matches, refuses, flags=0):
    """Compile a pattern, and keep its examples for the tests.

    Parameters
    ----------
    pattern : str
        In verbose writing: a blank or ``#`` that is meant is escaped.
    matches, refuses : list of str
        Texts in which it is found and is not, half-width.
    flags : re.RegexFlag, optional

    Returns
    -------
    re.Pattern

    Examples
    --------
    >>> form("市 | 县", matches=["江北县"], refuses=["江北"]).search("江北县")[0]
    '县'
    """
    compiled = re.compile(pattern, re.VERBOSE | flags)
    EXAMPLES[compiled] = matches, refuses
    return compiled


def any_cue(file, *kinds):
    """Give the cues of some kinds of a data file as one group of a pattern, the longest first.

    Raises
    ------
    ValueError
        When the file has no cue of these kinds.

    Examples
    --------
    >>> any_cue("line_words.csv", "source")
    '(?:资料来源|数据来源)'
    """
    cues = [row["cue"] for row in _cue_rows(file) if row["kind"] in kinds]
    if not cues:
        raise ValueError(f"{file}: no cue of the kind {' or '.join(kinds)}; the column kind must name it")
    return "(?:" + any_of(cues).replace(" ", r"\ ").replace("#", r"\#") + ")"


@cache
def _cue_rows(file):
    return read_rows(DATA / file)
