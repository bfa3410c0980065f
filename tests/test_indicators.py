import re
import time

import pandas as pd
import pytest

import tifa
from tifa import fold


def rows_of(articles, *columns):
    table = tifa.find_indicators(articles)[list(columns)]
    return [tuple(None if value is pd.NA else value for value in row) for row in table.itertuples(index=False, name=None)]


FIGURES = [
    # sentence, text, metric, value, unit, year, base value, base year, kind
    ("2023年全县门诊量达46万人次。", "全县门诊量达46万人次", "全县门诊量", 460000, "人次", 2023, None, None, "level"),
    ("全县接种率为98.7%,高于周边各县。", "全县接种率为98.7%", "全县接种率", 98.7, "%", None, None, None, "level"),
    ("预约挂号占比超过60%。", "预约挂号占比超过60%", "预约挂号占比", 60, "%", None, None, None, "level"),
    ("住院率由2019年的71%降至2023年的58.5%。", "住院率由2019年的71%降至2023年的58.5%", "住院率", 58.5, "%", 2023, 71, 2019, "level"),
    ("签约人数由3万人增至5.5万人。", "签约人数由3万人增至5.5万人", "签约人数", 55000, "人", None, 30000, None, "level"),
    ("缴费标准由350元提高到380元。", "缴费标准由350元提高到380元", "缴费标准", 380, "元", None, 350, None, "level"),
    ("办理时限从10天压缩到2天。", "办理时限从10天压缩到2天", "办理时限", 2, "天", None, 10, None, "level"),
    ("服务半径由5公里缩短到2公里。", "服务半径由5公里缩短到2公里", "服务半径", 2, "公里", None, 5, None, "level"),
    ("到2027年,参保率不低于95%。", "参保率不低于95%", "参保率", 95, "%", 2027, None, None, "target"),
    ("年底前开设门诊20个。", "年底前开设门诊20个", "年底前开设门诊", 20, "个", None, None, None, "target"),
    ("投入资金2.3亿元。", "投入资金2.3亿元", "投入资金", 2.3e8, "元", None, None, None, "resource"),
    ("2022年,节约资金800万元。", "节约资金800万元", "节约资金", 8e6, "元", 2022, None, None, "resource"),
    ("总产值达5万亿元。", "总产值达5万亿元", "总产值", 5e12, "元", None, None, None, "resource"),
    ("共培训1200余名村医。", "1200余名村医", "村医", 1200, "名", None, None, None, "scale"),
    ("全县共有1.5万名志愿者。", "1.5万名志愿者", "志愿者", 15000, "名", None, None, None, "scale"),
    ("面积2000平方米。", "面积2000平方米", "面积", 2000, "平方米", None, None, None, "scale"),
    ("其中,中医馆18家。", "中医馆18家", "中医馆", 18, "家", None, None, None, "scale"),
]


@pytest.mark.parametrize("case", FIGURES, ids=[case[0][:10] for case in FIGURES])
def test_what_is_measured_how_much_when_against_what(form, read_body, case):
    sentence, text, metric, *rest = case
    (found,) = rows_of(read_body(form(sentence)), "text", "metric", "value", "unit", "year", "base_value", "base_year", "kind")
    assert (found[0], fold(found[1]), list(found[2:])) == (form(text), metric, rest)


@pytest.mark.parametrize("sentence, thing, value, unit", [
    ("就诊率同比上升3.5%。", "就诊率", 3.5, "%"), ("住院费用下降12%。", "住院费用", 12, "%"), ("门诊费用减少300元。", "门诊费用", 300, "元"),
    ("报销比例提高5个百分点。", "报销比例", 5, "百分点"), ("门诊量比上年增长12.5%。", "门诊量", 12.5, "%"),
])
def test_a_change_names_what_changes_and_is_positive(form, read_body, sentence, thing, value, unit):
    ((metric, *rest),) = rows_of(read_body(form(sentence)), "metric", "value", "unit", "kind")
    assert metric.startswith(thing)
    assert rest == [value, unit, "change"]


SEVERAL = [
    # sentence, how each metric begins, value, unit
    ("8所学校、13个社区和20家企业参加。", [("学校", 8, "所"), ("社区", 13, "个"), ("企业", 20, "家")]),
    ("转诊患者1500人,同比下降9%。", [("转诊患者", 1500, "人"), ("", 9, "%")]),
    ("报销比例提高5个百分点达到80%。", [("报销比例", 5, "百分点"), ("报销比例", 80, "%")]),
    ("每个站点配备3-5名医生。", [("", 3, "名"), ("", 5, "名")]),
    ("每个站点配备3~5名医生。", [("", 3, "名"), ("", 5, "名")]),
    ("每个站点配备3至5名医生。", [("", 3, "名"), ("", 5, "名")]),
    ("按县、镇、村5:3:2的比例分配结余。", [("县", 5, "份"), ("镇", 3, "份"), ("村", 2, "份")]),
    ("医生和护士人数由3人、4人增至5人、6人。", [("医生", 5, "人"), ("护士人数", 6, "人")]),
    ("县镇村三级人均收入由5万元、4万元、3万元增长到8万元、7万元、6万元。", [("县级人均收入", 8e4, "元"), ("镇级人均收入", 7e4, "元"), ("村级人均收入", 6e4, "元")]),
]


@pytest.mark.parametrize("sentence, expected", SEVERAL, ids=[case[0][:10] for case in SEVERAL])
def test_several_figures_of_one_sentence(form, read_body, sentence, expected):
    found = rows_of(read_body(form(sentence)), "metric", "value", "unit")
    assert [row[1:] for row in found] == [row[1:] for row in expected]
    assert [row[0][: len(thing)] for row, (thing, *_) in zip(found, expected)] == [thing for thing, *_ in expected]


