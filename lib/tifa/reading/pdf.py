"""PDF files with a text layer become plain text with Markdown marks.

Columns are put in reading order, headings are told by their size.
"""

import ctypes
import math
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import combinations
from statistics import median
from typing import NamedTuple

from tifa.arguments import takes
from tifa.reading.pdf_parts import gather_tables, mark_repeats

# in sizes of the font: what parts two pieces of a line, two columns; an indent; the short end of a paragraph;
# leading; a band of white across the sheet
_APART, _APART_HEADING, _GUTTER, _INDENT, _SHORT, _LEADING, _BAND = 0.9, 1.6, 0.4, 0.8, 2.5, 1.2, 3
_NARROW = 0.5  # white space beside a digit that parts nothing
# white space before a column's edge; lines that begin there; how wide what stands beside it is
_EDGE, _EDGES, _COLUMN = 0.4, 3, 3
_HEADING, _HEADLINE = 1.15, 1.5  # in sizes of the body
_PITCH, _UPRIGHT = 1.35, 4  # of characters that stand below one another: from one to the next; how many
_TOO_MANY = 5000  # pieces on one sheet: a drawing, no text; they stay in the order of the file
# fonts that every reader of PDF has; blanks alone are often set in them, and have no shape
_LATIN = (b"Times", b"Arial", b"Helvetica", b"Courier", b"Calibri", b"Cambria", b"Symbol", b"Wingdings")
_LIMIT = 10_000_000  # characters
_UNKNOWN, _DOWNWARD = 0.02, 0.3  # share of characters of no known meaning, of those set below one another


class _Piece(NamedTuple):
    left: float
    right: float
    bottom: float
    size: float
    text: str


@takes()
def read_pdf(raw):
    """Give the text of a PDF file.

    Pieces of text are put in reading order by the white space between columns, lines are joined to paragraphs
    by indent and short last line; a font clearly larger than the commonest one marks a heading.

    Raises
    ------
    ValueError
        When the file is damaged, locked, has no text layer, or text whose characters are not told or that
        runs from top to bottom.

    Notes
    -----
    Tables are told by numbers in short cells; one beside a column of text is not. What every sheet repeats at
    its edges is kept once, as navigation, numbers of pages not at all. Nothing in the file is run.
    """
    pypdfium2 = _load_library()
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ValueError("the PDF is locked by a password; save it without one") from None
        raise ValueError(
            f"it is damaged or no PDF file ({error}); get the whole file, or print it to PDF anew"
        ) from None
    sheets, total, asked = [], 0, Counter()
    try:
        for sheet in document:
            sheets.append(_pieces(pypdfium2.raw, sheet, asked))
            total += sum(len(piece.text) for piece in sheets[-1])
            if total > _LIMIT:
                raise ValueError(f"the PDF holds more than {_LIMIT} characters; split it into pages")
    except pypdfium2.PdfiumError as error:
        raise ValueError(
            f"sheet {len(sheets) + 1} of the PDF is damaged ({error}); print it to PDF anew"
        ) from None
    finally:
        document.close()
    if asked["unknown"] > _UNKNOWN * asked["all"]:
        share = min(100, round(100 * asked["unknown"] / (asked["all"] or 1)))
        raise ValueError(
            f"{share} % of the PDF's characters are not told (its fonts are not embedded, or name no "
            "characters); get the file with its fonts, or let a program for text recognition (OCR) read it"
        )
    if not any(sheets):
        raise ValueError(
            "the PDF has no text layer (a scan?); let a program for text recognition (OCR) add one"
        )
    if asked["downward"] > _DOWNWARD * asked["all"]:
        raise ValueError(
            "the PDF's text runs from top to bottom, which is not read in its order; "
            "let a program for text recognition (OCR) that knows vertical text make a text of it"
        )
    sizes = Counter()
    for piece in (piece for sheet in sheets for piece in sheet):
        sizes[round(piece.size * 2)] += len(piece.text)
    body = sizes.most_common(1)[0][0] / 2 or 1.0
    out = []
    for pieces in mark_repeats(sheets):
        rows = pieces if len(pieces) > _TOO_MANY else gather_tables(_join_rows(pieces, body), body)
        columns = [rows] if len(pieces) > _TOO_MANY else _columns(rows, body)
        out += [text for column in columns for text in _paragraphs(column, body)]
    return "\n\n".join(out)


