"""What an article says about itself: the day of its dateline, its people, its genre."""

import calendar
import re
from functools import cache
from typing import NamedTuple

from tifa import forms
from tifa.arguments import takes
from tifa.figures import read_number
from tifa.text import fold
from tifa.words import read_cues


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
    if len(line) > 60 or not forms.MASTHEAD.search(line):
        return ""
    line = fold(line)
    day = forms.ISSUE.search(line)
    if not day or forms.WEB_COPY.search(line) or "。" in line or not _is_day(*map(int, day.groups())):
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
        The day as 2022-04-13, or XXXX-04-13 when nothing gives the year (EDTF, ISO 8601-2); empty without a
        day (近日) or month.

    Notes
    -----
    A year the text does not print is that of the issue, or the one before when the month lies ahead of the
    issue's: an event of an earlier year, or one announced for a later month, gets the wrong year. The first
    day of the first two sentences is taken, of a range the first; a day of background that stands there is
    taken too unless its year is far from the issue's.

    Examples
    --------
    >>> read_dateline("本报相山7月1日电 县里开会。", issue="2023-07", source="page")
    Dateline(place='相山', date='2023-07-01', year_from='page')
    >>> read_dateline("8月27日至29日,县里开会。").date
    'XXXX-08-27'
    """
    head = fold(first[:160])
    wires = [forms.WIRE.search(text) for text in (head, fold(last[-40:])) if "日电" in text or "日讯" in text]
    wire = next(filter(None, wires), None)
    place = wire["place"] if wire else ""
    sentences = forms.TWO_SENTENCES.match(head)  # a day further down is more likely background
    told = wire["day"] if wire else sentences[0] if sentences else head
    days = [day.groups() for day in forms.REPORTED_DAY.finditer(told)]
    years = [int(read_number(year)) for year, *_ in days if year and len(year) == 4]
    known = int(issue[:4]) if issue[:4].isdecimal() and len(issue) > 3 else 0
    for printed, month, day in days:
        year, year_from, month, day = 0, "", int(read_number(month)), int(read_number(day))
        if printed and len(printed) == 4:
            year, year_from = int(read_number(printed)), "text"
            if year < (known or max(years)) - 1:
                continue
        elif known:
            year, year_from = known, source
            if printed:
                year += "去今明".index(printed) - 1
            elif issue[5:7] and month > int(issue[5:7]):  # printed in January, happened in December
                year -= 1
        if _is_day(year or 2024, month, day):  # 2024: a leap year
            return Dateline(place, f"{year or 'XXXX'}-{month:02d}-{day:02d}", year_from)
    return Dateline(place)


def _is_day(year, month, day):
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


# --- people -------------------------------------------------------------------------------------------------

_PIECE = re.compile(r"[\u4e00-\u9fff·]+")


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
    without anything between them are missed, and so are longer ones without a point; an organisation or a
    place of two or three characters without an ending of ``data/bylines.csv`` is taken for a person.

    Examples
    --------
    >>> find_people("□晚报全媒体记者 李明、欧阳小芳 通讯员 王 芳 文/图")
    ['李明', '欧阳小芳', '王芳']
    """
    if not byline:
        return []
    text = forms.SPACED_NAME.sub(r"\1\2", forms.ROLES.sub("|", fold(byline)))
    pieces = dict.fromkeys(_PIECE.findall(text))
    return [piece for piece in pieces if forms.NAME.match(piece) and not forms.NO_PERSON.search(piece)]


def find_signatures(first, last):
    """Give the bylines inside the text: behind the lead (本报讯(记者 …)), and at the end.

    Examples
    --------
    >>> find_signatures("本报讯(记者 李明)县里开会。", "会开了一天。(记者 王芳)")
    ['记者 李明', '记者 王芳']
    """
    found = [forms.SIGNED.match(fold(first[:90])), forms.CLOSING.search(fold(last[-90:]))]
    return [next(filter(None, match.groups())) for match in found if match]


# --- genre --------------------------------------------------------------------------------------------------

@cache
def _genre_cues():
    ends = {"start": "^(?:{})", "end": r"(?:{})(?:\([^()]*\))?$", "close": "(?:{})。?$", "heading": "{}"}
    found = read_cues("genres.csv")
    return {(genre, where): re.compile(ends[where].format(cues), re.M)
            for (genre, where), cues in found.items()}


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
    The cues are those of ``data/genres.csv``; commentary counts as feature. Without a cue an article is news
    when its first paragraph tells an event or it is shorter than 800 characters. So a short feature without
    cue is taken for news, a long report that opens with a scene for a feature, a conversation told without
    questions for either; and a notice without its word in the headline or its closing formula is news.

    Examples
    --------
    >>> tell_genre("关于招聘教师的公告", "", "经研究,决定招聘教师。"), tell_genre("省里发布公告", "", "本报讯 省里发布公告。")
    ('notice', 'news')
    """
    cues, headline = _genre_cues(), fold(headline)
    headings = f"{headline}\n{fold(around)}"
    first = fold(body.partition("\n")[0])
    event = forms.LEAD.match(first) or forms.EVENT.search(first)
    last = fold(body[-60:]).rpartition("\n")[2]

    def cued(genre, where="heading"):
        return cues[genre, where].search(headings)

    short = len(body) < 400 and body.count("\n") < 2
    if photo or (short and (cued("photo") or (not event and forms.PHOTO_SIGNED.search(last)))):
        return "photo"
    if cued("interview") or cued("interview", "start") or len(forms.ASKED.findall(body)) >= 2:
        return "interview"
    named = cues["notice", "end"].search(headline)
    told = event or (named and forms.TOLD.search(headline[: named.start()]))
    if cues["notice", "close"].search(last) or (named and not told):
        return "notice"
    return "feature" if cued("feature") or not (event or len(body) < 800) else "news"
