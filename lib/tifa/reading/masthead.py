"""What a newspaper prints around its articles: its name, the day, the number of the page, and nothing else.

A line is of that kind when all of it is: names, days, numbers of pages one after the other, whatever parts
them. Such a line is no headline, and it says whose page this is, of which day.
"""

from functools import cache
from typing import NamedTuple

from tifa.knowledge import DATA, read_rows
from tifa.places import city_of
from tifa.reading import forms
from tifa.reading.days import is_day, read_day
from tifa.words.numerals import read_number
from tifa.words.script import simplify

_LONGEST = 120  # characters of such a line
_ALSO = {"label", "latin", "count", "address", "credit", "weather"}  # that make no masthead without others


class Masthead(NamedTuple):
    """What a line tells that holds nothing but particulars of the page.

    ``bare`` says that it is a day, a paper's name, capital letters or a label with a number and nothing else:
    above the articles that is a masthead, but below a notice it is who signs, and when.
    """

    newspaper: str = ""
    date: str = ""
    bare: bool = False


def tell_masthead(line, printed=""):
    """Tell what a line says that has nothing but a paper's name, days, numbers of pages and the like.

    Parameters
    ----------
    line : str
        A folded line.
    printed : str, optional
        The line as printed, of which the paper's name is cut.

    Returns
    -------
    Masthead or None
        None for every other line. The date is empty where no year is printed.

    Examples
    --------
    >>> tell_masthead("江州日报 2023年7月5日 星期三 农历五月十八 第3版 要闻")
    Masthead(newspaper='江州日报', date='2023-07-05', bare=False)
    >>> tell_masthead("江州日报获评优秀"), tell_masthead("2023年7月5日,县里开会。")
    (None, None)
    """
    if len(line) > _LONGEST or "。" in line:
        return None
    # in brackets it belongs to a text
    if line[:1] == "(" and not forms.DAY_IN_BRACKETS.match(line.strip()):
        return None
    text = line.strip(forms.BETWEEN)
    first = len(line) - len(line.lstrip(forms.BETWEEN))
    printed = (printed or line)[first : first + len(text)]
    if forms.ONLY_NUMBER.match(text):
        return Masthead()
    found, at = {}, 0
    while at < len(text):
        part = forms.PART.match(text, at)
        if not part:
            return None
        found.setdefault(part.lastgroup, part)
        at = part.end()
        while at < len(text) and text[at] in forms.BETWEEN:
            at += 1
    told = found.keys() - _ALSO
    numbered = found.keys() == {"label", "count"} and "," not in line
    capitals = found.keys() == {"latin"} and len(text) > 5 and text.isupper()
    if not told and (numbered or capitals):
        return Masthead(bare=True)
    if not told or ("label" in found and "folio" not in told and _labels_more(found)):
        return None
    paper = found.get("paper") or ("organ" in told and forms.PAPER.match(text, found["organ"].start()))
    paper = printed[slice(*paper.span())].strip("《》 ") if paper else ""
    return Masthead(paper, _read_day(found.get("day")), len(told) == 1 and told <= {"day", "short", "paper"})


def _labels_more(found):
    """Whether a label without a number of the page may be more than a section's: 发布时间:2023年7月5日."""
    return not found.keys() >= {"day", "weekday"} or not found["label"].start()


def _read_day(part):
    if not part or part["english"]:
        return read_day(part["english"]) if part else ""
    end = next(number for number in "12345" if part[f"y{number}"])
    year, month, day = (int(read_number(part[f"{name}{end}"])) for name in "ymd")
    year += 1911 if end == "3" else 0
    return f"{year}-{month:02d}-{day:02d}" if is_day(year, month, day) else ""


def read_masthead(text, printed=""):
    """Read newspaper and date off the lines of a page that hold nothing else; above the articles first.

    Parameters
    ----------
    text : str
        A page's folded text.
    printed : str, optional
        The text as printed, of which the paper's name is cut.

    Returns
    -------
    tuple of str
        (newspaper, date); empty where no line says it, or two say different days. A day that stands alone
        is the issue's only above all running text.

    Examples
    --------
    >>> read_masthead("江州日报\\n2023年7月5日 星期三 第3版\\n\\n江北县办起养老餐厅\\n")
    ('江州日报', '2023-07-05')
    """
    top, papers, days = True, [], []
    for line, own in zip(text.splitlines(), (printed or text).splitlines()):
        if not (line := line.strip()):
            continue
        told = tell_masthead(line.lstrip("# *"), own.strip().lstrip("# *"))
        top = top and (told is not None or len(line) < 46 and "。" not in line)  # or a headline
        if told and (top or not told.bare):
            papers.append(told.newspaper)
            days.append(told.date)
    papers, days = ([*dict.fromkeys(filter(None, own))] for own in (papers, days))
    return papers[0] if papers else "", days[0] if len(days) == 1 else ""


@cache
def _papers():
    return {row["name"]: (row["city"], row["province"]) for row in read_rows(DATA / "newspapers.csv")}


def city_of_newspaper(name):
    """Give city and province of a newspaper by its name: it begins with it, or ``newspapers.csv`` has it.

    Returns
    -------
    tuple of str
        (city, province); a paper of a whole province has no city.

    Examples
    --------
    >>> city_of_newspaper("盐城晚报"), city_of_newspaper("三峡日报"), city_of_newspaper("湖北日报")
    (('盐城', '江苏'), ('宜昌', '湖北'), ('', '湖北'))
    """
    name = simplify(name).strip("《》 ")
    for known in (name, name.removesuffix("社")):
        if known in _papers():
            return _papers()[known]
    for end in range(min(len(name) - 2, 8), 1, -1):
        if any(told := city_of(name[:end])):
            return told
    return "", ""
