"""Where a text belongs: county, city, province, from the gazetteer ``data/places.csv``."""

import re
from collections import Counter
from functools import cache

from tifa.arguments import takes
from tifa.knowledge import DATA, any_of, read_cues, read_rows, read_set

# a name that ends in a direction may be the side of a river or hill: 黄河北岸, 太行山西麓
_SIDE = re.compile(r"[岸麓侧坡缘翼端]|部(?![分门长队委署级件位属])")
_LIST = {"", "、", "和", "与", "及"}  # between two names of one list


@cache
def _rows():
    return read_rows(DATA / "places.csv")


def _usual(row):
    """恩施州 for 恩施土家族苗族自治州, 长阳县 for 长阳土家族自治县; other names as they are."""
    if "自治" in row["name"][-3:-1] and row["level"] != "province":
        return row["short"] + row["name"][-1]
    return row["name"]


@cache
def _gazetteer():
    """What can be met in a text: {name: (level, place, city, province)}, None for what tells no place.

    Cities and provinces go by their short names too (盐城市, 盐城). Counties go by their full names only: their
    short forms are too often words (和平, 新华). A county's name that several cities share tells no place.
    """
    found = {}
    for row in _rows():  # provinces first, then cities: a name of both is the province's (吉林, 海南)
        for name in {row["name"], _usual(row)} | ({row["short"]} if row["level"] != "county" else set()):
            before = found.setdefault(name, (row["level"], row["name"], row["city"], row["province"]))
            if before and before[0] == "county" and before[2] != row["city"]:
                found[name] = None
    return found | dict.fromkeys(read_set(DATA / "not_places.txt"))


@cache
def _scanner():
    """The names of the gazetteer, and what finds them in a text, the longest from left to right."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    names = list(_gazetteer())
    return names, AhoCorasick(names, MatchKind.LeftmostLongest, implementation=Implementation.DFA)


@cache
def _cues(side, kind):
    cues = read_cues("place_cues.csv")[side, kind]
    return re.compile(f"(?:{cues})" if side == "after" else f"(?:{cues})[了到]?$")


@takes()
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
    Longest name first, from left to right. What ``data/not_places.txt`` lists is passed over (来宾), and so are
    streets, universities and people by the cues of ``data/place_cues.csv`` (南京路). A person or a shop that
    bears a city's name without such a cue is taken for the city.

    Examples
    --------
    >>> [(name, city) for *_, name, city, province in find_places("东台市许河镇,盐城,南京路")]
    [('东台市', '盐城'), ('盐城市', '盐城')]
    """
    gazetteer, (names, scanner), other = _gazetteer(), _scanner(), _cues("after", "other")
    found = []
    for which, start, end in scanner.find_matches_as_indexes(text):
        name = names[which]
        side = name[-1] in "东西南北" and _SIDE.match(text, end)
        if gazetteer[name] and not side and not other.match(text, end):
            found.append((start, end, *gazetteer[name]))
    return found


@takes()
def locate(text, least=2):
    """Tell which county or city, city and province a text is about, by the names in it.

    Parameters
    ----------
    text : str
    least : int, optional
        How often a city, or a province, must be named.

    Returns
    -------
    tuple of str
        (place, city, province). A city, or else a province, has three fifths of all mentions; empty strings
        where none has.

    Notes
    -----
    A place that is helped, visited, learnt from or come from (the cues of kind visit in
    ``data/place_cues.csv``: 驰援上海, 三明经验) has no say. Taken for told of: places in the history or the
    quotations of an article.

    Examples
    --------
    >>> locate("濉溪县推进医共体建设。濉溪县位于淮北市。")
    ('濉溪县', '淮北', '安徽')
    >>> locate("淮北驰援上海,物资运往上海。淮北的志愿者装车。")
    ('淮北', '淮北', '安徽')
    >>> locate("各地推进医共体建设。")
    ('', '', '')
    """
    cities, counties, provinces = Counter(), Counter(), Counter()
    before, after = _cues("before", "visit"), _cues("after", "visit")
    last, visit = 0, False
    for start, end, level, name, city, province in find_places(text):
        cue = before.search(text[max(start - 6, 0) : start]) or after.match(text, end)
        visit = (visit and text[last:start] in _LIST) or bool(cue)
        last = end
        if visit:
            continue
        provinces[province] += 1
        if city:
            cities[city, province] += 1
        if level == "county":
            counties[city, name] += 1
    for (city, province), n in _leading(cities, least):
        k, county = max((k, name) for (c, name), k in [*counties.items(), ((city, ""), 0)] if c == city)
        return (county if 2 * k > n else city), city, province
    for province, _ in _leading(provinces, least):
        return "", "", province
    return "", "", ""


