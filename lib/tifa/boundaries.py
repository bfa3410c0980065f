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
from bisect import bisect_right as bisect
from functools import cache, lru_cache

import numpy as np

from tifa.words import DATA

_CREDIT = re.compile(r"责编|版式设计|版式:|统筹:|本期统筹|视觉设计|制图:")
PHOTO = re.compile(r"摄(?:影)?(?:报道)?(?:\([^()]*\))?$|\(影像中国\)$|新华社发$|\(人民视觉\)$")
SIGN = re.compile(r"^\(.{2,90}\)$|^[—-]+\s*编\s*者|^(?:资料|数据)来源|^(?:[\u4e00-\u9fff]\s*){2,4}(?:文|摄|整理|绘)$"
                  r"|^.{0,6}(?:邮箱|传真|电话|热线|信箱)\s*:|^.{2,16}(?:[省市县区州盟旗者友]|网民)\s+[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,2}$")
_LABEL = re.compile(r"^(?:核心阅读|开栏的话|编者按|图片报道|延伸阅读|链接|相关链接|【)")
_RUNNING = re.compile(r"^(?:\([上下]\)|[一二三四五六七八九十]+[、.]|\d+[.、]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章条节])")
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
    """What blocks share: share[i][k] of heading i's pairs of characters stand in the text below heading k, and the
    cumulated common mass of the texts, common[i][k] over texts before i and before k.

    Pairs that stand in one place only link nothing; rare pairs weigh more.
    """
    n = len(starts)
    where = np.empty(len(lines) - starts[0], dtype=np.int64)  # the unit of each line: 2k = heading k, 2k+1 = the text below
    for k in range(n):
        stop = starts[k + 1] if k + 1 < n else len(lines)
        where[starts[k] - starts[0] : ends[k] - starts[0]] = 2 * k
        where[ends[k] - starts[0] : stop - starts[0]] = 2 * k + 1
    texts = [line.bare for line in lines[starts[0] :]]
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64) - 0x4E00
    unit = np.repeat(where, [len(text) + 1 for text in texts])[: len(codes)]
    han = (codes >= 0) & (codes < 0x5200)
    at = np.flatnonzero(han[:-1] & han[1:])
    keys = np.sort((codes[at] * 0x5200 + codes[at + 1]) * (2 * n) + unit[at])
    keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
    pair, unit = np.divmod(keys, 2 * n)
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    spread = np.diff(first, append=len(pair))
    column = np.repeat(np.arange(len(first)), spread)
    keep = np.repeat(spread > 1, spread)
    place = (np.cumsum(spread > 1) - 1)[column[keep]]
    weights = np.log((1 + 2 * n) / spread[spread > 1])
    has = np.zeros((2 * n, len(weights)))
    has[unit[keep], place] = 1
    mass = (has * weights) @ has.T
    share = mass[0::2, 1::2] / (mass.diagonal()[0::2, None] + 1e-9)
    common = np.zeros((n + 1, n + 1))
    common[1:, 1:] = mass[1::2, 1::2].cumsum(0).cumsum(1)
    return share.tolist(), common.tolist()


def _describe_opening(lines, shapes, starts, ends, k, share, common):
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
    flags = {"tag": _TAG.search(text), "tag below": second and _TAG.search(second), "two phrases": re.search(r"\S\s+\S", text),
             "two phrases below": re.search(r"\S\s+\S", second), "dash below": second.startswith("——"), "digit": re.search(r"\d", text),
             "comma": "," in text, "first": i == 0, "day behind": j < n and _DATED.match(lines[j].bare),
             "short behind": j < n and len(lines[j].bare) < 60}
    names += [name for name, on in flags.items() if on]
    if i:
        names.append("before ends " + {":": "colon", "”": "quote"}.get(lines[i - 1].bare[-1], "stop" if lines[i - 1].stopped else "open"))
    names.append(f"prose before {min(6, sum(s in ('prose', 'cut', 'lead') for s in shapes[max(0, i - 12) : i]) // 2)}")
    if k + 1 < len(starts):
        names += [f"next in {min(6, (starts[k + 1] - j) // 2)}", f"next then {shape(ends[k + 1])}"]
        names += ["as long as next"] if abs(len(lines[starts[k + 1]].bare) - len(text)) <= 2 else []
    if k and abs(len(lines[starts[k - 1]].bare) - len(text)) <= 2:
        names.append("as long as the one before")
    own, old = share[k][k], share[k][k - 1] if k else 0.0
    names += [f"shared {int(own * 5)}", f"old {int(old * 5)}"]
    far = share[k][k + 1] if k + 1 < len(starts) else 0.0
    gone = share[k][k - 2] if k > 1 else 0.0
    flow = _flow(common, k - 1, k, k + 1) if k else 0.0
    return tuple(names), [("share with text behind", own), ("share with text before", old), ("flow", flow), ("share far behind", far),
                          ("share far before", gone)]


def _flow(common, a, k, b):
    """How far the words of the texts a … k-1 run on in the texts k … b-1: 0 to 1."""
    left, inner, right = common[a], common[k], common[b]
    shared = inner[b] - left[b] - inner[k] + left[k]
    return shared / math.sqrt((inner[k] - 2 * left[k] + left[a]) * (right[b] - 2 * inner[b] + inner[k]) or 1.0)


