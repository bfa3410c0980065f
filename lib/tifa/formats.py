"""Files of one text become plain text with Markdown marks: HTML and Word.

Headings become ``# …``, items of lists ``- …``, blocks of nothing but links ``[…] […]``; a blank line parts blocks.
"""

import io
import re
import zipfile
import zlib

from tifa.decoding import decode, kin

UNPACKED = 300_000_000  # bytes that a .docx or .xlsx may unpack to
CHARACTERS = 5_000_000  # of the longest page: a page of a newspaper has some 10,000
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_BLOCKS = set("address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
              "h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption html".split())
_UNSEEN = set("script style template noscript head iframe object svg math audio video canvas datalist".split())
_LINKS = {"a", "button", "option"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CJK = r"[\u3000-\u9fff\uff00-\uffef]"


def read_html(raw):
    """Give the text of an HTML page: (text, encoding, layout, note).

    Scripts, styles, comments, templates and hidden elements are no text. The declared encoding is overruled when
    the bytes cannot be that. A page with one headline that calls itself an article has the layout article.

    Notes
    -----
    What a style sheet hides is read as if it were seen; what a script would fill in is missing.

    Examples
    --------
    >>> read_html(b"<p><a href=x>Home</a><p hidden>old<h1>Clinic opened</h1><p>It is <b>open</b>.")[0]
    '[Home]\\n\\n# Clinic opened\\n\\nIt is open.'
    """
    from lxml import etree

    declared = _DECLARED.search(raw[:4096])
    declared = declared[1].decode("ascii") if declared else ""
    text, encoding = decode(raw, declared)
    other = declared and not text.isascii() and kin(declared) != kin(encoding)
    note = f"it declares the encoding {declared}, but was read as {encoding}" if other else ""
    # huge_tree: else the parser drops what lies deep or is long; nothing is loaded from elsewhere
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:  # nothing but comments
        root = None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # the rest would be missing, and no one told
        raise ValueError(f"the HTML is beyond what can be read ({parser.error_log[0].message}); save the page as text")
    if root is None:
        return "", encoding, "page", note
    title = "".join(t for node in root.iter("title") for t in node.itertext())
    tops = list(root.iter("h1"))
    own = root.xpath("//meta[@property='og:type'][@content='article']") or (len(list(root.iter("article"))) == 1 and root.xpath("//article//h1"))
    article = own and len(tops) == 1 and next(tops[0].iter("a"), None) is None
    return _render(_html_blocks(root), title), encoding, "article" if article else "page", note


def _html_blocks(root):
    """Cut the tree into blocks: [(mark, [(text, in a link), …]), …]."""
    from lxml import etree

    blocks, held, heading, item, links, kept = [], [], "", False, 0, 0

    def close():
        nonlocal held, item
        if any(text.strip() for text, _ in held):
            blocks.append((heading or ("- " if item else ""), held))
            item = False
        held = []

    def add(text):
        for i, part in enumerate(text.split("\n") if kept else [text]):
            if i:
                close()
            held.append((part, links > 0))

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else "head"
        unseen = tag in _UNSEEN or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))
        step = 1 if event == "start" else -1
        if tag in _BLOCKS or tag == "br" and step > 0:
            close()
        if not unseen:
            links += step * (tag in _LINKS)
            kept += step * (tag == "pre")
            if tag in ("h1", "h2", "h3"):
                heading = "#" * int(tag[1]) + " " if step > 0 else ""
            if tag == "li":
                item = step > 0
        if step > 0 and unseen:
            walk.skip_subtree()
        elif step > 0:
            add(node.text or "")
        elif node is not root:
            add(node.tail or "")
    close()
    return blocks


def _render(blocks, title=""):
    """Blocks become lines; a heading that is a link is one only when text follows it, else it is navigation."""
    lines = []
    for mark, pieces in blocks:
        whole = _tidy("".join(text for text, _ in pieces))
        outside = "".join(text for text, linked in pieces if not linked)
        nav = not re.search(r"\w", outside) and any(linked for _, linked in pieces) and not re.search("[。！？]", whole)
        linked = [_tidy(text).translate({91: "〔", 93: "〕"}) for text, linked in pieces if linked and text.strip()]
        lines.append((mark, whole, " ".join(f"[{text}]" for text in linked) if nav else ""))
    out, before = [], ""
    marked = any(mark.startswith("#") and not nav for mark, _, nav in lines)
    named = max((whole for _, whole, nav in lines if not nav and 4 <= len(whole) and whole in title), key=len, default="")
    for i, (mark, whole, nav) in enumerate(lines):
        if nav and mark.startswith("#") and i + 1 < len(lines) and not lines[i + 1][0].startswith("#") and not lines[i + 1][2]:
            nav = ""
        if not marked and whole == named and not nav:  # no heading is marked, but the page's title says which it is
            mark, named = "# ", ""
        if nav and before:
            out[-1].append(nav)
        elif whole:
            out.append([nav or mark + whole])
        before = nav
    return "\n\n".join(map(" ".join, out))


def _tidy(text):
    """White space as a browser shows it; a line end between two Chinese characters is none."""
    text = re.sub(rf"(?<={_CJK})[ \t]*[\r\n]\s*(?={_CJK})", "", text)
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()


def check_zip(raw, kind):
    """Raise ValueError unless the bytes are a whole zip archive of a tolerable size, as it says and as it really is."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            big = sum(info.file_size for info in archive.infolist()) > UNPACKED
            left = UNPACKED
            for info in [] if big else archive.infolist():
                info.file_size = UNPACKED + 1  # else no more would be read than the directory declares
                with archive.open(info) as member:
                    while left >= 0 and (some := member.read(1 << 20)):
                        left -= len(some)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ValueError(f"it is damaged, locked by a password, or no {kind} file ({error}); open it and save it anew") from None
    if big or left < 0:
        raise ValueError(f"it would unpack to more than {UNPACKED // 10**6} MB; a page is far smaller, so it is left alone")


def read_docx(raw):
    """Give the text of a Word file: titles and headings of its styles, lists, tables cell by cell, text boxes.

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
        raise ValueError(f"the document is damaged ({type(error).__name__}: {error}); open it and save it anew") from None
    marks = {style.style_id: _style_mark(style) for style in document.styles if hasattr(style, "base_style")}
    gone = {qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    blocks = []
    for paragraph in document.element.body.iter(qn("w:p")):
        if any(node.tag in gone for node in paragraph.iterancestors()):
            continue
        mark = marks.get(paragraph.style, "") or ("- " if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None else "")
        pieces = [[]]
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
            around = list(node.iterancestors())
            if next(a for a in around if a.tag == qn("w:p")) is not paragraph or any(a.tag in gone for a in around) or node.getparent().tag != qn("w:r"):
                continue
            if node.tag in (qn("w:br"), qn("w:cr")):
                pieces.append([])
            else:
                pieces[-1].append((node.text or "\t", any(a.tag == qn("w:hyperlink") for a in around)))
        blocks += [(mark, held) for held in pieces]
    return _render(blocks)


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
