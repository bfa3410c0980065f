"""One linear model for all that is found: features that are declared, weights that were learned, sums.

A thing to be judged (a word, a measure, who may act in it) has places, in each of which stands a word, and
spans that hold several. A template names what of the words in which places makes a feature; each feature has
a weight for each label. The label of a thing is the one whose weights add up to most; in a row of things the
weights of label after label count, too (Viterbi). Weights lie in ``data/weights``, one feature a line;
``benchmarks/train_tagger.py`` and ``train_systems.py`` made them and say from what.
"""

import csv
import re
from collections import defaultdict
from functools import cache, cached_property
from itertools import chain, count, repeat

import numpy as np

from tifa.knowledge import DATA, read_rows
from tifa.words.segment import segment, tag_word

WEIGHTS = DATA / "weights"
_BREAKS, _MARKS = tuple("。!?\n"), tuple(",;:。!?\n")
_PART = re.compile(r"(?:(\w+)\[)?([\w-]+)\]?")


# --- words --------------------------------------------------------------------------------------------------

@cache
def read_cue_kinds():
    """What each cue is known for: {word: kinds in ``measure_cues.csv``}, {word: parts with instruments}."""
    cues, tools = {}, {}
    for row in read_rows(DATA / "measure_cues.csv"):
        cues.setdefault(row["cue"], set()).add(row["kind"])
    for row in read_rows(DATA / "instruments.csv"):
        tools.setdefault(row["cue"], set()).add(f"{row['part']}:{row['instrument']}")
    return tuple({cue: "/".join(sorted(kinds)) for cue, kinds in table.items()} for table in (cues, tools))


@cache
def read_classes():
    """Broad and fine class of each word of ``word_classes.csv``: words of one stand among the same words."""
    with open(DATA / "word_classes.csv", encoding="utf-8", newline="") as f:
        return {word: classes for word, *classes in csv.reader(f)}


ATTRIBUTES = ("word", "tag", "ending", "tail", "letters", "cue", "tool", "broad", "fine")


@cache
def describe_word(word):
    """What a word is by itself: its ``ATTRIBUTES``."""
    (cues, tools), tag = read_cue_kinds(), tag_word(word)
    ends = [word[-n:] for n in (4, 3, 2, 1) if n < len(word)]
    cue = "ends:actor" if tag[0] in "nxj" and any("actor" in cues.get(end, "") for end in ends) else "-"
    tool = next((f"ends:{tools[end]}" for end in ends[:-1] if end in tools), "-")
    word = word.strip(" ") or "␣"
    letters = "yes" if word[0].isalnum() else "no"
    classes = read_classes().get(word, ("-", "-"))
    return (word, tag, word[-1], word[-2:], letters, cues.get(word, cue), tools.get(word, tool), *classes)


