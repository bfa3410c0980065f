"""A cell of a table as text, with lists, objects and HTML unpacked; and a row of cells as an article."""

import ast
import datetime
import html
import json
import re

from tifa.reading.columns import find_columns
from tifa.reading.html import read_html

KNOWN = ("newspaper", "city", "province", "date")
_LINES = ("section", "kicker", "headline", "subhead", "byline")  # in the order of print, the body behind them
_WHO = re.compile("记者|通讯员|作者|编辑|摄|記者|通訊員")
_TAG = re.compile(
    r"</?(?:p|br|div|span|center|font|b|i|u|em|strong|img|a|table|tr|td|th|tbody|ul|ol|li|h[1-6]|section"
    r"|article|blockquote|html|body|head|style|script|hr|pre|figure|sub|sup|small|iframe|video|label)"
    r"(?:\s[^<>]*)?/?>", re.I)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.I)
_LIST = re.compile(r"[\[{]\s*['\"\[{]")
_PARAGRAPHS = re.compile(r"[\r\n]+|(?<=[。！？”])\u3000{2,}")
_NESTED = 200_000  # characters of a cell that is looked through for JSON
_CALLED = ("name", "title", "text", "value")  # what an object is called by


def read_cell(value, joint=";"):
    """A cell as text: of a list its members, of an object its name or all its leaves, however deep they lie.

    Examples
    --------
    >>> read_cell(["林远", {"name": "赵青"}]), read_cell('["林远", "赵青"]'), read_cell(3.0)
    ('林远;赵青', '林远;赵青', '3')
    """
    if isinstance(value, str):
        value = _parse(value)
    if isinstance(value, (list, tuple, dict)):
        return joint.join(filter(None, [read_cell(leaf, joint) for leaf in _leaves(value)]))
    if value is None or value != value:  # NaN and its kin are not equal to themselves
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # JSON can hold halves of characters
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def open_cells(header, values, columns=None):
    """A row whose cells of unknown columns hold objects with known ones in them: their keys become columns.

    Examples
    --------
    >>> open_cells(("title", "meta"), ["修路", '{"source": "江州晚报"}'])
    (('title', 'source'), ['修路', '江州晚报'])
    """
    held = [(i, _parse(value)) for i, value in enumerate(values)
            if isinstance(value, str) and value[:1] == "{" and i < len(header)]
    held = {i: value for i, value in held if isinstance(value, dict)
            and not find_columns([header[i]], columns) and find_columns(value, columns)}
    if not held:
        return header, values
    pairs = [pair for i, (name, value) in enumerate(zip(header, values))
             for pair in (held[i].items() if i in held else [(name, value)])]
    return tuple(name for name, _ in pairs), [value for _, value in pairs]


def _parse(text):
    """A list or object that was written into a cell, as JSON or as Python writes it; else the text."""
    bare = text.strip()
    if bare[:1] + bare[-1:] not in ("[]", "{}") or len(bare) > _NESTED or not _LIST.match(bare):
        return text
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(bare)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return value if isinstance(value, (list, dict)) else text
    return text


def _leaves(value):
    """The values of a list or an object from first to last."""
    leaves, stack = [], [value]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            called = next((value[key] for key in _CALLED if isinstance(value.get(key), str)), None)
            stack += [called] if called else reversed([*value.values()])
        elif isinstance(value, (list, tuple)):
            stack += reversed(value)
        else:
            leaves.append(value)
    return leaves


def strip_html(text):
    """A text without tags and entities; blocks become paragraphs.

    Examples
    --------
    >>> strip_html("<div>一<b>条</b>路</div>修好了&nbsp;&lt;图&gt;"), strip_html("投入<300万元>")
    ('一条路\\n\\n修好了\\xa0<图>', '投入<300万元>')
    """
    if "<" in text and _TAG.search(text):
        return read_html(re.sub(r"\n\s*\n", "<br>", text).encode("utf-8", "replace"))[0]
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text


def write_article(cells):
    """The text of one article in the order of print, what is known marked; and what is known of its page.

    Parameters
    ----------
    cells : dict
        {our name of a column: text}

    Returns
    -------
    dict
        id, text, fault and the columns of :data:`KNOWN`. The text is empty without headline and body.

    Examples
    --------
    >>> write_article({"headline": "江北县修路", "byline": "林远;赵青", "body": "路修好了。"})["text"]
    '# 江北县修路\\n\\n作者：林远;赵青\\n\\n路修好了。'
    """
    parts = {name: [p.strip() for p in _PARAGRAPHS.split(strip_html(cells.get(name, ""))) if p.strip()]
             for name in (*_LINES, "body")}
    headline = " ".join(_unmark(p) for p in parts["headline"])
    lines = [*(f"版次：{p}" for p in parts["section"]), *parts["kicker"], *[f"# {headline}"][: bool(headline)],
             *(f"## {_unmark(p)}" for p in parts["subhead"]),
             *(p if _WHO.search(p) else f"作者：{p}" for p in parts["byline"]), *parts["body"]]
    text = "\n\n".join(lines) if headline or parts["body"] else ""
    known = {name: cells.get(name, "").strip() for name in KNOWN}
    return dict(id=cells.get("id", "").strip(), text=text, fault="", **known)


def _unmark(line):
    return line.lstrip("#").lstrip() or line
