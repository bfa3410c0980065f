"""Tables on a page: which lines are their rows and captions, what their rows, columns and cells say."""

from typing import NamedTuple

from tifa import grid_forms as forms

_HEADS, _CAPTIONS = 3, 3  # rows of column heads, lines above a table that may belong to it, at most
_SHORT, _NEAR = 40, 40  # characters of a caption; lines above it among which a text is looked for


class Value(NamedTuple):
    """A cell with a number, and what says what it is."""

    row: int  # of the lines given
    column: int
    name: str  # of the row
    group: str  # the rows that it belongs to: a merged cell beside, a row without numbers above
    head: str  # of the column
    unit: str  # as a column of units says
    of: str  # head of the column of names
    number: str  # as printed


class Grid(NamedTuple):
    """What a table holds."""

    caption: str  # with the lines above the column heads
    values: list  # of Value
    prose: list  # (row, start, end): the cells that are neither heads nor names nor values


def split_cells(text):
    """Cut a row of a table into its cells: [(start, text), …]; [] of a line that looks like no row.

    Examples
    --------
    >>> split_cells("| 就诊率 | 85% |")
    [(2, '就诊率'), (8, '85%')]
    """
    bar = forms.BARS if forms.BARS.search(text) else forms.GAPS
    edges = [(m.start(), m.end()) for m in bar.finditer(text)]
    if not edges:
        return []
    cells = [(end, text[end:start]) for end, start in
             zip([0, *(end for _, end in edges)], [*(start for start, _ in edges), len(text)])]
    if bar is forms.BARS:  # what is outside of them is no cell
        cells = cells[not cells[0][1].strip() :][: -1 if not cells[-1][1].strip() else None]
    return [(start + len(cell) - len(cell.lstrip()), cell.strip()) for start, cell in cells]


def find_grids(lines):
    """Find the tables of a page: [(first, rows from, end), …], places in ``lines``.

    What stands between the first line and the first row are captions: 单位:万元, 主要指标表.

    Parameters
    ----------
    lines : list of _Line
        As ``tifa.articles.lines`` reads them.

    Examples
    --------
    >>> from tifa.articles.lines import read_lines
    >>> find_grids(read_lines("县里开会。\\n表1 签约情况\\n| 镇 | 人 |\\n| 千秋镇 | 8 |"))
    [(1, 2, 4)]
    """
    found, i = [], 0
    while i < len(lines):
        end, holds = _run(lines, i)
        if holds:
            first = _captions(lines, i, found[-1][2] if found else 0)
            found.append((first, i, end))
        i = max(end, i + 1)
    return found


def _run(lines, at):
    """Where the lines that are cut like this one end, and whether they are a table."""
    text = lines[at].text
    barred = (text[0] in "|│┃┌+" or _ruled(lines, at)) and bool(forms.BARS.search(text))
    if not barred and "\t" not in text and "  " not in text:
        return at, False
    end, sizes, numbers = at, [], []
    while end < len(lines) and (not barred or end == at or not lines[end].gap):
        if forms.RULE.match(lines[end].text) and barred:
            end += 1
            continue
        if barred != bool(forms.BARS.search(lines[end].text)):
            break
        cells = split_cells(lines[end].text)
        if len(cells) < 2 and not barred or not barred and sizes and len(cells) != sizes[0]:
            break
        sizes.append(len(cells))
        numbers.append(sum(bool(forms.match_number(cell)) for _, cell in cells))
        end += 1
    if barred:
        return end, len(sizes) > 1 and text[0] != "["
    tabs = "\t" in text
    counted = 2 * sum(map(bool, numbers[1:])) >= len(numbers[1:])
    enough = len(sizes) >= (2 if tabs and counted else 3)
    return end, enough and (counted or tabs and sizes[0] > 2)


def _ruled(lines, at):
    return at + 1 < len(lines) and "-" in lines[at + 1].text and bool(forms.RULE.match(lines[at + 1].text))


def _captions(lines, at, least):
    """Where what belongs to a table above its rows begins: its unit, its title, the number of its annex."""
    first = at
    told = least or any(line.prose or line.stopped for line in lines[max(least, at - _NEAR) : at])
    titled = False
    while first > max(least, at - _CAPTIONS):
        line = lines[first - 1]
        annex, under = (forms.ANNEX.match(above.bare) for above in (line, lines[max(first - 2, least)]))
        cue = forms.table_words("caption").fullmatch(line.bare)
        text = line.prose or line.stopped or line.nav or line.byline
        title = told and not text and (cue or line.level != 1)
        named = len(line.bare) <= _SHORT and (first == at or cue or under)
        if not (annex or forms.UNIT_LINE.match(line.bare) or title and named and not titled):
            break
        first, titled = first - 1, titled or not forms.UNIT_LINE.match(line.bare)
        if annex:
            break
    return first


