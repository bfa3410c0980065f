"""One way to look at characters: plain twins, place by place, and no blanks that part nothing."""

import re
import unicodedata
from functools import cache

from tifa.arguments import takes
from tifa.knowledge import DATA, read_set
from tifa.words import forms
from tifa.words.script import to_simplified

_QUOTES = dict.fromkeys("‘「『﹁〝｢«„‟", "“") | dict.fromkeys("’」』﹂〞〟｣»", "”") | {"″": '"'}
_FORMAL = str.maketrans("壹贰叁参肆伍陆柒捌玖拾佰仟", "一二三三四五六七八九十百千")
# marks for vertical lines, small ones, ones of half a width; ︰ is printed for a colon, − is a minus
_MARKS = {chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFE10, 0xFE17), 0xFE31, *range(0xFE50, 0xFE6B), 0xFF61, 0xFF64)
    } | {"︰": ":", "−": "-"}
_BLANKS = dict.fromkeys(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)), " ")


@cache
def _twins():
    """Each character that has a plain twin, and a pattern that finds them."""
    twins = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _BLANKS | _QUOTES
    twins |= {own: twin for own, twin in _MARKS.items() if len(twin) == 1 and own != twin}
    twins |= _lookalikes()[0]
    return twins, re.compile(f"[{''.join(map(re.escape, twins))}]")


@cache
def _lookalikes():
    """Radicals and characters kept for old codes, each with what it is, and a pattern that finds them."""
    # none beyond U+FFFF: a set of characters that has one is searched ten times as slowly
    codes = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    plain |= {pair[0]: pair[1] for pair in read_set(DATA / "radicals.txt")}
    plain = {own: twin for own, twin in plain.items() if len(twin) == 1 and own != twin < "\uffff"}
    return plain, re.compile(f"[{''.join(plain)}]")


def _replace(text, twins, found):
    for own in set(found.findall(text)):
        text = text.replace(own, twins[own])
    return text


@takes()
def mend(text):
    """Give the text as it was meant: without characters of no width, characters in place of like radicals.

    This is done once, where a page is read, so that every later step, and whoever searches the tables, meets
    the words themselves.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> mend("\\u533b\\u200b\\u5171\\u4f53\\ufeff"), mend("\\u2f08")
    ('医共体', '人')
    """
    text = forms.UNSEEN.sub("", text) if forms.MAY_HIDE.search(text) else text
    return text if text.isascii() else _replace(text, *_lookalikes())


@takes()
def fold(text):
    """Give the text with half-width marks and digits, one kind of quotation marks, simplified characters.

    Each character stands where it stood, so that places found in the folded text hold in the text itself.
    Rules are written for folded text; what is shown is always cut from the text as printed.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as ``text``. Quotation marks that are straight ("x"), of corners or turned round (”x“) become
        “x”; a straight one without a partner in its line stays.

    Examples
    --------
    >>> fold("\\uff11\\uff0b\\uff11\\uff0c\\u2018\\u56fd\\u4e4b\\u5927\\u8005\\u2019\\uff0c\\u5169\\u5104")
    '1+1,“国之大者”,两亿'
    """
    # by far the most frequent; less is left to look for
    text = text.replace("\uff0c", ",").replace("\u3000", " ")
    if ("“" in text or "”" in text) and not forms.WELL_QUOTED.match(text):
        text = "\n".join([_turn(line) if "“" in line or "”" in line else line for line in text.split("\n")])
    text = to_simplified(_replace(text, *_twins()))
    if "佰" in text or "仟" in text or "拾" in text:
        text = forms.FORMAL.sub(lambda m: m[0].translate(_FORMAL), text)
    if "''" in text:
        text = forms.TWO_SINGLE.sub(r"““\g<inner>””", text)
    for mark, pair in ('"', forms.STRAIGHT), ("'", forms.STRAIGHT_SINGLE):
        text = pair.sub(r"“\g<inner>”", text) if mark in text else text
    return text


