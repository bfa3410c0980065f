"""Files in, pages out: folder, formats, manifest, and a word about everything that could not be read."""

import hashlib
import logging
import os
import re
from collections import Counter
from pathlib import Path
from posixpath import basename, splitext

from tifa.arguments import MAPPING, takes
from tifa.corrections import CORRECTIONS, File, correct_pages
from tifa.output import MARK
from tifa.reading.archives import open_zip
from tifa.reading.blocks import CHARACTERS, part_line
from tifa.reading.columns import find_columns, require_columns
from tifa.reading.confined import Confined
from tifa.reading.encoding import decode
from tifa.reading.exports import read_exports
from tifa.reading.files import PLAIN_BYTES, read_bytes
from tifa.reading.html import read_html
from tifa.reading.known import call, describe
from tifa.reading.labels import read_head
from tifa.reading.manifest import MANIFEST, read_manifest
from tifa.reading.pdf import read_pdf
from tifa.reading.records import READERS, read_records
from tifa.reading.word import read_docx
from tifa.tables import TABLES, Pages, columns_on_disk, make_table
from tifa.terminal import warn
from tifa.words.fold import mend

log = logging.getLogger("tifa")
_BESIDE = {MANIFEST, CORRECTIONS, "glosses.csv", "README.md", "README.txt"}
_PLAIN = {".txt", ".md"}
_STRANGE = {".docx", ".pdf", ".xlsx", ".parquet"}  # a library that can hang, abort or eat memory opens them
_FORMATS = [".txt", ".md", ".html", ".htm", ".docx", ".pdf", *READERS, ".zip"]
_ADVICE = {".xls": "open it in a spreadsheet and save it as .xlsx", ".et": "save it as .xlsx",
           ".ods": "save it as .xlsx", ".doc": "save it as .docx", ".wps": "save it as .docx",
           ".rtf": "save it as .docx",
           ".odt": "save it as .docx", ".caj": "save it as .pdf from its reader", ".mht": "save it as .html",
           ".mhtml": "save it as .html", ".xml": "save its articles as .csv or .jsonl",
           ".rar": "unpack it, or pack it as .zip", ".7z": "unpack it, or pack it as .zip",
           ".gz": "unpack it, or pack it as .zip", ".tar": "unpack it, or pack it as .zip"}
_BYTES, _LINES, _LINE = 500_000_000, 20_000, 1_000_000
# bytes of a table or HTML page that is read without a process of its own: no trick takes long in so few
_SMALL = 100_000
_LACKS = re.compile(rb"<(?P<frame>i?frame)|<script", re.I)
_TELL_LACK = ["the file is blank until a script fills it in; save what the browser shows, as text or PDF",
              "the file is blank, it shows other pages in frames; save the page inside the frame"]
_WRITTEN = {tuple(form): name for name in TABLES for form in (TABLES[name].columns, columns_on_disk(name))}


