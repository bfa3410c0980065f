"""Where a text belongs: county, city, province, from the gazetteer ``data/places.csv``."""

import csv
import re
from collections import Counter
from functools import cache

from tifa.words import DATA


@cache
def _gazetteer():
    """Names that can be looked up: {name: (level, place, city, province)}.

    Cities and provinces go by their short names too (盐城市, 盐城). Counties go by their full names
    only: their short forms are too often words (和平, 新华). Names that several cities share are out.
    """
    found, shared = {}, set()
    with open(DATA / "places.csv", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            names = {row["name"]} if row["level"] == "county" else {row["name"], row["short"]}
            for name in names:
                if found.get(name, (0, 0, row["city"]))[2] != row["city"]:
                    shared.add(name)
                # a city wins over the province of the same name (吉林)
                found[name] = (row["level"], row["name"], row["city"], row["province"])
    for name in shared:
        if found[name][0] == "county":
            del found[name]
    return found


@cache
def _prefixes():
    """The names by their first two characters, longest first."""
    found = {}
    for name in sorted(_gazetteer(), key=len, reverse=True):
        found.setdefault(name[:2], []).append(name)
    return found


def find_places(text):
    """Find the administrative places a text names.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of tuple
        (start, end, level, name, city, province) by place in the text; level is province, city or county.

    Notes
    -----
    Longest name first, no context: 长安街 gives 长安 where a county of that name is unique.

    Examples
    --------
    >>> [(name, city) for *_, name, city, province in find_places("东台市许河镇,盐城")]
    [('东台市', '盐城'), ('盐城市', '盐城')]
    """
    gazetteer, prefixes = _gazetteer(), _prefixes()
    found, free = [], 0
    for i in [i for i in range(len(text) - 1) if text[i : i + 2] in prefixes]:
        name = next((n for n in prefixes[text[i : i + 2]] if text.startswith(n, i)), None)
        if name and i >= free:
            free = i + len(name)
            found.append((i, free, *gazetteer[name]))
    return found


def locate(text):
    """Tell which county or city, city and province a text is about, by the names in it.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str
        (place, city, province); three empty strings when no city is named at least twice and in
        three fifths of all mentions of cities and counties.

    Examples
    --------
    >>> locate("濉溪县推进医共体建设。濉溪县位于淮北市。")
    ('濉溪县', '淮北', '安徽')
    >>> locate("各地推进医共体建设。")
    ('', '', '')
    """
    cities, counties = Counter(), Counter()
    for _, _, level, name, city, province in find_places(text):
        if level != "province" and city:
            cities[city, province] += 1
        if level == "county":
            counties[city, name] += 1
    if not cities:
        return "", "", ""
    (city, province), n = cities.most_common(1)[0]
    if n < 2 or n < 0.6 * cities.total():
        return "", "", ""
    own = [(k, name) for (c, name), k in counties.items() if c == city]
    k, name = max(own, default=(0, ""))
    return (name if 2 * k > n else city), city, province


def shorten(name):
    """Give a county's short form, which headlines use: 盐都区 is 盐都.

    Examples
    --------
    >>> shorten("盐都区"), shorten("郊区")
    ('盐都', '郊区')
    """
    return re.sub(r"(?<=..)(?:区|县|市|旗)$", "", name)


@cache
def counties(city):
    """List the counties and districts of a prefecture-level city.

    Examples
    --------
    >>> counties("淮北")
    ['杜集区', '相山区', '烈山区', '濉溪县']
    """
    return [name for name, (level, _, where, _) in _gazetteer().items() if level == "county" and where == city]
