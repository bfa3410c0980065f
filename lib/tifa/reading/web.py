"""What an HTML page states of itself: in its head, in tables of particulars, in its line of issue and footer.

It is written as label lines (see :mod:`tifa.reading.labels`), so that one reader serves all formats.
"""

import json
import re
from functools import cache

from tifa.knowledge import DATA, read_rows
from tifa.reading.columns import OTHER, label_names, plain_name
from tifa.reading.days import read_day
from tifa.reading.forms import WRITTEN_DAY
from tifa.words.fold import fold

_LABELS = {"newspaper": "来源", "date": "日期", "byline": "作者"}  # in which what only the head says is written
_PREFIX = re.compile(r"^(?:og|article|dc|dcterms|twitter|parsely|sailthru|bytedance)[:.-]", re.I)
_JSON = 200_000  # characters of linked data
_CELLS = 200  # of a table of particulars
_TITLE_PARTS = re.compile(r"\s*(?:[-_|—–―·:：》《]|--)+\s*|\s{2,}|\s(?=(?:19|20)\d\d)")
_DAY = re.compile(WRITTEN_DAY)
_ISSUE_LINE = re.compile(rf"^[^。]{{0,20}}{_DAY.pattern}[^。]{{0,6}}(?:星期[一二三四五六日天]|第?\s*[A-Z]?\d{{1,3}}\s*版)")
_OWNER = re.compile(r"([\u4e00-\u9fff]{1,8}(?:报|報))社?(?:有限公司|集团|传媒集团)?[^\u4e00-\u9fff]{0,6}(?:版权所有|主办|所有)")
_SOURCE = re.compile(r"^(?:来源|文章来源|稿源)\s*[:：]\s*")
_EDITION = re.compile(r"(?<=[报報])(?:数字报刊?|數字報|电子[版报]|電子報|多媒体数字报刊?平?台?)$")
_INLINE = {"span", "b", "strong", "em", "i", "label", "font"}


@cache
def _paper():
    rows = read_rows(DATA / "exports.csv")
    return re.compile("|".join(row["cue"] for row in rows if row["does"] == "paper"))


def read_web(root):
    """What the head of an HTML page states: {column: value}, of headline, byline, newspaper and date.

    Examples
    --------
    >>> from lxml import etree
    >>> page = "<meta name='PubDate' content='2024-08-28'><title>江北县修路-江州晚报</title><p>路</p>"
    >>> read_web(etree.HTML(page))
    {'date': '2024-08-28', 'newspaper': '江州晚报'}
    """
    stated = {}
    for told in (_read_meta(root), _read_linked(root), _read_title(root)):
        for column, value in told.items():
            stated.setdefault(column, value)
    return stated


def _read_meta(root):
    found = {}
    for node in root.iter("meta"):
        name = node.get("name") or node.get("property") or node.get("itemprop") or ""
        value = (node.get("content") or "").strip()
        column = label_names().get(plain_name(_PREFIX.sub("", name)))
        if column in ("headline", "byline", "newspaper", "date") and value and len(value) < 200:
            if column == "date" and not read_day(value):
                continue
            if column == "byline" and not re.search("[A-Za-z\u4e00-\u9fff]", value):  # 105
                continue
            value = _SOURCE.sub("", value) if column == "newspaper" else value
            if plain_name(name) == "ogsitename" and not _paper().fullmatch(value):
                continue
            found.setdefault(column, value)
    return found


def _read_linked(root):
    """Of linked data (JSON-LD) that describes an article: its headline, day, writers and publisher."""
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "") or len(node.text or "") > _JSON:
            continue
        try:
            stack = [json.loads(node.text or "")]
        except (ValueError, RecursionError):
            continue
        while stack:
            held = stack.pop()
            if not isinstance(held, dict):
                stack += held if isinstance(held, list) else []
                continue
            stack += [held["@graph"]] if "@graph" in held else []
            if re.search("article|report|posting", str(held.get("@type", "")), re.I):
                named = {"headline": held.get("headline"), "date": held.get("datePublished"),
                         "byline": held.get("author"), "newspaper": held.get("publisher")}
                named = {column: _name(value) for column, value in named.items()}
                return {column: value for column, value in named.items()
                        if value and (column != "date" or read_day(value))}
    return {}


