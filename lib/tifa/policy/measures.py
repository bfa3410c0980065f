"""Measures (举措): who does what, by which instrument, and whether it is done, under way or planned.

Four linear models, one after the other: which words make a measure; by which instrument it works; at what stage it
is; who of those named in its sentence acts. The cues of ``data/instruments.csv`` and ``data/measure_cues.csv`` are
among their features.
"""

from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np

from tifa.arguments import takes
from tifa.corrections import correct_found
from tifa.leads import skip_lead
from tifa.knowledge import DATA, read_rows
from tifa.policy.tagger import Things, Words, load_model, read_cue_kinds
from tifa.story import STORY, stories
from tifa.tables import Measures, make_table

# how often an article has these words tells whether it speaks of what is done or of what is to come
TENSE = "了 将 要 已 正在 近日 提出 意见 方案 印发 会议 强调 目前 今年 近年来 如今 指出".split()
# of a word: [0] is itself, [-1] the one before, [1] the next; & joins what counts only together
FEATURES = {
    "measures": """
        word[-2] word[-1] word[0] word[1] word[2] word[-1]&word[0] word[0]&word[1] tag[-2] tag[-1] tag[0]
        tag[1] tag[2] tag[-1]&tag[0] tag[0]&tag[1] tag[-1]&tag[0]&tag[1] fine[-3] fine[-2] fine[-1] fine[0]
        fine[1] fine[2] fine[3] fine[-1]&fine[0] fine[0]&fine[1] broad[-1]&broad[0]&broad[1] ending[0]
        cue[-1] cue[0] cue[1] tool[-1] tool[0] tool[1] place place&tag[0] left word[mark_before]
        word[mark_behind] word[mark_before]&word[mark_behind] clause_number word[clause_opens]
        fine[clause_opens] word[clause_verb] fine[clause_verb] word[clause_ends] fine[clause_ends]
        fine[next_opens] word[before_opened] word[sentence_opens] fine[sentence_opens] word[next_verb]
        fine[next_verb] verbs_before&tag[0] verbs_before&fine[next_verb] to_verb&verbs_before body&place
        quoted&place""",
    "instruments": """
        word[verb] fine[verb] tool[verb] word[first] word[last] word[last_but_one]&word[last] ending[last]
        tool[noun] word[noun] word[inside] cue[inside] tool[inside] fine[inside] ending[inside] tail[inside]""",
    "statuses": """
        word[verb] fine[verb] tool[verb] word[first] tag[first] fine[first] word[last] fine[last] tail[last]
        tag[first]&tag[last] word[before] fine[before] word[before]&word[first] word[sentence_opens]
        word[sentence_opens]&word[sentence_second] word[inside] cue[inside] tag[inside] fine[inside]
        tail[inside] tool[inside] word[clause] cue[clause] tag[clause] fine[clause] word[sentence]
        cue[sentence] fine[sentence] word[behind] cue[paragraph] """ + " ".join(TENSE),
    "actors": """
        word[before] tag[before] cue[before] tag[before]&tag[first] word[first] tag[first] fine[first] word[last]
        tag[last] fine[last] cue[last] ending[last] tail[last] word[inside] tag[inside] word[behind] tag[behind]
        fine[behind] cue[behind] tag[last]&tag[behind] fine[last]&tag[behind] tag[behind]&tag[behind_that]
        tag[measure]&tag[behind] length length&tag[last] away words_away away&cue[last] away&clause_number
        away&tag[behind] away&tag[before] word[behind]&away rivals rivals&away rivals&cue[last] subject&rivals
        subject&rivals&away clause_number quoted&away word[between] tag[between] word[sentence_opens]
        word[next_to_measure] length&fine[measure] length&rivals&clause_number told told&subject""",
}
SAID = {"0": "word", "-1": "before", "1": "next", "-2": "two before", "2": "second next",
        "-3": "three before", "3": "third next",
        "mark_before": "clause behind", "mark_behind": "clause up to", "clause_opens": "clause opens with",
        "clause_verb": "first verb of the clause", "clause_ends": "clause ends with",
        "next_opens": "next clause opens with", "before_opened": "clause before opened with",
        "sentence_opens": "sentence opens with", "next_verb": "next verb"}
