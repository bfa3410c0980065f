"""Tables of articles become texts, one article a row: delimited text, Excel, JSON, Parquet."""

from itertools import islice

from tifa.reading.archives import UNPACKED
from tifa.reading.blocks import CHARACTERS
from tifa.reading.cells import open_cells, read_cell, write_article
from tifa.reading.columns import ABSTRACT, find_columns, find_label
from tifa.reading.delimited import read_csv
from tifa.reading.objects import read_json
from tifa.reading.parquet import read_parquet
from tifa.reading.workbooks import read_xlsx

READERS = {".csv": read_csv, ".tsv": read_csv, ".xlsx": read_xlsx, ".json": read_json, ".jsonl": read_json,
           ".parquet": read_parquet}
_NAMED = 20  # columns that a message names


def read_records(raw, suffix, columns=None, tables=None):
    """Read a file of one article a row.

    Parameters
    ----------
    raw : bytes
    suffix : str
        A key of :data:`READERS`.
    columns : dict, optional
        See :func:`tifa.reading.columns.find_columns`.
    tables : dict, optional
        {names of columns, in order: name of a table} that tifa writes; a file with such columns is no source.

    Returns
    -------
    tuple
        (encoding, rows); a row is a dict with id, text, newspaper, city, province, date, ``remark`` (the
        columns that were not used), and ``fault``, which says why a row has no text. A row without any value
        is left out; of rows that lack a column with the text the first tells of all.

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
    encoding, records = READERS[suffix](raw, columns)
    rows, seen, before, left, textless = [], {}, None, max(UNPACKED, len(raw)), {}
    for place, header, values in records:
        if isinstance(values, str):  # a fault
            rows.append(dict(id="", text="", fault=": ".join(filter(None, (place, values)))))
            continue
        header, values = open_cells(header, values, columns)
        if header is not before:  # looked up where it changes: a header may be as long as all rows together
            if header in (tables or {}):
                raise ValueError(
                    f"it is the table {tables[header]} that tifa wrote, no source; "
                    "keep tables outside the corpus"
                )
            found, before = _find_cells(header, columns), header
            remark = _tell_unused(header, found)
            seen.update(dict.fromkeys(header))
        cells = {ours: read_cell(values[at], "\n" if ours == "body" else ";")
                 for ours, at in found.items() if at < len(values)}
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
        row = write_article(cells) if any(cells.values()) else dict(id="", text="", fault="")
        if not row["text"]:
            if not any(read_cell(value).strip() for value in values):
                continue
            if "body" not in found:
                first = textless.setdefault(header, [len(rows), 0])
                first[1] += 1
                if first[1] > 1:
                    continue
            reason = "it holds neither headline nor text" if "body" in found else _no_text(header)
            row["fault"] = f"{place}: {reason}"
        rows.append(row | {"header": header, "remark": remark})
    if seen and "body" not in find_columns(seen, columns):
        raise ValueError(_no_text(seen))
    for first, n in textless.values():
        rows[first]["fault"] += f"; so {n - 1} more rows below it" * (n > 1)
    return encoding, rows


def _find_cells(header, columns):
    """{our name: place in the header}"""
    places = {name: i for i, name in reversed([*enumerate(header)])}
    return {ours: places[theirs] for ours, theirs in find_columns(header, columns).items()}


def _tell_unused(header, found):
    names = [name for i, name in enumerate(header) if i not in found.values() and not name.startswith("#")]
    remarks = [f"columns not used: {_list_names(names)}"] if names else []
    if "body" in found and find_label(header[found["body"]]) == ABSTRACT:
        remarks.append(f"{header[found['body']]} stands for the text")
    return "; ".join(remarks)


def _no_text(header):
    return (f"no column holds the text; found {_list_names(header)}; "
            "say which with columns={'body': …} (--columns body=…)")


def _list_names(header):
    names = [str(name) for name in islice(header, _NAMED + 1)]
    more = f" and {len(header) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
