"""Train the weights of ``lib/tifa/data/weights`` from hand-coded tables.

    train_tagger.py PAGES GOLD [PAGES GOLD ...] [--only TABLE ...] [--out FOLDER]

PAGES is a folder of pages (its ``sources.csv`` is read), GOLD the folder of its hand-coded tables (``slogans.tsv``,
``measures.tsv``, ``indicators.tsv``). Without ``--out`` the weights of the project are written anew: the same bytes from
the same input on every run of one machine.

Numbers and their lists are also trained on the sentences of ``tests/policy/right_slogans*.csv``, which therefore hold what is
found today and measure no accuracy.

Data statement. The weights in the project were trained on 208 articles about local policy and reform, of a national daily
(July and August 2023) and of television news (2022 to 2024), and on the five pages of the seeds (2020 to 2024); 1,094 and
172 formulations, 3,625 and 296 measures, 1,487 and 86 figures. Coders are language-model annotators who worked after one
codebook, most articles coded once; where two coded independently they agree (F1) at 0.92, 0.95 and 0.99 on the articles,
0.92, 0.95 and 0.97 on the seeds. The classes of words (``data/word_classes.csv``) come from 16,699 unlabelled items of the
same daily and the same television news, the coded ones left out. No text of them is kept: a feature that fewer than three
articles have is dropped, a word of the classes stands in a dozen items at least. What the model takes for a measure or a
formulation is what these coders took for one, in official prose of these years; other prose, other coders, other results.
"""

import argparse
import csv
import re
import tempfile
from bisect import bisect
from collections import defaultdict
from itertools import chain
from math import isclose
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import tifa
from tifa.story import stories
from tifa.policy.figures import describe_figure, propose_figures
from tifa.policy.forms import QUOTED
from tifa.policy.measures import Measure
from tifa.policy.parallels import describe_run, propose_runs
from tifa.policy.lists import propose_lists
from tifa.policy.numbers import count_items, describe_numbers
from tifa.policy.quotations import describe_quotation
from tifa.policy.tagger import TEMPLATES, WEIGHTS, Words, parts_of
from tifa.words.fold import fold

TABLES = ("slogans", "measures", "indicators")
RIGHT = Path(__file__).parents[1] / "tests/policy"
REPEATED = {"numbers": 3, "lists": 3, "quotations": 1, "parallels": 1}  # times that each right sentence counts
LEAST = 3  # articles that must have a feature
JUDGES = {  # strength of the penalty (inverse), and what a verdict gains so that precision and recall balance
    "instruments": (0.2, {}), "statuses": (0.1, {}), "figures": (0.3, {"none": -0.1}),
    "quotations": (0.5, {"none": -0.3}), "numbers": (0.4, {"yes": 0.75}), "lists": (1, {"yes": -0.2}),
    "parallels": (0.5, {"yes": 1.8})}
SMALLEST = 0.03  # a weight below is left out
ROLES = ["outside", "begins", "inside", "actor"]
STRENGTH = dict(c1=0.05, c2=1.0, max_iterations=60)  # of the penalties on the tagger's weights
OUTSIDE, ACTOR = -0.15, 0.2  # what every word gains for these labels: precision and recall balance there
_SENTENCE_END = re.compile(r"[。!?\n]")


# --- the truth ---------------------------------------------------------------------------------------------------

class Coded:
    """A story with its hand-coded rows, each with the places where its text stands."""

    def __init__(self, story, rows):
        self.story, self.page = story, story.page
        self._places = [i for i, character in enumerate(story.text) if not character.isspace()]
        self._bare = "".join([story.text[i] for i in self._places])
        self.rows = {table: [row for row in own if table == "slogans" or self.find(row["text"])]
            for table, own in rows.items()}

    def find(self, wanted):
        """Where a text stands in the story, white space left out: [(start, end), …]."""
        wanted, found = re.sub(r"\s", "", fold(wanted)), []
        at = self._bare.find(wanted) if wanted else -1
        while at >= 0:
            found.append((self._places[at], self._places[at + len(wanted) - 1] + 1))
            at = self._bare.find(wanted, at + 1)
        return found

    def measures(self):
        """The measures by their places: the first not taken that stands in the body, in the order of the rows."""
        last, taken = 0, set()
        for row in self.rows["measures"]:
            places = self.find(row["text"])
            places = [place for place in places if place not in taken] or places
            places = [place for place in places if place[0] >= self.story.body] or places
            place = next((place for place in places if place[0] >= last), places[0])
            last = place[0]
            taken.add(place)
            yield place, row

    def actor(self, start, actor):
        """Where the actor of a measure stands: before it in its sentence, else behind; None elsewhere."""
        cuts = [m.end() for m in _SENTENCE_END.finditer(self.story.text)]
        i = bisect(cuts, start)
        low, high = cuts[i - 1] if i else 0, cuts[i] if i < len(cuts) else len(self.story.text)
        places = [place for place in self.find(actor) if low <= place[0] < high]
        before = [place for place in places if place[0] <= start]
        return before[-1] if before else places[0] if places else None


