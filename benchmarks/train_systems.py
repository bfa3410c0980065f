"""Train the weights that find systems: which names, which passages, which place, date, actor and parts.

    train_systems.py PAGES GOLD [PAGES GOLD ...] [--news NEWS] [--out FOLDER]

PAGES is a folder of pages (its ``sources.csv`` is read), GOLD the folder of its ``systems.tsv``, NEWS what ``lay_out_news.py``
wrote. The FOLDER must hold the weights of formulations (``train_tagger.py``), in whose items parts are found. Without ``--out``
the weights of the project are written anew: the same bytes from the same input on every run of one machine.

Data statement. The articles and pages are those of ``train_tagger.py``; 424 systems of 208 articles, most of them coded
once, and 38 of the seeds' five pages, by two coders who agree (F1) at 0.93. Some 40 articles tell of none. Then 384 items of
television news (2022 to 2024) on local policy and reform, none of them among the 208 articles, with 760 systems; 98 tell of
none. Their coders, language models as the others, worked after the same codebook and examples, each item once; twelve
articles that two coders had coded before stood unmarked among the items, and there they agree with these (F1) at 0.75: they
find nine of ten, and take more for a reform, which a feature takes up that only training has. An article that two coders read
counts twice. A feature that fewer than three pages have is dropped. What counts as one reform, and under which name, is what
these coders took for it.
"""

import argparse
import re
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from train_tagger import keep_features, offer, read_coded_rows, read_stories, train_choice, train_tagger, write_weights

from tifa.compare.scores import read_spans
from tifa.policy import systems, tagger
from tifa.words.fold import fold

STRENGTH = 0.1  # inverse strength of the penalty on the judges' weights
CHOICE = 0.2  # the same of the judges that choose
WEAKEST = -4.0  # score of the edges above which a run of words is an example for the judge of names
SPARED = 4  # of the runs of words that are no name every so manyth is an example for the judge of edges
SENTENCES = [("lbfgs", dict(c1=0.1, c2=0.5, max_iterations=100), 1)]  # how the tagger of sentences learns
NEWS = "coder=news"  # a feature that only training has: these coders take more for a reform
TWICE = 2  # how often an article counts that two coders read
_BARE = re.compile(r"[\W_]")


class Coded:
    """A story with its hand-coded systems."""

    def __init__(self, story, rows, news):
        self.marks = [NEWS] * news
        self.times = TWICE if any(row.get("by", "A") != "A" for row in rows) else 1
        self.page, self.reading = story.page, systems.Reading(story.text, story.body)
        self.names = {name for row in rows for name in _names(row)}
        places = [set(range(*story.where(*sentence))) for sentence in self.reading.sentences]
        self.systems = []  # (row, system, numbers of the sentences that speak of it)
        for row in rows if places else ():
            told = {i for a, b in read_spans(row["spans"]) for i in range(a, b)}
            if names := [name for name in _names(row) if name in story.text]:
                passages = {i for i, own in enumerate(places) if 2 * len(own & told) > len(own)}
                self.systems.append((row, systems.System(self.reading, names), passages))


def _names(row):
    """All names of a row, the first one first."""
    return [systems.bare(fold(name).strip()) for name in (row["name"], *row["alt_names"].split("|")) if name.strip()]


def read_coded(pages, gold, news=False):
    """The stories of a folder of pages that were coded."""
    rows = read_coded_rows(gold, "systems")
    return [Coded(story, [row for row in rows[story.page] if int(row["article"]) == story.article], news)
        for story in read_stories(pages)]


def read_news(folder):
    """The items of news that ``lay_out_news.py`` wrote; none without a folder."""
    return read_coded(Path(folder) / "texts", folder, news=True) if folder else []


# --- examples: (page, features, a verdict for each label) ----------------------------------------------------------

def edge_examples(coded):
    """Each run of words that could be a name: is it one?"""
    reading, (firsts, ends) = coded.reading, systems.all_spans(coded.reading)
    for n, (first, end) in enumerate(zip(firsts.tolist(), ends.tolist())):
        name = systems.bare(reading.text[reading.at[first] : reading.at[end]])
        if name in coded.names or n % SPARED == 0 and len(name) > 2:
            words = reading.word(first - 1), reading.words[first], reading.words[end - 1], reading.word(end)
            features = [x for edge, word in zip(systems.EDGES, words) for x in systems.edge_features(edge, word)]
            yield coded.page, [*features, f"words={end - first}"], name in coded.names


def name_examples(coded):
    """Each likely name: is it one, and is it at least the end of one, or one with words before it?"""
    for name, spans in systems.likely_spans(coded.reading, WEAKEST).items():
        like = any(len(own) > 2 and (name.endswith(own) or own.endswith(name)) for own in coded.names)
        features = systems.describe_name(coded.reading, name, spans) + coded.marks
        yield coded.page, features, name in coded.names, like