def read_grid(rows):
    """Read what a table holds; None where no column of numbers or no names of rows are seen.

    Parameters
    ----------
    rows : list of str
        Its lines, captions too, folded.

    Examples
    --------
    >>> grid = read_grid(["(单位:万元)", "| 项目 | 2022年 | 2023年 |", "| 投入 | 30 | 35 |"])
    >>> grid.caption, [(value.name, value.head, value.number) for value in grid.values]
    ('(单位:万元)', [('投入', '2022年', '30'), ('投入', '2023年', '35')])
    """
    cells = [split_cells(row) for row in rows]
    titles = [i for i, row in enumerate(cells) if sum(bool(text) for _, text in row) < 2]
    body = [i for i, row in enumerate(cells) if i not in titles and not forms.RULE.match(rows[i])]
    width = max((len(cells[i]) for i in body), default=0)
    texts = {i: [text for _, text in cells[i]] + [""] * (width - len(cells[i])) for i in body}
    heads = _heads([texts[i] for i in body])
    caption = "\n".join(rows[i] for i in titles if not body or i < body[0])
    above = _spread([[*texts[i]] for i in body[:heads]])
    columns = ["".join(dict.fromkeys(row[j] for row in above)) for j in range(width)]
    below, first = body[heads:], body[heads - 1] + 1 if heads else 0
    kinds = [_kind(columns[j], [texts[i][j] for i in below]) for j in range(width)]
    values = [j for j in range(width) if kinds[j] == "value"]
    names = [j for j in range(width) if kinds[j] == "name" and (not values or j < values[-1])]
    last = names[-1] if names else None
    named = next((j for j in names if forms.table_words("name").fullmatch(columns[j])), last)
    mined = bool(values) and named is not None
    taken = {named, *values, *(j for j in names if j < named)} if mined else set()
    taken -= {named} if mined and any(forms.ENDS_IN_FIGURE.search(texts[i][named]) for i in below) else set()
    taken |= {j for j in range(width) if kinds[j] in ("serial", "unit")}
    prose = [(i, start, start + len(text)) for i in below for j, (start, text) in enumerate(cells[i])
             if text and j not in taken]
    return Grid(caption, _values(rows, texts, first, columns, kinds, named) if mined else [], prose)


def _heads(rows):
    """How many rows of column heads there are: the first; while it has gaps, those up to the numbers."""
    numbers = [any(forms.match_number(cell) and not forms.CELL_YEAR.match(cell) for cell in row)
               for row in rows]
    first = numbers.index(True) if any(numbers) else 1
    return min(first, 1 if rows and all(rows[0]) else _HEADS)


def _spread(heads):
    """Column heads with what spans several columns told of each: of the rows above the last."""
    for above, below in zip(heads, heads[1:]):
        for j in range(1, len(above)):
            if not above[j] and below[j] and above[j - 1] and below[j - 1]:
                above[j] = above[j - 1]
    return heads


def _kind(head, cells):
    """What a column holds: serial, unit, remark, value, name."""
    for kind in ("serial", "unit", "remark"):
        if head and forms.table_words(kind).fullmatch(head):
            return kind
    filled = [cell for cell in cells if not forms.EMPTY_CELL.match(cell)]
    if not head and filled == [str(n) for n in range(1, len(filled) + 1)]:
        return "serial"
    if forms.table_words("year").fullmatch(head) or all(map(forms.CELL_YEAR.match, filled)):
        return "name"
    numbers = sum(bool(forms.match_number(cell)) for cell in filled)
    return "value" if numbers and 2 * numbers >= len(filled) else "name"


def _values(rows, texts, first, columns, kinds, named):
    """The cells with numbers, row by row; a merged cell or a row of its own speaks for those below."""
    values, group, told, name = [], "", {}, ""
    unit = next((j for j, kind in enumerate(kinds) if kind == "unit"), None)
    for i in range(first, len(rows)):
        if i not in texts:
            group = "".join(text for _, text in split_cells(rows[i])) or group
            continue
        row = texts[i]
        name = row[named] or name
        for j in range(named):
            if kinds[j] == "name" and row[j]:
                told[j] = row[j]
        beside = "".join(told.values())
        for j, kind in enumerate(kinds):
            if kind == "value" and forms.match_number(row[j]):
                own = row[unit] if unit is not None else ""
                values.append(Value(i, j, name, beside or group, columns[j], own, columns[named], row[j]))
    return values
