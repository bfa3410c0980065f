"""Systems: what holds of every row, and reforms of the seeds."""

import os
import subprocess
import sys

import pytest
from reforms_of_the_seeds import holds, read_reforms, tell_reforms

from tifa import read_articles
from tifa.policy import find_systems
from tifa.policy.systems import Reading, all_spans, bare

REFORMS = read_reforms()


@pytest.fixture(scope="module")
def articles():
    return read_articles("seeds")


@pytest.fixture(scope="module")
def systems(articles):
    return find_systems(articles)


def test_what_a_row_holds_stands_in_its_article(articles, systems):
    told = articles.set_index(["page", "article"])
    for row in systems.itertuples():
        own = told.loc[(row.page, row.article)]
        text = f"{own.kicker}\n{own.headline}\n{own.subhead}\n{own.body}"
        for cell in (row.name, *row.alt_names.split("|"), row.date, row.actor, *row.parts.split("|")):
            assert cell in text
        assert row.place in text or row.place == own.place


def test_passages_are_in_order_and_do_not_overlap(systems):
    for row in systems.itertuples():
        bounds = [int(bound) for span in row.spans.split(";") for bound in span.split("-")]
        assert bounds == sorted(set(bounds)) and (bounds[0], bounds[-1]) == (row.start, row.end)


def test_a_larger_system_is_a_row_of_its_article(systems):
    names = systems.groupby(["page", "article"])["name"].agg(set)
    assert all(not row.within or row.within in names[row.page, row.article] for row in systems.itertuples())


def test_systems_are_numbered_in_each_article(systems):
    for _, own in systems.groupby(["page", "article"]):
        assert own.system.tolist() == list(range(1, len(own) + 1))


def test_a_name_crosses_no_mark_but_in_quotation_marks():
    reading = Reading("推行“早谋划、早落实”机制,建成平台。", 0)
    firsts, ends = all_spans(reading)
    names = {bare(reading.text[reading.at[i] : reading.at[j]]) for i, j in zip(firsts, ends)}
    assert "“早谋划、早落实”机制" in names
    assert not any("," in name or name.count("“") != name.count("”") for name in names)


def test_no_article_gives_no_row(articles):
    assert find_systems(articles[:0]).empty


@pytest.fixture(scope="module")
def told(corpus):
    return tell_reforms(corpus)


@pytest.mark.parametrize("case", REFORMS, ids=[f"{case['reform']} {case['field']} {case['value']}" for case in REFORMS])
def test_what_the_seeds_tell_of_a_reform_is_found_but_for_known_misses(told, case):
    assert holds(told, case) == (not case["miss"])


def test_most_of_what_the_seeds_tell_of_a_reform_is_found():
    assert sum(bool(case["miss"]) for case in REFORMS) / len(REFORMS) < 0.22


def test_the_rows_do_not_hang_on_the_order_of_sets(root):
    """Python orders sets of texts anew in each process."""
    code = ("import tifa; articles = tifa.read_articles('seeds'); print(*(find(articles).to_csv() for find in ("
            "tifa.find_slogans, tifa.find_measures, tifa.find_indicators, tifa.find_systems)))")
    told = {subprocess.run([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed},
                           capture_output=True, check=True).stdout for seed in "123"}
    assert len(told) == 1
