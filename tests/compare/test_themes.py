"""Themes of articles, and the time of those that do not tell it."""

import pandas as pd
import pytest

from tifa.compare import bound_dates, compare_themes, find_themes, pick_theme
from tifa.knowledge import DATA, read_rows

CODED = {  # what the coders of the seeds call a theme, and ours
    "medical_consortium": "medical consortium", "public_health": "public health", "grassroots_governance": "grassroots governance",
    "party_building": "party building", "economy": ("jobs", "industry and finance", "countryside"), "public_safety": "public safety"}


def test_an_article_can_be_about_several_themes_or_none(make_articles):
    articles = make_articles(("甲城", "医共体促进就业,就业带来分级诊疗。"), ("甲城", "渔船出海。"), ("乙城", "就业与招聘:招聘会上谈就业。"))
    themes = find_themes(articles)
    assert themes[["page", "theme"]].values.tolist() == [["p1", "medical consortium"], ["p1", "jobs"], ["p3", "jobs"]]
    assert themes.terms.tolist() == ["医共体 1; 分级诊疗 1", "就业 2", "就业 2; 招聘 2"]
    assert themes.score.tolist() == [4, 4, 6]


def test_the_fourth_mention_counts_no_more_and_the_headline_twice(make_articles):
    articles = make_articles(("甲城", "就业" * 9), ("甲城", "就业" * 3)).assign(headline=["", "稳就业"])
    assert find_themes(articles).score.tolist() == [6, 8]


def test_a_codebook_of_ones_own_is_heeded(make_articles, tmp_path):
    (tmp_path / "codes.csv").write_text("theme,term,weight,reason\nfishing,渔船,5,boats\n", encoding="utf-8")
    table = find_themes(make_articles(("甲城", "渔船"), ("乙城", "茶园")), tmp_path / "codes.csv")
    assert table.values.tolist() == [["p1", 1, "fishing", 5, "渔船 1"]]


def test_no_article_has_no_theme(make_articles):
    assert find_themes(make_articles(("甲城", "渔船")).head(0)).columns.tolist() == ["page", "article", "theme", "score", "terms"]


def test_each_term_of_the_codebook_is_weighed_once_a_theme_with_its_reason():
    rows = pd.DataFrame(read_rows(DATA / "themes.csv"))
    assert not rows.duplicated(["theme", "term"]).any() and rows.ne("").all(axis=None)
    assert rows.weight.astype(float).gt(0).all()


def test_the_seeds_have_the_themes_that_were_coded(corpus, gold):
    """19 of the 21 articles whose theme is not "other" have it; 18 have it first."""
    themes = find_themes(corpus.articles).groupby(["page", "article"]).theme.agg(list)
    told = []
    for row in gold("articles"):
        own, wanted = themes.get((row["page"], int(row["article"])), []), CODED.get(row["theme"])
        if wanted:
            told.append((any(theme in wanted for theme in own), bool(own) and own[0] in wanted))
    found, first = map(sum, zip(*told))
    assert (len(told), found, first) == (21, 19, 18)


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body, since, until, known_by", [
    ("扎实做好“六保”工作。", "2020-04-17", "", "六保: named by the Politburo on that day"),
    ("稳企业,做好六稳六保。", "2020-04-17", "", "六保: named by the Politburo on that day"),  # the younger one bounds
    ("渔船出海。", "", "", ""),
    ("新冠肺炎患者出院。", "2020-02-08", "2022-12-26", "新冠: the disease was named on that day; 新冠肺炎: "
     "the name in use until the disease was renamed on 26 December 2022"),
    ("喜迎党的二十大,迎接党的二十大。", "", "2022-10-16", "迎接党的二十大: the 20th Party Congress opened on that day"),
])
def test_what_an_article_names_bounds_its_day(make_articles, body, since, until, known_by):
    row = bound_dates(make_articles(("甲城", body)).assign(date="XXXX-05-01")).iloc[0]
    assert row[:-1].tolist() == ["p1", 1, "XXXX-05-01", since, until, known_by]


@pytest.mark.parametrize("date, body, time", [
    ("2021-05-01", "做好六保。", "2021-05-01"), ("XXXX-05-01", "做好六保。", "1 May, year unknown, since 2020-04-17"), ("", "渔船出海。", "no date"),
    ("", "新冠肺炎患者出院。", "no date, since 2020-02-08, until 2022-12-26")])
def test_the_time_is_told_in_words(make_articles, date, body, time):
    assert bound_dates(make_articles(("甲城", body)).assign(date=date)).time.tolist() == [time]


def test_the_bounds_of_the_seeds_hold_the_dates_that_are_told(corpus):
    table = bound_dates(corpus.articles)
    assert len(table) == 22
    dated = table[table.date.str.match("[0-9]{4}")]
    assert len(dated) and all(row.since[: len(row.date)] <= row.date for row in dated.itertuples())
    assert all(row.date <= row.until[: len(row.date)] for row in dated.itertuples() if row.until)
    assert (table.since.eq("") & table.until.eq("")).equals(table.known_by.eq(""))


def test_each_dating_has_a_day_and_its_reason():
    rows = pd.DataFrame(read_rows(DATA / "datings.csv"))
    assert rows.term.is_unique and rows.reason.ne("").all()
    days = pd.concat([rows.since, rows.until])
    assert days[days != ""].str.fullmatch(r"\d{4}-\d\d-\d\d").all() and (rows.since + rows.until).ne("").all()
    both = rows[rows.since.ne("") & rows.until.ne("")]
    assert (both.since < both.until).all()


# --- reforms by theme --------------------------------------------------------------------------------------------


def test_the_theme_of_most_cities_stands_first_then_that_of_most_reforms():
    themes = pd.DataFrame([["p1", 1, "jobs"], ["p1", 1, "schools"], ["p2", 1, "schools"], ["p3", 1, "schools"]], columns=["page", "article", "theme"])
    systems = pd.DataFrame([["p1", 1, "甲城", "一"], ["p1", 1, "甲城", "二"], ["p2", 1, "甲城", "三"], ["p3", 1, "乙城", "三"], ["p3", 1, "全国", "四"],
                            ["p3", 1, "", "五"]], columns=["page", "article", "city", "reform"])
    assert compare_themes(themes, systems).values.tolist() == [["schools", 2, "甲城、乙城", 2, "三"], ["jobs", 1, "甲城", 2, "一、二"]]
    assert pick_theme(systems, themes)[["reform", "theme"]].values.tolist() == [[name, "schools"] for name in "三三四五"]
    assert pick_theme(systems, themes, "jobs").reform.tolist() == ["一", "二"]


def test_without_reforms_no_theme_has_any():
    none = pd.DataFrame(columns=["page", "article", "city", "reform"])
    themes = none[["page", "article"]].assign(theme="")
    assert compare_themes(themes, none).empty and pick_theme(none, themes).empty


def test_where_no_article_has_a_theme_all_reforms_of_cities_are_set_side_by_side(make_articles):
    articles = make_articles(("甲城", "渔船"), ("乙城", "茶园"), ("", "灯塔"))
    systems = pd.DataFrame(dict(page=articles.page, article=1, city=articles.city, reform=["渔船", "茶园", "灯塔"]))
    told = pick_theme(systems, find_themes(articles))
    assert told.city.tolist() == ["甲城", "乙城"] and set(told.theme) == {"no theme of the codebook"}
