"""Measures (举措): who does what, by which instrument, and whether it is done, under way or planned.

The tagger finds the clauses and who acts; linear judges, fed with the cues of ``data/instruments.csv`` and
``data/measure_cues.csv``, give instrument and status.
"""

from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np

from tifa.arguments import takes
from tifa.story import STORY, stories
from tifa.policy.tagger import Words, load_model, read_cue_kinds
from tifa.tables import Measures, make_table
from tifa.knowledge import DATA, read_rows

_BATCH = 256  # articles that are tagged at once
_CLAUSE_MARKS = tuple(",;:。!?\n")
_LONGEST_SUBJECT = 16  # words


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
        What names the instruments: ``nato`` (Hood and Howlett, ``data/instruments.csv``), ``rothwell`` (Rothwell and
        Zegveld: supply, environment, demand, ``data/instruments_rothwell.csv``), or a CSV of your own with the columns
        part, cue, instrument. Which clauses are found does not depend on it. For nato a judge weighs all cues and words of
        the clause; in another scheme the clause's last telling noun names the instrument, else its verb; a cue that the
        scheme lacks gives none.

    Returns
    -------
    DataFrame
        The table ``measures``: one row a clause, in the order of the page; ``why`` names the features that weighed most.

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
    C. Hood, *The Tools of Government* (1983); M. Howlett, *Designing Public Policies* (2019); R. Rothwell and W. Zegveld,
    *Reindustrialization and Technology* (1985).

    Examples
    --------
    >>> measures = find_measures(read_articles("seeds"))
    >>> measures.loc[measures.text.eq("成立医共体管理委员会"), ["verb", "object", "instrument", "status"]].iloc[0].tolist()
    ['成立', '医共体管理委员会', 'organization', 'done']
    >>> sorted(set(find_measures(read_articles("seeds"), scheme="rothwell").instrument) - {""})
    ['demand', 'environment', 'supply']
    """
    labels, rows, told = _labels(scheme), [], []
    waiting = stories(articles)
    while batch := [*islice(waiting, _BATCH)]:
        for own, key in read_measures(batch):
            rows.append(own)
            told.append(key)
    table = make_table(Measures, rows)
    return table if scheme == "nato" else table.assign(instrument=[labels.get(key, "")
        for key in told]).astype({"instrument": "str"})


def read_measures(batch):
    """Give the rows of some stories, each with the cue (part, cue) that names its instrument in another scheme."""
    words = Words([story.text for story in batch], [story.body for story in batch])
    model = load_model("measures")
    labels, features = model.tag(words)
    names = np.array(model.labels)[labels].tolist()
    instruments, statuses = load_model("instruments"), load_model("statuses")
    actors = find_spans(words, names, {"actor"})
    for start, end in join_spans(words, find_spans(words, names, {"begins", "inside"})):
        story, measure = batch[words.text[start]], Measure(words, start, end)
        where = lambda a, b: (int(words.at[a]), int(words.at[b - 1]) + len(words.words[b - 1]))
        a, b = where(start, end)
        actor = measure.actor(actors)
        actor = story.printed[slice(*where(*actor))] if actor else ""
        told = instruments.judge(measure.features())
        instrument = instruments.labels[int(told.argmax())]
        status = statuses.labels[int(statuses.judge(measure.surroundings()).argmax())]
        why = model.strongest(features[:, start], model.labels.index("begins"), model.labels.index("outside"))
        thing = words.at[measure.verb] + len(words.words[measure.verb])
        yield (story.page, story.article, story.printed[a:b], actor, words.words[measure.verb],
            story.printed[thing:b].strip(),
               instrument, status, why, *story.where(a, b)), measure.key()


def find_spans(words, names, wanted):
    """The spans of words whose labels are wanted: from ``begins`` or a change to the next; (start, end)."""
    found, start = [], None
    for i, name in enumerate([*names, ""]):
        if start is not None and (name not in wanted or name == "begins"
            or words.text[i] != words.text[start]):
            found.append((start, i))
            start = None
        if start is None and name in wanted:
            start = i
    return found


def join_spans(words, spans):
    """Join a phrase that only leads (对…, 通过…) to what follows it behind a mark."""
    joined = []
    for start, end in spans:
        if joined and joined[-1][1] == start - 1 and words.words[start - 1] == "," and not _has_head(words,
            *joined[-1]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _has_head(words, start, end):
    """Whether a clause has a verb of its own: it does not begin with a preposition, or a verb that is a cue follows."""
    return words.value("tag", start) != "p" and "preposition" not in words.value("cue", start) or any(
        words.value("tool", i)[:4] in ("verb", "ligh", "move") for i in range(start + 1, end))


class Measure:
    """The words of a clause, from ``start`` to ``end``, and what stands around."""

    def __init__(self, words, start, end):
        self.words, self.start, self.end = words, start, end
        self.first, self.beyond = int(words.starts[words.sentence[start]]), int(
            words.starts[words.sentence[start] + 1])
        self.inner = words.words[start:end]
        self.tools = [words.value("tool", i) for i in range(start, end)]
        self.verb = start + self._head()

    def _head(self):
        """The verb: the first cue of a verb, else the first word tagged as one, else the first word."""
        cued = (i for i, tool in enumerate(self.tools)
            if tool.startswith(("verb:", "light:", "moved:", "empty:")) or "/verb:" in tool)
        tagged = (i for i in range(len(self.inner)) if self.words.value("tag", self.start + i)[0] == "v")
        return next(cued, next(tagged, 0))

    def key(self):
        """The cue (part, cue) that names the instrument where no judge does: the last telling noun, else the verb."""
        _, tools = read_cue_kinds()
        for part in ("object", "general", "verb", "light", "moved", "empty"):
            for word in reversed(self.inner):
                cue = next((word[-n:] for n in range(len(word), 0, -1)
                    if part + ":" in tools.get(word[-n:], "")), None)
                if cue:
                    return part, cue
        return "", ""

    def features(self):
        """What tells the instrument: verb, words, cues, the pairs of characters."""
        text, kinds = "".join(self.inner), [kind for tool in self.tools if tool != "-"
            for kind in tool.split("/")]
        verb, words = self.words.words[self.verb], self.words
        nouns = [tool for tool in self.tools if "object:" in tool or "general:" in tool]
        own = [f"verb={verb}", f"verb class={words.value('fine', self.verb)}", f"first={self.inner[0]}",
            f"last={self.inner[-1]}",
               f"last two={' '.join(self.inner[-2:])}", f"ending={text[-1]}",
               f"last noun={nouns[-1] if nouns else ''}"]
        own += [f"word={word}" for word in self.inner] + [f"cue={kind}" for kind in kinds] + [f"pair={a}{b}"
            for a, b in zip(text, text[1:])]
        return {*own, *(f"class={words.value('fine', i)}" for i in range(self.start, self.end))}

    def surroundings(self):
        """What tells the status: the words and cues of the clause, of what stands before it, and of the article."""
        words, value = self.words, self.words.value
        clause = self.start
        while clause > self.first and words.words[clause - 1] not in ",;:":
            clause -= 1
        own = [f"verb={words.words[self.verb]}", f"verb class={value('fine', self.verb)}",
            f"first={self.inner[0]}", f"last={self.inner[-1]}",
               f"last class={value('fine', self.end - 1)}", f"opens={words.words[self.first]}",
               f"opens two={' '.join(words.words[self.first : self.first + 2])}",
               f"before={words.words[self.start - 1] if self.start > self.first else '^'}",
               f"digits={any(map(str.isdigit, self.inner))}"]
        for name, low, high in (("inside", self.start, self.end), ("clause", clause, self.start),
            ("sentence", self.first, clause)):
            own += [f"{name} word={words.words[i]}" for i in range(low, high)]
            own += [f"{name} cue={kind}" for i in range(low, high) for kind in value("cue", i).split("/")]
        own += [f"behind={words.words[i]}" for i in range(self.end, min(self.beyond, self.end + 6))]
        return {*own, *words.paragraph_signs(self.first), *words.article_signs(int(words.text[self.start]))}

    def actor(self, actors):
        """Who acts: the last actor before the measure in its sentence, else the subject of the nearest clause that has one."""
        before = [span for span in actors if self.first <= span[0] <= self.start]
        if before:
            at, end = before[-1]
            named = (i for i in range(end, at, -1) if self.words.value("tag", i - 1)[0] not in "vdpcu"
                or "actor" in self.words.value("cue", i - 1)
                     or len(self.words.words[i - 1]) > 1 and self.words.words[i - 1][-1] in "行员会院校队")
            return at, next(named, end)
        return next(filter(None, map(self._subject, self._clauses())), None)

    def _clauses(self):
        """Where the clause of the measure and those before it in the sentence begin, the nearest first."""
        marks = (i + 1 for i in range(self.start - 1, self.first - 1, -1)
            if self.words.words[i] in _CLAUSE_MARKS)
        return [*marks, self.first]

    def _subject(self, at):
        """The nouns that a clause begins with, if they name who can act and a verb, adverb or preposition follows."""
        words, limit = self.words, min(self.start, at + _LONGEST_SUBJECT)
        while at < limit and words.value("tag", at)[0] in "tdcf":
            at += 1
        end = at
        while end < limit and (words.value("tag", end)[0] in "njbmqalx"
            or words.words[end] in "、和与等“”()") and words.words[end] not in _CLAUSE_MARKS:
            end += 1
        while end > at and words.words[end - 1] in "、和与等“(":
            end -= 1
        acts = end > at and "actor" in words.value("cue", end - 1)
        return (at, end) if acts and (end == self.start or words.value("tag", end)[0] in "vdpt") else None
