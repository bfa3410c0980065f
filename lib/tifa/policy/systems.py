"""Reform systems (改革举措体系): what articles tell of under one name, where, since when, by whom, of which parts.

Every run of words that could be a name is scored by the words at its edges; a judge weighs what the article
says of the likely ones. A tagger over sentences tells which speak of a system; judges pick its place, date,
actor and parts among what stands there. All are linear; ``benchmarks/train_systems.py`` made the weights.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache, cached_property, partial

import numpy as np

from tifa.arguments import takes
from tifa.corrections import correct_found
from tifa.knowledge import any_of
from tifa.places import find_places
from tifa.policy import forms
from tifa.policy.lists import cut_end
from tifa.policy.slogans import find_formulations
from tifa.policy.tagger import best_labels, load_model, read_classes, read_cue_kinds
from tifa.story import STORY, stories
from tifa.tables import Systems, make_table
from tifa.words.numerals import read_number
from tifa.words.segment import segment, segment_clause, tag_word as _tag_word

tag_word = cache(_tag_word)  # asked for the same words again and again
EDGES = ("before", "first", "last", "behind")  # the words at the edges of a name
_LONGEST = 14  # words of a name
_LIKELY = -2.5  # score of the edges above which a name is weighed
_SURE = -3.4  # score of a system's name
_BESIDE = 1.0  # what it must have more beside a surer one in the sentence
_OTHER = -2.0  # score of the judge of whole names above which a system has another name
LIST_MARKS = forms.BETWEEN_ITEMS, forms.AND_BETWEEN_ITEMS, forms.PLUS, forms.BETWEEN_QUOTATIONS
_ALIKE = 3  # characters that the ends of two names of one system share
_NO_FIRST, _NO_LAST = tuple("ucpdyrx"), tuple("ucpdyrmtfx")  # parts of speech that no name begins, ends with


class Reading:
    """The words of an article, its clauses and its sentences.

    Parameters
    ----------
    text : str
        Folded text.
    body : int
        Where its first paragraph begins.
    """

    def __init__(self, text, body):
        self.text, self.words = text, segment(text)
        self.at = [0, *np.cumsum([*map(len, self.words)]).tolist()]
        self.quoted, self.clause = [], []  # of each word: is it in quotation marks; its clause, -1 for a mark
        depth = number = 0
        for word in self.words:
            mark = word in "。!?;:《》()\n\u3000" or word in ",、" and not depth
            depth = 0 if word in "”\n" else 1 if word == "“" else depth
            number += mark
            self.clause.append(-1 if mark else number)
            self.quoted.append(depth)
        self.sentences = [m.span() for m in forms.SENTENCE.finditer(text, body)]
        self.body, self.heading, self.lead = body, text[:body], text[body:].partition("\n")[0]

    def word(self, i):
        """A word, or ^ where there is none."""
        return self.words[i] if 0 <= i < len(self.words) else "^"

    def sentence(self, place):
        """The number of the sentence at a place; -1 in the headings."""
        return bisect_right(self.sentences, (place, len(self.text))) - 1

    def said(self, sentence):
        """The text of a sentence."""
        return self.text[slice(*self.sentences[sentence])]


class System:
    """A reform of an article: its names, the first one its own, and where they stand."""

    def __init__(self, reading, names):
        self.reading, self.names = reading, names

    @property
    def name(self):
        """The name that is its own."""
        return self.names[0]

    @cached_property
    def stands(self):
        """Where its names stand: [(start, end), …]."""
        return [m.span() for m in re.finditer(any_of(map(re.escape, self.names)), self.reading.text)]

    @cached_property
    def named(self):
        """The numbers of the sentences that name it."""
        return {self.reading.sentence(start) for start, _ in self.stands} - {-1}


def word_class(word):
    """The fine class of a word, - where it has none."""
    return read_classes().get(word, ("-", "-"))[1]


def cue(word):
    """What the cues of measures know of a word or its end."""
    cues = read_cue_kinds()[0]
    return next((cues[word[-n:]] for n in (len(word), 4, 3, 2, 1) if word[-n:] in cues), "")


# --- names --------------------------------------------------------------------------------------------------

def edge_features(edge, word):
    """What a word says at an edge of a name."""
    broad, fine = read_classes().get(word, ("-", "-"))
    own = [f"word={word}", f"tag={tag_word(word)}", f"class={fine}", f"sort={broad}"]
    own += [f"two={word[-2:]}", f"one={word[-1]}"] if edge == "last" else []
    return [f"{edge} {x}" for x in own]


class _Edges(dict):
    """What each word adds to the score of a name at each edge."""

    def __init__(self, model):
        self.model = model

    def __missing__(self, word):
        bias = self.model.judge([])[0]
        self[word] = scores = [self.model.judge(edge_features(edge, word))[0] - bias for edge in EDGES]
        return scores


_edges = cache(_Edges)


def all_spans(reading):
    """Every run of words that could be a name: the array of the first words, and of the words behind."""
    words, depth, clause = reading.words, np.array([0, *reading.quoted]), np.array(reading.clause)
    tag = lambda word: tag_word(word) if not word[0].isalnum() or tag_word(word) != "x" else "n"
    begins = np.array([word == "“" or not tag(word).startswith(_NO_FIRST) for word in words])
    ends = np.array([word == "”" or not tag(word).startswith(_NO_LAST) for word in words])
    found = []
    for length in range(1, min(_LONGEST, len(words)) + 1):
        first = np.arange(len(words) - length + 1)
        last = first + length - 1
        fits = (clause[first] >= 0) & (clause[first] == clause[last]) & (depth[first] == depth[last + 1])
        found.append(np.array([first, last + 1])[:, fits & begins[first] & ends[last]])
    return np.concatenate(found or [np.zeros((2, 0), int)], axis=1)


def likely_spans(reading, least=_LIKELY):
    """The runs of words whose edges speak for a name: {name: [(first word, word behind), …]}."""
    model, (first, end) = load_model("system_edges"), all_spans(reading)
    table = np.array([[0] * len(EDGES), *map(_edges(model).__getitem__, reading.words), [0] * len(EDGES)])
    lengths = np.array([model.judge([f"words={n}"])[0] for n in range(_LONGEST + 1)])
    score = table[first, 0] + table[first + 1, 1] + table[end, 2] + table[end + 1, 3] + lengths[end - first]
    found = defaultdict(list)
    for i, j in zip(first[score > least].tolist(), end[score > least].tolist()):
        name = bare(reading.text[reading.at[i] : reading.at[j]])
        if len(name) > 2 and name.count("“") == name.count("”"):
            found[name].append((i, j))
    return found


def bare(name):
    """A name without the quotation marks around all of it.

    Examples
    --------
    >>> bare("“早谋划”"), bare("“早谋划”机制")
    ('早谋划', '“早谋划”机制')
    """
    return name[1:-1] if name[:1] == "“" and name.find("”") == len(name) - 1 else name


def describe_name(reading, name, spans):
    """The features of a likely name: its words, how often and where it stands, what stands beside it."""
    words, text = segment_clause(name), reading.text
    tags, place, head = [tag_word(word) for word in words], reading.at[spans[0][0]], name.strip("”")[-2:]
    long = [word for word in words if len(word) > 1]
    inside = sum(word in reading.heading for word in long)
    inner = re.findall("“([^“”]+)”", name)
    count, length = min(text.count(name), 5), min(len(words), 9)
    quotes = f"{name[0] == '“'} {'“' in name} {name[-1] == '”'}"
    own = [f"last={words[-1]}", f"head={head}", f"ending={name[-1]}", f"last class={word_class(words[-1])}",
        f"last tag={tags[-1]}", f"first={words[0]}", f"first tag={tags[0]}",
        f"first class={word_class(words[0])}",
        f"words={length}", f"length={min(len(name), 20)}", f"tags={''.join(tag[0] for tag in tags)[:7]}",
        f"last tags={''.join(tag[0] for tag in tags[-3:])}", f"quotes={quotes}", f"sum={'+' in name}",
        f"dashes={'—' in name}", f"list={'、' in name}", f"of={'的' in name}",
        f"number={bool(forms.MAY_COUNT.search(name))}", f"label={bool(forms.LABEL.match(name))}",
        f"told={count}", f"inner told={min(text.count(inner[0]), 4) if inner else '-'}",
        f"quoted elsewhere={f'“{name}”' in text}", f"in heading={name in reading.heading}",
        f"in lead={name in reading.lead}", f"words in heading={inside}",
        f"share in heading={round(4 * inside / max(1, len(long)))}", f"head told={min(text.count(head), 6)}",
        f"start told={min(text.count(name[:2]), 6)}", f"sentence={min(reading.sentence(place), 6)}",
        f"paragraph={min(text.count(chr(10), reading.body, max(place, reading.body)), 4)}"]
    own += [f"head={head} {x}" for x in (f"words={length}", f"quotes={quotes}", f"told={count}")]
    own += [x for word in words for x in (f"word={word}", f"class={word_class(word)}")]
    # in one order: sums of weights hang on it in their last digits
    return sorted({*own, *(x for span in spans[:6] for x in describe_mention(reading, *span))})


def describe_mention(reading, first, end):
    """The features of what stands beside a name: its neighbours, the verbs before it in its clause."""
    before, behind, low = reading.word(first - 1), reading.word(end), first
    while low and reading.clause[low - 1] == reading.clause[first]:
        low -= 1
    opens, closes = low == first, end == len(reading.words) or reading.clause[end] == -1
    tools = [read_cue_kinds()[1].get(word, "-") for word in reading.words[max(low, first - 8) : first]]
    verbs = [word for word in reading.words[low:first] if tag_word(word)[0] == "v"] or ["-"]
    inside = sum(tag_word(word) == "v" for word in reading.words[first:end])
    return [f"before={before}", f"before two={reading.word(first - 2)} {before}",
        f"before tag={tag_word(before)}", f"before class={word_class(before)}", f"behind={behind}",
        f"behind two={behind} {reading.word(end + 1)}", f"behind tag={tag_word(behind)}",
        f"behind class={word_class(behind)}",
        f"edges={tag_word(before)[0]}{tag_word(behind)[0]}", f"opens={opens}", f"closes={closes}",
        f"clause={opens and closes}", f"verb before={verbs[-1]}", f"verb class={word_class(verbs[-1])}",
        f"verbs inside={inside}", *(f"tool={kind}" for tool in tools for kind in tool.split("/"))]


def alike(name, other):
    """Whether two names are of one system: one holds the other, or they end alike.

    Examples
    --------
    >>> alike("医共体", "数字化医共体"), alike("县域数字化医共体", "全市数字化医共体"), alike("考核机制", "议事机制")
    (True, True, False)
    """
    return name in other or other in name or name[-_ALIKE:] == other[-_ALIKE:]


def find_names(reading):
    """The systems of an article by their names, the surest first; names that are alike are of one system."""
    likely, model = likely_spans(reading), load_model("system_names")
    judged = {name: model.judge(describe_name(reading, name, spans)) for name, spans in likely.items()}
    score = {name: own.sum() for name, own in judged.items()}
    found, taken, begun = [], set(), set()
    sure = [name for name in score if score[name] > _SURE]
    for name in sorted(sure, key=lambda name: (-score[name], name)):
        places = {i for span in likely[name] for i in range(*span)}
        sentence = reading.sentence(reading.at[min(places)])
        home = next((system for system in found if alike(name, system.name)), None)
        if home:
            home.names += [name] if judged[name][0] > _OTHER else []
        elif taken.isdisjoint(places) and score[name] > _SURE + _BESIDE * (sentence in begun):
            found.append(System(reading, [name]))
            taken |= places
            begun.add(sentence)
    return found


# --- passages -----------------------------------------------------------------------------------------------

def describe_sentences(system, systems):
    """The features of each sentence of the body that tell whether it speaks of a system: a list for each."""
    reading, named = system.reading, sorted(system.named)
    others = {i for other in systems if other is not system for i in other.named}
    words = [{word for word in segment_clause(reading.text[a:b]) if len(word) > 1}
        for a, b in reading.sentences]
    own = {word for i in named for word in words[i]}
    paragraph = [reading.text.count("\n", 0, start) for start, _ in reading.sentences]
    many = f"systems={min(len(systems), 4)} {len(named) >= max(len(each.named) for each in systems)}"
    heading = any(name in reading.heading for name in system.names)
    rows = []
    for i in range(len(words)):
        k = bisect_right(named, i)
        last, coming = named[k - 1] if k else None, named[k] if k < len(named) else None
        since = f"since={'-' if last is None else min(i - last, 5)}"
        until = f"until={'-' if coming is None else min(coming - i, 4)}"
        same = f"paragraph={last is not None and paragraph[last] == paragraph[i]}"
        between = f"between={last is not None and any(last < n <= i for n in others)}"
        ahead = f"ahead={coming is not None and paragraph[coming] == paragraph[i]}"
        opens = f"opens={not i or paragraph[i - 1] != paragraph[i]}"
        told, place = f"told={min(len(named), 4)}", f"place={4 * i // len(words)}"
        names, size = f"names={i in named} {i in others}", f"sentences={min(len(words) // 6, 5)}"
        shared = f"shared={round(6 * len(words[i] & own) / max(1, len(words[i])))}"
        rows.append([since, until, same, between, ahead, opens, told, place, names, shared, size, many,
            f"head={system.name.strip('”')[-2:] in reading.said(i)}", f"heading={heading}",
            f"this={bool(forms.THIS.match(reading.said(i)))}", f"long={min(len(reading.said(i)) // 30, 4)}",
            *(f"{since} {x}" for x in (same, between, opens, many, shared)),
            *(f"{many} {x}" for x in (told, names, place)), f"{same} {between} {opens}", f"{told} {size}"])
    return rows


def find_passages(system, systems):
    """The numbers of the sentences that speak of a system."""
    model, rows = load_model("system_passages"), describe_sentences(system, systems)
    labels = best_labels(np.array([model.judge(row) for row in rows]), np.array([0, len(rows)]), model.after)
    return {i for i, label in enumerate(labels) if model.labels[label] == "yes"} | system.named


def find_told(reading):
    """The systems of an article and their passages, the surest first; of two with like passages the surer."""
    systems, kept = find_names(reading) if reading.sentences else [], []
    for system in systems:
        passages = find_passages(system, systems)
        if passages and not any(len(passages & own) >= 0.4 * len(passages | own) for _, own in kept):
            kept.append((system, passages))
    return kept


# --- place, date, actor, parts ------------------------------------------------------------------------------

def is_place(word):
    """Whether a word names a place or ends as one."""
    return tag_word(word) == "ns" or bool(forms.PLACE_ENDS.search(word))


@cache
def place_level(name):
    """What the gazetteer knows of a name: county, city, province; - of what is none from end to end."""
    found = find_places(name)
    return found[-1][2] if found and found[0][0] == 0 and found[-1][1] == len(name) else "-"


def noun_runs(reading, longest=12):
    """The runs of nouns of an article: [(first word, word behind), …]."""
    runs, first = [], None
    for i, word in enumerate([*reading.words, "\n"]):
        tag = tag_word(word)
        inside = tag[0] in "njsblz" or tag in ("vn", "eng") or tag[0] in "mq" and first is not None
        if first is not None and (not inside or i - first >= longest):
            runs.append((first, i))
            first = None
        if first is None and inside and tag[0] not in "mq":
            first = i
    return runs


def propose_cells(reading):
    """What could be a place, a date or an actor: {column: [(start, end), …]}."""
    at, places, actors = reading.at, [], []
    for first, end in noun_runs(reading):
        ends = range(first + 1, end + 1)
        located = [j for j in ends if is_place(reading.words[j - 1])]
        acting = [j for j in ends if j in located or "actor" in cue(reading.words[j - 1])]
        places += [(at[i], at[j]) for j in located for i in range(max(first, j - 5), j)]
        actors += [(at[first], at[j]) for j in acting[-1:]]
    return {"place": places, "date": [m.span() for m in forms.WHEN.finditer(reading.text)], "actor": actors}


def cells_near(reading, passages, cells):
    """Those that stand in passages, or in a sentence little before, in the headings or the first sentence."""
    near = {*passages, *range(min(passages, default=0) - 3, min(passages, default=0)), -1, 0}
    return [cell for cell in cells if reading.sentence(cell[0]) in near]


def without_examples(reading, passages, cells):
    """The places, but no county where passages tell of several: there, each is an example of what all have."""
    told = (reading.text[slice(*reading.sentences[i])] for i in passages)
    counties = {name for text in told for _, _, level, name, *_ in find_places(text) if level == "county"}
    return [cell for cell in cells if len(counties) < 2 or place_level(reading.text[slice(*cell)]) != "county"]


def neighbours(text, start, end):
    """The words before and behind a stretch of text in its line."""
    before = segment_clause(text[max(0, start - 8) : start].rpartition("\n")[2].rstrip("“")) or ("^",)
    behind = segment_clause(text[end : end + 8].partition("\n")[0].lstrip("”")) or ("$",)
    return before[-1], behind[0]


def describe_cell(system, passages, start, end):
    """The features of a place, date or actor: its form, where it stands to the system and in the article."""
    reading, text, (low, high) = system.reading, system.reading.text, system.stands[0]
    cell, own, home = text[start:end], reading.sentence(start), reading.sentence(low)
    words, (before, behind) = segment_clause(cell), neighbours(text, start, end)
    ahead = own == home and end <= low
    where = ("name" if low <= start and end <= high else "heading" if own < 0 else "ahead" if ahead
        else "behind" if own == home else "earlier" if own < home else "later")
    said = min(3, sum(cell in reading.said(i) for i in passages))
    related = [f"clauses={min(4, len(forms.CLAUSE_MARK.findall(text[end:low]))) if ahead else '-'}",
        f"last={words[-1]}", f"ending={cell[-1]}", f"told={min(text.count(cell), 5)}",
        f"passage={own in passages}", f"opens={text[start - 1 : start] in ('', *'。,;:!?”')}",
        f"behind tag={tag_word(behind)}", f"tool={read_cue_kinds()[1].get(behind, '-')[:9]}",
        f"near={min(6, abs(start - low) // 15)}", f"directly={ahead and low - end < 3}", f"cue={cue(cell)}"]
    return [f"where={where}", *related, *(f"where={where} {x}" for x in related), f"first={words[0]}",
        f"first tag={tag_word(words[0])}",
        f"sentences={max(-4, min(4, own - home))}", f"length={min(len(cell), 12)}",
        f"shape={re.sub('[0-9]+', '9', cell)[:8]}", f"in heading={cell in reading.heading}",
        f"in lead={cell in reading.lead}", f"first passage={own == min(passages, default=-1)}",
        f"sentence={min(own, 5)}", f"behind={behind}", f"before={before}", f"before tag={tag_word(before)}",
        f"level={place_level(cell)} {is_place(before)}", f"where={where} level={place_level(cell)}",
        f"places={is_place(before)} {sum(map(is_place, words))} {is_place(behind)}", f"said={said}"]


def propose_rows(text):
    """What stands in a row between marks: (where its stretch of text ends, pieces)."""
    for m in forms.STRETCH.finditer(text):
        rows = [tuple(piece.strip("“”") for piece in mark.split(m[0])) for mark in LIST_MARKS]
        yield from ((m.end(), pieces) for pieces in dict.fromkeys(rows) if len(pieces) > 1 and all(pieces))


def propose_lists(reading):
    """The lists of an article, [(start, end, items, kind), …]: those of formulations, and printed rows."""
    text = reading.text
    found = [(start, end, items, kind)
        for start, end, kind, arity, items, *_ in find_formulations(text) if len(items) > 1]
    for end, pieces in propose_rows(text):
        items = [cut_item(pieces, True), *pieces[1:-1], cut_item(pieces, False)]
        last = text.rfind(items[-1], 0, end)
        found.append((text.rfind(items[0], 0, last), last + len(items[-1]), items, "row"))
    return found


def cut_item(pieces, first):
    """The first piece of a list without the words that lead to it, or the last without those that follow."""
    model, ways = load_model("system_borders"), [*propose_cuts(pieces, first)]
    return max(ways, key=lambda way: model.judge(describe_cut(pieces, first, *way))[0])[0]


def propose_cuts(pieces, first):
    """The ways to cut the first piece of a list or the last: (item, word cut off beside it, how many are)."""
    ways = [*cut_end(pieces[0] if first else pieces[-1].partition("等")[0] or pieces[-1], first)]
    for n, (item, beside) in enumerate(ways if first else reversed(ways)):
        yield item, beside if n else "^", n


def describe_cut(pieces, first, item, beside, n):
    """The features of a cut: how like its fellows it leaves the item, what it cuts off."""
    side, others = ("first", pieces[1:]) if first else ("last", pieces[:-1])
    end, sizes, words = 0 if first else -1, [*map(len, others)], segment_clause(item)
    tag, tags = tag_word(words[end]), [tag_word(segment_clause(other)[end]) for other in others]
    own = [f"tag={tag}", f"alike={tag in tags} {tag[0] in {other[0] for other in tags}}",
        f"same={item[end] in {other[end] for other in others}}", f"length={min(len(item), 9)}",
        f"away={max(-4, min(6, len(item) - round(sum(sizes) / len(sizes))))}",
        f"even={ {*sizes} == {len(item)} }",
        f"more words={len(words) - round(sum(len(segment_clause(other)) for other in others) / len(others))}"]
    cut = tag_word(beside) if n else "^"
    return [f"{side} {x}" for x in (f"beside={beside}", f"cut={cut}", f"words={min(n, 6)}", *own,
        *(f"cut={cut} {x}" for x in own))]


def lists_of(system, passages, lists):
    """The lists that stand in the name of a system or in its passages."""
    return [own for own in lists if system.reading.sentence(own[0]) in passages or own[2][0] in system.name]


def describe_list(system, passages, start, end, items, kind):
    """The features of a list that tell whether it names the parts of a system."""
    reading, text, (low, high) = system.reading, system.reading.text, system.stands[0]
    own, home, lengths = reading.sentence(start), reading.sentence(low), [*map(len, items)]
    behind = own == home and start >= high
    where = ("name" if items[0] in system.name and items[-1] in system.name else "behind" if behind
        else "ahead" if own == home else "next" if own == home + 1 else "other")
    lead, tail = neighbours(text, start, end)
    counts = lambda told: any(read_number(m["number"]) == len(items) for m in forms.LABEL.finditer(told))
    related = [f"items={min(len(items), 7)}", f"lead={lead}", f"lead tag={tag_word(lead)}", f"tail={tail}",
        f"claims={counts(system.name)}", f"counted={counts(text[max(0, start - 20) : end + 12])}",
        f"clauses={min(4, text.count(',', high, start)) if behind else '-'}",
        f"passages={min(4, len(passages))}", f"near={min(5, (start - high) // 12) if behind else '-'}",
        f"quoted={text[start - 1 : start] == '“'}"]
    labels = kind == "numeric" and any(text[start:end] in name for name in system.names)
    return [f"where={where}", *related, *(f"where={where} {x}" for x in related),
        f"tail tag={tag_word(tail)}", f"kind={kind}", f"labels={labels}", f"where={where} {kind}",
        f"even={max(lengths) - min(lengths) < 2}", f"long={min(6, sum(lengths) // len(items) // 2)}",
        f"first tag={tag_word(segment_clause(items[0])[0])[0]}", f"names={system.name.strip('”')[-2:]}",
        f"last tag={tag_word(segment_clause(items[-1])[-1])}", f"ahead of name={0 <= low - end < 8}"]


def best_of(column, candidates, describe):
    """The candidate that a column's judge likes best; None where it likes none enough."""
    model = load_model(f"system_{column}")
    scores = [model.verdict(describe(*candidate)) for candidate in candidates]
    best = int(np.argmax(scores)) if scores else None
    return candidates[best] if scores and scores[best] > 0 else None