_BATCH = 512  # articles that are read at once
_LONGEST, _FAR = 10, 150  # words that name who acts; words before a measure in which these are looked for


@cache
def _labels(scheme):
    """(part, cue) to instrument in a scheme: the package's own, rothwell, or a file's."""
    path = Path(scheme) if str(scheme).endswith(".csv") else DATA / ("instruments.csv" if scheme == "nato"
        else f"instruments_{scheme}.csv")
    return {(r["part"], r["cue"]): r["instrument"] for r in read_rows(path)}


@takes(articles=STORY)
def find_measures(articles, scheme="nato"):
    """Find clauses that say what an actor does, did or will do.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    scheme : str or Path, optional
        What names the instruments: ``nato`` (Hood and Howlett, ``data/instruments.csv``), ``rothwell`` (Rothwell
        and Zegveld: supply, environment, demand, ``data/instruments_rothwell.csv``), or a CSV of your own with the
        columns part, cue, instrument. Which clauses are found does not depend on it. For nato a model weighs all
        cues and words of the clause; in another scheme the clause's last telling noun names the instrument, else
        its verb; a cue that the scheme lacks gives none.

    Returns
    -------
    DataFrame
        The table ``measures``: one row a clause, in the order of the page; ``why`` names the words that weighed most,
        each by the place where it stands.

    Raises
    ------
    OSError
        When there is no such scheme.

    Notes
    -----
    What goes wrong:

    - missed: measures told as a story (走访, 联系 of a person), clauses whose verb is rare.
    - wrong: general aims (推进…现代化), what a meeting did, what came of a measure.
    - the clause: lists after 、 are cut only where a verb comes again.
    - instrument: 机制, 服务, 体系, 建设 and other general nouns say little; coders differ on training, building, awards.
    - status: done and ongoing differ by what coders felt (完善, 推进).
    - actor: found in the same sentence only.

    References
    ----------
    C. Hood, *The Tools of Government* (1983); M. Howlett, *Designing Public Policies* (2019); R. Rothwell and
    W. Zegveld, *Reindustrialization and Technology* (1985).

    Examples
    --------
    >>> measures = find_measures(read_articles("seeds"))
    >>> found = measures[measures.text.eq("成立医共体管理委员会")]
    >>> found[["verb", "object", "instrument", "status"]].iloc[0].tolist()
    ['成立', '医共体管理委员会', 'organization', 'done']
    >>> sorted(set(find_measures(read_articles("seeds"), scheme="rothwell").instrument) - {""})
    ['demand', 'environment', 'supply']
    """
    labels, rows, told = _labels(scheme), [], []
    waiting = stories(articles)
    while batch := [*islice(waiting, _BATCH)]:
        words = Words([story.text for story in batch])
        start, end, why = find_clauses(words, [story.body for story in batch])
        rows += read_measures(batch, words, start, end, why)
        if scheme != "nato":
            told += [labels.get(name_cue(words.words[a:b]), "") for a, b in zip(start, end)]
    table = make_table(Measures, rows)
    if scheme == "nato":
        return correct_found(table, "measures", articles)
    return table.assign(instrument=told).astype({"instrument": "str"})


def read_measures(batch, words, start, end, why):
    """Give the rows of the measures that begin with some words and end before others."""
    things, verb = describe_measures(words, start, end), find_verbs(words, start, end)
    starts = np.append(np.flatnonzero(np.diff(words.text[start], prepend=-1)), len(start))
    told = [[*map(model.labels.__getitem__, model.label(things, starts).tolist())]
        for model in map(load_model, ("instruments", "statuses"))]
    at = np.append(words.at, 0)
    spans = [zip(at[low].tolist(), (at + np.append(words.sizes, 0))[high - 1].tolist()) for low, high in (
        (start, end), find_actors(words, start, end), find_objects(words, start, end, verb))]
    texts = words.text[start].tolist()
    for text, i, whole, who, thing, *labels in zip(texts, verb.tolist(), *spans, *told, why):
        story, (low, high) = batch[text], who
        who = low + skip_lead(story.text[low:high]), high
        cut = lambda low, high: story.printed[low:high].strip() if low < high else ""
        yield (story.page, story.article, cut(*whole), cut(*who), words.words[i], cut(*thing), *labels,
            *story.where(*whole))


