"""Word files become plain text with Markdown marks."""

import io
import re

from tifa.arguments import takes
from tifa.reading.archives import check_zip
from tifa.reading.blocks import render_blocks


@takes()
def read_docx(raw):
    """Give the text of a Word file: titles, headings (by style), lists, tables cell by cell, text boxes.

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
    gone = {qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    blocks = []
    for paragraph in document.element.body.iter(qn("w:p")):
        if any(node.tag in gone for node in paragraph.iterancestors()):
            continue
        listed = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        mark = marks.get(paragraph.style, "") or "- " * listed
        pieces = [[]]
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
            around = list(node.iterancestors())
            if (
                next(a for a in around if a.tag == qn("w:p")) is not paragraph
                or any(a.tag in gone for a in around)
                or node.getparent().tag != qn("w:r")
            ):
                continue
            if node.tag in (qn("w:br"), qn("w:cr")):
                pieces.append([])
            else:
                pieces[-1].append((node.text or "\t", any(a.tag == qn("w:hyperlink") for a in around)))
        blocks += [(mark, held) for held in pieces]
    return render_blocks(blocks)


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
