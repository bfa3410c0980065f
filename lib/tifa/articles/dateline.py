"""Place and day of an article's dateline."""

from typing import NamedTuple

from tifa.arguments import takes
from tifa.articles import forms
from tifa.leads import WIRE
from tifa.reading.days import is_day
from tifa.words.fold import plain
from tifa.words.numerals import read_number


class Dateline(NamedTuple):
    """The wire's place (本报X地7月1日电) and the day, with the source of its year."""

    place: str = ""
    date: str = ""
    year_from: str = ""


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
    head = plain(first[:160])
    wires = [WIRE.search(text) for text in (head, plain(last[-40:])) if "日电" in text or "日讯" in text]
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
        if is_day(year or 2024, month, day):  # 2024: a leap year
            return Dateline(place, f"{year or 'XXXX'}-{month:02d}-{day:02d}", year_from)
    return Dateline(place)
