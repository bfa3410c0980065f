"""Sixteen reforms of the seeds and what their pages tell of them: ``reforms_of_the_seeds.csv``.

A row holds how the ``page`` begins, the ``reform``, how the rows of systems that make it are ``named`` (texts parted by
|, one of which stands in a name or in a formulation of the passages), a ``field`` with its right ``value``, and whether
it is a ``miss``. The name, the place, the date, the actor and the parts stand in ``systems``; formulations (slogan) and
figures in rows of the passages.
"""

import csv
from pathlib import Path

from tifa.compare import place_in_systems


def read_reforms():
    """The rows of the table, as dicts."""
    with open(Path(__file__).with_suffix(".csv"), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def tell_reforms(corpus):
    """What is found of each system: {(page, article, system): {field: texts}}."""
    key = ["page", "article", "system"]
    told = {tuple(getattr(row, part) for part in key): {"name": {row.name, *row.alt_names.split("|")}, "place": {row.place},
        "date": {row.date}, "actor": {row.actor}, "part": {*row.parts.split("|")}, "slogan": set(), "figure": set()}
        for row in corpus.systems.itertuples()}
    for field, table in (("slogan", corpus.slogans), ("figure", corpus.indicators)):
        for row in place_in_systems(table, corpus.systems).itertuples():
            told[row.page, row.article, row.system][field].add(row.text if field == "slogan" else f"{row.value:g}{row.unit}")
    return told


def holds(told, case):
    """Whether a value is found in a system of its page that is named so."""
    own = [system for (page, *_), system in told.items() if page.startswith(case["page"]) and any(
        name in found for name in case["named"].split("|") for found in system["name"] | system["slogan"])]
    return any(case["value"] in system[case["field"]] for system in own)
