"""Parallel clauses (排比): runs of two or more clauses of one length or one frame, weighed by a small linear model.

A list's clauses are cut so that they match: words may stand before the first and behind the last. What speaks for and
against the cut list being a formula is a handful of traits; their weights lie in ``data/parallels.csv``, each with its
meaning, and ``benchmarks/train_parallels.py`` made them and says from what.
"""

import csv
import re
from functools import cache, lru_cache
from operator import eq, mul

from tifa.words import DATA, segment, tag_word

_LEAST = 0.0  # the score from which a list is taken for a formula: even odds
_OF_WORDS = 5  # traits, the last of the file, that need the dictionary
_MOST = 18  # characters of a clause
_QUOTED_LIST = re.compile(r"“(?=[^“”。]*[、,;])([^“”。]*)”")
_STRETCH = re.compile(r"[^。;:!?()《》\n\x01\x02]+")
_CLAUSE = re.compile(r"[^、,。;:!?()\s《》\x01\x02]{2,}")  # \x01 and \x02 stand for the marks around a quoted list
_MARKS = str.maketrans("", "", "“”")
_COMMON = set("的了和与及或等一之是")  # characters that two clauses may well share by chance
_NO_END = set("等的和与及")
_TURNED = re.compile("上.?下|左.?右|内.?外|远.?近|大.?小|前.?后|点.?面|城.?乡|横.?纵|进.?出|[同共应即有互分大真].[同共尽即有互分抓真]|一.?到底")
_QUALITIES = set("性感力度率量者员类型费款表券金人户所院品物")
_THINGS = set("行动 中心 工程 项目 平台 产业 机构 部门 企业 单位 系统 人员 技术 专业 服务 工作 情况 问题 时间 制度 政策 领域 行业".split())
_QUOTES = {("\x01", "\x02"), ("“", "”")}
_JOINED = re.compile(r"([\u4e00-\u9fff])[\u4e00-\u9fff](?:\1[\u4e00-\u9fff]){2,4}")
_COUNTED_OFF = re.compile("[一二三四五六七八九十]是|其[一二三四五六]|[一二三四五六七八九十两][张本支面个件条份名位把座项]")
_FOREIGN = re.compile("[0-9A-Za-z—%·.@]")
_TALK = re.compile("[我你他她它这那很已了过]|有时|有的|有人")


def find_parallels(text):
    """Find parallel clauses that are formulas.

    Parameters
    ----------
    text : str
        Folded text (see :func:`tifa.fold`).

    Returns
    -------
    list of (int, int, list of str)
        Start, end, clauses; by place, without overlap.

    Examples
    --------
    >>> find_parallels("要做到早谋划、早部署、早落实,不留死角。")
    [(3, 14, ['早谋划', '早部署', '早落实'])]
    """
    (always, *weights), of_words, most = _weights()
    scored = []
    for start, end, items, traits in describe_lists(text):
        score = always + sum(map(mul, traits.values(), weights))
        if score + most >= _LEAST:  # else no words could make it a formula
            told = describe_words(items)
            score += sum(map(mul, told.values(), of_words))
            things = traits["things"] == 1 and not told["one_sort"] or not told["acts"] and min(map(len, items)) < 4
            if score >= _LEAST and not things:  # neither things of one kind nor short nouns side by side are a formula
                scored.append((-score, start, end, items))
    found, taken = [], set()
    for start, end, items in [*_find_joined(text), *(row[1:] for row in sorted(scored))]:
        if taken.isdisjoint(range(start, end)):
            found.append((start, end, items))
            taken.update(range(start, end))
    return sorted(found)


def _find_joined(text):
    """Words of two characters that begin with one verb or adverb, nothing between them: 共商共建共管."""
    for m in _JOINED.finditer(text):
        items = [m[0][k : k + 2] for k in range(0, len(m[0]), 2)]
        begins = len(m[0]) in _cuts(text[max(0, m.start() - 6) : m.end()], True)
        if begins and len(set(items)) == len(items) and m[1] not in _COMMON and tag_word(m[1])[0] in "vd":
            yield m.start(), m.end(), items


