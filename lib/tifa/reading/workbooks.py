"""Excel workbooks as rows, sheet by sheet; a cell merged with those below it stands in each of their rows."""

import io
import re

from tifa.reading.archives import check_zip
from tifa.reading.headers import name_columns

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CHUNK, _MOST = 1 << 20, 100_000  # bytes of a sheet looked through at once; merged cells that are heeded


def read_xlsx(raw, columns=None):
    """The rows of all sheets of a workbook: ("", [(place, names of columns, cells or what is wrong), …])."""
    check_zip(raw, ".xlsx")
    import openpyxl

    try:  # read_only takes row by row: one far cell does not make a table of all cells before it
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers raise
        raise ValueError(
            f"the workbook is damaged ({type(error).__name__}: {error}); open it and save it anew"
        ) from None

    def rows():
        for sheet in book.worksheets:
            yield from name_columns(_read_sheet(sheet), columns)

    return "", rows()


def _read_sheet(sheet):
    try:
        sheet.reset_dimensions()  # what the file claims need not be so
        merged, open_ranges = _find_merged(sheet), []
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if merged or open_ranges:
                row = _fill_merged(number, [*row], merged, open_ranges)
            if any(cell is not None for cell in row):
                yield f"sheet {sheet.title}, row {number}", row
    except MemoryError:
        raise
    except Exception as error:
        yield (f"sheet {sheet.title}",
               f"it is damaged ({type(error).__name__}: {error}); what stands above was read")


def _find_merged(sheet):
    """{first row: [(column, last row), …]} of the cells that are merged with cells below them."""
    found, before = {}, b""
    with sheet._get_source() as source:  # a sheet that is read row by row does not tell them
        while some := source.read(_CHUNK):
            held = before + some
            last = 0
            for match in _MERGED.finditer(held):
                first, end = int(match[2]), int(match[4])
                if end > first and len(found) < _MOST:
                    found.setdefault(first, []).append((_column(match[1]), end))
                last = match.end()
            before = held[max(last, len(held) - 200):]
    return found


def _column(letters):
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _fill_merged(number, row, merged, open_ranges):
    """A row with the values of the cells that reach down into it: [(column, last row, value), …]"""
    open_ranges[:] = [held for held in open_ranges if held[1] >= number]
    for column, _, value in open_ranges:
        row += [None] * (column + 1 - len(row))
        row[column] = value if row[column] is None else row[column]
    open_ranges += [(column, end, row[column]) for column, end in merged.pop(number, ())
                    if column < len(row) and row[column] is not None]
    return row
