"""Train the weights that find systems, from hand-coded tables."""
import csv
import re
from collections import defaultdict
from pathlib import Path
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
import tifa
from tifa.policy import systems, tagger
from tifa.policy.systems import Reading, all_spans, bare, describe_name, edge_features, likely_spans
from tifa.story import stories
from tifa.words.fold import fold
from train_tagger import write_weights


class Told:
    """A story with its coded systems."""
    def __init__(self, story, rows):
        self.story, self.rows, self.page = story, rows, story.page
        self.reading = Reading(story.text, story.body)
        self.names = [[bare(fold(name).strip()) for name in [row["name"], *row["alt_names"].split("|")] if name] for row in rows]
        self.all_names = {name for own in self.names for name in own}
        self.passages = [{i for part in (row["spans"]).split(";") for i in range(*map(int, part.split("-")))} for row in rows]
        self.sentence_chars = [set(range(*story.where(a, b))) for a, b in self.reading.sentences]


def read_told(articles, gold):
    rows = defaultdict(list)
    with open(gold, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[row["page"], row["article"]].append(row)
    return [Told(story, rows[story.page, str(story.article)]) for story in stories(articles)]


def fit(examples, strength, path, least=3, favour=0.0, labels=("yes",)):
    """examples: (page, features, a verdict a label)"""
    seen = defaultdict(set)
    for page, features, *_ in examples:
        for feature in features:
            seen[feature].add(page)
    kept = {feature for feature, pages in seen.items() if len(pages) >= least}
    table = DictVectorizer()
    matrix = table.fit_transform([{f: 1 for f in features if f in kept} for _, features, *_ in examples])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    models = [LogisticRegression(C=strength, max_iter=200).fit(matrix, [x[2 + i] for x in examples]) for i in range(len(labels))]
    rows = dict(zip(table.feature_names_, zip(*(model.coef_[0].tolist() for model in models))))
    rows["always"] = [model.intercept_[0] + favour for model in models]
    write_weights(Path(path), [*labels], rows)


def edge_examples(told):
    r = told.reading
    first, end = spans_of(r)
    for i, j in zip(first, end):
        name = bare(r.text[r.at[i]:r.at[j]])
        if len(name) > 2:
            words = (r.word(i - 1), r.words[i], r.words[j - 1], r.word(j))
            yield told.page, [f for e, w in zip(systems._EDGES, words) if w != "^" for f in edge_features(e, w)] + [f"words={j-i}"], name in told.all_names


def spans_of(r):
    """all_spans without weights"""
    first, end, _ = all_spans(r)
    return first.tolist(), end.tolist()


def train_edges(tolds, folder, share=4):
    ex = [x for t in tolds for n, x in enumerate(t.edges) if x[2] or n % share == 0]
    fit(ex, 0.1, Path(folder) / "edges.csv")
    use(folder)


def use(folder):
    tagger.WEIGHTS = Path(folder)
    tagger.load_model.cache_clear()
    systems._edges.cache_clear()


def name_examples(told, likely=-4.0):
    before, systems._LIKELY = systems._LIKELY, likely
    found = likely_spans(told.reading)
    systems._LIKELY = before
    for name, spans in found.items():
        yield told.page, sorted(describe_name(told.reading, name, spans)), name in told.all_names, any(
            len(own) > 2 and (name.endswith(own) or own.endswith(name)) for own in told.all_names)


def passage_examples(told):
    """A sequence for each coded system whose names stand in the text."""
    r = told.reading
    own = []
    for names, chars in zip(told.names, told.passages):
        names = [n for n in names if n and n in r.text]
        if names and r.sentences:
            system = systems.System(r, names[0])
            system.names = names
            own.append((system, chars))
    for system, chars in own:
        rows = systems.describe_sentences(r, system, [s for s, _ in own])
        labels = ["yes" if len(x & chars) > len(x) / 2 else "no" for x in told.sentence_chars]
        yield told.page, rows, labels


def train_passages(examples, path, c1=0.1, c2=0.5, least=3):
    import pycrfsuite, tempfile
    seen = defaultdict(set)
    for page, rows, _ in examples:
        for row in rows:
            for f in row: seen[f].add(page)
    names = sorted(f for f, ps in seen.items() if len(ps) >= least)
    number = {f: str(i) for i, f in enumerate(names)}
    trainer = pycrfsuite.Trainer(verbose=False)
    for _, rows, labels in examples:
        trainer.append([[number[f] for f in row if f in number] for row in rows], labels)
    trainer.set_params(dict(c1=c1, c2=c2, max_iterations=100))
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/m")
        tg = pycrfsuite.Tagger(); tg.open(f"{folder}/m"); info = tg.info(); tg.close()
    labels = ["no", "yes"]
    w = defaultdict(dict)
    for (f, l), x in info.state_features.items(): w[names[int(f)]][l] = x
    rows = {f: [o.get(l, 0) for l in labels] for f, o in w.items()}
    rows |= {f"after={l}": [info.transitions.get((l, m), 0) for m in labels] for l in labels}
    write_weights(Path(path), labels, rows | {"always": [0, 0]})


_BARE = re.compile(r"[\s“”‘’\"'、,，。.;；:：《》()（）\-—]")
norm = lambda x: _BARE.sub("", fold(x or ""))


def cell_examples(told, column):
    r = told.reading
    if not told.rows or not r.sentences:
        return
    proposed = systems.propose_cells(r)[column]
    for row, names, chars in zip(told.rows, told.names, told.passages):
        names = [n for n in names if n and n in r.text]
        if not names:
            continue
        system = systems.System(r, names[0])
        passages = {i for i, x in enumerate(told.sentence_chars) if len(x & chars) > len(x) / 2}
        wanted = norm(row[column])
        for a, b in proposed:
            cell = norm(r.text[a:b])
            if column == "place":
                good = bool(wanted) and cell.rstrip("市县区") == wanted.rstrip("市县区")
            else:
                good = bool(wanted) and bool(cell) and (cell in wanted or wanted in cell) and (column == "date" or len(cell) > 1)
            yield told.page, systems.describe_cell(r, system, passages, a, b), good


def part_examples(told):
    r = told.reading
    if not told.rows or not r.sentences:
        return
    lists = systems.propose_lists(r)
    for row, names, chars in zip(told.rows, told.names, told.passages):
        names = [n for n in names if n and n in r.text]
        if not names:
            continue
        system = systems.System(r, names[0])
        passages = {i for i, x in enumerate(told.sentence_chars) if len(x & chars) > len(x) / 2}
        golds = [{norm(x) for x in row[c].split("|") if norm(x)} for c in ("parts", "alt_parts")]
        for a, b, items in lists:
            if r.sentence(a) in passages or items[0] in system.names[0]:
                have = {norm(x) for x in items}
                yield told.page, systems.describe_list(r, system, passages, a, b, items), any(
                    g and len(have & g) >= 0.75 * max(len(have), len(g) * 0.7) for g in golds)
