"""What a number stands for: the list before its label, behind it, or where every item bears its character."""

import re
from itertools import chain

from tifa.policy import forms
from tifa.words.segment import segment_clause, tag_word

_NEAR, _FAR = 160, 700  # characters before and behind a label in which its list is looked for
_REACH, _MENTIONS = 5000, 8  # where other mentions are looked for, and how many
_LEADING = frozenset(["v", "vd", "p", "c", "d", "ad", "uj", "ul", "zg",
    "r"])  # tags of words behind which a list may begin


def find_items(text, start, end, n):
    """Find the items that a label stands for.

    Parameters
    ----------
    text : str
        Folded text.
    start, end : int
        Where the label stands.
    n : int
        How many items it claims.

    Returns
    -------
    list of str, str
        As many items as it claims, or none; and a note where a list of another number follows.

    Examples
    --------
    >>> text = "由产业、创业、就业组成的三业联动"
    >>> find_items(text, text.index("三"), len(text), 3)
    (['产业', '创业', '就业'], '')
    """
    if n < 2 or n > 30:
        return [], ""
    label = forms.LABEL.search(text[start:end])
    head = label["head"] if label else ""
    before, behind = _around(text, start, end)
    if items := list_before(before, n) or list_behind(behind, n) or _begun_alike(behind, n, head):
        return items, ""
    counted = [*forms.COUNTED_OFF.finditer(behind)] if forms.LED_BEHIND.match(behind) else []
    counted = [m["item"] for m in counted] if counted and counted[0]["one"] else []
    if len(counted) == n:
        return counted, ""
    low = max(0, start - _REACH)
    near = text[low : end + _REACH]
    others = [(low + m.start(), low + m.end()) for m in re.finditer(re.escape(text[start:end]), near)
        if low + m.start() != start][:_MENTIONS]
    told = {tuple(items) for places in others
        if (items := list_before(_around(text, *places)[0], n) or list_behind(_around(text, *places)[1], n))}
    if len(told) == 1:  # another mention tells them, and none tells others
        return [*told.pop()], ""
    shared = list_sharing(near, n, head[0]) if head and not label["classifier"] else []
    return shared, f"{len(counted)} items follow where {n} are claimed" if len(
        counted) > 1 and not shared and behind[:3].count(":") else ""


def _around(text, start, end):
    """The text before and behind a label, its quotation marks left out."""
    before = text[max(0, start - _NEAR) : start]
    return before.rstrip("“").rstrip(",") if before.endswith("“") else before, text[
        end : end + _FAR].partition("\n")[0].lstrip("”")


def list_before(before, n):
    """The n items right before a label: A、B和C“三X”; none when their number does not fit.

    Examples
    --------
    >>> list_before("打好蓝天、碧水、净土", 3), list_before("推进甲、乙", 3)
    (['蓝天', '碧水', '净土'], [])
    """
    quoted = before.endswith("”")
    cut = before.rfind("“") if quoted and "、" in before[before.rfind("“") :] else max(map(before.rfind,
        ",。;:!?()《》\n"))
    tail = forms.AROUND_ITEMS.sub("", before[cut + 1 :].removesuffix("”"))
    if quoted and "”" in tail and (several := re.findall("“([^“”]+)”",
        before[-_NEAR:])[-n:]) and re.search(f"(?:“[^“”]+”[、和与及]?){{{n}}}$", before):
        return several
    tail = forms.AROUND_ITEMS.sub("", tail).replace("“", "").replace("”", "")
    for items in (tail.split("、"), forms.BETWEEN_ITEMS.split(tail), _pair(tail) if n == 2 else []):
        if len(items) == n and all(items):
            items = [cut_lead(items[0], items[1:]), *items[1:]]
            if _fit(items):
                return items
    return []


def _pair(tail):
    """Two words of one length and sort right before a label: 国内国际双循环."""
    *lead, first, second = ("", *segment_clause(tail)) if len(segment_clause(tail)) > 1 else ("", "", "")
    words = (first, second) if not lead[-1] or tag_word(lead[-1])[0] in "vpca" else ()
    return [*words] if len(words) == 2 and len(words[0]) == len(words[1]) == 2 and {tag_word(word)[0]
        for word in words} <= set("nsfb") else []


def _fit(items):
    """Whether items are like one another: none far longer than the next, none broken, the last no clause of its own."""
    *_, most, longest = sorted(map(len, items))
    led = tag_word(segment_clause(items[-1])[0]) in ("d", "ad")
    return not led and longest <= max(8,
        2 * most + 2) and not any(map(forms.NO_ITEM.search, items)) and len(set(items)) == len(items)


