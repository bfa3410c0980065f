"""What a number stands for: a list before its label, behind it or elsewhere in the article.

Patterns propose lists; a linear judge picks one or none.
"""

import re
from itertools import accumulate, islice
from math import exp
from os.path import commonprefix

from tifa.policy import forms
from tifa.policy.tagger import describe_word, load_model
from tifa.words.segment import segment_clause, tag_word

_BEFORE, _BEHIND, _REACH = 160, 700, 5000  # characters where a list is looked for: beside a label, anywhere
_MENTIONS = 8  # other mentions whose lists are looked for
_MOST = 30  # items
_LEADING = frozenset(["v", "vn", "p", "c", "u"])  # sorts of words behind which a list may begin


def find_items(text, start, end, numbers):
    """Find the items that a label stands for.

    Parameters
    ----------
    text : str
        Folded text.
    start, end : int
        Where the label stands.
    numbers : list of int
        How many items it claims: one number, or those of a sum (then as many items as there are numbers,
        or as they make).

    Returns
    -------
    list of str
        As many items as it claims, or none.

    Examples
    --------
    >>> text = "由产业、创业、就业组成的“三业联动”"
    >>> find_items(text, text.index("三"), len(text) - 1, [3])
    ['产业', '创业', '就业']
    """
    if own := _pick(text, start, end, numbers):
        return own
    low = max(0, start - _REACH)
    near = re.finditer(re.escape(text[start:end]), text[low : end + _REACH])
    places = [(low + m.start(), low + m.end()) for m in islice(near, _MENTIONS)]
    told = [items for place in places if (items := _pick(text, *place, numbers))]
    return told[0] if told and all(items == told[0] for items in told) else []


def _pick(text, start, end, numbers):
    """The list that the judge likes best at a mention of a label; none where none is likelier than all."""
    model = load_model("lists")
    scored = [(model.verdict(features), items)
        for items, features in propose_lists(text, start, end, numbers)]
    odds = sum(exp(score) for score, _ in scored)
    return max(scored, key=lambda pair: pair[0])[1] if odds > 1 else []


def propose_lists(text, start, end, numbers):
    """Every list of n items that a label may stand for, with the features that a judge weighs.

    Examples
    --------
    >>> [items for items, features in propose_lists("抓好产业、创业和就业三业", 10, 12, [3])][:2]
    [['抓好产业', '创业', '就业'], ['产业', '创业', '就业']]
    """
    label = forms.LABEL.search(text, start, end)
    head = label["head"] if label else ""
    claimed = {sum(numbers), len(numbers)} if "+" in text[start:end] else {sum(numbers)}
    for n in sorted(claimed - {1}) if sum(numbers) <= _MOST else ():
        for items, features in (*_before(text, start, n), *_behind(text, end, n, head),
                *_sharing(text, start, n, head)):
            if len(set(items)) == n and all(items) and not any(map(forms.NO_ITEM.search, items)):
                yield items, describe_list(items, features, head)


def cut_gap(ahead):
    """The text before a label without what only leads up to it, and that: 甲、乙 and 等“ of 甲、乙等“."""
    gap = forms.UP_TO_LABEL.search(ahead)
    return (ahead[: gap.start()], gap[0]) if gap else (ahead, "")


def _before(text, start, n):
    """The lists that end at a label: their first item begins at any word."""
    tail = forms.SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    tail, gap = cut_gap(tail)
    gap = f"gap={gap.replace('“', '')[:2]}"
    if row := re.search(rf"(?:“[^“”]+”[、和与及]?){{{n}}}$", tail):
        yield forms.INSIDE.findall(row[0]), ["where=before", "marked=True", gap]
    if tail.endswith("”"):
        inside = tail[tail.rfind("“") + 1 : -1]
        yield from ((pieces, ["where=before", "marked=True"]) for _, pieces in _split(inside, n, "、—,;"))
        return
    near = forms.LIST_MARK.split(tail)[-1]
    for items, lead in _pair(near, n):
        yield items, ["where=before", gap, f"lead={lead}", "joint=none"]
    for joint, pieces in _split(near, n):
        cuts = [*cut_end(pieces[0], True)]
        leads = [sort_lead(lead) for _, lead in cuts]
        for k, (first, _) in enumerate(cuts):
            yield [first, *pieces[1:]], ["where=before", gap, f"lead={leads[k]}", f"joint={joint}",
                f"later={any(lead in _LEADING for lead in leads[k + 1 :])}"]


def _pair(near, n):
    """Two words that share a character, side by side right before a label: 国内国际双循环."""
    words = segment_clause(near) if n == 2 else ()
    if len(words) > 1 and len(words[-1]) == len(words[-2]) > 1 and any(
            words[-1][k] == words[-2][k] for k in (0, -1)):
        yield [*words[-2:]], sort_lead(words[-3] if len(words) > 2 else "^")


