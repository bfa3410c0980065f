"""Word files become plain text with Markdown marks."""

import io
import re
from itertools import groupby

from tifa.arguments import takes
from tifa.reading.archives import check_zip
from tifa.reading.blocks import render_blocks
from tifa.reading.grids import holds_data, write_grid


@takes()
def read_docx(raw):
    """Give the text of a Word file: titles, headings (by style), lists, tables row by row, text boxes.

    Notes
    -----
    Page headers, footers, notes and comments are left out, and what was struck out in a revision.
    """
    check_zip(raw, ".docx")
    import docx
    from docx.oxml.ns import qn

    try:
        document = docx.Document(io.BytesIO(raw))
    except MemoryError:
        raise
    except Exception as error:  # python-docx lets through whatever its parsers raise
        raise ValueError(
            f"the document is damaged ({type(error).__name__}: {error}); open it and save it anew"
        ) from None
    marks = {style.style_id: _style_mark(style) for style in document.styles if hasattr(style, "base_style")}
    blocks, written = [], set()
    for node in document.element.body.iter(qn("w:p"), qn("w:tbl")):
        around = set(node.iterancestors())
        if not written.isdisjoint(around) or _is_gone(around):
            continue
        if node.tag == qn("w:tbl"):
            rows = _read_grid(node)
            written.update([node] if rows else [])
            blocks += write_grid(rows)
            continue
        listed = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        mark = marks.get(node.style, "") or "- " * listed
        blocks += [(mark, held) for held in _read_paragraph(node)]
    return render_blocks(_gather_tabs(blocks))


def _gather_tabs(blocks):
    """Make a table of lines that stand together and that tabs cut into as many cells."""
    out = []
    for n, run in groupby(blocks, key=lambda block: 0 if block[0] else len(_cut_tabs(block[1]))):
        run = list(run)
        rows = [_cut_tabs(held) for _, held in run]
        out += write_grid(rows) if n > 1 and holds_data(rows) else run
    return out


def _cut_tabs(held):
    return re.split(r"\t+", "".join(text for text, _ in held).strip())


def _is_gone(nodes):
    """Whether what stands inside these was moved away, or is there a second time for older programs."""
    return any(node.tag.endswith(("}moveFrom", "}Fallback")) for node in nodes)


def _read_paragraph(paragraph):
    """The lines of a paragraph, each as pieces: (text, whether it is a link)."""
    from docx.oxml.ns import qn

    pieces = [[]]
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
        around = list(node.iterancestors())
        if (
            next(a for a in around if a.tag == qn("w:p")) is not paragraph
            or _is_gone(around)
            or node.getparent().tag != qn("w:r")
        ):
            continue
        if node.tag in (qn("w:br"), qn("w:cr")):
            pieces.append([])
        else:
            pieces[-1].append((node.text or "\t", any(a.tag == qn("w:hyperlink") for a in around)))
    return pieces


def _read_grid(table):
    """The cells of a table that holds data: [[text, …], …]; nothing of one that only lays out."""
    from docx.oxml.ns import qn

    if next(table.iterdescendants(qn("w:tbl"), qn("w:drawing"), qn("w:pict")), None) is not None:
        return []
    rows = []
    for line in table.iter(qn("w:tr")):
        rows.append([])
        for cell in line.iter(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            lines = [held for paragraph in cell.iter(qn("w:p")) for held in _read_paragraph(paragraph)]
            text = " ".join("".join(text for text, _ in held) for held in lines)
            across = span.get(qn("w:val"), "") if span is not None else ""
            rows[-1] += [text] + [""] * (min(int(across), 100) - 1 if across.isdecimal() else 0)
    return rows if holds_data(rows, sure=True) else []


def _style_mark(style):
    for _ in range(9):  # a style may rest on another
        if style is None:
            break
        level = re.fullmatch(r"(?:Heading|heading|标题) ?([1-9])", style.name or "")
        if level or style.name in ("Title", "Subtitle"):
            return "#" * min(3, int(level[1]) if level else 1 + (style.name == "Subtitle")) + " "
        if (style.name or "").startswith("List"):
            return "- "
        style = style.base_style
    return ""