def _turn(line):
    """A line with its quotation marks turned round where they stand the wrong way: ”x“, ”x”, “x“."""
    depth = lowest = 0
    for mark in (marks := [m.start() for m in re.finditer("[“”]", line)]):
        depth += 1 if line[mark] == "“" else -1
        lowest = min(lowest, depth)
    if lowest == 0 and depth < (2 if "”" in line else 1 + (len(marks) < 2)):
        return line
    told, opened = [*line], None
    for mark in marks:
        if opened is None and (line[mark] == "“" or forms.TURNED.match(line, mark)):
            told[mark], opened = "“", mark
        elif opened is not None and (line[mark] == "”" or forms.OPENED_TWICE.match(line, opened)):
            told[mark], opened = "”", None
    return "".join(told)


@takes()
def close_up(text):
    """Give the text without the blanks that part nothing, and the places that its characters had.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple
        The text, otherwise as it was; and its pieces, ``[(start in it, start in the text given), …]``.

    Notes
    -----
    A blank parts nothing inside a number, between a number and its unit, beside a mark that belongs to the
    word, between any two characters of a line in which a blank stands behind each; a thin one parts words in
    letters only. A character of no width never parts.

    Examples
    --------
    >>> close_up("投入 300 万元,建成 5 个中心")
    ('投入300万元,建成5个中心', [(0, 0), (2, 3), (5, 7), (10, 13), (11, 15)])
    """
    if not forms.MAY_CLOSE.search(text):  # most lines
        return text, [(0, 0)]
    told, pieces, at, length = [], [(0, 0)], 0, 0
    for line in text.splitlines(keepends=True):
        cuts = _find_gaps(line) if forms.MAY_CLOSE.search(line) else []
        begins = 0
        for start, end in (*cuts, (len(line), len(line))):
            told.append(line[begins:start])
            length += start - begins
            if end > start:
                pieces.append((length, at + end))
            begins = end
        at += len(line)
    return "".join(told), pieces


def _find_gaps(line):
    """The stretches (start, end) of a line that part nothing, by place."""
    places, text = [*range(len(line))], line
    for form in (forms.UNSEEN, forms.THIN) if forms.MAY_HIDE.search(line) else ():
        text, places = _leave_out(form, text, places)
    text = fold(text)
    if "。" in text:  # a sentence is no row of a table
        text = text.replace("\t", " ")
    if _is_spaced(text):
        text, places = _leave_out(forms.BLANK, text, places)
    for _ in range(8):  # 12 万 人: the blank behind 万 is seen when the one before it is gone
        before = len(text)
        for form in (forms.DIGITS,) if forms.MAY_PART_DIGITS.search(text) else ():
            text, places = _leave_out(form, text, places)
        for form in forms.IN_NUMBER, forms.BEFORE_UNIT, forms.AFTER_WORD, forms.BESIDE_MARK:
            text, places = _leave_out(form, text, places)
        if len(text) == before or " " not in text:
            break
    if len(places) == len(line):
        return []
    bounds = [-1, *places, len(line)]
    return [(low + 1, high) for low, high in zip(bounds, bounds[1:]) if high > low + 1]


def _leave_out(form, text, places):
    """A text without what a pattern finds in it, digits left in, and the places of its characters."""
    told, kept, done = [], [], 0
    for at in [i for m in form.finditer(text) for i in range(*m.span()) if not text[i].isdigit()]:
        told.append(text[done:at])
        kept += places[done:at]
        done = at + 1
    return ("".join(told) + text[done:], kept + places[done:]) if done else (text, places)


def _is_spaced(line):
    """Whether a blank stands behind each character of a line, or behind each word, marks being words."""
    units = line.split()
    single = [unit for unit in units if forms.SINGLE.fullmatch(unit)]
    han = sum(unit >= "\u4e00" for unit in single)
    marked = "。" in line or any(unit in forms.MARKS for unit in units)
    by_word = marked and len(units) > 7 and len(line) < 4 * len(units)
    return by_word or han > 4 and len(single) > 0.7 * len(units)


@takes()
def plain(text):
    """Give the text without the blanks that part nothing, folded: for who asks what it says, not where.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> plain("8 月 27 日，县里开会")
    '8月27日,县里开会'
    """
    return fold(close_up(text)[0])
