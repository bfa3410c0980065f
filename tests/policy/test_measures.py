import csv
import re
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tifa
from tifa.words import fold
from tifa.tables import INSTRUMENTS, Articles, make_table


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
    ("今年以来,县医院持续开展义诊活动。", "开展义诊活动", "县医院", "开展", "义诊活动", "organization", "ongoing"),
    ("各镇要建立健全考核机制。", "建立健全考核机制", "各镇", "建立健全", "考核机制", "authority", "planned"),
    ("下一步,全县将出台药品管理办法。", "出台药品管理办法", "全县", "出台", "药品管理办法", "authority", "planned"),
    ("目前,社区正在推广健康积分制度。", "推广健康积分制度", "社区", "推广", "健康积分制度", "nodality", "ongoing"),
    ("建立了医疗行为监管制度。", "建立了医疗行为监管制度", "", "建立", "医疗行为监管制度", "authority", "done"),
    ("推行“先诊疗、后付费”制度。", "推行“先诊疗、后付费”制度", "", "推行", "“先诊疗、后付费”制度", "authority", "ongoing"),
    ("出台《江北县分级诊疗办法》。", "出台《江北县分级诊疗办法》", "", "出台", "《江北县分级诊疗办法》", "authority", "done"),
    ("将人事权限下放牵头医院。", "将人事权限下放牵头医院", "", "下放", "人事权限", "authority", "done"),
    ("把慢病管理纳入绩效考核。", "把慢病管理纳入绩效考核", "", "纳入", "慢病管理", "authority", "done"),
    ("县政府投入2亿元改造卫生院。", "投入2亿元改造卫生院", "县政府", "投入", "2亿元改造卫生院", "treasure", "done"),
    ("县医院发放了交通补贴。", "发放了交通补贴", "县医院", "发放", "交通补贴", "treasure", "done"),
    ("各地应建立信息共享平台。", "建立信息共享平台", "各地", "建立", "信息共享平台", "nodality", "planned"),
    ("县疾控中心举办健康知识讲座。", "举办健康知识讲座", "县疾控中心", "举办", "健康知识讲座", "nodality", "done"),
    ("县卫健局15日印发巡诊制度。", "印发巡诊制度", "县卫健局", "印发", "巡诊制度", "authority", "done"),
    ("县医院6月20日成立巡诊队。", "成立巡诊队", "县医院", "成立", "巡诊队", "organization", "done"),
    ("各村全部建立健康档案。", "建立健康档案", "各村", "建立", "健康档案", "nodality", "done"),
    ("县统计局公布普查成果。", "公布普查成果", "县统计局", "公布", "普查成果", "nodality", "done"),
    ("市政府对落后企业进行整改。", "对落后企业进行整改", "市政府", "整改", "整改", "authority", "done"),
    ("县医院安装自助机。", "安装自助机", "县医院", "安装", "自助机", "organization", "done"),
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
    ("巡诊队", "organization"), ("考核制度", "authority"), ("补助资金", "treasure"), ("医保支付清单", "authority"), ("数据平台", "nodality"),
    ("经费保障", "treasure"), ("培训中心", "organization"), ("议事机制", "authority"),
    ("价格标准", "treasure"), ("培训制度", "nodality"), ("薪酬机制", "treasure"), ("智能小区", "nodality"),  # a general noun says less
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
    assert sum(hits) / len(hits) >= 0.85


def test_a_measure_cut_by_a_column_break_is_found_whole(write_corpus):
    page = "# 江北县推行新做法\n\n本报讯 4月2日,江北县开会,县医院成立了巡诊\n\n服务队。\n"
    found = tifa.find_measures(tifa.read_articles(write_corpus({"a": ("嘉北", "某省", page)}))).iloc[0]
    assert found.text == "成立了巡诊服务队"
    assert page[found.start : found.end] == "成立了巡诊\n\n服务队"


