"""Tables of articles become texts, one article a row: CSV, Excel, JSON lines, Parquet."""

import csv
import datetime
import io
import json
import re
from functools import cache
from itertools import islice

from tifa.knowledge import DATA, read_rows
from tifa.reading.archives import UNPACKED, check_zip
from tifa.reading.blocks import CHARACTERS
from tifa.reading.encoding import decode
from tifa.reading.html import read_html

KNOWN = ("newspaper", "city", "province", "date")
_TEXT = ("headline", "kicker", "subhead", "byline", "body")
_WHO = re.compile("记者|通讯员|作者|编辑|摄|記者|通訊員")
_DAY = re.compile(r"\s*((?:19|20)\d\d)(?:[-/.年\s]{0,2}(\d{1,2})(?:[-/.月\s]{0,2}(\d{1,2}))?)?")
# rows of a Parquet file; rows, cells of it that are in memory at once
_ROWS, _BATCH, _CELLS = 1_000_000, 1000, 100_000
_NAMED = 20  # columns that a message names
_CSV_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


@cache
def _names():
    return {row["column"]: row["names"].split() for row in read_rows(DATA / "columns.csv")}


def find_columns(header, given=None):
    """Tell which column of a file is which, by the names listed in ``data/columns.csv``.

    Parameters
    ----------
    header : list of str
    given : dict, optional
        What the list does not know: ``{"body": "文本"}``. It goes first.

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
    {'headline': '标题', 'body': 'Content'}
    """
    given = given or {}
    if unknown := given.keys() - _names().keys():
        raise ValueError(
            f"columns: {', '.join(sorted(unknown))} is no column tifa knows; it knows {', '.join(_names())}"
        )
    plain = {}
    for name in header:
        plain.setdefault(str(name).strip().casefold(), name)
    found = {}
    for ours, names in _names().items():
        wanted = [given.get(ours, "").strip().casefold(), *names]
        theirs = next((plain[name] for name in wanted if name in plain), None)
        if theirs is not None:
            found[ours] = theirs
    return found


def read_day(text):
    """Give a date as 2022-04-16, 2022-04 or 2022; the empty string when it cannot be understood.

    Examples
    --------
    >>> [read_day(day) for day in ("2022年4月16日", "20220416", "2022/4", "16 April")]
    ['2022-04-16', '2022-04-16', '2022-04', '']
    """
    day = _DAY.match(text)
    if not day or not 1 <= int(day[2] or 1) <= 12 or not 1 <= int(day[3] or 1) <= 31:
        return ""
    return "-".join(part.zfill(2) for part in day.groups() if part)


def read_records(raw, suffix, columns=None, tables=None):
    """Read a file of one article a row.

    Parameters
    ----------
    raw : bytes
    suffix : str
        .csv, .xlsx, .jsonl or .parquet
    columns : dict, optional
        See :func:`find_columns`.
    tables : dict, optional
        {names of columns, in order: name of a table} that tifa writes; a file with such columns is no source.

    Returns
    -------
    tuple
        (encoding, rows); a row is a dict with id, text, the columns of :data:`KNOWN`, and ``fault``, which
        says why a row has no text. A row without any value is left out.

    Raises
    ------
    ValueError
        When no column holds the text, the file unpacks to far more text than it has bytes, or cannot be read
        at all.

    Examples
    --------
    >>> read_records("标题,正文\\n开会,今天开会。\\n".encode(), ".csv")[1][0]["text"]
    '# 开会\\n\\n今天开会。'
    """
    encoding, records = {".csv": _read_csv, ".xlsx": _read_xlsx, ".jsonl": _read_jsonl,
                         ".parquet": _read_parquet}[suffix](raw)
    rows, seen, before, left = [], {}, None, max(UNPACKED, len(raw))
    for place, header, values in records:
        if isinstance(values, str):  # a fault
            rows.append(dict(id="", text="", fault=f"{place}: {values}"))
            continue
        if header is not before:  # looked up where it changes: a header may be as long as all rows together
            if header in (tables or {}):
                raise ValueError(
                    f"it is the table {tables[header]} that tifa wrote, no source; "
                    "keep tables outside the corpus"
                )
            found, before = _find_cells(header, columns), header
            seen.update(dict.fromkeys(header))
        cells = {ours: _plain(values[at]) for ours, at in found.items() if at < len(values)}
        size = sum(map(len, cells.values()))
        left -= size
        if left < 0:
            raise ValueError(
                f"it would unpack to more than {max(UNPACKED, len(raw)) // 10**6} million characters; "
                "split it"
            )
        if size > CHARACTERS:
            fault = f"{place}: it has {size} characters, more than the {CHARACTERS} allowed; split it"
            rows.append(dict(id="", text="", fault=fault))
            continue
        row = _article(cells) if any(cells.values()) else dict(id="", text="", fault="")
        if not row["text"]:
            if not any(_plain(value).strip() for value in values):
                continue
            reason = "it holds neither headline nor text" if "body" in found else _no_text(header)
            row["fault"] = f"{place}: {reason}"
        rows.append(row | {"header": header})
    if seen and "body" not in find_columns(seen, columns):
        raise ValueError(_no_text(seen))
    return encoding, rows


