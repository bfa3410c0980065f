"""What a line of an export of a press database is: a separator, a field of a header, text.

The patterns are rows of ``data/exports.csv``, the labels the names of ``data/columns.csv``.
"""

import re
from functools import cache
from typing import NamedTuple

from tifa.knowledge import DATA, read_rows
from tifa.reading.columns import OTHER, find_label
from tifa.reading.days import read_day
from tifa.reading.labels import read_statements
from tifa.words.fold import fold

LONG = 120  # characters of a header's line
YEAR = re.compile(r"(?:19|20)\d\d|[〇零一二三四五六七八九]{4}年|民[国國]\d")
_DAY_WORDS = re.compile(
    r"T(?=\d)|[\d\s,./:年月日()\[\]<>〇零一二三四五六七八九十-]|星期.|周[一二三四五六日]|民[国國]|(?:[A-Z][a-z]{2,5}day"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.?")
_PARTS = re.compile(r"\s*[|,;\t/]\s*|\s+")
_LABEL = re.compile(r"^[\[{【<]?\s*([A-Z][A-Za-z /-]{2,28}(?:-[\u4e00-\u9fff]{2,8})?|[\u4e00-\u9fff]{2,8})"
                    r"\s*[\]}】>]?\s*[:=](?!//)")
_TEXT = re.compile(r"^[【\[]\s*(?:内\s*容|文\s*本|主要内容|內\s*[容文])\s*[】\]]\s*:?\s*")
_MARKS = re.compile(r"^(?:#+|[*>-])\s+|^\*\*(?=.*\*\*$)")
_PROSE = re.compile(r"[。！？]")


class Line(NamedTuple):
    """A line and what it does."""

    printed: str  # without marks of layout
    does: str  # blank, separator, field, ends, prose or plain
    fields: tuple = ()  # ((column, value), …)
    level: int = 0  # of a heading


@cache
def find_cues(does):
    """The cues of ``exports.csv`` that do one thing, as one pattern; of names (kind, pattern) each.

    Examples
    --------
    >>> bool(find_cues("count").fullmatch("[78 字]"))
    True
    """
    rows = [row for row in read_rows(DATA / "exports.csv") if row["does"] == does]
    if does == "name":
        return [(row["kind"], re.compile(row["cue"], re.M | re.I)) for row in rows]
    return re.compile("|".join(f"(?:{row['cue']})" for row in rows))


def read_line(printed):
    """Tell what a line does, and the fields that it states.

    Examples
    --------
    >>> read_line("江州晚报，2024年8月28日，A01版").fields
    (('newspaper', '江州晚报'), ('date', '2024年8月28日'), ('section', 'A01版'))
    """
    bare = printed.strip().strip("\ufeff")
    if not bare:
        return Line("", "blank")
    line = fold(bare)
    if len(line) <= LONG and find_cues("separator").fullmatch(line):
        return Line(bare, "separator")
    level = len(line) - len(line.lstrip("#"))
    if bare[0] in "#*>-":
        bare = _MARKS.sub("", bare).removesuffix("**")
        line = fold(bare)
    if statements := read_statements(line):
        return Line(bare, "field", tuple((own, bare[start:end]) for own, start, end in statements), level)
    if label := _TEXT.match(line):
        return Line(bare, "field", (("body", bare[label.end():]),), level)
    if len(line) > LONG:
        return Line(bare, "prose")
    if find_cues("ends").fullmatch(line):
        return Line(bare, "ends")
    if fields := _read_bare(line, bare):
        return Line(bare, "field", fields, level)
    if (label := _LABEL.match(line)) and not _PROSE.search(line):
        return Line(bare, "field", ((find_label(label[1]), bare[label.end():].strip()),), level)
    return Line(bare, "prose" if _PROSE.search(line) or len(line) > 60 else "plain", (), level)


def _read_bare(line, printed):
    """The fields of a line without labels: a day, a paper, a page, a count, or several of them."""
    if line in ("Body", "Full text", "Text", "BODY"):
        return (("body", ""),)
    if one := _tell(line):
        return ((one, printed),)
    if len(line) > 80 or not (YEAR.search(line) or "|" in line):
        return ()
    line = re.sub("[【】《》]", " ", line).strip()
    if len(parts := [part for part in re.split(r"\s*[|\t]\s*", line) if part]) < 2:
        parts = _join_days([part for part in _PARTS.split(line) if part])
    told = [(_tell(part), part) for part in parts[:12]]
    columns = {column for column, _ in told if column}
    if {"newspaper", "date"} <= columns or ({"date"} < columns and len(columns) >= 2):
        fields = [(column or OTHER, part) for column, part in told]
        return tuple(fields)
    return ()


def _join_days(parts):
    """2024 年 8 月 28 日 and August 28, 2024 are one part each."""
    out = []
    for part in parts:
        if out and _is_day_piece(out[-1]) and _is_day_piece(part):
            out[-1] += " " + part
        else:
            out.append(part)
    return out


def _is_day_piece(part):
    return not _DAY_WORDS.sub("", part) and not re.fullmatch(r"[A-Z]\d+", part)


def _tell(line):
    """What a piece of a header is: date, newspaper, section, or other (a count); empty: nothing."""
    if len(line) <= 50 and YEAR.search(line) and _is_day_piece(line) and len(read_day(line)) > 7:
        return "date"
    if find_cues("count").fullmatch(line) or find_cues("skip").fullmatch(line):
        return OTHER
    if find_cues("page").fullmatch(line):
        return "section"
    if len(line) <= 30 and find_cues("paper").fullmatch(line):
        return "newspaper"
    return ""


def read_label(line):
    """The label of a line, empty where it has none.

    Examples
    --------
    >>> read_label(read_line("【篇名】县里修路")), read_label(read_line("江州晚报"))
    ('篇名', '')
    """
    label = re.match(r"[\W_]*(\w[\w -]{0,30}?)\s*[:：】\]>}=]", line.printed)
    return label[1] if label and not YEAR.search(label[1]) else ""
