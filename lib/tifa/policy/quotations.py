"""Quotations: every one is a candidate, a linear judge tells formulations from names, talk and plain words."""

from functools import cache

from tifa.knowledge import DATA, read_cues, read_rows
from tifa.policy import forms
from tifa.policy.tagger import load_model, read_classes
from tifa.words.segment import in_dictionary, segment_clause, tag_word

_REACH = 5000  # characters around a candidate in which other mentions are looked for: cost stays linear


def find_quotations(text):
    """The quotations that are formulations: (start, end, kind, why)."""
    model = load_model("quotations")
    for m in forms.QUOTED.finditer(text) if "“" in text else ():
        scores = model.judge(features := describe_quotation(text, m))
        kind = "numeric" if forms.DIGITS_LABEL.match(text, m.start()) else model.labels[int(scores.argmax())]
        if kind != "none":
            rows = model.find(features)
            yield *m.span("inner"), kind, model.strongest(rows, model.labels.index(kind),
                model.labels.index("none"))


@cache
def read_slogan_cues():
    """Words that say what a thing in quotation marks is, behind it or at its end."""
    return {kind: tuple(own.split("|")) for (kind,), own in read_cues("slogan_cues.csv").items()}


@cache
def read_quoted():
    """Phrases that news often puts in quotation marks: {phrase: (items that do, tenths of the items with it that do)}."""
    return {row["phrase"]: (int(row["items"]), int(row["tenths"]))
        for row in read_rows(DATA / "quoted_words.csv")}


def _near(text, start, end):
    """The words before and behind a candidate."""
    ahead = forms.HAN_RUN.findall(text[max(0, start - 8) : start].rstrip("“")[-6:])
    ahead = segment_clause(ahead[-1]) if ahead and text[max(0,
        start - 8) : start].rstrip("“").endswith(ahead[-1]) else ("^",)
    after = forms.HAN_RUN.match(text[end : end + 9].lstrip("”")[:8])
    return ahead[-1], (segment_clause(after[0]) if after else ("$",))


def describe_neighbours(text, start, end):
    """The features of what stands beside a candidate."""
    lead, follow = _near(text, start, end)
    sort = lambda word: read_classes().get(word, ("-", "-"))
    return [f"lead={lead}", f"lead tag={tag_word(lead)}", f"lead class={sort(lead)[1]}",
        f"lead sort={sort(lead)[0]}", f"char before={text[start - 2 : start].rstrip('“')[-1:]}",
            f"follow={follow[0]}", f"follow tag={tag_word(follow[0])}", f"follow class={sort(follow[0])[1]}",
            f"follow sort={sort(follow[0])[0]}",
            f"char behind={text[end : end + 2].lstrip('”')[:1]}",
            *(f"told as={kind}" for kind in ("after", "programme")
            if "".join(follow).startswith(read_slogan_cues()[kind]))]


def describe_quotation(text, m):
    """The features of a quotation: its words, their sorts, its length, what stands beside it."""
    inner, (start, end) = m["inner"], m.span("inner")
    words = segment_clause(inner)
    tags = [tag_word(word) for word in words]
    near = text[max(0, start - _REACH) : end + _REACH]
    count, all_told = near.count(f"“{inner}”"), near.count(inner)
    own = [f"length={min(len(inner), 14)}", f"words={min(len(words), 6)}",
        f"tags={''.join(tag[0] for tag in tags)[:8]}", f"first={inner[0]}", f"last={inner[-1]}",
           f"last two={inner[-2:]}", f"first word={words[0]}", f"last word={words[-1]}",
           f"first tag={tags[0]}", f"last tag={tags[-1]}",
           f"known={in_dictionary(inner)}", f"whole={inner if count > 1 or len(inner) < 6 else ''}",
           f"told={min(count, 3)}", f"bare={min(all_told - count, 2)}"]
    own += [f"word={word}" for word in words] + [f"class={read_classes().get(word, '--')[1]}"
        for word in words]
    own += [f"named={inner.endswith(read_slogan_cues()['name'])}",
        f"spoken={bool(forms.SPOKEN.search(text[max(0, start - 6) : start - 1]))}",
            f"speech={bool(forms.NO_LABEL.search(inner))}", f"talk={bool(forms.TALK.search(inner))}",
            f"marks={''.join(sorted(set(inner) & set('、,;+·-—')))}"]
    items, tenths = read_quoted().get(inner, (0, 0))
    own += [f"often quoted={min(items.bit_length(), 6)}", f"quoted tenths={tenths if items else '-'}",
        f"often={min(items.bit_length(), 5)} {tenths // 3}"]
    number = forms.LABEL.search(inner)
    shape = "".join("N" if c in "一二三四五六七八九十两双百千万" else "1" if c.isdigit() else "+" if c == "+" else "x"
        for c in inner)
    own += [f"shape={shape[:9]}", f"numbers={sum(c in 'N1' for c in shape)}"]
    own += [f"number={number['number']}", f"at={min(number.start(), 2)}",
        f"classifier={number['classifier']}",
        f"counted={(number['head'] or '-')[:2]}"] if number and number["number"] else []
    beside = describe_neighbours(text, start, end)
    return [*own, *beside, *(f"{own[0]} {x}" for x in own[2:4] + own[8:11] + beside[5:8]),
        *(f"{'N' if number else 'x'} {x}" for x in own[:12] + beside)]