def test_searching_twice_gives_the_same(corpus):
    pd.testing.assert_frame_equal(tifa.find_measures(corpus.articles), corpus.measures)


def test_no_articles_give_no_measures(corpus):
    assert tifa.find_measures(corpus.articles[:0]).empty


# --- more forms --------------------------------------------------------------------------------------------------

FRAMES = [
    # sentence, text, actor, object, instrument
    ("县政府将设备采购权限下放给各卫生院。", "将设备采购权限下放给各卫生院", "县政府", "设备采购权限", "authority"),
    ("社区对独居老人开展探访服务。", "对独居老人开展探访服务", "社区", "探访服务", "organization"),
    ("卫生院绩效与签约服务量挂钩。", "与签约服务量挂钩", "", "", "authority"),
    ("由县医院牵头组建专科联盟。", "由县医院牵头组建专科联盟", "县医院", "组建专科联盟", "organization"),
    ("镇卫生院与县医院签订合作协议。", "与县医院签订合作协议", "镇卫生院", "合作协议", "organization"),
    ("县医院按照分片包干原则下派专业团队。", "按照分片包干原则下派专业团队", "县医院", "专业团队", "organization"),
    ("县妇联向困难家庭发放了慰问金。", "向困难家庭发放了慰问金", "县妇联", "慰问金", "treasure"),
    ("县医院对村医进行培训。", "对村医进行培训", "县医院", "培训", "nodality"),
    ("街道在老旧小区加装电梯。", "在老旧小区加装电梯", "街道", "电梯", "organization"),
    ("县里将闲置校舍转化成老年食堂。", "将闲置校舍转化成老年食堂", "县里", "闲置校舍", "authority"),
    ("江北县要梳理权责清单。", "梳理权责清单", "江北县", "权责清单", "nodality"),
    ("县卫健局深入开展专项检查。", "深入开展专项检查", "县卫健局", "专项检查", "authority"),
]


@pytest.mark.parametrize("case", FRAMES, ids=[case[0][:8] for case in FRAMES])
def test_a_clause_holds_what_is_moved_and_where(form, read_body, case):
    sentence, text, *rest = case
    (found,) = measures_of(read_body(form(sentence)), "text", "actor", "object", "instrument")
    assert [fold(value) for value in found] == [text, *rest]


@pytest.mark.parametrize("sentence, texts", [
    ("县医院成立巡诊队、设立夜间门诊、引进3名专家。", ["成立巡诊队", "设立夜间门诊", "引进3名专家"]),
    ("街道安装路灯并修建健身步道。", ["安装路灯", "修建健身步道"]),
    ("全县推行基层首诊、双向转诊、急慢分治。", ["推行基层首诊、双向转诊、急慢分治"]),
    ("县里建立、完善考核制度。", ["完善考核制度"]),
    ("一是成立领导小组,组建巡诊队。二是安排专项资金,改造门诊。", ["成立领导小组", "组建巡诊队", "安排专项资金", "改造门诊"]),
])
def test_coordinated_verbs_give_rows_and_listed_objects_do_not(form, read_body, sentence, texts):
    assert [fold(text) for text, in measures_of(read_body(form(sentence)), "text")] == texts


@pytest.mark.parametrize("sentence", [
    "一是健全工作机制。各镇已经行动。", "什么时候建立巡诊队?", "在开展巡诊服务时,", "为提高报销比例,", "建立巡诊队的同时,", "代表提出建议。",
    "村民王强建立了合作社。", "他建起了农家乐。", "县里提供岗位3000个,收集意见1200条。", "县政府召开推进会。", "全县提升服务水平。", "各镇推动高质量发展。",
    "新建的卫生院位于城东。", "县医院是江北县最大的医院。", "出台了一系列政策。",
])
def test_what_is_asked_led_to_told_of_people_or_come_of_it_is_no_measure(read_body, sentence):
    assert measures_of(read_body("县里有新气象。" + sentence), "text") == []


