"""Reform systems (改革举措体系): what an article tells of under one name, who runs it, where, since when, of what it consists.

Every run of words that could be a name is scored by the words at its edges; a judge weighs what the article says of the
best of them; names that hold one another name one system. A tagger over sentences tells which speak of it, and judges
pick its place, its date and its actor out of them. All are linear; ``benchmarks/train_systems.py`` made the weights.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache

import numpy as np

from tifa.arguments import takes
from tifa.knowledge import DATA, any_of, read_cues
from tifa.policy import forms
from tifa.policy.lists import cut_lead, cut_tail
from tifa.policy.tagger import best_labels, load_model, read_classes, read_cue_kinds
from tifa.story import STORY, stories
from tifa.tables import Systems, make_table
from tifa.words.numerals import read_number
from tifa.words.segment import segment, segment_clause, tag_word

LONGEST = 14  # words of a name
_LIKELY = -2.5  # score of the edges above which a name is weighed
_SURE = -3.4  # score above which a name is a system
_BESIDE = 1.0  # what a name must score more where a surer one comes up in the same sentence
_NO_FIRST, _NO_LAST = frozenset("ucpdyr"), frozenset("ucpdyrmtfq")  # parts of speech that no name begins, ends with
_EDGES = ("before", "first", "last", "behind")


class Reading:
    """The words of an article, its clauses and its sentences.

    Parameters
    ----------
    text : str
        Folded text of the article.
    body : int
        Where its first paragraph begins.
    """

    def __init__(self, text, body):
        self.text, self.body = text, body
        self.words = segment(text)
        self.at = [0, *np.cumsum([*map(len, self.words)]).tolist()]
        self.quoted, self.clause = [], []  # of each word: is it inside quotation marks; its clause, -1 for a mark
        depth = number = 0
        for word in self.words:
            mark = word in "。!?;:《》()\n\u3000" or word in ",、" and not depth
            depth = 0 if word in "”\n" else 1 if word == "“" else depth
            number += mark
            self.clause.append(-1 if mark else number)
            self.quoted.append(depth)
        self.sentences = [m.span() for m in forms.SENTENCE.finditer(text, body)]
        self.heading, self.lead = text[:body], text[body:].partition("\n")[0]

    def word(self, i):
        """A word, or ^ where there is none."""
        return self.words[i] if 0 <= i < len(self.words) else "^"

    def sentence(self, place):
        """The number of the sentence at a place; -1 in the headings."""
        return bisect_right(self.sentences, (place, len(self.text))) - 1


# --- names -------------------------------------------------------------------------------------------------------

def edge_features(edge, word):
    """What a word says as the first or last of a name, or as its neighbour."""
    broad, fine = read_classes().get(word, ("-", "-"))
    own = [f"{edge} word={word}", f"{edge} tag={tag_word(word)}", f"{edge} class={fine}", f"{edge} sort={broad}"]
    own += [f"{edge} two={word[-2:]}", f"{edge} one={word[-1]}"] if edge == "last" else []
    return own


class _Edges(dict):
    """What each word adds to the score of a name as its neighbour before, first word, last word, neighbour behind."""

    def __init__(self, model):
        self.model = model

    def __missing__(self, word):
        bias = self.model.judge([])[0]
        scores = [self.model.judge(edge_features(edge, word))[0] - bias for edge in _EDGES]
        tag = "“" if word in ("“", "”") else "x" if re.match("[0-9A-Za-z]", word) else tag_word(word)[0]
        bad_first = tag in _NO_FIRST or word == "”" or tag == "x" and not word[0].isalnum()
        bad_last = tag in _NO_LAST or word == "“"
        self[word] = row = (*scores, bad_first, bad_last)
        return row


def all_spans(reading):
    """Every run of words that could be a name: arrays of the first word and of the word behind."""
    count, clause = len(reading.words), np.array(reading.clause)
    depth = np.append(0, reading.quoted)
    table = np.array([*map(_edges(load_model("edges")).__getitem__, reading.words)]).reshape(count, 6)
    firsts, ends = [], []
    for length in range(1, min(LONGEST, count) + 1):
        first = np.arange(count - length + 1)
        last = first + length - 1
        fits = (clause[first] >= 0) & (clause[first] == clause[last]) & (depth[first] == depth[last + 1])
        kept = first[fits & (table[first, 4] == 0) & (table[last, 5] == 0)]
        firsts.append(kept)
        ends.append(kept + length)
    return np.concatenate(firsts or [[]]).astype(int), np.concatenate(ends or [[]]).astype(int), table


def likely_spans(reading):
    """The runs of words whose edges speak for a name: {name: [(first word, word behind), …]}."""
    first, end, table = all_spans(reading)
    model = load_model("edges")
    ahead, behind = np.append(table[:1, 0] * 0, table[:-1, 0]), np.append(table[1:, 3], 0)
    lengths = np.array([model.judge([f"words={n}"])[0] for n in range(LONGEST + 1)])
    score = ahead[first] + table[first, 1] + table[end - 1, 2] + behind[end - 1] + lengths[end - first]
    found = defaultdict(list)
    for i, j in zip(first[score > _LIKELY].tolist(), end[score > _LIKELY].tolist()):
        name = bare(reading.text[reading.at[i] : reading.at[j]])
        if len(name) > 2:
            found[name].append((i, j))
    return found


_edges = cache(_Edges)


def bare(name):
    """A name without the quotation marks around all of it."""
    return name[1:-1] if name[:1] == "“" and name.find("”") == len(name) - 1 else name


def describe_name(reading, name, spans):
    """The features of a likely name: its words, how often and where it stands, what stands beside each mention."""
    words = segment_clause(name)
    tags, text, count = [tag_word(word) for word in words], reading.text, reading.text.count(name)
    broad, fine = read_classes().get(words[-1], ("-", "-"))
    long = [word for word in words if len(word) > 1]
    inside = sum(word in reading.heading for word in long)
    place = reading.at[spans[0][0]]
    head, quoted, length = name.strip("”")[-2:], "“" in name, min(len(words), 9)
    inner = re.findall("“([^“”]+)”", name)
    own = [f"last={words[-1]}", f"head={head}", f"ending={name[-1]}", f"last class={fine}", f"last sort={broad}",
           f"last tag={tags[-1]}", f"first={words[0]}", f"first tag={tags[0]}",
           f"first class={read_classes().get(words[0], '--')[1]}", f"words={length}", f"length={min(len(name), 20)}",
           f"tags={''.join(tag[0] for tag in tags)[:7]}", f"last tags={''.join(tag[0] for tag in tags[-3:])}",
           f"quotes={name[0] == '“'} {quoted} {name[-1] == '”'}", f"sum={'+' in name}", f"dashes={'—' in name}",
           f"list={'、' in name}", f"of={'的' in name}", f"number={bool(forms.MAY_COUNT.search(name))}",
           f"label={bool(forms.LABEL.match(name))}",
           f"told={min(count, 5)}", f"inner told={min(text.count(inner[0]), 4) if inner else '-'}",
           f"quoted elsewhere={f'“{name}”' in text}", f"in heading={name in reading.heading}",
           f"in lead={name in reading.lead}", f"words in heading={inside}",
           f"share in heading={round(4 * inside / max(1, len(long)))}",
           f"paragraph={min(text.count(chr(10), reading.body, max(place, reading.body)), 4)}",
           f"head told={min(text.count(head), 6)}", f"start told={min(text.count(name[:2]), 6)}",
           f"sentence={min(reading.sentence(place), 6)}"]
    own += [f"{own[1]} {x}" for x in (own[9], own[13], own[20], own[23])]
    own += [f"word={word}" for word in words] + [f"class={read_classes().get(word, '--')[1]}" for word in words]
    around = reading.text[slice(*reading.sentences[max(0, reading.sentence(place))])]
    own += [f"around={kind}" for word in segment(around) for kind in read_cue_kinds()[1].get(word, "-").split("/")]
    own += [f"lists around={min(around.count('、'), 6)}", f"digits around={bool(re.search('[0-9]', around))}",
            f"long around={min(len(around) // 30, 5)}"]
    for first, end in spans[:6]:
        own += describe_mention(reading, first, end)
    return {*own}


def describe_mention(reading, first, end):
    """The features of what stands beside a name: the neighbours, the verbs of setting up before it in its clause."""
    before, behind = reading.word(first - 1), reading.word(end)
    opens, closes = reading.clause[first - 1] == -1 or not first, end == len(reading.words) or reading.clause[end] == -1
    sort = lambda word: read_classes().get(word, ("-", "-"))
    low = first
    while low and reading.clause[low - 1] == reading.clause[first]:
        low -= 1
    tools = [read_cue_kinds()[1].get(word, "-") for word in reading.words[max(low, first - 8) : first]]
    verbs = [word for word in reading.words[low:first] if tag_word(word)[0] == "v"]
    own = [f"before={before}", f"before two={reading.word(first - 2)} {before}", f"before tag={tag_word(before)}",
           f"before class={sort(before)[1]}", f"before sort={sort(before)[0]}", f"behind={behind}", f"behind tag={tag_word(behind)}",
           f"behind class={sort(behind)[1]}", f"edges={tag_word(before)[0]}{tag_word(behind)[0]}",
           f"behind two={behind} {reading.word(end + 1)}", f"acts={acts(reading.words[low])}",
           f"opens={opens}", f"closes={closes}", f"clause={opens and closes}",
           f"verb before={verbs[-1] if verbs else '-'}", f"verb class={sort(verbs[-1])[1] if verbs else '-'}",
           f"verbs inside={sum(tag_word(word) == 'v' for word in reading.words[first:end])}"]
    return own + [f"tool={kind}" for tool in tools for kind in tool.split("/")]


class System:
    """A reform of an article: its names, the best first, and where they stand."""

    def __init__(self, reading, name, score=0.0):
        self.reading, self.names, self.score = reading, [name], score

    def like(self, name):
        """Whether a name holds, or is held by, the name of the system."""
        return name in self.names[0] or self.names[0] in name

    def stands(self):
        """Where the names of the system stand: [(start, end), …], in the order of the text."""
        found = [(m.start(), m.end()) for m in re.finditer(any_of(map(re.escape, self.names)), self.reading.text)]
        return found


def find_names(reading):
    """The systems of an article by their names, the surest first."""
    likely, model = likely_spans(reading), load_model("names")
    scored = sorted(((float(model.judge(describe_name(reading, name, spans)).sum()), name) for name, spans in likely.items()),
        key=lambda own: (-own[0], own[1]))
    found, taken, begun = [], set(), set()
    for score, name in scored:
        places = {i for first, end in likely[name] for i in range(first, end)}
        home = next((system for system in found if system.like(name)), None)
        sentence = reading.sentence(reading.at[min(places)])
        if home:
            home.names += [name] if score > _SURE else []
        elif score > _SURE + (sentence in begun) * _BESIDE and taken.isdisjoint(places):
            found.append(System(reading, name, score))
            taken |= places
            begun.add(sentence)
    return found


def find_systems_of(reading):
    """The systems of an article and their passages, the surest first; of two with the same passages only the surer."""
    systems, kept = find_names(reading), []
    for system in systems:
        passages = find_passages(reading, system, systems)
        if not any(2 * len(passages & other) >= len(passages | other) for _, other in kept):
            kept.append((system, passages))
    return kept


# --- passages ----------------------------------------------------------------------------------------------------

def describe_sentences(reading, system, systems):
    """The features of each sentence of the body that tell whether it speaks of a system: a list for each."""
    named, others = _named(reading, [system]), _named(reading, [other for other in systems if other is not system])
    words = [{word for word in segment_clause(reading.text[a:b]) if len(word) > 1} for a, b in reading.sentences]
    own = set().union(*(words[i] for i in named)) if named else set()
    head, many = system.names[0].strip("”")[-2:], min(len(systems), 4)
    main = system is max(systems, key=lambda own: len(_named(reading, [own])))
    count, rows = len(words), []
    for i, (a, b) in enumerate(reading.sentences):
        text = reading.text[a:b]
        last = max((n for n in named if n <= i), default=None)
        following = min((n for n in named if n > i), default=None)
        between = last is not None and any(last < n <= i for n in others)
        opens = a == reading.body or reading.text[a - 1] == "\n"
        paragraph = lambda n: n is not None and "\n" not in reading.text[reading.sentences[min(n, i)][0] : reading.sentences[max(n, i)][0]]
        shared = len(words[i] & own) / max(1, len(words[i]))
        since = "-" if last is None else min(i - last, 5)
        features = [f"named={i in named}", f"other named={i in others}", f"since={since}",
            f"until={'-' if following is None else min(following - i, 4)}",
            f"paragraph of last={paragraph(last)}", f"paragraph of next={paragraph(following)}",
            f"other between={between}", f"opens={opens}", f"shared={round(6 * shared)}", f"head={head in text}",
            f"this={bool(forms.THIS.match(text))}", f"place={int(4 * i / count)}", f"first={i == 0}",
            f"systems={many}", f"main={main}", f"told={min(len(named), 4)}", f"long={min(len(text) // 30, 4)}",
            f"in heading={any(name in reading.heading for name in system.names)}",
            f"names two={i in named and i in others}", f"sentences={min(count // 6, 5)}"]
        features += [f"{features[2]} {x}" for x in (features[4], features[6], features[7], features[13], features[14], features[8])]
        features += [f"{features[13]} {features[14]} {x}" for x in (features[2], features[15], features[1], features[0], features[11])]
        features += [f"{features[0]} {features[1]} {features[14]}", f"{features[4]} {features[6]} {features[10]}", f"{features[15]} {features[19]}"]
        rows.append(features)
    return rows


def _named(reading, systems):
    """The numbers of the sentences that name one of some systems."""
    return {reading.sentence(start) for system in systems for start, _ in system.stands()} - {-1}


def find_passages(reading, system, systems):
    """The numbers of the sentences that speak of a system."""
    model = load_model("passages")
    rows = describe_sentences(reading, system, systems)
    scores = np.array([model.judge(row) for row in rows])
    labels = best_labels(scores, np.array([0, len(rows)]), model.after)
    return {i for i, label in enumerate(labels) if model.labels[label] == "yes"} | _named(reading, [system])


# --- place, date, actor ------------------------------------------------------------------------------------------

_NOUNS, _LONGEST_RUN, _MOST_PLACE_WORDS = "njsblz", 12, 5


def noun_runs(reading):
    """The runs of nouns of an article: [(first word, word behind), …]."""
    runs, first = [], None
    for i, word in enumerate([*reading.words, "\n"]):
        tag = tag_word(word)
        inside = tag[0] in _NOUNS or tag in ("vn", "m", "q", "eng", "vq") and first is not None
        if first is not None and (not inside or i - first >= _LONGEST_RUN):
            runs.append((first, i))
            first = None
        if first is None and inside and tag[0] != "m":
            first = i
    return runs


def is_place(word):
    """Whether a word names a place or ends as one."""
    return tag_word(word) == "ns" or bool(forms.PLACE_ENDS.search(word))


def propose_cells(reading):
    """What could be a place, a date or an actor: {column: [(start, end), …]}."""
    at, runs = reading.at, noun_runs(reading)
    places, actors = [], []
    for first, end in runs:
        spans = [(i, j) for j in range(first + 1, end + 1) if is_place(reading.words[j - 1])
                 for i in range(max(first, j - _MOST_PLACE_WORDS), j)]
        places += [(at[i], at[j]) for i, j in spans]
        named = [j for j in range(first + 1, end + 1) if is_place(reading.words[j - 1]) or "actor" in acts(reading.words[j - 1])]
        actors += [(at[first], at[named[-1]])] if named else []
    return {"place": places, "date": [m.span() for m in forms.WHEN.finditer(reading.text)], "actor": actors}


def acts(word):
    """What the cues of measures know of a word or its end."""
    cues = read_cue_kinds()[0]
    return next((cues[word[-n:]] for n in (len(word), 4, 3, 2, 1) if word[-n:] in cues), "")


def describe_cell(reading, system, passages, start, end):
    """The features of a place, date or actor: its form, and where it stands to the system and in the article."""
    text, name_at = reading.text, system.stands()[0]
    cell, own, home = text[start:end], reading.sentence(start), reading.sentence(name_at[0])
    inside = name_at[0] <= start and end <= name_at[1]
    low, high = min(end, name_at[1]), max(start, name_at[0])
    between = text[end : name_at[0]] if own == home and end <= name_at[0] else None
    where = ("in name" if inside else "heading" if own < 0 else "before" if between is not None else "behind" if own == home
             else "earlier" if own < home else "later")
    behind = segment_clause(text[end : end + 8].partition("\n")[0]) or ("$",)
    before = segment_clause(text[max(0, start - 6) : start].rpartition("\n")[2]) or ("^",)
    clauses = min(4, len(re.findall("[,;:]", between))) if between is not None else "-"
    features = [f"where={where}", f"clauses={clauses}", f"sentences={max(-4, min(4, own - home))}", f"last={segment_clause(cell)[-1]}",
        f"ending={cell[-1]}", f"first={segment_clause(cell)[0]}", f"length={min(len(cell), 12)}", f"shape={re.sub('[0-9]+', '9', cell)[:8]}",
        f"told={min(text.count(cell), 5)}", f"in heading={cell in reading.heading}", f"in lead={cell in reading.lead}",
        f"passage={own in passages}", f"first passage={bool(passages) and own == min(passages)}", f"sentence={min(own, 5)}",
        f"opens={text[start - 1 : start] in ('', *'。,;:!?”')}", f"opens line={start == 0 or text[start - 1] == chr(10)}",
        f"behind={behind[0]}", f"behind tag={tag_word(behind[0])}", f"before={before[-1]}", f"before tag={tag_word(before[-1])}",
        f"tool={read_cue_kinds()[1].get(behind[0], '-')[:9]}", f"cue={acts(cell)}",
        f"place before={is_place(before[-1])}", f"place behind={is_place(behind[0])}", f"places={sum(map(is_place, segment_clause(cell)))}",
        f"directly={between is not None and len(between) < 3}", f"told in passages={min(3, sum(cell in text[slice(*reading.sentences[i])] for i in passages))}",
        f"near={min(6, (high - low) // 15)}"]
    return features + [f"{features[0]} {x}" for x in (features[1], features[3], features[4], features[8], features[11], features[14], features[17], features[20], features[27], features[25], features[21])]


_NEEDS = {"place": 0.0, "date": 0.0, "actor": 0.0, "parts": 0.0}  # score that a cell must have


def fill_cells(reading, system, passages, proposed):
    """The place, the date and the actor of a system; empty where none is likely."""
    cells = {}
    for column, spans in proposed.items():
        model = load_model(f"system_{column}s")
        scored = [(float(model.judge(describe_cell(reading, system, passages, *span))[0]), -abs(span[0] - system.stands()[0][0]), span) for span in spans]
        best = max(scored, default=(-99, 0, None))
        cells[column] = best[2] if best[0] > _NEEDS[column] else None
    return cells


# --- parts -------------------------------------------------------------------------------------------------------

def propose_lists(reading):
    """The lists of an article: [(start, end, items), …]."""
    found = []
    for m in forms.LIST.finditer(reading.text):
        items = [item.strip("“”") for item in forms.LIST_JOINT.split(m[0]) if item.strip("“”")]
        if "“" not in m[0] and reading.text[m.start() - 1 : m.start()] != "“" and len(items) > 1:
            items[0] = cut_lead(items[0], items[1:])
            items[-1] = cut_tail(items[-1].partition("等")[0])
        if len(items) > 1 and all(items):
            found.append((m.start() + m[0].find(items[0]), m.end(), items))
    return found


def describe_list(reading, system, passages, start, end, items):
    """The features of a list that tell whether it names the parts of a system."""
    text, (low, high) = reading.text, system.stands()[0]
    name, own, home = system.names[0], reading.sentence(start), reading.sentence(low)
    inside = "".join(items[:1]) in name and items[-1] in name
    between = text[high:start] if own == home and start >= high else None
    where = "in name" if inside else "behind" if between is not None else "before" if own == home else "next" if own == home + 1 else "other"
    lead = segment_clause(text[max(0, start - 8) : start].rpartition("\n")[2].rstrip("“")) or ("^",)
    tail = segment_clause(text[end : end + 8].lstrip("”").partition("\n")[0]) or ("$",)
    number = forms.LABEL.search(name)
    claims = bool(number) and read_number(number["number"]) == len(items)
    lengths = [len(item) for item in items]
    counted = forms.LABEL.search(text[max(0, start - 20) : end + 12])
    features = [f"where={where}", f"items={min(len(items), 7)}", f"lead={lead[-1]}", f"tail={tail[0]}", f"lead tag={tag_word(lead[-1])}",
        f"tail tag={tag_word(tail[0])}", f"claims={claims}", f"even={max(lengths) - min(lengths) < 2}", f"long={min(6, sum(lengths) // len(items) // 2)}",
        f"first tag={tag_word(segment_clause(items[0])[0])[0]}", f"last tag={tag_word(segment_clause(items[-1])[-1])}",
        f"clauses={min(4, between.count(',')) if between is not None else '-'}", f"near={min(5, len(between) // 12) if between is not None else '-'}",
        f"quoted={text[start - 1 : start] == '“'}", f"in passages={own in passages}", f"passages={min(4, len(passages))}",
        f"names={name.strip('”')[-2:]}", f"ending={items[0][-1] == items[-1][-1]}", f"told={any(text.count(item) > 1 for item in items)}",
        f"fits={bool(counted) and read_number(counted['number']) == len(items)}", f"behind name={start - high < 4 and where == 'behind'}", f"before name={0 <= low - end < 8}"]
    return features + [f"{features[0]} {x}" for x in (*features[1:3], features[4], features[6], *features[11:15], *features[18:20], features[5])]


def find_parts(reading, system, passages, lists):
    """What a system consists of, as the article lists it; nothing where no list is likely enough."""
    model, best, chosen = load_model("system_parts"), _NEEDS["parts"], []
    for start, end, items in lists:
        if reading.sentence(start) in passages or items[0] in system.names[0]:
            score = float(model.judge(describe_list(reading, system, passages, start, end, items))[0])
            if score > best:
                best, chosen = score, items
    return chosen


@takes(articles=STORY)
def find_systems(articles):
    """Find the reforms that articles tell of.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``systems``: one row a reform, in the order of their passages.
    """
    rows = []
    for story in stories(articles):
        rows += read_systems(story)
    return make_table(Systems, rows)


def read_systems(story):
    """The rows of a story."""
    reading = Reading(story.text, story.body)
    systems = find_systems_of(reading) if reading.sentences else []
    rows, proposed = [], propose_cells(reading) if systems else {}
    lists = propose_lists(reading) if systems else []
    for system, passages in systems:
        sentences = sorted(passages)
        spans = [reading.sentences[i] for i in sentences] or [system.stands()[0]]
        spans = [story.where(a, b) for a, b in spans]
        names = [printed(story, name) for name in system.names]
        cells = fill_cells(reading, system, passages, proposed)
        cells = [story.printed[slice(*cells[column])] if cells[column] else "" for column in ("place", "date", "actor")]
        parts = "|".join(printed(story, part) for part in find_parts(reading, system, passages, lists))
        rows.append([names[0], "|".join(dict.fromkeys(names[1:])), *cells, "", parts, join_spans(spans), spans[0][0], spans[-1][1]])
    rows.sort(key=lambda row: row[-2:])
    return [(story.page, story.article, n, *row) for n, row in enumerate(rows, 1)]


def printed(story, name):
    """A name as the article prints it."""
    start = story.text.find(name)
    return story.printed[start : start + len(name)]


def join_spans(spans):
    """Passages as start-end;start-end, those that touch joined."""
    joined = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 2:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return ";".join(f"{start}-{end}" for start, end in joined)
