"""Count in unlabelled news what ``lib/tifa/data/word_classes.csv`` and ``quoted_words.csv`` hold.

    train_classes.py SOURCES ITEMS.jsonl.gz [ITEMS.jsonl.gz ...] [--out FOLDER]

ITEMS holds an item a line, as JSON with ``id``, ``headline`` and ``body``; SOURCES is the manifest of hand-coded articles,
whose notes name the items that are left out. Words that stand among the same words get the same class: the two words before
and behind each word are counted, weighed (positive pointwise mutual information), brought to 80 dimensions and clustered.

Data statement. The files in the project come from 16,699 items of a national daily (July and August 2023) and of television
news (September 2022 to December 2024), 6.5 million words. A word stands in twelve items at least, a phrase in quotation
marks in four; nothing else of the text is kept. The classes say what stands beside what in official prose, no more.
"""

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD

from tifa.words.fold import fold
from tifa.knowledge import DATA
from tifa.words.segment import segment

ITEMS, QUOTED = 12, 4  # items that a word, a quoted phrase must stand in
BESIDE, DIMENSIONS, BROAD, FINE = 3000, 80, 64, 400
_QUOTED = re.compile(r"“([\u4e00-\u9fffA-Za-z0-9+]{2,12})”")


def read_items(sources, files):
    """The folded headlines and bodies of the items that nobody coded."""
    with open(sources, encoding="utf-8", newline="") as f:
        coded = {row["note"] for row in csv.DictReader(f)}
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for item in map(json.loads, lines):
                if item["id"] not in coded:
                    yield fold(item["headline"]), fold(item["body"])


def classify(items):
    """Each frequent word with its broad and its fine class."""
    count, among = Counter(), Counter()
    for words in items:
        count.update(words)
        among.update(set(words))
    names = sorted(word for word in count if among[word] >= ITEMS and word.strip())
    number = {word: i for i, word in enumerate(names)}
    beside = {word: i for i, (word, _) in enumerate(sorted(count.items(),
        key=lambda entry: (-entry[1], entry[0]))[:BESIDE])}
    own = np.concatenate([[number.get(word, -1) for word in words] + [-1, -1] for words in items])
    other = np.concatenate([[beside.get(word, -1) for word in words] + [-1, -1] for words in items])
    tables = []
    for distance in (-2, -1, 1, 2):
        a, b = (own[:-distance], other[distance:]) if distance > 0 else (own[-distance:], other[:distance])
        both = (a >= 0) & (b >= 0)
        tables.append(sparse.coo_matrix((np.ones(both.sum()), (a[both], b[both])),
            shape=(len(names), len(beside))).tocsr())
    table = sparse.hstack(tables).tocoo()
    table.sum_duplicates()
    rows, columns = np.asarray(table.sum(axis=1)).ravel(), np.asarray(table.sum(axis=0)).ravel() ** 0.75
    weight = np.log(table.data * columns.sum() / (rows[table.row] * columns[table.col] + 1e-9))
    kept = weight > 0
    weighed = sparse.coo_matrix((weight[kept], (table.row[kept], table.col[kept])), shape=table.shape).tocsr()
    places = TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(weighed)
    places /= np.linalg.norm(places, axis=1, keepdims=True) + 1e-9
    broad, fine = (MiniBatchKMeans(k, random_state=0, n_init=3, batch_size=4096).fit(places).labels_
        for k in (BROAD, FINE))
    return [row for row in zip(names, broad, fine) if not set(row[0]) & set(',"\n ')]


def count_quoted(texts):
    """Each phrase often quoted: in how many items it is, and in how many tenths of the items that have it."""
    quoted, found = Counter(), Counter()
    for text in texts:
        quoted.update(set(_QUOTED.findall(text)))
    phrases = {phrase for phrase, items in quoted.items() if items >= QUOTED}
    sizes, begins = sorted({*map(len, phrases)}), {phrase[:2] for phrase in phrases}
    for text in texts:
        places = [i for i in range(len(text) - 1) if text[i : i + 2] in begins]
        found.update({text[i : i + size] for i in places for size in sizes} & phrases)
    return [(phrase, quoted[phrase], round(10 * quoted[phrase] / found[phrase]))
        for phrase in sorted(phrases)]


def main():
    """Read, count, write."""
    parser = argparse.ArgumentParser(description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources")
    parser.add_argument("items", nargs="+")
    parser.add_argument("--out", type=Path, default=DATA)
    given = parser.parse_args()
    items = [*read_items(given.sources, given.items)]
    tables = {"word_classes": (["word", "broad", "fine"], classify([segment(body) for _, body in items])),
              "quoted_words": (["phrase", "items", "tenths"],
              count_quoted([f"{headline}\n{body}" for headline, body in items]))}
    for name, (head, rows) in tables.items():
        with open(given.out / f"{name}.csv", "w", encoding="utf-8", newline="") as f:
            csv.writer(f, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    main()
