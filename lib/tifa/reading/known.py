"""What is known of a page: what its row states, else the manifest, its path, its masthead, its text."""

import re
from pathlib import PurePosixPath
from posixpath import basename, splitext

from tifa.places import city_of, weigh_places
from tifa.reading.cells import KNOWN
from tifa.reading.days import read_day
from tifa.reading.encoding import tell_script
from tifa.reading.forms import IMPRINT
from tifa.reading.masthead import city_of_newspaper, read_masthead
from tifa.reading.paths import Named, read_path
from tifa.words.fold import fold

# what is not stated, from where it is told
SOURCES = ["sources", "page", "path", "masthead", "newspaper", "text"]
_TOLD = re.compile(rf"(\w+) told from the ({'|'.join(SOURCES[1:])}): [^;]*")
_SHORT = 2000  # characters; a longer page has several articles, and a city named once may be anybody's


def describe(row, manifest, root, file):
    """Add to a page's row what is known of it, and notes on what was told from elsewhere, or is not known.

    Parameters
    ----------
    row : dict
        page, path, text, note (a list), what the row of a table states, and ``stated``: what the page states.
    manifest : dict
        {page: row} of ``sources.csv``, with the rows of folders.
    root : str
        Name of the corpus's folder, which counts among those of the path.
    file : Path
        The manifest.

    Returns
    -------
    set of str
        The names by which the manifest may call the page.
    """
    names = call(row)
    rows = [manifest[name] for name in names if name in manifest]
    notes, given, stated = row["note"], {}, row.pop("stated", {})
    stated = Named(*(stated.get(name, "") for name in KNOWN[:3]), read_day(stated.get("date", "")))
    for name in KNOWN:
        told = next((own[name] for own in rows if own.get(name)), "")
        given[name] = row.get(name) or told
    if given["date"] and not read_day(given["date"]):
        notes.append(f"date not understood: {given['date']}; expected 2022-04-16")
    given["date"] = read_day(given["date"])
    row["script"] = tell_script(row["text"])
    if row["text"]:
        if manifest and not rows:
            notes.append(f"{file.name} has no row for it")
        notes += _fill(row, given, stated, root)
    row.update(given)
    return names


def call(row):
    """The names that manifest and corrections may call a page by: its own, its file's, its folders'."""
    path = PurePosixPath(row["path"])
    names = [row["page"], row["path"], splitext(row["path"])[0], path.name, splitext(path.name)[0]]
    folders = [str(folder) for folder in path.parents][:-1]
    return [*names, *folders, *map(basename, folders)]


def _fill(row, given, stated, root):
    """Fill what is not given from what the page states, path, masthead and text; the notes on it."""
    path = read_path(row["path"], root)
    folded = fold(row["text"])
    paper, day = read_masthead(folded, row["text"]) if row.get("layout") != "article" else ("", "")
    top = Named(paper, *city_of_newspaper(paper), day)
    notes = []
    for source, told in (("page", stated), ("path", path), ("masthead", top)):
        for name in ("newspaper", "date"):
            own = getattr(told, name)
            if own and not given[name]:
                given[name] = own
                notes.append(f"{name} told from the {source}: {own}")
            elif own and not _agree(given[name], own):
                notes.append(f"the {source} has another {name}: {own}")
    paper = city_of_newspaper(given["newspaper"])
    known = bool(given["city"])
    for source, city, province in (("page", stated.city, stated.province),
                                   ("path", path.city, path.province), ("newspaper", *paper)):
        if city and not given["city"] and given["province"] in ("", province):
            given["city"], given["province"] = city, province
            notes.append(f"city told from the {source}: {city}")
        elif city and given["city"] and not known and city != given["city"]:
            notes.append(f"the {source} has another city: {city}")
        given["province"] = given["province"] or ("" if given["city"] else province)
    if not given["city"]:
        notes.append(_tell_city(row, folded, given))
    elif not known and (other := weigh_places(row["text"], 2).city) not in ("", given["city"]):
        notes.append(f"the text has another city: {other}")
    given["province"] = given["province"] or city_of(given["city"])[1]
    return notes


def _agree(one, other):
    """Whether two dates or two names may be the same: 2024-08 and 2024-08-28, 盐城晚报 and 《盐城晚报》."""
    one, other = one.strip("《》"), other.strip("《》")
    return one.startswith(other) or other.startswith(one)


def _tell_city(row, folded, given):
    """Fill the city from the text, if it tells one that is not against the province; the note on it."""
    least = 1 if row.get("layout") == "article" or len(row["text"]) <= _SHORT else 2
    text = row["text"]
    if IMPRINT.search(folded):  # on few pages
        lines = zip(text.splitlines(), folded.splitlines())
        text = "\n".join([line for line, plain in lines if not IMPRINT.search(plain)])
    told = weigh_places(text, least)
    if told.city and given["province"] in ("", told.province):
        given["city"], given["province"] = told.city, told.province
        return f"city told from the text: {told.city}"
    given["province"] = given["province"] or told.province
    return f"city not told: {told.why or f'the text names {told.city}, of another province'}"


def told_from(note, name):
    """Tell from a page's note where its newspaper, city or date is from; ``sources`` where it was stated.

    Examples
    --------
    >>> told_from("newspaper told from the path: 盐城晚报; city told from the newspaper: 盐城", "city")
    'newspaper'
    >>> told_from("", "date")
    'sources'
    """
    return next((source for own, source in _TOLD.findall(note) if own == name), SOURCES[0])