def name_cue(inner):
    """The cue (part, cue) that names the instrument where no model does: the last telling noun, else the verb."""
    _, tools = read_cue_kinds()
    ends = [word[-n:] for word in reversed(inner) for n in range(len(word), 0, -1)]
    parts = ("object", "general", "verb", "light", "moved", "empty")
    return next(((part, cue) for part in parts for cue in ends
        if part + ":" in tools.get(cue, "")), ("", ""))


# --- which words make a measure ----------------------------------------------------------------------------------

def find_clauses(words, bodies):
    """The first words of the measures, the words behind their last, and why each was taken for one."""
    model, things = load_model("measures"), describe_words(words, bodies)
    outside, begins, inside = map(model.labels.index, ("outside", "begins", "inside"))
    labels = model.label(things, words.sentences)
    within = (labels == begins) | (labels == inside)
    new = (labels == begins) | (np.diff(words.sentence, prepend=-1) > 0)
    start = np.flatnonzero(within & (new | ~np.append(False, within)[:-1]))
    end = np.append(words.next(~within | new), len(labels))[start + 1]
    return start, end, model.reasons(things.only(start), begins, outside, SAID)


def describe_words(words, bodies):
    """The words as things to be labelled."""
    order, verbs = words.order, words.begins_with("tag", "v")
    first, beyond = words.around(words.sentences, words.sentence)
    opens, ends = words.around(words.clauses, words.clause)  # a clause ends behind its marks
    inner = np.maximum.accumulate(np.where(words.mark, -1, order))[ends - 1]  # its last word that is no mark
    coming, passed = words.next(verbs), np.cumsum(verbs | words.is_any("tag", "p"))
    within = lambda place, low=first, high=beyond: np.where((low <= place) & (place < high), place, -1)
    return Things(words, {str(n): within(order + n) for n in range(-3, 4)} | {
        "mark_before": within(opens - 1), "mark_behind": within(inner + 1),
        "clause_opens": opens, "clause_ends": within(inner), "clause_verb": within(coming[opens], opens, ends),
        "next_verb": within(coming, opens, ends), "next_opens": within(ends), "sentence_opens": first,
        "before_opened": words.clauses[np.maximum(words.clause - 1, 0)]}, {}, {
        "place": np.clip(order - opens, 0, 6), "left": np.clip(inner - order, 0, 4),
        "clause_number": np.clip(words.clause - words.clause[first], 0, 4),
        "to_verb": np.clip(np.minimum(coming, ends) - order, 0, 5),
        "verbs_before": np.clip(passed - passed[opens], 0, 2),
        "quoted": np.clip(words.depth - words.depth[first], 0, 1),
        "body": (words.at >= np.array(bodies, int)[words.text]).astype(int)})


# --- instrument and stage ----------------------------------------------------------------------------------------

def describe_measures(words, start, end):
    """The measures as things that have an instrument and a stage."""
    first, beyond = words.around(words.sentences, words.sentence[start])
    opens = words.clauses[words.clause[start]]
    paragraph = words.last(words.begins_with("word", "\n") | (np.diff(words.text, prepend=-1) > 0))[start]
    noun = words.last(words.speaks_of("tool", "object:") | words.speaks_of("tool", "general:"))[end - 1]
    within = lambda place, low=first, high=beyond: np.where((low <= place) & (place < high), place, -1)
    return Things(words, {"before": within(start - 1), "first": start, "last": end - 1,
        "last_but_one": within(end - 2, start), "verb": find_verbs(words, start, end),
        "noun": within(noun, start),
        "sentence_opens": first, "sentence_second": within(first + 1)},
        {"inside": (start, end), "clause": (opens, start), "sentence": (first, opens),
         "paragraph": (paragraph, first),
         "behind": (end, np.minimum(beyond, end + 6))},
        {word: words.how_often(word)[words.text[start]] for word in TENSE})


