"""The cues that the patterns are put together from."""

import csv
import re

import pytest

from tifa import knowledge


def test_a_blank_of_a_cue_is_meant(monkeypatch):
    monkeypatch.setattr(knowledge, "_cue_rows", lambda file: [{"cue": "本报 #1", "kind": "name"}])
    pattern = knowledge.form(knowledge.any_cue("leads.csv", "name"), matches=["本报 #1"], refuses=["本报"])
    del knowledge.EXAMPLES[pattern]
    assert pattern.search("本报 #1") and not pattern.search("本报")


def test_a_kind_that_no_cue_has_is_an_error():
    with pytest.raises(ValueError, match=r"leads\.csv: no cue of the kind names"):
        knowledge.any_cue("leads.csv", "names")


@pytest.mark.parametrize("file", ["leads.csv", "bylines.csv", "line_words.csv"])
def test_a_cue_stands_once_a_kind_and_its_example_shows_it(root, file):
    with open(root / "lib/tifa/data" / file, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert len({(row["cue"], row["kind"]) for row in rows}) == len(rows)
    assert not [row for row in rows if not re.search(row["cue"], row["example"])]


def test_every_kind_of_cue_is_used(root):
    code = "".join((root / "lib/tifa" / file).read_text(encoding="utf-8") for file in ("leads.py", "articles/forms.py"))
    for file in ("leads.csv", "bylines.csv", "line_words.csv"):
        with open(root / "lib/tifa/data" / file, encoding="utf-8", newline="") as f:
            kinds = {row["kind"] for row in csv.DictReader(f)}
        assert not [kind for kind in kinds if f'"{kind}"' not in code and f"'{kind}'" not in code], file
