"""What an article says about itself: the day of its dateline, its people, its genre."""

import calendar
import re
from functools import cache
from typing import NamedTuple

from tifa.arguments import takes
from tifa.text import fold
from tifa.words import read_cues

_HAN = r"[\u4e00-\u9fff]"
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
# not a day reported: one since when, or on which somebody was born or something founded
_DAY = re.compile(
    r"(?=[\d〇○零一二三四五六七八九十去今明])(?<![\d年自从])(?<![生建立始]于)"
    r"(?:(\d{4}|[〇○零一二三四五六七八九]{4}|[去今明])年)?(\d{1,2}|十?[一二三四五六七八九十])月"
    r"(\d{1,2}|[一二三]?十?[一二三四五六七八九十])(?:[-~—至到][\d一二三十]{1,3})?日(?!以来|出?生)")
_WIRE = re.compile(  # 电 and 讯 that open no other word
    rf"(?:本[报网刊台]|新华社|中新社|{_HAN}{{2,6}}[报网社台])({_HAN}[\u4e00-\u9fff、]{{1,13}}?)((?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)[电讯](?![影话视力商网子动])")
_HEAD = re.compile(r"(?:[^。!?]*[。!?]){2}")  # a day further down is more likely background
_ISSUE = re.compile(r"(\d{4})[年.-](\d{1,2})[月.-](\d{1,2})日?")
_MASTHEAD = re.compile(rf"星期[一二三四五六日天]|农历|总第|第?(?:\d+|{_HAN}{{1,3}})版")
_WEB = re.compile(r"阅读|来源|发布|点击|浏览|编辑|\d:\d\d")


class Dateline(NamedTuple):
    """The wire's place (本报X地7月1日电) and the day, with the source of its year."""

    place: str = ""
    date: str = ""
    year_from: str = ""


def read_masthead(line):
    """Give the day of issue that a masthead prints; the empty string for any other line.

    Examples
    --------
    >>> read_masthead("2023年7月5日 星期三 第4版"), read_masthead("2022年1月14日 10阅读 来源:晚报")
    ('2023-07-05', '')
    """
    if len(line) > 60 or not _MASTHEAD.search(line):
        return ""
    line = fold(line)
    day = _ISSUE.search(line)
    if not day or _WEB.search(line) or "。" in line or not _is_day(*map(int, day.groups())):
        return ""
    return f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"


@takes()
def read_dateline(first, last="", issue="", source=""):
    """Read place and day off the first sentences of an article, or off a wire's line at its end.

    Parameters
    ----------
    first, last : str
        First and last paragraph.
    issue, source : str
        Date of the issue as far as it is known (2022-04-16, 2022-04, 2022), and where from.

    Returns
    -------
    Dateline
        The day as 2022-04-13, or XXXX-04-13 when nothing gives the year (EDTF, ISO 8601-2); empty without a day (近日) or month.

    Notes
    -----
    A year the text does not print is that of the issue, or the one before when the month lies ahead of the issue's:
    an event of an earlier year, or one announced for a later month, gets the wrong year. The first day
    of the first two sentences is taken, of a range the first; a day of background that stands there is taken too
    unless its year is far from the issue's.

    Examples
    --------
    >>> read_dateline("本报相山7月1日电 县里开会。", issue="2023-07", source="page")
    Dateline(place='相山', date='2023-07-01', year_from='page')
    >>> read_dateline("8月27日至29日,县里开会。").date
    'XXXX-08-27'
    """
    head = fold(first[:160])
    wire = next(filter(None, [_WIRE.search(text) for text in (head, fold(last[-40:])) if "日电" in text or "日讯" in text]), None)
    sentences = _HEAD.match(head)
    days = [day.groups() for day in _DAY.finditer(wire[2] if wire else sentences[0] if sentences else head)]
    known = int(issue[:4]) if issue[:4].isdecimal() and len(issue) > 3 else 0
    for printed, month, day in days:
        year, year_from, month, day = 0, "", _number(month), _number(day)
        if printed and len(printed) == 4:
            year, year_from = _number(printed), "text"
            if year < (known or max(_number(year) for year, *_ in days if year and len(year) == 4)) - 1:
                continue
        elif known:
            year, year_from = known, source
            if printed:
                year += "去今明".index(printed) - 1
            elif issue[5:7] and month > int(issue[5:7]):  # printed in January, happened in December
                year -= 1
        if _is_day(year or 2024, month, day):  # 2024: a leap year
            return Dateline(wire[1] if wire else "", f"{year or 'XXXX'}-{month:02d}-{day:02d}", year_from)
    return Dateline(wire[1] if wire else "")


