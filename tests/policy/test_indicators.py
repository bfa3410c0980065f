import re
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tifa
from tifa.words import fold


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
    ("2022年,节约资金800万元。", "节约资金800万元", "节约资金", 8e6, "元", 2022, None, None, "level"),
    ("总产值达5万亿元。", "总产值达5万亿元", "总产值", 5e12, "元", None, None, None, "level"),
    ("共培训1200余名村医。", "1200余名村医", "村医", 1200, "名", None, None, None, "level"),
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


# --- which numbers are figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("sentence, value, unit", [
    ("服务半径三公里。", 3, "公里"), ("围墙加高两米。", 2, "米"), ("参会群众三百余名。", 300, "名"), ("近百名村民报名。", 100, "名"), ("已完成手术上千例。", 1000, "例"),
    ("志愿者已连续值守八年。", 8, "年"), ("老周从教24年。", 24, "年"), ("开馆至今已有12年之久。", 12, "年"), ("超六成农户受益。", 60, "%"), ("受益面达百分之九十二。", 92, "%"),
    ("聘请三位专家授课。", 3, "位"), ("每月走访两次。", 2, "次"), ("值班人员每周巡查一次。", 1, "次"), ("课程分三期进行。", 3, "期"), ("惠及3.6万养蜂群众。", 36000, "人"),
    ("全年出口额突破300亿,创下新高。", 3e10, "元"), ("满意度得分96.5分。", 96.5, "分"), ("人均预期寿命79.2岁。", 79.2, "岁"), ("平均提速一倍多,两倍也有可能。", 2, "倍"),
    ("订单1,250件。", 1250, "件"), ("电力装机32万千瓦。", 320000, "千瓦"), ("浓度为28微克/立方米。", 28, "微克/立方米"), ("等候只要3个小时。", 3, "小时"), ("每千人床位数6.5张。", 6.5, "张"),
])
def test_numbers_in_characters_and_many_units_are_met(form, read_body, sentence, value, unit):
    assert rows_of(read_body(form(sentence)), "value", "unit") == [(value, unit)]


@pytest.mark.parametrize("sentence", [
    "一个人来到窗口。", "两名民警闻讯赶来。", "四个方面一起抓。", "统一行政管理。", "十大行动启动。", "三年行动方案出台。", "五年来变化很大。", "近十年间山变绿了。", "打通最后一公里。",
    "这两天正在下雨。", "数十人在场。", "几百名观众叫好。", "百亩良田变了样。", "保持两位数增长。", "《十四五规划》和《2030年前碳达峰50条》印发。", "“3个到位”全面落实。",
    "推行“1+1+N”模式。", "第二批三支援助队出发。", "县委九届十二次全会开幕。", "第51期学员结业。", "依照第12条处理。", "现年45岁的村医姓李。", "5G网络开通。", "他独自1人前往。",
    "4月15日9时20分开工。", "3天前刚下过雨。", "十分满意。", "成立10年来变化很大。", "与甲县3集团军无关。", "27成员国代表到会。", "二元结构依旧。",
])
def test_idioms_names_slogans_and_spans_of_time_are_no_figures(form, read_body, sentence):
    assert rows_of(read_body(form(sentence)), "text") == []


@pytest.mark.parametrize("sentence, values", [
    ("手续要办一两个小时。", [1, 2]), ("清理工作干了八九天。", [8, 9]), ("来了三四十名工人。", [30, 40]), ("占比为2-5%。", [2, 5]), ("培训3—5万人次。", [30000, 50000]),
    ("每月开支在800元到1200元。", [800, 1200]), ("每网格10~15户。", [10, 15]),
])
def test_a_range_gives_its_bounds(form, read_body, sentence, values):
    found = rows_of(read_body(form(sentence)), "value", "metric")
    assert [value for value, _ in found] == values
    assert [metric[-4:] for _, metric in found] == ["(下限)", "(上限)"]


# --- before and after --------------------------------------------------------------------------------------------