class Words:
    """The words of some texts, and where their sentences and clauses begin.

    Parameters
    ----------
    texts : list of str
        Folded texts.

    Attributes
    ----------
    words : list of str
    text, at, sentence, clause : array of int
        Which text a word is of, where it begins there, and the number of its sentence and clause.
    sentences, clauses : array of int
        The first word of each; the last entry is the number of words.
    kind : array of int
        The number of each word's kind; 0 is none.
    values, codes : dict
        Attribute to its different values, and to which of them each kind of word has.
    """

    def __init__(self, texts):
        cut, kinds = [segment(text) for text in texts], defaultdict(count(1).__next__)
        self.words = [*chain.from_iterable(cut)]
        self.sizes = np.fromiter(map(len, self.words), int, len(self.words))
        self.text = np.repeat(np.arange(len(texts)), [*map(len, cut)])
        self.at = np.cumsum(self.sizes) - self.sizes - np.cumsum([0, *map(len, texts)])[self.text]
        self.kind = np.fromiter(map(kinds.__getitem__, self.words), int, len(self.words))
        self.values, self.codes = {}, {}
        for attribute, own in zip(ATTRIBUTES, zip(("",) * len(ATTRIBUTES), *map(describe_word, kinds))):
            numbers = defaultdict(count().__next__)
            self.codes[attribute] = np.fromiter(map(numbers.__getitem__, own), int, len(own))
            self.values[attribute] = [*numbers]
        self.order, self.mark = np.arange(len(self.words)), self.is_any("word", _MARKS)
        digits = np.append(self.which("word", str.isdigit), False)  # 1,280: a comma that is none
        self.mark &= ~(self.is_any("word", ",") & np.roll(digits, 1)[:-1] & digits[1:])
        opens = self._behind(self.is_any("word", _BREAKS)) | (np.diff(self.text, prepend=-1) > 0)
        # within how many quotations
        self.depth = np.cumsum(self.is_any("word", "“")) - np.cumsum(self.is_any("word", "”"))
        self.sentence, self.sentences = self._number(opens)
        self.clause, self.clauses = self._number(self._behind(self.mark) | opens)

    def _behind(self, marks):
        return np.append(False, marks[:-1]) & ~marks if len(marks) else marks

    def _number(self, opens):
        return np.cumsum(opens) - 1, np.append(np.flatnonzero(opens), len(opens))

    def which(self, attribute, told):
        """Of which words a value is told to be so."""
        return np.array([*map(told, self.values[attribute])], bool)[self.codes[attribute]][self.kind]

    def is_any(self, attribute, wanted):
        """Which words have one of some values."""
        return self.which(attribute, wanted.__contains__)

    def begins_with(self, attribute, letters):
        """Of which words a value begins with one of some letters."""
        return self.which(attribute, lambda value: value.startswith(letters))

    def speaks_of(self, attribute, part):
        """Of which words a value holds some letters."""
        return self.which(attribute, lambda value: part in value)

    def how_often(self, word):
        """How often each text has a word, in 0 to 3 steps."""
        share = np.bincount(self.text, self.is_any("word", (word,))) / np.maximum(1, np.bincount(self.text))
        return np.clip(np.rint(600 * share), 0, 3).astype(int)

    @staticmethod
    def around(starts, number):
        """Where the sentences or clauses of some numbers begin, and where the next ones do."""
        return starts[number], starts[number + 1]

    def last(self, mask):
        """The last word up to each that a mask has; -1 where there is none."""
        return np.maximum.accumulate(np.where(mask, self.order, -1))

    def next(self, mask):
        """The next word from each that a mask has, or itself; the number of words where there is none."""
        return np.minimum.accumulate(np.where(mask, self.order, len(self.order))[::-1])[::-1]


class Things:
    """What is to be judged.

    Parameters
    ----------
    words : Words
    places : dict
        Name to the number of the word that stands there for each thing, -1 where there is none.
    spans : dict
        Name to (first words, words behind the last).
    signs : dict
        Name to a small whole number for each thing.
    """

    def __init__(self, words, places, spans, signs):
        self.words, self.places, self.spans, self.signs = words, places, spans, signs
        self._kind = np.append(words.kind, 0)

    def only(self, wanted):
        """Some of the things, without their spans and signs."""
        return Things(self.words, {place: own[wanted] for place, own in self.places.items()}, {}, {})

    def values(self, attribute, place):
        """What can be said of a place: a list."""
        if attribute:
            return self.words.values[attribute]
        return [*map(str, range(self.signs[place].max(initial=0) + 1))]

    def numbers(self, attribute, place):
        """Which of it is said for each thing."""
        return self.words.codes[attribute][self._kind[self.places[place]]] if attribute else self.signs[place]

    def gather(self, place, table):
        """The rows of a table for what each thing has in a place, or their sum over a span."""
        if place in self.signs or place in self.places:
            return table[self.signs[place] if place in self.signs else self._kind[self.places[place]]]
        low, high = self.spans[place]
        sums = np.cumsum(np.vstack([table[:1] * 0, table[self.words.kind]]), axis=0, dtype=float)
        return (sums[high] - sums[low]).astype(table.dtype)


def parts_of(template):
    """The parts of a template: what of the word, and in which place; a sign stands alone.

    Examples
    --------
    >>> parts_of("word[-1]&tag[0]&left")
    [('word', '-1'), ('tag', '0'), ('', 'left')]
    """
    return [_PART.fullmatch(part).groups("") for part in template.split("&")]


# --- weights ------------------------------------------------------------------------------------------------

