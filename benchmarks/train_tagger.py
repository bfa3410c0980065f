"""Train the weights of ``lib/tifa/data/weights`` from hand-coded tables.

    train_tagger.py PAGES GOLD [PAGES GOLD ...] [--only TABLE ...] [--out FOLDER]

PAGES is a folder of pages (its ``sources.csv`` is read), GOLD the folder of its hand-coded tables (``slogans.tsv``,
``measures.tsv``, ``indicators.tsv``). Without ``--out`` the weights of the project are written anew: the same bytes from
the same input on every run of one machine.

Formulations and measures are also trained on the sentences of the tests (``tests/policy/right_slogans.csv`` and
``right_measures.csv``), which therefore hold what is found today and measure no accuracy.

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
import ctypes
import logging
import re
import tempfile
from bisect import bisect
from collections import Counter, defaultdict
from itertools import chain, groupby
from math import isclose
from operator import attrgetter, itemgetter
from pathlib import Path

import numpy as np
import pycrfsuite
from scipy.optimize import minimize
from scipy.sparse import hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import tifa
from tifa.story import stories
from tifa.policy.figures import describe_figure, propose_figures
from tifa.policy.forms import QUOTED
from tifa.policy.measures import (FEATURES, describe_actors, describe_measures, describe_words, follow_names,
    propose_actors)
from tifa.policy.parallels import describe_outline, describe_run, propose_runs
from tifa.policy.lists import propose_lists
from tifa.policy.numbers import count_items, describe_numbers
from tifa.policy.quotations import describe_quotation
from tifa.policy.tagger import WEIGHTS, Words, parts_of
from tifa.words.fold import fold

TABLES = ("slogans", "measures", "indicators")
RIGHT, RIGHT_TABLES = Path(__file__).parents[1] / "tests/policy", ("slogans", "measures")
REPEATED = {"numbers": 3, "lists": 3, "quotations": 1, "outlines": 2, "parallels": 2}  # times of each right row
LEAST = 3  # articles that must have a feature
JUDGES = {  # strength of the penalty (inverse), and what a verdict gains so that precision and recall balance
    "figures": (0.3, {"none": -0.1}), "quotations": (0.5, {"none": -0.3}), "outlines": (0.5, {"yes": 2.5})}
SMALLEST = 0.03  # a weight below is left out
# of rows of words, of measures: ways of learning, each with its settings and what its weights count, and what a label
# gains so that precision and recall balance; ways that go wrong in different places are better together
LIKELIEST = "lbfgs", dict(c1=0.05, c2=1, max_iterations=60)
TAGGERS = {"measures": ([(*LIKELIEST, 0.33), ("ap", dict(max_iterations=8), 0.0027),
                         ("pa", dict(c=0.01, max_iterations=10), 2)], {"outside": -0.2}),
           "instruments": ([(*LIKELIEST, 1)], {}),
           "statuses": ([(*LIKELIEST, 1)], {})}
ACTORS, NOBODY = 0.1, 0.3  # strength of the penalty on the weights of who acts (inverse); what nobody gains
EVERY = 4  # measure that is read together with who acts
STATES = ["first", "other", "same"]  # first of its sentence; not who acted in the measure before, or who did
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


def read_stories(pages):
    """The stories of a folder of pages."""
    sources = Path(pages).parent / "sources.csv"
    return stories(tifa.read_articles(pages, **({"sources": sources} if sources.exists() else {})))


def read_coded_rows(gold, table):
    """The rows of a hand-coded table by page."""
    rows = defaultdict(list)
    with open(Path(gold) / f"{table}.tsv", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[row["page"]].append(row)
    return rows


def read_coded(pages, gold):
    """The stories of a folder of pages that were coded."""
    rows = {table: read_coded_rows(gold, table) for table in TABLES}
    return [Coded(story, {table: own[story.page] for table, own in rows.items()})
        for story in read_stories(pages)]


def read_right_values(table):
    """The sentences of the tests' table of right values (tests/policy/right_values.py) as coded stories, a page each."""
    with open(RIGHT / f"right_{table}.csv", encoding="utf-8", newline="") as f:
        cases = {f"right{i:03d}": case for i, case in enumerate(csv.DictReader(f))
                 if "text" in case["columns"] or not case["right"]}
    with tempfile.TemporaryDirectory() as folder:
        for page, case in cases.items():
            lines = ["# 江北县推行新做法", "本报讯 4月2日,江北县召开推进会。", *case["sentence"].split("⏎")]
            Path(folder, f"{page}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        told = [*stories(tifa.read_articles(folder))]
    return [Coded(story, defaultdict(list, {table: [
        {"kind": "numeric", "items": None} | dict(zip(cases[story.page]["columns"].split(), right.split(" / ")))
        for right in cases[story.page]["right"].split("‖") if right]})) for story in told]


# --- the tagger --------------------------------------------------------------------------------------------------

def place_words(coded):
    """The words of a story, and the middle of each."""
    words = Words([coded.story.text])
    return words, words.at + words.sizes / 2


def label_words(coded):
    """The features of the words of a story, the role of each, and where its sentences begin."""
    words, middle = place_words(coded)
    roles, measures = np.full(len(words.words), "outside", object), [*coded.measures()]
    for (start, _), row in measures:
        if row.get("actor") and (place := coded.actor(start, row["actor"])):
            roles[(middle > place[0]) & (middle < place[1])] = "actor"
    for (start, end), _ in sorted(measures, key=lambda measure: measure[0][0] - measure[0][1]):
        inside = np.flatnonzero((middle > start) & (middle < end))
        roles[inside] = "inside"
        roles[inside[:1]] = "begins"
    yield name_features(describe_words(words, [coded.story.body]), "measures"), roles.tolist(), words.sentences.tolist()


def place_measures(coded):
    """The words of a story, and its coded measures in their order: (first word, word behind the last, row)."""
    words, middle = place_words(coded)
    inside = [(np.flatnonzero((middle > start) & (middle < end)), row) for (start, end), row in coded.measures()]
    return words, sorted([(own[0], own[-1] + 1, row) for own, row in inside if len(own)], key=lambda own: own[0])


def label_measures(coded, name):
    """The features of the measures of a story, the instrument or status of each, and where they begin and end."""
    words, measures = place_measures(coded)
    if measures and name.removesuffix("es" if name == "statuses" else "s") in measures[0][2]:
        start, end = (np.array(own) for own in [*zip(*measures)][:2])
        column = name.removesuffix("es" if name == "statuses" else "s")
        yield (name_features(describe_measures(words, start, end), name), [row[column] for *_, row in measures],
            [0, len(measures)])


def name_features(things, name):
    """The features of each thing as :class:`tifa.policy.tagger.Model` names them, those of a span word by word."""
    named = [[] for _ in next(iter(things.places.values()))]
    for template in FEATURES[name].split():
        parts = parts_of(template)
        if parts[0][1] in things.spans:
            values, codes = things.values(*parts[0]), things.words.codes[parts[0][0]][things.words.kind].tolist()
            for own, low, high in zip(named, *(side.tolist() for side in things.spans[parts[0][1]])):
                own += [f"{template}={values[number]}" for number in codes[low:high]]
        else:
            columns = [(things.values(*part), things.numbers(*part).tolist()) for part in parts]
            for own, *numbers in zip(named, *(numbers for _, numbers in columns)):
                values = [values[number] for number, (values, _) in zip(numbers, columns)]
                if all(values):
                    own.append(f"{template}=" + " ".join(values))
    return named


def keep_features(examples):
    """The features that enough articles have."""
    seen = defaultdict(set)
    for page, features, *_ in examples:
        for feature in set().union(*features):
            seen[feature].add(page)
    return {feature for feature, pages in seen.items() if len(pages) >= LEAST}


def train_tagger(examples, path, ways, favoured):
    """Train on rows of things, (page, features of each, label of each, starts of the rows), and write the weights."""
    names = sorted(keep_features(examples))
    labels = sorted({label for *_, own, _ in examples for label in own})
    number = {feature: str(i) for i, feature in enumerate(names)}
    trainer = pycrfsuite.Trainer(verbose=False)
    for _, features, roles, starts in examples:
        for a, b in zip(starts, starts[1:]):
            trainer.append([Counter([number[f] for f in own if f in number]) for own in features[a:b]], roles[a:b])
    ctypes.CDLL(None).srand(1)  # two of the ways shuffle with it
    never = -10 if "begins" in labels else 0
    rows = {f"after={label}": np.zeros(len(labels)) for label in labels}
    rows["always"] = np.array([favoured.get(label, 0) for label in labels])
    for way, settings, share in ways:
        learned = learn_weights(trainer, way, settings)
        for (feature, label), weight in learned.state_features.items():
            own = rows.setdefault(names[int(feature)], np.zeros(len(labels)))
            own[labels.index(label)] += share * weight
        for label in labels:
            rows[f"after={label}"] += [share * learned.transitions.get((label, then), never) for then in labels]
    write_weights(path, labels, rows)


def learn_weights(trainer, way, settings):
    """The weights of features and of transitions that one way of learning finds."""
    trainer.select(way)
    trainer.set_params(settings)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        opened = pycrfsuite.Tagger()
        opened.open(f"{folder}/model")
        info = opened.info()
        opened.close()
    return info


def label_actors(coded):
    """Who may act: features, in which measure, how each stands to who acted before, whether it is right."""
    words, measures = place_measures(coded)
    if measures and "actor" in measures[0][2]:
        start, end = (np.array(own) for own in [*zip(*measures)][:2])
        which, low, high = propose_actors(words, start, end)
        bare = lambda text: _MARKS.sub("", fold(text))
        actors = [bare(row["actor"]) for *_, row in measures]
        for k, a, b in zip(which, low, high):  # found measures begin with who acts now and then
            if k % EVERY == 0 and a < b <= start[k] and words.clause[a] == words.clause[start[k]]:
                if bare("".join(words.words[a:b])) == actors[k]:
                    start[k] = a
        which, low, high = propose_actors(words, start, end)
        yield (name_features(describe_actors(words, start[which], low, high), "actors"), which,
            *follow_names(words, start, which, low, high),
            [bare("".join(words.words[a:b])) == actors[k] for k, a, b in zip(which, low, high)])


# features with a weight for each state; all others weigh the same in all states
OF_STATES = ("length", "away", "rivals", "subject", "clause_number", "words_away", "quoted")


def train_actors(examples, path):
    """Train who acts among those who may, and write the weights.

    An example is (page, features, which measure, where it stood for the measure before, number of each measure in its
    sentence, right ones).
    """
    kept, names = sorted(keep_features(examples)), DictVectorizer()
    table = names.fit_transform([Counter(own) for _, features, *_ in examples for own in features]).tocsr()
    table = table[:, [names.vocabulary_[feature] for feature in kept]]
    states = np.flatnonzero([feature.split("=")[0].split("&")[0] in OF_STATES for feature in kept])
    number, right = (np.concatenate(own) for own in [*zip(*examples)][4:])
    done = np.cumsum([(0, 0), *((len(own[4]), len(own[5])) for own in examples)], axis=0).tolist()
    which = np.concatenate([own + measures for (_, _, own, *_), (measures, _) in zip(examples, done)])
    again = np.concatenate([np.where(own < 0, -1, own + names)
        for (*_, own, _, _), (_, names) in zip(examples, done)])
    always, own = chain_weights(table, table[:, states], which, again, number, right)
    weights = np.repeat(always[:, None], len(STATES), axis=1)
    weights[states] += own[:-1]
    rows = dict(zip(kept, weights.tolist())) | {"always": own[-1].tolist()}
    rows["length=0"] = [own + NOBODY for own in rows["length=0"]]
    write_weights(path, STATES, rows)


def chain_weights(table, of_states, which, again, number, right):
    """The weights with which the right rows of names are most likely (penalised): of all states, of each state."""
    of_states = hstack([of_states, np.ones((len(which), 1))]).tocsr()
    turned, turned_states, wide = table.T.tocsr(), of_states.T.tocsr(), table.shape[1]
    cuts = np.flatnonzero(np.diff(which, prepend=-1))
    right = right | ~np.maximum.reduceat(right, cuts)[which]  # where no right one was proposed, all are
    steps = [np.flatnonzero(number[which] == t) for t in range(number.max() + 1)]

    def loss(weights):
        scores = (table @ weights[:wide])[:, None] + of_states @ weights[wide:].reshape(-1, len(STATES))
        odds = np.exp(scores - np.maximum.reduceat(scores.max(axis=1), cuts)[which, None])
        every, shares = weigh_rows(odds, which, again, steps)
        wanted, right_shares = weigh_rows(odds * right[:, None], which, again, steps)
        error = shares - right_shares
        return (every - wanted + weights @ weights / (2 * ACTORS), weights / ACTORS
            + np.concatenate([turned @ error.sum(axis=1), (turned_states @ error).ravel()]))

    size = wide + of_states.shape[1] * len(STATES)
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return found[:wide], found[wide:].reshape(-1, len(STATES))


def weigh_rows(odds, which, again, steps):
    """How likely all rows of names are together (log), and each name in each state (forward, backward)."""
    forward, backward, shares = np.zeros(len(which) + 1), np.ones(len(which) + 1), np.zeros(odds.shape)
    sum_of = lambda own, rows: np.bincount(which[rows], own, which[-1] + 1)
    entered, sums = odds * [1, 0, 0], np.zeros(which[-1] + 1)
    for t, rows in enumerate(steps):
        if t:
            stays = forward[again[rows]]
            entered[rows] = odds[rows] * np.stack([0 * stays, 1 - stays, stays], axis=1)
        sums += sum_of(entered[rows].sum(axis=1), rows)
        entered[rows] /= sums[which[rows], None]
        forward[rows] = entered[rows].sum(axis=1)
    backward[-1] = 0
    for t in range(len(steps) - 1, -1, -1):
        rows = steps[t]
        shares[rows] = entered[rows] * backward[rows, None]
        if t:
            _, moves, stays = (odds[rows] * (backward[rows] / sums[which[rows]])[:, None]).T
            before = steps[t - 1]
            follows = np.isin(which[before] + 1, which[rows])
            backward[before[follows]] = np.append(sum_of(moves, rows), 0)[which[before[follows]] + 1]
            kept = again[rows] >= 0
            backward[again[rows][kept]] += (stays - moves)[kept]
    return np.log(sums).sum(), shares


def train_choice(examples, path, strength, favoured=0):
    """Train a judge on choices, (page, features of none and of each, which are right), and write it."""
    kept, names = keep_features(examples), DictVectorizer()
    table = names.fit_transform([{f: 1 for f in own if f in kept}
        for _, features, _ in examples for own in features])
    which = np.repeat(np.arange(len(examples)), [len(right) for *_, right in examples])
    found = choose_weights(table.tocsr(), which, np.concatenate([right for *_, right in examples]), strength)
    write_weights(path, ["yes"], {feature: [weight + favoured * (feature == "always")]
        for feature, weight in zip(names.feature_names_, found)})


def choose_weights(table, which, right, strength):
    """The weights with which one of the right ones of each choice is most likely (softmax, penalised)."""
    cuts, turned = np.flatnonzero(np.diff(which, prepend=-1)), table.T.tocsr()
    spread = lambda own: np.repeat(own, np.diff(np.append(cuts, len(which))))

    def loss(weights):
        scores = table @ weights
        odds = np.exp(scores - spread(np.maximum.reduceat(scores, cuts)))
        every, wanted = np.add.reduceat(odds, cuts), np.add.reduceat(odds * right, cuts)
        error = odds / spread(every) - odds * right / spread(wanted)
        return (np.log(every / wanted).sum() + weights @ weights / (2 * strength),
            turned @ error + weights / strength)

    return minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


# --- the judges --------------------------------------------------------------------------------------------------

_MARKS = re.compile(r"[^\w+]")


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
    """Each quotation, each outline of a run of clauses: what kind of formulation is it?"""
    text, kinds = coded.story.text, kinds_of(coded)
    if name == "quotations":
        for m in QUOTED.finditer(text):
            kind = kinds.get(_MARKS.sub("", m["inner"]), "none")
            yield describe_quotation(text, m), kind if kind != "parallel" else "none"
    else:
        for run in propose_runs(text):
            yield describe_outline(run), "yes" if is_formula(text[run.start : run.end], kinds) else "no"


def kinds_of(coded):
    """The kind of each formulation of a story."""
    return {_MARKS.sub("", fold(row["text"])): row["kind"] for row in coded.rows["slogans"]}


def is_formula(run, kinds):
    """Whether a run of clauses is a formulation."""
    kind = kinds.get(_MARKS.sub("", run))
    return kind == "parallel" or kind is not None and "、" in run


def offer(features, right):
    """A choice among things and none: the features of each, whether it is right."""
    return [[], *(["always", *own] for own in features)], [not any(right), *right]


def label_numbers(coded):
    """For each number: the label that ends at one of its ends, or none."""
    kinds, text = kinds_of(coded), coded.story.text
    for text in (text, re.sub("[“”]", "", text)):  # many papers print their labels without the marks
        for _, labels in groupby(describe_numbers(text, quoted=True), itemgetter(0)):
            starts, ends, features = zip(*labels)
            yield offer(features, [kinds.get(_MARKS.sub("", text[start:end])) == "numeric"
                for start, end in zip(starts, ends)])


def label_runs(coded):
    """For the runs of clauses that overlap one another: one of them, or none."""
    kinds, text, runs, reached = kinds_of(coded), coded.story.text, [], 0
    for run in [*sorted(propose_runs(text), key=attrgetter("start", "end")), None]:
        if runs and (run is None or run.start >= reached):
            yield offer(map(describe_run, runs),
                [is_formula(text[own.start : own.end], kinds) for own in runs])
            runs = []
        if run:
            runs, reached = [*runs, run], max(reached, run.end)


def label_lists(coded):
    """For each label: one of the lists that it may stand for, or none."""
    labels = {}
    for row in coded.rows["slogans"]:
        if row["kind"] == "numeric" and row["items"] is not None:
            labels.setdefault(fold(row["text"]), set()).add(
                frozenset(_MARKS.sub("", fold(item)) for item in row["items"].split("|")))
    for label, told in labels.items():
        for start, end in coded.find(label):
            if lists := [*propose_lists(coded.story.text, start, end, count_items(label))]:
                items, features = zip(*lists)
                yield offer(features, [{_MARKS.sub("", item) for item in own} in told for own in items])


# the same of choices, behind what reads them: strength, what all but none gain
CHOICES = {"numbers": (label_numbers, 0.15, 0.15), "lists": (label_lists, 1, 0),
           "parallels": (label_runs, 0.5, 1.3)}
READERS = {"figures": judge_figures, "quotations": judge_slogans, "outlines": judge_slogans}


def train_judge(examples, path, strength, favoured):
    """Train a judge on (page, features, verdict) and write it; of yes and no only yes has a column."""
    kept, names = keep_features((page, [features]) for page, features, _ in examples), DictVectorizer()
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
                         if not feature.startswith("coder=")  # of training alone
                         and (feature == "always" or feature.startswith("after=")
                              or max(map(abs, own)) >= SMALLEST))


