"""Numbers with what they count: proposed with every end they may have; a judge tells labels that stand for a list."""

from functools import cache

from tifa.knowledge import DATA, read_rows, read_set
from tifa.policy import forms
from tifa.policy.lists import cut_gap
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
    # the second number is part of the noun
    if numbers and label.endswith(("位一体", "合一")) or forms.COUNTED_AGAIN.match(label):
        return str(numbers[0])
    if label.isdigit() or len(numbers) > 1 and set(numbers) == {1} or numbers == [1]:
        return ""
    return "+".join(map(str, numbers))


def count_items(label):
    """The numbers of items that a label may stand for, part by part: 1 and 5 of 1+5, three parts of 1+3+N."""
    return [*map(int, read_arity(label).split("+"))] if read_arity(label) else [1] * len(label.split("+"))


def find_numbers(text):
    """The unquoted numbers that stand for a list: (start, end, why), none over another, the surest first."""
    model, scored, taken = load_model("numbers"), [], set()
    for start, end, features in describe_numbers(text):
        score = model.verdict(features)
        if score > 0:
            scored.append((-score, start, end, features))
    for _, start, end, features in sorted(scored):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end, model.explain(features)


@cache
def _excluded():
    """Names with a number in them that are no formulations."""
    return tuple(read_set(DATA / "not_slogans.txt"))


@cache
def _stock():
    """National stock phrases."""
    return {row["phrase"] for row in read_rows(DATA / "stock_phrases.csv")}


def is_name(label):
    """Whether a label is a name with a number in it that is no formulation: 三中全会, 五一, 5·12."""
    return label in _excluded() or bool(forms.DAY_NAME.match(label))


def propose_numbers(text, quoted=False):
    """Every number that may begin a label: (start, form, ends it may have); opening a quotation only if asked."""
    excluded = _excluded()
    for m in forms.SUM.finditer(text) if "+" in text else ():
        yield m.start(), "sum", [m.end()]
    for m in forms.CIRCLE.finditer(text):
        yield m.start(), "circle", [m.end()]
    for m in forms.MAY_COUNT.finditer(text):
        start = m.start()
        if text.startswith(excluded, start) or not quoted and text[start - 1 : start] == "“":
            continue
        elif chain := forms.CHAIN.match(text, start, start + 2 * _LONGEST):
            # pairs may stand side by side
            ends = [m.start() for m in forms.PART.finditer(text, start, chain.end())][2:]
            brackets = forms.IN_BRACKETS.match(text, chain.end())
            ends += range(chain.start("last") + 1, chain.end() + 1)
            ends += [brackets.end()] if brackets else []
            yield start, "chain", ends
        elif counted := forms.COUNTED_QUOTATION.match(text, start):
            yield start, "quotation", [counted.end()]
        elif text[start] != "一" and (ends := _ends_of_words(text, start)):
            yield start, "counted", ends


def _ends_of_words(text, start):
    """The ends of the words that follow a number, up to one that no label holds."""
    label = forms.LABEL.match(text, start, start + _LONGEST)
    at, named, ends = label.start("head"), False, []
    for word in segment_clause(label["head"].partition("”")[0]):
        if word[0] in "的等和与及了着过为在是":
            break
        at, named = at + len(word), named or tag_word(word)[0] in "nljvixa"
        ends += [at] if named and at - start > 1 else []
    return ends


def describe_numbers(text, quoted=False):
    """Each label that a text may hold with its features: (start, end, features)."""
    marked = set(forms.INSIDE.findall(text))
    for start, form, ends in propose_numbers(text, quoted):
        shared = _describe_start(text, start, form)
        for end in ends:
            label, enclosed = text[start:end], text[start - 1 : start] == "“" and text[end : end + 1] == "”"
            told = text.count(label, max(0, start - _REACH), end + _REACH)
            own = [f"enclosed={enclosed}", f"quoted={label in marked and not enclosed}", f"told={min(3, told)}",
                f"listed={_list_ahead(text, start, label)}", f"stock={label in _stock()}",
                f"often quoted={_tenths(label)}", *_describe_words(text, end, label)]
            both = [f"{shared[0]} {x}" for x in (*shared[1:], *own)]
            yield start, end, [*shared, *own, *both, f"{own[3]} {own[6]}"]


def _describe_start(text, start, form):
    """The features of a number wherever its label ends: what it is, what stands before it."""
    m = forms.LABEL.match(text, start)
    lead = forms.LAST_RUN.search(text[max(0, start - 8) : start].rstrip("“"))
    lead = segment_clause(lead[0])[-1] if lead else text[max(0, start - 2) : start].rstrip("“")[-1:] or "^"
    broad, fine = read_classes().get(lead, ("-", "-"))
    number = "many" if m["number"] not in "一二三四五六七八九十两双" else m["number"]
    beside = [f"number={number}", f"lead={lead}", f"lead tag={tag_word(lead)}", f"lead class={fine}",
        f"lead sort={broad}"]
    return [f"classifier={m['classifier'] or '-'}", f"form={form}", *beside]


def _describe_words(text, end, label):
    """The features of what a number counts and of what follows."""
    follow = forms.HAN_RUN.match(after := text[end : end + 8].lstrip("”"))
    follow = segment_clause(follow[0])[0] if follow else after[:1] or "$"
    head = segment_clause(forms.LABEL.match(label)["head"]) or ("-",)
    (broad, fine), (broad_next, fine_next) = (
        read_classes().get(word, ("-", "-")) for word in (head[-1], follow))
    tags, next_tag = [tag_word(word) for word in head], tag_word(follow)
    whole = tags[-1][0] in "nvj" and next_tag[0] not in "nj" and next_tag != "vn"
    return [f"whole={whole}", f"follow={follow}", f"follow tag={next_tag}", f"follow class={fine_next}",
        f"follow sort={broad_next}", f"named={after[:1] in tuple(':,即(—')}",
        f"tags={''.join([tag[0] for tag in tags])[:4]}", f"length={min(len(label), 8)}",
        f"known={in_dictionary(label)}", f"last={head[-1]}", f"class={fine}", f"sort={broad}",
        f"last tag={tags[-1]}",
        f"first={head[0]}", f"numbers={''.join([part['number'] for part in forms.PART.finditer(label)])[:3]}",
        f"words={len(head)}"]


def _list_ahead(text, start, label):
    """Whether a list of as many pieces as a label claims stands right before it."""
    tail = text[max(0, start - 120) : start]
    if "、" not in tail and not forms.AND.search(tail):
        return "none"
    numbers, tail = count_items(label), cut_gap(tail)[0].removesuffix("”")
    pieces = forms.SENTENCE_END.split(forms.LIST_MARK.split(tail)[-1])[-1].split("、")
    joined = len(pieces) + bool(forms.AND.search(pieces[-1])) if pieces[-1] else 1
    fits = joined in (sum(numbers), len(numbers))
    return "none" if joined == 1 else f"fits {min(joined, 3)}" if fits else "more"


def _tenths(label):
    """How often news puts the label in quotation marks, in words."""
    items, tenths = read_quoted().get(label, (0, 0))
    return "unknown" if not items else "seldom" if tenths < 3 else "at times" if tenths < 7 else "mostly"