def read_coded(pages, gold):
    """The stories of a folder of pages that were coded."""
    rows = {table: defaultdict(list) for table in TABLES}
    for table in TABLES:
        with open(Path(gold) / f"{table}.tsv", encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows[table][row["page"]].append(row)
    sources = Path(pages).parent / "sources.csv"
    articles = tifa.read_articles(pages, **({"sources": sources} if sources.exists() else {}))
    return [Coded(story, {table: own[story.page] for table, own in rows.items()})
        for story in stories(articles)]


def read_right_values(table):
    """The sentences of the tests' table of right values, a story each."""
    with open(RIGHT / f"right_{table}.csv", encoding="utf-8", newline="") as f:
        for i, case in enumerate(csv.DictReader(f)):
            rows = [dict(kind="numeric", items=None) | dict(zip(case["columns"].split(), right.split(" / ")))
                    for right in case["right"].split("‖") if "text" in case["columns"] or not case["right"]]
            story = SimpleNamespace(page=f"right {i}", text=fold(case["sentence"].replace("⏎", "\n")), body=0)
            if rows:
                yield Coded(story, defaultdict(list, {table: [row for row in rows if row.get("text")]}))


# --- the tagger --------------------------------------------------------------------------------------------------

def label_words(coded):
    """The words of a story and the role of each."""
    words = Words([coded.story.text], [coded.story.body])
    middle, roles = words.at + np.array([*map(len, words.words)]) / 2, np.zeros(len(words.words), int)
    measures = [*coded.measures()]
    for (start, _), row in measures:
        if row["actor"] and (place := coded.actor(start, row["actor"])):
            roles[(middle > place[0]) & (middle < place[1])] = ROLES.index("actor")
    for (start, end), _ in sorted(measures, key=lambda measure: measure[0][0] - measure[0][1]):
        inside = np.flatnonzero((middle > start) & (middle < end))
        roles[inside] = ROLES.index("inside")
        roles[inside[:1]] = ROLES.index("begins")
    return words, roles


def name_features(words):
    """The features of each word as :class:`tifa.policy.tagger.Model` names them."""
    columns = []
    for template in TEMPLATES:
        parts = [(words.shifted(name, distance).tolist(), words.columns[name][1])
            for name, distance in parts_of(template)]
        columns.append([f"{template}=" + " ".join([values[n] for n, (_, values) in zip(numbers, parts)])
            if all(numbers) else None
                        for numbers in zip(*(numbers for numbers, _ in parts))])
    return [[feature for feature in row if feature] for row in zip(*columns)]


def train_tagger(examples, labels, path):
    """Train a tagger on (page, features of each word, label of each word, starts of the sentences) and write it."""
    seen = defaultdict(set)
    for page, features, *_ in examples:
        for feature in {feature for word in features for feature in word}:
            seen[feature].add(page)
    names = sorted(feature for feature, pages in seen.items() if len(pages) >= LEAST)
    number = {feature: str(i) for i, feature in enumerate(names)}
    trainer = pycrfsuite.Trainer(verbose=False)
    for _, features, roles, starts in examples:
        for a, b in zip(starts, starts[1:]):
            trainer.append([[number[f] for f in word if f in number] for word in features[a:b]],
                [labels[k] for k in roles[a:b]])
    trainer.set_params(STRENGTH)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        opened = pycrfsuite.Tagger()
        opened.open(f"{folder}/model")
        info = opened.info()
        opened.close()
    weights = defaultdict(dict)
    for (feature, label), weight in info.state_features.items():
        weights[names[int(feature)]][label] = weight
    rows = {feature: [own.get(label, 0) for label in labels] for feature, own in weights.items()}
    rows |= {f"after={label}": [info.transitions.get((label, then), -10) for then in labels]
        for label in labels}
    write_weights(path, labels,
        rows | {"always": [{"outside": OUTSIDE, "actor": ACTOR}.get(label, 0) for label in labels]})


# --- the judges --------------------------------------------------------------------------------------------------

_MARKS = re.compile(r"[^\w+]")


def judge_measures(coded, name):
    """Each coded measure: its features and its instrument or status."""
    words = Words([coded.story.text], [coded.story.body])
    middle = words.at + np.array([*map(len, words.words)]) / 2
    for (start, end), row in coded.measures():
        inside = np.flatnonzero((middle > start) & (middle < end))
        if len(inside):
            measure = Measure(words, int(inside[0]), int(inside[-1]) + 1)
            yield (measure.features(),
                row["instrument"]) if name == "instruments" else (measure.surroundings(), row["status"])


def judge_figures(coded, name):
    """Each number with a unit: the kind of figure it is, or the base of one is; none where it is none."""
    wanted = []
    for row in coded.rows["indicators"]:
        for value, unit in ((row["value"], re.sub(r"\s", "", row["unit"])), (row["base_value"], None)):
            if re.fullmatch(r"-?\d+(\.\d+)?", value):
                wanted.append((float(value), unit, row["kind"], coded.find(row["text"])))
    for begins, text in coded.story.paragraphs():
        for f in propose_figures(text)[0]:
            low, high = begins + f.start, begins + f.end - 1
            yield chain.from_iterable(describe_figure(text, f)), next((kind for value, unit, kind, places in wanted
                if unit in (None, f.unit) and any(isclose(own, value) for own in f.values)
                and any(a <= low and high <= b for a, b in places)), "none")


def judge_slogans(coded, name):
    """Each quotation, number with what it counts, run of clauses: what kind of formulation is it?"""
    kinds = {_MARKS.sub("", fold(row["text"])): row["kind"] for row in coded.rows["slogans"]}
    text = coded.story.text
    if name == "quotations":
        for m in QUOTED.finditer(text):
            kind = kinds.get(_MARKS.sub("", m["inner"]), "none")
            yield describe_quotation(text, m), kind if kind != "parallel" else "none"
    elif name == "numbers":
        for start, end, features in describe_numbers(text, quoted=True):
            yield features, "yes" if kinds.get(_MARKS.sub("", text[start:end])) == "numeric" else "no"
    else:
        for run in propose_runs(text):
            printed = text[run.start : run.end]
            kind = kinds.get(_MARKS.sub("", printed))
            yield describe_run(run), "yes" if kind == "parallel" or kind and "、" in printed else "no"


def judge_lists(coded, name):
    """Each list that a coded label may stand for: is it the one that the coder took?"""
    labels = {}
    for row in coded.rows["slogans"]:
        if row["kind"] == "numeric" and row["items"] is not None:
            labels.setdefault(fold(row["text"]), set()).add(
                frozenset(_MARKS.sub("", fold(item)) for item in row["items"].split("|")))
    for label, told in labels.items():
        for start, end in coded.find(label):
            for items, features in propose_lists(coded.story.text, start, end, count_items(label)):
                yield features, "yes" if {_MARKS.sub("", item) for item in items} in told else "no"


READERS = {"lists": judge_lists, "instruments": judge_measures, "statuses": judge_measures, "figures": judge_figures,
           "quotations": judge_slogans, "numbers": judge_slogans, "parallels": judge_slogans}


def train_judge(examples, path, strength, favoured):
    """Train a judge on (page, features, verdict) and write it; of yes and no only yes has a column."""
    seen = defaultdict(set)
    for page, features, _ in examples:
        for feature in features:
            seen[feature].add(page)
    kept = {feature for feature, pages in seen.items() if len(pages) >= LEAST}
    names = DictVectorizer()
    table = names.fit_transform([{feature: 1 for feature in features if feature in kept}
        for _, features, _ in examples])
    model = LogisticRegression(C=strength, max_iter=1000).fit(table, [verdict for *_, verdict in examples])
    labels = [*model.classes_] if len(model.classes_) > 2 else ["yes"]
    rows = dict(zip(names.feature_names_, model.coef_.T.tolist()))
    rows["always"] = [bias + favoured.get(label, 0) for label, bias in zip(labels, model.intercept_)]
    write_weights(path, labels, rows)


def write_weights(path, labels, rows):
    """Write weights, rounded and sorted; what is too small to matter is left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(["feature", *labels])
        writer.writerows([feature, *(f"{round(weight, 2):g}" for weight in own)]
                         for feature, own in sorted(rows.items())
                         if feature == "always" or feature.startswith("after=")
                         or max(map(abs, own)) >= SMALLEST)


# --- all of them -------------------------------------------------------------------------------------------------

MODELS = {"slogans": ["quotations", "numbers", "lists", "parallels"], "measures": ["measures", "instruments", "statuses"],
          "indicators": ["figures"]}  # what each table is found by


def prepare(stories, models):
    """What some models are trained on: {model: [(page, …)]}."""
    examples = {name: [] for name in models}
    right = [*read_right_values("slogans")]
    for name, own in examples.items():
        for coded in [*stories, *right * REPEATED.get(name, 0)]:
            if name != "measures":
                own += [(coded.page, sorted(set(features)), verdict)
                        for features, verdict in READERS[name](coded, name)]
            elif coded.rows["measures"]:  # of the seeds' articles only some were coded for measures
                words, roles = label_words(coded)
                own.append((coded.page, name_features(words), roles.tolist(), words.starts.tolist()))
    return examples


def train(examples, wanted, folder):
    """Train models on the pages that are wanted and write their weights into a folder."""
    for name, own in examples.items():
        own = [example for example in own if wanted(example[0])]
        if name == "measures":
            train_tagger(own, ROLES, Path(folder) / "measures.csv")
        else:
            train_judge(own, Path(folder) / f"{name}.csv", *JUDGES[name])


def main():
    """Read what was coded, train, write."""
    parser = argparse.ArgumentParser(description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="PAGES GOLD")
    parser.add_argument("--only", nargs="+", choices=MODELS, default=[*MODELS], metavar="TABLE")
    parser.add_argument("--out", default=WEIGHTS)
    given = parser.parse_args()
    stories = [coded for pages, gold in zip(given.folders[::2], given.folders[1::2], strict=True)
        for coded in read_coded(pages, gold)]
    train(prepare(stories, [name for table in given.only for name in MODELS[table]]), lambda page: True, given.out)


if __name__ == "__main__":
    main()