def _describe_stretches(lines, shapes, starts, ends, a, share, common):
    """What speaks for block a and the blocks up to block b to be one article, for one b after the other."""
    n, head = len(lines), ends[a]
    below = shapes[head] if head < n else "edge"
    opening = "lead" if below == "lead" else "byline" if "byline" in shapes[starts[a] : head + 1] else "plain"
    seen = dict.fromkeys(("sign", "credit", "photo", "lead", "byline"), 0)
    lengths, sizes, parts, at = [], set(), [], head
    for b in range(a + 1, min(len(starts), a + 1 + _MOST) + 1):
        stop = starts[b] if b < len(starts) else n
        inner = b - a - 1
        if inner:
            lengths.append(len(lines[starts[b - 1]].bare))
            sizes.add(ends[b - 1] - starts[b - 1])
        parts.append(stop - ends[b - 1])
        for shape in shapes[at:stop]:
            if shape in seen:
                seen[shape] += 1
        at = stop
        last = shapes[stop - 1] if stop > head else "none"
        left = tuple(min(2, c - (below == "lead" if s == "lead" else s == last)) for s, c in seen.items())
        alike, values = (), []
        if inner:
            flows, shares = [_flow(common, a, k, b) for k in range(a + 1, b)], share[a][a + 1 : b]
            low, least = min(flows), min(shares)
            values = [("flow least", low), ("flow mean", sum(flows) / inner), ("heading mean", sum(shares) / inner), ("heading least", least)]
            alike = (bisect(_DIFFER, max(lengths) - min(lengths)), bisect(_LONG, sum(lengths) / inner), len(sizes) == 1, min(4, *parts[1:], 4),
                     min(4, parts[0]), bisect(_RATIO, max(parts) / max(1, min(parts))), bisect(_FLOWS, low), bisect(_SHARES, least))
        yield b, (_name_stretch(min(inner, 6), opening, bisect(_ROWS, stop - head), last, left, *alike), values)


_DIFFER, _LONG, _RATIO = (1, 3, 5, 8, 12, 20), (5, 8, 11, 14, 18, 24), (1.5, 2, 3, 5, 8)  # where buckets begin
_FLOWS, _SHARES, _ROWS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5), (0.001, 0.05, 0.1, 0.2, 0.3), (1, 2, 3, 4, 6, 9, 13, 18, 25, 40)


@lru_cache(maxsize=65536)
def _name_stretch(inner, opening, rows, last, left, *alike):
    """The names of a stretch's features; many stretches are described alike."""
    names = [f"inner {inner}", f"inner {min(inner, 3)} {opening}", f"rows {rows}", f"rows {rows} {opening}", f"last {last}",
             f"last {last} {opening}", f"last {last} inner {min(inner, 2)}"]
    names += [f"inside {shape} {count}" for shape, count in zip(("sign", "credit", "photo", "lead", "byline"), left) if count > 0]
    if alike:
        differ, mean, same, least, first, ratio, flow, share = alike
        names += [f"parts least {least}", f"parts first {first}", f"parts ratio {ratio}", f"least flow {flow}", f"least heading {share}"]
        names += [f"lengths differ by {differ}", f"lengths mean {mean}", "sizes same" if same else "sizes mixed"] if inner > 1 else [f"length of one {mean}"]
    return tuple(names)


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
    shapes = [_shape(line, after) for line, after in zip(lines, [*lines[1:], None])]
    starts = [i for i, s in enumerate(shapes) if s in _HEADING and (i == 0 or shapes[i - 1] not in _HEADING)]
    ends = []
    for i in starts:
        j = i + 1
        while j < len(lines) and j - i < 6 and shapes[j] in _RUN:
            j += 1
        ends.append(j)
    windows = []
    for w in range(0, len(starts), _WINDOW):
        own, stop = starts[w : w + _WINDOW], starts[w + _WINDOW] if w + _WINDOW < len(starts) else len(lines)
        end, page, shape = ends[w : w + _WINDOW], lines[:stop], shapes[:stop]
        share, common = _share_words(page, own, end)
        openings = [_describe_opening(page, shape, own, end, k, share, common) for k in range(len(own))]
        stretches = {(a, b): found for a in range(len(own)) for b, found in _describe_stretches(page, shape, own, end, a, share, common)}
        windows.append((own, openings, stretches))
    return windows


@cache
def _weights():
    with open(DATA / "boundaries.csv", encoding="utf-8", newline="") as f:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(f)}


@lru_cache(maxsize=65536)
def _sum(names):
    return sum(_weights().get(name, 0.0) for name in names)


def _log_sum(values):
    top = max(values)
    return top + math.log(sum(math.exp(v - top) for v in values))


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
    weights, odds = _weights(), {}

    def total(features):
        return _sum(features[0]) + sum(weights.get(name, 0.0) * value for name, value in features[1])

    for starts, openings, stretches in describe_page(lines):
        n, opens = len(starts), [total(found) for found in openings]
        score = {(a, b): opens[a] + total(found) for (a, b), found in stretches.items()}
        before, behind = [0.0] * (n + 1), [0.0] * (n + 1)
        for b in range(1, n + 1):
            before[b] = _log_sum([before[a] + score[a, b] for a in range(max(0, b - 1 - _MOST), b)])
        for a in range(n - 1, -1, -1):
            behind[a] = _log_sum([score[a, b] + behind[b] for b in range(a + 1, min(n, a + 1 + _MOST) + 1)])
        odds[starts[0]] = 0.0  # every cutting begins with it, which says nothing of it
        for k, i in enumerate(starts[1:], 1):
            p = min(1.0, math.exp(before[k] + behind[k] - before[n]))
            odds[i] = max(-20.0, min(20.0, math.log(p + 1e-300) - math.log(1 - p + 1e-12)))
    return odds
