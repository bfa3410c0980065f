import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from tifa.tables import TABLES, Articles, Indicators, Lines, Measures, Slogans, Terms, describe_tables, make_table

LINE = dict(page="p", line=1, start=0, end=2, text="要闻", article=0, role="section", cont=0)
SLOGAN = dict(page="p", article=1, text="一户一档", kind="numeric", start=0, end=4)
MEASURE = dict(page="p", article=1, text="设立门诊", instrument="organization", status="done", start=0, end=4)
INDICATOR = dict(page="p", article=1, text="门诊3家", value=3, kind="scale", start=0, end=4)
ARTICLE = dict(page="p", article=1, start=0, end=4, genre="news", n_chars=4)


@pytest.mark.parametrize("schema, row", [(Lines, LINE), (Slogans, SLOGAN), (Measures, MEASURE), (Indicators, INDICATOR), (Articles, ARTICLE)])
def test_a_table_has_its_columns_in_order(schema, row):
    assert list(make_table(schema, [row]).columns) == list(schema.columns)


@pytest.mark.parametrize("schema", TABLES.values(), ids=lambda schema: schema.name)
def test_a_table_without_rows_has_its_columns(schema):
    assert list(make_table(schema, []).columns) == list(schema.columns)


@pytest.mark.parametrize("schema, row, column, value", [
    (Lines, LINE, "role", "title"),
    (Articles, ARTICLE, "genre", "essay"),
    (Slogans, SLOGAN, "kind", "rhymed"),
    (Measures, MEASURE, "instrument", "money"),
    (Measures, MEASURE, "status", "dropped"),
    (Indicators, INDICATOR, "kind", "guess"),
])
def test_a_value_that_is_not_allowed_is_refused_and_named(schema, row, column, value):
    with pytest.raises(SchemaErrors) as error:
        make_table(schema, [row, {**row, "page": "q", column: value}])
    assert column in str(error.value) and value in str(error.value)


def test_text_where_a_whole_number_belongs_is_refused():
    with pytest.raises(SchemaErrors, match="start"):
        make_table(Lines, [{**LINE, "start": "zero"}])


def test_a_number_that_must_be_there_is_missed():
    with pytest.raises(SchemaErrors, match="end"):
        make_table(Lines, [{**LINE, "end": None}])


@pytest.mark.parametrize("schema, row", [(Lines, LINE), (Articles, ARTICLE), (Terms, dict(city="", term="门诊", pos="n", count=1, articles=1))])
def test_two_rows_of_one_key_are_refused(schema, row):
    with pytest.raises(SchemaErrors):
        make_table(schema, [row, row])


def test_two_mentions_of_one_slogan_are_two_rows():
    assert len(make_table(Slogans, [SLOGAN, SLOGAN])) == 2


def test_unknown_text_is_empty_and_an_unknown_number_is_missing():
    row = make_table(Indicators, [INDICATOR]).iloc[0]
    assert row.metric == "" and row.unit == ""
    assert row.year is pd.NA and row.base_value is pd.NA


@pytest.mark.parametrize("text", ["nan", "NA", "None", "<NA>", "", " "])
def test_text_that_looks_like_nothing_stays_text(text):
    assert make_table(Lines, [{**LINE, "text": text}]).text[0] == text


def test_the_dictionary_lists_each_column_of_each_table_once():
    listed = list(zip(describe_tables().table, describe_tables().column))
    assert sorted(listed) == sorted((name, column) for name, schema in TABLES.items() for column in schema.columns)


def test_the_dictionary_gives_every_column_a_meaning_and_a_type():
    columns = describe_tables()
    assert columns.meaning.str.len().ge(4).all()
    assert set(columns.type) == {"text", "number", "whole number"}


def test_the_dictionary_lists_allowed_values():
    columns = describe_tables().set_index(["table", "column"])
    assert columns.loc[("measures", "status"), "values"] == "done, ongoing, planned"
    assert columns.loc[("lines", "text"), "values"] == ""


def test_every_table_says_what_a_row_is():
    assert all(schema.description.startswith("One row a") for schema in TABLES.values())


def test_every_table_of_the_seeds_keeps_to_its_schema(corpus):
    for name, table in zip(corpus._fields, corpus):
        TABLES[name].validate(table, lazy=True)