class Model:
    """Weights of features, one row a feature, one column a label.

    Parameters
    ----------
    path : Path
        A CSV with the column feature and one column a label. Features are written ``template=value value``;
        the rows ``after=LABEL`` say how well each label follows that one.
    """

    def __init__(self, path):
        with open(path, encoding="utf-8", newline="") as f:
            (_, *self.labels), *rows = csv.reader(f)
        self.weights = np.zeros((len(rows) + 1, len(self.labels)), np.float32)  # row 0: no such feature
        self.weights[1:] = [row[1:] for row in rows]
        self.features = ["", *(row[0] for row in rows)]
        self.row = {feature: i for i, feature in enumerate(self.features)}
        self.after = self.weights[[self.row.get(f"after={label}", 0) for label in self.labels]]

    @property
    def always(self):
        """What every thing gets."""
        return self.weights[self.row.get("always", 0)]

    @cached_property
    def templates(self):
        """Places to their templates: (attributes, for each the numbers of its values, rows of features)."""
        found, known, templates = defaultdict(dict), defaultdict(dict), defaultdict(list)
        for row, feature in enumerate(self.features):
            template, _, value = feature.partition("=")
            found[template][tuple(value.split(" "))] = row
        for template in (own for own in found if own not in ("", "after", "always")):
            attributes, places = zip(*parts_of(template))
            numbers = [known[attributes[0]]] if len(places) == 1 else [{} for _ in places]
            for values in found[template]:
                for own, value in zip(numbers, values):
                    own.setdefault(value, len(own) + 1)
            rows = np.zeros([len(own) + 1 for own in numbers], np.int32)
            for values, row in found[template].items():
                rows[tuple(own[value] for own, value in zip(numbers, values))] = row
            templates[places].append((attributes, numbers, rows))
        return templates

    def weigh(self, things, wanted=None):
        """What stands in which places, and its weight: (places, array of shape (things, labels)), one by one.

        With ``wanted`` only what stands in one of these, by itself.
        """
        done = {}

        def code(attribute, place, numbers, size):
            """Of each value that can be there, its number among those with weights."""
            key = id(numbers), attribute or place
            if key not in done:
                values = things.values(attribute, place)
                done[key] = np.fromiter(map(numbers.get, values, repeat(0)), int, len(values))
            return np.where(done[key] < size, done[key], 0)

        for places, templates in self.templates.items():
            if wanted is not None and not (len(places) == 1 and places[0] in wanted):
                continue
            if len(places) == 1:
                table = 0
                for (attribute,), (numbers,), rows in templates:
                    weights = self.weights[rows[code(attribute, *places, numbers, len(rows))]]
                    table = table + (weights[things.words.codes[attribute]] if attribute else weights)
                yield places, things.gather(*places, table)
            else:
                for attributes, numbers, rows in templates:
                    yield places, self.weights[rows[tuple(code(*part, own, size)[things.numbers(*part)]
                        for part, own, size in zip(zip(attributes, places), numbers, rows.shape))]]

    def score(self, things):
        """The score of each label for each thing: an array of shape (things, labels)."""
        return sum((weights for _, weights in self.weigh(things)), self.always)

    def label(self, things, starts):
        """The label of each thing, as a number, in rows of things that begin at ``starts``."""
        return best_labels(self.score(things), starts, self.after)

    def reasons(self, things, label, other, said):
        """A text a thing: its best words for one label against another, each behind its place as ``said``."""
        gains = {place: own[:, label] - own[:, other] for (place,), own in self.weigh(things, said)}
        names, gains = [*gains], np.stack([*gains.values()])
        for i, best in enumerate(np.argsort(-gains, axis=0, kind="stable")[:3].T.tolist()):
            word = lambda k: things.words.words[things.places[names[k]][i]]
            yield "; ".join([f"{said[names[k]]} {word(k)} {gains[k, i]:+.1f}"
                for k in best if gains[k, i] > 0])

    def judge(self, features):
        """The score of each label for a candidate with these features."""
        return self.weights[self.find(features)].sum(axis=0)

    @cached_property
    def single(self):
        """The weights of a judge of one verdict, by feature."""
        return dict(zip(self.features, self.weights[:, 0].tolist()))

    def verdict(self, features):
        """The score of a judge of one verdict: few features at a time are quicker added without arrays."""
        return self.single["always"] + sum([self.single.get(feature, 0) for feature in features])

    def find(self, features):
        """The rows of the features that have weights, and of what is always there."""
        return [*filter(None, map(self.row.get, ("always", *features)))]

    def explain(self, features, label="yes", other=None):
        """The features of a candidate that speak most for a label, or for it against another, in words."""
        rows = self.find(features)
        gain = self.weights[rows, self.labels.index(label)]
        gain = gain - self.weights[rows, self.labels.index(other)] if other else gain
        return "; ".join([f"{self.features[rows[i]]} {gain[i]:+.1f}"
            for i in np.argsort(-gain, kind="stable")[:3] if gain[i] > 0])


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
    >>> scores, after = np.array([[1, 0], [0, .5], [0, .2]]), np.array([[0, -1], [0, 0]])
    >>> best_labels(scores, np.array([0, 3]), after).tolist()
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
