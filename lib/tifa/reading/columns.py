"""Which column of a table, or label of a line, means what: the names of ``data/columns.csv``."""

import re
from functools import cache

from tifa.knowledge import DATA, read_rows
from tifa.words.fold import fold

ABSTRACT = "abstract"  # stands for a text that is not there
OTHER = "other"  # what is stated, and no table has a place for
_PARTS = re.compile(r"[()\[\]:/|、-]+")


def plain_name(name):
    """A name without what writers of headers vary: case, width, blanks, hyphens and underscores.

    Examples
    --------
    >>> plain_name(" Full_Text "), plain_name("索 引 号")
    ('fulltext', '索引号')
    """
    return re.sub(r"[\s_*.·-]+", "", fold(str(name))).casefold()


@cache
def column_names(header=True):
    """{our name: the plain names it goes by}; without those that only a table's header may use, if told so.

    Examples
    --------
    >>> "内容" in column_names()["body"], "内容" in column_names(header=False)["body"]
    (True, False)
    """
    rows = read_rows(DATA / "columns.csv")
    names = {row["column"]: row["names"] + " " + (row["header_only"] if header else "") for row in rows}
    return {ours: [*dict.fromkeys(map(plain_name, listed.split()))] for ours, listed in names.items()}


@cache
def label_names(header=True):
    """{plain name: our name}

    Examples
    --------
    >>> label_names()["篇名"]
    'headline'
    """
    return {name: ours for ours, names in column_names(header).items() for name in names}


def find_label(name, header=True):
    """Give our name of a column or label; ``OTHER`` for one that is not known.

    Examples
    --------
    >>> find_label("Title"), find_label("Subject area")
    ('headline', 'other')
    """
    return label_names(header).get(plain_name(name), OTHER)


def find_columns(header, given=None):
    """Tell which column of a file is which, by the names listed in ``data/columns.csv``.

    Parameters
    ----------
    header : list of str
    given : dict, optional
        What the list does not know: ``{"body": "文本"}``, or several names, ``{"body": "文本,报道"}``, of which
        the first that stands in the header is taken. It goes first.

    Returns
    -------
    dict
        {our name: the file's name}

    Raises
    ------
    ValueError
        When ``given`` has a key that is none of our names.

    Examples
    --------
    >>> find_columns(["标题", "Content", "页码"])
    {'headline': '标题', 'body': 'Content', 'section': '页码'}
    >>> find_columns(["Title-题名", "记述"], {"body": "叙述,记述"})
    {'headline': 'Title-题名', 'body': '记述'}
    """
    given, known = given or {}, {ours: names for ours, names in column_names().items() if ours != OTHER}
    if unknown := given.keys() - known.keys():
        raise ValueError(
            f"columns: {', '.join(sorted(unknown))} is no column tifa knows; it knows {', '.join(known)}"
        )
    whole, parts = {}, {}
    for name in header:
        whole.setdefault(plain_name(name), name)
    for name in header:
        for part in _bilingual(name):
            parts.setdefault(part, name)
    found = {}
    for ours, names in known.items():
        wanted = [(whole, name) for name in _given_names(given.get(ours, ""))]
        wanted += [(plain, name) for plain in (whole, parts) for name in names]
        theirs = next((plain[name] for plain, name in wanted if name in plain), None)
        if theirs is not None and (ours in given or theirs not in found.values()):
            found[ours] = theirs
    abstract = found.pop(ABSTRACT, None)
    return {"body": abstract, **found} if abstract and "body" not in found else found


def _given_names(names):
    return [plain_name(name) for name in (names, *re.split("[,，]", names)) if name.strip()]


def _bilingual(name):
    """The parts of a name in two languages: Title-题名, 标题(title); none of another name."""
    text = fold(str(name))
    if len(text) > 60 or not re.search("[\u4e00-\u9fff]", text):
        return []
    pieces = [plain_name(part) for part in _PARTS.split(text)]
    return [piece for piece in pieces if piece] if len(pieces) > 1 else []


def require_columns(columns, rows):
    """Raise ValueError when a column that was named stands in none of the tables that were read.

    Of several names for one column one must stand in a table.

    Examples
    --------
    >>> require_columns({"body": "文本"}, [{"header": ("题", "文本")}])
    """
    known = {plain_name(name) for header in {row["header"] for row in rows if "header" in row}
             for name in header}
    if lacking := [f"{theirs} ({ours})" for ours, theirs in (columns or {}).items()
                   if known.isdisjoint(_given_names(theirs))]:
        raise ValueError(
            f"columns: no table has a column {', '.join(lacking)}; the first line of a table "
            "names its columns"
        )