@cache
def _load_library():
    """The library with a font of our own for Chinese: it drops characters that no font has a shape for."""
    import pypdfium2
    from pypdfium2 import raw

    folder = ctypes.create_string_buffer(str(files("pylopdf_fonts_zh_cn")).encode())
    paths = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.cast(folder, ctypes.POINTER(ctypes.c_char)), None)
    config = raw.FPDF_LIBRARY_CONFIG(version=2)
    config.m_pUserFontPaths = ctypes.cast(paths, type(config.m_pUserFontPaths))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(config)
    pypdfium2.tifa_fonts = folder, paths  # they are read later, too
    return pypdfium2


def _pieces(pdfium, sheet, asked):
    """The pieces of text of a sheet: characters that follow one another on one base line.

    In ``asked`` is counted how many characters there are, of no known meaning, below the one before.
    """
    text = sheet.get_textpage()
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    runs, before, absent, seen = [], None, _absent_fonts(pdfium, sheet), set()
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        no_character = code < 32 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        if absent:
            seen.add(_address(pdfium.FPDFText_GetTextObject(text, i)))
        asked["all"] += not chr(code).isspace() if code <= 0x10FFFF else 1
        asked["unknown"] += _is_unknown(code) or pdfium.FPDFText_HasUnicodeMapError(text, i) == 1
        if no_character:
            continue
        # with the advance: the ink of a full stop fills a quarter of it
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d) or 1.0
        letter = _Piece(box.left, max(box.right, box.left), y.value, size, chr(code))
        if before and _adjoin(before, letter, _EDGE):
            runs[-1].append(letter)
        else:
            runs.append([letter])
            asked["downward"] += bool(before and _is_below(before, letter))
        before = letter
    text.close()
    lost = sum(len(own - seen) for own in absent if 4 * len(own - seen) > 3 * len(own))
    asked.update(all=lost, unknown=lost)
    inked = [[i for i, letter in enumerate(run) if not letter.text.isspace()] for run in runs]
    # an indent may be made of spaces
    return _join_upright([_joined(run[ink[0] : ink[-1] + 1]) for run, ink in zip(runs, inked) if ink])


def _join_upright(pieces):
    """Join characters that stand below one another, as a headline beside its text may."""
    out, run = [], []
    for piece in [*pieces, None]:
        alone = piece is not None and len(piece.text) == 1
        if run and not (alone and _is_below(run[-1], piece, _PITCH)):
            # as if it stood above what is beside it
            whole = _joined(run)._replace(text="".join(one.text for one in run),
                                          bottom=run[0].bottom + run[0].size)
            out += [whole] if len(run) >= _UPRIGHT else run
            run = []
        if alone:
            run.append(piece)
        elif piece is not None:
            out.append(piece)
    return out


def _absent_fonts(pdfium, sheet):
    """The pieces of text in each font that the file does not hold: one that has no shapes here loses them."""
    found, name = {}, ctypes.create_string_buffer(64)
    for i in range(pdfium.FPDFPage_CountObjects(sheet)):
        thing = pdfium.FPDFPage_GetObject(sheet, i)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            font = pdfium.FPDFTextObj_GetFont(thing)
            if font and pdfium.FPDFFont_GetIsEmbedded(font) == 0:
                pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
                found.setdefault(name.value, set()).add(_address(thing))
    return [own for font, own in found.items() if not font.startswith(_LATIN)]


def _address(thing):
    return ctypes.addressof(thing.contents) if thing else 0


def _is_unknown(code):
    """Whether a code says nothing of its character: private use, but for that of signs before items."""
    return code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code < 0xF000 or 0xF100 <= code < 0xF900


def _is_below(one, other, pitch=2):
    size = min(one.size, other.size)
    return abs(one.left - other.left) < 0.3 * size and 0.5 * size < one.bottom - other.bottom < pitch * size


def _adjoin(one, other, apart):
    size = min(one.size, other.size)
    return abs(one.bottom - other.bottom) < 0.3 * size and -0.5 * size < other.left - one.right < apart * size


def _width(piece):
    return piece.right - piece.left


def _joined(pieces):
    """One piece of several; where white space is seen between them, a space stands."""
    gaps = [(b.left - a.right) / b.size for a, b in zip(pieces, pieces[1:])]
    usual = median(gaps) if len(gaps) > 2 else 0  # lines set to a width have a little white space everywhere
    text = pieces[0].text
    for piece, gap in zip(pieces[1:], gaps):
        # beside digits a program sets a quarter of a character
        beside = text[-1:] + piece.text[:1]
        letters = any(c.isascii() and c.isalpha() for c in beside)
        number = not letters and any(c.isdigit() or c in "%‰" for c in beside)
        seen = (_NARROW if number else 0.18) + usual
        if gap > seen and not text[-1:].isspace() and not piece.text[:1].isspace():
            text += " "
        text += piece.text
    first = pieces[0]
    return _Piece(first.left, max(p.right for p in pieces), first.bottom, max(p.size for p in pieces), text)


