"""Which headings open an article, and which are crossheads inside one? A small linear model over whole pages.

A page is cut into articles at some of its blocks of heading lines. Every cutting has a score: the sum, over its articles,
of what speaks for a block to open one (shapes of the lines around it, words it shares with the text below and above) and
of what speaks for the stretch up to the next opening to be one article (its length, its last line, how alike its
crossheads are, how far the words of its headline run on behind them). From the scores of all cuttings follows the probability that a
block opens an article: a semi-Markov conditional random field (S. Sarawagi and W. Cohen, "Semi-Markov conditional random
fields for information extraction", NIPS 2004). Its weights lie in ``data/boundaries.csv``, readable line by line;
``benchmarks/train_boundaries.py`` made them and says from what.
"""

import math
import re
from bisect import bisect_right as bisect
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from tifa.arguments import LIST, takes
from tifa.words import DATA, read_rows

_CREDIT = re.compile(r"责编|版式设计|版式:|统筹:|本期统筹|视觉设计|制图:")
_LABEL = re.compile(r"^(?:核心阅读|开栏的话|编者按|图片报道|延伸阅读|链接|相关链接|【)")
_RUNNING = re.compile(r"^(?:\([上下]\)|[一二三四五六七八九十]+[、.]|\d+[.、]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章条节])")
_PHRASES = re.compile(r"\S\s+\S")
_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"\([^()]{2,24}\)$")
_DATED = re.compile(r"^(?:近日|日前|连日来|\d{1,2}月\d{1,2}日|截至|今年)")
_HEADING = ("label", "tagged", "running")
_RUN = ("label", "tagged", "byline")  # lines that a heading may run on with
_MOST = 12  # blocks that one article holds at most, beside its own heading
_WINDOW = 60  # blocks that are looked at together; a page of more is looked at piece by piece, so that time grows with length


def _shape(line, after):
    """The shape of a line, in one word; ``after`` is the line behind it or None."""
    text = line.bare
    n = len(text)
    if line.lead:
        return "lead"
    if line.byline:
        return "byline"
    if n <= 90:
        if n < 60 and _CREDIT.search(text):
            return "credit"
        if line.photo:
            return "photo"
        if line.signed:
            return "sign"
        if n < 12 and _LABEL.match(text):
            return "tagged"
        # a line without a stop above a lead, one that ends in a column's name, a heading that asks or calls, one that ends in a colon
        over = not line.stopped and "。" not in text and (_TAG.search(text) or (after is not None and after.lead))
        calls = (n <= 20 and text[-1] in "!?") or (n <= 10 and text[-1] == ":")
        if (not line.prose and not line.stopped) or over or calls:
            return "running" if _RUNNING.match(text) else "label"
    return "cut" if not line.stopped else "short" if n <= 30 else "prose"


class _Block(NamedTuple):
    """A block of heading lines and the text below it, as places in the page's lines."""

    start: int
    end: int  # where the heading ends and its text begins
    stop: int  # where the next heading begins
    length: int  # characters of the first line
    opening: str  # plain, or the lead or byline that stands with the heading


def _find_blocks(lines, shapes):
    blocks = []
    starts = [i for i, s in enumerate(shapes) if s in _HEADING and (i == 0 or shapes[i - 1] not in _HEADING)]
    for start, stop in zip(starts, [*starts[1:], len(lines)]):
        end = start + 1
        while end < len(lines) and end - start < 6 and shapes[end] in _RUN:
            end += 1
        opening = "lead" if shapes[end : end + 1] == ["lead"] else "byline" if "byline" in shapes[start : end + 1] else "plain"
        blocks.append(_Block(start, end, stop, len(lines[start].bare), opening))
    return blocks


def _share_words(lines, blocks):
    """share[i][k]: how much of heading i's pairs of characters stand in the text below heading k, 0 to 1.

    Pairs that stand in one place only link nothing; rare pairs weigh more.
    """
    n, first, stop = len(blocks), blocks[0].start, blocks[-1].stop
    unit = np.zeros(stop - first, dtype=np.int32)  # of each line: 2k = heading k, 2k+1 = the text below
    for k, block in enumerate(blocks):
        unit[block.start - first : block.end - first], unit[block.end - first :] = 2 * k, 2 * k + 1
    texts = [line.bare for line in lines[first:stop]]
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    unit = np.repeat(unit, [len(text) + 1 for text in texts])[:-1]
    pairs, heading = (codes[:-1] << 16) + codes[1:], np.flatnonzero(unit[:-1] & 1 == 0)
    heading = heading[(codes[heading] - np.uint32(0x4E00) < 0x5200) & (codes[heading + 1] - np.uint32(0x4E00) < 0x5200)]
    # each pair of a heading has a column; of two that fall into one slot of the table the later has it
    slots, column = pairs * np.uint32(0x9E3779B1) >> np.uint32(18), np.zeros(1 << 14, dtype=np.int32)
    column[slots[heading]] = np.arange(1, len(heading) + 1)
    column = column[slots]
    at = np.flatnonzero(column > 0)
    column = column[at] - 1
    same = pairs[heading[column]] == pairs[at]
    has = np.zeros((2 * n, len(heading)), dtype=np.float32)
    has[unit[at[same]], column[same]] = 1
    spread = has.sum(0)
    weighed = has[::2] * (np.log((1 + 2 * n) / np.maximum(spread, 1)) * (spread > 1))
    # not @: BLAS would start threads, which cost more than the product
    return (np.einsum("ip,jp->ij", weighed, has[1::2]) / (weighed.sum(1, keepdims=True) + 1e-9)).tolist()


