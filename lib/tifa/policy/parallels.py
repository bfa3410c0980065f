"""Parallel clauses (排比): like clauses are proposed, judged by their outline, then by their words."""

from functools import lru_cache
from itertools import accumulate, chain
from operator import eq, itemgetter

from tifa.arguments import takes
from tifa.policy import forms
from tifa.policy.quotations import classes_of, read_beside
from tifa.policy.tagger import load_model
from tifa.words.segment import segment_clause, tag_word

_MOST, _LONGEST = 7, 26  # clauses of a run, characters of a clause
_SHORT = (3, 4, 5, 6)  # lengths to which two clauses may both be cut


class Run:
    """Clauses side by side; the first may begin, the last may end within a clause of the text."""

    def __init__(self, text, clauses, items, mark, cut):
        self.text, self.items, self.mark, self.cut = text, items, mark, cut
        self.start, self.end = clauses[0][0], clauses[-1][1]


def propose_runs(text):
    """Give every run of like clauses of a folded text as a :class:`Run`, each once."""
    found = {}
    for clauses, mark, cut in chain(_quoted(text), _joined(text), _listed(text), _chained(text)):
        items = [text[a:b] for a, b in clauses]
        if len({*items}) == len(items) <= _MOST and all(item.count("“") == item.count("”") for item in items):
            place = clauses[0][0], clauses[-1][1], len(clauses)
            found.setdefault(place, Run(text, clauses, items, mark, cut))
    return found.values()


def _split(form, text, start, end):
    return [m.span() for m in form.finditer(text, start, end)]


def _quoted(text):
    """What is quoted whole, of two clauses or more."""
    for m in forms.QUOTED_RUN.finditer(text):
        yield _split(forms.CLAUSE, text, *m.span()), m["mark"], "whole whole"


def _joined(text):
    """Pairs of characters with one in common, and threes, without a mark between."""
    for m in forms.JOINED.finditer(text):
        size = 3 if m["word"] else 2
        if forms.HAN_RUN.fullmatch(m["all"]):
            yield [(k, k + size) for k in range(m.start(), m.end("all"), size)], "-", "whole whole"


def _listed(text):
    """Lists between enumeration commas, whole, and without the first or the last where that leaves two."""
    for m in forms.LIST_OF_CLAUSES.finditer(text):
        items = _split(forms.CLAUSE, text, *m.span())
        for part in (items, items[1:], items[:-1]) if len(items) > 2 else (items,):
            if len(part) > 1:
                yield from _cut_list(text, part) if len(part) > 2 else _cut_pair(text, *part)


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
    """Two clauses, the first cut in front, the last behind: to one length, before 的, at what they share."""
    (a, b), (y, z) = first, last
    goes_on = forms.GOES_ON.search(text, y + 2, z)
    stop = goes_on.start() if goes_on else z
    for size in {b - a, z - y, stop - y, *_SHORT}:
        front, back = b - size, y + size
        fits = a <= front and back <= z and 1 < size <= _LONGEST
        if fits and _cut(text, a, b, front) and _cut(text, y, z, back):
            yield [(front, b), (y, back)], "、", _told(front == a, back == z)
    again = text.rfind(text[y], a + 1, b - 1)
    for front in {a, again if again > 0 and _cut(text, a, b, again) else a}:
        short, long = sorted((b - front, z - y))
        framed = text[front] == text[y] or text[b - 1] == text[z - 1]
        if framed and short != long <= min(2 * short, _LONGEST):
            yield [(front, b), last], "、", _told(front == a, True)


def _cut_list(text, clauses):
    """Three clauses or more, the first cut in front, the last behind: to one length, at what they share."""
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
            framed = (shared[0] and {text[front], text[y]} == lead
                or shared[1] and {text[back - 1], text[b - 1]} == tail)
            if min(sizes) > 1 and max(sizes) <= _LONGEST and (framed or max(sizes) - min(sizes) < 3):
                yield [(front, b), *inner, (y, back)], "、", _told(front == a, back == z)


def _chained(text):
    """Clauses between commas, each like the one before it; the one before them all may be cut in front."""
    clauses, at = _split(forms.COMMA_CLAUSE, text, 0, len(text)), 0
    while at < len(clauses):
        end, (y, z) = at + 1, clauses[at]
        while end < len(clauses) and _alike(text, *clauses[end - 1], *clauses[end]):
            end += 1
        run = clauses[at:end]
        if len(run) > 1:
            yield run, ",", "whole whole"
        (a, b), size = clauses[at - 1], z - y
        beside = b + 1 == y and _joins(text, b)
        if beside and 3 <= size <= 12 and size < b - a and _cut(text, a, b, b - size):
            yield [(b - size, b), *run], ",", "cut whole"
        at = end


