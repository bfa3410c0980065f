"""Parallel clauses (排比): runs of like clauses are candidates, a linear judge tells formulas from other lists."""

from functools import lru_cache
from itertools import accumulate

from tifa.arguments import takes
from tifa.policy import forms
from tifa.policy.quotations import classes_of, read_beside
from tifa.policy.tagger import load_model
from tifa.words.segment import segment_clause, tag_word

_MOST, _LONGEST = 7, 26  # clauses of a run, characters of a clause
_SHORT = (3, 4, 5, 6)  # lengths to which two clauses may both be cut
_COMMON = frozenset("的了和与及或等一之是")  # characters that clauses may well share by chance
_WORDS_ADD = 3.5  # what words may add to the score of an outline; hardly a formula of the coded articles needs more


class Run:
    """Clauses side by side; the first may begin, the last may end within a clause of the text."""

    def __init__(self, text, clauses, mark, cut):
        self.text, self.mark, self.cut = text, mark, cut
        self.start, self.end = clauses[0][0], clauses[-1][1]
        self.items = [text[a:b] for a, b in clauses]


def propose_runs(text):
    """Give every run of like clauses of a folded text as a :class:`Run`, each once."""
    found = {}
    for clauses, mark, cut in _propose(text):
        place = clauses[0][0], clauses[-1][1], len(clauses)
        if place not in found and len(clauses) <= _MOST and len({text[a:b] for a, b in clauses}) == len(clauses):
            found[place] = Run(text, clauses, mark, cut)
    return found.values()


def _propose(text):
    """The runs of a text: (clauses, the mark between them, whether the first and the last are whole)."""
    for m in forms.QUOTED_RUN.finditer(text):
        yield _split(forms.CLAUSE, text, *m.span()), text[forms.JOINT.search(text, m.start()).start()], "whole whole"
    for m in forms.JOINED.finditer(text):
        size = 3 if m["word"] else 2
        yield [(k, k + size) for k in range(m.start(), m.end("all"), size)], "-", "whole whole"
    for sentence in forms.SENTENCE.finditer(text):
        clauses = _split(forms.COMMA_CLAUSE, text, *sentence.span())
        for a, b in clauses:
            items = _split(forms.CLAUSE, text, a, b) if "、" in text[a:b] or "·" in text[a:b] else ()
            for part in (items, items[1:], items[:-1]) if len(items) > 2 else (items,) if len(items) == 2 else ():
                yield from _cut_list(text, part) if len(part) > 2 else _cut_pair(text, *part)
        yield from _chains(text, clauses)


def _split(form, text, start, end):
    return [m.span() for m in form.finditer(text, start, end)]


@lru_cache(1 << 15)
def _edges(clause):
    """The places between the words of a clause."""
    return frozenset(accumulate(map(len, segment_clause(clause)), initial=0))


def _cut(text, start, end, place):
    """Whether a clause may be cut at a place."""
    return place in (start, end) or place - start in _edges(text[start:end])


def _told(front, back):
    return f"{'whole' if front else 'cut'} {'whole' if back else 'cut'}"


def _cut_pair(text, first, last):
    """Two clauses, the first cut in front and the last behind: to one length, before 的, at a character in common."""
    (a, b), (y, z) = first, last
    goes_on = forms.GOES_ON.search(text, y + 2, z)
    stop = goes_on.start() if goes_on else z
    for size in {b - a, z - y, stop - y, *_SHORT}:
        front, back = b - size, y + size
        if a <= front and back <= z and 1 < size <= _LONGEST and _cut(text, a, b, front) and _cut(text, y, z, back):
            yield [(front, b), (y, back)], "、", _told(front == a, back == z)
    again = text.rfind(text[y], a + 1, b - 1)
    for front in {a, again if again > 0 and _cut(text, a, b, again) else a}:
        short, long = sorted((b - front, z - y))
        if short != long <= min(2 * short, _LONGEST) and (text[front] == text[y] or text[b - 1] == text[z - 1]):
            yield [(front, b), last], "、", _told(front == a, True)


def _cut_list(text, clauses):
    """Three clauses or more, the first cut in front and the last behind: to the others' length, at what they share."""
    (a, b), *inner, (y, z) = clauses
    least, most = min(q - p for p, q in inner), max(q - p for p, q in inner)
    lead, tail = ({text[p] for p, _ in inner}, {text[q - 1] for _, q in inner})
    shared = len(lead) == 1, len(tail) == 1
    if least < 2 or most > _LONGEST or most - least > 2 and not any(shared):
        return
    goes_on = forms.GOES_ON.search(text, y + 2, z)
    fronts, backs = {a}, {z, goes_on.start() if goes_on else z}
    if most == least:
        fronts.add(max(a, b - least))
        backs.add(min(z, y + least))
    if shared[0] and (again := text.rfind(*lead, a + 1, b - 1)) > 0:
        fronts.add(again)
    if shared[1] and (again := text.find(*tail, y + 1, z)) > 0:
        backs.add(again + 1)
    for front in [place for place in sorted(fronts) if _cut(text, a, b, place)]:
        for back in [place for place in sorted(backs) if _cut(text, y, z, place)]:
            sizes = least, most, b - front, back - y
            framed = shared[0] and text[front] == text[y] == text[inner[0][0]] or shared[1] and text[back - 1] == text[b - 1] in tail
            if min(sizes) > 1 and max(sizes) <= _LONGEST and (framed or max(sizes) - min(sizes) < 3):
                yield [(front, b), *inner, (y, back)], "、", _told(front == a, back == z)