def _name(value):
    if isinstance(value, list):
        return ";".join(filter(None, map(_name, value)))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _read_title(root):
    title = re.sub(r"\s+", " ", "".join(t for node in root.iter("title") for t in node.itertext())).strip()
    parts = [part.strip(" 《》") for part in _TITLE_PARTS.split(title) if part]
    parts = [_EDITION.sub("", part) for part in parts]
    found = {"newspaper": part for part in reversed(parts) if len(part) < 20 and _paper().fullmatch(part)}
    if day := _DAY.search(fold(title)):
        found["date"] = day[0]
    return found


def read_visible(lines):
    """What the lines of a page show of its issue: the day beside a weekday or a page's number, the owner.

    Examples
    --------
    >>> read_visible(["2024年8月28日 星期三", "路修好了。", "江州晚报社 版权所有"])
    {'date': '2024年8月28日', 'newspaper': '江州晚报'}
    """
    found = {}
    for line in lines:
        if len(line) > 200:
            continue
        folded = fold(line)
        if "date" not in found and len(line) < 60 and _ISSUE_LINE.match(folded):
            found["date"] = _DAY.search(folded)[0]
        if owner := _OWNER.search(line):
            found["newspaper"] = owner[1]
    return found


def write_labels(stated, lines):
    """The label lines of what is stated, unless a line of the page shows it with its label.

    Examples
    --------
    >>> write_labels({"newspaper": "江州晚报", "date": "2024-08-28"}, ["路修好了。"])
    ['来源：江州晚报', '日期：2024-08-28']
    """
    out = []
    for column, label in _LABELS.items():
        value = re.sub(r"\s+", " ", stated.get(column, ""))
        if value and not (column == "byline" and _is_shown(value, lines)):
            out.append(f"{label}：{value}")
    return out


def _is_shown(value, lines):
    names = [name for name in re.split(r"[;；、,，\s]+", value) if name]
    squeezed = [re.sub(r"\s+", "", line) for line in lines if len(line) < 100]
    return all(any(re.sub(r"\s+", "", name) in line for line in squeezed) for name in names)


def write_particulars(root):
    """Turn tables and lists of particulars (索引号, 发文机关, 成文日期) into label lines, in the tree itself."""
    for node in [*root.iter("table", "dl")]:
        if next(node.iterdescendants("table", "dl"), None) is not None:
            continue
        if node.tag == "dl":
            cells = [[_text(own) for own in node.iterchildren("dt", "dd")]]
        else:
            cells = [[_text(cell) for cell in row.iterchildren("td", "th")] for row in node.iter("tr")]
        if pairs := _pair(cells):
            _replace(node, pairs)
    for node in [*root.iter("li", "p", "div", "td")]:
        inner = [*node]
        if len(inner) == 1 and inner[0].tag in _INLINE and (inner[0].tail or "").strip(" :："):
            known = plain_name(_text(inner[0])) in label_names(header=False)
            if known and not (node.text or "").strip() and inner[0].tail.strip()[0] not in ":：":
                inner[0].tail = "：" + inner[0].tail.lstrip()  # <b>索引号</b> 0143
        if len(inner) == 2 and inner[0].tag in _INLINE and not (node.text or "").strip():
            known = plain_name(_text(inner[0])) in label_names(header=False)
            if known and not (inner[0].tail or "").strip():
                inner[0].tail = "："


def _pair(rows):
    """[(label, value), …] of a table whose cells are labels and values by turns; None of another."""
    rows = [row for row in rows if any(row)]
    if not rows or sum(map(len, rows)) > _CELLS or any(len(row) % 2 for row in rows):
        return None
    pairs = [(row[i].rstrip(":： "), row[i + 1]) for row in rows for i in range(0, len(row), 2)]
    labels = [label for label, _ in pairs if label]
    known = {label_names(header=False).get(plain_name(label)) for label in labels} - {None}
    hits = sum(plain_name(label) in label_names(header=False) for label in labels)
    if hits < 2 or 2 * hits < len(labels) or any(len(label) > 12 for label in labels):
        return None
    return pairs if known & {OTHER, "date", "newspaper"} else None


def _replace(node, pairs):
    from lxml import etree

    tail = node.tail
    node.clear()
    node.tag, node.tail = "div", tail
    for label, value in pairs:
        if label or value:
            line = etree.SubElement(node, "p")
            line.text = f"{label}：{value}" if label else value


def _text(node):
    return re.sub(r"\s+", " ", "".join(node.itertext())).strip()[:500]
