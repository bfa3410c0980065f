"""Tables of web pages and Word files become lines of text: a row a line, its cells between ``|``."""

import re

from tifa.reading.blocks import tidy

_NUMBER = re.compile(r"[^\w]*\d[\d,.]*[^\w]*\w{0,3}[^\w]*")
# characters of a cell: what is longer is an article that a table only puts into its place
_LONGEST, _LONGEST_SURE = 300, 2000


def is_number(cell):
    """Tell whether a cell holds a number and at most a unit beside it.

    Examples
    --------
    >>> is_number("85.2%"), is_number("第3批医院")
    (True, False)
    """
    return bool(_NUMBER.fullmatch(cell))


def write_grid(rows):
    """Give a table as blocks, a row each; a merged cell stands once, the places it covers are empty.

    Parameters
    ----------
    rows : list of list of str
        The text of every cell.

    Returns
    -------
    list of tuple
        (mark, pieces) as :func:`tifa.reading.blocks.render_blocks` takes them.

    Examples
    --------
    >>> write_grid([["指标", "2023年"], ["就诊率", "85%"]])
    [('|', [('| 指标 | 2023年 |', False)]), ('|+', [('| 就诊率 | 85% |', False)])]
    """
    rows = [[tidy(cell).replace("|", "\u2223") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows if any(row)]
    return [("|+" if i else "|", [(line, False)]) for i, line in enumerate(lines)]


def holds_data(rows, sure=False):
    """Tell whether a table holds data, or only puts what it holds into its place on the page.

    Parameters
    ----------
    rows : list of list of str
        The text of every cell.
    sure : bool, optional
        Whether it is meant to be seen as a table: it has heads, a border.

    Examples
    --------
    >>> holds_data([["指标", "2023年"], ["就诊率", "85%"]])
    True
    >>> holds_data([["要闻", "第2版"]])
    False
    """
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    wide = [row for row in filled if len(row) > 1]
    longest = max((len(cell) for row in filled for cell in row), default=0)
    if len(wide) < 2 or longest > (_LONGEST_SURE if sure else _LONGEST):
        return False
    numbers = [sum(map(is_number, row)) for row in wide[1:]]
    return sure or sum(map(bool, numbers)) * 2 >= len(numbers) or len(wide) > 2 and min(map(len, wide)) > 2
