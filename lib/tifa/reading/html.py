"""HTML pages become plain text with Markdown marks."""

import re

from tifa.arguments import takes
from tifa.reading.blocks import render_blocks
from tifa.reading.encoding import decode, kin
from tifa.reading.grids import holds_data, write_grid
from tifa.reading.web import read_visible, read_web, write_labels, write_particulars

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_BLOCKS = set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul caption html".split()
)
_UNSEEN = set(
    "script style template noscript head iframe object svg math audio video canvas datalist".split()
)
_LINKS = {"a", "button", "option"}
_LAID_OUT = ("table", "h1", "h2", "h3", "ul", "form", "img")  # no table of data holds these
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@takes()
def read_html(raw):
    """Give the text of an HTML page: (text, encoding, layout, note).

    What the page states of its newspaper, day and writers (``<meta>``, JSON-LD, ``<title>``, the line of
    issue, the footer) stands above as label lines. Scripts, styles, comments, templates and hidden elements
    are no text. The declared encoding is overruled
    when the bytes cannot be that. A page with one headline that calls itself an article has the layout
    article.

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
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:  # nothing but comments
        root = None
    # the rest would be missing, and no one told
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise ValueError(
            f"the HTML is beyond what can be read ({parser.error_log[0].message}); save the page as text"
        )
    if root is None:
        return "", encoding, "page", note
    title = "".join(t for node in root.iter("title") for t in node.itertext())
    tops = list(root.iter("h1"))
    own = root.xpath("//meta[@property='og:type'][@content='article']") or (
        len(list(root.iter("article"))) == 1 and root.xpath("//article//h1")
    )
    article = own and len(tops) == 1 and next(tops[0].iter("a"), None) is None
    stated = read_web(root)
    write_particulars(root)
    text = render_blocks(_html_blocks(root), title, stated.get("headline", ""))
    lines = text.split("\n")
    article = article or (stated.get("headline") and f"# {stated['headline']}" in lines)
    labels = write_labels(read_visible(lines) | stated, lines)
    return "\n\n".join([*labels, text]) if text else "", encoding, "article" if article else "page", note


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
        unseen = _is_unseen(node)
        step = 1 if event == "start" else -1
        if tag in _BLOCKS or tag == "br" and step > 0:
            close()
        if tag == "table" and step > 0 and not unseen and (rows := _read_grid(node)):
            blocks += write_grid(rows)
            walk.skip_subtree()
            continue
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


def _read_grid(table):
    """The cells of a table that holds data: [[text, …], …]; None of one that only lays out."""
    if next(table.iterdescendants(*_LAID_OUT), None) is not None:
        return None
    rows, below = [], {}  # columns that a cell above still covers
    for line in table.iter("tr"):
        row = []
        for cell in line.iterchildren("td", "th"):
            while below.get(len(row), 0):
                below[len(row)] -= 1
                row.append("")
            across, down = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            for i in range(across):
                below[len(row)] = down - 1
                row.append("" if i else _text(cell))
        while below.get(len(row), 0):
            below[len(row)] -= 1
            row.append("")
        rows.append(row)
    links = sum(next(cell.iter("a"), None) is not None for cell in table.iter("td"))
    sure = next(table.iter("th", "caption"), None) is not None or table.get("border", "0") not in ("", "0")
    if not holds_data(rows, sure) or 3 * links > sum(map(len, rows)):
        return None
    return [[_text(caption)] for caption in table.iter("caption")] + rows


def _span(told):
    """How many columns or rows a cell takes; what is written there may be anything."""
    return min(int(told), 100) if told and told.isdecimal() and int(told) else 1


def _text(cell):
    """The text of a cell, what is hidden left out; a blank is between its lines."""
    from lxml import etree

    pieces, walk = [], etree.iterwalk(cell, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            pieces.append(node.tail or "" if node is not cell else "")
        elif _is_unseen(node):
            walk.skip_subtree()
        else:
            pieces.append(" " * (node.tag in _BLOCKS or node.tag == "br") + (node.text or ""))
    return "".join(pieces)


def _is_unseen(node):
    return node.tag in _UNSEEN or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))
