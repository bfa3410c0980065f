"""Parallel clauses (排比): runs of two or more clauses of one length or one frame, weighed by a small linear model.

A list's clauses are cut so that they match: words may stand before the first and behind the last. What speaks for and
against the cut list being a formula is a handful of traits; their weights lie in ``data/parallels.csv``, each with its
meaning, and ``benchmarks/train_parallels.py`` made them and says from what.
"""

import re
from bisect import bisect
from functools import cache, lru_cache
from itertools import accumulate, repeat
from math import inf
from operator import add, eq

from tifa.arguments import takes
from tifa.knowledge import DATA, read_rows, read_set
from tifa.words.segment import in_dictionary, segment_clause, tag_word

_LEAST = 0.0  # the score from which a list is taken for a formula: even odds
_MOST = 18  # characters of a clause
_QUOTED_LIST = re.compile(r"“(?=[^“”。\n]*[、,;])([^“”。\n]*)”")
_BREAK = r"、,。;:!?()\s《》\x01\x02"  # \x01 and \x02 stand for the marks around a quoted list
_RUN = re.compile(rf"(?<![^{_BREAK}])[^{_BREAK}]{{2,}}+(?:[、,][^{_BREAK}]{{2,}}+)+")
_HEADING_RUN = re.compile(rf"(?<![^{_BREAK}])[^{_BREAK}]{{2,}}+(?:(?:[、,]|\s{{1,3}})[^{_BREAK}]{{2,}}+)+")
_HEADING = re.compile(r"^[^。\n]*[^\S\n][^。\n]*$", re.MULTILINE)
_MARKS = re.compile("、+")
_JOINT = re.compile(r"[、,]|\s+")
_COMMON = set("的了和与及或等一之是")  # characters that two clauses may well share by chance
_GOES_ON = re.compile("[的等是为]")
_NO_END = set("等的和与及")
_TURNED = re.compile("上.?下|左.?右|内.?外|远.?近|大.?小|前.?后|点.?面|城.?乡|横.?纵|进.?出|[同共应即有互分大真].[同共尽即有互分抓真]|一.?到底")
_THINGS = set("行动 中心 工程 项目 平台 产业 机构 部门 企业 单位 系统 人员 技术 专业 服务 工作 情况 问题 时间 制度 政策 领域 行业".split())
_WORDS = "led", "acts", "one_sort", "run_acts", "run_alike", "pair_frame"  # the traits told by words, which are dear to tell
_LENGTHS = {2: "two_characters", 3: "three_characters", 4: "four_characters"}
_QUOTES = {"\x02": "\x01", "”": "“"}
_JOINED = re.compile(r"(.).\1.\1(?<=[\u4e00-\u9fff]{5})[\u4e00-\u9fff](?:\1[\u4e00-\u9fff]){0,2}")
_COUNTED_OFF = re.compile("[一二三四五六七八九十]是|其[一二三四五六]|[一二三四五六七八九十两][张本支面个件条份名位把座项]")
_FOREIGN = re.compile("[0-9A-Za-z—%·.@]")
_TALK = re.compile("[我你他她它这那很已了过]|有时|有的|有人")


@takes()
def find_parallels(text):
    """Find parallel clauses that are formulas.

    Parameters
    ----------
    text : str
        Folded text (see :func:`tifa.words.fold`).

    Returns
    -------
    list of (int, int, list of str)
        Start, end, clauses; by place, without overlap.

    Examples
    --------
    >>> find_parallels("要做到早谋划、早部署、早落实,不留死角。")
    [(3, 14, ['早谋划', '早部署', '早落实'])]
    """
    always, weights, reach = _weights()
    scored = [(-inf, *joined) for joined in _find_joined(text)]
    for start, end, items, bare, lead, framed, traits in _cut_lists(text):
        traits += _describe_characters(bare)
        score = always + sum(map(weights.get, traits))
        if score + reach[lead != "", framed and min(len(bare), 3)] < _LEAST:  # no words could make it a formula
            continue
        words = _describe_words(bare, lead, framed)
        score += sum(map(weights.get, words))
        if score < _LEAST or "things" in traits and "one_sort" not in words or "acts" not in words and min(map(len, bare)) < 4:
            continue  # neither things of one kind nor short nouns side by side are a formula
        scored.append((-score, start, end, items))
    found = []
    for _, start, end, items in sorted(scored):
        k = bisect(found, (start, end))
        if not (k and start < found[k - 1][1] or k < len(found) and found[k][0] < end):
            found.insert(k, (start, end, items))
    return found


