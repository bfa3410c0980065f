"""Lay out the coded items of television news for ``train_systems.py``: their texts, and their reforms as a table.

    lay_out_news.py NEWS OUT

NEWS is the file of all items (JSON Lines, gzip: id, headline, body), which is third-party text and no part of the project;
OUT gets ``texts/`` and ``systems.tsv``. ``coded_news.csv`` beside this script says which items were coded, and where in their
text each reform stands: a row a reform, its columns stretches ``start-end`` of the item's text, joined by ``;``. An item
that tells of none has a row with empty columns.
"""

import argparse
import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path

from tifa.compare.scores import read_spans

CODED = Path(__file__).with_name("coded_news.csv")
NAMES = ("name", "alt_names", "place", "date", "actor", "within", "parts")  # told by stretches that hold the words
OPENING = "央视网消息（新闻联播）："


def read_text(item):
    """The text of an item as it was coded: its headline in the first line, without the words that open each body."""
    return f"{item['headline']}\n{item['body'].removeprefix(OPENING)}"


def lay_out(news, out):
    """Write the texts and the table; return how many of each."""
    with open(CODED, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    coded = defaultdict(list)
    for row in rows:
        coded[row["id"]].append(row)
    (out / "texts").mkdir(parents=True, exist_ok=True)
    table = [["page", "article", *NAMES, "spans"]]
    with gzip.open(news, "rt", encoding="utf-8") as f:
        for item in filter(lambda item: item["id"] in coded, map(json.loads, f)):
            text = read_text(item)
            (out / "texts" / f"{item['id']}.txt").write_text(text, encoding="utf-8")
            for row in filter(lambda row: row["name"], coded.pop(item["id"])):
                words = ["|".join(text[a:b].replace("\n", " ") for a, b in read_spans(row[name])) for name in NAMES]
                table.append([item["id"], "1", *words, row["spans"]])
    if coded:
        raise SystemExit(f"{news} lacks items that were coded: {', '.join(sorted(coded)[:5])} …")
    (out / "systems.tsv").write_text("".join("\t".join(row) + "\n" for row in table), encoding="utf-8")
    return len({row["id"] for row in rows}), len(table) - 1


def main():
    """Read the arguments, write, say how much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    print("{} items, {} reforms".format(*lay_out(**vars(parser.parse_args()))))


if __name__ == "__main__":
    main()
