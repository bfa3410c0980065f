"""Parallel clauses (排比): every run of like clauses is a candidate, a linear judge tells formulas from other lists."""

import re
from functools import lru_cache
from itertools import accumulate

from tifa.arguments import takes
from tifa.policy import forms
from tifa.policy.tagger import load_model, read_classes
from tifa.words.segment import segment_clause, tag_word

_MOST, _LONGEST = 7, 26  # clauses of a run, characters of a clause
_WORDS_ADD = 2.8  # what words may add to the score of an outline; on the coded articles hardly a formula needs more
_SHORT = (3, 4, 5)  # lengths to which two clauses may both be cut
_COMMON = frozenset("的了和与及或等一之是")  # characters that two clauses may well share by chance


class Run:
    """Clauses side by side; the first may begin, the last may end within a clause of the text."""

    def __init__(self, text, clauses, joints, cut):
        self.text, self.joints, self.cut = text, joints, cut
        self.start, self.end = clauses[0][0], clauses[-1][1]
        self.items = [text[a:b] for a, b in clauses]
        self.bare = [item.replace("“", "").replace("”", "") for item in self.items]


@lru_cache(1 << 15)
def _words(clause):
    """The words of a clause, their parts of speech, the places between them."""
    words = segment_clause(clause)
    return words, [tag_word(word) for word in words], frozenset(accumulate(map(len, words), initial=0))


@lru_cache(1 << 15)
def _shape(item):
    """What a clause is told by: its first and last word, their parts of speech and classes."""
    words, tags, _ = _words(item)
    first, last = (read_classes().get(word, ("-", "-")) for word in (words[0], words[-1]))
    return words[0], tags[0], first[0], words[-1], tags[-1], last[0], "".join([tag[0] for tag in tags])


def propose_runs(text):
    """Give every run of like clauses of a folded text as a :class:`Run`, each once."""
    proposed = {}
    for stretch in [*forms.RUN_OF_CLAUSES.finditer(text), *forms.QUOTED_RUN.finditer(text)]:
        for run in _cut_stretch(text, *stretch.span()):
            proposed.setdefault((run.start, run.end, len(run.items)), run)
    for m in forms.JOINED.finditer(text):
        size = 3 if m["word"] else 2
        pieces = [(k, k + size) for k in range(m.start(), m.start() + len(m["all"]), size)]
        if len({text[a:b] for a, b in pieces}) == len(pieces):
            proposed.setdefault((pieces[0][0], pieces[-1][1], len(pieces)),
                Run(text, pieces, ["-"], ("^", "$", "whole", "whole")))
    return proposed.values()


def _cut_stretch(text, start, end):
    """The runs of a stretch of clauses."""
    joints = [m.span() for m in forms.JOINT.finditer(text, start, end)]
    edges = [start, *(place for joint in joints for place in joint), end]
    clauses = [*zip(edges[::2], edges[1::2])]
    marks = [text[a] if text[a] in "、,+·" else " " for a, _ in joints]
    for i in range(len(clauses) - 1):
        for j in range(i + 1, min(i + _MOST, len(clauses))):
            if j > i + 1 and not 2 <= clauses[j - 1][1] - clauses[j - 1][0] <= _LONGEST:
                break
            around = marks[i - 1] if i else "^", marks[j] if j < len(marks) else "$"
            for run, cut in _cut_ends(text, clauses[i], clauses[i + 1 : j], clauses[j]):
                yield Run(text, run, marks[i:j], (*around, *cut))


def _cut_ends(text, first, inner, last):
    """The ways to cut the first clause in front and the last behind: whole, to one length, before 的; each with how it was cut."""
    (a, b), (y, z) = first, last
    if inner:
        sizes = {inner[0][1] - inner[0][0]}
    else:
        goes_on = forms.GOES_ON.search(text, y + 2, z)
        sizes = {b - a, z - y, *_SHORT, *([goes_on.start() - y] if goes_on else ())}
    ways = {(b - a, z - y)} | {(min(size, b - a), min(size, z - y)) for size in sizes if size <= b - a
        and size <= z - y}
    ways |= {(size, z - y) for size in sizes if size < b - a and (inner or size == z - y)}
    ways |= {(b - a, size) for size in sizes if size < z - y and (inner or size == b - a)}
    for front, back in sorted(ways):
        run = [(b - front, b), *inner, (y, y + back)]
        if _alike(text, run) and (front == b - a or b - a - front in _words(text[a:b])[2]) and (back == z - y
            or back in _words(text[y:z])[2]):
            yield run, ("whole" if front == b - a else "cut", "whole" if back == z - y else "cut")