def _join_rows(pieces, body):
    """Join pieces that touch on one base line: the file sets them apart where the font changes."""
    rows, out = [], []
    for piece in sorted(pieces, key=lambda p: -p.bottom):
        if rows and rows[-1][-1].bottom - piece.bottom < 0.3 * min(rows[-1][-1].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.left)
    beside = [pair for row in rows for pair in zip(row, row[1:]) if min(map(_width, pair)) > _COLUMN * body]
    edges = Counter(round(other.left) for one, other in beside if other.left - one.right > _EDGE * body)
    for row in rows:
        runs = [[row[0]]]
        for one, other in zip(row, row[1:]):
            # a headline of two clauses has white space inside
            heading = min(one.size, other.size) > _HEADING * body
            edge = sum(edges[round(other.left) + i] for i in (-1, 0, 1)) >= _EDGES and not heading
            if _adjoin(one, other, _APART_HEADING if heading else _EDGE if edge else _APART):
                runs[-1].append(other)
            else:
                runs.append([other])
        out += map(_joined, runs)
    return out


def _columns(rows, body):
    """Put rows in reading order: [[row, …], …], one list a column.

    From the top down, as many rows as leave white space between columns are taken together, and read column
    by column; a row that no column stands beside is read where it stands.
    """
    rows = sorted(rows, key=lambda p: (-p.bottom, p.left))
    out, at, fresh = [], 0, True
    while at < len(rows):
        spans, end, low = [], at, rows[at].bottom
        while end < len(rows):
            wider = _widen(spans, rows[end], _GUTTER * body)
            heading = rows[end].size >= _HEADING * body  # what is white above it is between two articles
            top = rows[end].bottom + (0 if heading else rows[end].size)
            if len(spans) > 1 and len(wider) == 1 or top < low - _BAND * body:
                break
            spans, end, low = wider, end + 1, min(low, rows[end].bottom)
        parts = [[row for row in rows[at:end] if left <= row.left <= right] for left, right in spans]
        pairs = combinations([part for part in parts if len(part) > 1], 2)
        if any(_stand_beside(one, other) for one, other in pairs):
            out += [column for part in parts for column in _columns(part, body)]
            at, fresh = end, True
            continue
        if fresh:
            out.append([])
        base, fresh = rows[at].bottom, False
        # what stands on one line stays together
        while at < len(rows) and base - rows[at].bottom < 0.3 * body:
            out[-1].append(rows[at])
            at += 1
    return out


def _stand_beside(one, other):
    """Whether two columns share some height: a signature to the right below a text is no column."""
    return one[-1].bottom < other[0].bottom and other[-1].bottom < one[0].bottom


def _widen(spans, row, gutter):
    """The stretches of a line that rows cover, with one row more; a gap under a gutter is none."""
    left, right, out = row.left, row.right, []
    for span in spans:
        if span[1] + gutter > left and span[0] - gutter < right:
            left, right = min(left, span[0]), max(right, span[1])
        else:
            out.append(span)
    return sorted([*out, (left, right)])


def _paragraphs(rows, body):
    """Join the rows of a column to paragraphs and mark the headings."""
    plain = [row for row in rows if row.size < _HEADING * body and row.text[0] not in "[|"] or rows
    lefts = Counter(round(row.left) for row in plain)
    left = min((x for x, n in lefts.items() if n > 1), default=min(lefts))  # one row alone may hang out
    right = max(row.right for row in plain)
    out, before = [], None
    for row in rows:
        same = (
            before
            and not {before.text[0], row.text[0]} & {"[", "|"}  # a running head, a table
            and abs(before.size - row.size) < 0.1 * body
            and before.bottom - row.bottom < (1 + _LEADING) * row.size
        )
        beside = before and abs(before.bottom - row.bottom) < 0.3 * row.size
        goes_on = (
            same
            and row.size < _HEADING * body
            and row.left < left + _INDENT * body
            and before.right > right - _SHORT * body
        )
        if beside:
            out[-1][1].append(" " + row.text)
        elif goes_on:
            joint = before.text[-1] + row.text[0]
            words = joint.isascii() and joint.isalnum() and not joint.isdigit()
            out[-1][1].append(" " * words + row.text)
        else:
            mark = "# " if row.size >= _HEADLINE * body else "## " if row.size >= _HEADING * body else ""
            out.append((mark, [row.text]))
        before = row
    return [mark + "".join(texts).strip() for mark, texts in out]
