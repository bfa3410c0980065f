"""Does a block of heading lines open a new article, or is it a crosshead inside one? A small linear model.

The model is logistic regression with an L1 penalty on shapes of neighbouring lines and on the pairs of characters
that a heading shares with the text before and behind it. Its weights lie in ``data/boundaries.csv``, readable line by
line; ``benchmarks/train_boundaries.py`` made them and says from what.
"""

import csv
import math
import re
from collections import Counter
from functools import cache
from itertools import chain

from tifa.words import DATA

_CREDIT = re.compile(r"责编|版式设计|版式:|统筹:|本期统筹|视觉设计|制图:")
PHOTO = re.compile(r"摄(?:影)?(?:报道)?(?:\([^()]*\))?$|\(影像中国\)$|新华社发$|\(人民视觉\)$")
SIGN = re.compile(r"^\(.{2,90}\)$|^[—-]+\s*编\s*者|^(?:资料|数据)来源|^(?:[\u4e00-\u9fff]\s*){2,4}(?:文|摄|整理|绘)$")
_LABEL = re.compile(r"^(?:核心阅读|开栏的话|编者按|图片报道|延伸阅读|链接|相关链接|【)")
_RUNNING = re.compile(r"^(?:\([上下]\)|[一二三四五六七八九十]+[、.]|\d+[.、]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章条节])")
_TAG = re.compile(r"\([^()]{2,24}\)$")
_DATED = re.compile(r"^(?:近日|日前|连日来|\d{1,2}月\d{1,2}日|截至|今年)")
_HEADING = ("label", "tagged", "running")


def _shape(line):
    """The shape of a line, in one word."""
    n = len(line.bare)
    if line.lead:
        return "lead"
    if line.byline:
        return "byline"
    if n < 60 and _CREDIT.search(line.bare):
        return "credit"
    if n < 40 and PHOTO.search(line.bare):
        return "photo"
    if SIGN.match(line.bare):
        return "sign"
    if n < 12 and _LABEL.match(line.bare):
        return "tagged"
    if not line.prose and not line.stopped:
        return "running" if _RUNNING.match(line.bare) else "label"
    return "cut" if not line.stopped else "short" if n <= 30 else "prose"


def describe_blocks(lines):
    """Describe each line that begins a block of headings by its features.

    Parameters
    ----------
    lines : list
        A page's lines as ``tifa.lines`` reads them.

    Returns
    -------
    dict of int to dict
        Place in ``lines`` to {feature: value}.
    """
    shapes, n = [_shape(line) for line in lines], len(lines)
    starts = [i for i in range(n) if shapes[i] in _HEADING and (i == 0 or shapes[i - 1] not in _HEADING)]
    if not starts:
        return {}
    pairs = [{a + b for a, b in zip(line.bare, line.bare[1:])} for line in lines]
    spread = Counter(chain.from_iterable(pairs))
    # what stands on one line only links nothing, nor do punctuation and digits
    weight = {p: math.log((1 + n) / k) for p, k in spread.items() if k > 1 and p.isalpha()}
    pairs = [own & weight.keys() for own in pairs]

    def mass(found):
        return math.fsum(map(weight.__getitem__, found)) + 1e-9  # the same in whatever order a set gives

    def around(a, b):
        return set().union(*pairs[max(0, a) : max(0, b)])

    def shape(i):
        return shapes[i] if 0 <= i < n else "edge"

    out = {}
    for at, i in enumerate(starts):
        j = i
        while j < n and j - i < 6 and shapes[j] in ("label", "tagged", "byline"):
            j += 1
        text, size, after = lines[i].bare, min(j - i, 3), shape(j)
        length = next((k for k in (4, 7, 10, 14, 18, 24, 32) if len(text) <= k), 40)
        names = [f"shape{d:+d} {shape(i + d)}" for d in (-2, -1, 0, 1, 2)]
        names += [f"shapes -1+0 {shape(i - 1)} {shape(i)}", f"shapes +0+1 {shape(i)} {shape(i + 1)}", f"lines {size}", f"then {after}",
                  f"lines {size} then {after}", f"before {shape(i - 1)} then {after}", f"length {length}", f"length {length} then {after}",
                  f"length {length} lines {size}"]
        second = lines[i + 1].bare if i + 1 < j else ""
        flags = {"tag": _TAG.search(text), "tag below": second and _TAG.search(second), "two phrases": re.search(r"\S\s+\S", text),
                 "two phrases below": re.search(r"\S\s+\S", second), "dash below": second.startswith("——"), "digit": re.search(r"\d", text),
                 "comma": "," in text, "first": i == 0, "day behind": j < n and _DATED.match(lines[j].bare),
                 "short behind": j < n and len(lines[j].bare) < 60}
        names += [name for name, on in flags.items() if on]
        if i:
            names.append("before ends " + {":": "colon", "”": "quote"}.get(lines[i - 1].bare[-1], "stop" if lines[i - 1].stopped else "open"))
        own, behind, ahead = around(i, max(j, i + 1)), around(j, j + 4), around(i - 4, i)
        heading = mass(own)
        shared, old = mass(own & behind) / heading, mass(own & ahead) / heading
        behind6, ahead6 = around(j, j + 6), around(i - 6, i)
        flow = mass(behind6 & ahead6) / math.sqrt(mass(behind6) * mass(ahead6))
        names += [f"shared {int(shared * 5)}", f"old {int(old * 5)}", f"flow {min(5, int(flow * 10))}"]
        names.append(f"prose before {min(6, sum(s in ('prose', 'cut', 'lead') for s in shapes[max(0, i - 12) : i]) // 2)}")
        following = next((k for k in starts[at + 1 : at + 2]), None)
        if following is not None:
            k = following
            while k < n and shapes[k] in ("label", "tagged", "byline"):
                k += 1
            names += [f"next in {min(6, (following - j) // 2)}", f"next then {shape(k)}"]
            names += ["as long as next"] if abs(len(lines[following].bare) - len(text)) <= 2 else []
        if at and abs(len(lines[starts[at - 1]].bare) - len(text)) <= 2:
            names.append("as long as the one before")
        out[i] = {**dict.fromkeys(names, 1.0), "share with text behind": shared, "share with text before": old, "flow": flow,
                  "share far behind": mass(own & around(j + 4, j + 14)) / heading, "share far before": mass(own & around(i - 14, i - 4)) / heading}
    return out


@cache
def _weights():
    with open(DATA / "boundaries.csv", encoding="utf-8", newline="") as f:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(f)}


def score_openings(lines):
    """Score each block of headings: log-odds that it opens an article.

    Parameters
    ----------
    lines : list
        A page's lines as ``tifa.lines`` reads them.

    Returns
    -------
    dict of int to float
        Place of the block's first line to log-odds; above 0 an opening is likelier than a crosshead.
    """
    weights = _weights()
    bias = weights[""]
    return {i: bias + sum(weights.get(name, 0.0) * value for name, value in features.items())
            for i, features in describe_blocks(lines).items()}