RISES = [
    # sentence, metric, value, unit, year, base value, base year
    ("参合率由2015年的83%提高到2022年的97%。", "参合率", 97, "%", 2022, 83, 2015),
    ("参合率由2015年的83%,提高到2022年的97%。", "参合率", 97, "%", 2022, 83, 2015),
    ("村级站点从最初的3个扩大到如今的20个。", "村级站点", 20, "个", None, 3, None),
    ("经济总量从2012年的1.1万亿元增长到现在的5万亿元。", "经济总量", 5e12, "元", None, 1.1e12, 2012),
    ("办事环节由9个减至4个。", "办事环节", 4, "个", None, 9, None),
    ("窗口由30个变成8个。", "窗口", 8, "个", None, 30, None),
    ("办结时间从2天缩短到6小时。", "办结时间", 6, "小时", None, 48, None),
    ("群众满意率由81.5提高到93%。", "群众满意率", 93, "%", None, 81.5, None),
    ("领证原先跑四趟变成两趟。", "领证原先跑", 2, "趟", None, 4, None),
    ("候诊时间不足1小时,电子病历使用率由过去的不到三成提升至九成。", "电子病历使用率", 90, "%", None, 30, None),
    ("人均预期寿命从76.3岁提高到79.1岁。", "人均预期寿命", 79.1, "岁", None, 76.3, None),
    ("绿地率达45%,比2018年的40%高出一截。", "绿地率", 45, "%", None, 40, 2018),
]


@pytest.mark.parametrize("case", RISES, ids=[case[0][:10] for case in RISES])
def test_a_value_comes_with_what_it_is_compared_with(form, read_body, case):
    sentence, *rest = case
    assert list(rows_of(read_body(form(sentence)), "metric", "value", "unit", "year", "base_value", "base_year")[-1]) == rest


@pytest.mark.parametrize("sentence, year", [
    ("2023年,门诊量比2019年增长12%。", 2023), ("自2016年以来累计培训3000人。", None), ("占比从2012年的20%提高到现在的40%,贡献率达8%。", None), ("较2020年增加30人。", None),
])
def test_years_of_a_comparison_are_not_the_values_own(read_body, sentence, year):
    assert rows_of(read_body(sentence), "year")[-1] == (year,)


def test_last_year_is_told_from_the_date_of_the_page(make_articles):
    body = "去年,全县新建站点30个。今年新建45个。"
    articles = make_articles(("嘉北", body)).assign(spans=f"body:0-{len(body)}")
    assert rows_of(articles, "year") == [(None,), (None,)]
    assert rows_of(articles.assign(date="2023-05-06"), "year") == [(2022,), (2023,)]


@pytest.mark.parametrize("sentence, base, note", [
    ("报销比例提高4个百分点达78.5%。", 74.5, "base derived: 78.5 - 4"),
    ("差错率下降3个百分点,降至2.5%。", 5.5, "base derived: 2.5 + 3"),
    ("报销比例达78.5%,比上年提高4个百分点。", 74.5, "base derived: 78.5 - 4"),
    ("绿化率为52%,较2020年下降2个百分点。", 54, "base derived: 52 + 2"),
])
def test_the_base_of_a_rise_in_points_is_derived_and_says_so(form, read_body, sentence, base, note):
    found = {unit: rest for unit, *rest in rows_of(read_body(form(sentence)), "unit", "base_value", "note")}
    assert found["%"] == [base, note]
    assert found["百分点"] == [None, ""]


@pytest.mark.parametrize("sentence", ["报销比例提高4个百分点,住院率达78.5%。", "报销比例提高4个百分点。另据介绍,参保率达90%。", "床位达300张,报销比例提高4个百分点。"])
def test_no_base_is_derived_across_metrics(read_body, sentence):
    assert [base for base, in rows_of(read_body(sentence), "base_value")] == [None] * 2


def test_changes_puts_before_and_after_side_by_side(read_body):
    found = tifa.find_indicators(read_body("住院人次由2019年的4万人次降至2022年的3万人次。", "报销比例提高4个百分点达80%。", "站点由0个增至5个。", "床位300张。"))
    table = tifa.policy.changes(found)
    assert table[["metric", "before", "after", "change", "derived"]].values.tolist() == [
        ["住院人次", 40000, 30000, -10000, False], ["报销比例", 76, 80, 4, True], ["站点", 0, 5, 5, False]]
    assert table.relative.iloc[0] == -0.25
    assert table.relative.iloc[2] is pd.NA
    assert tifa.policy.changes(found[:0]).empty