def describe_lists(text):
    """Cut the lists of a text into matching clauses: (start, end, clauses, {trait}), traits as in ``data/parallels.csv``."""
    for start, end, items, bare, lead, framed, traits in _cut_lists(text):
        yield start, end, items, {*traits, *_describe_characters(bare), *_describe_words(bare, lead, framed)}


def _find_joined(text):
    """Words of two characters that begin with one verb or adverb, nothing between them: 共商共建共管."""
    for m in _JOINED.finditer(text):
        items = [m[0][k : k + 2] for k in range(0, len(m[0]), 2)]
        begins = len(m[0]) in _cuts(text[max(0, m.start() - 6) : m.end()], True)
        if begins and len(set(items)) == len(items) and m[1] not in _COMMON and tag_word(m[1])[0] in "vd":
            yield m.start(), m.end(), items


@cache
def _weights():
    """The bias; {trait: weight}; the most that words can add, by whether some stand before the list and by the clauses of
    its frame (2, 3 for more, False without one)."""
    weights = {row["trait"]: float(row["weight"]) for row in read_rows(DATA / "parallels.csv")}
    led, acts, one_sort, run, alike, pair = (max(0, weights[trait]) for trait in _WORDS)
    reach = {(lead, frame): acts + one_sort + led * lead + more for lead in (False, True) for frame, more in ((0, 0), (2, pair), (3, run + alike))}
    return weights.pop("always"), weights, reach


def _cut_lists(text):
    """The lists of a text, in every way that makes their clauses match: (start, end, clauses, clauses without
    quotation marks, the words before the first, have all one length of three or more?, traits)."""
    if "“" in text:
        text = _QUOTED_LIST.sub("\x01\\1\x02", text)
    for m, blanks in _find_runs(text):
        told = m[0]
        pieces, joints, lists = _split(told, blanks)
        sizes = list(map(len, pieces))
        even = joints.count("、") < len(joints) and any(map(eq, sizes, sizes[1:]))  # clauses parted by commas must be of one length
        if not even and not lists:
            continue
        run = _Run(text, m.start(), told, pieces, sizes, joints)
        for i, j in lists:
            for cut in _match_pair(run, i) if i + 1 == j else _match_list(run, i, j):
                if described := _describe(run, *cut):
                    yield described
        for cut in _match_commas(run) if even else ():
            if described := _describe(run, *cut):
                yield described


def _find_runs(text):
    """Clauses joined by commas and enumeration marks, and whether blanks join them, too: so only in a line without a full stop."""
    done = 0
    for heading in _HEADING.finditer(text):
        yield from ((m, False) for m in _RUN.finditer(text, done, heading.start()))
        yield from ((m, True) for m in _HEADING_RUN.finditer(text, *heading.span()))
        done = heading.end()
    yield from ((m, False) for m in _RUN.finditer(text, done))


def _split(told, blanks):
    """The clauses of a run; what joins them, one character or several blanks; first and last clause of those joined by 、 alone."""
    if blanks:
        joints = _JOINT.findall(told)
        return _JOINT.split(told), joints, [m.span() for m in _MARKS.finditer("".join([joint[0] for joint in joints]))]
    if "、" not in told:
        pieces = told.split(",")
        return pieces, "," * (len(pieces) - 1), ()
    if "," not in told:
        pieces = told.split("、")
        return pieces, "、" * (len(pieces) - 1), [(0, len(pieces) - 1)]
    pieces, joints, lists = [], [], []
    for part in told.split(","):
        listed = part.split("、")
        if len(listed) > 1:
            lists.append((len(pieces), len(pieces) + len(listed) - 1))
        pieces += listed
        joints.append("、" * (len(listed) - 1))
    return pieces, ",".join(joints), lists


