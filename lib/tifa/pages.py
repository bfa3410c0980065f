"""Files in, pages out: encoding, manifest, and a word about everything that could not be read."""

import codecs
import csv
import hashlib
import io
import logging
from collections import Counter
from pathlib import Path

from tifa.places import locate
from tifa.tables import Pages, make_table

log = logging.getLogger("tifa")

MANIFEST = "sources.csv"
_BESIDE = {MANIFEST, "glosses.csv", "README.md", "README.txt"}
_BOMS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]


def read_pages(path):
    """Read a folder of page files, or one file.

    Newspaper, city, province and date come from ``sources.csv`` beside the files where it speaks
    (columns page, newspaper, city, province, date, note); city and province else from the text.

    Parameters
    ----------
    path : str or Path
        A folder with ``.txt`` files, or one such file. UTF-8, UTF-16 with its mark, and GB18030 are read.

    Returns
    -------
    DataFrame
        The table ``pages``, ordered by page. A file that cannot be read, or is no ``.txt`` file, is there
        too, with an empty text and the reason in ``note``; the reason is also logged. Hidden files,
        ``sources.csv``, ``glosses.csv`` and a README are no pages.

    Raises
    ------
    FileNotFoundError
        When nothing is at ``path``, or no page is in the folder.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> pages.loc[0, ["newspaper", "city", "province"]].tolist()
    ['盐城晚报', '盐城', '江苏']
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder; give a folder of .txt pages, or one .txt page")
    folder = path if path.is_dir() else path.parent
    files = sorted(f for f in folder.rglob("*") if f.is_file()) if path.is_dir() else [path]
    files = [f for f in files if f.name not in _BESIDE and not f.name.startswith(".")]
    if not any(f.suffix.lower() == ".txt" for f in files):
        raise FileNotFoundError(f"{path}: no page in it; pages are files that end in .txt")
    sources = _read_manifest(folder / MANIFEST)
    rows = [_read_page(file, folder, sources.get(file.stem, {})) for file in files]
    names = Counter(row["page"] for row in rows)
    for row in rows:  # two files of one name in two folders are kept apart by their paths
        if names[row["page"]] > 1:
            row["page"] = row["path"].removesuffix(".txt")
    if path.is_dir():
        for page in sources.keys() - {f.stem for f in files}:
            log.warning("%s: names the page %s, but there is no %s.txt", folder / MANIFEST, page, page)
    return make_table(Pages, sorted(rows, key=lambda r: r["page"]))


def _read_manifest(file):
    if not file.exists():
        return {}
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{file}: byte {error.start} is not UTF-8; save the manifest as UTF-8") from None
    with io.StringIO(text, newline="") as f:
        reader = csv.DictReader(f)
        if "page" not in (reader.fieldnames or []):
            raise ValueError(f"{file}: line 1 must name the columns, `page` among them; found {reader.fieldnames}")
        return {row["page"]: row for row in reader}


def _read_page(file, folder, source):
    row = {"page": file.stem, "path": file.relative_to(folder).as_posix(), "text": "", "encoding": ""}
    notes = []
    try:
        if file.suffix.lower() != ".txt":
            raise ValueError(f"pages are read from .txt files, this is {file.suffix or 'without an ending'}")
        raw = file.read_bytes()
        row["sha256"] = hashlib.sha256(raw).hexdigest()
        row["text"], row["encoding"] = _decode(raw)
    except (OSError, ValueError) as error:
        notes.append(f"not read: {error}")
    known = {k: (source.get(k) or "").strip() for k in ("newspaper", "city", "province", "date")}
    row.setdefault("sha256", "")
    if not row["text"].strip():
        row["text"] = ""
        notes = notes or ["not read: the file is blank"]
    elif not (known["city"] and known["province"]):
        _, city, province = locate(row["text"])
        known["city"] = known["city"] or city
        known["province"] = known["province"] or province
        notes.append(f"city told from the text: {city}" if city else "city not told: the text names no city often enough")
    for note in notes:
        log.warning("%s: %s", file, note)
    return {**row, **known, "note": "; ".join(notes)}


def _decode(raw):
    """Return text and the name of the encoding, or raise ValueError with the place of the first bad byte."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name), name
    if b"\0" in raw:
        raise ValueError("it holds null bytes, so it is no text file; expected UTF-8, UTF-16 or GB18030 text")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        first = error.start
    try:
        return raw.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        raise ValueError(f"byte {first} is not UTF-8, nor is the file GB18030; save it as UTF-8") from None