# --- all of them -------------------------------------------------------------------------------------------------

MODELS = {"slogans": ["quotations", "numbers", "lists", "outlines", "parallels"],
          "measures": ["measures", "instruments", "statuses", "actors"],
          "indicators": ["figures"]}  # what each table is found by


def prepare(stories, models):
    """What some models are trained on: {model: [(page, …)]}."""
    examples = {name: [] for name in models}
    for table, names in MODELS.items():
        right = read_right_values(table) if table in RIGHT_TABLES and not examples.keys().isdisjoint(names) else []
        for name in [name for name in names if name in examples]:
            for coded in [*stories, *right * REPEATED.get(name, 1)]:
                examples[name] += [(coded.page, *example) for example in read_examples(coded, name)]
    return examples


def read_examples(coded, name):
    """What a story tells a model; of the seeds' articles only some were coded for measures."""
    if name in READERS:
        return [(sorted(set(features)), verdict) for features, verdict in READERS[name](coded, name)]
    if name in CHOICES:
        return CHOICES[name][0](coded)
    if not coded.rows["measures"] and not coded.page.startswith("right"):
        return []
    read = {"measures": label_words, "actors": label_actors}.get(name)
    return read(coded) if read else label_measures(coded, name)


def train(examples, wanted, folder):
    """Train models on the pages that are wanted and write their weights into a folder."""
    for name, own in examples.items():
        own = [example for example in own if wanted(example[0])]
        if name == "actors":
            train_actors(own, Path(folder) / "actors.csv")
        elif name in CHOICES:
            train_choice(own, Path(folder) / f"{name}.csv", *CHOICES[name][1:])
        elif name in TAGGERS:
            train_tagger(own, Path(folder) / f"{name}.csv", *TAGGERS[name])
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
    logging.disable()
    stories = [coded for pages, gold in zip(given.folders[::2], given.folders[1::2], strict=True)
        for coded in read_coded(pages, gold)]
    train(prepare(stories, [name for table in given.only for name in MODELS[table]]), lambda page: True, given.out)


if __name__ == "__main__":
    main()