# --- the table ----------------------------------------------------------------------------------------------

@takes(articles=f"{STORY} newspaper place")
def find_systems(articles):
    """Find the reforms that articles tell of: schemes, mechanisms, models, programmes, institutions, zones.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``systems``: one row a reform, in the order of their passages.

    Notes
    -----
    What goes wrong:

    - missed: names without a word that says what they are (a place, a body, a plain verb phrase).
    - wrong: what the article names but does not tell of; parts taken for systems of their own.
    - the name: too long or too short where it stands but once, without quotation marks.
    - parts: lists told over several sentences; date and actor: told far from the name.

    Examples
    --------
    >>> systems = find_systems(read_articles("seeds"))
    >>> systems.loc[systems["name"].eq("“慢病信号灯”管理模式"), ["place", "actor"]].iloc[0].tolist()
    ['阜宁', '阜宁']
    """
    of_articles = zip(stories(articles), articles["newspaper"], articles["place"])
    table = make_table(Systems, [row for story, newspaper, place in of_articles
        for row in read_systems(story, place if tells_of_its_own(story.text, newspaper) else "")])
    return correct_found(table, "systems", articles)


def tells_of_its_own(text, newspaper):
    """Whether an article that names no place means its own: it says 我市, or a city's newspaper printed it."""
    return bool(forms.OWN_PLACE.search(text) or find_places(newspaper))


