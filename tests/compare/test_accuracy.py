"""The table of what was measured."""

import csv

import pandas as pd
import pytest

import tifa

SHARES = ["precision", "recall", "f1", "low", "high"]


@pytest.fixture(scope="module")
def table():
    return tifa.compare.read_accuracy()


def test_the_table_has_the_columns_that_its_docstring_tells(table):
    told = [line.split(":")[0].strip(" -").split(", ") for line in tifa.compare.read_accuracy.__doc__.splitlines() if line.strip().startswith("- ")]
    assert table.columns.tolist() == [name for names in told for name in names]
    assert all(pd.api.types.is_string_dtype(table[name]) for name in ["part", "measured_on", "coded_by", "date", "note"])
    assert table.rows.dtype == "Int64" and all(table[name].dtype == "float64" for name in SHARES)


def test_every_row_says_what_was_measured_on_which_texts_with_which_result(table):
    assert table[["part", "measured_on"]].ne("").all(axis=None)
    assert (table[SHARES].notna().any(axis=1) | table.note.ne("")).all()
    assert table[SHARES].stack().dropna().between(0, 1).all() and table.rows.dropna().gt(0).all()
    assert not table.duplicated(["part", "measured_on", "date", "note"]).any()


def test_f1_is_the_harmonic_mean_within_what_two_decimals_allow(table):
    known = table.dropna(subset=["precision", "recall", "f1"])
    mean = 2 * known.precision * known.recall / (known.precision + known.recall)
    assert len(known) and (mean - known.f1).abs().max() < 0.0101


def test_intervals_hold_their_f1(table):
    known = table.dropna(subset=["low"])
    assert known.low.le(known.f1).all() and known.high.ge(known.f1).all() and known.high.notna().all()


def test_what_was_not_noted_is_missing_and_no_number(table, root):
    with open(root / "lib/tifa/data/accuracy.csv", encoding="utf-8", newline="") as f:
        written = [[row[name] != "" for name in ["rows", *SHARES]] for row in csv.DictReader(f)]
    assert table[["rows", *SHARES]].notna().to_numpy().tolist() == written


@pytest.mark.parametrize("part", ["slogans", "measures", "indicators"])
def test_each_table_of_policy_has_a_measurement_that_was_held_out(table, part):
    own = table[table.part == part]
    assert own.measured_on.str.contains("held out").any() and own.measured_on.str.contains("seed").any()
