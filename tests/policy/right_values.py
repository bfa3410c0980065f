"""Sentences with their right values, a table a kind: ``right_slogans.csv``, ``right_measures.csv``, ``right_indicators.csv``.

A row holds what it ``shows``, the ``sentence`` (paragraphs parted by ⏎) that stands in an article behind its lead, the
``columns`` that are compared, and the ``right`` rows, parted by ‖, their fields by `` / ``; none where nothing is to be
found. ``miss`` says in a few words what the reading gets wrong; it is empty where the reading is right.
"""

import csv
from pathlib import Path

import pandas as pd

from tifa.words.fold import fold

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def read_right_values(table):
    """The rows of a table of right values, as dicts."""
    with open(Path(__file__).parent / f"right_{table}.csv", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def say(value):
    """A cell as the tables of right values write it."""
    return "" if pd.isna(value) else f"{value:g}" if isinstance(value, (int, float)) else fold(value)


def reading(find, read_body, case, wide=False):
    """What ``find`` gives for the sentence of a case, as the tables of right values write it."""
    sentence = case["sentence"].translate(WIDE) if wide else case["sentence"]
    rows = find(read_body(*sentence.split("⏎")))[case["columns"].split()].astype(object)
    return "‖".join(" / ".join(map(say, row)) for row in rows.itertuples(index=False, name=None))


def holds(find, read_body, case):
    """Whether the reading of a case is right, in half width and in full width."""
    return all(reading(find, read_body, case, wide) == case["right"] for wide in (False, True))
