"""Days as tables, headers and exports write them."""

import calendar
import datetime
import re

from tifa.words.fold import fold
from tifa.words.numerals import read_number

_COMPACT = re.compile(r"[\s(\[]*((?:19|20)\d\d)([01]\d)([0-3]\d)?(?!\d)")
_DAY = re.compile(r"[\s(\[]*((?:19|20)\d\d)(?!\d)"
                  r"(?:[-/._年\s]+(\d{1,2})(?!\d)(?:[-/._月\s]+(\d{1,2})(?!\d))?)?")
_CHINESE = re.compile(r"\s*([〇○零一二三四五六七八九]{4})\s*年"
                      r"(?:\s*([一二三四五六七八九十]{1,3})\s*月(?:\s*([一二三四五六七八九十]{1,3})\s*日?)?)?")
_REPUBLIC = re.compile(r"\s*(?:中[华華])?民[国國]\s*(\d{1,3})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAMED = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_ENGLISH = [re.compile(rf"\s*(?:[a-z]+\.?,?\s+)?{order},?[\s-]+(?:[\d:]+\s+(?:[a-z]+\s+)?)?"
                       r"(?P<year>(?:19|20)\d\d)", re.I)
            for order in (rf"{_NAMED}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?",
                          rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_NAMED}")]
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?!\d)")
_NUMBER = re.compile(r"\s*(\d{5}|\d{10}|\d{13})(?:\.\d+)?\s*$")
_FIRST, _LAST = 20000, 80000  # days of a spreadsheet: 1954 to 2119
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def is_day(year, month=1, day=1):
    """Whether the calendar has a day, or a month or year that is told without one.

    Examples
    --------
    >>> is_day(2024, 2, 29), is_day(2023, 2, 29), is_day(2024, 13)
    (True, False, False)
    """
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def read_day(text):
    """Give a date as 2022-04-16, 2022-04 or 2022; the empty string when it cannot be understood.

    A number of five digits is a spreadsheet's count of days since 1899-12-30, one of ten or thirteen the
    seconds or milliseconds since 1970, told in China's time. A day before its month is taken where it can be
    nothing else.

    Examples
    --------
    >>> [read_day(day) for day in ("2022年4月16日", "20220416", "2022/4", "16 April")]
    ['2022-04-16', '2022-04-16', '2022-04', '']
    >>> [read_day(day) for day in ("二〇二二年四月十六日", "44667", "1650067200", "April 16, 2022", "16/4/2022")]
    ['2022-04-16', '2022-04-16', '2022-04-16', '2022-04-16', '2022-04-16']
    """
    text = fold(text[:80])
    if number := _NUMBER.match(text):
        return _count_days(number[1])
    year, month, day = _read_parts(text)
    if not year or (month and not 1 <= month <= 12):
        return ""
    if day and not is_day(year, month, day):
        return ""
    return "-".join([str(year), *(f"{part:02d}" for part in (month, day) if part)])


def _read_parts(text):
    """(year, month, day) as numbers, 0 for what is not told."""
    if match := _COMPACT.match(text) or _DAY.match(text):
        return tuple(int(part or 0) for part in match.groups())
    if match := _CHINESE.match(text):
        return tuple(int(read_number(part)) if part else 0 for part in match.groups())
    if match := _REPUBLIC.match(text):
        year, month, day = (int(part or 0) for part in match.groups())
        return year + 1911, month, day
    for form in _ENGLISH:
        if match := form.match(text):
            return int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"])
    if (match := _DAY_FIRST.match(text)) and int(match[1]) > 12:
        return int(match[3]), int(match[2]), int(match[1])
    return 0, 0, 0


def _count_days(digits):
    number = int(digits)
    if len(digits) == 5:
        if not _FIRST <= number <= _LAST:
            return ""
        return (datetime.date(1899, 12, 30) + datetime.timedelta(days=number)).isoformat()
    seconds = number / (1000 if len(digits) == 13 else 1)
    return datetime.datetime.fromtimestamp(seconds, _CHINA).date().isoformat()