@pytest.mark.parametrize("sentence, statuses", [
    ("近日,县医院开设夜间门诊。", ["done"]), ("近年来,县医院开设夜间门诊。", ["ongoing"]), ("下一步,我县将完善考核制度,组建巡诊队。", ["planned"] * 2),
    ("县医院推行错峰就诊。", ["ongoing"]), ("县里开展技能培训35万人次。", ["done"]), ("到2027年,县里建成3个影像中心。", ["planned"]),
    ("会议强调,组建巡诊队。目前,县里开展义诊活动。", ["planned", "ongoing"]), ("各镇要组建巡诊队。", ["planned"]), ("卫生院把巡诊纳入考核。", ["done"]), ("各地推动建立了联盟。", ["done"]), ("县里深入开展了义诊。", ["done"]),
])
def test_status_by_time_verb_and_what_was_asked(form, read_body, sentence, statuses):
    assert [status for status, in measures_of(read_body(form(sentence)), "status")] == statuses


def test_what_is_announced_goes_on_in_the_next_paragraph_and_ends_with_a_word_of_the_present(read_body):
    articles = read_body("下一步,我县将组建巡诊队。", "县医院开设夜间门诊。", "目前,县医院推行错峰就诊。", "镇卫生院推行错峰就诊。")
    assert [status for status, in measures_of(articles, "status")] == ["planned", "planned", "ongoing", "ongoing"]


def test_what_is_asked_goes_on_where_no_subject_comes_between(read_body):
    articles = read_body("通知要求,各镇要组建巡诊队。", "加大宣传力度。各镇加快数据平台建设,完善考核制度。", "县医院推行错峰就诊。")
    assert [status for status, in measures_of(articles, "status")] == ["planned", "planned", "planned", "ongoing"]


@pytest.mark.parametrize("sentence, actors", [
    ("23名驻村干部包联困难户,组建巡诊队。", ["23名驻村干部", "23名驻村干部"]), ("“健康服务中心”开展巡诊服务。", ["“健康服务中心”"]),
    ("我们开设夜间门诊。", ["我们"]), ("江北县要聚焦难点,组建巡诊队。", ["江北县"]), ("李强说,县里组建巡诊队。", ["县里"]),
])
def test_who_acts_may_be_people_of_an_office(read_body, sentence, actors):
    assert [actor for actor, in measures_of(read_body(sentence), "actor")] == actors


def test_speech_is_read_like_the_rest(form, read_body):
    articles = read_body(form("“我们开设夜间门诊,组建巡诊队。”李强说。"))
    assert measures_of(articles, "text", "actor") == [("开设夜间门诊", "我们"), ("组建巡诊队", "我们")]


def test_every_row_says_why(read_body):
    assert measures_of(read_body("县医院成立管理委员会。加强信息化建设。"), "why") == [("V verb 成立; object 委员会",), ("L verb 加强; object 信息化",)]


OFFICES = ["江北县", "县卫健局", "市人民医院", "各镇", "区妇联", "牵头医院", "县疾控中心", "街道"]
ADVERBS = ["", "积极", "进一步", "全面", "已经", "将", "要", "先后"]
DEEDS = [("成立", "巡诊服务队"), ("设立", "夜间门诊"), ("制定", "考核办法"), ("发放", "就业补贴"), ("搭建", "数据平台"), ("配备", "12名专职网格员"),
         ("新建", "3所卫生站"), ("推行", "分级管理制度"), ("举办", "健康知识讲座"), ("整治", "占道经营")]


@given(st.lists(st.tuples(st.sampled_from(OFFICES), st.sampled_from(ADVERBS), st.sampled_from(DEEDS)), min_size=1, max_size=6))
def test_what_was_put_in_comes_back(deeds):
    body = "".join(f"{who}{how}{verb}{thing}。" for who, how, (verb, thing) in deeds)
    found = tifa.find_measures(plain(body))
    assert list(found[["actor", "verb", "object"]].itertuples(index=False, name=None)) == [(who, verb, thing) for who, _, (verb, thing) in deeds]
    assert [body[row.start : row.end] for row in found.itertuples()] == found.text.tolist()