def find_verbs(words, start, end):
    """The verb of each measure: the first cue of a verb, else the first word tagged as one, else the first word.

    Behind 将 and 把 it is the first cue of a verb that may follow what it moves.
    """
    moved = words.next(words.speaks_of("tool", "moved:"))[start]
    moved = np.where(words.is_any("word", "将把")[start], moved, len(words.words))
    cued = words.speaks_of("tool", "verb:") | words.begins_with("tool", ("light:", "moved:", "empty:"))
    cued = words.next(cued)[start]
    tagged = words.next(words.begins_with("tag", "v"))[start]
    return np.select([moved < end, cued < end, tagged < end], [moved, cued, tagged], start)


def find_objects(words, start, end, verb):
    """What each measure is about, (first words, words behind): what 将 or 把 moves, else what follows the verb."""
    moved = words.is_any("word", "将把")[start] & (verb > start + 1)
    behind = verb + 1 + np.append(words.is_any("tag", ("ul",)), False)[verb + 1]
    return np.where(moved, start + 1, np.minimum(behind, end)), np.where(moved, verb, end)


# --- who acts ----------------------------------------------------------------------------------------------------

def find_names(words):
    """Where who acts may be named, (first words, words behind): from a word that leads on, to a noun.

    Of three signs it has two: it heads a clause, it ends in one who can act, what is done follows.
    """
    head = words.mark | words.begins_with("tag", ("t", "u")) | words.is_any("word", "“(…)—”")
    head = np.append(True, head)[:-1] | (np.diff(words.sentence, prepend=-1) > 0)
    lead = head | np.append(True, words.begins_with("tag", ("v", "p")))[:-1]
    follows = np.append(words.begins_with("tag", tuple("vdptalix")) & ~words.mark, False)
    letters, acts = words.is_any("letters", ("yes",)), find_agents(words)
    opens = letters & (acts | words.begins_with("tag", tuple("njxrlaqmbivft"))) | words.is_any("word", "《")
    closes = letters & (acts | words.begins_with("tag", tuple("njxrlvk"))) | words.is_any("word", "》")
    low, spans = np.flatnonzero(lead & opens), []
    for size in range(_LONGEST):
        low = low[low + size < len(words.words)]
        low = low[~words.mark[low + size] & (words.sentence[low + size] == words.sentence[low])]
        signs = head[low].astype(int) + acts[low + size] + follows[low + size + 1]
        named = low[closes[low + size] & (signs > 1)]
        spans.append((named, named + size + 1))
    start, end = (np.concatenate(own) for own in zip(*spans))
    order = np.lexsort((end, start))
    return start[order], end[order]


def find_agents(words):
    """Which words name one who can act."""
    return words.speaks_of("cue", "actor") | words.is_any("tag", ("ns", "nt", "nr", "r"))


def propose_actors(words, start, end):
    """Who may act in each measure, nobody (no words) first: (which measure, first words, words behind the last)."""
    low, high = find_names(words)
    sentence = words.sentences[words.sentence[start]]
    since = np.searchsorted(low, np.maximum(sentence, start - _FAR))
    until = np.searchsorted(low, np.minimum(end, start + 4))
    which = np.repeat(np.arange(len(start)), until - since)
    names = np.arange(len(which)) + np.repeat(until - np.cumsum(until - since), until - since)
    low, high = low[names], high[names]
    kept = (high <= start[which]) | (low >= start[which])
    which, low, high = (np.append(nobody, own[kept])
        for own, nobody in ((which, np.arange(len(start))), (low, sentence), (high, sentence)))
    order = np.argsort(which, kind="stable")
    return which[order], low[order], high[order]


def find_subjects(words, low, high):
    """Which names look like a subject: can act, at the head of a clause, before a verb or what leads to it."""
    opens = np.append(True, words.mark | words.is_any("word", "“)…") | words.begins_with("tag", tuple("tdc")))
    follows = np.append(words.begins_with("tag", tuple("vdpt")), False)
    return (low < high) & find_agents(words)[high - 1] & opens[low] & follows[high]