class _Run:
    """Clauses joined by enumeration marks, commas or blanks."""

    __slots__ = "text", "at", "pieces", "bare", "lengths", "sizes", "wide", "joints", "starts"

    def __init__(self, text, at, told, pieces, sizes, joints):
        self.text, self.at, self.pieces, self.bare, self.lengths, self.sizes = text, at, pieces, pieces, sizes, sizes
        self.starts = None
        self.wide, self.joints = (None, joints) if isinstance(joints, str) else (joints, "".join([joint[0] for joint in joints]))
        if "“" in told or "”" in told:
            self.bare = list(map(_unquote, pieces))
            self.sizes = list(map(len, self.bare))

    def span(self, i, j):
        """Where the clauses i to j start and end in the text."""
        if self.starts is None:
            joints = map(len, self.wide) if self.wide else repeat(1, len(self.pieces) - 1)
            self.starts = list(accumulate(map(add, self.lengths, joints), initial=self.at))
        return self.starts[i], self.starts[j] + self.lengths[j]

    def quoted(self, i, j):
        """Whether quotation marks stand around the clauses i to j."""
        return i == 0 and j + 1 == len(self.pieces) and self.text[self.at - 1] == "\x01" and self.text[(end := self.span(i, j)[1]) : end + 1] == "\x02"

    def begins(self, i, size):
        """Whether the last ``size`` characters of a clause begin with a word."""
        return self.sizes[i] == size or self.sizes[i] > size and ("“" in self.pieces[i] or size in _cuts(self.bare[i][-16:], True))

    def ends(self, j, size):
        """Whether the first ``size`` characters of a clause end with a word."""
        return self.sizes[j] == size or (self.sizes[j] > size and self.bare[j][size - 1] not in _NO_END
                                         and ("“" in self.pieces[j] or size in _cuts(self.bare[j][:16], False)))


@lru_cache(1 << 15)
def _cuts(piece, back):
    """The lengths at which a piece can be cut between words, counted from its end or from its start; a word the segmenter
    guessed at can be cut anywhere."""
    words = [part for word in segment_clause(piece) for part in ([word] if len(word) == 1 or in_dictionary(word) else word)]
    return frozenset(accumulate(map(len, reversed(words) if back else words)))


def _match_commas(run):
    """Clauses of one length, commas or blanks among them, words may stand before the first: (first clause, last clause,
    characters of the first, characters of the last)."""
    sizes, joints, bare, done = run.sizes, run.joints, run.bare, 0
    for k, even in enumerate(map(eq, sizes, sizes[1:])):
        if not even or k < done:
            continue
        i, j, size = k, k + 1, sizes[k]
        while j + 1 < len(sizes) and sizes[j + 1] == size:
            j += 1
        done = j
        if i > 0 and sizes[i - 1] > size:
            i -= 1
        own = joints[i:j].strip("、")
        if not own or i + 1 == j and own == "," and not (_alike(bare[i], bare[j]) or run.quoted(i, j)) or not 3 + ("," in own) <= size <= _MOST:
            continue  # these are just two clauses
        while j - i > 1 and sizes[i] == size and _TALK.search(bare[i]):
            i += 1
        if sizes[i] > size and not (joints[i] == "," and bare[i][-size] == bare[j][0] and run.begins(i, size)):
            i += 1
        if i < j:
            yield i, j, size, size


def _alike(a, b):
    """Whether two clauses have the same character in the same place."""
    return any(x == y and x not in _COMMON for x, y in zip(a, b))


def _match_pair(run, i):
    """The ways to cut clause i and the next, of 3 to 12 characters: as long as the second, where they are short or share a
    character in one place, or as far as the second goes before 的, 等 and the like."""
    (a, b), (most, whole) = run.bare[i : i + 2], run.sizes[i : i + 2]
    sizes = [whole] if whole < 5 or whole <= most and _alike(a[-whole:], b) or run.quoted(i, i + 1) else []
    if whole > 3 and (m := _GOES_ON.search(b, 3, 13)) and (m.start() < 7 or _alike(a[-m.start() :], b)):
        sizes.append(m.start())
    return [(i, i + 1, size, size) for size in sizes if 2 < size <= min(most, 12) and run.begins(i, size) and run.ends(i + 1, size)]


def _match_list(run, first, last):
    """The ways to cut a list of three or more: by the length of its inner clauses, else by what they begin or end with."""
    sizes, cuts, a = run.sizes, [], first
    while a <= last:
        size, b = sizes[a], a
        while b < last and sizes[b + 1] == size:
            b += 1
        if size <= _MOST:
            i = a - 1 if a > first and sizes[a - 1] > size and run.begins(a - 1, size) else a
            j = b + 1 if b < last and sizes[b + 1] > size and run.ends(b + 1, size) else b
            if j > i:
                cuts.append((i, j, size, size))
                if (i, j) == (first, last):
                    return cuts
        a = b + 1
    own = sizes[first : last + 1]
    if max(own) - min(own) < 4 and 3 < max(own) <= _MOST and (run.quoted(first, last) or _shared(run.bare[first : last + 1])):  # one frame, lengths that differ
        cuts.append((first, last, sizes[first], sizes[last]))
    return cuts


