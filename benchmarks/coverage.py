"""How often the 95 % intervals of ``tifa.compare.rates.estimate`` hold what they should, on a large corpus.

    coverage.py [CORPUS.jsonl.gz ...]

CORPUS holds an article a line, as JSON with its ``headline`` and ``body``; default: the national daily and the television news
of ``../shared/corpora`` beside the checkout. Samples of 8 to 80 articles are drawn, and the interval of each is held against the
rate or share in the whole corpus: of words by the share of articles that have them, of formulations by kind, and of measures by
instrument. A cell says in how many of 100 samples that get an interval it holds the true value, and behind the slash how many of
100 samples get one. The simulated error of a cell is at most ``1.96 * sqrt(0.05 * 0.95 / samples)``, where its words are drawn
with the same samples; no cell is told with fewer than 500 intervals.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from tifa.compare.rates import estimate
from tifa.policy.measures import find_measures
from tifa.policy.slogans import find_slogans
from tifa.tables import INSTRUMENTS, SLOGAN_KINDS, Articles, make_table
from tifa.words.counts import count_words

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
NAMES = ["people_daily_articles", "xinwenlianbo"]
SIZES = [8, 12, 20, 40, 80]
CLASSES = {"words of 40 % of the articles or more": (0.4, 1.01), "words of 20 to 40 %": (0.2, 0.4), "words of 10 to 20 %": (0.1, 0.2),
           "words of 5 to 10 %": (0.05, 0.1), "words of 2 to 5 %": (0.02, 0.05), "words of 0.5 to 2 %": (0.005, 0.02)}


def read_corpus(file, most=4000, seed=0):
    """Articles of a hundred characters or more, in a random order, as the table ``articles``."""
    with gzip.open(file, "rt", encoding="utf-8") as f:
        rows = [row for row in map(json.loads, f) if len(row["body"] or "") >= 100 and row.get("kind", "article") == "article"]
    rows = [rows[i] for i in np.random.default_rng(seed).permutation(len(rows))[:most]]
    return make_table(Articles, [
        dict(page=f"p{i:05d}", article=1, start=0, end=len(row["body"]), headline=row["headline"] or "", genre="news", body=row["body"],
             n_chars=len("".join(row["body"].split())), spans=f"body:0-{len(row['body'])}") for i, row in enumerate(rows)])


def measure_words(articles, each=10, seed=0):
    """For each class of words: the counts of some of them in each article, and how many words each article has."""
    counts = count_words(articles)
    totals = np.array([own.total() for own in counts])
    spread = Counter(word for own in counts for word in own)
    rng = np.random.default_rng(seed)
    for name, (low, high) in CLASSES.items():
        words = sorted(word for word, n in spread.items() if low <= n / len(counts) < high)
        words = [words[i] for i in rng.permutation(len(words))[:each]]
        yield name, [np.array([own[word] for own in counts]) for word in words], totals, False


def count_rows(table, articles):
    return table.groupby("page").size().reindex(articles.page, fill_value=0).to_numpy()


def measure_finds(articles):
    """The same for formulations by kind, in 1,000 characters, and for measures by instrument, as shares of all."""
    slogans, measures = find_slogans(articles), find_measures(articles)
    for kind in SLOGAN_KINDS:
        yield f"formulations: {kind}", [count_rows(slogans[slogans.kind == kind], articles)], articles.n_chars.to_numpy(float), False
    every = count_rows(measures, articles)
    for name in INSTRUMENTS:
        yield f"measures, share of {name}", [count_rows(measures[measures.instrument == name], articles)], every, True


def cover(tops, bottoms, share, n, samples, seed=0):
    """How many intervals were given, how many hold the value of the whole, of how many samples."""
    rng, given, held = np.random.default_rng(seed), 0, 0
    for top in tops:
        true = top.sum() / bottoms.sum()
        for rows in rng.integers(len(bottoms), size=(samples, n)):
            _, low, high, _ = estimate(top[rows], bottoms[rows], share)
            given += low == low
            held += low <= true <= high
    return given, held, samples * len(tops)


def tell_coverage(articles, samples=4000):
    """The table that is printed: a row a class, a column a size of sample."""
    rows = {}
    for name, tops, bottoms, share in (*measure_words(articles), *measure_finds(articles)):
        cells = [cover(tops, bottoms, share, n, samples // max(1, len(tops))) for n in SIZES] if tops else [(0, 0, 1)] * len(SIZES)
        rows[name] = [f"{100 * held / given:.1f} / {100 * given / drawn:.0f}" if given >= 500 else f"- / {100 * given / drawn:.0f}"
                      for given, held, drawn in cells]
    return pd.DataFrame.from_dict(rows, orient="index", columns=[f"n = {n}" for n in SIZES])


def main(files):
    for file in files:
        if not file.exists():
            print(f"{file.name} is not there: nothing is measured on it. It belongs into {CORPORA}.")
            continue
        articles = read_corpus(file)
        print(f"{file.name}, {len(articles):,} articles\n{tell_coverage(articles).to_string()}\n", flush=True)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [CORPORA / f"{name}.jsonl.gz" for name in NAMES])