def _joins(text, place):
    """Whether what stands between two clauses joins them: a comma; in a heading, a line without a stop, a blank."""
    if text[place] != " ":
        return text[place] == ","
    line = text[max(0, place - 99) : place].rpartition("\n")[2] + text[place : place + 99].partition("\n")[0]
    return "。" not in line


def _alike(text, a, b, y, z):
    """Whether clauses side by side have one length, or nearly and share the first or last character."""
    if y != b + 1 or not 2 < z - y <= _LONGEST or not _joins(text, b):
        return False
    return b - a == z - y or 2 < b - a and -1 < abs(b - a - z + y) <= min(b - a, z - y) and (
        text[a] == text[y] or text[b - 1] == text[z - 1])


def describe_outline(run):
    """The features of a candidate that need no words: clauses, lengths, what they share, what is beside."""
    text, items = run.text, run.items
    sizes = [*map(len, items)]
    most, least = max(sizes), min(sizes)
    alike = "even" if most == least else "near" if most - least < 3 else "far"
    form = f"{'two' if len(items) == 2 else 'three' if len(items) == 3 else 'more'} {run.mark}"
    shared = _shared(items)
    frame = f"frame={shared} {shared if most == least else _shared([item[::-1] for item in items])}"
    size, cut = f"size={min(most, 12)}", f"cut={run.cut}"
    ahead, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    return [form, alike, frame, cut, f"quoted={ahead == '“' and after == '”'}", f"{form} {frame}",
        f"{form} {size}", f"{form} {cut}", f"{form} ahead={ahead}", f"{form} after={after}",
        f"{alike} {size}", f"{alike} {frame}", f"{alike} after={after}"]


def _shared(items):
    """How many characters each clause has in common with the first, place by place; up to 3."""
    return min(3, *[sum(map(eq, items[0], item)) for item in items[1:]])


@lru_cache(1 << 15)
def _tell(clause):
    """What a clause is told by: its tags in short, whether it has a predicate, its features."""
    words = segment_clause(clause)
    tags, ends = [tag_word(word) for word in words], (("opens", words[0]), ("ends", words[-1]))
    acts = any(tag[0] in "vaidz" and tag not in ("vn", "an") for tag in tags)
    return tags[0], tags[-1], "".join([tag[0] for tag in tags]), acts, (*(f"word={word}" for word in words),
        *(f"{end} {name}={number}" for end, word in ends
            for name, number in zip(("broad", "fine"), classes_of(word))))


def describe_run(run, outline=None):
    """The features of a candidate: its outline, the words of its clauses, the word before it."""
    outline, lead = outline or describe_outline(run), read_beside(run.text, run.start, run.end)[0]
    bare = [item.replace("“", "").replace("”", "") or "-" for item in run.items]
    first, last, tags, acts, each = zip(*map(_tell, bare))
    opens, ends = f"first tag={first[0]} {len({*first}) == 1}", f"last tag={last[-1]} {len({*last}) == 1}"
    return {*outline, *chain.from_iterable(each), opens, ends, f"{outline[1]} {opens}",
        f"{outline[1]} {ends}", f"same tags={len({*tags}) == 1}", f"predicates={all(acts)} {any(acts)}",
        f"quotations={sum(['“' in item for item in run.items])}",
        f"talk={bool(forms.TALK.search(''.join(bare)))}",
        f"counted={bool(forms.COUNTED_OFF.search(run.items[0]))}",
        f"lead={lead}", f"lead tag={tag_word(lead)}", f"lead fine={classes_of(lead)[1]}"}


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
    outlines, model, scored = load_model("outlines"), load_model("parallels"), []
    for run in propose_runs(text):
        outline = describe_outline(run)
        if outlines.verdict(outline) > 0:  # one in five: words are read of these only
            features = describe_run(run, outline)
            if (score := model.verdict(features)) > 0:
                scored.append((-score, run.start, run.end, run.items, features))
    found, taken = [], set()
    for _, start, end, items, features in sorted(scored, key=itemgetter(0, 1, 2)):  # the likeliest first
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append((start, end, items, model.explain(sorted(features))))
    return sorted(found)