def _chains(text, clauses):
    """Clauses between commas, each like the one before it; the one before them all may be cut in front."""
    at = 0
    while at < len(clauses):
        end = at + 1
        while end < len(clauses) and _alike(text, clauses[end - 1], clauses[end]):
            end += 1
        chain, (y, z) = clauses[at:end], clauses[at]
        if len(chain) > 1:
            yield chain, ",", "whole whole"
        if at:
            a, b = clauses[at - 1]
            for front in {b - z + y if 3 <= z - y <= 12 else a, text.rfind(text[y], a + 1, b - 2)}:
                if front > a and _cut(text, a, b, front):
                    yield [(front, b), *chain], ",", "cut whole"
        at = end


def _alike(text, one, other):
    """Whether two clauses are of one length, or nearly and with the first or last character in common."""
    (a, b), (y, z) = one, other
    short, long = sorted((b - a, z - y))
    return 2 < long <= _LONGEST and (short == long or 2 < short and long <= 2 * short and (
        text[a] == text[y] or text[b - 1] == text[z - 1]))


def _same(values):
    return len(set(values)) == 1


def describe_outline(run):
    """The features of a candidate that need no words: clauses, mark, lengths, characters in common, what stands beside it."""
    text, items = run.text, [item.replace("“", "").replace("”", "") or "-" for item in run.items]
    sizes = [*map(len, items)]
    spread, columns, backwards = max(sizes) - min(sizes), [*zip(*items)], [*zip(*(item[::-1] for item in items))]
    shared, behind = ([_same(column) and column[0] not in _COMMON for column in own] for own in (columns, backwards))
    kind = "even" if not spread else "near" if spread < 3 else "far"
    base = f"{('two', 'three', 'more')[min(len(items), 4) - 2]} {run.mark}"
    ahead, after = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 2]
    own = [f"size={min(max(sizes), 12)}", f"cut={run.cut}", f"frame={min(sum(shared), 3)} {min(sum(behind), 3)}",
        f"after={after[:1]}", f"quoted={ahead == '“' and after[:1] == '”'}", f"ahead={ahead}"]
    return base, kind, [base, kind, *own, f"after two={after}", f"shared={shared[0]} {behind[0]}",
        *(f"{base} {x}" for x in own), *(f"{kind} {x}" for x in own[:4]), f"{kind} {shared[0]} {behind[0]}",
        *(f"{base} {kind} {x}" for x in own[:2]), f"{base} {kind}"]


@lru_cache(1 << 15)
def _tell(clause):
    """What a clause is told by: its words, their tags in short, the tags and classes of the first and the last."""
    words = segment_clause(clause.replace("“", "").replace("”", "") or "-")
    tags = [tag_word(word) for word in words]
    acts = any(tag[0] in "vaidz" and tag not in ("vn", "an") for tag in tags)
    first, last = (tuple(classes_of(words[i])) for i in (0, -1))
    return words, tuple(tags), "".join([tag[0] for tag in tags]), tags[0], tags[-1], first, last, acts


def describe_run(run):
    """The features of a candidate: its outline, the words of its clauses, what stands beside it."""
    base, kind, outline = describe_outline(run)
    words, tags, short, first, last, opens, ends, acts = zip(*map(_tell, run.items))
    lead, follow = read_beside(run.text, run.start, run.end)
    own = [f"first tag={first[0]} {_same(first)}", f"last tag={last[-1]} {_same(last)}", f"same tags={_same(tags)}",
        f"same short={_same(short)}", f"predicates={all(acts)} {any(acts)}", f"verbs lead={all(tag[0] == 'v' for tag in first)}",
        f"lead tag={tag_word(lead)}"]
    each = [feature for clause, pattern, (sort, fine), (end_sort, end_fine) in zip(words, short, opens, ends) for feature in (
        *(f"word={word}" for word in clause), f"opens={clause[0]}", f"ends={clause[-1]}", f"tags={pattern[:6]}",
        f"opens class={fine}", f"ends class={end_fine}", f"opens sort={sort}", f"ends sort={end_sort}")]
    return {*outline, *own, *each, *(f"{base} {x}" for x in own), *(f"{kind} {x}" for x in own[:3]),
        f"same words={_same(map(len, words))}", f"same class={_same(opens)} {_same(ends)}",
        f"lead={lead}", f"lead class={classes_of(lead)[1]}", f"follow={follow}"}


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
        if model.judge(describe_outline(run)[2])[0] + _WORDS_ADD > 0:
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