@cache
def _weights():
    """The bias and the weights of what characters tell, the weights of what words tell, and the most these can add."""
    with open(DATA / "parallels.csv", encoding="utf-8", newline="") as f:
        weights = [float(row["weight"]) for row in csv.DictReader(f)]
    of_words = weights[-_OF_WORDS:]
    return weights[:-_OF_WORDS], of_words, sum(max(0, weight) for weight in of_words)


def describe_lists(text):
    """Cut the lists of a text into matching clauses, and tell the traits that need no dictionary: (start, end, clauses, {trait: value}).

    The traits come in the order of ``data/parallels.csv``.
    """
    if "“" in text:
        text = _QUOTED_LIST.sub("\x01\\1\x02", text)
    heading = "。" not in text  # only there a blank joins clauses
    for m in _STRETCH.finditer(text):
        if "、" not in m[0]:  # clauses parted by commas must be of one length
            sizes = list(map(len, ",".join(m[0].split()).split(",")))
            if not any(map(eq, sizes, sizes[1:])):
                continue
        run, marks = [], ""
        for clause in _CLAUSE.finditer(text, *m.span()):
            gap = text[run[-1][1] : clause.start()] if run else ""
            if gap in ("、", ",") or heading and gap and len(gap) < 4 and gap.isspace():
                marks += gap if gap in "、," else " "
            elif run:
                yield from _read_run(text, run, marks)
                run, marks = [], ""
            run.append(clause.span())
        yield from _read_run(text, run, marks)


def _read_run(text, spans, marks):
    if marks:
        run = _Run(text, spans, marks)
        yield from filter(None, (_describe(run, *match) for match in sorted(set(_matches(run)))))


class _Run:
    """Clauses joined by enumeration marks, commas or blanks."""

    def __init__(self, text, spans, marks):
        self.text, self.spans, self.marks = text, spans, marks
        self.pieces = [text[a:b] for a, b in spans]
        self.marked = "“" in text or "”" in text
        self.bare = [piece.translate(_MARKS) for piece in self.pieces] if self.marked else self.pieces
        self.sizes = [len(piece) for piece in self.bare]

    def quoted(self, i, j):
        return self.text[self.spans[i][0] - 1 : self.spans[i][0]] == "\x01" and self.text[self.spans[j][1] : self.spans[j][1] + 1] == "\x02"

    def begins(self, i, size):
        """Whether the last ``size`` characters of a clause begin with a word."""
        return self.sizes[i] == size or self.sizes[i] > size and ("“" in self.pieces[i] or size in _cuts(self.bare[i], True))

    def ends(self, j, size):
        """Whether the first ``size`` characters of a clause end with a word."""
        return self.sizes[j] == size or (self.sizes[j] > size and self.bare[j][size - 1] not in _NO_END
                                         and ("“" in self.pieces[j] or size in _cuts(self.bare[j], False)))


@lru_cache(1 << 15)
def _cuts(piece, back):
    """The lengths at which a piece can be cut between words, counted from its end or from its start."""
    words, lengths, at = segment(piece[-16:] if back else piece[:16]), set(), 0
    for word in reversed(words) if back else words:
        at += len(word)
        lengths.add(at)
    return frozenset(lengths)


def _matches(run):
    """The ways to cut a run: (first clause, last clause, characters of the first, characters of the last)."""
    sizes, marks, n = run.sizes, run.marks, len(run.sizes)
    i = 0
    while i < n - 1:  # clauses of one length, commas or blanks among them; words may stand before the first
        j, size = i + 1, sizes[i + 1]
        while j + 1 < n and sizes[j + 1] == size:
            j += 1
        pair = j == i + 1 and sizes[i] == size and not run.quoted(i, j)
        if (sizes[i] >= size and 3 + ("," in marks[i:j]) <= size <= _MOST and marks[i:j].strip("、")
                and not (pair and marks[i] == "," and not _alike(run.bare[i], run.bare[j]))):  # those are just two clauses
            first = i
            while j - first > 1 and sizes[first] == size and _TALK.search(run.bare[first]):
                first += 1
            if sizes[first] == size or marks[first] == "," and run.begins(first, size) and run.bare[first][-size] == run.bare[j][0]:
                yield first, j, size, size
            elif j - first > 1:
                yield first + 1, j, size, size
            i = j
        else:
            i += 1
    for m in re.finditer("、+", marks):
        g, e = m.start(), m.end()
        if e == g + 1:
            whole, least = sizes[e], min(sizes[g], sizes[e], 12)
            for size in range(2, least + 1) if set(run.bare[g]) & set(run.bare[e]) - _COMMON else (whole,) if whole <= least else ():
                alike = _alike(run.bare[g][-size:], run.bare[e])
                if (alike or size == whole and (size < 5 or run.quoted(g, e))) and run.begins(g, size) and run.ends(e, size):
                    yield g, e, size, size
        else:
            yield from _match_list(run, g, e)


