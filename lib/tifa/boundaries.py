"""Which headings open an article, and which are crossheads inside one? A small linear model over whole pages.

A page is cut into articles at some of its blocks of heading lines. Every cutting has a score: the sum, over its articles,
of what speaks for a block to open one (shapes of the lines around it, words it shares with the text below and above) and
of what speaks for the stretch up to the next opening to be one article (its length, its last line, how alike its
crossheads are, how far the words run on across them). From the scores of all cuttings follows the probability that a
block opens an article: a semi-Markov conditional random field (S. Sarawagi and W. Cohen, "Semi-Markov conditional random
fields for information extraction", NIPS 2004). Its weights lie in ``data/boundaries.csv``, readable line by line;
``benchmarks/train_boundaries.py`` made them and says from what.
"""

import csv
import math
import re
from functools import cache
from itertools import chain, product

import numpy as np

from tifa.words import DATA

_CREDIT = re.compile(r"责编|版式设计|版式:|统筹:|本期统筹|视觉设计|制图:")
PHOTO = re.compile(r"摄(?:影)?(?:报道)?(?:\([^()]*\))?$|\(影像中国\)$|新华社发$|\(人民视觉\)$")
SIGN = re.compile(r"^\(.{2,90}\)$|^[—-]+\s*编\s*者|^(?:资料|数据)来源|^(?:[\u4e00-\u9fff]\s*){2,4}(?:文|摄|整理|绘)$"
                  r"|^.{0,6}(?:邮箱|传真|电话|热线|信箱)\s*:|^.{2,16}(?:[省市县区州盟旗者友]|网民)\s+[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,2}$")
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
    n, text = len(line.bare), line.bare
    if line.lead:
        return "lead"
    if line.byline:
        return "byline"
    if n <= 90:
        if n < 60 and _CREDIT.search(text):
            return "credit"
        if n < 40 and PHOTO.search(text):
            return "photo"
        if SIGN.match(text):
            return "sign"
        if n < 12 and _LABEL.match(text):
            return "tagged"
        # a line without a stop above a lead, one that ends in a column's name, a heading that asks or calls, one that ends in a colon
        over = not line.stopped and "。" not in text and (_TAG.search(text) or (after is not None and after.lead))
        calls = (n <= 20 and text[-1] in "!?") or (n <= 10 and text[-1] == ":")
        if (not line.prose and not line.stopped) or over or calls:
            return "running" if _RUNNING.match(text) else "label"
    return "cut" if not line.stopped else "short" if n <= 30 else "prose"


def _share_words(lines, starts, ends):
    """What blocks share: share[i, k] of heading i's pairs of characters stand in the text below heading k, and the
    cumulated common mass of the texts, common[i, k] over texts before i and before k.

    Pairs that stand in one place only link nothing; rare pairs weigh more.
    """
    n = len(starts)
    unit = np.zeros(len(lines), dtype=np.int64)  # of each line: 2k = heading k, 2k+1 = the text below
    for k, (start, end) in enumerate(zip(starts, ends)):
        unit[start:end], unit[end:] = 2 * k, 2 * k + 1
    texts = [line.bare for line in lines[starts[0] :]]
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64) - 0x4E00
    unit = np.repeat(unit[starts[0] :], [len(text) + 1 for text in texts])
    han = (codes >= 0) & (codes < 0x5200)
    at = np.flatnonzero(han[:-1] & han[1:])
    keys = np.sort((codes[at] * 0x5200 + codes[at + 1]) * (2 * n) + unit[at])
    keys = np.concatenate([keys[:1], keys[1:][keys[1:] != keys[:-1]]])
    pair, again = keys // (2 * n), np.zeros(len(keys), dtype=bool)
    again[1:] = pair[1:] == pair[:-1]
    keep = again.copy()
    keep[:-1] |= again[1:]
    column = (~again[keep]).cumsum() - 1
    spread = np.bincount(column)
    has = np.zeros((2 * n, len(spread)))
    has[keys[keep] % (2 * n), column] = 1
    weighed = has * np.log((1 + 2 * n) / spread)
    mass = np.einsum("ip,jp->ij", weighed, has[1::2])  # not @: BLAS would start threads, which cost more than the product
    common = np.zeros((n + 1, n + 1))
    common[1:, 1:] = mass[1::2].cumsum(0).cumsum(1)
    return mass[0::2] / (weighed[0::2].sum(1, keepdims=True) + 1e-9), common


