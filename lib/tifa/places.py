"""Where a text belongs: county, city, province, from the gazetteer ``data/places.csv``."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from tifa.arguments import takes
from tifa.knowledge import DATA, any_of, read_cues, read_rows, read_set
from tifa.words.script import simplify

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
    """What can be met in a text: {name: [(level, place, city, province), …]}, none for what tells no place.

    Cities and provinces go by their short names too (盐城市, 盐城). Counties go by their full names only: their
    short forms are too often words (和平, 新华). Of a county's name that several cities share there are several.
    """
    found = {}
    for row in _rows():  # provinces first, then cities: a name of both is the province's (吉林, 海南)
        for name in {row["name"], _usual(row)} | ({row["short"]} if row["level"] != "county" else set()):
            own = found.setdefault(name, [])
            if not own or own[0][0] == row["level"] == "county" and own[-1][2] != row["city"]:
                own.append((row["level"], row["name"], row["city"], row["province"]))
    return found | {name: [] for name in read_set(DATA / "not_places.txt")}


@cache
def _scanner(short):
    """Names, and what finds them in a text, the longest from left to right; ``short``: of counties too."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    names = list(_gazetteer() | (_short_counties() if short else {}))
    return names, AhoCorasick(names, MatchKind.LeftmostLongest, implementation=Implementation.DFA)


def _find(text, short=False):
    """Where a text in simplified script names places: (start, end, name)."""
    names, scanner = _scanner(short)
    other = _cues("after", "other")
    for which, start, end in scanner.find_matches_as_indexes(text):
        side = names[which][-1] in "东西南北" and _SIDE.match(text, end)
        if not side and not other.match(text, end):
            yield start, end, names[which]


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
    gazetteer = _gazetteer()
    return [(start, end, *gazetteer[name][0]) for start, end, name in _find(simplify(text))
            if len(gazetteer[name]) == 1]


@takes()
def locate(text, least=1):
    """Tell which county or city, city and province a text is about, by the names in it.

    Parameters
    ----------
    text : str
    least : int, optional
        How often a city, or a province, must be named.

    Returns
    -------
    tuple of str
        (place, city, province). A city, or else a province, has three fifths of all mentions, and one that is
        named once must be the only one; empty strings where none is.

    Notes
    -----
    A place that is helped, visited, learnt from or come from (the cues of kind visit in
    ``data/place_cues.csv``: 驰援上海, 三明经验) has no say. A county's name that several cities share (鼓楼区) is
    of the city or province named right before it, else of the only one named elsewhere that has it.
    Where no other place is named, the short form of a county that only one has, and that is no word
    (``data/county_words.txt``), will do when it is named twice. Taken for told of: places in the history or
    the quotations of an article.

    Examples
    --------
    >>> locate("濉溪县推进医共体建设。")
    ('濉溪县', '淮北', '安徽')
    >>> locate("淮北驰援上海,物资运往上海。淮北的志愿者装车。")
    ('淮北', '淮北', '安徽')
    >>> locate("福建省鼓楼区开会。"), locate("江苏省鼓楼区开会。")
    (('鼓楼区', '福州', '福建'), ('', '', '江苏'))
    """
    return weigh_places(text, least)[:3]


class Located(NamedTuple):
    """What :func:`locate` gives, and if there is no city, why."""

    place: str = ""
    city: str = ""
    province: str = ""
    why: str = ""


def weigh_places(text, least=1):
    """Give what :func:`locate` does and, if there is no city, the reason in words.

    Examples
    --------
    >>> weigh_places("鼓楼区开会。").why
    'the text names 鼓楼区, which 南京, 徐州, 福州 and 开封 have'
    """
    text = simplify(text)
    cities, counties, provinces, shared = _count_places(text)
    if not provinces and not shared:
        cities, counties, provinces = _count_short(text)
    for (city, province), n in _leading(cities, least):
        if n == 1 and provinces.total() > provinces[province]:
            break
        k, county = max((k, name) for (c, name), k in [*counties.items(), ((city, ""), 0)] if c == city)
        return Located(county if 2 * k > n else city, city, province)
    why = "the text names no city"
    if shared:
        why = "; ".join(f"the text names {name}, which {_listed(own)} have" for name, own in shared.items())
    elif cities:
        own = ", ".join(f"{city} {n}" for (city, _), n in cities.most_common(3))
        why = "the text names no city often enough" if len(cities) == 1 else f"the text names several: {own}"
    return Located(province=next((name for name, _ in _leading(provinces, least)), ""), why=why)