def _behind(text, end, n, head):
    """The lists that follow a label: named, counted off, or each clause of them bearing the label's word."""
    paragraph = text[end : end + _BEHIND].partition("\n")[0]
    counted = [*forms.COUNTED_OFF.finditer(paragraph)]
    if len(counted) == n and counted[0]["first"]:
        yield [m["item"] for m in counted], ["where=behind", "marked=True"]
    clauses = [forms.COUNTS.sub("", clause) for clause in forms.CLAUSE_END.split(paragraph)]
    for word in dict.fromkeys([head[:2], head[-2:]]) if len(head) > 1 else ():
        own = [clause for clause in dict.fromkeys(clauses)
            if clause.startswith(word) or clause.endswith(word)]
        lead = 0 if word == head[:2] else len(commonprefix(own))
        if len(own) == n:
            yield [clause[lead:] for clause in own], ["where=behind", "bearing the word"]
    if not (named := forms.NAMED_BEHIND.match(paragraph)):
        return
    rest = named["list"]
    if row := re.match(rf"(?:“[^“”]+”[、和与及]?){{{n}}}(?!“)", rest):
        yield forms.INSIDE.findall(row[0]), ["where=behind", "marked=True"]
    for joint, pieces in _split(forms.LIST_MARK.split(rest)[0], n):
        for last, follow in cut_end(pieces[-1], False):
            yield [*pieces[:-1], last], ["where=behind", f"gap={named['gap'][:2]}", f"joint={joint}",
                f"lead={'$' if follow == '$' else 'follow'}"]


def _split(stretch, n, joints="、—"):
    """The ways to part a stretch of text into n pieces: (joint, pieces)."""
    for joint in joints:
        pieces = [piece for piece in stretch.split(joint) if piece]
        if len(pieces) == n:
            yield joint, pieces
        elif joint == "、" and len(pieces) == n - 1:
            for k in {0, len(pieces) - 1}:
                for m in forms.AND.finditer(pieces[k]):
                    yield m[0], [*pieces[:k], pieces[k][: m.start()], pieces[k][m.end() :], *pieces[k + 1 :]]


def cut_end(item, first):
    """The ways to cut a list's first item in front, or its last behind: (item, word cut off beside it)."""
    words = segment_clause(item)
    edges = [*accumulate(map(len, words), initial=0)]
    for k in range(len(words)):
        yield (item[edges[k] :], words[k - 1] if k else "^") if first else (item[: edges[k + 1]],
            words[k + 1] if k + 1 < len(words) else "$")


def _sharing(text, start, n, head):
    """The lists before a label whose items are of one length and begin or end with its character."""
    near = text[max(0, start - 2 * _BEFORE) : start]
    for m in forms.ANY_LIST.finditer(near) if head and near.count(head[0]) > n else ():
        items = m[0].split("、")
        size = min(len(items[0]), len(items[-1]), 4) if n == 2 else len(items[1])
        items = [items[0][-size:], *items[1:-1], items[-1][:size]]
        if len(items) == n and {*map(len, items)} == {size} and any(
                {item[k] for item in items} == {head[0]} for k in (0, -1)):
            yield items, ["where=sharing"]


def sort_lead(word):
    """What kind of word it is that a list is cut off from."""
    tag = tag_word(word)
    return word if word == "^" else "vn" if tag == "vn" else tag[0] if tag[0] in "vpncu" else "x"


def describe_list(items, features, head):
    """The features of a list: where it stands, how its items are joined, how like one another they are."""
    shape = [f"one end={len({item[-1] for item in items}) == 1}",
        f"one beginning={len({item[0] for item in items}) == 1}",
        f"head={bool(head) and all(head[0] in item for item in items)}"]
    lead = [x for x in features if x.startswith("lead=")]
    if not lead:
        return [*features, *shape]
    cut, *rest = items if "where=before" in features else items[::-1]  # whose border is in question
    sizes = [*map(len, rest)]
    away, level = round(len(cut) - sum(sizes) / len(sizes)), max(sizes) == min(sizes)
    fits = level and len(cut) == sizes[0]
    tag, *tags = [tag_word(segment_clause(item)[0])[0] for item in (cut, *rest)]
    own = [f"first tag={tag if tag in 'nva' else 'x'}", f"alike={tag in tags}", f"even={fits}"]
    own += [f"row={fits}"] if level and len(rest) > 1 else []
    for side, at in (("begins", 0), ("ends", -1)):  # with words of the classes of the others
        words = [describe_word(segment_clause(item)[at]) for item in (cut, *rest)]
        *_, (broad, *broads), (fine, *fines) = zip(*words)
        own += [f"{side} broad={broad in broads}", f"{side} fine={fine in fines}"]
    with_lead = [f"{x} {y}" for x in lead for y in (*own, *features[4:])]
    return [*features, *shape, *own, f"away={max(-2, min(3, away // 2))}", *with_lead]


def count_behind(text, end):
    """How many items are counted off, or named with marks between, behind a label: a check on its claim."""
    paragraph = text[end : end + _BEHIND].partition("\n")[0]
    counted, named = [*forms.COUNTED_OFF.finditer(paragraph)], forms.NAMED_BEHIND.match(paragraph)
    if counted and counted[0]["first"]:
        return len(counted)
    return len(forms.LIST_MARK.split(named["list"])[0].split("、")) if named else 0


def add_up(rows, text):
    """Give labels the items told elsewhere: ten centres are the four, three and three of other sentences."""
    labels = [(row, m) for row in rows
        if row[3].isdigit() and (m := forms.LABEL.fullmatch(text, row[0], row[1])) and m["head"]]
    told = {}  # of each head, how many items each of its labels claims, and which they are
    for row, m in labels:
        if m["classifier"] and row[4]:
            told.setdefault(m["head"], {})[tuple(row[4])] = int(row[3])
    sums = {}  # a label can be mentioned again and again
    for row, m in labels:
        if not row[4]:
            if (m["head"], row[3]) not in sums:
                parts = [items for items, n in told.get(m["head"], {}).items() if n < int(row[3])]
                sums[m["head"], row[3]] = [*dict.fromkeys(item for part in parts for item in part)]
            items = sums[m["head"], row[3]]
            row[4].extend(items if len(items) == int(row[3]) else [])