@takes(columns=MAPPING)
def read_pages(path, sources=None, columns=None):
    """Read a folder of files, or one file.

    Text files (``.txt``, ``.md``), ``.html``, ``.docx`` and ``.pdf`` are a page each, unless they are an
    export of a press database, which gives an article a header block; a row of ``.csv``, ``.tsv``, ``.xlsx``,
    ``.json``, ``.jsonl`` and ``.parquet`` is an article; a ``.zip`` is read like a folder. Newspaper, city,
    province and date come from the row, else from a manifest (columns page, newspaper, city, province, date,
    note), else from what the page states (来源：…, ``<meta>``), else from the names of folders and file
    (盐城/2024-08-28/a.txt, 盐城晚报_20240828_A01.txt), else from the page's masthead; the city else from the
    newspaper's name, and from the text. ``note`` says what was told from where, and what else is said there.

    Parameters
    ----------
    path : str or Path
        A folder, with the folders in it, or one file. Texts are UTF-8, UTF-16, GB18030 or Big5.
    sources : str or Path, optional
        The manifest; default: ``sources.csv`` beside the files, if it is there. Its column ``page`` names a
        page, a file with or without its ending, its path, or a folder: then it is said of all files in it.
    columns : dict, optional
        Names of columns that ``data/columns.csv`` does not list: ``{"body": "文本"}``; several names for one
        column are parted by commas.

    Returns
    -------
    DataFrame
        The table ``pages``, ordered by page. A file or row that cannot be read is there too, with an empty
        text and the reason in ``note``, behind ``not read:``; the reason is also logged. Hidden files and
        folders, folders that tifa wrote, the manifest, ``corrections.csv``, ``glosses.csv``, a README and
        the folder of pictures that a browser saves with a page are no pages.

    Raises
    ------
    FileNotFoundError
        When nothing is at ``path``, or no page is in the folder.
    ValueError
        When the manifest cannot be read (a link, a pipe, a cell of a book's length), or ``columns`` names a
        column that there is not.

    Notes
    -----
    In ``text`` every line ends with a line feed alone, and characters that cannot be seen or that stand for
    others are mended (:func:`tifa.words.mend`); where all is one line, wide white space parts paragraphs.

    Links are not followed, so that nothing outside the folder is read. Text files of more than 20 MB, other
    files of more than 500 MB, and pages of more than 5 million characters or 20,000 lines are refused. PDF,
    Word, Excel, Parquet and larger files are read in a process of their own, with limits of time and memory.

    A file ``corrections.csv`` beside the pages (columns table, page, start, end, column, value, action, why;
    see README) is applied here, by :func:`tifa.label_lines`, :func:`tifa.build_articles` and by what finds
    slogans, measures, indicators and systems in the articles; what was applied, and what could not be, is
    logged with its line. ``attrs`` of the tables carry the file along.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> pages.loc[0, ["newspaper", "city", "province"]].tolist()
    ['盐城晚报', '盐城', '江苏']
    """
    path = Path(path)
    find_columns([], columns)
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder; give a folder of pages, or one page")
    folder = path if path.is_dir() else path.parent
    manifest = Path(sources) if sources is not None else folder / MANIFEST
    known = read_manifest(manifest, given=sources is not None)
    files = [file for file in _find_files(path)
             if not (os.path.exists(manifest) and os.path.exists(file) and os.path.samefile(file, manifest))]
    if not any(file.suffix.lower() in _FORMATS for file in files):
        raise FileNotFoundError(f"{path}: no page in it; pages are files that end in {', '.join(_FORMATS)}"
                                + _tell_others(files))
    with Confined() as confined:
        rows = [row for file in files
                for row in _read_file(file, folder, columns, file != path and file.is_symlink(), confined)]
    require_columns(columns, rows)
    _name_pages(rows)
    corrections = _read_corrections(folder / CORRECTIONS)
    rows = correct_pages(rows, corrections, call)
    used = set()
    for row in rows:
        used.update(describe(row, known, _as_text(folder.resolve().name), manifest))
    warn(log, [(folder / row["path"], note) for row in rows for note in row["note"]])
    if path.is_dir():
        for page in sorted(known.keys() - used):
            log.warning("%s: names the page %s, but there is no file of that name", manifest, page)
    for row in rows:
        row["note"] = "; ".join(row["note"])
    pages = make_table(Pages, sorted(rows, key=lambda r: r["page"]))
    if corrections.text:
        pages.attrs[CORRECTIONS] = corrections._asdict()
    return pages


def _read_corrections(file):
    """What is corrected beside the pages, if it can be read."""
    if not os.path.lexists(file):
        return File()
    try:
        return File(str(file), decode(read_bytes(file, file.is_symlink(), PLAIN_BYTES))[0])
    except (OSError, ValueError) as error:
        log.warning("%s, line 1: not applied: %s", file, getattr(error, "strerror", None) or error)
        return File()


