"""Numbers with what they count: each is proposed with every end it may have, a linear judge tells labels that stand for a list."""

import re
from functools import cache

from tifa.knowledge import DATA, any_of, read_set
from tifa.policy import forms
from tifa.policy.quotations import read_quoted
from tifa.policy.tagger import load_model, read_classes
from tifa.words.numerals import read_number
from tifa.words.segment import in_dictionary, segment_clause, tag_word

_REACH = 5000  # characters around a candidate in which other mentions are looked for: cost stays linear
_LONGEST = 12  # characters of a label


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
    model, scored = load_model("numbers"), []
    for start, end, form in propose_numbers(text):
        score = model.judge(features := describe_number(text, start, end, form))[0]
        if score > 0:
            scored.append((-score, start, end, features))
    taken = set()
    for _, start, end, features in sorted(scored):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end, model.explain(features)


@cache
def _stock():
    """National formulations whose form does not tell, and names that are none."""
    return re.compile(any_of(read_set(DATA / "stock_slogans.txt"))), tuple(read_set(DATA / "not_slogans.txt"))


def propose_numbers(text, quoted=False):
    """Every number that may begin a label, with each end it may have: (start, end, form); those that open a quotation only if asked."""
    stock, excluded = _stock()
    for m in forms.SUM.finditer(text) if "+" in text else ():
        yield *m.span(), "sum"
    for m in forms.CIRCLE.finditer(text):
        yield *m.span(), "circle"
    for m in forms.MAY_COUNT.finditer(text):
        start = m.start()
        if known := stock.match(text, start):
            yield start, known.end(), "stock"
        elif text.startswith(excluded, start) or not quoted and text[start - 1 : start] == "“":
            continue
        else:
            yield from _ends(text, start)


def _ends(text, start):
    """The ends that a label may have: behind each pair of a chain, behind each word of what is counted."""
    if chain := forms.CHAIN.match(text, start):
        for end in range(chain.start("last") + 1, chain.end() + 1):
            yield start, end, "chain"
        if brackets := forms.IN_BRACKETS.match(text, chain.end()):
            yield start, brackets.end(), "chain"
        return
    label = forms.LABEL.match(text, start, start + _LONGEST)
    at, named = label.start("head"), False
    for word in segment_clause(label["head"].partition("”")[0]):
        at, tag = at + len(word), tag_word(word)
        if word[0] in "的等和与及了着过为在是":
            return
        named = named or tag[0] in "nljvix"
        if named and at - start > 1:
            yield start, at, "counted"
    if counted := forms.COUNTED_QUOTATION.match(text, start):
        yield start, counted.end(), "quotation"


def _beside(text, start, end):
    """The words before and behind a label, quotation marks left out; a mark or nothing where no word stands."""
    ahead = text[max(0, start - 8) : start].rstrip("“")
    after = text[end : end + 8].lstrip("”")
    lead = forms.LAST_RUN.search(ahead)
    follow = forms.HAN_RUN.match(after)
    return (segment_clause(lead[0])[-1] if lead else ahead[-1:] or "^",
        segment_clause(follow[0])[0] if follow else after[:1] or "$")


def describe_number(text, start, end, form):
    """The features of a label that begins with a number."""
    label = text[start:end]
    m = forms.LABEL.match(label)
    near = text[max(0, start - _REACH) : end + _REACH]
    lead, follow = _beside(text, start, end)
    sort = lambda word: read_classes().get(word, ("-", "-"))
    enclosed = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    said = [f"form={form}", f"quoted={near.count(f'“{label}”') > enclosed}", f"told={min(near.count(label), 3)}",
        f"enclosed={enclosed}", f"often quoted={quoted_tenths(label)}", f"listed={list_ahead(text, start, label)}", f"named={text[end : end + 3].lstrip('”')[:1] in tuple(':,即(—')}",
        f"lead={lead}", f"lead tag={tag_word(lead)}", f"lead class={sort(lead)[1]}", f"lead sort={sort(lead)[0]}",
        f"follow={follow}", f"follow tag={tag_word(follow)}", f"follow class={sort(follow)[1]}", f"follow sort={sort(follow)[0]}"]
    if form in ("sum", "circle") or not m:
        return said
    head = segment_clause(m["head"]) or ("-",)
    numbers = [n["number"] for n in forms.PART.finditer(label)]
    number = "many" if m["number"] not in "一二三四五六七八九十两双" else m["number"]
    own = [f"number={number}", f"classifier={m['classifier'] or '-'}",
        f"tags={''.join([tag_word(word)[0] for word in head])[:4]}", f"length={min(len(label), 8)}", f"known={in_dictionary(label)}",
        f"last={head[-1]}", f"class={sort(head[-1])[1]}", f"sort={sort(head[-1])[0]}", f"last tag={tag_word(head[-1])}",
        f"first={head[0]}", f"first tag={tag_word(head[0])}", f"numbers={''.join(numbers)[:3]}", f"words={len(head)}"]
    return [*said, *own, *(f"{own[1]} {x}" for x in (*own[:1], *own[2:], *said[1:])),
        *(f"{form} {x}" for x in (*own, *said[1:])), f"{own[8]} {said[12]}", f"{own[7]} {said[14]}", f"{said[5]} {own[8]}"]


def list_ahead(text, start, label):
    """Whether a list of as many pieces as a label claims stands right before it, and of how many."""
    numbers, tail = count_items(label), text[max(0, start - 120) : start]
    tail = tail[: forms.UP_TO_LABEL.search(tail).start()].removesuffix("”")
    pieces = forms.SENTENCE_END.split(forms.LIST_MARK.split(tail)[-1])[-1].split("、")
    joined = len(pieces) + bool(forms.AND.search(pieces[-1])) if pieces[-1] else 1
    fits = joined > 1 and joined in (sum(numbers), len(numbers))
    return f"fits {min(joined, 3)}" if fits else "more" if joined > 1 else "none"


def quoted_tenths(label):
    """How often news puts the label in quotation marks, in words."""
    items, tenths = read_quoted().get(label, (0, 0))
    return "unknown" if not items else "seldom" if tenths < 3 else "at times" if tenths < 7 else "mostly"
