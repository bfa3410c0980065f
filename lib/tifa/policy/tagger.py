"""One linear sequence model for what is found word by word, one linear judge for what can be listed as candidates.

A word has columns: the word itself, its part of speech, the cues it is known by, its place in the clause. A template names
the columns of a word and its neighbours that make a feature; each feature has a weight for each label. A sentence gets the
row of labels whose weights, with those of label after label, add up to most (Viterbi). A judge is the same without the
row: the features of a candidate, a weight for each verdict. Weights lie in ``data/weights``, one feature a line;
``benchmarks/train_tagger.py`` made them and says from what.
"""

import csv
import re
from functools import cache
from itertools import chain, repeat

import numpy as np

from tifa.knowledge import DATA, read_rows
from tifa.words.segment import segment, tag_word

WEIGHTS = DATA / "weights"

# [-1]: of the word before, [1]: of the next; & joins what counts only together
TEMPLATES = """
word[-2] word[-1] word[0] word[1] word[2] word[-1]&word[0] word[0]&word[1]
tag[-2] tag[-1] tag[0] tag[1] tag[2] tag[-1]&tag[0] tag[0]&tag[1] tag[-1]&tag[0]&tag[1]
fine[-3] fine[-2] fine[-1] fine[0] fine[1] fine[2] fine[3] fine[-1]&fine[0] fine[0]&fine[1] broad[-1]&broad[0]&broad[1]
ending[0] cue[-1] cue[0] cue[1] tool[-1] tool[0] tool[1]
place[0] place[0]&tag[0] left[0] mark_before[0] mark_behind[0] mark_before[0]&mark_behind[0] clause_number[0]
clause_opens[0] clause_opens_fine[0] clause_verb[0] clause_verb_fine[0] clause_ends[0] clause_ends_fine[0]
next_opens_fine[0] before_opened[0] sentence_opens[0] sentence_opens_fine[0]
next_verb[0] next_verb_fine[0] verbs_before[0]&tag[0] verbs_before[0]&next_verb_fine[0] to_verb[0]&verbs_before[0]
role[0]&place[0] quoted[0]&place[0]
""".split()

_SIGNS = "了 将 要 已 正在 近日 提出 意见 方案 印发 会议 强调 目前 今年 近年来 如今 指出".split()
_BREAKS, _MARKS = tuple("。!?\n"), tuple(",;:。!?\n")


@cache
def read_cue_kinds():
    """What each cue is known for: ({word: kinds in ``measure_cues.csv``}, {word: parts and instruments in ``instruments.csv``})."""
    cues, tools = {}, {}
    for row in read_rows(DATA / "measure_cues.csv"):
        cues.setdefault(row["cue"], set()).add(row["kind"])
    for row in read_rows(DATA / "instruments.csv"):
        tools.setdefault(row["cue"], set()).add(f"{row['part']}:{row['instrument']}")
    return tuple({cue: "/".join(sorted(kinds)) for cue, kinds in table.items()} for table in (cues, tools))


@cache
def read_classes():
    """The two classes, broad and fine, of each word of ``word_classes.csv``: words of a class stand among the same words."""
    with open(DATA / "word_classes.csv", encoding="utf-8", newline="") as f:
        return {word: classes for word, *classes in csv.reader(f)}


class _Words(dict):
    """Every word that was met, numbered from 1, with the columns that are its own."""

    def __init__(self):
        self.values = {name: [""] for name in ("word", "tag", "ending", "cue", "tool", "broad",
            "fine")}  # number 0 says nothing

    def __missing__(self, word):
        self[word] = number = len(self) + 1
        (cues, tools), tag = read_cue_kinds(), tag_word(word)
        ends = [word[-n:] for n in (4, 3, 2, 1) if n < len(word)]
        cue = "ends:actor" if tag[0] in "nxj" and any("actor" in cues.get(end, "") for end in ends) else "-"
        tool = next((f"ends:{tools[end]}" for end in ends[:-1] if end in tools), "-")
        word = word.strip(" ") or "␣"
        for name, value in zip(self.values,
            (word, tag, word[-1], cues.get(word, cue), tools.get(word, tool),
            *read_classes().get(word, ("-", "-")))):
            self.values[name].append(value)
        return number


_known = cache(_Words)