def cut_lead(item, others):
    """The first item of a list without the words that lead to it: cut so that it is most like its fellows.

    Examples
    --------
    >>> cut_lead("着力打好蓝天", ["碧水", "净土"])
    '蓝天'
    """
    words, at, ways = segment_clause(item), 0, [(0, "")]
    for word in words[:-1]:
        at += len(word)
        if word not in ("和", "与", "及"):
            ways.append((at, tag_word(word)))
    usual = sum(map(len, others)) / len(others)
    tags = {tag_word(segment_clause(other)[0])[0] for other in others}
    ends = {other[-1] for other in others}

    def unlike(way):
        """How unlike its fellows the item is when it is cut there."""
        cut, tag = way
        rest = item[cut:]
        led = not cut or tag in _LEADING or tag[:1] in "vm"
        even = max(map(len, others)) == min(map(len, others)) == len(rest) < 5
        return (abs(len(rest) - usual) + (0 if led else 0.5 if even else 3) + (0
            if tag_word(segment_clause(rest)[0])[0] in tags else 1)
                - (1 if len(ends) == 1 and rest[0] in {other[0] for other in others} else 0), cut)
    return item[min(ways, key=unlike)[0] :]


def list_behind(behind, n):
    """The n items named behind a label: 包括…, 即…, (…), :….

    Examples
    --------
    >>> list_behind(",即产业、创业和就业,都要抓", 3)
    ['产业', '创业', '就业']
    """
    named = forms.NAMED_BEHIND.match(behind)
    if not named:
        several = re.match(rf"(?:[^。;,]{{0,8}}[:(])?((?:“[^“”]+”[、和与及]?){{{n}}})(?!“)", behind)
        return re.findall("“([^“”]+)”", several[1]) if several else []
    told = named["list"]
    part = told.split(",")[0] if "、" in told.split(",")[0] else told.split("、")[0] if told.count(
        ",") >= n - 1 else told
    for items in (part.split("、"), forms.BETWEEN_ITEMS.split(part), part.split(",")):
        if len(items) == n and min(map(len, items)) and max(map(len, items[:-1])) <= 20:
            last = items[-1].partition("等")[0]
            last = cut_tail(last) if len(last) > max(map(len, items[:-1])) + 1 else last
            return [item.strip("“”") for item in (*items[:-1], last)] if last else []
    return []


def cut_tail(item):
    """The last item of a list without the verb that goes on with the sentence: 村医师组建… gives 村医师."""
    at = 0
    for i, word in enumerate(segment_clause(item)):
        if i and tag_word(word) == "v":
            return item[:at]
        at += len(word)
    return item


def _begun_alike(behind, n, head):
    """The n clauses that follow a label and begin as it ends: “四个坚持”:一是坚持A,…二是坚持B …"""
    if len(head) < 2 or behind.count(head) < n:
        return []
    clauses = [re.sub("^[一二三四五六七八九十]是", "", clause) for clause in re.split("[,。;:、]", behind)]
    items = [clause for clause in clauses if (clause.startswith(head) or clause.endswith(head))
        and len(clause) > len(head) + 1]
    return items if len(items) == n else []


def list_sharing(text, n, character):
    """The one list of n words of one length in an article that all begin or end with a character: 教师、教材、教法 for 三教.

    Examples
    --------
    >>> list_sharing("发射区、高新区、旅游区,打造三区", 3, "区")
    ['发射区', '高新区', '旅游区']
    """
    lists = set()
    for m in forms.ANY_LIST.finditer(text) if text.count(character) > n else ():
        items = m[0].split("、")
        size = min(len(items[0]), len(items[-1]), 4) if n == 2 else len(items[1])
        items = [items[0][-size:], *items[1:-1], items[-1][:size]]
        if len(items) == n and {*map(len, items)} == {size} and ({item[0] for item in items} == {character}
            or {item[-1] for item in items} == {character}):
            lists.add(tuple(items))
    return [*lists.pop()] if len(lists) == 1 else []


def add_up(rows, text):
    """Give labels the items that the article tells elsewhere: ten centres are the four, three and three of other sentences."""
    labels = [(row, m) for row in rows if row[2] == "numeric"
        and (m := forms.LABEL.fullmatch(text, row[0], row[1])) and row[3].isdigit()]
    for row, m in labels:
        if not row[4] and m["head"]:
            parts = [other[4] for other, named in labels if named["head"] == m["head"]
                and named["classifier"] and int(other[3]) < int(row[3])]
            items = list(dict.fromkeys(chain.from_iterable(parts)))
            row[4].extend(items if len(items) == int(row[3]) else [])
