"""Numbers with what they count: every one is a candidate, a linear judge tells labels that stand for a list."""

import re
from functools import cache

from tifa.knowledge import DATA, any_of, read_set
from tifa.policy import forms
from tifa.policy.quotations import describe_neighbours
from tifa.policy.tagger import load_model, read_classes
from tifa.words.numerals import read_number
from tifa.words.segment import in_dictionary, segment_clause, tag_word

_REACH = 5000  # characters around a candidate in which other mentions are looked for: cost stays linear
_LONGEST = 12  # characters of a label without quotation marks


def read_arity(label):
    """How many items a label claims: 8 of 八个统一, 4+2 of 四不两直, none of 一链一策.

    Examples
    --------
    >>> [read_arity(label) for label in ("八个统一", "四不两直", "一链一策", "1+1+N", "2+6", "党建五项行动", "15分钟医疗圈")]
    ['8', '4+2', '', '', '2+6', '5', '']
    """
    if "+" in label:
        parts = label.split("+")
        return "" if not all(map(str.isdigit, parts)) else str(len(parts)) if set(parts) == {"1"} else label
    if forms.MEASURED.search(label):
        return ""
    numbers = [int(read_number(m["number"])) for m in forms.PART.finditer(label)]
    if label.endswith(("位一体", "合一")):
        return str(numbers[0])
    if label.isdigit() or len(numbers) > 1 and set(numbers) == {1} or numbers == [1]:
        return ""
    return "+".join(map(str, numbers))


def count_items(label):
    """The numbers of items that a label may stand for, part by part: 1 and 5 of 1+5, three parts of 1+3+N."""
    return [*map(int, read_arity(label).split("+"))] if read_arity(label) else [1] * len(label.split("+"))


def find_numbers(text):
    """The numbers without quotation marks that stand for a list: (start, end, why), none over another."""
    model, done = load_model("numbers"), 0
    for start, end, form in propose_numbers(text):
        if start >= done:
            score = model.judge(features := describe_number(text, start, end, form))[0]
            if score > 0:
                done = end
                yield start, end, model.explain(features)


@cache
def _stock():
    """National formulations whose form does not tell."""
    return re.compile(any_of(read_set(DATA / "stock_slogans.txt"))), read_set(DATA / "not_slogans.txt")


def propose_numbers(text, quoted=False):
    """Every number that may begin a label: (start, end, form), each start once; at the start of a quotation only if asked."""
    stock, excluded = _stock()
    for m in forms.SUM.finditer(text) if "+" in text else ():
        yield *m.span(), "sum"
    for m in forms.MAY_COUNT.finditer(text):
        start = m.start()
        if known := stock.match(text, start):
            yield start, known.end(), "stock"
        elif circle := forms.CIRCLE.match(text, start):
            yield *circle.span(), "circle"
        elif text.startswith(tuple(excluded), start) or not quoted and text[start - 1 : start] == "“":
            continue
        elif chain := forms.CHAIN.match(text, start):
            yield *chain.span(), "chain"
        elif each := forms.EACH.match(text, start):
            yield start, start + 4 if each["short"] else each.end(), "each"
        elif even := forms.EVEN.match(text, start):
            yield *even.span(), "even"
        elif (run := forms.LABEL.match(text, start,
            start + _LONGEST + 4)) and run["head"] and (end := _end_of_label(text, run)):
            yield start, end, "counted"


def _end_of_label(text, run):
    """Where a label ends: behind the nouns that follow the number, or behind its one verb; 0 where nothing is counted."""
    at, head, named = run.start("head"), run["head"].partition("“")[0].partition("”")[0], False
    for word in segment_clause(head):
        tag = tag_word(word)
        if word[0] in "的等和与及了着过为在是" or named and tag[0] not in "nl" and tag not in ("vn", "an",
            "j") or at + len(word) - run.start() > _LONGEST:
            break
        at += len(word)
        named = named or tag[0] in "nljvi" and len(word) > 1 or tag == "v"
    return at if named and at - run.start() > 1 else 0


def describe_number(text, start, end, form):
    """The features of a label that begins with a number."""
    label = text[start:end]
    m = forms.LABEL.match(label)
    if form in ("sum", "stock", "circle", "chain") or not m:
        return [f"form={form}"]
    head = segment_clause(m["head"]) or ("-",)
    tags = "".join(tag_word(word)[0] for word in head)
    near = text[max(0, start - _REACH) : end + _REACH]
    items=[]
    clean = bool(forms.ENDS_LABEL.match(text, end)) or end == len(text)
    number = "many" if m["number"] not in "一二三四五六七八九十两双" else m["number"]
    own = [f"form={form}", f"number={number}", f"classifier={m['classifier'] or '-'}", f"tags={tags[:4]}",
        f"length={min(len(label), 8)}", f"known={in_dictionary(label)}",
           f"last={head[-1]}", f"class={read_classes().get(head[-1], '--')[1]}",
           f"sort={read_classes().get(head[-1], '--')[0]}",
           f"items={bool(items)}", f"ends={clean}",
           f"quoted={near.count(f'“{label}”') > (text[start - 1 : start] == '“')}",
           f"told={min(near.count(label), 3)}"]
    beside = describe_neighbours(text, start, end)
    return [*own, *beside, *(f"{own[2]} {x}" for x in (*own[1:2], *own[3:6], *own[8:13])),
        f"{own[2]} {own[9]} {own[10]}", *(f"{own[0]} {x}" for x in own[3:6] + own[10:13])]
