"""Tables of articles become texts, one article a row: CSV, Excel, JSON lines, Parquet."""

import csv
import datetime
import io
import json
import re
from functools import cache

from tifa.decoding import decode
from tifa.formats import check_zip, read_html
from tifa.tables import TABLES
from tifa.words import DATA, read_rows

KNOWN = ("newspaper", "city", "province", "date")
_TEXT = ("headline", "kicker", "subhead", "byline", "body")
_WHO = re.compile("记者|通讯员|作者|编辑|摄|記者|通訊員")
_DAY = re.compile(r"\s*((?:19|20)\d\d)(?:[-/.年\s]{0,2}(\d{1,2})(?:[-/.月\s]{0,2}(\d{1,2}))?)?")
_BATCH = 1000  # rows of a Parquet file that are in memory at once


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
        raise ValueError(f"columns: {', '.join(sorted(unknown))} is no column tifa knows; it knows {', '.join(_names())}")
    plain = {}
    for name in header:
        plain.setdefault(str(name).strip().casefold(), name)
    found = {}
    for ours, names in _names().items():
        theirs = next((plain[n] for n in [given.get(ours, "").strip().casefold(), *names] if n in plain), None)
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


def read_records(raw, suffix, columns=None):
    """Read a file of one article a row.

    Parameters
    ----------
    raw : bytes
    suffix : str
        .csv, .xlsx, .jsonl or .parquet
    columns : dict, optional
        See :func:`find_columns`.

    Returns
    -------
    tuple
        (encoding, rows); a row is a dict with id, text, the columns of :data:`KNOWN`, and ``fault``, which says why
        a row has no text. A row without any value is left out.

    Raises
    ------
    ValueError
        When no column holds the text, or the file cannot be read at all.

    Examples
    --------
    >>> read_records("标题,正文\\n开会,今天开会。\\n".encode(), ".csv")[1][0]["text"]
    '# 开会\\n\\n今天开会。'
    """
    encoding, records = {".csv": _read_csv, ".xlsx": _read_xlsx, ".jsonl": _read_jsonl, ".parquet": _read_parquet}[suffix](raw)
    rows, headers, found = [], {}, {}
    for place, record in records:
        if isinstance(record, str):  # a fault
            rows.append(dict(id="", text="", fault=f"{place}: {record}"))
            continue
        header = tuple(record)
        if header not in found:
            if header in _written():
                raise ValueError(f"it is the table {_written()[header]} that tifa wrote, no source; keep tables outside the corpus")
            found[header] = find_columns(header, columns)
            headers.update(record)
        row = _article({ours: _plain(record[theirs]) for ours, theirs in found[header].items()}) | {"header": header}
        if not row["text"] and any(_plain(value).strip() for value in record.values()):
            row["fault"] = f"{place}: it holds neither headline nor text" if "body" in found[header] else f"{place}: {_no_text(header)}"
        if row["text"] or row["fault"]:
            rows.append(row)
    if found and not any("body" in known for known in found.values()):
        raise ValueError(_no_text(headers))
    return encoding, rows


def require_columns(columns, rows):
    """Raise ValueError when a column that was named stands in none of the tables that were read.

    Examples
    --------
    >>> require_columns({"body": "文本"}, [{"header": ("题", "文本")}])
    """
    known = {str(name).strip().casefold() for header in {row["header"] for row in rows if "header" in row} for name in header}
    if lacking := [f"{theirs} ({ours})" for ours, theirs in (columns or {}).items() if theirs.strip().casefold() not in known]:
        raise ValueError(f"columns: no table has a column {', '.join(lacking)}; the first line of a table names its columns")


def _no_text(header):
    return f"no column holds the text; found {', '.join(map(str, header))}; say which with columns={{'body': …}} (--columns body=…)"


@cache
def _written():
    return {tuple(schema.columns): name for name, schema in TABLES.items()}


def _plain(value):
    """A cell as text."""
    if value is None or value != value:  # NaN and its kin are not equal to themselves
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = " ".join(map(_plain, value)) if isinstance(value, (list, tuple)) else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")  # JSON can hold halves of characters