def _alike(a, b):
    """Whether two clauses have the same character in the same place."""
    return any(x == y and x not in _COMMON for x, y in zip(a, b))


def _match_list(run, g, e):
    """The ways to cut a list of three or more: by the length of its inner clauses, else by what they begin or end with."""
    sizes, bare, a = run.sizes, run.bare, g
    while a <= e:
        size, b = sizes[a], a
        while b < e and sizes[b + 1] == size:
            b += 1
        if size <= _MOST:
            i = a - 1 if a > g and run.begins(a - 1, size) else a
            j = b + 1 if b < e and run.ends(b + 1, size) else b
            if j > i:
                yield i, j, size, size
                if (i, j) == (g, e):
                    return
        a = b + 1
    shared, least, most = set.intersection(*map(set, bare[g : e + 1])) - _COMMON, min(sizes[g : e + 1]), max(sizes[g : e + 1])
    if shared and most - least < 4 and 3 < most <= _MOST:  # one frame, lengths that differ
        yield g, e, sizes[g], sizes[e]


def _part(piece, size, back):
    """The last or first ``size`` characters of a clause; quotation marks do not count, and come in pairs."""
    if "“" not in piece and "”" not in piece:
        return piece[-size:] if back else piece[:size]
    places = [i for i, c in enumerate(piece) if c not in "“”"]
    part = piece[places[-size] :] if back else piece[: places[size - 1] + 1]
    if back and part.count("“") < part.count("”") and piece.endswith("“" + part):
        return "“" + part
    return part + "”" if not back and part.count("“") > part.count("”") and piece.startswith(part + "”") else part


def _describe(run, i, j, head, tail):
    """(start, end, clauses, traits) of the clauses i to j of a run; None when the list goes on, counts its
    clauses off (一是) or its things (一张), or names qualities (…性), or a quotation mark lacks its partner or stands around each clause."""
    flush, ended, marks = head == run.sizes[i], tail == run.sizes[j], run.marks[i:j]
    if flush and i > 0 and run.marks[i - 1] == "、" or ended and run.marks[j : j + 1] == "、":
        return None
    items = [_part(run.pieces[i], head, True), *run.pieces[i + 1 : j], _part(run.pieces[j], tail, False)]
    bare = [item.translate(_MARKS) for item in items] if run.marked else items
    if len(set(bare)) < len(bare) or _COUNTED_OFF.match(bare[-1]) or {item[-1] for item in bare} == {"性"}:
        return None
    if run.marked and (any(item.count("“") != item.count("”") for item in items) or all(item[0] == "“" and item[-1] == "”" for item in items)):
        return None
    start, end = run.spans[i][1] - len(items[0]), run.spans[j][0] + len(items[-1])
    before, behind, n, joined = run.text[max(0, start - 1) : start], run.text[end : end + 1], len(bare), "\n".join(bare)
    least, most = min(map(len, bare)), max(map(len, bare))
    equal, same = least == most, _same(bare)
    return start, end, items, dict(
        three=n == 3, more=n > 3, two_characters=most == 2, three_characters=equal and most == 3,
        four_characters=equal and most == 4, long=max(0, most - 8),
        last_same=len({item[-1] for item in bare}) == 1,
        inner_same=any(0 < k < least - 1 for k in same) if equal else bool(set.intersection(*(set(item[1:-1]) for item in bare)) - _COMMON),
        pair_unlike=n == 2 and not same, turned=_TURNED.search(joined) is not None, crossed=n == 2 and set(bare[0]) == set(bare[1]),
        quality={item[-1] for item in bare} <= _QUALITIES, things=sum(item[-2:] in _THINGS for item in bare) / n,
        foreign=_FOREIGN.search(joined) is not None, talk=_TALK.search(joined) is not None, of=joined.count("的") / n,
        quoted=(before, behind) in _QUOTES, comma_pair=marks == ",", blank=" " in marks,
        flush=flush, led=not flush and _leads(run.text[run.spans[i][0] : start]), ended=ended, etc=behind == "等", of_behind=behind == "的",
    )