def _describe_opening(lines, shapes, starts, ends, k, share, flow):
    """What speaks for block k to open an article."""
    i, j, n = starts[k], ends[k], len(lines)

    def shape(at):
        return shapes[at] if 0 <= at < n else "edge"

    text, size, after = lines[i].bare, min(j - i, 3), shape(j)
    length = next((c for c in (4, 7, 10, 14, 18, 24, 32) if len(text) <= c), 40)
    second = lines[i + 1].bare if i + 1 < j else ""
    names = [f"shape{d:+d} {shape(i + d)}" for d in (-2, -1, 0, 1, 2)]
    names += [f"shapes -1+0 {shape(i - 1)} {shape(i)}", f"shapes +0+1 {shape(i)} {shape(i + 1)}", f"lines {size}", f"then {after}",
              f"lines {size} then {after}", f"before {shape(i - 1)} then {after}", f"length {length}", f"length {length} then {after}",
              f"length {length} lines {size}"]
    flags = {"tag": _TAG.search(text), "tag below": second and _TAG.search(second), "two phrases": _PHRASES.search(text),
             "two phrases below": _PHRASES.search(second), "dash below": second.startswith("——"), "digit": _DIGIT.search(text),
             "comma": "," in text, "first": i == 0, "day behind": j < n and _DATED.match(lines[j].bare),
             "short behind": j < n and len(lines[j].bare) < 60}
    names += [name for name, on in flags.items() if on]
    if i:
        names.append("before ends " + {":": "colon", "”": "quote"}.get(lines[i - 1].bare[-1], "stop" if lines[i - 1].stopped else "open"))
    names.append(f"prose before {min(6, sum([s in ('prose', 'cut', 'lead') for s in shapes[max(0, i - 12) : i]]) // 2)}")
    if k + 1 < len(starts):
        names += [f"next in {min(6, (starts[k + 1] - j) // 2)}", f"next then {shape(ends[k + 1])}"]
        names += ["as long as next"] if abs(len(lines[starts[k + 1]].bare) - len(text)) <= 2 else []
    if k and abs(len(lines[starts[k - 1]].bare) - len(text)) <= 2:
        names.append("as long as the one before")
    own, old = share[k][k], share[k][k - 1] if k else 0.0
    names += [f"shared {int(own * 5)}", f"old {int(old * 5)}"]
    far = share[k][k + 1] if k + 1 < len(starts) else 0.0
    gone = share[k][k - 2] if k > 1 else 0.0
    return names, [("share with text behind", own), ("share with text before", old), ("flow", flow), ("share far behind", far),
                   ("share far before", gone)]


def _flow(common, a, k, b):
    """How far the words of the texts a … k-1 run on in the texts k … b-1: 0 to 1. Three numbers, or three arrays."""
    own, left, right = common.diagonal(), common[a, k], common[k, b]
    size = (own[k] - 2 * left + own[a]) * (own[b] - 2 * right + own[k])
    return (right - common[a, b] - own[k] + left) / np.sqrt(np.where(size > 0, size, 1.0))


_OPENINGS, _INSIDE = ("plain", "byline", "lead"), ("sign", "credit", "photo", "lead", "byline")
_SHAPES = ("none", *_INSIDE, "tagged", "running", "label", "cut", "short", "prose")
_STRETCH = {  # what may be so of a stretch: of each feature one value, or none
    "inner {}": [range(7)], "inner {} {}": [range(4), _OPENINGS], "rows {}": [range(11)], "rows {} {}": [range(11), _OPENINGS],
    "last {}": [_SHAPES], "last {} {}": [_SHAPES, _OPENINGS], "last {} inner {}": [_SHAPES, range(3)],
    **{f"inside {shape} {{}}": [(1, 2)] for shape in _INSIDE},
    # of a stretch with blocks inside; the last of these: with one
    "parts least {}": [range(5)], "parts first {}": [range(5)], "parts ratio {}": [range(6)], "least flow {}": [range(8)],
    "least heading {}": [range(6)], "length of one {}": [range(7)],
    # with several
    "lengths differ by {}": [range(7)], "lengths mean {}": [range(7)], "sizes {}": [("mixed", "same")],
}
_NAMED = [[name.format(*value) for value in product(*values)] for name, values in _STRETCH.items()]
_NAMES = ["", *chain(*_NAMED)]
_BEGIN = np.cumsum([1, *map(len, _NAMED[:-1])])[:, None, None]  # where in _NAMES each feature's values begin
_MEASURED = ("flow least", "flow mean", "heading least", "heading mean")
_DIFFER, _LONG, _RATIO, _FLOWS, _SHARES, _ROWS = map(np.array, (  # where buckets begin
    (1, 3, 5, 8, 12, 20), (5, 8, 11, 14, 18, 24), (1.5, 2, 3, 5, 8), (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5), (0.001, 0.05, 0.1, 0.2, 0.3),
    (1, 2, 3, 4, 6, 9, 13, 18, 25, 40)))


