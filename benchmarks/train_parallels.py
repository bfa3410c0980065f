"""Train the weights of ``lib/tifa/data/parallels.csv``.

    train_parallels.py [--labelled FILE] PAGES GOLD [PAGES GOLD ...]

PAGES is a folder of pages, GOLD the folder of its hand-coded tables (``slogans.tsv``). FILE holds further paragraphs, one
a line as JSON: ``text`` and ``formulas``, a list of [start, end]. With ``--check`` nothing is written: each page is read
with weights trained on all others, and precision and recall are told for each set of pages.

Data statement. The weights in the project were trained on the five pages of the seeds with both coders' rows, on 28
articles of a national daily coded once by language models after the same codebook, and on 75 items of a television
news programme in which another language model marked the formulas among the lists an earlier model put forward. No text
of the two latter is kept. What is a formula, and what is only a sentence in good rhythm, is a matter of judgement on
which coders differ; the model knows what these coders thought, in official prose of 2020 to 2024.
"""

import argparse
import csv
import json
import re
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import tifa
from tifa.policy.parallels import describe_lists
from tifa.words.fold import fold
from tifa.knowledge import DATA, read_rows

_STRENGTH = 0.5  # inverse of the L2 penalty
_LEAST = 0.40  # the probability from which precision and recall balance; the bias is moved so that it lies at even odds
_PUNCTUATION = re.compile(r"[^\w+]")


def read_set(pages, gold):
    """The lists of a folder's pages: (page, article, start, end, traits, is it a formula?, its text), and the texts both coders gave."""
    with open(Path(gold) / "slogans.tsv", encoding="utf-8", newline="") as f:
        coded = {(row["page"], _PUNCTUATION.sub("", row["text"])): row for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
                 if re.search("[、,，\\s]", row["text"]) or row["kind"] == "parallel"}
    lists = []
    for story in tifa.story.stories(tifa.read_articles(pages)):
        for start, end, items, traits in describe_lists(story.text):
            key = story.page, _PUNCTUATION.sub("", story.text[start:end])
            lists.append((story.page, (story.page, story.article), start, end, traits, key in coded, key))
    return lists, coded


def read_labelled(path):
    """The lists of labelled paragraphs."""
    for k, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        formulas = {tuple(span) for span in row["formulas"]}
        for start, end, items, traits in describe_lists(fold(row["text"])):
            yield "", k, start, end, traits, (start, end) in formulas, None


def train(lists):
    """Give {trait: weight} with the bias as ``always``."""
    names = sorted({name for row in lists for name in row[4]})
    table = np.array([[name in row[4] for name in names] for row in lists], dtype=float)
    model = LogisticRegression(C=_STRENGTH, max_iter=5000).fit(table, [row[5] for row in lists])
    return {"always": model.intercept_[0] - np.log(_LEAST / (1 - _LEAST))} | dict(zip(names, model.coef_[0]))


def choose(lists, weights):
    """The lists that the weights take for formulas, the likeliest first, without overlap."""
    scored = sorted(((weights["always"] + sum(weights.get(name, 0) for name in row[4]), row[2], row) for row in lists),
                    key=lambda item: (-item[0], item[1]))
    chosen = []
    for score, _, row in scored:
        if score >= 0 and all(row[1] != other[1] or row[3] <= other[2] or other[3] <= row[2] for other in chosen):
            chosen.append(row)
    return chosen


def main():
    """Read, then check or train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--labelled")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    sets = [read_set(*pair) for pair in zip(given.folders[::2], given.folders[1::2], strict=True)]
    further = list(read_labelled(given.labelled)) if given.labelled else []
    every = [row for lists, _ in sets for row in lists] + further
    if given.check:
        for folder, (lists, coded) in zip(given.folders[::2], sets):
            found = set()
            for page in sorted({row[0] for row in lists}):
                weights = train([row for row in every if row[0] != page])
                found |= {row[6] for row in choose([row for row in lists if row[0] == page], weights)}
            both = {key for key, row in coded.items() if row["by"] == "AB" and row["kind"] == "parallel"}
            precision, recall = len(found & coded.keys()) / max(1, len(found)), len(found & both) / max(1, len(both))
            print(f"{folder}: precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall or 1):.3f}, {len(found)} found")
        return
    rows = read_rows(DATA / "parallels.csv")
    weights = train(every)
    with open(DATA / "parallels.csv", "w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"weight": f"{weights.get(row['trait'], 0):.2f}"} for row in rows)
    print(f"{len(every)} lists, {sum(row[5] for row in every)} formulas, {len(weights)} weights")


if __name__ == "__main__":
    main()