def count_subjects(words, low, high, subject):
    """At how many places a name that is written so is a subject in its text."""
    kinds = words.kind.max(initial=0) + 1
    written = ((words.text[low] * kinds + words.kind[low]) * kinds + words.kind[high - 1]) * 16 + high - low
    name = np.unique(written, return_inverse=True)[1]
    places = np.unique((name * len(words.words) + low)[subject])
    return np.bincount(places // len(words.words), minlength=len(name))[name]


def describe_actors(words, measure, low, high):
    """Those who may act, beside the first word of the measure, as things."""
    none, sentence = low == high, words.sentence[measure]
    first, beyond = words.around(words.sentences, sentence)
    there = lambda place: np.where((first <= place) & (place < beyond) & ~none, place, -1)
    subject = find_subjects(words, low, high)
    acting = np.append(0, np.cumsum(np.bincount(words.clause[low[subject]], minlength=len(words.clauses)) > 0))
    clauses, later = words.clause[measure] - words.clause[low], low >= measure
    own = words.clause[measure]
    rivals = acting[own] - acting[np.minimum(words.clause[low] + ~none, own)]
    alone = lambda place: np.where(none, place, -1)
    number = words.clause[low] - words.clause[first]
    return Things(words, {"before": there(low - 1), "first": there(low),
        "last": there(high - 1), "behind": there(high), "behind_that": there(high + 1), "measure": measure,
        "sentence_opens": alone(first),
        "next_to_measure": alone(np.where(measure > first, measure - 1, -1))},
        {"inside": (low, high), "between": (np.where(none, measure, high), np.maximum(high, measure))}, {
        "length": np.clip(high - low, 0, 8), "subject": subject.astype(int),
        "told": np.where(none, 4, np.clip(count_subjects(words, low, high, subject), 0, 3)),
        "rivals": np.where(later & ~none, 0, np.clip(rivals, 0, 2)),
        "away": np.where(none, 7, np.where(later, 6, np.clip(clauses, 0, 5))),
        "words_away": np.where(none, 9, np.clip(measure - high + 1, 0, 8)),
        "clause_number": np.where(none, 4 + np.clip(clauses, 0, 4), np.clip(number, 0, 3)),
        "quoted": np.clip(words.depth[measure] - words.depth[low], -1, 1) + 1})


def follow_names(words, start, which, low, high):
    """Where each proposal stood for the measure before (-1: nowhere); the number of each measure in its sentence."""
    step = (len(words.words) + 1) * 16
    code = which * step + low * 16 + high - low
    again = np.searchsorted(code, code - step)
    fresh, order = np.diff(words.sentence[start], prepend=-1) > 0, np.arange(len(start))
    number = order - np.maximum.accumulate(np.where(fresh, order, 0))
    return np.where(code[again] == code - step, again, -1), number


def find_actors(words, start, end):
    """Who acts in each measure, (first words, words behind): a sentence's best row of names (Viterbi)."""
    which, low, high = propose_actors(words, start, end)
    model = load_model("actors")
    first, other, same = map(model.labels.index, ("first", "other", "same"))
    scores = model.score(describe_actors(words, start[which], low, high))
    again, number = follow_names(words, start, which, low, high)
    order = np.argsort(number[which], kind="stable")
    steps = np.split(order, np.flatnonzero(np.diff(number[which][order])) + 1)
    best, came, chosen = scores[:, first].copy(), np.zeros(len(which), int), np.zeros(len(start), int)
    for t, rows in enumerate(steps):  # the first measures of all sentences, the second ones, …
        if t:
            before = chosen[which[rows] - 1]
            stays = np.where(again[rows] < 0, -np.inf, scores[rows, same] + best[again[rows]])
            moves = scores[rows, other] + best[before]
            best[rows], came[rows] = np.maximum(stays, moves), np.where(stays > moves, again[rows], before)
        rows = rows[np.lexsort((best[rows], which[rows]))]
        chosen[which[rows]] = rows  # the best of each measure comes last and stays
    for rows in steps[:0:-1]:
        chosen[which[rows] - 1] = came[chosen[which[rows]]]
    return low[chosen], high[chosen]
