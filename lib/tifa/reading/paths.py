"""What folders and files are called: newspaper, city, date, and the headline of the article inside.

    江苏/盐城/2024-08-28/01版_县医院牵头组建医共体.txt
    盐城晚报_20240828_A01.txt
    淮北日报/2024年8月/30日/0830-03-义诊.txt
"""

from functools import lru_cache
from posixpath import splitext
from typing import NamedTuple

from tifa.places import city_of, find_places, locate
from tifa.reading import forms
from tifa.reading.days import is_day
from tifa.reading.masthead import city_of_newspaper
from tifa.words.fold import fold

_HEADLINE = 4  # characters: a shorter piece of a name is a label


class Named(NamedTuple):
    """What the names of a path say; each is empty where they do not."""

    newspaper: str = ""
    city: str = ""
    province: str = ""
    date: str = ""
    headline: str = ""


@lru_cache(1024)  # a table of articles asks for the same path row by row
def read_path(path, root=""):
    """Tell newspaper, city, province, date and headline by the names of the folders and the file.

    Parameters
    ----------
    path : str
        With ``/`` between the names.
    root : str, optional
        Name of the folder of all pages, which may say newspaper and city, but no date.

    Returns
    -------
    Named
        What stands nearer to the file's name goes before what stands further away. A month or a day alone
        counts below a folder that names its year (2024年/8月/28日); the date is as far as it is known.

    Examples
    --------
    >>> read_path("江苏/盐城/2024-08-28/01版_县医院牵头组建医共体.txt")
    Named(newspaper='', city='盐城', province='江苏', date='2024-08-28', headline='县医院牵头组建医共体')
    >>> read_path("三峡日报/2024年8月/28日/03.txt")[:4]
    ('三峡日报', '宜昌', '湖北', '2024-08-28')
    """
    *folders, file = path.split("/")
    names = [fold(name) for name in [root, *folders, splitext(file)[0]]]
    papers, places = [], []
    for name, as_file in [*((name, False) for name in names[:-1]), (names[-1], True)]:
        pieces = _cut(name)
        papers += [piece for piece in pieces if forms.PAPER.fullmatch(piece)]
        places += [told for piece in pieces if any(told := _place(piece, pieces, as_file))]
    newspaper = papers[-1].strip("《》") if papers else ""
    city, province = _join_places(places)
    if not city and (told := locate("".join(names[:-1])))[1]:  # 福建/鼓楼区
        city, province = told[1:]
    if not city and newspaper:
        own = city_of_newspaper(newspaper)
        city, province = own if not province or own[1] == province else ("", province)
    return Named(newspaper, city, province, _read_date(names[1:]), _find_headline(splitext(file)[0]))


def _cut(name):
    """The pieces of a name, numbers and days taken out: 盐城晚报, 县医院牵头组建医共体."""
    name = forms.NAME_DAY.sub(" ", name)
    return [piece for piece in forms.NAME_PARTS.split(name) if piece]


def _place(piece, pieces, as_file):
    """(city, province) that a piece of a name is, or, of a folder's, that it speaks of."""
    if any(told := city_of(piece)):
        return told
    found = find_places(piece)
    if found and "".join(piece[start:end] for start, end, *_ in found) == piece:
        return locate(piece)[1:]
    if as_file or forms.PAPER.fullmatch(piece):
        return "", ""
    return locate(piece)[1:]


def _join_places(places):
    """The city named last, with its province; the province named last where no city is."""
    for city, province in reversed(places):
        if city:
            return city, province
    return places[-1] if places else ("", "")


def _read_date(names):
    """The day, month or year that the names tell together, the outermost first; of the file's a day only."""
    date = []
    for place, name in enumerate(names, 1):
        whole = _numbers(forms.NAME_DAY, name) or (place < len(names) and _numbers(forms.NAME_YEAR, name))
        part = _numbers(forms.NAME_MONTH_DAY, name)
        part = part or (place < len(names) and _numbers(forms.NAME_MONTH_OR_DAY, name))
        if whole and is_day(*whole):
            date = whole
        elif part and date and len(part) == 2 and date[1:2] in ([], part[:1]) and is_day(date[0], *part):
            date = [date[0], *part]
        elif part and len(part) == 1 and 0 < len(date) < 3 and is_day(*date, *part):
            date = [*date, *part]
    return "-".join(f"{part:02d}" for part in date)


def _numbers(form, name):
    found = form.search(name)
    return [int(part) for part in found.groups() if part] if found else []


def _find_headline(stem):
    """The longest run of words in a file's name that are no date, number, paper or place, if long enough."""
    plain = forms.NAME_DAY.sub(lambda day: "_" * len(day[0]), fold(stem))
    runs, last = [], 0
    for piece in forms.NAME_PIECE.finditer(plain):
        told = piece[0].isascii() or forms.PAPER.fullmatch(piece[0]) or any(city_of(piece[0]))
        if told or forms.NO_HEADLINE.search(piece[0]):
            continue
        if runs and not plain[last : piece.start()].strip() and runs[-1][1] == last:
            runs[-1] = runs[-1][0], piece.end()
        else:
            runs.append(piece.span())
        last = piece.end()
    start, end = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    characters = sum("\u4e00" <= char <= "\u9fff" for char in plain[start:end])
    return stem[start:end] if characters >= _HEADLINE else ""