# What is so of a block or a stretch, in words. Each group tells few things, in few values, so that most have been met before.


def _name_shapes(before2, before, own, behind, behind2, then, lines, length):
    """The block's first line among the lines around it; ``then`` is the line below the block."""
    return [f"shape-2 {before2}", f"shape-1 {before}", f"shape+0 {own}", f"shape+1 {behind}", f"shape+2 {behind2}",
            f"shapes -1+0 {before} {own}", f"shapes +0+1 {own} {behind}", f"lines {lines}", f"then {then}", f"lines {lines} then {then}",
            f"before {before} then {then}", f"length {length}", f"length {length} then {then}", f"length {length} lines {lines}"]


_FLAGS = ("tag", "tag below", "two phrases", "two phrases below", "dash below", "digit", "comma", "first", "day behind", "short behind",
          "as long as next", "as long as the one before")


def _name_flags(*flags):
    return [name for name, on in zip(_FLAGS, flags) if on]


def _name_neighbours(ends, prose, shared, old, distance, then):
    """The text above the block, the words shared, and the next block."""
    return ([f"before ends {ends}"] if ends else []) + [f"prose before {prose}", f"shared {shared}", f"old {old}"] + (
        [f"next in {distance}", f"next then {then}"] if then else [])


def _name_extent(inner, opening, rows, last):
    """How many blocks and lines an article has, and its last line."""
    return [f"inner {inner}", f"inner {min(inner, 3)} {opening}", f"rows {rows}", f"last {last}",
            f"last {last} {opening}", f"last {last} inner {min(inner, 2)}"]


def _name_crossheads(several, heading, mean, differ, same):
    return [f"least heading {heading}"] + (
        [f"lengths differ by {differ}", f"lengths mean {mean}", f"sizes {'same' if same else 'mixed'}"] if several else [f"length of one {mean}"])


_LENGTHS, _ROWS = (5, 8, 11, 15, 19, 25, 33), (1, 2, 3, 4, 6, 9, 13, 18, 25, 40)  # where buckets begin
_MEANS, _DIFFER, _SHARES = (5, 8, 11, 14, 18, 24), (1, 3, 5, 8, 12, 20), (0.001, 0.05, 0.1, 0.2, 0.3)


