"""What the head of a page states of it: label lines (标题：…, Source: …, 【作者】…), front matter, lines of issue.

What is stated is a field and is never guessed anew. The labels are the names of columns in
``data/columns.csv``; readers of tables, exports and HTML write what they know in this form.
"""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from tifa.reading import forms
from tifa.reading.columns import ABSTRACT, OTHER, column_names, label_names, plain_name
from tifa.reading.days import read_day
from tifa.words.fold import fold

_TAIL = 6  # lines of a page's end
_LONG, _HEAD = 160, 60  # characters of a line of labels; lines of a page's head
_VALUES = {"headline": 200, "kicker": 100, "subhead": 200, "byline": 100, "newspaper": 40, "section": 40,
           "city": 20, "province": 20, "date": 60}  # characters of a value
STATED = ("newspaper", "city", "province", "date")  # of a page; the others are an article's
_MARKS = re.compile(r"^[\s#*>|·•■□◆●-]*")
_LABEL_ENDS, _MAY_STATE = re.compile(r"[:=】\]>}]"), re.compile(r"[:：=】\]>〕》}报]")
_PROSE = re.compile(r"。|[!?].")
_FENCE = re.compile(r"^(?:-{3,}|\+{3,})$")
_PAIR = re.compile(r"^([\w\u4e00-\u9fff][\w \u4e00-\u9fff-]{0,30}?)\s*[:=]\s*(.*)$")


class Statement(NamedTuple):
    """A field that a line states, and where in the line its value stands."""

    column: str
    start: int
    end: int


@cache
def _labels():
    """The pattern of a label."""
    known = label_names(header=False)
    loose = [r"[\s_-]*".join(map(re.escape, name)) for name in sorted(known, key=len, reverse=True)]
    any_name = "|".join(loose)
    both = rf"(?:{any_name})(?:\s*[-/(]\s*(?:{any_name})\)?)?"  # Title-题名, 标题(title)
    return re.compile(
        rf"(?:^|(?<=[\s|;,)\]】>]))(?:\*\*)?"
        rf"(?:[【\[〔<〈{{]\s*(?P<boxed>{both})\s*:?\s*[】\]〕>〉}}]\s*[:=]*"
        rf"|(?P<plain>{both})\s*(?:\*\*)?\s*[:=](?:\*\*)?)", re.I)


def _column(printed):
    known = label_names(header=False)
    names = [plain_name(printed), *map(plain_name, re.split(r"[-/()]", printed))]
    return next(known[name] for name in names if name in known)


def read_statements(line):
    """Give what a line states, if it does nothing else.

    Parameters
    ----------
    line : str
        Folded.

    Returns
    -------
    list of Statement

    Examples
    --------
    >>> line = "2024-08-28 09:12 来源:江州晚报 作者:林远"
    >>> [(own.column, line[own.start : own.end]) for own in read_statements(line)]
    [('date', '2024-08-28 09:12'), ('newspaper', '江州晚报'), ('byline', '林远')]
    >>> read_statements("时间:5月6日下午 地点:图书馆"), read_statements("路修好了,来源:江州晚报")
    ([], [])
    """
    if len(line) > _LONG:
        label = _labels().match(line, _MARKS.match(line[:40]).end())
        column = _column(label["boxed"] or label["plain"]) if label else OTHER
        return [_trim(line, column, label.end(), len(line))] if column in ("body", ABSTRACT) else []
    if signed := "报" in line and forms.SIGNED_LINE.match(line.strip()):
        shift = line.index(signed[0])
        return [Statement({"paper": "newspaper", "day": "date"}.get(name, name), shift + signed.start(name),
                          shift + signed.end(name)) for name, value in signed.groupdict().items() if value]
    issue = "《" in line and forms.ISSUE_LINE.match(line)
    if issue:
        return [Statement(name, *issue.span(name)) for name in ("byline", "newspaper", "date", "section")
                if issue[name]]
    if not _LABEL_ENDS.search(line):
        return []
    if posted := ":" in line and forms.POSTED.match(line):
        return [Statement(name, *posted.span(name)) for name in ("date", "newspaper") if posted[name]]
    first = _MARKS.match(line).end()
    labels = [*_labels().finditer(line, first)]
    if not labels:
        return []
    before = line[first : labels[0].start()].strip()
    found = []
    if before and (issue := forms.BARE_ISSUE.match(before)):
        shift = line.index(before, first)
        found = [Statement(name, shift + issue.start(name), shift + issue.end(name))
                 for name in ("newspaper", "date", "section") if issue[name]]
    elif before:
        if not forms.BARE_DAY.match(before) or not read_day(before):
            return []
        found.append(_trim(line, "date", first, labels[0].start()))
    for label, after in zip(labels, [*labels[1:], None]):
        column = _column(label["boxed"] or label["plain"])
        own = _trim(line, column, label.end(), after.start() if after else len(line))
        day = column in ("newspaper", "byline") and forms.DAY_INSIDE.search(line, own.start, own.end)
        if day:
            found.append(_trim(line, "date", day.start(), own.end))
            own = _trim(line, column, own.start, day.start())
        if not _is_fit(column, line[own.start : own.end]):
            return []
        found.append(own)
    return found


