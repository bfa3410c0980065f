"""Train the weights of ``lib/tifa/data/boundaries.csv``.

    train_boundaries.py PAGES.jsonl[.gz] [PAGES …]

Each line of PAGES is one page as JSON: ``text`` and ``gold``, a list of {start, end, kind} with the true places of its
articles in ``text``. Long paragraphs are cut in mid-sentence, as column breaks cut them, before features are read.

Data statement. The weights in the project were trained on pages of a national daily of July and August 2023 with known
article boundaries (824 pages of three items or more), each cut twice at random places. No text of them is kept: only
the weights are. What the model knows is therefore how one paper sets its pages; on papers that set them otherwise it
will do worse, and the hand-set costs of ``tifa.lines`` stand beside it for that reason. Two hundred pages were held
out while features and costs were chosen (there, articles found with an overlap of nine tenths: F1 0.89); the weights
that are shipped were then trained on all pages.
"""

import csv
import gzip
import json
import random
import sys

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from tifa.lines import read_lines
from tifa.boundaries import describe_blocks
from tifa.text import fold
from tifa.words import DATA

_OPEN = set("。!?;”’)》…,、:")


def broken_page(page, rng):
    """A page's text with cut paragraphs, and the places where its articles begin."""
    out, starts, at = [], set(), 0
    for piece in page["gold"]:
        starts.add(at)
        for paragraph in page["text"][piece["start"] : piece["end"]].split("\n"):
            paragraph = paragraph.strip("\u3000 \t")
            if not paragraph:
                continue
            folded, cut = fold(paragraph), 0
            if len(paragraph) > 90 and rng.random() < 0.5:
                places = [i for i in range(30, len(paragraph) - 20) if folded[i - 1] not in _OPEN and folded[i] not in _OPEN]
                cut = rng.choice(places) if places else 0
            for part in (paragraph[:cut], paragraph[cut:]) if cut else (paragraph,):
                out.append(part + "\n\n")
                at += len(part) + 2
    return "".join(out), starts


def main(paths):
    """Read pages, train, write the weights."""
    pages = []
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
            pages += [page for page in map(json.loads, f) if len(page["gold"]) > 2]
    features, labels, rng = [], [], random.Random(0)
    for page in pages * 2:
        text, starts = broken_page(page, rng)
        lines = read_lines(fold(text))
        for i, found in describe_blocks(lines).items():
            features.append(found)
            labels.append(lines[i].start in starts)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(features)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(C=0.15, l1_ratio=1.0, solver="liblinear", random_state=0, max_iter=1000).fit(matrix, labels)
    with open(DATA / "boundaries.csv", "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerow(["", f"{model.intercept_[0]:.3f}"])
        for name, weight in sorted(zip(vectorizer.feature_names_, model.coef_[0]), key=lambda item: -abs(item[1])):
            if abs(weight) >= 0.005:
                writer.writerow([name, f"{weight:.3f}"])
    print(f"{len(pages)} pages, {len(labels)} blocks, {sum(abs(model.coef_[0]) >= 0.005)} weights")


if __name__ == "__main__":
    main(sys.argv[1:])
