"""Formulations (提法): plain patterns propose quotations, numbers with what they count, runs of clauses; linear judges decide."""

import re
from functools import cache

from tifa.articles import stories
from tifa.policy import forms
from tifa.policy.items import add_up, find_items
from tifa.policy.numerals import read_number
from tifa.policy.parallels import find_parallels
from tifa.policy.tagger import load_model, read_classes
from tifa.tables import Slogans, make_table
from tifa.words import DATA, any_of, in_dictionary, read_cues, read_rows, read_set, segment_clause, tag_word

_REACH = 5000  # characters before and behind in which other mentions are looked for: what a long text costs grows with its length
_LONGEST = 12  # characters of a label without quotation marks


def find_slogans(articles):
    """Find formulations: what a number stands for, images and programmes in quotation marks, parallel clauses.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``slogans``: one row a mention, in the order of the page; ``why`` names the features that weighed most.

    Notes
    -----
    What goes wrong:

    - numeric: labels without quotation marks that look like counts (三张清单), counts that look like labels.
    - items: a list whose first item begins with a verb of its own; lists told over several sentences. Where the number of
      items does not fit, none are given.
    - quoted: names of shops, apps and events that do not say what they are; nonce words in scare quotes.
    - parallel: where a run begins and ends within longer clauses; lists in good rhythm that rally behind nothing.

    Examples
    --------
    >>> slogans = find_slogans(read_articles("seeds"))
    >>> slogans.loc[slogans.text.eq("三驾马车"), ["kind", "arity", "items"]].iloc[0].tolist()
    ['numeric', '3', '居委会|业委会|物业公司']
    """
    rows = []
    for story in stories(articles):
        found, printed, where = _find(story.text), story.printed, story.where
        rows += [(story.page, story.article, printed[start:end], kind, arity, "|".join(items),
            *where(start, end), why, note)
                 for start, end, kind, arity, items, why, note in found]
    return make_table(Slogans, rows)


def _find(text):
    """The formulations of a text: (start, end, kind, arity, items, why, note), by place."""
    found = {}
    for start, end, kind, why in find_quotations(text):
        found[start, end] = kind, why
    taken = {place for (start, end), (kind, _) in found.items() if kind == "numeric"
        for place in range(start, end)}
    for start, end, why in find_numbers(text):
        if taken.isdisjoint((start, end - 1)):
            found[start, end] = "numeric", why
    rows = [(*span, "numeric", read_arity(text[slice(*span)]), [], why, "")
        for span, (kind, why) in found.items() if kind == "numeric"]
    rows = [(start, end, kind, arity, *told(text, start, end, arity, why))
        for start, end, kind, arity, _, why, _ in rows]
    add_up(rows, text)
    listed = {item for row in rows for item in row[4]}
    parallels = [run for run in find_parallels(text)
        if not listed.issuperset(run[2][1:])]  # what a number stands for is told there
    inside = {place for start, end, *_ in parallels for place in range(start, end)}
    rows += [(start, end, "parallel", str(len(items)), items, why, "")
        for start, end, items, why in parallels]
    rows += [(*span, "quoted", "", [], why, "") for span, (kind, why) in found.items()
             if kind == "quoted" and not {span[0], span[1] - 1} <= inside]
    return sorted(rows)


def told(text, start, end, arity, why):
    """The items that a label stands for, the features that made it one, and what does not fit."""
    items, note = find_items(text, start, end, sum(map(int, arity.split("+")))) if arity else ([], "")
    return items, why, note


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


# --- quotations --------------------------------------------------------------------------------------------------

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
def _cues():
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


def _beside(text, start, end):
    """The features of what stands beside a candidate."""
    lead, follow = _near(text, start, end)
    sort = lambda word: read_classes().get(word, ("-", "-"))
    return [f"lead={lead}", f"lead tag={tag_word(lead)}", f"lead class={sort(lead)[1]}",
        f"lead sort={sort(lead)[0]}", f"char before={text[start - 2 : start].rstrip('“')[-1:]}",
            f"follow={follow[0]}", f"follow tag={tag_word(follow[0])}", f"follow class={sort(follow[0])[1]}",
            f"follow sort={sort(follow[0])[0]}",
            f"char behind={text[end : end + 2].lstrip('”')[:1]}",
            *(f"told as={kind}" for kind in ("after", "programme")
            if "".join(follow).startswith(_cues()[kind]))]


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
    own += [f"named={inner.endswith(_cues()['name'])}",
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
    beside = _beside(text, start, end)
    return [*own, *beside, *(f"{own[0]} {x}" for x in own[2:4] + own[8:11] + beside[5:8]),
        *(f"{'N' if number else 'x'} {x}" for x in own[:12] + beside)]


# --- numbers -----------------------------------------------------------------------------------------------------

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
    items, _ = find_items(text, start, end, int(read_number(m["number"]))) if m["number"] != "一" else ([], "")
    clean = bool(forms.ENDS_LABEL.match(text, end)) or end == len(text)
    number = "many" if m["number"] not in "一二三四五六七八九十两双" else m["number"]
    own = [f"form={form}", f"number={number}", f"classifier={m['classifier'] or '-'}", f"tags={tags[:4]}",
        f"length={min(len(label), 8)}", f"known={in_dictionary(label)}",
           f"last={head[-1]}", f"class={read_classes().get(head[-1], '--')[1]}",
           f"sort={read_classes().get(head[-1], '--')[0]}",
           f"items={bool(items)}", f"ends={clean}",
           f"quoted={near.count(f'“{label}”') > (text[start - 1 : start] == '“')}",
           f"told={min(near.count(label), 3)}"]
    beside = _beside(text, start, end)
    return [*own, *beside, *(f"{own[2]} {x}" for x in (*own[1:2], *own[3:6], *own[8:13])),
        f"{own[2]} {own[9]} {own[10]}", *(f"{own[0]} {x}" for x in own[3:6] + own[10:13])]