def _unquote(text):
    return text.replace("“", "").replace("”", "")


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
    """The clauses i to j of a run as a list; None when the list goes on, counts its clauses off (一是) or its things
    (一张), or names qualities (…性), or a quotation mark lacks its partner or stands around each clause."""
    flush, ended = head == run.sizes[i], tail == run.sizes[j]
    if flush and i > 0 and run.joints[i - 1] == "、" or ended and run.joints[j : j + 1] == "、":
        return None
    pieces, bare = run.pieces[i : j + 1], run.bare[i : j + 1]
    if pieces != bare:
        items = [_part(pieces[0], head, True), *pieces[1:-1], _part(pieces[-1], tail, False)]
        bare = list(map(_unquote, items))
        if any(item.count("“") != item.count("”") for item in items) or all(item[0] == "“" and item[-1] == "”" for item in items):
            return None
    else:
        items = bare = [pieces[0][-head:], *pieces[1:-1], pieces[-1][:tail]]
    n, sizes = len(bare), [head, *run.sizes[i + 1 : j], tail]
    most = max(sizes)
    if len(set(bare)) < n or bare[-1][0] in "一二三四五六七八九十两其" and _COUNTED_OFF.match(bare[-1]) or bare[0][-1] == "性" == bare[-1][-1]:
        return None
    start, end = run.span(i, j)
    start, end = start + len(pieces[0]) - len(items[0]), end - len(pieces[-1]) + len(items[-1])
    behind, lead = run.text[end : end + 1], "" if flush else run.bare[i][:-head][-6:]
    traits = [_LENGTHS[most]] if most in _LENGTHS else []
    if n > 2:
        traits.append("three" if n == 3 else "more")
    elif run.joints[i] == ",":
        traits.append("comma_pair")
    if most > 8:
        traits.append("long")
    if behind in _QUOTES and run.text[start - 1] == _QUOTES[behind]:
        traits.append("quoted")
    if flush:
        traits.append("flush")
    if ended:
        traits.append("ended")
    if behind == "的":
        traits.append("of_behind")
    return start, end, items, bare, lead, most > 2 and sizes.count(most) == n, traits


def _shared(items):
    """Whether all clauses have a character in common, wherever it stands."""
    return not _COMMON.issuperset(set(items[0]).intersection(*items[1:]))


def _describe_characters(items):
    """What holds of any clause, and whether all end in things."""
    traits = frozenset().union(*map(_characters, items))
    return traits if "things" not in traits or all(item[-2:] in _THINGS for item in items) else traits - {"things"}


@lru_cache(1 << 15)
def _characters(item):
    traits = {"turned": _TURNED.search(item), "things": item[-2:] in _THINGS, "foreign": _FOREIGN.search(item), "talk": _TALK.search(item),
              "of": "的" in item}
    return frozenset(trait for trait, there in traits.items() if there)


def _describe_words(items, lead, framed):
    """What holds of the sorts of clauses and the words that lead to them."""
    sorts, n = set(map(_sort, items)), len(items)
    traits = ["led"] if lead and _leads(lead) else []
    if sorts != {"noun"}:
        traits.append("acts")
        if len(sorts) == 1:
            traits.append("one_sort")
        if n > 2 and framed and "noun" not in sorts:
            traits.append("run_acts")
            if any(column.count(column[0]) == n and column[0] not in _COMMON for column in zip(*items)):
                traits.append("run_alike")
        elif n == 2 and framed and sorts.isdisjoint(("act", "noun")) and _alike(*items):
            traits.append("pair_frame")
    return traits


@lru_cache(1 << 15)
def _leads(words):
    """Whether the words before a list end in a verb, preposition, adverb or conjunction: 做到…"""
    words = segment_clause(words)
    return tag_word(words[-1]) != "uj" and tag_word(words[-1])[0] in "vdpcu" or words[-1] in "好化要将"


@lru_cache(1 << 15)
def _words(item):
    """The words of a clause and their tags; words the segmenter guessed at are cut in halves, which the dictionary knows better."""
    words = []
    for word in segment_clause(item):
        if len(word) == 4 and tag_word(word)[0] in "xnmv":
            words += [word[:2], word[2:]]
        elif len(word) == 3 and tag_word(word)[0] in "xnmv":
            words += [word[0], word[1:]] if tag_word(word[1:]) != "x" else [word[:2], word[2]]
        else:
            words.append(word)
    return [(word, "v" if word in _verbs() else tag_word(word)) for word in words]


@cache
def _verbs():
    """The verbs of measures and of formulas: some of them jieba's dictionary has as nouns."""
    return read_set(DATA / "verbs.txt") | {row["cue"] for row in read_rows(DATA / "instruments.csv") if row["part"] == "verb"}


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