def require_columns(columns, rows):
    """Raise ValueError when a column that was named stands in none of the tables that were read.

    Examples
    --------
    >>> require_columns({"body": "文本"}, [{"header": ("题", "文本")}])
    """
    known = {str(name).strip().casefold() for header in {row["header"] for row in rows if "header" in row}
             for name in header}
    if lacking := [f"{theirs} ({ours})" for ours, theirs in (columns or {}).items()
                   if theirs.strip().casefold() not in known]:
        raise ValueError(
            f"columns: no table has a column {', '.join(lacking)}; the first line of a table "
            "names its columns"
        )


def _find_cells(header, columns):
    """{our name: place in the header}"""
    places = {name: i for i, name in reversed([*enumerate(header)])}
    return {ours: places[theirs] for ours, theirs in find_columns(header, columns).items()}


def _no_text(header):
    names = [str(name) for name in islice(header, _NAMED + 1)]
    found = ", ".join(names[:_NAMED]) + (f" and {len(header) - _NAMED} more" if len(names) > _NAMED else "")
    return f"no column holds the text; found {found}; say which with columns={{'body': …}} (--columns body=…)"


def _plain(value):
    """A cell as text; of a list or an object the leaves, however deep they lie."""
    if isinstance(value, (list, tuple, dict)):
        leaves, stack = [], [value]
        while stack:
            value = stack.pop()
            if isinstance(value, (list, tuple, dict)):
                stack += reversed([*value.values()] if isinstance(value, dict) else value)
            else:
                leaves.append(_plain(value))
        return " ".join(leaves)
    if value is None or value != value:  # NaN and its kin are not equal to themselves
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # JSON can hold halves of characters
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def _article(cells):
    """The text of one article in the order of print, headings marked, and what is known about it."""
    parts = {
        name: [p.strip() for p in re.split(r"[\r\n]+", cells.get(name, "")) if p.strip()] for name in _TEXT
    }
    body = cells.get("body", "")
    if re.search(r"</p>|<br\s*/?>", body, re.I):  # as scraped
        body = read_html(body.encode("utf-8", "replace"))[0]
    # a paragraph may end at a line end, or where two wide blanks indent the next one
    parts["body"] = [p.strip() for p in re.split(r"[\r\n]+|(?<=[。！？”])\u3000{2,}", body) if p.strip()]
    parts["byline"] = [who if _WHO.search(who) else f"作者 {who}" for who in parts["byline"]]
    lines = [*parts["kicker"], *(f"# {p}" for p in parts["headline"]), *(f"## {p}" for p in parts["subhead"]),
             *parts["byline"], *parts["body"]]
    text = "\n\n".join(lines) if parts["headline"] or parts["body"] else ""
    known = {name: cells.get(name, "").strip() for name in KNOWN}
    return dict(id=cells.get("id", "").strip(), text=text, fault="", **known)