def _is_day(year, month, day):
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _number(text):
    """A number below 100, or a year digit by digit."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
    return int("".join(str(_DIGITS[c]) for c in text))


# --- people ------------------------------------------------------------------------------------------------------

_COMPOUND = "欧阳|司马|上官|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|宇文|长孙|呼延|百里|南宫|闻人|申屠"
_NAME = re.compile(rf"(?:{_COMPOUND}){_HAN}{{1,2}}|{_HAN}{{2,3}}|{_HAN}+(?:·{_HAN}+)+")
_PIECE = re.compile(r"[\u4e00-\u9fff·]+")
_APART = re.compile(rf"(?<!{_HAN})({_HAN})\s+({_HAN})(?!{_HAN})")  # 王 芳
_SIGNED = re.compile(r"^[^(。]{0,20}[讯电]\s*\(([^()]{2,60})\)")
_CLOSING = re.compile(r"\(([^()]{0,20}(?:记者|通讯员|采写)[^()]{0,60})\)$|[。!?”]\s*(?:本报)?(记者[\s:]?[^。,]{2,30})$")


@cache
def _roles():
    """A role with what qualifies it and the newspaper before it (三峡日报全媒记者), and a lone mark."""
    cues = read_cues("bylines.csv")
    return re.compile(rf"(?:{_HAN}{{0,8}}[报网社台])?(?:{cues[('rank',)]}|驻{_HAN}{{2}})*(?:{cues[('role',)]})|(?<=[\s/])[文图](?=[\s/]|$)")


@cache
def _no_person():
    return re.compile(f".*(?:{read_cues('bylines.csv')[('no_person',)]})$")


@takes()
def find_people(byline):
    """Give the people a byline names.

    Parameters
    ----------
    byline : str
        As printed, roles and newspapers among the names.

    Returns
    -------
    list of str
        In the order of the line, each once.

    Notes
    -----
    A name has two or three characters, or a compound surname, or a point inside (阿依·古丽). Names printed
    without anything between them are missed, and so are longer ones without a point; an organisation or a place
    of two or three characters without an ending of ``data/bylines.csv`` is taken for a person.

    Examples
    --------
    >>> find_people("□晚报全媒体记者 李明、欧阳小芳 通讯员 王 芳 文/图")
    ['李明', '欧阳小芳', '王芳']
    """
    if not byline:
        return []
    text = _APART.sub(r"\1\2", _roles().sub("|", fold(byline)))
    return list(dict.fromkeys(p for p in _PIECE.findall(text) if _NAME.fullmatch(p) and not _no_person().match(p)))


def find_signatures(first, last):
    """Give the bylines inside the text: behind the lead (本报讯(记者 …)), and at the end.

    Examples
    --------
    >>> find_signatures("本报讯(记者 李明)县里开会。", "会开了一天。(记者 王芳)")
    ['记者 李明', '记者 王芳']
    """
    found = [_SIGNED.match(fold(first[:90])), _CLOSING.search(fold(last[-90:]))]
    return [next(filter(None, match.groups())) for match in found if match]


# --- genre -------------------------------------------------------------------------------------------------------

_ASKED = re.compile(r"\n(?:问|记者|主持人|本[报刊网台]|提问|Q)\s*[:\uff1a]")
_EVENT = re.compile(rf"^(?:本[报网刊台]|{_HAN}{{2,8}}?[报网社台])[讯电]|召开|举行|举办|发布会|印发|出台")
_TOLD = re.compile(r"(?:发[表布出]|公布|签署|印发|刊登|回应|谴责)[^的]{0,12}$")  # a news item on a notice
_CREDIT = re.compile(rf"图为|(?:^|[。\s(])[\u4e00-\u9fff·\s]{{2,12}}摄影?(?:报道)?(?:\([^()]*\))?$")


@cache
def _genre_cues():
    ends = {"start": "^(?:{})", "end": r"(?:{})(?:\([^()]*\))?$", "close": "(?:{})。?$", "heading": "{}"}
    return {kind: re.compile(ends[kind[1]].format(cues), re.M) for kind, cues in read_cues("genres.csv").items()}


@takes()
def tell_genre(headline, around, body, photo=False):
    """Tell the genre of an article.

    Parameters
    ----------
    headline : str
    around : str
        Kicker, subhead, label and byline, one a line.
    body : str
        One paragraph a line.
    photo : bool, optional
        Whether the article has no text but captions.

    Returns
    -------
    {"news", "feature", "interview", "notice", "photo"}

    Notes
    -----
    The cues are those of ``data/genres.csv``; commentary counts as feature. Without a cue an article is news when
    its first paragraph tells an event or it is shorter than 800 characters. So a short feature without cue is taken
    for news, a long report that opens with a scene for a feature, a conversation told without questions for
    either; and a notice without its word in the headline or its closing formula is news.

    Examples
    --------
    >>> tell_genre("关于招聘教师的公告", "", "经研究,决定招聘教师。"), tell_genre("省里发布公告", "", "本报讯 省里发布公告。")
    ('notice', 'news')
    """
    cues, headline = _genre_cues(), fold(headline)
    headings = f"{headline}\n{fold(around)}"
    event = _EVENT.search(fold(body.partition("\n")[0]))
    last = fold(body[-60:]).rpartition("\n")[2]

    def cued(genre, where="heading"):
        return cues[genre, where].search(headings)

    if photo or (len(body) < 400 and body.count("\n") < 2 and (cued("photo") or (not event and _CREDIT.search(last)))):
        return "photo"
    if cued("interview") or cued("interview", "start") or len(_ASKED.findall(f"\n{body}")) >= 2:
        return "interview"
    named = cues["notice", "end"].search(headline)
    if cues["notice", "close"].search(last) or (named and not event and not _TOLD.search(headline[: named.start()])):
        return "notice"
    return "feature" if cued("feature") or not (event or len(body) < 800) else "news"