def _article(cells):
    """The text of one article in the order of print, headings marked, and what is known about it."""
    parts = {name: [p.strip() for p in re.split(r"[\r\n]+", cells.get(name, "")) if p.strip()] for name in _TEXT}
    body = cells.get("body", "")
    if re.search(r"</p>|<br\s*/?>", body, re.I):  # as scraped
        body = read_html(body.encode("utf-8", "replace"))[0]
    # a paragraph may end at a line end, or where two wide blanks indent the next one
    parts["body"] = [p.strip() for p in re.split(r"[\r\n]+|(?<=[。！？”])\u3000{2,}", body) if p.strip()]
    parts["byline"] = [who if _WHO.search(who) else f"作者 {who}" for who in parts["byline"]]
    lines = [*parts["kicker"], *(f"# {p}" for p in parts["headline"]), *(f"## {p}" for p in parts["subhead"]), *parts["byline"], *parts["body"]]
    text = "\n\n".join(lines) if parts["headline"] or parts["body"] else ""
    known = {name: cells.get(name, "").strip() for name in KNOWN}
    return dict(id=cells.get("id", "").strip(), text=text, fault="", **known)


def _read_csv(raw):
    text, encoding = decode(raw)
    text = text.lstrip("\ufeff")
    first = text[: text.find("\n")] if "\n" in text else text
    csv.field_size_limit(max(len(text), 131072))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=first.count), strict=True)

    def rows():
        header = None
        while True:
            start = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield f"line {start}", f"a quotation mark stands where none may ({error}); it was read up to line {reader.line_num}"
                continue
            if header is None:
                header = _header(row)
            elif len(row) > len(header):
                yield f"line {start}", f"it has {len(row)} cells, the first line names {len(header)}; put the text in quotation marks"
            else:
                yield f"line {start}", dict(zip(header, row + [""] * (len(header) - len(row))))

    return encoding, rows()


def _header(cells):
    """Names of columns, each once: a name that comes again or is missing is told by its number."""
    names = []
    for i, cell in enumerate(cells, 1):
        name = _plain(cell).strip()
        names.append(name if name and name not in names else f"{name}#{i}")
    return names


def _read_jsonl(raw):
    text, encoding = decode(raw)

    def rows():
        for number, line in enumerate(re.split("\r\n|\n|\r", text.lstrip("\ufeff")), 1):
            if line.strip():
                try:
                    record = json.loads(line)
                    if not isinstance(record, dict):
                        record = f"expected an object {{…}} with a text, found {line.strip()[:20]}"
                except (ValueError, RecursionError) as error:
                    record = f"it is no JSON ({error})"
                yield f"line {number}", record

    return encoding, rows()


def _read_xlsx(raw):
    check_zip(raw, ".xlsx")
    import openpyxl

    try:  # read_only takes row by row: one far cell does not make a table of all cells before it
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever its parsers raise
        raise ValueError(f"the workbook is damaged ({type(error).__name__}: {error}); open it and save it anew") from None

    def rows():
        for sheet in book.worksheets:
            header = None
            try:
                sheet.reset_dimensions()  # what the file claims need not be so
                for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                    if all(cell is None for cell in row):
                        continue
                    if header is None:
                        header = _header(row)
                    else:
                        header += [f"#{i}" for i in range(len(header) + 1, len(row) + 1)]
                        yield f"sheet {sheet.title}, row {number}", dict(zip(header, [*row] + [None] * (len(header) - len(row))))
            except Exception as error:
                yield f"sheet {sheet.title}", f"it is damaged ({type(error).__name__}: {error}); what stands above was read"

    return "", rows()


def _read_parquet(raw):
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(raw))
    except (pa.ArrowException, OSError) as error:
        raise ValueError(f"it is damaged or no Parquet file ({error}); write it anew") from None

    def rows():
        number = 0
        try:
            for batch in file.iter_batches(_BATCH):
                for record in batch.to_pylist():
                    number += 1
                    yield f"row {number}", record
        except (pa.ArrowException, OSError, ValueError) as error:
            yield f"row {number + 1}", f"the file is damaged from here on ({error})"

    return "", rows()