def require_text(pages, path):
    """Raise ValueError when not one page of a corpus could be read.

    Examples
    --------
    >>> require_text(read_pages("seeds"), "seeds")
    """
    faults = [f"{path}: {note}" for path, note in zip(pages.path.tolist(), pages.note.tolist())
              if note.startswith("not read")]
    if len(faults) == len(pages):
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise ValueError(f"{path}: no file in it could be read: {'; '.join(faults[:3])}{more}")


def _find_files(path):
    """The files of a folder and of those in it, ordered; links are among them, but not what they lead to."""
    if not path.is_dir():
        return [path]
    found = []
    for place, folders, names in os.walk(path, onerror=lambda error: found.append(Path(error.filename))):
        if MARK in names:
            log.warning("%s: passed over, it is a folder that tifa wrote", place)
            folders.clear()
            continue
        saved = {splitext(name)[0] for name in names if name.lower().endswith((".html", ".htm"))}
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        pictures = {f"{stem}{end}" for stem in saved for end in ("_files", ".files", "_文件")}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in pictures)
        found += [Path(place, name) for name in names + links
                  if name not in _BESIDE and not name.startswith((".", "~$"))]
    return sorted(found)


def _tell_others(files):
    """What to do with files of other formats, a few of them by name."""
    told = [f"{file.name}: {_ADVICE.get(file.suffix.lower(), 'no such file')}" for file in files[:5]]
    more = f"; and {len(files) - 5} more files" if len(files) > 5 else ""
    return f". {'; '.join(told)}{more}" if told else ""


def _tell_format(suffix):
    advice = f"; {_ADVICE[suffix]}" if suffix in _ADVICE else ""
    return f"pages are read from {', '.join(_FORMATS)} files, this is {suffix or 'without an ending'}{advice}"


def _read_file(file, folder, columns, link, confined):
    """The rows of one file, a page or an article each; if it cannot be read, no text but the reason."""
    path = _as_text(file.relative_to(folder).as_posix())
    try:
        raw = _read_page(file, file.suffix.lower(), link)
        if file.suffix.lower() != ".zip":
            return _read_bytes(path, raw, columns, confined)
        return [row for name, member in open_zip(raw) if not _is_beside(name)
                for row in (_read_bytes(f"{path}/{name}", member, columns, confined)
                            if isinstance(member, bytes) else [_refuse(f"{path}/{name}", member)])
                ] or [_refuse(path, "no page is in the archive")]
    except (OSError, ValueError, MemoryError) as error:
        return [_refuse(path, isinstance(error, OSError) and error.strerror or str(error) or "too large")]


def _as_text(path):
    """A path as text: of bytes that are none, a stand-in."""
    return os.fsencode(path).decode("utf-8", "replace")


def _refuse(path, reason, **more):
    return dict(path=path, sha256="", encoding="", layout="page", tail="", text="",
                note=[f"not read: {reason}"]) | more


def _is_beside(name):
    """Whether a member of an archive is what a folder would not give as a page either."""
    parts = name.split("/")
    if parts[-1] == MANIFEST:
        log.warning("%s in an archive is not used; put it beside the archive", name)
    return parts[-1] in _BESIDE or any(part.startswith((".", "~$", "__MACOSX")) for part in parts)


def _is_table(text):
    """Whether the first line of a text names columns that tabs part: 标题, 正文 and one more."""
    names = text[:2000].lstrip("\ufeff\r\n").partition("\n")[0].strip("\r").split("\t")
    return len(names) > 2 and len(found := find_columns(names)) > 2 and "body" in found