def _alike(text, run):
    """Whether clauses may be parallel at all: of one length, or nearly, or with the first or last character in common."""
    sizes = [b - a for a, b in run]
    least, most = min(sizes), max(sizes)
    if least < 2 or most > _LONGEST:
        return False
    if most == least:
        return len({text[a:b] for a, b in run}) == len(run)
    common = len({text[a] for a, _ in run}) == 1 or len({text[b - 1] for _, b in run}) == 1
    return common and most <= 2 * least + 2 or len(run) > 2 and most - least < 3


def _same(values):
    return len(set(values)) == 1


def describe_outline(run):
    """The features of a candidate that need no words: clauses, marks, lengths, characters in common."""
    items, n = run.bare, len(run.items)
    sizes = [*map(len, items)]
    spread, most = max(sizes) - min(sizes), max(sizes)
    shared = sum(_same(column) and column[0] not in _COMMON for column in zip(*items))
    behind = sum(_same(column) and column[0] not in _COMMON for column in zip(*(item[::-1] for item in items)))
    before_mark, after_mark, begun, ended = run.cut
    quoted = run.text[run.start - 1 : run.start] == "“" and run.text[run.end : run.end + 1] == "”"
    return [f"clauses={'two' if n == 2 else 'three' if n == 3 else 'more'}", f"marks={''.join(sorted(set(run.joints)))}",
            f"spread={'even' if not spread else 'near' if spread < 3 else 'far'}", f"size={min(most, 12)}",
            f"cut={begun} {ended}", f"frame={min(shared, 3)} {min(behind, 3)}", f"quoted={quoted}",
            f"before={before_mark} {begun}", f"behind={after_mark} {ended}"]


def describe_run(run):
    """The features of a candidate: its outline, the words of its clauses, what stands beside it."""
    outline, items, n = describe_outline(run), run.bare, len(run.items)
    most = max(map(len, items))
    first, first_tags, first_classes, last, last_tags, last_classes, tags = [*zip(*map(_shape, items))]
    clauses, marks, kind = (feature.partition("=")[2] for feature in outline[:3])
    own = [*outline[:5], f"first={first_tags[0]} {_same(first_tags)}", f"last={last_tags[-1]} {_same(last_tags)}", outline[5],
           f"same tags={_same(tags)}", f"same classes={_same(first_classes)} {_same(last_classes)}", *outline[6:]]
    crossed = [f"{clauses} {marks} {x}" for x in own[2:]] + [f"{kind} {x}"
        for x in own[3:]] + [f"{kind} {min(most, 8)} {own[7]}"]
    words = [f"word={word}" for item in items for word in _words(item)[0]] + [f"opens={word}"
        for word in first] + [f"class={c}" for c in first_classes]
    words += [f"ends class={c}" for c in last_classes] + [f"tags={t}"
        for t in tags] + [f"verb led={sum(t[0] in 'vd' for t in first_tags) == n}"]
    ahead, after = run.text[max(0, run.start - 6) : run.start], run.text[run.end : run.end + 4]
    lead = _words(forms.LAST_RUN.search(ahead)[0])[0][-1:] if forms.LAST_RUN.search(ahead) else ("^",)
    around = [f"lead={lead[0]}", f"lead tag={tag_word(lead[0]) if lead[0] != '^' else '^'}",
        f"after={after[:1]}", f"after two={after[:2]}", f"ahead={ahead[-1:]}"]
    signs = [f"has {sign}" for sign in ("foreign", "talk", "things", "turned")
        if getattr(forms, sign.upper()).search(" ".join(items))]
    return {*own, *crossed, *words, *around, *signs, *(f"{clauses} {x}" for x in around)}


@takes()
def find_parallels(text):
    """Find parallel clauses that are formulas.

    Parameters
    ----------
    text : str
        Folded text (see :func:`tifa.words.fold.fold`).

    Returns
    -------
    list of (int, int, list of str, str)
        Start, end, clauses, why; by place, without overlap.

    Examples
    --------
    >>> find_parallels("要做到早谋划、早部署、早落实,不留死角。")[0][:3]
    (3, 14, ['早谋划', '早部署', '早落实'])
    """
    model, scored = load_model("parallels"), []
    for run in propose_runs(text):
        if model.judge(describe_outline(run))[0] + _WORDS_ADD > 0:
            features = sorted(describe_run(run))
            scored.append((float(model.judge(features)[0]), run, features))
    return choose(sorted(scored, key=lambda row: (-row[0], row[1].start, row[1].end)), model)


def choose(scored, model=None):
    """The candidates that score above 0, the likeliest first, without overlap."""
    found, taken = [], set()
    for score, run, features in scored:
        if score > 0 and taken.isdisjoint(range(run.start, run.end)):
            taken.update(range(run.start, run.end))
            found.append((run.start, run.end, run.items, model.explain(features) if model else ""))
    return sorted(found)
