"""Text files with a row a line: parted by commas, tabs, semicolons, bars, as they come."""

import csv
import re

from tifa.reading.columns import find_columns
from tifa.reading.encoding import decode
from tifa.reading.headers import name_columns

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SEP = re.compile(r"\s*[\"']?sep=(.)[\"']?\s*(?:\r\n?|\n)", re.I)  # what Excel writes above the table
_MARKS = ",\t;|，；"
_TOP = 20  # lines that are looked at for the mark


def read_csv(raw, columns=None):
    """The rows of a delimited file: (encoding, [(place, names of columns, cells or what is wrong), …])."""
    text, encoding = decode(raw)
    text = text.lstrip("\ufeff")
    told = _SEP.match(text)
    csv.field_size_limit(max(len(text), 131072))
    mark = told[1] if told else _find_mark(text, columns)
    return encoding, name_columns(_read_rows(text, told.end() if told else 0, mark), columns, fixed=True)


def _find_mark(text, columns):
    """The mark that parts the most columns whose names are known, else the most columns, of a top line."""
    tops = [line[0] for line, _ in zip(_LINE.finditer(text), range(_TOP))]

    def rank(mark):
        parts = [[part.strip(' "\r\n') for part in line[:20_000].split(mark)] for line in tops]
        known = max((len(find_columns(cells, columns)) for cells in parts if len(cells) > 1), default=0)
        return known, len(parts[0]) if parts else 0

    return max(_MARKS, key=rank)


def _read_rows(text, start, mark):
    """(place, cells), or (place, what is wrong).

    Where a quotation mark stands inside a cell of its own line, the line is cut at the marks and stays whole.
    """
    skipped, taken, width = text[:start].count("\n"), [], 0

    def lines():
        for line in _LINE.finditer(text, start):  # io.StringIO would take four bytes a character
            taken.append(line[0])
            yield line[0]

    reader = csv.reader(lines(), delimiter=mark, strict=True)
    while True:
        number = skipped + reader.line_num + 1
        taken.clear()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = _cut(taken[0], mark) if len(taken) == 1 else []
            if not width or len(row) != width:
                yield (f"line {number}", f"a quotation mark stands where none may ({error}); "
                                         f"it was read up to line {skipped + reader.line_num}")
                continue
        width = len(row) or width
        yield f"line {number}", row


def _cut(line, mark):
    """The cells of a line that breaks the rule: '"村医"进修班,…' is cut at the marks, not at the quotes."""
    cells = [cell.strip() for cell in line.rstrip("\r\n").split(mark)]
    return [cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]
