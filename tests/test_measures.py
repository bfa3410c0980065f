import csv
import re

import pandas as pd
import pytest

import tifa
from tifa import fold
from tifa.tables import INSTRUMENTS


def measures_of(articles, *columns):
    return list(tifa.find_measures(articles)[list(columns)].itertuples(index=False, name=None))


MEASURES = [
    # sentence, text, actor, verb, object, instrument, status
    ("江北县成立医改领导小组。", "成立医改领导小组", "江北县", "成立", "医改领导小组", "organization", "done"),
    ("县卫健局将组建巡诊服务队。", "组建巡诊服务队", "县卫健局", "组建", "巡诊服务队", "organization", "planned"),
    ("县人民医院已经设立8个专科门诊。", "设立8个专科门诊", "县人民医院", "设立", "8个专科门诊", "organization", "done"),
    ("江北县建成了县域影像中心。", "建成了县域影像中心", "江北县", "建成", "县域影像中心", "organization", "done"),
    ("我县引进20名医学博士。", "引进20名医学博士", "我县", "引进", "20名医学博士", "organization", "done"),
    ("到2026年,江北县将建成12家社区医院。", "建成12家社区医院", "江北县", "建成", "12家社区医院", "organization", "planned"),
    ("今年以来,县医院持续开展义诊活动。", "持续开展义诊活动", "县医院", "开展", "义诊活动", "organization", "ongoing"),
    ("各镇要建立健全考核机制。", "建立健全考核机制", "各镇", "建立健全", "考核机制", "authority", "planned"),
    ("下一步,全县将出台药品管理办法。", "出台药品管理办法", "全县", "出台", "药品管理办法", "authority", "planned"),
    ("目前,社区正在推广健康积分制度。", "推广健康积分制度", "社区", "推广", "健康积分制度", "authority", "ongoing"),
    ("建立了医疗行为监管制度。", "建立了医疗行为监管制度", "", "建立", "医疗行为监管制度", "authority", "done"),
    ("推行“先诊疗、后付费”制度。", "推行“先诊疗、后付费”制度", "", "推行", "“先诊疗、后付费”制度", "authority", "ongoing"),
    ("出台《江北县分级诊疗办法》。", "出台《江北县分级诊疗办法》", "", "出台", "《江北县分级诊疗办法》", "authority", "done"),
    ("将人事权限下放牵头医院。", "将人事权限下放牵头医院", "", "下放", "人事权限", "authority", "done"),
    ("把慢病管理纳入绩效考核。", "把慢病管理纳入绩效考核", "", "纳入", "慢病管理", "authority", "done"),
    ("县政府投入2亿元改造卫生院。", "投入2亿元改造卫生院", "县政府", "投入", "2亿元改造卫生院", "treasure", "done"),
    ("县医院发放了交通补贴。", "发放了交通补贴", "县医院", "发放", "交通补贴", "treasure", "done"),
    ("各地应建立信息共享平台。", "建立信息共享平台", "各地", "建立", "信息共享平台", "nodality", "planned"),
    ("县疾控中心举办健康知识讲座。", "举办健康知识讲座", "县疾控中心", "举办", "健康知识讲座", "nodality", "done"),
]


@pytest.mark.parametrize("case", MEASURES, ids=[case[0][:10] for case in MEASURES])
def test_who_does_what_by_which_instrument(form, read_body, case):
    sentence, text, *rest = case
    (found,) = measures_of(read_body(form(sentence)), "text", "actor", "verb", "object", "instrument", "status")
    assert found[0] == form(text)
    assert [fold(value) for value in found[1:]] == rest


NO_MEASURES = [
    "会议要求,要提高政治站位。", "与会人员学习贯彻会议精神。", "要强化责任担当。", "他们走访慰问困难群众。", "王强参加会议。", "天气晴朗。",
    "要增强责任意识。", "大家要坚定信心。", "要形成强大合力。", "群众获得感不断提升。", "这里曾经是一座老厂房。", "他表示十分感谢。", "会议由王强主持。",
    "各级要提高认识。", "要加强作风建设,提升队伍形象。",
]


def test_exhortations_visits_and_states_are_no_measures(form, read_body):
    assert measures_of(read_body(*map(form, NO_MEASURES)), "text") == []


def test_each_clause_is_its_own_measure(read_body):
    articles = read_body("县医院成立了巡诊队,设立了夜间门诊,还引进了3名专家。")
    assert [text for text, in measures_of(articles, "text")] == ["成立了巡诊队", "设立了夜间门诊", "引进了3名专家"]


def test_the_actor_holds_for_the_sentence_and_no_longer(read_body):
    articles = read_body("县医院成立了巡诊队,设立了夜间门诊。引进了3名专家。")
    assert measures_of(articles, "actor") == [("县医院",), ("县医院",), ("",)]


def test_what_is_demanded_stays_planned_for_the_clauses_after(read_body):
    articles = read_body("他强调,各镇要建立考核制度,组建巡诊队。")
    assert measures_of(articles, "status") == [("planned",), ("planned",)]