def _leading(counts, least):
    return [(name, n) for name, n in counts.most_common(1) if n >= least and n >= 0.6 * counts.total()]


def look_up(name):
    """Look up the place of a dateline, the first of several; counties go by their short forms too.

    Returns
    -------
    tuple of str
        (place, city, province); three empty strings for what is not in the gazetteer.

    Examples
    --------
    >>> look_up("濉溪"), look_up("安徽"), look_up("巴黎")
    (('濉溪县', '淮北', '安徽'), ('', '', '安徽'), ('', '', ''))
    """
    name = name.split("、")[0]
    for _, end, level, place, city, province in find_places(name)[-1:]:
        if end == len(name):
            return (place if level == "county" else city), city, province
    return _short_counties().get(name, ("", "", ""))


@cache
def _short_counties():
    """Counties by short forms that only one has: {short: (name, city, province)}."""
    rows = [row for row in _rows() if row["level"] == "county"]
    uses = Counter(row["short"] for row in rows)
    return {row["short"]: (row["name"], row["city"], row["province"])
            for row in rows if uses[row["short"]] == 1}


def find_county(city, heading, body):
    """Tell the county of a known city that an article is about.

    Parameters
    ----------
    city : str
    heading, body : str

    Returns
    -------
    str
        The first county the heading names, in full or by its short form; else the one that the first
        paragraph names and that has more than half of all mentions of the city and its counties, two at
        least; else the empty string.

    Notes
    -----
    A short form that is also a word (``data/county_words.txt``) counts only where the article gives the full
    name too.

    Examples
    --------
    >>> find_county("淮北", "相山办起夜校", ""), find_county("天津", "和平的早晨", ""), find_county("天津", "和平的早晨", "和平区")
    ('相山区', '', '和平区')
    """
    both = f"{heading}\n{body}"
    for county in _own_counties(city, heading, both):
        return county
    lead, _, rest = body.partition("\n")
    first = Counter(_own_counties(city, lead, both))
    counts = first and first + Counter(_own_counties(city, rest, both))
    for county, n in counts.most_common(1):
        if first[county] and n >= 2 and 2 * n > counts.total() + body.count(city):
            return county
    return ""


def _own_counties(city, text, article):
    names, pattern, words = _own_names(city)
    for match in pattern.finditer(text):
        if match[0] not in words or names[match[0]] in article:
            yield names[match[0]]


@cache
def _own_names(city):
    """The counties of a city, the pattern that meets them, and words that may be no county.

    The counties are {full or short form: full}; the words are none unless the article says so.
    """
    rows = [row for row in _rows() if row["level"] == "county" and row["city"] == city]
    names = {row["short"]: row["name"] for row in rows if row["short"] != city}
    names |= {form: row["name"] for row in rows for form in (_usual(row), row["name"])}
    beside = "".join(f"(?!{_cues('after', kind).pattern})" for kind in ("other", "visit"))
    pattern = f"(?:{any_of(names) or '(?!)'}){beside}"
    return names, re.compile(pattern), read_set(DATA / "county_words.txt")