def _listed(names):
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _count_places(text):
    """How often a text names each city, county and province, and shared names of counties that stay open."""
    gazetteer, before, after = _gazetteer(), _cues("before", "visit"), _cues("after", "visit")
    told, last, visit = [], 0, False
    for start, end, name in _find(text):
        if not gazetteer[name]:
            continue
        cue = before.search(text[max(start - 6, 0) : start]) or after.match(text, end)
        visit = (visit and text[last:start] in _LIST) or bool(cue)
        if not visit:
            told.append((gazetteer[name], told[-1][0] if told and start == last else []))
        last = end
    known = [own[0] for own, _ in told if len(own) == 1]
    cities, counties, provinces, shared = Counter(), Counter(), Counter(), {}
    for own, in_front in told:
        if len(own) > 1:
            own = len(in_front) == 1 and _narrow(own, in_front) or own
            own = len(own) > 1 and _narrow(own, known) or own
        if len(own) == 1:
            level, name, city, province = own[0]
            cities[city, province] += bool(city)
            counties[city, name] += level == "county"
        else:
            shared[own[0][1]] = [city for _, _, city, _ in own]
        if len({province for *_, province in own}) == 1:
            provinces[own[0][3]] += 1
    return +cities, +counties, provinces, shared


def _narrow(own, known):
    """Those of some counties of one name whose city is known, else those whose province is."""
    for level in (2, 3):
        if fit := [place for place in own if any(place[level] and place[level] == k[level] for k in known)]:
            return fit
    return []


def _count_short(text):
    """The same of short forms of counties, each named twice at least."""
    words, forms = _county_words(), _short_counties()
    found = Counter(name for *_, name in _find(text, short=True) if name in forms and name not in words)
    cities, counties, provinces = Counter(), Counter(), Counter()
    for short, n in found.items():
        name, city, province = forms[short]
        if n > 1 and city:
            cities[city, province] += n
            counties[city, name] += n
            provinces[province] += n
    return cities, counties, provinces


def _leading(counts, least):
    return [(name, n) for name, n in counts.most_common(1) if n >= least and n >= 0.6 * counts.total()]


@cache
def city_of(name):
    """Give city and province of a city or county by its name alone, in full or short, in either script.

    Returns
    -------
    tuple of str
        (city, province); of a province the city is empty, and both of any other word.

    Examples
    --------
    >>> city_of("盐城"), city_of("江苏省"), city_of("射阳"), city_of("臺北"), city_of("鼓楼区"), city_of("白银")
    (('盐城', '江苏'), ('', '江苏'), ('盐城', '江苏'), ('台北', '台湾'), ('', ''), ('白银', '甘肃'))
    """
    name = simplify(name)
    for row in _rows():
        if row["level"] != "county" and name in (row["name"], row["short"], _usual(row)):
            return row["city"], row["province"]
    own = _gazetteer().get(name, [])
    county = own[0][1:] if len(own) == 1 else _short_counties().get(name, ("", "", ""))
    return county[1:]


@cache
def names_within(cities):
    """Names of cities and of their counties, in full and short; short forms that are words are left out.

    Examples
    --------
    >>> sorted(names_within(frozenset(["淮北"])) & {"淮北", "淮北市", "濉溪县", "濉溪", "安徽", "宜昌"})
    ['淮北', '淮北市', '濉溪', '濉溪县']
    """
    own = [row for row in _rows() if row["city"] and row["city"] in cities]
    full = {name for row in own for name in (row["name"], _usual(row))}
    return full | {row["short"] for row in own} - _county_words()


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
    return _short_counties().get(simplify(name), ("", "", ""))


@cache
def _county_words():
    return read_set(DATA / "county_words.txt")


@cache
def _short_counties():
    """Counties by short forms that no other place has: {short: (name, city, province)}."""
    uses = Counter(row["short"] for row in _rows())
    return {row["short"]: (row["name"], row["city"], row["province"])
            for row in _rows() if row["level"] == "county" and uses[row["short"]] == 1}


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
    heading, body = simplify(heading), simplify(body)
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
    return names, re.compile(pattern), _county_words()
