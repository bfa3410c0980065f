"""Which headings open an article, and which are crossheads inside one? A small linear model over whole pages.

A page is cut into articles at some of its blocks of heading lines. Every cutting has a score: the sum, over
its articles, of what speaks for a block to open one (shapes of the lines around it, words it shares with the
text below and above) and of what speaks for the stretch up to the next opening to be one article (its length,
its last line, how alike its crossheads are, how far the words of its headline run on behind them). From the
scores of all cuttings follows the probability that a block opens an article: a semi-Markov conditional random
field (S. Sarawagi and W. Cohen, "Semi-Markov conditional random fields for information extraction", NIPS
2004). Its weights lie in ``data/boundaries.csv``, readable line by line; ``benchmarks/train_boundaries.py``
made them and says from what.
"""

import math
from bisect import bisect_right as bisect
from functools import cache
from typing import NamedTuple

import numpy as np

from tifa.arguments import LIST, takes
from tifa.articles import forms
from tifa.knowledge import DATA, read_rows

_HEADING = ("label", "tagged", "running")
_RUN = ("label", "tagged", "byline")  # lines that a heading may run on with
_HEADS = 6  # lines that a heading has at most
_MOST = 12  # blocks that one article holds at most, beside its own heading
_WINDOW = 60  # blocks looked at together; a longer page is read in pieces, so that time grows with it
# where the steps of a measure begin: characters of a heading, lines of an article, crossheads' mean length
# and difference
_LENGTHS, _ROWS = (5, 8, 11, 15, 19, 25, 33), (1, 2, 3, 4, 6, 9, 13, 18, 25, 40)
_MEANS, _DIFFER, _SHARES = (5, 8, 11, 14, 18, 24), (1, 3, 5, 8, 12, 20), (0.001, 0.05, 0.1, 0.2, 0.3)
_SURE = 20.0  # log-odds are cut off there


def _shape(line, below):
    """The shape of a line, in one word; ``below`` is the next line or None."""
    text, length = line.bare, len(line.bare)
    if line.lead:
        return "lead"
    if line.byline:
        return "byline"
    if length <= 90:
        if length < 60 and forms.BLOCK_CREDIT.search(text):
            return "credit"
        if line.photo:
            return "photo"
        if line.signed:
            return "sign"
        if length < 12 and forms.BOX.match(text):
            return "tagged"
        # headings although they look like text: over a lead, behind a column's name, a question, a call, a
        # colon at the end
        over = forms.TAG.search(text) or (below is not None and below.lead)
        over = over and not line.stopped and "。" not in text
        calls = (length <= 20 and text[-1] in "!?") or (length <= 10 and text[-1] == ":")
        if (not line.prose and not line.stopped) or over or calls:
            return "running" if forms.RUNNING.match(text) else "label"
    return "cut" if not line.stopped else "short" if length <= 30 else "prose"


class _Block(NamedTuple):
    """A block of heading lines and the text below it, as places in the page's lines."""

    start: int
    end: int  # where the heading ends and its text begins
    stop: int  # where the next heading begins
    length: int  # characters of the first line
    opening: str  # plain, or the lead or byline that stands with the heading


def _find_blocks(lines, shapes):
    blocks = []
    above = ["", *shapes]
    starts = [i for i, own in enumerate(shapes) if own in _HEADING and above[i] not in _HEADING]
    for start, stop in zip(starts, [*starts[1:], len(lines)]):
        end = start + 1
        while end < len(lines) and end - start < _HEADS and shapes[end] in _RUN:
            end += 1
        opening = "plain"
        if shapes[end : end + 1] == ["lead"]:
            opening = "lead"
        elif "byline" in shapes[start : end + 1]:
            opening = "byline"
        blocks.append(_Block(start, end, stop, len(lines[start].bare), opening))
    return blocks