def test_the_bounds_of_a_range_are_told_apart(read_body):
    (low,), (high,) = rows_of(read_body("每个站点配备3-5名医生。"), "metric")
    assert low != high


def test_each_rise_of_several_has_its_own_base(read_body):
    articles = read_body("医生和护士人数由2019年3人、4人增至2022年5人、6人。")
    assert rows_of(articles, "value", "base_value", "year", "base_year") == [(5, 3, 2022, 2019), (6, 4, 2022, 2019)]


NO_FIGURES = [
    "7月8日,会议召开。", "2023年5月开诊。", "第3届运动会开幕。", "第12期简报印发。", "今年62岁的张伯来看病。", "门诊设在4楼。", "请拨打0515-88888888。",
    "12345热线开通。", "120急救车出发。", "这里没有数字。", "第5次会议召开。", "落实“1+3+N”机制。",
]


def test_dates_ages_ordinals_and_names_are_no_figures(form, read_body):
    assert rows_of(read_body(*map(form, NO_FIGURES)), "text") == []


@pytest.mark.parametrize("printed, value, unit", [
    ("300人", 300, "人"), ("3百人", 300, "人"), ("3千人", 3000, "人"), ("1.65万人", 16500, "人"), ("0.2亿人", 2e7, "人"), ("300余人", 300, "人"),
    ("3万余人", 30000, "人"), ("300多人", 300, "人"), ("16万元", 160000, "元"), ("1.1亿元", 1.1e8, "元"), ("2万亿元", 2e12, "元"), ("4.35万元", 43500, "元"),
    ("3.2倍", 3.2, "倍"), ("6.2张/万人", 6.2, "张/万人"), ("12人次", 12, "人次"), ("450平方公里", 450, "平方公里"),
])
def test_numbers_are_given_in_plain_units(form, read_body, printed, value, unit):
    assert rows_of(read_body(form(f"今年收入和支出合计{printed}。")), "value", "unit") == [(value, unit)]


@pytest.mark.parametrize("sentence, years", [
    ("2020年全县有诊所30家,2023年达到45家。", [2020, 2023]),
    ("2020年全县有诊所30家。如今已有45家。", [2020, None]),
    ("截至2021年底,全县有诊所30家。", [2021]),
    ("全县有诊所30家。", [None]),
])
def test_the_year_is_the_last_one_named_in_the_sentence(form, read_body, sentence, years):
    assert [year for year, in rows_of(read_body(form(sentence)), "year")] == years


@pytest.mark.parametrize("sentence, text", [
    ("门诊费用下降了12%。", "门诊费用下降了12%"), ("住院率同比下降约2.5%。", "住院率同比下降约2.5%"), ("签约人数已由3万人增至5万人。", "签约人数已由3万人增至5万人"),
    ("床位约30至40张。", "床位约30至40张"),
])
def test_the_words_hold_the_whole_metric(read_body, sentence, text):
    assert {found for found, in rows_of(read_body(sentence), "text")} == {text}


@pytest.mark.parametrize("sentence, metrics", [
    ("县、镇、村人均收入由5万元、4万元、3万元增长到8万元、7万元、6万元。", ["县", "镇", "村"]),
    ("县级医院、镇卫生院床位由300张、40张增加到450张、65张。", ["县级医院", "镇卫生院"]),
])
def test_values_side_by_side_keep_their_own_names(read_body, sentence, metrics):
    found = [metric for metric, in rows_of(read_body(sentence), "metric")]
    assert [metric[: len(name)] for metric, name in zip(found, metrics)] == metrics


def test_a_fall_said_in_other_words_has_its_base_too(read_body):
    assert rows_of(read_body("时限由5天压减至1天。"), "metric", "value", "base_value") == [("时限", 1, 5)]


@pytest.mark.parametrize("sentence", ["平均候诊时间缩短15分钟。", "下调药价15%。"])
def test_what_changes_by_an_amount_is_a_change(read_body, sentence):
    assert rows_of(read_body(sentence), "kind") == [("change",)]


@pytest.mark.parametrize("sentence, metric", [("医保基金结余率提高至12%。", "医保基金结余率"), ("报销比例提高3个百分点,达75%。", "报销比例")])
def test_what_is_reached_is_named_without_the_rise(read_body, sentence, metric):
    assert rows_of(read_body(sentence), "metric")[-1] == (metric,)


# --- where they stand --------------------------------------------------------------------------------------------


def bare(text):
    return re.sub(r"\s", "", text)


def test_every_figure_of_the_seeds_stands_where_it_says(corpus):
    text = dict(zip(corpus.pages.page, corpus.pages.text))
    assert len(corpus.indicators) > 50
    for row in corpus.indicators.itertuples():
        assert bare(text[row.page][row.start : row.end]) == bare(row.text)


def test_every_figure_of_the_seeds_holds_a_digit(corpus):
    assert corpus.indicators.text.map(fold).str.contains(r"\d").all()


def test_most_figures_that_both_coders_saw_in_the_seeds_are_found(corpus, gold):
    coded = [(row["page"], float(row["value"]), row["unit"]) for row in gold("indicators") if row["by"] == "AB"]
    found = set(zip(corpus.indicators.page, corpus.indicators.value, corpus.indicators.unit))
    assert sum(row in found for row in coded) / len(coded) >= 0.8


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