def _same(items):
    """The places at which all clauses have one and the same character."""
    return [k for k, column in enumerate(zip(*items)) if len(set(column)) == 1 and column[0] not in _COMMON]


@lru_cache(1 << 15)
def _leads(words):
    """Whether the words before a list end in a verb, preposition, adverb or conjunction: 做到…"""
    words = segment(words.translate(_MARKS)[-6:])
    return not words or tag_word(words[-1]) != "uj" and tag_word(words[-1])[0] in "vdpcu" or words[-1] in "好化要将"


def describe_words(items):
    """Tell the traits of a list's clauses that need the dictionary: {trait: value}."""
    items = [item.translate(_MARKS) for item in items]
    n, least, sorts = len(items), min(map(len, items)), [_sort(item) for item in items]
    equal, acts = least == max(map(len, items)), sum(sort != "noun" for sort in sorts) / n
    return dict(
        acts=acts, one_sort=len(set(sorts)) == 1 and sorts[0] != "noun", run_acts=n > 2 and equal and least > 2 and acts == 1,
        pair_frame=n == 2 and equal and least > 2 and not {"act", "noun"} & set(sorts) and bool(_same(items)),
        names=sum(_names(item) for item in items) / n,
    )


@lru_cache(1 << 15)
def _words(item):
    """The words of a clause and their tags; words the segmenter guessed at are cut in halves, which the dictionary knows better."""
    words = []
    for word in segment(item):
        if len(word) == 4 and tag_word(word)[0] in "xnmv":
            words += [word[:2], word[2:]]
        elif len(word) == 3 and tag_word(word)[0] in "xnmv":
            words += [word[0], word[1:]] if tag_word(word[1:]) != "x" else [word[:2], word[2]]
        else:
            words.append(word)
    return [(word, "v" if word in _verbs() else tag_word(word)) for word in words]


@cache
def _verbs():
    """The verbs of measures: some of them jieba's dictionary has as nouns."""
    with open(DATA / "instruments.csv", encoding="utf-8", newline="") as f:
        return frozenset(row["cue"] for row in csv.DictReader(f) if row["part"] == "verb")


@lru_cache(1 << 15)
def _sort(item):
    """What a clause is: verb (led by one), clause (says something of a thing), idiom, act (a noun of action) or noun."""
    words, tags = zip(*_words(item))
    if len(words) == 1 and not item.endswith("化"):
        return "idiom" if tags[0][0] in "ilz" else "verb" if tags[0] == "v" else "act" if tags[0][0] in "vad" else "noun"
    if tags[0] in ("v", "vd") or tags[0][0] in "dpc" and any(tag[0] in "va" for tag in tags[1:]):
        return "verb"
    if len(item) == 3 and len(words[0]) == 1 and tag_word(words[0])[0] in "vd":
        return "verb"
    if tags[-1][0] in "aild" or any(tag in ("v", "vi", "i", "l") for tag in tags) or "不" in item or "得" in item or item.endswith("化"):
        return "clause"
    return "act" if any(tag in ("vn", "ad", "an", "d") for tag in tags) else "noun"


def _names(item):
    tags = [tag for _, tag in _words(item)]
    return tags[-1] in ("nr", "ns", "nt", "nz") or tags[0] in ("nr", "ns", "nt")
