"""Train the weights of ``lib/tifa/data/boundaries.csv``.

    train_boundaries.py PAGES.jsonl[.gz]

Each line of PAGES is one page as JSON: ``date``, ``text`` and ``gold``, a list of {start, end, kind} with the true places
of its articles in ``text``. Long paragraphs are cut in mid-sentence, as column breaks cut them, before features are read.
With ``--folds N`` nothing is written: the dates are parted into N runs of days, each is read with weights trained on the
other days, and the share of articles found is told (overlap of nine tenths of the characters, counted on blocks).

Data statement. The weights in the project were trained on pages of a national daily of July and August 2023 with known
article boundaries (824 pages of three items or more), each cut four times at random places, twice with its bylines as
printed (above the text) and twice with them moved below, as other papers have them. No text of them is kept: only the
weights are. What the model knows is therefore how one paper sets its pages; on papers that set them otherwise it will do
worse, and the hand-set costs of ``data/layout.csv`` stand beside it for that reason.
"""

import argparse
import csv
import gzip
import json
import random
from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tifa.articles.openings import describe_page
from tifa.articles.lines import read_lines
from tifa.words.fold import fold
from tifa.knowledge import DATA

_OPEN = set("。!?;”’)》…,、:")
_RARE = 40  # a feature seen at fewer blocks gets no weight
_RIDGE = 2.0  # strength of the L2 penalty


def broken_page(page, rng, signed_below=False):
    """A page's text with cut paragraphs, and its articles as (start, end, kind); some papers sign below the text."""
    out, pieces, at = [], [], 0
    for piece in page["gold"]:
        start = at
        paragraphs = [p.strip("\u3000 \t") for p in page["text"][piece["start"] : piece["end"]].split("\n")]
        paragraphs = [p for p in paragraphs if p]
        if signed_below and len(paragraphs) > 3:
            names = [line.text for line in read_lines(fold("\n".join(paragraphs[:5]))) if line.byline]
            above = [p for p in paragraphs[:5] if fold(p) in names]
            paragraphs = [p for p in paragraphs if p not in above] + above
        for paragraph in paragraphs:
            folded, cut = fold(paragraph), 0
            if len(paragraph) > 90 and rng.random() < 0.5:
                places = [i for i in range(30, len(paragraph) - 20) if folded[i - 1] not in _OPEN and folded[i] not in _OPEN]
                cut = rng.choice(places) if places else 0
            for part in (paragraph[:cut], paragraph[cut:]) if cut else (paragraph,):
                out.append(part + "\n\n")
                at += len(part) + 2
        pieces.append((start, at, piece["kind"]))
    return "".join(out), pieces


def examples(pages):
    """The windows of pages broken four times, twice with their bylines below the text: (features of each stretch, stretches, number of blocks, stretches that are articles)."""
    rng, out = random.Random(0), []
    for page, below in [(page, below) for below in (False, True) * 2 for page in pages]:
        text, pieces = broken_page(page, rng, below)
        lines, begins = read_lines(fold(text)), {start for start, *_ in pieces}
        for starts, stretches in describe_page(lines):
            true = [k for k, i in enumerate(starts) if k == 0 or lines[i].start in begins] + [len(starts)]
            if not set(zip(true, true[1:])) <= stretches.keys():  # an article of more blocks than the model looks at
                continue
            out.append((list(stretches.values()), list(stretches), len(starts), set(zip(true, true[1:]))))
    return out


def train(data):
    """Give the weights that make the true cuttings likeliest: {feature: weight}."""
    seen = Counter()
    for features, stretches, *_ in data:
        seen.update(name for name, _ in {(name, a) for found, (a, _) in zip(features, stretches) for name in found})
    column = {name: i for i, name in enumerate(sorted(name for name, count in seen.items() if count >= _RARE))}
    rows = [(column[n], v) for features, *_ in data for found in features for n, v in found.items() if n in column]
    ends = np.cumsum([0] + [sum(n in column for n in found) for features, *_ in data for found in features])
    matrix = csr_matrix(([v for _, v in rows], [c for c, _ in rows], ends), shape=(len(ends) - 1, len(column)))
    turned = matrix.T.tocsr()
    true = np.array([pair in articles for _, stretches, _, articles in data for pair in stretches], dtype=float)

    def loss(weights):
        score, expected, total, at = matrix @ weights, np.zeros(len(true)), 0.0, 0
        for _, stretches, n, _ in data:
            a, b = np.array(stretches).T
            own = slice(at, at + len(a))
            at += len(a)
            table = np.full((n, n + 1), -np.inf)
            table[a, b] = score[own]
            before, behind = np.full(n + 1, -np.inf), np.full(n + 1, -np.inf)
            before[0] = behind[n] = 0.0
            for k in range(1, n + 1):
                before[k] = np.logaddexp.reduce(before[:k] + table[:k, k])
            for k in range(n - 1, -1, -1):
                behind[k] = np.logaddexp.reduce(table[k, k + 1 :] + behind[k + 1 :])
            total += before[n]
            expected[own] = np.exp(before[a] + score[own] + behind[b] - before[n])
        return total - score @ true + _RIDGE / 2 * weights @ weights, turned @ (expected - true) + _RIDGE * weights

    found = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {name: round(float(found[i]), 3) for name, i in column.items() if abs(found[i]) >= 0.0005}


def main():
    """Read pages, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages")
    given = parser.parse_args()
    with (gzip.open if given.pages.endswith(".gz") else open)(given.pages, "rt", encoding="utf-8") as f:
        pages = [page for page in map(json.loads, f) if len(page["gold"]) > 2]
    data = examples(pages)
    weights = train(data)
    with open(DATA / "boundaries.csv", "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows(sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0])))
    print(f"{len(pages)} pages, {sum(n for _, _, n, _ in data)} blocks, {len(weights)} weights")


if __name__ == "__main__":
    main()