@pytest.mark.parametrize("sentence, status", [
    ("县医院成立了巡诊队。", "done"), ("县医院已经成立巡诊队。", "done"), ("县医院成立巡诊队。", "done"), ("县医院正在组建巡诊队。", "ongoing"),
    ("县医院要组建巡诊队。", "planned"), ("县医院将组建巡诊队。", "planned"), ("县医院应组建巡诊队。", "planned"), ("县医院必须组建巡诊队。", "planned"),
    ("下一步,组建巡诊队。", "planned"), ("县医院定期开展义诊。", "ongoing"),
])
def test_status(read_body, sentence, status):
    assert measures_of(read_body(sentence), "status") == [(status,)]


@pytest.mark.parametrize("thing, instrument", [
    ("巡诊队", "organization"), ("考核制度", "authority"), ("价格标准", "authority"), ("补助资金", "treasure"), ("医保支付清单", "authority"),
    ("数据平台", "nodality"), ("培训制度", "authority"), ("经费保障", "treasure"),
])
def test_the_last_telling_noun_of_the_object_gives_the_instrument(read_body, thing, instrument):
    assert measures_of(read_body(f"县医院建立了{thing}。"), "instrument") == [(instrument,)]


def test_headings_are_not_searched(write_corpus):
    page = "# 江北县成立医改领导小组\n\n本报讯 4月2日,江北县开会。\n"
    assert measures_of(tifa.read_articles(write_corpus({"a": ("嘉北", "某省", page)})), "text") == []


@pytest.mark.parametrize("sentence, actor", [("县财政安排专项资金300万元。", "县财政"), ("力争年底前新建3所卫生站。", ""), ("市民政局为老人提供助餐服务。", "市民政局")])
def test_measures_behind_other_words(read_body, sentence, actor):
    assert measures_of(read_body(sentence), "actor") == [(actor,)]


@pytest.mark.parametrize("sentence, actor", [
    ("法院设立巡回法庭。", "法院"), ("派出所设立警务室。", "派出所"), ("县妇联举办讲座。", "县妇联"), ("区总工会组织职工培训。", "区总工会"), ("红十字会捐赠口罩。", "红十字会"),
    ("力争明年新建3座桥梁。", ""), ("给老人配备手环。", ""),
])
def test_measures_of_other_bodies(read_body, sentence, actor):
    assert measures_of(read_body(sentence), "actor") == [(actor,)]


def test_what_is_given_is_the_object_not_who_gets_it(read_body):
    assert measures_of(read_body("向村医发放交通补贴。"), "object") == [("交通补贴",)]


def test_the_object_is_cut_from_the_text_as_printed(read_body):
    assert measures_of(read_body("县医院设立\uff18个专科门诊\uff08夜间\uff09\u3002"), "object") == [("\uff18个专科门诊\uff08夜间\uff09",)]


# --- where they stand --------------------------------------------------------------------------------------------


def bare(text):
    return re.sub(r"\s", "", text)


def test_every_measure_of_the_seeds_stands_where_it_says(corpus):
    text = dict(zip(corpus.pages.page, corpus.pages.text))
    assert len(corpus.measures) > 100
    for row in corpus.measures.itertuples():
        assert bare(text[row.page][row.start : row.end]) == bare(row.text)


def test_every_measure_of_the_seeds_holds_its_verb_and_object(corpus):
    for row in corpus.measures.itertuples():
        assert row.verb in fold(row.text) and fold(row.object) in fold(row.text)


def test_most_measures_that_both_coders_saw_in_the_seeds_are_found(corpus, gold):
    coded = [row for row in gold("measures") if row["by"] == "AB"]
    found = corpus.measures.groupby("page").text.agg(list).to_dict()
    hits = [any(row["text"] in text or text in row["text"] for text in found.get(row["page"], [])) for row in coded]
    assert sum(hits) / len(hits) >= 0.6


def test_a_measure_cut_by_a_column_break_is_found_whole(write_corpus):
    page = "# 江北县推行新做法\n\n本报讯 4月2日,江北县开会,县医院成立了巡诊\n\n服务队。\n"
    found = tifa.find_measures(tifa.read_articles(write_corpus({"a": ("嘉北", "某省", page)}))).iloc[0]
    assert found.text == "成立了巡诊服务队"
    assert page[found.start : found.end] == "成立了巡诊\n\n服务队"


def test_searching_twice_gives_the_same(corpus):
    pd.testing.assert_frame_equal(tifa.find_measures(corpus.articles), corpus.measures)


def test_no_articles_give_no_measures(corpus):
    assert tifa.find_measures(corpus.articles[:0]).empty


# --- the cues ----------------------------------------------------------------------------------------------------


def test_the_cues_are_whole(root):
    with open(root / "lib/tifa/data/instruments.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert {row["part"] for row in rows} == {"verb", "object"}
    assert {row["instrument"] for row in rows} == set(INSTRUMENTS)
    assert len({(row["part"], row["cue"]) for row in rows}) == len(rows)
    assert [row["cue"] for row in rows if not row["reason"] or row["cue"] not in row["example"]] == []
