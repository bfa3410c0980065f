"""Words in context: every occurrence, its place on the page, its sentence, its neighbours."""

import re

import pytest

import tifa
from tifa.compare import cite
from tifa.compare.addresses import mark_address
from tifa.story import stories
from tifa.words.fold import plain

COLUMNS = ["date", "city", "headline", "page", "article", "start", "end", "left", "word", "right"]


@pytest.fixture
def harbour(read_body):
    return read_body("渔船靠岸。渔船出海!“渔船回港。”码头开工。", "灯塔亮了;码头忙了。")


def context(rows):
    return rows[["left", "word", "right"]].values.tolist()


@pytest.mark.parametrize("word", ["社区", "基层治理", "\u4ee5", "8", "。"])
def test_every_occurrence_has_its_row(corpus, word):
    rows = tifa.concordance(corpus.articles, word)
    assert len(rows) == sum(story.text.count(plain(word)) for story in stories(corpus.articles)) > 0


def test_start_and_end_are_those_of_the_page(corpus):
    texts = dict(zip(corpus.pages.page, corpus.pages.text))
    for word in ["社区", "医共体", "党建引领基层治理"]:
        rows = tifa.concordance(corpus.articles, word)
        assert rows.word.eq(word).all()
        # a paragraph that a column break cut has blank lines inside
        assert ["".join(texts[row.page][row.start : row.end].split()) for row in rows.itertuples()] == [word] * len(rows)


def test_a_mention_of_a_formulation_is_found_where_the_table_has_it(corpus):
    quoted = corpus.slogans[corpus.slogans.text == "小马拉大车"]
    rows = tifa.concordance(corpus.articles, "小马拉大车")
    assert len(quoted) and rows[["page", "article", "start", "end"]].values.tolist() == quoted[["page", "article", "start", "end"]].values.tolist()


def test_a_row_tells_of_its_article(corpus):
    rows = tifa.concordance(corpus.articles, "社区").merge(corpus.articles, on=["page", "article"], suffixes=("", "_told"))
    for name in ("date", "city", "headline"):
        assert rows[name].equals(rows[f"{name}_told"])


def test_each_row_leads_to_its_mark_on_the_page(corpus):
    rows = cite(tifa.concordance(corpus.articles, "社区", width="sentence"), corpus.articles, corpus.pages)
    expected = [mark_address(row.page, row.start, row.end) for row in rows.itertuples()]
    assert rows.address.tolist() == expected
    shown = tifa.show_table(rows, columns=["source", "left", "word", "right"]).data
    assert all(f'href="{tifa.show.escape(address)}"' in shown for address in expected)


def test_a_row_is_a_piece_of_the_text(corpus):
    texts = {(story.page, story.article): story.printed.replace("\n", " ") for story in stories(corpus.articles)}
    for row in tifa.concordance(corpus.articles, "社区", width=7).itertuples():
        assert row.left + row.word + row.right in texts[row.page, row.article]
        assert len(row.left) <= 7 and len(row.right) <= 7


def test_context_ends_with_the_text(harbour):
    assert context(tifa.concordance(harbour, "忙了", width=3)) == [[";码头", "忙了", "。"]]
    assert context(tifa.concordance(harbour, "忙了", width=0)) == [["", "忙了", ""]]


def test_the_sentence_is_whole_with_its_marks(harbour):
    assert context(tifa.concordance(harbour, "渔船", width="sentence")) == [
        ["", "渔船", "靠岸。"], ["", "渔船", "出海!"], ["“", "渔船", "回港。”"]]
    assert context(tifa.concordance(harbour, "码头", width="sentence")) == [["", "码头", "开工。"], ["灯塔亮了;", "码头", "忙了。"]]


def test_what_runs_over_two_sentences_shows_both(harbour):
    assert context(tifa.concordance(harbour, "靠岸。渔船", width="sentence")) == [["渔船", "靠岸。渔船", "出海!"]]
    assert context(tifa.concordance(harbour, "!", width="sentence")) == [["渔船出海", "!", ""]]


@pytest.mark.parametrize("word", ["开工。\n灯塔", "开工。灯塔", re.compile(r"开工。\s*灯塔"), re.compile("(?s)开工.*灯塔"), re.compile("开工.?$.?灯塔", re.MULTILINE | re.DOTALL)])
def test_nothing_runs_over_two_paragraphs(harbour, word):
    assert tifa.concordance(harbour, word).empty


def test_a_pattern_is_held_against_each_paragraph(harbour):
    assert tifa.concordance(harbour, re.compile("^(渔船|灯塔)")).word.tolist() == ["渔船", "灯塔"]
    assert tifa.concordance(harbour, re.compile("[。!](?=渔)|x*")).word.tolist() == ["。"]  # what is empty is not found


def test_of_several_words_the_longest_is_taken_in_any_order(harbour):
    for words in (["渔船", "渔船出海", "码头"], ("码头", "渔船出海", "渔船"), {"渔船出海", "渔船", "码头"}):
        assert tifa.concordance(harbour, words).word.tolist() == ["渔船", "渔船出海", "渔船", "码头", "码头"]


def test_neighbours_are_sorted_outward_from_the_word(read_body):
    articles = read_body("甲丙船乙。乙丙船甲丁。乙甲船甲丙。")
    left = tifa.concordance(articles, "船", width="sentence", sort="left").left.tolist()
    assert left == sorted(left, key=lambda text: text[::-1])
    right = tifa.concordance(articles, "船", width="sentence", sort="right").right.tolist()
    assert right == sorted(right) and sorted(right) == sorted(["乙。", "甲丁。", "甲丙。"])


@pytest.mark.parametrize("sort", ["left", "right"])
def test_sorted_lines_do_not_depend_on_the_order_of_the_articles(corpus, sort):
    one, other = (tifa.concordance(articles, "社区", sort=sort) for articles in (corpus.articles, corpus.articles[::-1]))
    assert one.equals(other) and len(one) > 9


@pytest.mark.parametrize("word, times", [("船", 2), ("渔船", 2), ("船出", 1), ("灯塔", 0), ("", 0), ([], 0), ("3个", 1), ("３个", 1), ("漁船", 2),
                                         ("300 万元", 1), ("（试点）", 1), ("(试点)", 1)])
def test_words_are_looked_for_as_they_may_be_written(read_body, word, times):
    assert len(tifa.concordance(read_body("渔船靠岸。渔船出海。建成３个,投入300万元（试点）。"), word)) == times


def test_what_is_shown_is_as_printed(read_body):
    assert tifa.concordance(read_body("建成３个码头。"), "3个").word.tolist() == ["３个"]


@pytest.mark.parametrize("articles", [0, 22])
def test_a_word_that_is_not_there_gives_a_table_without_rows(corpus, articles):
    rows = tifa.concordance(corpus.articles.head(articles), "无此词", width="sentence", sort="left")
    assert rows.empty and list(rows.columns) == COLUMNS
    assert rows.dtypes.equals(tifa.concordance(corpus.articles, "社区").dtypes)


@pytest.mark.parametrize("wrong", [{"word": re.compile(b"x")}, {"word": ["船", 3]}, {"width": "line"}, {"width": -1}, {"width": True}, {"sort": "middle"}])
def test_what_cannot_be_asked_for_is_said(corpus, wrong):
    with pytest.raises((TypeError, ValueError), match=rf"^concordance: {next(iter(wrong))} is .*; it must be "):
        tifa.concordance(corpus.articles, **{"word": "船", **wrong})