def cell_choices(column, coded):
    """The places, dates or actors that could be a system's, for each: (page, features of none and of each, right?)."""
    proposed = systems.propose_cells(coded.reading)[column] if coded.systems else ()
    for row, system, passages in coded.systems:
        told = [_BARE.sub("", fold(row[name] or "")) for name in (column, f"alt_{column}") if row.get(name)]
        described, right = [], []
        for start, end in systems.cells_near(coded.reading, passages, proposed):
            cell = _BARE.sub("", coded.reading.text[start:end])
            good = any(cell.rstrip("市县区") == own.rstrip("市县区") if column == "place" else cell in own or own in cell
                for own in told if own) and len(cell) > 1
            described.append(systems.describe_cell(system, passages, start, end))
            right.append(good)
        yield coded.page, *offer(described, right)


def _told_parts(row):
    """The parts of a system as each coder gave them."""
    return [{_BARE.sub("", fold(part)) for part in row[name].split("|")} for name in ("parts", "alt_parts") if row.get(name)]


def border_choices(coded):
    """The cuts of the first and last piece of each list of which all else is a part of some system: is it one, too?"""
    told = [parts for row, _, _ in coded.systems for parts in _told_parts(row)]
    for _, pieces in systems.propose_rows(coded.reading.text) if told else ():
        bare = [_BARE.sub("", piece) for piece in pieces]
        for first in (True, False):
            far = bare[-1] if first else bare[0]
            cuts = [*systems.propose_cuts(pieces, first)]
            for parts in told:
                reaches = any(far.startswith(part) if first else far.endswith(part) for part in parts)
                right = [_BARE.sub("", item) in parts for item, *_ in cuts]
                if parts.issuperset(bare[1:-1]) and reaches and any(right):
                    yield coded.page, *offer([systems.describe_cut(pieces, first, *cut) for cut in cuts], right)
                    break


def part_choices(coded):
    """The lists in the passages of a system, for each: (page, features of none and of each, right?)."""
    lists = systems.propose_lists(coded.reading) if coded.systems else ()
    for row, system, passages in coded.systems:
        told, described, right = _told_parts(row), [], []
        for start, end, items, kind in systems.lists_of(system, passages, lists):
            own = {_BARE.sub("", item) for item in items}
            good = any(len(own & parts) >= max(0.75 * len(own), 0.75 * len(parts)) for parts in told)
            described.append(systems.describe_list(system, passages, start, end, items, kind))
            right.append(good)
        yield coded.page, *offer(described, right)


def passage_examples(coded):
    """Each system: the features of the sentences of its article, which speak of it, where they begin and end."""
    every = [system for _, system, _ in coded.systems]
    for _, system, passages in coded.systems:
        rows = [row + coded.marks for row in systems.describe_sentences(system, every)]
        yield coded.page, rows, ["yes" if i in passages else "no" for i in range(len(rows))], [0, len(rows)]


# --- weights -----------------------------------------------------------------------------------------------------

def train_judge(examples, path, labels=("yes",)):
    """Train a judge with a column a label and write it."""
    examples = list(examples)
    kept, names = keep_features((page, [features]) for page, features, *_ in examples), DictVectorizer()
    table = names.fit_transform([dict.fromkeys(kept.intersection(features), 1) for _, features, *_ in examples])
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    models = [LogisticRegression(C=STRENGTH, max_iter=200).fit(table, verdicts)
        for verdicts in list(zip(*examples))[2:]]
    rows = dict(zip(names.feature_names_, zip(*(model.coef_[0].tolist() for model in models))))
    write_weights(path, [*labels], rows | {"always": [model.intercept_[0] for model in models]})


@contextmanager
def weights_of(folder):
    """Read with the weights of a folder."""
    before, tagger.WEIGHTS = tagger.WEIGHTS, folder
    tagger.load_model.cache_clear()
    try:
        yield
    finally:
        tagger.WEIGHTS = before
        tagger.load_model.cache_clear()


def train(stories, wanted, folder):
    """Train all models on the pages that are wanted and write their weights into a folder."""
    folder = Path(folder)
    own = [coded for coded in stories if wanted(coded.page) for _ in range(coded.times)]
    examples = lambda reader: (example for coded in own for example in reader(coded))
    train_judge(examples(edge_examples), folder / "system_edges.csv")
    with weights_of(folder):  # names are examples where the edges speak for them
        train_judge(examples(name_examples), folder / "system_names.csv", ("name", "like"))
    train_tagger([*examples(passage_examples)], folder / "system_passages.csv", SENTENCES, {})
    for column in ("place", "date", "actor"):
        train_choice([*examples(partial(cell_choices, column))], folder / f"system_{column}.csv", CHOICE)
    train_choice([*examples(border_choices)], folder / "system_borders.csv", CHOICE)
    with weights_of(folder):  # lists are cut by the borders just trained
        train_choice([*examples(part_choices)], folder / "system_parts.csv", CHOICE)


def main():
    """Read what was coded, train, write."""
    parser = argparse.ArgumentParser(description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="PAGES GOLD")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--out", default=tagger.WEIGHTS)
    given = parser.parse_args()
    coded = [story for pages, gold in zip(given.folders[::2], given.folders[1::2], strict=True)
        for story in read_coded(pages, gold)]
    train(coded + read_news(given.news), lambda page: True, given.out)


if __name__ == "__main__":
    main()