def _trim(line, column, start, end):
    held = line[start:end]
    inner = held.strip({"body": " \t", "newspaper": " \t|;,\"'《》"}.get(column, " \t|;,\"'"))
    start += held.index(inner)
    return Statement(column, start, start + len(inner))


def _is_fit(column, value):
    if not value or column in ("body", ABSTRACT, OTHER):
        return True
    if len(value) > _VALUES.get(column, 100) or (column != "headline" and "。" in value):
        return False
    return column != "date" or bool(read_day(value))


class Head(NamedTuple):
    """What the head of a page states: {line: [Statement, …]}, lines counted from 1, and {column: value}."""

    lines: dict
    values: dict


@cache
def _empty():
    return Head({}, {})


def read_labels(text):
    """Read the label lines at the head of a page.

    Two fields must be stated there, or the author alone, so that 时间：… 地点：… of a notice is none; they
    stand in one block, in which nothing but the headline may be without a label.

    Parameters
    ----------
    text : str
        A page's text.

    Returns
    -------
    Head

    Examples
    --------
    >>> read_labels("标题：江北县修路\\n来源：江州晚报\\n日期：2024-08-28\\n\\n路修好了。").values
    {'headline': '江北县修路', 'newspaper': '江州晚报', 'date': '2024-08-28'}
    >>> read_labels("书展开幕\\n时间：2024年5月6日\\n地点：图书馆").values
    {}
    """
    text = text[:20_000]
    stop = -1 if _FENCE.match(text[:80].strip().partition("\n")[0]) else text.find("。")
    if stop >= 0 and (end := text.find("\n", stop)) >= 0:  # text: the head is at its end
        text = text[:end]
    lines = {}
    for number, line in enumerate(fold(text).splitlines()[: 4 * _HEAD], 1):
        if line.strip():
            lines[number] = line
            if len(lines) == _HEAD:
                break
    if not lines:
        return _empty()
    found = _read_front_matter(lines)
    if found is None:
        found = _find_block(lines) or _find_bare_block(lines)
    titles = {line.strip().lstrip("#").strip() for number, line in lines.items() if number not in found}
    values = {}
    for number, own in found.items():
        found[number] = own = [  # a headline that is printed as well stands there
            Statement(OTHER, *place) if column == "headline" and text_of(lines[number], *place) in titles
            else Statement(column, *place) for column, *place in own]
        for column, start, end in own:
            if column != OTHER and column not in values and end > start:
                values[column] = text_of(lines[number], start, end)
    return Head(found, values)


def text_of(line, start, end):
    """A value as it is held: quotation marks and brackets of front matter taken off."""
    return line[start:end].strip("\"'“”[] ")


def find_value(line, column):
    """Give where in a line the value of a column stands that the line states: (start, end); else None.

    Examples
    --------
    >>> find_value("【标题】江北县修路", "headline"), find_value("江北县修路", "headline")
    ((4, 9), None)
    """
    label = re.match(r"\s*(\S{1,12})\s+(?=[^\s:：=])", line)
    if label and label_names(header=False).get(plain_name(label[1])) == column:  # 标题 江北县修路
        return label.end(), len(line.rstrip())
    if not _MAY_STATE.search(line[:60]):
        return None
    found = [own for own in read_statements(fold(line)) if own.column == column and own.end > own.start]
    if not found:
        return None
    start, end = found[0].start, found[0].end
    while start < end - 1 and line[start] in "\"'[“":
        start += 1
    while end - 1 > start and line[end - 1] in "\"']”":
        end -= 1
    return start, end


def _find_block(lines):
    found = {}
    for number, line in lines.items():
        own = read_statements(line)
        if not own and found and (label := _text_label().match(line)):  # 内容：… below other labels
            own = [_trim(line, "body", label.end(), len(line))]
        if own:
            found[number] = own
            if any(column == "body" for column, *_ in own):
                break
        elif not line.lstrip().startswith("[") and (len(line) > 60 or _PROSE.search(line)):
            break  # text: the head is at its end
    columns = {column for own in found.values() for column, *_ in own} - {OTHER, ABSTRACT}
    if not columns:
        return {}
    numbers = [*lines]
    first, last = numbers.index(min(found)), numbers.index(max(found))
    unknown = [number for number in numbers[max(0, first - 1) : last + 2]
               if number not in found and forms.UNKNOWN_LABEL.match(lines[number].strip())]
    if _count_other(found) > 1:  # an office's particulars have labels that nobody lists
        found |= {number: [Statement(OTHER, 0, len(lines[number]))] for number in unknown}
    elif unknown and not columns & {"headline", "body"}:
        return {}
    posted = any(forms.POSTED.match(lines[number]) for number in found)
    alone = columns == {"byline"} or (len(columns) == 1 and columns <= {"section", "date"} and not first)
    alone = alone or (posted and "date" in columns)
    return found if len(columns) > 1 or alone or _count_other(found) > 1 else {}


