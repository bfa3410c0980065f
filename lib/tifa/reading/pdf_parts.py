"""What stands on the sheets of a PDF beside running text: tables, and heads that every sheet repeats."""

import re
from collections import Counter

from tifa.reading.grids import is_number, write_grid

_EDGE = 3  # lines at the top or the bottom of a sheet among which running heads stand
_ROWS, _CELL, _NEAR = 3, 24, 3.5  # of a table: rows at least, characters of a cell, sizes between two rows
_RAGGED = 1.2  # sizes that a full line of a cell is shorter than its column, at most
_OPENS = re.compile(r"[（(]?[一二三四五六七八九十\d]+[、.）)．]|[＃#*]|其中|合计|总计")
_DIGITS = re.compile(r"\d+|[〇一二三四五六七八九十]+")
_PAGE_NUMBER = re.compile(r"#|[-—–·]\s*#\s*[-—–·]|第\s*#\s*页(?:\W*共\s*#\s*页)?|#\s*/\s*#")


def mark_repeats(sheets):
    """Take away what every sheet repeats at its edges, but for the first time, which becomes navigation.

    Numbers of the pages go altogether: nothing is said by them that the place on the sheet does not say.

    Parameters
    ----------
    sheets : list of list of _Piece
        As ``tifa.reading.pdf`` reads them.

    Returns
    -------
    list of list of _Piece
    """
    told, done, out = Counter(), set(), []
    edges = [_edges(pieces) for pieces in sheets]
    for edge in edges:
        told.update(set(edge.values()))
    least = max(2, len(sheets) / 3)  # heads of left and right sheets differ, first sheets have none
    for pieces, edge in zip(sheets, edges):
        kept = []
        for piece in pieces:
            shape = edge.get(piece)
            if shape and _PAGE_NUMBER.fullmatch(shape[0]) and (told[shape] >= least or len(shape[0]) > 1):
                continue
            if not shape or told[shape] < least:
                kept.append(piece)
            elif shape[0] not in done:
                done.add(shape[0])
                kept.append(piece._replace(text=f"[{piece.text}]"))
        out.append(kept)
    return out


def _edges(pieces):
    """The pieces at the edges of a sheet: their text with # for numbers, and their height."""
    levels = sorted({round(piece.bottom) for piece in pieces})
    edge = {*levels[:_EDGE], *levels[-_EDGE:]}
    return {piece: (_DIGITS.sub("#", piece.text), round(piece.bottom / 5))
            for piece in pieces if round(piece.bottom) in edge}


def gather_tables(pieces, body):
    """Make one piece of each table: its rows, a line each, with ``|`` between the cells.

    A table is a run of lines that are cut into short cells, of which most lines hold numbers.

    Parameters
    ----------
    pieces : list of _Piece
        What stands on one line and touches is already joined.
    body : float
        The size of running text.

    Returns
    -------
    list of _Piece
    """
    lines = []
    for piece in sorted(pieces, key=lambda p: (-p.bottom, p.left)):
        if lines and lines[-1][0].bottom - piece.bottom < 0.4 * body:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    out, at = [], 0
    while at < len(lines):
        end, holds = _run(lines, at, body)
        if holds:
            run = [sorted(line, key=lambda p: p.left) for line in lines[at:end]]
            text = "\n".join(line for _, [(line, _)] in write_grid(_cells(run)))
            right = max(p.right for line in run for p in line)
            left = min(p.left for line in run for p in line)
            out.append(run[0][0]._replace(left=left, right=right, size=body, text=text))
        else:
            end = max(end, at + 1)
            out += [piece for line in lines[at:end] for piece in line]
        at = end
    return out


def _run(lines, at, body):
    """Where the lines that are cut into cells like this one end, and whether they are a table."""
    end, last, numbers = at, at, []
    while end < len(lines):
        line = lines[end]
        far = end > at and lines[end - 1][0].bottom - line[0].bottom > _NEAR * body
        if far or max(len(piece.text) for piece in line) > _CELL:
            break
        counted = sum(bool(is_number(piece.text)) for piece in line)
        if len(line) > 2 or len(line) > 1 and (counted or end == at):
            numbers.append(counted > 0)
            last = end + 1
        elif end == at or end > last + 1:  # three lines of one cell in a row: no table
            break
        end += 1
    return last, len(numbers) >= _ROWS and 2 * sum(numbers[1:]) >= len(numbers) - 1


def _cells(run):
    """The cells of a table's lines, each in its column; what a wrapped cell goes on with is added to it."""
    most = max(map(len, run))
    columns = []
    for left, right in sorted((p.left, p.right) for line in run if len(line) == most for p in line):
        if columns and left < columns[-1][1]:
            columns[-1][1] = max(right, columns[-1][1])
        else:
            columns.append([left, right])
    rows, edge = [], 0.0
    for line in run:
        row = [""] * len(columns)
        for piece in line:
            middle = (piece.left + piece.right) / 2
            j = min(range(len(columns)), key=lambda j: abs(middle - sum(columns[j]) / 2))
            row[j] = f"{row[j]} {piece.text}".strip()
        full = rows and line[0].size * _RAGGED > columns[0][1] - edge  # the cell above may go on here
        if rows and len(line) == 1 and (not row[0] or full and not _OPENS.match(row[0])):
            rows[-1] = [above + more for above, more in zip(rows[-1], row)]
        else:
            rows.append(row)
        edge = line[0].right
    return rows