def _read_bytes(path, raw, columns, confined, shown=None):
    """The rows of one file, or member of an archive, of these bytes; ``shown`` is its path in the table."""
    common = dict(path=shown or path, sha256=hashlib.sha256(raw).hexdigest(), encoding="", layout="page",
                  tail="")
    suffix = splitext(path)[1].lower()
    try:
        note, rows = "", []
        read = confined.read if suffix in _STRANGE or len(raw) > _SMALL else _read_here
        if suffix in READERS:
            common["encoding"], rows = read(read_records, raw, suffix, columns, _WRITTEN)
            if not rows:
                raise ValueError("no article is in it")
        elif suffix in _PLAIN:
            text, common["encoding"] = decode(raw)
            if _is_table(text):
                return _read_bytes(f"{path}.tsv", raw, columns, confined, path)
        elif suffix == ".docx":
            text = read(read_docx, raw)
        elif suffix == ".pdf":
            text = read(read_pdf, raw)
        elif suffix in (".html", ".htm"):
            text, common["encoding"], common["layout"], note = read(read_html, raw)
            if not text.strip() and (lacks := _LACKS.search(raw)):
                raise ValueError(_TELL_LACK[bool(lacks["frame"])])
        else:
            raise ValueError(_tell_format(suffix))
        if suffix not in READERS:
            notes = [note] if note else []
            if common["layout"] == "article" or not (rows := read_exports(text)):
                return [_hold({**common, "text": text, "note": notes, **read_head(text, common["layout"])})]
    except (OSError, ValueError, MemoryError, RecursionError) as error:
        reason = isinstance(error, OSError) and error.strerror or str(error) or type(error).__name__
        return [_refuse(common["path"], reason, sha256=common["sha256"])]
    common["layout"] = "article"
    ids = [row["id"] for row in rows if not row["fault"]]
    own = len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w.-]{1,32}", name) for name in ids)
    width = len(str(len(rows)))
    out = []
    for number, row in enumerate(rows, 1):
        tail = f"-{row['id']}" if own and not row["fault"] else f"-{number:0{width}}"
        note = [f"not read: {row['fault']}"] if row["fault"] else [row["remark"]] if row.get("remark") else []
        out.append(_hold({**common, **row, "tail": tail, "note": note}))
    return out


def _read_here(reader, raw, *more):
    return reader(raw, *more)


def _read_page(file, suffix, link):
    if not link and file.is_dir():
        raise ValueError("the folder cannot be opened; see its permissions")
    if not link and file.is_file() and suffix not in _FORMATS:
        raise ValueError(_tell_format(suffix))
    return read_bytes(file, link, PLAIN_BYTES if suffix in _PLAIN | {".html", ".htm"} else _BYTES)


def _hold(row):
    """Settle the text of a page; take it away again when it is blank, or too much for a page.

    Offsets count in what is settled here: it can be written to disk and read again without a change.
    """
    row["text"] = text = part_line(mend(row["text"].replace("\r\n", "\n").replace("\r", "\n")))
    too_much = ""
    if not text.strip():
        too_much = "the file is blank"
    elif len(text) > CHARACTERS:
        too_much = (f"it has {len(text)} characters, more than the {CHARACTERS} of the longest page allowed; "
                    "split it into pages")
    elif len(text) > _LINES and (n := len(text.splitlines())) > _LINES:
        too_much = f"it has {n} lines, more than the {_LINES} allowed; split it into pages"
    elif len(text) > _LINE and (n := max(map(len, text.splitlines()))) > _LINE:
        too_much = f"a line has {n} characters, more than the {_LINE} allowed; part it into paragraphs"
    if too_much:
        row["text"] = ""
        before = [note for note in row["note"] if note.startswith("not read")]
        row["note"] = before or [f"not read: {too_much}"]
    return row


def _name_pages(rows):
    """Name the pages; those that share a name by their paths, and if need be with their endings."""
    for form in (lambda path: splitext(basename(path))[0], lambda path: splitext(path)[0], str):
        names = Counter(row.get("page") for row in rows)
        for row in rows:
            if names[row.get("page")] > 1 or "page" not in row:
                row["page"] = form(row["path"]) + row["tail"]
    seen = set()
    for row in rows:
        while row["page"] in seen:
            row["page"] += "_"
        seen.add(row["page"])
