"""Which row of a table names its columns: the first with names that are known, a title may stand above it."""

from itertools import chain

from tifa.reading.columns import find_columns

_ABOVE = 20  # rows that may stand above the names


def name_columns(rows, columns=None, fixed=False):
    """Give each row its header.

    Parameters
    ----------
    rows : iterable of tuple
        (place, cells), or (place, what is wrong with it).
    columns : dict, optional
        See :func:`tifa.reading.columns.find_columns`.
    fixed : bool, optional
        Whether a row with more cells than there are names is wrong.

    Yields
    ------
    tuple
        (place, names of columns, cells or what is wrong)

    Examples
    --------
    >>> rows = [("row 1", ["2024年汇总"]), ("row 2", ["标题", "正文"]), ("row 3", ["修路", "路修好了。"])]
    >>> [*name_columns(rows)]
    [('row 3', ('标题', '正文'), ['修路', '路修好了。'])]
    """
    rows, top = iter(rows), []
    for row in rows:
        if isinstance(row[1], str) or any(cell not in (None, "") for cell in row[1]):
            top.append(row)
        if len(top) == _ABOVE or (not isinstance(row[1], str) and _names_text(row[1], columns)):
            break
    tables = [i for i, (_, cells) in enumerate(top) if not isinstance(cells, str)]
    if (below := next(rows, None)) is not None:  # groups of columns may stand above their names
        if tables and tables[-1] == len(top) - 1 and _names_more(top[-1][1], below[1], columns):
            tables = [len(top)]
        top.append(below)
    at = next((i for i in tables if _names_text(top[i][1], columns)),
              next((i for i in tables if len(find_columns(read_header(top[i][1]), columns)) > 1),
                   tables[0] if tables else -1))
    header = read_header(top[at][1]) if tables else ()
    for i, (place, cells) in enumerate(chain(top, rows)):
        if isinstance(cells, str):
            yield place, (), cells
        elif i > at:
            if fixed and len(cells) > len(header):
                yield place, (), (f"it has {len(cells)} cells, the first line names {len(header)}; "
                                  "put the text in quotation marks")
                continue
            if len(cells) > len(header):
                header += tuple(f"#{i}" for i in range(len(header) + 1, len(cells) + 1))
            yield place, header, cells


def _names_more(cells, below, columns):
    """Whether the row below one of names holds nothing but names, the text's among them, and more."""
    if isinstance(below, str) or not _names_text(below, columns):
        return False
    known = len(find_columns(read_header(below), columns))
    filled = sum(cell not in (None, "") for cell in below)
    return known > len(find_columns(read_header(cells), columns)) and 2 * known > filled


def _names_text(cells, columns):
    return "body" in find_columns(read_header(cells), columns)


def read_header(cells):
    """Names of columns, each once: a name that comes again or is missing is told by its number.

    Examples
    --------
    >>> read_header(["标题", None, "标题"])
    ('标题', '#2', '标题#3')
    """
    names, seen = [], {""}
    for i, cell in enumerate(cells, 1):
        name = "" if cell is None else str(cell).strip()
        names.append(f"{name}#{i}" if name in seen else name)
        seen.add(names[-1])
    return tuple(names)