class Words:
    """The words of some texts, each with its columns as whole numbers.

    Parameters
    ----------
    texts : list of str
        Folded texts.
    bodies : list of int
        Where the first paragraph of each begins.

    Attributes
    ----------
    words : list of str
    text, at, sentence : array of int
        Which text a word is of, where it begins there, and the number of its sentence.
    starts : array of int
        The first word of each sentence; the last entry is the number of words.
    """

    def __init__(self, texts, bodies):
        cut = [segment(text) for text in texts]
        self.words = list(chain.from_iterable(cut))
        sizes = np.fromiter(map(len, self.words), int, len(self.words))
        self.text = np.repeat(np.arange(len(texts)), [*map(len, cut)])
        self.at = np.cumsum(sizes) - sizes - np.cumsum([0, *map(len, texts)])[self.text]
        self.number = np.fromiter(map(_known().__getitem__, self.words), int, len(self.words))
        self.values = _known().values
        self._signs = {}
        self._columns(np.array(bodies, int))

    def is_any(self, marks):
        """Which words are one of some marks."""
        return np.array([value in marks for value in self.values["word"]])[self.number]

    def initials(self):
        """The first letter of each word's part of speech."""
        return np.array([tag[:1] for tag in self.values["tag"]])[self.number]

    def _columns(self, bodies):
        """Where sentences and clauses begin and end, and the columns that hang on it."""
        order, marks, breaks = np.arange(len(self.words)), self.is_any(_MARKS), self.is_any(_BREAKS)
        behind = lambda mask: np.append(False, mask[:-1]) & ~mask
        opens_sentence = behind(breaks) | (np.diff(self.text, prepend=-1) > 0)
        opens_clause = behind(marks) | opens_sentence
        self.starts = np.append(np.flatnonzero(opens_sentence), len(order))
        self.sentence, self.clause = np.cumsum(opens_sentence) - 1, np.cumsum(opens_clause) - 1
        clauses = np.append(np.flatnonzero(opens_clause), len(order))
        first, beyond = self.starts[self.sentence], self.starts[self.sentence + 1]
        start, stop = clauses[self.clause], clauses[self.clause + 1]  # of the clause with its marks
        inner = np.maximum.accumulate(np.where(marks, -1, order))[np.maximum(stop - 1,
            0)]  # its last word that is no mark
        verbs = np.where(self.initials() == "v", order, len(order))
        coming = np.minimum.accumulate(verbs[::-1])[::-1]
        verb, passed = coming[start], np.cumsum(np.isin(self.initials(), ("v", "p")))
        depth = np.cumsum(self.is_any("“")) - np.cumsum(self.is_any("”"))
        word, tag, fine = self.values["word"], self.values["tag"], self.values["fine"]
        there = lambda place, low=first, high=beyond: np.where((low <= place) & (place < high),
            self.number[np.clip(place, 0, len(order) - 1)], 0)
        upto = lambda numbers, most: (np.clip(numbers, 0, most) + 1, ["", *map(str, range(most + 1))])
        self.columns = {name: (self.number, values) for name, values in self.values.items()} | {
            "place": upto(order - start, 6), "left": upto(inner - order, 4),
            "clause_number": upto(self.clause - self.clause[first], 4),
            "mark_before": (there(start - 1), word), "mark_behind": (there(inner + 1), word),
            "clause_opens": (there(start), word), "clause_ends": (there(inner), word),
            "clause_opens_fine": (there(start), fine), "clause_verb_fine": (there(verb, start, stop), fine),
            "clause_ends_fine": (there(inner), fine),
            "sentence_opens_fine": (there(first), fine), "next_opens_fine": (there(stop), fine),
            "clause_verb": (there(verb, start, stop), word),
            "next_verb": (there(coming, start, stop), word),
            "next_verb_fine": (there(coming, start, stop), fine),
            "to_verb": upto(np.minimum(coming, stop) - order, 5),
            "verbs_before": upto(passed - passed[start], 2),
            "before_opened": (there(clauses[np.maximum(self.clause - 1, 0)]), word),
            "sentence_opens": (there(first), word),
            "quoted": upto(depth - depth[first], 1),
            "role": (1 + (self.at >= bodies[self.text]), ["", "heading", "body"])}

    def value(self, name, i):
        """What a column says of a word."""
        numbers, values = self.columns[name]
        return values[numbers[i]]

    def article_signs(self, text):
        """How often a text speaks of what is done and what is to come, in steps."""
        if text not in self._signs:
            own = self.words[np.searchsorted(self.text, text) : np.searchsorted(self.text, text, "right")]
            self._signs[text] = [f"article {word}={min(3, round(1000 * own.count(word) / (1.7 * len(own))))}"
                for word in _SIGNS]
        return self._signs[text]

    def paragraph_signs(self, first):
        """The cues of the paragraph that stand before one of its sentences."""
        if ("paragraph", first) not in self._signs:
            i, found = first, set()
            while i > 0 and self.text[i - 1] == self.text[first] and "\n" not in self.words[i - 1]:
                i -= 1
                found.update(f"paragraph cue={kind}" for kind in self.value("cue", i).split("/")
                    if kind != "-")
            self._signs["paragraph", first] = found
        return self._signs["paragraph", first]

    def shifted(self, name, distance):
        """A column as the words so far away have it; 0 where the sentence has no such word."""
        numbers = self.columns[name][0]
        if not distance:
            return numbers
        place = np.arange(len(numbers)) + distance
        near = np.clip(place, 0, len(numbers) - 1)
        return np.where((near == place) & (self.sentence[near] == self.sentence), numbers[near], 0)


def parts_of(template):
    """The columns of a template, each with how far away it is taken.

    Examples
    --------
    >>> parts_of("word[-1]&tag[0]")
    [('word', -1), ('tag', 0)]
    """
    return [(name, int(distance)) for name, distance in re.findall(r"(\w+)\[(-?\d+)\]", template)]