def _find_bare_block(lines):
    """Statements of labels at the top that only a blank parts from their values: 标题 江北县修路."""
    known, found = label_names(header=False), {}
    for number, line in lines.items():
        label, _, value = line.strip().partition(" ")
        column = known.get(plain_name(label))
        if not column or not _is_fit(column, value.strip()):
            break
        found[number] = [_trim(line, column, line.index(label) + len(label), len(line))]
    columns = {own[0].column for own in found.values()}
    return found if {"headline"} < columns and columns & {"newspaper", "date"} and len(found) > 2 else {}


def _count_other(found):
    """How many lines state what no table has a place for: 索引号：…"""
    return sum(own[0].column == OTHER for own in found.values())


@cache
def _text_label():
    names = "|".join(r"\s*".join(map(re.escape, name)) for name in column_names()["body"])
    return re.compile(rf"^(?:[【\[]\s*(?:{names})\s*[】\]]\s*:?|(?:{names})\s*:)", re.I)


def _read_front_matter(lines):
    """Statements of the lines between two fences at the top; None when no front matter stands there."""
    numbers = [*lines]
    if not _FENCE.match(lines[numbers[0]].strip()):
        return None
    end = next((i for i, number in enumerate(numbers[1:], 1) if _FENCE.match(lines[number].strip())), 0)
    inner = numbers[1:end]
    if not inner or not any(_PAIR.match(lines[number].strip()) for number in inner):
        return None
    known, found, last = label_names(header=False), {}, OTHER
    for number in numbers[: end + 1]:
        line = lines[number]
        pair = _PAIR.match(line.strip())
        if pair and not line.strip().startswith("-"):
            last = known.get(plain_name(pair[1]), OTHER)
            shift = len(line) - len(line.lstrip())
            found[number] = [Statement(last, shift + pair.start(2), shift + pair.end(2))]
        elif line.strip().startswith("- ") and number in inner:
            found[number] = [_trim(line, last, line.index("- ") + 2, len(line))]
        else:
            found[number] = [Statement(OTHER, 0, len(line))]
    return found


def read_tail(text):
    """What label lines state below the text of a page, two fields at least: {column: value}.

    Examples
    --------
    >>> read_tail("江北县修路\\n路修好了。\\n来源：江州晚报\\n日期：2024-08-28")
    {'newspaper': '江州晚报', 'date': '2024-08-28'}
    """
    found, last = {}, [line for line in text[-1000:].splitlines() if line.strip()][-_TAIL:]
    for line in map(fold, last):
        for column, start, end in read_statements(line) if len(line) <= _LONG else ():
            if end > start:
                found.setdefault(column, text_of(line, start, end))
    one = len(found.keys() & {"newspaper", "date"}) == 2 and _count_blocks(text) < 2
    return found if one and not forms.OFFICE.search(found["newspaper"]) else {}


def read_head(text, layout="page"):
    """What a page's head tells of it: ``stated``, and ``layout``, which is article where it has a headline.

    Where several such blocks stand on a page, each is an article's, and none tells of the page.

    Examples
    --------
    >>> read_head("标题：江北县修路\\n来源：江州晚报\\n\\n路修好了。")
    {'stated': {'newspaper': '江州晚报'}, 'layout': 'article'}
    """
    head = read_labels(text)
    if not head.values and (below := read_tail(text)):
        return {"stated": {name: below[name] for name in STATED if name in below}, "layout": layout}
    if not head.values or _count_blocks(text) > 1:
        return {"stated": {}, "layout": layout}
    stated = {name: head.values[name] for name in STATED if name in head.values}
    if forms.OFFICE.search(stated.get("newspaper", "")):  # the source of an office's paper is an office
        del stated["newspaper"]
    columns = {column for own in head.lines.values() for column, *_ in own}
    one = columns & {"headline", "body"} or _count_other(head.lines) > 1
    return {"stated": stated, "layout": "article" if one else layout}


def _count_blocks(text):
    """How often the labels of a headline or newspaper come again, each time with the same ones beside."""
    counts = Counter()
    for line in text.splitlines():
        if len(line) <= _LONG and (":" in line or "：" in line or "《" in line or "】" in line):
            own = tuple(column for column, *_ in read_statements(fold(line)))
            if "newspaper" in own or "headline" in own:
                counts[own] += 1
    return max(counts.values(), default=0)