def _least(values):
    return np.minimum.accumulate(values, axis=1)


def _most(values):
    return np.maximum.accumulate(values, axis=1)


def _describe_stretches(lines, shapes, starts, ends, share, common):
    """What speaks for block a and the d blocks behind it to be one article, of all stretches at once.

    Gives found[:, a, d], the places in ``_NAMES`` of what is so (0 = nothing), and measured[:, a, d], the numbers of
    ``_MEASURED``. Where block a has fewer than d blocks behind it they mean nothing.
    """
    n, a, d = len(starts), np.arange(len(starts))[:, None], np.arange(min(len(starts), _MOST + 1))
    to = np.minimum(a + d, n - 1)  # the last block
    inside = to.copy()  # the same, but never a itself
    inside[:, :1] = to[:, 1:2] if n > 1 else 0
    start, head, stops = (np.array(places) - starts[0] for places in (starts, ends, [*starts[1:], len(lines)]))
    shape, length = np.array([_SHAPES.index(s) for s in shapes[starts[0] :]]), np.array([len(lines[i].bare) for i in starts])
    opening = [2 if shapes[j : j + 1] == ["lead"] else int("byline" in shapes[i : j + 1]) for i, j in zip(starts, ends)]
    opening, stop = np.array(opening)[:, None], stops[to]
    last, rows = np.where(stop > head[a], shape[stop - 1], 0), _ROWS.searchsorted(stop - head[a], "right")

    # how often the shapes of _INSIDE stand inside; the last line does not count, nor the lead below the heading
    kind = np.arange(1, 1 + len(_INSIDE))[:, None, None]
    count = np.zeros((len(kind), len(shape) + 1), dtype=np.int64)
    np.cumsum(shape == kind[:, 0], axis=1, out=count[:, 1:])
    seen = count[:, stop] - count[:, np.minimum(head, stops)[:, None]] - (last == kind)
    lead = _SHAPES.index("lead")
    seen[lead - 1] += (last == lead).astype(int) - (opening == 2)

    size, part, many = head - start, stops - head, np.maximum(d, 1)
    parts, lengths, sizes, shares = part[to], length[inside], size[inside], share[a, inside]
    total = length.cumsum()
    mean = _LONG.searchsorted((total[to] - total[a]) / many, "right")
    k, b = a[:, :, None] + np.arange(1, len(d))[:, None], (to + 1)[:, None]  # all blocks k between a and b
    flows = _flow(common, a[:, :, None], np.minimum(k, n), b)
    measured = np.array([np.where(k < b, flows, 9.0).min(1, initial=9.0), np.where(k < b, flows, 0.0).sum(1) / many, _least(shares),
                         (shares.cumsum(1) - shares[:, :1]) / many])

    found = np.empty((len(_NAMED), *to.shape), dtype=np.int64)
    for own, values in zip(found, [
        np.minimum(d, 6), np.minimum(d, 3) * 3 + opening, rows, rows * 3 + opening, last, last * 3 + opening, last * 3 + np.minimum(d, 2),
        *(np.minimum(seen, 2) - 1), np.minimum(_least(part[inside]), 4), np.minimum(part, 4)[:, None],
        _RATIO.searchsorted(_most(parts) / np.maximum(1, _least(parts)), "right"), _FLOWS.searchsorted(measured[0], "right"),
        _SHARES.searchsorted(measured[2], "right"), mean, _DIFFER.searchsorted(_most(lengths) - _least(lengths), "right"), mean,
        _most(sizes) == _least(sizes),
    ]):
        own[:] = values
    found[-9:, :, 0] = found[-4, :, 2:] = found[-3:, :, 1:2] = -1  # says nothing: with no block inside, with several, with one
    measured[:, :, 0] = 0.0
    return np.where(found < 0, 0, found + _BEGIN), measured


