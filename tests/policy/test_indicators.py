import re
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tifa
from right_values import holds, read_right_values
from tifa.words import fold


def rows_of(articles, *columns):
    table = tifa.find_indicators(articles)[list(columns)]
    return [tuple(None if value is pd.NA else value for value in row) for row in table.itertuples(index=False, name=None)]


CASES = read_right_values("indicators")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['sentence'][:10]} {case['columns'].split()[0]}" for case in CASES])
def test_each_sentence_is_read_right_or_listed_as_missed(read_body, case):
    assert holds(tifa.find_indicators, read_body, case) == (not case["miss"])


def test_at_most_one_right_value_in_ten_is_missed():
    assert sum(bool(case["miss"]) for case in CASES) <= len(CASES) / 10


def test_the_bounds_of_a_range_are_told_apart(read_body):
    (low,), (high,) = rows_of(read_body("每个站点配备3-5名医生。"), "metric")
    assert low != high


def test_last_year_is_told_from_the_date_of_the_page(make_articles):
    body = "去年,全县新建站点30个。今年新建45个。"
    articles = make_articles(("嘉北", body)).assign(spans=f"body:0-{len(body)}")
    assert rows_of(articles, "year") == [(None,), (None,)]
    assert rows_of(articles.assign(date="2023-05-06"), "year") == [(2022,), (2023,)]


def test_changes_puts_before_and_after_side_by_side(read_body):
    found = tifa.find_indicators(read_body("住院人次由2019年的4万人次降至2022年的3万人次。", "报销比例提高4个百分点达80%。", "站点由0个增至5个。", "床位300张。"))
    table = tifa.policy.changes(found)
    assert table[["metric", "before", "after", "change", "derived"]].values.tolist() == [
        ["住院人次", 40000, 30000, -10000, False], ["报销比例", 76, 80, 4, True], ["站点", 0, 5, 5, False]]
    assert table.relative.iloc[0] == -0.25
    assert table.relative.iloc[2] is pd.NA
    assert tifa.policy.changes(found[:0]).empty


# --- generated sentences -----------------------------------------------------------------------------------------

METRICS = ["全县住院率", "基层门诊量", "签约服务费用", "家庭年收入"]
ONE = st.fixed_dictionaries(dict(
    metric=st.sampled_from(METRICS), value=st.integers(2, 9999), unit=st.sampled_from(["元", "%", "亩", "公里", "例"]), year=st.integers(1995, 2034),
    lead=st.sampled_from(["{year}年", "截至{year}年底,", "{year}年,"]), verb=st.sampled_from(["达", "为", "已达到", "超过"])))


@given(st.lists(ONE, min_size=1, max_size=5))
def test_what_was_written_comes_back(make_articles, facts):
    sentences = [f["lead"].format(**f) + "{metric}{verb}{value}{unit}。".format(**f) for f in facts]
    body = "".join(sentences)
    found = tifa.find_indicators(make_articles(("嘉北", body)).assign(spans=f"body:0-{len(body)}"))
    assert [(r.metric, r.value, r.unit, r.year) for r in found.itertuples()] == [(f["metric"], f["value"], f["unit"], f["year"]) for f in facts]
    assert [body[r.start : r.end] for r in found.itertuples()] == found.text.tolist()


@given(st.sampled_from(METRICS), st.integers(2, 999), st.integers(2, 999), st.integers(1995, 2009), st.integers(2010, 2030), st.sampled_from(["增长到", "降至", "提高至", "压缩到"]),
       st.sampled_from("由从"), st.sampled_from(["", "万"]), st.sampled_from(["元", "亩", "例"]))
def test_what_was_before_comes_back(make_articles, metric, old, new, y0, y1, verb, cue, power, unit):
    body = f"{metric}{cue}{y0}年的{old}{power}{unit}{verb}{y1}年的{new}{power}{unit}。"
    (row,) = tifa.find_indicators(make_articles(("嘉北", body)).assign(spans=f"body:0-{len(body)}")).itertuples()
    scale = 10_000 if power else 1
    assert (row.metric, row.base_value, row.base_year, row.value, row.year) == (metric, old * scale, y0, new * scale, y1)
    assert body[row.start : row.end] == row.text == body[:-1]


@given(st.text("一二三百千万亿余多第年月日元个%名由从到增长、,。“”《》()0123456789.:-年省市县", max_size=60))
def test_any_text_can_be_searched(make_articles, body):
    found = tifa.find_indicators(make_articles(("嘉北", body)).assign(spans=f"body:0-{len(body)}"))
    assert [body[r.start : r.end] for r in found.itertuples()] == found.text.tolist()


# --- where they stand --------------------------------------------------------------------------------------------


def bare(text):
    return re.sub(r"\s", "", text)


def test_every_figure_of_the_seeds_stands_where_it_says(corpus):
    text = dict(zip(corpus.pages.page, corpus.pages.text))
    assert len(corpus.indicators) > 50
    for row in corpus.indicators.itertuples():
        assert bare(text[row.page][row.start : row.end]) == bare(row.text)