def read_systems(story, home):
    """The rows of a story; what has no other place is at home."""
    reading, rows = Reading(story.text, story.body), []
    told = find_told(reading)
    proposed, lists = (propose_cells(reading), propose_lists(reading)) if told else ({}, [])
    printed = lambda name: story.printed[(at := story.text.find(name)) : at + len(name)]
    for system, passages in told:
        spans = join_spans(story.where(*reading.sentences[i]) for i in sorted(passages))
        larger = [(len(own), other) for other, own in told
            if len(passages & own) > 0.8 * len(passages) and len(passages) < len(own)]
        describe = partial(describe_cell, system, passages)
        near = {column: cells_near(reading, passages, own) for column, own in proposed.items()}
        near["place"] = without_examples(reading, passages, near["place"])
        cells = {column: best_of(column, own, describe) for column, own in near.items()}
        parts = best_of("parts", lists_of(system, passages, lists), partial(describe_list, system, passages))
        rows.append((printed(system.name), "|".join(map(printed, system.names[1:])),
            *(story.printed[slice(*cells[column])] if cells[column] else home if column == "place" else ""
                for column in ("place", "date", "actor")),
            printed(min(larger, key=lambda own: own[0])[1].name) if larger else "",
            "|".join(map(printed, parts[2])) if parts else "",
            ";".join(f"{start}-{end}" for start, end in spans), spans[0][0], spans[-1][1]))
    rows.sort(key=lambda row: row[-2:])
    return [(story.page, story.article, n, *row) for n, row in enumerate(rows, 1)]


def join_spans(spans):
    """Passages in the order of the text, those that touch joined.

    Examples
    --------
    >>> join_spans([(0, 5), (6, 9), (20, 30)])
    [[0, 9], [20, 30]]
    """
    joined = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 2:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return joined