def _read_csv(raw):
    text, encoding = decode(raw)
    text = text.lstrip("\ufeff")
    first = text[: text.find("\n")] if "\n" in text else text
    csv.field_size_limit(max(len(text), 131072))
    lines = (line[0] for line in _CSV_LINE.finditer(text))  # io.StringIO would take four bytes a character
    reader = csv.reader(lines, delimiter=max(",\t;", key=first.count), strict=True)

    def rows():
        header = None
        while True:
            start = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield (f"line {start}", (), f"a quotation mark stands where none may ({error}); "
                                            f"it was read up to line {reader.line_num}")
                continue
            if header is None:
                header = _header(row)
            elif len(row) > len(header):
                yield (f"line {start}", (), f"it has {len(row)} cells, the first line names {len(header)}; "
                                            "put the text in quotation marks")
            else:
                yield f"line {start}", header, row

    return encoding, rows()


def _header(cells):
    """Names of columns, each once: a name that comes again or is missing is told by its number."""
    names, seen = [], {""}
    for i, cell in enumerate(cells, 1):
        name = _plain(cell).strip()
        names.append(f"{name}#{i}" if name in seen else name)
        seen.add(names[-1])
    return tuple(names)


def _read_jsonl(raw):
    text, encoding = decode(raw)

    def rows():
        header = None
        for number, line in enumerate(re.split("\r\n|\n|\r", text.lstrip("\ufeff")), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"line {number}", (), f"it is no JSON that can be read ({error})"
                continue
            if isinstance(record, dict):
                header = header if header == tuple(record) else tuple(record)
                yield f"line {number}", header, [*record.values()]
            else:
                yield f"line {number}", (), f"expected an object {{…}} with a text, found {line.strip()[:20]}"

    return encoding, rows()


def _read_xlsx(raw):
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
            header = None
            try:
                sheet.reset_dimensions()  # what the file claims need not be so
                for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                    if not any(cell is not None for cell in row):
                        continue
                    if header is None:
                        header = _header(row)
                    else:
                        if len(row) > len(header):
                            header += tuple(f"#{i}" for i in range(len(header) + 1, len(row) + 1))
                        yield f"sheet {sheet.title}, row {number}", header, row
            except MemoryError:
                raise
            except Exception as error:
                yield (f"sheet {sheet.title}", (),
                       f"it is damaged ({type(error).__name__}: {error}); what stands above was read")

    return "", rows()


def _read_parquet(raw):
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        texts = [field.name for field in file.schema_arrow
                 if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)]
        # a text that a thousand rows share is unpacked once
        file = pq.ParquetFile(io.BytesIO(raw), read_dictionary=texts)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise ValueError(f"it is damaged or no Parquet file ({error}); write it anew") from None
    size = sum(file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups))
    if size > UNPACKED or file.metadata.num_rows > _ROWS:
        raise ValueError(f"it would unpack to {size // 10**6} MB in {file.metadata.num_rows} rows, "
                         f"more than the {UNPACKED // 10**6} MB or {_ROWS} rows allowed; split it")
    header = tuple(file.schema_arrow.names)

    def rows():
        number = 0
        try:
            at_once = max(1, min(_BATCH, _CELLS // max(1, len(header))))
            for batch in file.iter_batches(at_once, use_threads=False):
                columns = [_cells(column) for column in batch.columns]
                odd = [(name, column) for name, column in zip(header, columns)
                       if any(isinstance(cell, Exception) for cell in column)]
                for at in range(batch.num_rows):
                    number += 1
                    faults = (f"the column {name} holds what is no date or number of this world "
                              f"({column[at]}); mend it"
                              for name, column in odd if isinstance(column[at], Exception))
                    wrong = next(faults, "")
                    yield f"row {number}", header, wrong or [column[at] for column in columns]
        except MemoryError:
            raise
        except (pa.ArrowException, OSError, ValueError) as error:
            yield f"row {number + 1}", (), f"the file is damaged from here on ({error})"

    return "", rows()


def _cells(column):
    """The cells of a column of a batch.

    In the place of one that Python cannot hold (a year past 9999) stands the reason why.
    """
    import pyarrow as pa

    def cell(scalar):
        try:
            return scalar.as_py()
        except (ValueError, ArithmeticError) as error:
            return error

    if pa.types.is_dictionary(column.type):
        places, dictionary = column.indices.to_pylist(), column.dictionary
        words = {place: cell(dictionary[place]) for place in {*places} - {None}}
        return [words.get(place) for place in places]
    return [cell(scalar) for scalar in column]