# --- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sentence, metrics", [
    ("重点慢病规范管理率达81%。", ["重点慢病规范管理率"]), ("镇、村两级卫生机构诊疗占比分别达到30%和45%。", ["镇", "村"]), ("购置第三批价值90万元的救护设备。", ["救护设备价值"]),
    ("选派了4批500名工匠。", ["工匠", "工匠"]), ("7名从事护理工作的志愿者也在场。", ["从事护理工作的志愿者"]), ("12家企业的代表到会。", ["企业"]), ("每月发放600元生活费。", ["生活费"]),
    ("发放贷款5万元,并给予3千元的奖学金。", ["发放贷款", "奖学金"]), ("举行2次排查整治。", ["排查整治"]), ("门诊量1500人次,同比增长9%。", ["门诊量", "门诊量同比增长"]),
    ("引来30家亿元以上企业。", ["亿元以上企业"]), ("建好老城“8分钟”、近郊“20分钟”、山区“40分钟”救援圈。", ["建好老城", "近郊", "山区"]), ("收集群众“小心愿”300个。", ["收集群众“小心愿"]),
    ("客流量、营业额同比分别增长11%和9%。", ["客流量同比增长", "营业额同比增长"]), ("赠送700台HP55打印机。", ["HP55打印机"]), ("新增床位80张。", ["新增床位"]), ("截至2018年底,共转诊300人次。", ["转诊"]),
])
def test_the_metric_is_named_whole(read_body, sentence, metrics):
    found = [metric for metric, in rows_of(read_body(sentence), "metric")]
    assert [metric if len(name) > 1 else metric[:1] for metric, name in zip(found, metrics, strict=True)] == metrics


@pytest.mark.parametrize("sentence, kind", [
    ("就诊率达85%。", "level"), ("等候时间为10分钟。", "level"), ("力争建成站点30个。", "target"), ("到2027年,参保率达97%。", "target"), ("投入资金3亿元。", "resource"),
    ("选派30名医生下乡。", "resource"), ("全市共有20个乡镇。", "scale"), ("绿地率提高5个百分点。", "change"), ("住院人次由4万人次增长到2025年5万人次。", "level"),
])
def test_kinds_follow_unit_and_verb(read_body, sentence, kind):
    assert rows_of(read_body(sentence), "kind")[-1] == (kind,)


# --- what does not fit -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sentences, flagged", [
    (["全县参保率达95%。", "会议指出,全县参保率达97%。"], [True, True]),
    (["2022年全县参保率达95%。", "2023年全县参保率达97%。"], [False, False]),
    (["全县参保率达95%。", "会议指出,全县参保率达95%。"], [False, False]),
    (["规范管理率达120%。"], [True]),
    (["产值增长率达120%。"], [False]),
    (["共有床位100张,其中内科70张、外科50张。"], [True, False, False]),
    (["共有床位100张,其中内科30张、外科50张。"], [False, False, False]),
    (["共有床位100张,包括内科30张、外科50张。"], [True, False, False]),
    (["共有床位80张,包括内科30张、外科50张。"], [False, False, False]),
    (["甲局、乙局、丙局、丁局等3家单位发言。"], [True]),
    (["甲局、乙局、丙局等3家单位发言。"], [False]),
    (["甲局、乙局等3家单位发言。"], [False]),
])
def test_what_does_not_fit_is_flagged_and_left_as_it_is(form, read_body, sentences, flagged):
    assert [bool(note) for note, in rows_of(read_body(*map(form, sentences)), "note")] == flagged


def test_the_flag_names_the_other_value(read_body):
    notes = [note for note, in rows_of(read_body("全县参保率达95%。", "全县参保率达97%。"), "note")]
    assert notes == ["the article also gives 97", "the article also gives 95"]


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