def _share_words(lines, blocks):
    """share[i][k]: how much of heading i's pairs of characters stand in the text below heading k, 0 to 1.

    Pairs that stand in one place only link nothing; rare pairs weigh more.
    """
    count, first, stop = len(blocks), blocks[0].start, blocks[-1].stop
    unit = np.zeros(stop - first, dtype=np.int32)  # of each line: 2k = heading k, 2k+1 = the text below
    for k, block in enumerate(blocks):
        unit[block.start - first : block.end - first], unit[block.end - first :] = 2 * k, 2 * k + 1
    texts = [line.bare for line in lines[first:stop]]
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    unit = np.repeat(unit, [len(text) + 1 for text in texts])[:-1]
    pairs, heading = (codes[:-1] << 16) + codes[1:], np.flatnonzero(unit[:-1] & 1 == 0)
    chinese = codes - np.uint32(0x4E00) < 0x5200
    heading = heading[chinese[heading] & chinese[heading + 1]]
    # each pair of a heading has a column; of two that fall into one slot of the table the later has it
    slots, column = pairs * np.uint32(0x9E3779B1) >> np.uint32(18), np.zeros(1 << 14, dtype=np.int32)
    column[slots[heading]] = np.arange(1, len(heading) + 1)
    column = column[slots]
    placed = np.flatnonzero(column > 0)
    column = column[placed] - 1
    same = pairs[heading[column]] == pairs[placed]
    holds = np.zeros((2 * count, len(heading)), dtype=np.float32)
    holds[unit[placed[same]], column[same]] = 1
    spread = holds.sum(0)
    weighed = holds[::2] * (np.log((1 + 2 * count) / np.maximum(spread, 1)) * (spread > 1))
    # not @: BLAS would start threads, which cost more than the product
    return (np.einsum("ip,jp->ij", weighed, holds[1::2]) / (weighed.sum(1, keepdims=True) + 1e-9)).tolist()


# What speaks for an opening or an article is a list of names of what is so, and a dict of what is measured.


def _describe_opening(lines, shapes, blocks, place, share):
    """What speaks for a block to open an article."""
    names = [*_tell_shapes(shapes, blocks[place]), *_tell_heading(lines, blocks, place)]
    own, old = share[place][place], share[place][place - 1] if place else 0.0
    names += [*_tell_above(lines, shapes, blocks[place]), f"shared {int(own * 5)}", f"old {int(old * 5)}"]
    names += _tell_next(shapes, blocks, place)
    return names, {
        "share with text behind": own,
        "share with text before": old,
        "share far behind": share[place][place + 1] if place + 1 < len(blocks) else 0.0,
        "share far before": share[place][place - 2] if place > 1 else 0.0,
    }


def _tell_shapes(shapes, block):
    """The shapes of the lines around a block's first, and of the one below the block."""
    def at(place):
        return shapes[place] if 0 <= place < len(shapes) else "edge"

    over, above, own, below, under = (at(block.start + step) for step in (-2, -1, 0, 1, 2))
    then, lines, length = at(block.end), min(block.end - block.start, 3), bisect(_LENGTHS, block.length)
    return [
        f"shape-2 {over}", f"shape-1 {above}", f"shape+0 {own}", f"shape+1 {below}", f"shape+2 {under}",
        f"shapes -1+0 {above} {own}", f"shapes +0+1 {own} {below}",
        f"lines {lines}", f"then {then}", f"lines {lines} then {then}", f"before {above} then {then}",
        f"length {length}", f"length {length} then {then}", f"length {length} lines {lines}",
    ]


def _tell_heading(lines, blocks, place):
    """What the words of a block's first two lines show, and those of the text below."""
    start, end, _, length, _ = blocks[place]
    text, second = lines[start].bare, lines[start + 1].bare if start + 1 < end else ""
    behind = lines[end].bare if end < len(lines) else None
    told = {
        "tag": forms.TAG.search(text),
        "tag below": forms.TAG.search(second),
        "two phrases": forms.PHRASES.search(text),
        "two phrases below": forms.PHRASES.search(second),
        "dash below": second.startswith("——"),
        "digit": forms.DIGIT.search(text),
        "comma": "," in text,
        "first": start == 0,
        "day behind": behind and forms.LATELY.match(behind),
        "short behind": behind and len(behind) < 60,
        "as long as next": place + 1 < len(blocks) and abs(blocks[place + 1].length - length) <= 2,
        "as long as the one before": place > 0 and abs(blocks[place - 1].length - length) <= 2,
    }
    return [name for name, so in told.items() if so]


def _tell_above(lines, shapes, block):
    """How the line above a block ends, and how much of the twelve lines above is text."""
    above = shapes[max(0, block.start - 12) : block.start]
    text = above.count("prose") + above.count("cut") + above.count("lead")
    names = [f"prose before {min(6, text // 2)}"]
    if block.start:
        line = lines[block.start - 1]
        ends = {":": "colon", "”": "quote"}.get(line.bare[-1]) or ("stop" if line.stopped else "open")
        names.insert(0, f"before ends {ends}")
    return names