class Model:
    """Weights of features, one row a feature, one column a label.

    Parameters
    ----------
    path : Path
        A CSV with the column feature and one column a label. A tagger's features are written ``template=value value``, and
        its rows ``after=LABEL`` say how well each label follows that one.
    """

    def __init__(self, path):
        with open(path, encoding="utf-8", newline="") as f:
            (_, *self.labels), *rows = csv.reader(f)
        self.weights = np.zeros((len(rows) + 1, len(self.labels)), np.float32)  # row 0: no such feature
        self.weights[1:] = [row[1:] for row in rows]
        self.features = ["", *(row[0] for row in rows)]
        self.row = {feature: i for i, feature in enumerate(self.features)}
        self.after = self.weights[[self.row.get(f"after={label}", 0) for label in self.labels]]
        self.templates = {}  # template to (a dict a part that numbers its values, the sorted keys, their rows)
        for i, feature in enumerate(self.features):
            template, _, value = feature.partition("=")
            if "[" in template:
                vocabularies, found = self.templates.setdefault(template,
                    ([{} for _ in parts_of(template)], {}))
                found[tuple(words.setdefault(part, len(words) + 1)
                    for words, part in zip(vocabularies, value.split(" ")))] = i
        for template, (vocabularies, found) in self.templates.items():
            keys = np.array([np.ravel_multi_index(key, [len(v) + 1 for v in vocabularies]) for key in found])
            order = np.argsort(keys)
            self.templates[template] = vocabularies, np.append(keys[order],
                -1), np.append(np.array([*found.values()])[order], 0)

    def rows(self, words):
        """The row of each word's feature, template by template: an array of shape (templates, words)."""
        rows = np.zeros((len(self.templates), len(words.words)), np.int32)
        for own, (template, (vocabularies, keys, places)) in zip(rows, self.templates.items()):
            key, known = 0, True
            for (name, distance), vocabulary in zip(parts_of(template), vocabularies):
                number = np.fromiter(map(vocabulary.get, words.columns[name][1], repeat(0)),
                    np.int64)[words.shifted(name, distance)]
                key, known = key * (len(vocabulary) + 1) + number, known & (number > 0)
            place = np.searchsorted(keys[:-1], key)
            own[:] = np.where(known & (keys[place] == key), places[place], 0)
        return rows

    def tag(self, words):
        """The label of each word as a number, and the rows of its features."""
        rows = self.rows(words)
        scores = np.tile(self.weights[self.row.get("always", 0)], (len(words.words), 1))
        for own in rows:
            scores += self.weights[own]
        return best_labels(scores, words.starts, self.after), rows

    def judge(self, features):
        """The score of each label for a candidate with these features."""
        return self.weights[self.find(features)].sum(axis=0)

    def find(self, features):
        """The rows of the features that have weights, and of what is always there."""
        return [row for feature in ("always", *features) if (row := self.row.get(feature))]

    def explain(self, features):
        """The features of a candidate that speak most for the first label, in words."""
        return self.strongest(self.find(features), 0, None)

    def strongest(self, rows, label, other, most=3):
        """The features that speak most for one label against another, in words."""
        gain = self.weights[rows, label] - (0 if other is None else self.weights[rows, other])
        best = np.argsort(-gain, kind="stable")[:most]
        return "; ".join([f"{self.features[rows[i]]} {gain[i]:+.1f}" for i in best if gain[i] > 0])


load_model = cache(lambda name: Model(WEIGHTS / f"{name}.csv"))


def best_labels(scores, starts, after):
    """Give each word the label of its sentence's best row of labels (Viterbi), all sentences side by side.

    Parameters
    ----------
    scores : array of shape (words, labels)
    starts : array of int
        The first word of each sentence; the last entry is the number of words.
    after : array of shape (labels, labels)
        What the second label gains behind the first.

    Returns
    -------
    array of int

    Examples
    --------
    >>> best_labels(np.array([[1, 0], [0, .5], [0, .2]]), np.array([0, 3]), np.array([[0, -1], [0, 0]])).tolist()
    [0, 0, 0]
    """
    lengths = np.diff(starts)
    order = np.argsort(-lengths, kind="stable")
    first, lengths = starts[:-1][order], lengths[order]
    going = [int(np.searchsorted(-lengths, -t))
        for t in range(lengths[0] if len(lengths) else 0)]  # sentences with a word t
    best, came = scores[first], np.zeros(scores.shape, np.int8)
    for t, live in enumerate(going[1:], 1):
        paths = best[:live, :, None] + after
        came[first[:live] + t] = paths.argmax(axis=1)
        best[:live] = paths.max(axis=1) + scores[first[:live] + t]
    labels = np.zeros(len(scores), int)
    labels[first + lengths - 1] = best.argmax(axis=1)
    for t in range(len(going) - 1, 0, -1):
        here = first[: going[t]] + t
        labels[here - 1] = came[here, labels[here]]
    return labels