def test_every_figure_of_the_seeds_holds_a_number(corpus):
    assert corpus.indicators.text.map(fold).str.contains(r"[\d一二两三四五六七八九十百千]").all()


def test_most_figures_that_both_coders_saw_in_the_seeds_are_found(corpus, gold):
    coded = [(row["page"], float(row["value"]), row["unit"]) for row in gold("indicators") if row["by"] == "AB"]
    found = set(zip(corpus.indicators.page, corpus.indicators.value, corpus.indicators.unit))
    assert sum(row in found for row in coded) / len(coded) >= 0.95


def test_figures_come_in_the_order_of_the_page(corpus):
    for _, own in corpus.indicators.groupby(["page", "article"]):
        assert own.end.is_monotonic_increasing


def test_a_figure_cut_by_a_column_break_is_found_whole(write_corpus):
    page = "# 江北县推行新做法\n\n本报讯 4月2日,江北县开会,会上通报全县接种率为98.\n\n7%。\n"
    found = tifa.find_indicators(tifa.read_articles(write_corpus({"a": ("嘉北", "某省", page)}))).iloc[0]
    assert (found.value, found.unit) == (98.7, "%")
    assert page[found.start : found.end].endswith("接种率为98.\n\n7%")


def test_headings_are_not_searched(write_corpus):
    page = "# 江北县新增床位300张\n\n本报讯 4月2日,江北县开会。\n"
    assert rows_of(tifa.read_articles(write_corpus({"a": ("嘉北", "某省", page)})), "text") == []


def test_searching_twice_gives_the_same(corpus):
    pd.testing.assert_frame_equal(tifa.find_indicators(corpus.articles), corpus.indicators)


def test_no_articles_give_no_figures(corpus):
    assert tifa.find_indicators(corpus.articles[:0]).empty


def test_a_long_enumeration_costs_what_its_length_says(make_articles):
    def seconds(n):
        articles = make_articles(("嘉北", "3人、" * n)).assign(spans=f"body:0-{3 * n}")
        start = time.perf_counter()
        assert len(tifa.find_indicators(articles)) > 0
        return time.perf_counter() - start

    seconds(10)
    assert min(seconds(1600) for _ in range(2)) < 8 * min(seconds(400) for _ in range(2))


def test_a_megabyte_costs_what_its_length_says(make_articles):
    def seconds(n):
        body = "2021年,全县差错率由2016年的15%降至12%,投入7.3亿元修建5座桥梁和60个码头,方便渔民往来,也方便游客。" * n
        articles = make_articles(("嘉北", body)).assign(spans=f"body:0-{len(body)}")
        start = time.process_time()
        assert len(tifa.find_indicators(articles)) == 4 * n
        return time.process_time() - start

    seconds(10)
    assert seconds(6400) < 8 * min(seconds(1600) for _ in range(2))  # 1.1 MB of UTF-8


# --- blanks and characters of no width inside numbers ----------------------------------------------------------------

BLANKS = [" ", "\u3000", "\xa0", "\u2002", "\u2009", "\u200a", "\u202f"]
UNSEEN = ["\u200b", "\u200c", "\u2060", "\ufeff", "\xad", "\u200e"]
NUMBERS = st.sampled_from(["1200万元", "723500人", "85.6%", "12万人次", "3.2个百分点", "一百二十万元", "２０２４张", "23,876人", "47.264287亿元", "百分之八十五", "1.2亿元", "3亿2千万元", "十五点八元"])


def values_of(make_articles, body):
    found = tifa.find_indicators(make_articles(("嘉北", body)).assign(spans=f"body:0-{len(body)}"))
    assert ["".join(body[r.start : r.end].split()) for r in found.itertuples()] == ["".join(text.split()) for text in found.text] or set(body) & {*UNSEEN}
    return found[["value", "unit"]].values.tolist()


@given(NUMBERS, st.sampled_from(BLANKS + UNSEEN), st.data())
@settings(max_examples=300)
def test_a_blank_or_a_mark_of_no_width_anywhere_in_a_number_changes_no_value(make_articles, number, odd, data):
    place = data.draw(st.integers(0, len(number)))
    plain, printed = (f"本报讯 全县就诊费用达{own},比上年有变化。" for own in (number, number[:place] + odd + number[place:]))
    assert values_of(make_articles, printed) == values_of(make_articles, plain) != []


@given(NUMBERS, st.data())
def test_marks_of_no_width_and_thin_blanks_everywhere_change_no_value(make_articles, number, data):
    printed = "".join(character + data.draw(st.sampled_from(["", "\u200b", "\u2009", "\ufeff"])) for character in number)
    plain, printed = (f"全县就诊费用达{own},比上年有变化。" for own in (number, printed))
    assert values_of(make_articles, printed) == values_of(make_articles, plain) != []