@given(st.text(alphabet="县医院将把对由的了、,。:“”《》()?成立建设推进服务中心12 \n", max_size=120))
def test_whatever_stands_in_a_text_rows_stand_where_they_say(body):
    for row in tifa.find_measures(plain(body)).itertuples():
        assert bare(body[row.start : row.end]) == bare(row.text)


def plain(body):
    """An article whose body is the page, with a span a paragraph."""
    paragraphs, at = [], 0
    for line in body.split("\n"):
        if line:
            paragraphs.append((line, at))
        at += len(line) + 1
    spans = " ".join(f"body:{start}-{start + len(line)}" for line, start in paragraphs)
    row = dict(page="p", article=1, start=0, end=max(1, len(body)), genre="news", body="\n".join(line for line, _ in paragraphs), n_chars=len(body), spans=spans)
    return make_table(Articles, [row])


@pytest.mark.parametrize("text", ["县医院成立了巡诊服务队,将人事权限下放给各镇,加强信息化建设。", "县医院将对由以为的把", "、、、成立", "“《(“成立"])
def test_a_megabyte_takes_no_longer_than_its_length(text):
    def cost(n):
        articles = plain(text * n)
        start = time.process_time()
        tifa.find_measures(articles)
        return time.process_time() - start

    n = 350_000 // len(text)  # a megabyte of UTF-8
    cost(10)  # dictionaries are opened
    assert cost(n) < 6 * cost(n // 4) + 0.5


# --- the cues ----------------------------------------------------------------------------------------------------


def rows_of(root, name):
    with open(root / "lib/tifa/data" / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("name, schemes", [("instruments.csv", set(INSTRUMENTS)), ("instruments_rothwell.csv", {"supply", "environment", "demand"})])
def test_the_cues_are_whole(root, name, schemes):
    rows = rows_of(root, name)
    assert {row["part"] for row in rows} - {"stance", "outcome"} == {"verb", "light", "moved", "empty", "object", "general"}
    assert {row["instrument"] for row in rows if row["part"] not in ("stance", "outcome")} == schemes
    assert {row["instrument"] for row in rows if row["part"] in ("stance", "outcome")} <= {""}
    assert len({(row["part"], row["cue"]) for row in rows}) == len(rows)
    assert [row["cue"] for row in rows if not row["reason"] or row["cue"] not in row["example"]] == []


def test_the_second_scheme_names_every_cue_of_the_first(root):
    first, second = ({(row["part"], row["cue"]) for row in rows_of(root, name) if row["instrument"]} for name in ("instruments.csv", "instruments_rothwell.csv"))
    assert first == second


def test_the_cues_of_clauses_have_examples(root):
    assert [row["cue"] for row in rows_of(root, "measure_cues.csv") if row["cue"] not in row["example"]] == []


def test_a_second_scheme_names_the_same_measures(read_body):
    articles = read_body("县医院成立了巡诊队,提供上门服务。县财政发放就业补贴。")
    assert measures_of(articles, "instrument") == [("organization",), ("organization",), ("treasure",)]
    found = tifa.find_measures(articles, scheme="rothwell")
    assert found.instrument.tolist() == ["supply", "demand", "environment"]
    assert found.text.tolist() == tifa.find_measures(articles).text.tolist()


def test_a_scheme_of_ones_own(read_body, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("part,cue,instrument\nobject,补贴,carrot\n", encoding="utf-8")
    assert tifa.find_measures(read_body("县财政发放就业补贴,整治占道经营,落实医疗补贴。"), scheme=path).instrument.tolist() == ["", "", "carrot"]


def test_an_unknown_scheme_is_an_error(corpus):
    with pytest.raises(OSError, match="instruments_nobody"):
        tifa.find_measures(corpus.articles, scheme="nobody")