def _describe_windows(lines):
    """Each window of a page: the blocks' first lines, what speaks for each to open an article, and for each stretch to be one."""
    shapes = [_shape(line, after) for line, after in zip(lines, [*lines[1:], None])]
    starts = [i for i, s in enumerate(shapes) if s in _HEADING and (i == 0 or shapes[i - 1] not in _HEADING)]
    ends = []
    for i in starts:
        j = i + 1
        while j < len(lines) and j - i < 6 and shapes[j] in _RUN:
            j += 1
        ends.append(j)
    for w in range(0, len(starts), _WINDOW):
        own, stop = starts[w : w + _WINDOW], starts[w + _WINDOW] if w + _WINDOW < len(starts) else len(lines)
        end, page, shape = ends[w : w + _WINDOW], lines[:stop], shapes[:stop]
        share, common = _share_words(page, own, end)
        found, measured = _describe_stretches(page, shape, own, end, share, common)
        share, flows = share.tolist(), [0.0, *measured[0, :-1, 1:2].ravel().tolist()]  # from the text before a block to that behind it
        openings = [_describe_opening(page, shape, own, end, k, share, flow) for k, flow in enumerate(flows)]
        yield own, openings, found, measured


def describe_page(lines):
    """Describe the blocks of headings of a page, and every stretch of them that may be one article.

    Parameters
    ----------
    lines : list
        A page's lines as ``tifa.lines`` reads them.

    Returns
    -------
    list of tuple
        One a window of the page: (places in ``lines`` of the blocks' first lines, features of each block as an opening,
        {(a, b): features of the article from block a up to block b}). Features are the names of what is so, and (name, value) of
        what is measured.
    """
    return [(starts, openings, {
        (a, a + d + 1): ([_NAMES[i] for i in found[:, a, d] if i], [*zip(_MEASURED, measured[:, a, d].tolist())] if d else [])
        for a in range(len(starts)) for d in range(min(len(starts) - a, _MOST + 1))
    }) for starts, openings, found, measured in _describe_windows(lines)]


@cache
def _weights():
    with open(DATA / "boundaries.csv", encoding="utf-8", newline="") as f:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(f)}


@cache
def _weights_of_stretches():
    return tuple(np.array([_weights().get(name, 0.0) for name in names]) for names in (_NAMES, _MEASURED))


def _log_sum(values):
    top = max(values)
    return top + math.log(sum([math.exp(v - top) for v in values]))


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
    weights, (of_names, of_measured), odds = _weights(), _weights_of_stretches(), {}
    for starts, openings, found, measured in _describe_windows(lines):
        n, score = len(starts), of_names[found].sum(0) + np.einsum("i,iab->ab", of_measured, measured)
        score += [[sum([weights.get(name, 0.0) for name in names]) + sum([weights.get(name, 0.0) * value for name, value in values])]
                  for names, values in openings]
        score = score.tolist()
        before, behind = [0.0] * (n + 1), [0.0] * (n + 1)
        for b in range(1, n + 1):
            before[b] = _log_sum([before[a] + score[a][b - a - 1] for a in range(max(0, b - 1 - _MOST), b)])
        for a in range(n - 1, -1, -1):
            behind[a] = _log_sum([score[a][b - a - 1] + behind[b] for b in range(a + 1, min(n, a + 1 + _MOST) + 1)])
        odds[starts[0]] = 0.0  # every cutting begins with it, which says nothing of it
        for k, i in enumerate(starts[1:], 1):
            p = min(1.0, math.exp(before[k] + behind[k] - before[n]))
            odds[i] = max(-20.0, min(20.0, math.log(p + 1e-300) - math.log(1 - p + 1e-12)))
    return odds