def _tell_next(shapes, blocks, place):
    """How far away the next block is, and what stands below it."""
    if place + 1 == len(blocks):
        return []
    start, end = blocks[place + 1][:2]
    distance, then = min(6, (start - blocks[place].end) // 2), shapes[end] if end < len(shapes) else "edge"
    return [f"next in {distance}", f"next then {then}"] if then else []


def _describe_stretches(shapes, blocks, first, share):
    """What speaks for a block and those behind it to be one article: of it alone, of it and the next, …"""
    crossheads, shared, least = [], 0.0, 1.0
    for inner, block in enumerate(blocks[first : first + _MOST + 1]):
        names = _tell_extent(shapes, blocks[first], inner, block.stop)
        if not inner:
            yield names, {}
            continue
        crossheads.append(block)
        shared += share[first][first + inner]
        least = min(least, share[first][first + inner])
        names.append(f"least heading {bisect(_SHARES, least)}")
        yield names + _tell_crossheads(crossheads), {"heading least": least, "heading mean": shared / inner}


def _tell_extent(shapes, block, inner, stop):
    """How many blocks and lines an article has that opens with a block, and its last line."""
    last, opening = shapes[stop - 1] if stop > block.end else "none", block.opening
    rows = bisect(_ROWS, stop - block.end)
    return [f"inner {min(inner, 6)}", f"inner {min(inner, 3)} {opening}", f"rows {rows}",
            f"last {last}", f"last {last} {opening}", f"last {last} inner {min(inner, 2)}"]


def _tell_crossheads(crossheads):
    """How alike an article's crossheads are."""
    lengths = [block.length for block in crossheads]
    mean = bisect(_MEANS, sum(lengths) / len(lengths))
    if len(lengths) == 1:
        return [f"length of one {mean}"]
    same = len({block.end - block.start for block in crossheads}) == 1
    return [f"lengths differ by {bisect(_DIFFER, max(lengths) - min(lengths))}", f"lengths mean {mean}",
            f"sizes {'same' if same else 'mixed'}"]


def _describe_windows(lines):
    """Each window of a page: its blocks, and what speaks for each to open and for the stretches from it."""
    shapes = [_shape(line, below) for line, below in zip(lines, [*lines[1:], None])]
    found = _find_blocks(lines, shapes)
    for window in range(0, len(found), _WINDOW):
        blocks = found[window : window + _WINDOW]
        share = _share_words(lines, blocks)
        yield blocks, [
            (_describe_opening(lines, shapes, blocks, place, share),
             list(_describe_stretches(shapes, blocks, place, share)))
            for place in range(len(blocks))]


def describe_page(lines):
    """Describe every stretch of a page that may be one article.

    Parameters
    ----------
    lines : list
        A page's lines as ``tifa.articles.lines`` reads them.

    Returns
    -------
    list of tuple
        One a window of the page: (places in ``lines`` of the blocks' first lines, {(a, b): features of the
        article from block a up to block b}). Features are {name: 1.0} of what is so, and {name: value} of
        what is measured.
    """
    def features(opening, stretch):
        return {**dict.fromkeys(opening[0] + stretch[0], 1.0), **opening[1], **stretch[1]}

    return [([block.start for block in blocks],
             {(place, place + size): features(opening, stretch)
              for place, (opening, stretches) in enumerate(described)
              for size, stretch in enumerate(stretches, 1)})
            for blocks, described in _describe_windows(lines)]


@cache
def _weights():
    return {row["feature"]: float(row["weight"]) for row in read_rows(DATA / "boundaries.csv")}


def _score(names, measured):
    weights = _weights()
    return (sum([weights.get(name, 0.0) for name in names])
            + sum([weights.get(name, 0.0) * value for name, value in measured.items()]))


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
        A page's lines as ``tifa.articles.lines`` reads them.

    Returns
    -------
    dict of int to float
        Place of the block's first line to log-odds, -20 to 20; above 0 an opening is likelier than a
        crosshead.
    """
    odds = {}
    for blocks, described in _describe_windows(lines):
        scores = [[own + _score(*stretch) for stretch in stretches]
                  for opening, stretches in described for own in [_score(*opening)]]
        odds.update(zip([block.start for block in blocks], _weigh_cuttings(scores)))
    return odds


def _weigh_cuttings(scores):
    """Log-odds that each block opens; ``scores[a]`` are those of the articles from a to a + 1, to a + 2, …"""
    behind = [0.0] * (len(scores) + 1)  # what all ways to cut the page behind a block score
    for a in range(len(scores) - 1, -1, -1):
        behind[a] = _log_sum([score + after for score, after in zip(scores[a], behind[a + 1 :])])
    ways = [[0.0]] + [[] for _ in scores]
    odds = []
    for a, own in enumerate(scores):
        above = _log_sum(ways[a])  # what all ways to cut the page above block a score
        for b, score in enumerate(own, a + 1):
            ways[b].append(above + score)
        p = min(1.0, math.exp(above + behind[a] - behind[0]))
        odds.append(max(-_SURE, min(_SURE, math.log(p + 1e-300) - math.log(1 - p + 1e-12))))
    return [0.0, *odds[1:]]  # every cutting begins with the first block, which says nothing of it
