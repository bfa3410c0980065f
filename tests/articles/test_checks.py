"""What is to be looked at before the tables are trusted."""

import pandas as pd
import pytest
from scipy.stats import binomtest

import tifa
from tifa.tables import Pages, make_table

NEWS = "# 江北县开会\n\n本报讯 4月2日,江北县召开推进会议,定下三件事。\n\n会上说,站点由各村自己修建,由各镇按月公布进度。\n"


def check(**texts):
    rows = [dict(page=page, path=f"{page}.txt", text=text) for page, text in texts.items()]
    pages = make_table(Pages, rows)
    lines = tifa.label_lines(pages)
    return tifa.check_pages(pages, lines, tifa.build_articles(lines, pages)).set_index("page")


@pytest.mark.parametrize("text, sign", [
    ("搜索\n\n2022年01月14日 10阅读 来源:江北日报\n", "no article"),
    ("会上说,站点由各村自己修建,由各镇按月公布进度。\n", "without a headline: 1"),
    ("# 江北县开会\n", "without a body: 1"),
    (NEWS + "# 江北县建站\n\n本报讯 4月5日,江北县建站,由各村自己修建,由各镇按月公布进度,请来医生为\n", "ends in mid-sentence: 1"),
    (NEWS + "\n本报讯 4月5日,南山区建站,由各村自己修建。\n", "maybe several in one: 1"),
    (NEWS + "[首页] [上一版] [下一版]\n", "% of the characters outside articles"),
])
def test_an_odd_page_carries_its_sign_and_stands_before_a_sound_one(text, sign):
    table = check(a=NEWS, b=text)
    assert list(table.index) == ["b", "a"]
    assert sign in table.signs["b"] and table.signs["a"] == "of no city: 1"


def test_a_page_without_an_article_stands_first_and_one_that_was_not_read_is_left_out():
    table = check(a=NEWS, b="# 江北县开会\n", c="搜索\n", d="")
    assert list(table.index) == ["c", "b", "a"] and table.doubt.tolist() == [2, 1, 0]


@pytest.mark.parametrize("layout, many", [("article", 0), ("page", 1)])
def test_a_row_that_is_one_article_by_right_may_be_long(layout, many):
    text = NEWS + "\n\n会上说,站点由各村自己修建,由各镇按月公布进度。" * 200
    pages = make_table(Pages, [dict(page="a", path="a.csv", layout=layout, text=text)])
    lines = tifa.label_lines(pages)
    assert tifa.check_pages(pages, lines, tifa.build_articles(lines, pages)).many.tolist() == [many]


def test_many_headings_are_a_sign(corpus):
    one = corpus.articles.head(1)
    spans = one.spans + " subhead:0-1" * 5
    table = tifa.check_pages(corpus.pages.head(1), corpus.lines, one.assign(spans=spans))
    assert table.many.tolist() == [1]


def test_the_seeds_have_no_doubtful_article(corpus):
    table = tifa.check_pages(corpus.pages, corpus.lines, corpus.articles)
    assert table[["no_headline", "no_body", "many", "cut"]].to_numpy().sum() == 0
    assert table.page[0] == "001_d651f513e7dd7a0f" and table.articles.sum() == len(corpus.articles)


def test_no_pages_give_an_empty_table(corpus):
    assert tifa.check_pages(corpus.pages.head(0), corpus.lines.head(0), corpus.articles.head(0)).empty


@pytest.mark.parametrize("headline, odd", [
    ("2023年7月5日 星期三", True), ("要闻", True), ("【简讯】", True), ("记者 林远", True), ("A03", True), ("2022年01月14日 10阅读 来源:江北日报", True),
    ("县里开会,定下三件事。", True), ("开会" * 30, True), ("Health", True), ("江北县开会", False), ("", False),
])
def test_a_headline_that_is_something_else_is_a_sign(headline, odd):
    pages = make_table(Pages, [dict(page="a", path="a.txt", text=NEWS)])
    lines = tifa.label_lines(pages)
    articles = tifa.build_articles(lines, pages).assign(headline=headline, city="嘉北")
    table = tifa.check_pages(pages, lines, articles)
    assert table.odd_headline[0] == odd and ("headline that is" in table.signs[0]) == odd
    assert table.look[0] == ("" if headline == "江北县开会" else "1")


def test_what_no_article_holds_is_shown_but_no_masthead():
    table = check(a=f"江北日报 2023年7月5日 星期三\n\n{NEWS}\n[首页] [上一版] [下一版]\n")
    assert table.loose["a"] == "[首页] [上一版] [下一版]" and table.outside["a"] < 0.3


def test_a_page_of_very_many_articles_is_told():
    assert "many articles: 30" in check(a=NEWS * 30).signs["a"]


def test_the_draft_fills_the_manifest(mixed, tmp_path):
    folder, *_ = mixed
    pages = tifa.read_pages(folder)
    draft = tifa.articles.draft_sources(pages)
    assert set(draft.page) >= {"rows.csv", "sub/甲", "甲.htm"} and draft.page.is_unique
    assert draft.set_index("page").loc["rows.csv", ["newspaper", "date"]].tolist() == ["江北日报", ""]
    filled = tmp_path / "sources.csv"
    draft.assign(newspaper="江北日报", city="嘉北", province="某省", date="2023-04").to_csv(filled, index=False)
    again = tifa.read_pages(folder, sources=filled)
    read = again[again.text != ""]
    assert (read.city == "嘉北").all() and set(read.date) == {"2023-04", "2023-04-03", "2023-04-06"}
    assert tifa.articles.draft_sources(again).empty


def test_a_city_told_from_the_text_is_drafted_to_be_checked(write_corpus):
    told = "本报讯 4月2日,盐城召开推进会。盐城市委、盐城市政府负责人参加。盐城各县派人到会。"
    draft = tifa.articles.draft_sources(tifa.read_pages(write_corpus({"a": told})))
    assert draft.values.tolist() == [["a", "", "盐城", "江苏", "", "city told from the text"]]


@pytest.mark.parametrize("right, n", [(29, 30), (0, 5), (5, 5), (95, 100)])
def test_the_interval_is_wilsons(right, n):
    peer = binomtest(right, n).proportion_ci(method="wilson")
    assert tifa.compare.wilson(right, n) == pytest.approx((peer.low, peer.high), abs=1e-6)
    low, high = tifa.compare.wilson(pd.Series([right]), pd.Series([n]))
    assert (low[0], high[0]) == pytest.approx((peer.low, peer.high), abs=1e-6)


def test_the_section_that_a_row_of_a_table_states_is_no_text_outside(tmp_path):
    (tmp_path / "a.csv").write_text("标题,正文,版次\n县里办夜校,夜校昨日在县里开班。,03版\n", encoding="utf-8")
    pages = tifa.read_pages(tmp_path)
    lines = tifa.label_lines(pages)
    table = tifa.check_pages(pages, lines, tifa.build_articles(lines, pages))
    assert table.outside[0] == 0 and "outside" not in table.signs[0]
