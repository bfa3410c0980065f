"""Counts, shares, verdicts and sources in words."""

import numpy as np
import pandas as pd
import pytest

import tifa
from tifa.compare import cite, read_glossary, tell_apart, tell_counts, tell_shares


def shares(*rows):
    return pd.DataFrame(rows, columns=["city", "instrument", "share", "low", "high"])


@pytest.mark.parametrize("counts, told", [
    ({}, "none"),
    ({"甲城": 3}, "甲城 3"),
    ({"甲城": 3, "乙城": "0.39"}, "甲城 3; 乙城 0.39"),
    ({str(n): n for n in range(12)}, "; ".join(f"{n} {n}" for n in range(12))),
    ({str(n): n for n in range(15)}, "; ".join([*(f"{n} {n}" for n in range(12)), "and 3 more"])),
])
def test_counts_are_told_in_their_order_and_not_without_end(counts, told):
    assert tell_counts(pd.Series(counts, dtype="object")) == told


def test_counted_names_have_their_gloss_where_a_glossary_is_given():
    told = tell_counts(pd.Series({"医共体": 2, "甲": 1}), read_glossary())
    assert told == "医共体 (county medical consortium) 2; 甲 1"


def test_shares_are_told_with_their_interval_or_that_there_is_none():
    rows = [("甲城", 0.126, 0.04, 0.17), ("乙城", 0.5, np.nan, np.nan), ("丙城", np.nan, np.nan, np.nan)]
    table = shares(*((city, "treasure", *numbers) for city, *numbers in rows))
    told = "甲城, treasure 13% (4% to 17%); 乙城, treasure 50% (no interval)"
    assert tell_shares(table, read_glossary()) == told
    assert tell_shares(table.tail(1), read_glossary()) == "none"


@pytest.mark.parametrize("rows, verdict", [
    ([("甲城", 0.6, 0.5, 0.7), ("乙城", 0.3, 0.2, 0.4)], "apart"),
    ([("乙城", 0.3, 0.2, 0.4), ("甲城", 0.6, 0.5, 0.7)], "apart"),
    ([("甲城", 0.6, 0.4, 0.7), ("乙城", 0.3, 0.2, 0.4)], "overlap"),  # they touch
    ([("甲城", 0.6, 0.3, 0.7), ("乙城", 0.3, 0.2, 0.4)], "overlap"),
    ([("甲城", 0.6, 0.5, 0.7)], "too few"),
    ([("甲城", 0.6, 0.5, 0.7), ("乙城", 0.3, np.nan, np.nan)], "too few"),
    ([("甲城", 0.6, np.nan, np.nan), ("乙城", 0.3, 0.2, 0.4)], "too few"),
    ([("甲城", 0.6, 0.5, 0.7), ("乙城", np.nan, np.nan, np.nan)], "too few"),
])
def test_a_verdict_says_whether_highest_and_lowest_are_apart(rows, verdict):
    table = tell_apart(shares(*((city, "treasure", *numbers) for city, *numbers in rows)))
    assert table.columns.tolist() == ["instrument", "highest", "lowest", "verdict"]
    assert table.verdict.tolist() == [verdict] and table.highest[0].startswith("甲城 60% ")


def test_cities_between_the_highest_and_the_lowest_have_no_say():
    rows = [("甲城", 0.6, 0.5, 0.7), ("乙城", 0.5, np.nan, np.nan), ("丙城", 0.3, 0.2, 0.4)]
    table = tell_apart(shares(*((city, "treasure", *numbers) for city, *numbers in rows)))
    assert table.iloc[0].tolist() == ["treasure", "甲城 60% (50% to 70%)", "丙城 30% (20% to 40%)", "apart"]


def test_each_status_has_a_verdict_and_no_measures_have_none(corpus):
    table = tell_apart(tifa.compare_measures(corpus.measures, corpus.articles, by="status"))
    assert table.columns[0] == "status" and set(table.status) == set(corpus.measures.status)
    assert tell_apart(tifa.compare_measures(corpus.measures.head(0), corpus.articles)).empty


# --- citing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["slogans", "measures", "indicators"])
def test_the_line_of_a_source_is_where_the_row_begins(corpus, name):
    table, texts = getattr(corpus, name), corpus.pages.set_index("page").text
    cited = cite(table, corpus.articles, corpus.pages)
    assert len(cited) == len(table) > 0
    for row in cited.itertuples():
        assert texts[row.page][row.start] in texts[row.page].splitlines()[row.line - 1]
        assert row.line == len(texts[row.page][: row.start + 1].splitlines())


def test_a_source_says_what_is_not_known(write_corpus):
    pages = tifa.read_pages(write_corpus({"a": "本报讯 我县设立3个工作室。"}))
    articles = tifa.build_articles(tifa.label_lines(pages), pages)
    cited = cite(tifa.find_indicators(articles), articles, pages)
    assert cited.source.tolist() == ["newspaper not told (a), no date, article 1, line 1"]


def test_a_row_is_cited_in_full(corpus, write_corpus):
    for table in (corpus.slogans, corpus.systems):
        for row in cite(table, corpus.articles, corpus.pages).itertuples():
            characters = row.spans.replace(";", ", ") if table is corpus.systems else f"{row.start}-{row.end}"
            place = f"page {row.page}, article {row.article}, characters {characters}"
            assert row.citation.endswith(f"; {place}; tifa {tifa.__version__}") and row.newspaper in row.citation
    pages = tifa.read_pages(write_corpus({"a": "本报讯 我县设立3个工作室。"}))
    articles = tifa.build_articles(tifa.label_lines(pages), pages)
    found = cite(tifa.find_indicators(articles), articles, pages).citation.iloc[0]
    assert found.startswith("newspaper not told, no date; page a, article 1, characters ")
    assert "citation" in cite(corpus.slogans.head(0), corpus.articles, corpus.pages)


def test_articles_themselves_can_be_cited(corpus):
    cited = cite(corpus.articles, corpus.articles, corpus.pages)
    assert cited.city.tolist() == corpus.articles.city.tolist()
    assert cited.source.str.contains(r", article \d+, line \d+$").all()


@pytest.mark.parametrize("told, text", [
    ((0.0,), "0"), ((1234.5, "人"), "1,234.5 人"), ((80, "%", 2021), "80 % (2021)"),
    ((80, "", 2021), "80 (2021)"), ((80, "%", pd.NA), "80 %"), ((pd.NA, "%", 2021), ""),
])
def test_a_number_is_told_with_its_unit_and_year(told, text):
    assert tifa.show.format_number(*told) == text