def _describe_opening(lines, shapes, blocks, k, share):
    """What speaks for block k to open an article: (groups of names with what they tell, measured numbers)."""
    start, end, _, length, _ = blocks[k]
    text, second = lines[start].bare, lines[start + 1].bare if start + 1 < end else ""
    before, behind, after = lines[start - 1] if start else None, lines[end] if end < len(lines) else None, blocks[k + 1 : k + 2]
    around = ["edge" if i < 0 else shapes[i] if i < len(shapes) else "edge" for i in (start - 2, start - 1, start, start + 1, start + 2, end)]
    flags = (
        _TAG.search(text) is not None, second != "" and _TAG.search(second) is not None, _PHRASES.search(text) is not None,
        _PHRASES.search(second) is not None, second.startswith("——"), _DIGIT.search(text) is not None, "," in text, before is None,
        behind is not None and _DATED.match(behind.bare) is not None, behind is not None and len(behind.bare) < 60,
        bool(after) and abs(after[0].length - length) <= 2, k > 0 and abs(blocks[k - 1].length - length) <= 2,
    )
    ends = before and ({":": "colon", "”": "quote"}.get(before.bare[-1]) or ("stop" if before.stopped else "open"))
    above = shapes[max(0, start - 12) : start]
    prose = min(6, (above.count("prose") + above.count("cut") + above.count("lead")) // 2)
    own, old = share[k][k], share[k][k - 1] if k else 0.0
    distance, then = 0, ""
    if after:
        distance, then = min(6, (after[0].start - end) // 2), shapes[after[0].end] if after[0].end < len(shapes) else "edge"
    return [(_name_shapes, (*around, min(end - start, 3), bisect(_LENGTHS, length))), (_name_flags, flags),
            (_name_neighbours, (ends, prose, int(own * 5), int(old * 5), distance, then))], (
        ("share with text behind", own), ("share with text before", old), ("share far behind", share[k][k + 1] if after else 0.0),
        ("share far before", share[k][k - 2] if k > 1 else 0.0))


def _describe_stretches(shapes, blocks, a, share):
    """What speaks for block a and the blocks behind it to be one article: the same, of a alone, of a and the next block, …"""
    _, head, stop, _, opening = blocks[a]
    total, shared, least = 0, 0.0, 1.0
    for inner, (start, end, stop, length, _) in enumerate(blocks[a : a + _MOST + 1]):
        groups = [(_name_extent, (min(inner, 6), opening, bisect(_ROWS, stop - head), shapes[stop - 1] if stop > head else "none"))]
        if not inner:
            yield groups, ()
            continue
        if inner == 1:
            size, shortest, longest, same = end - start, length, length, True
        elif length < shortest:
            shortest = length
        elif length > longest:
            longest = length
        same = same and size == end - start
        total += length
        shared += share[a][a + inner]
        least = min(least, share[a][a + inner])
        groups.append((_name_crossheads, (inner > 1, bisect(_SHARES, least), bisect(_MEANS, total / inner),
                                          bisect(_DIFFER, longest - shortest), same)))
        yield groups, (("heading least", least), ("heading mean", shared / inner))


def _describe_windows(lines):
    """Each window of a page: its blocks, what speaks for each to open an article, and for each stretch from it to be one."""
    shapes = [_shape(line, after) for line, after in zip(lines, [*lines[1:], None])]
    found = _find_blocks(lines, shapes)
    for w in range(0, len(found), _WINDOW):
        blocks = found[w : w + _WINDOW]
        share = _share_words(lines, blocks)
        yield blocks, ((_describe_opening(lines, shapes, blocks, k, share), _describe_stretches(shapes, blocks, k, share))
                       for k in range(len(blocks)))


def describe_page(lines):
    """Describe every stretch of a page that may be one article.

    Parameters
    ----------
    lines : list
        A page's lines as ``tifa.lines`` reads them.

    Returns
    -------
    list of tuple
        One a window of the page: (places in ``lines`` of the blocks' first lines, {(a, b): features of the article from block a
        up to block b}). Features are {name: 1.0} of what is so, and {name: value} of what is measured.
    """
    def features(*described):
        return dict([(name, 1.0) for groups, _ in described for group, told in groups for name in group(*told)],
                    **{name: value for _, measured in described for name, value in measured})

    return [([block.start for block in blocks], {(a, a + d): features(opening, stretch) for a, (opening, stretches) in enumerate(described)
                                                 for d, stretch in enumerate(stretches, 1)})
            for blocks, described in _describe_windows(lines)]


@cache
def _weights():
    return {row["feature"]: float(row["weight"]) for row in read_rows(DATA / "boundaries.csv")}


@lru_cache(maxsize=1 << 16)
def _weigh(group, told):
    return sum([_weights().get(name, 0.0) for name in group(*told)])


def _score(groups, measured):
    score, weights = 0.0, _weights()
    for group, told in groups:
        score += _weigh(group, told)
    for name, value in measured:
        score += weights.get(name, 0.0) * value
    return score


def _log_sum(values):
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + math.log(sum([math.exp(v - top) for v in values]))


@takes(lines=LIST)
def score_openings(lines):
    """Score each block of headings: log-odds that it opens an article, all cuttings of the page considered.

    Parameters
    ----------
    lines : list
        A page's lines as ``tifa.lines`` reads them.

    Returns
    -------
    dict of int to float
        Place of the block's first line to log-odds, -20 to 20; above 0 an opening is likelier than a crosshead.
    """
    odds = {}
    for blocks, described in _describe_windows(lines):
        n = len(blocks)
        behind = [0.0] * (n + 1)
        scores = [[own + _score(*stretch) for stretch in stretches] for opening, stretches in described for own in [_score(*opening)]]
        for a in range(n - 1, -1, -1):
            behind[a] = _log_sum([score + after for score, after in zip(scores[a], behind[a + 1 :])])
        before = [[0.0]] + [[] for _ in blocks]  # what each way to cut the page before a block scores
        for a, own in enumerate(scores):
            before[a] = _log_sum(before[a])
            for b, score in enumerate(own, a + 1):
                before[b].append(before[a] + score)
        odds[blocks[0].start] = 0.0  # every cutting begins with it, which says nothing of it
        for block, above, below in zip(blocks[1:], before[1:], behind[1:]):
            p = min(1.0, math.exp(above + below - behind[0]))
            odds[block.start] = max(-20.0, min(20.0, math.log(p + 1e-300) - math.log(1 - p + 1e-12)))
    return odds
