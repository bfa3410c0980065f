"""Tables on a page: which lines are their rows and captions, and what stands in them: names, columns, values."""

from typing import NamedTuple

from tifa.articles import forms

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
        end = _run(lines, i)
        if end > i:
            first = _captions(lines, i, found[-1][2] if found else 0)
            found.append((first, i, end))
        i = max(end, i + 1)
    return found


def _run(lines, at):
    """Where the rows that begin here end; ``at`` where they are no table."""
    text = lines[at].text
    barred = bool(forms.BARS.search(text)) and (text[0] in "|│┃┌+" or _ruled(lines, at))
    if not barred and not forms.GAPS.search(text):
        return at
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
        return end if len(sizes) > 1 and text[0] != "[" else at
    tabs = "\t" in text
    counted = 2 * sum(map(bool, numbers[1:])) >= len(numbers[1:])
    least = 2 if tabs and counted else 3
    return end if len(sizes) >= least and (counted if not tabs or sizes[0] == 2 else True) else at


def _ruled(lines, at):
    return at + 1 < len(lines) and "-" in lines[at + 1].text and bool(forms.RULE.match(lines[at + 1].text))


def _captions(lines, at, least):
    """Where what belongs to a table above its rows begins: its unit, its title, the number of its annex."""
    first = at
    told = least or any(line.prose or line.stopped for line in lines[max(least, at - _NEAR) : at])
    while first > max(least, at - _CAPTIONS):
        line = lines[first - 1]
        annex = forms.ANNEX.match(line.bare)
        cue = forms.table_words("caption").fullmatch(line.bare)
        title = told and not (line.prose or line.stopped or line.nav or line.byline) and (cue or line.level != 1)
        named = len(line.bare) <= _SHORT and (
            first == at or cue or first - 1 > least and forms.ANNEX.match(lines[first - 2].bare))
        if not (annex or forms.UNIT_LINE.match(line.bare) or title and named):
            break
        first -= 1
        if annex or named and first < at - 1:
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
    below = body[heads:]
    kinds = [_kind(columns[j], [texts[i][j] for i in below]) for j in range(width)]
    values = [j for j in range(width) if kinds[j] == "value"]
    names = [j for j in range(width) if kinds[j] == "name" and (not values or j < values[-1])]
    named = next((j for j in names if forms.table_words("name").fullmatch(columns[j])), names[-1] if names else None)
    mined = bool(values) and named is not None
    taken = {named, *values, *(j for j in names if j < named)} if mined else set()
    prose = [(i, cells[i][j][0], cells[i][j][0] + len(cells[i][j][1])) for i in below
             for j in range(len(cells[i])) if j not in taken and kinds[j] not in ("serial", "unit") and cells[i][j][1]]
    return Grid(caption, _values(rows, texts, below, columns, kinds, named) if mined else [], prose)


def _heads(rows):
    """How many rows of column heads a table opens with: the first, and while it has gaps, up to the numbers."""
    numbers = [any(forms.match_number(cell) and not forms.CELL_YEAR.match(cell) for cell in row) for row in rows]
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


def _values(rows, texts, below, columns, kinds, named):
    """The cells with numbers, row by row; what a merged cell or a row of its own says holds for those below."""
    values, group, told, name = [], "", {}, ""
    unit = next((j for j, kind in enumerate(kinds) if kind == "unit"), None)
    for i in range(below[0], len(rows)):
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
                values.append(Value(i, j, name, beside or group, columns[j], row[unit] if unit is not None else "",
                                    row[j]))
    return values
