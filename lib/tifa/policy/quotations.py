"""Quotations: each is a candidate, a linear judge tells formulations from names, talk and plain words."""

from functools import cache
from itertools import takewhile

from tifa.knowledge import DATA, read_cues, read_rows
from tifa.policy import forms
from tifa.policy.tagger import load_model, read_classes
from tifa.words.segment import in_dictionary, segment_clause, tag_word

_MARKS = frozenset("、,;+·-—。!?")


def find_quotations(text):
    """The quotations that are formulations: (start, end, kind, why)."""
    model = load_model("quotations")
    for m in forms.QUOTED.finditer(text) if "“" in text else ():
        features = describe_quotation(text, m)
        kind = model.labels[int(model.judge(features).argmax())]
        kind = "numeric" if forms.DIGITS_LABEL.match(text, m.start()) else kind
        kind = "quoted" if kind == "numeric" and forms.AT_ONE.search(m["inner"]) else kind
        if kind != "none":
            yield *m.span("inner"), kind, model.explain(features, kind, "none")


@cache
def read_slogan_cues():
    """Words that say what a thing in quotation marks is, behind it or at its end."""
    return {kind: tuple(own.split("|")) for (kind,), own in read_cues("slogan_cues.csv").items()}


@cache
def read_quoted():
    """Phrases that news often quotes: {phrase: (items that do, tenths of the items with it that do)}."""
    return {row["phrase"]: (int(row["items"]), int(row["tenths"]))
        for row in read_rows(DATA / "quoted_words.csv")}


def read_beside(text, start, end):
    """The word before and the word behind a candidate; a mark where no word stands."""
    ahead = forms.LAST_RUN.search(text[max(0, start - 8) : start])
    after = forms.HAN_RUN.match(text[end : end + 4])
    return (segment_clause(ahead[0])[-1] if ahead else text[start - 1 : start] or "^",
        segment_clause(after[0])[0] if after else text[end : end + 1] or "$")


def classes_of(word):
    """The broad and the fine class of a word; - where it has none."""
    return read_classes().get(word, ("-", "-"))


def describe_quotation(text, m):
    """The features of a quotation: its form and words, what stands around it, a number in it."""
    own, around, number = _describe_inside(text, m), _describe_around(text, m), forms.LABEL.search(m["inner"])
    if not number:
        return [*own, *around]
    counted, at = number["head"] or "-", f"at={min(number.start(), 2)}"
    shape = forms.NUMERALS.sub("N", forms.NO_NUMERALS.sub("x", m["inner"]))[:9]
    counts = [f"number={number['number'][:2]}", f"classifier={number['classifier']}",
        f"counted={counted[:1]}", f"counted two={counted[:2]}",
        f"counted tag={tag_word(segment_clause(counted)[0])[0]}", f"shape={shape}",
        f"numbers={shape.count('N')}"]
    return [*own, *around, at, *counts, *(f"{at} {x}" for x in counts),
        *(f"number {x}" for x in (*own, *around) if not x.startswith("word="))]


def _describe_inside(text, m):
    """The features of what is quoted: its length, its words, how it ends, how often news quotes it."""
    inner, words = m["inner"], segment_clause(m["inner"])
    items, tenths = read_quoted().get(inner, (0, 0))
    return [f"length={min(len(inner), 12)}", f"short={len(inner) == 2} {len(inner) < 7}",
        f"words={min(len(words), 6)}",
        *(f"word={word}" for word in words), f"ends={inner[-1]}", f"known={in_dictionary(inner)}",
        f"named={inner.endswith(read_slogan_cues()['name'])}", f"named so={bool(forms.NAMED_SO.search(inner))}",
        f"marks={''.join(sorted(_MARKS.intersection(inner)))}", f"talk={bool(forms.TALK.search(inner))}",
        f"speech={bool(forms.NO_LABEL.search(inner))}",
        f"spoken={bool(forms.SPOKEN.search(text, max(0, m.start() - 6), m.start()))}",
        f"often={min(items.bit_length(), 5)} {tenths // 3 if items else '-'}"]


def _describe_around(text, m):
    """The features of what a quotation, or the row of quotations that it is one of, stands among."""
    cues, (start, end) = read_slogan_cues(), m.span()
    before = forms.QUOTED_BEFORE.search(text, max(0, start - 60), start)
    behind = forms.QUOTED_BEHIND.match(text, end, end + 60)
    first, last = before.start() if before else start, behind.end() if behind else end
    last += (others := text.startswith("等", last))
    ahead = forms.CLAUSE_AHEAD.search(text, max(0, first - 20), first)
    after = forms.HAN_RUN.match(text, last, last + 8)
    led = reversed(segment_clause(ahead[0])) if ahead else ()
    verb = next((word for word in led if tag_word(word)[0] == "v"), "-")
    words, mark = segment_clause(after[0]) if after else ("$",), text[end : end + 1]
    nouns = [*takewhile(lambda word: tag_word(word)[0] in "nabjzslm" or tag_word(word) == "vn", words)]
    (broad, fine), head = classes_of(words[0]), classes_of((nouns or words)[-1 if nouns else 0])
    return [f"verb={classes_of(verb)[0]}", f"follow={broad}", f"follow fine={fine}",
        f"head={head[0]}", f"head fine={head[1]}",
        f"side by side={bool(before)} {bool(behind)}", f"others={others}", f"closes={mark in '。;!?'}",
        f"behind={'-' if forms.HAN_RUN.match(mark) else mark}",
        *(f"told as={kind}" for kind in ("after", "programme") if text.startswith(cues[kind], last)),
        f"named before={bool(ahead) and ahead[0].endswith(cues['before'])}",
        f"named behind={bool(after) and after[0].endswith(cues['after'])}"]
