"""The manifest ``sources.csv``: what is known of each file."""

import csv
import io
import os

from tifa.reading.encoding import decode
from tifa.reading.files import PLAIN_BYTES, read_bytes
from tifa.reading.columns import find_columns

MANIFEST = "sources.csv"
_CELL = 10_000  # characters in a cell of the manifest


def read_manifest(file, given):
    """{page or folder: row}; none when no manifest lies in the folder."""
    if not os.path.lexists(file):
        if given:
            raise FileNotFoundError(f"{file}: no such manifest; it is a .csv file with a column `page`")
        return {}
    try:
        text, _ = decode(read_bytes(file, not given and file.is_symlink(), PLAIN_BYTES))
        return _parse_manifest(text.lstrip("\ufeff"))
    except (ValueError, OSError) as error:
        raise ValueError(f"{file}: {getattr(error, 'strerror', None) or error}") from None


def _parse_manifest(text):
    known = {}
    csv.field_size_limit(max(len(text), _CELL))
    with io.StringIO(text, newline="") as f:
        reader = csv.reader(f)
        try:
            header = next(reader, [])
            found = {ours: header.index(theirs) for ours, theirs in find_columns(header).items()}
            if "page" not in found:
                raise ValueError(
                    f"line 1 must name the columns, `page` among them; "
                    f"found {', '.join(header)[:200] or 'nothing'}"
                )
            for cells in reader:
                if max(map(len, cells), default=0) > _CELL:
                    raise ValueError(
                        f"a cell up to line {reader.line_num} has more than {_CELL} characters; "
                        "is a quotation mark missing?"
                    )
                row = {ours: cells[at].strip() if at < len(cells) else "" for ours, at in found.items()}
                name = row["page"].replace("\\", "/").removeprefix("./").removesuffix("*").rstrip("/")
                if name:
                    known[name] = row
        except csv.Error as error:
            raise ValueError(
                f"line {reader.line_num}: it is no CSV ({error}); save it anew from a spreadsheet"
            ) from None
    return known
