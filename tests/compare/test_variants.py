"""Which wordings are one formulation, and which only look alike. All wordings are invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifa.compare.variants import bare, group_variants

ONE = [
    ("渔船回港、渔民上岸", "渔船归港、渔民登岸", "shares 渔船港渔民岸"),
    ("小事不出岛", "小事不出湾", "shares 小事不出"),
    ("大猫带小猫", "大猫能带小猫", "shares 大猫带小猫"),
    ("一船一档", "一车一档", "frame 一_一档"),
    ("一船一网一码", "一车一网一码", "frame 一_一码"),
    ("灯塔经验", "新时期“灯塔经验”", "holds 灯塔经验"),
    ("三支船队", "三支护渔船队", "holds 三支船队"),
    ("甲类补贴、乙类考核", "渔港甲类补贴和渔港乙类考核", "holds 甲类补贴乙类考核"),
    ("小事不出岛", "小事不出湾,大事不出县、难事不上交、渔家更安宁", "clause 小事不出湾 shares 小事不出"),
    ("渔港敲钟、船队集合", "码头有钓位、渔家有“钟声”、船队有回音、风浪能化解", "clauses 渔家有“钟声” ~ 渔港敲钟; 船队有回音 ~ 船队集合"),
    ("网格敲锣、科室跑腿", "渔村敲锣、网格巡逻、科室跑腿", "clauses 渔村敲锣 ~ 网格敲锣; 科室跑腿 ~ 科室跑腿"),
    ("双随机、一联查", "双随机一联查", "the same but for marks"),
    ("岛上有医、船上有药", "岛上有医,船上有药", "the same but for marks"),
    ("学得快、用得好、传得开", "学得快、传得开、留得下", "clauses 学得快 ~ 学得快; 传得开 ~ 传得开"),
]
APART = [
    ("三大渔场", "四大渔场"), ("三上岸", "三下水"), ("四个敢于", "四个善于"), ("三支船队", "三大行动"), ("一岛一医", "一岛一校"),
    ("渔民至上、安全第一", "游客至上、渔民满意"), ("提高工作站位、压实工作责任", "提升工作能力、压紧工作链条"), ("高标准渔港", "高水平渔业"),
    ("健康渔村", "健康渔业"), ("上下联动、全岛参与", "部门协同、上下联动"), ("统一思想、明确重点", "统一部署、明确任务"), ("红色港湾", "红色旅游"),
    ("1+2+N", "1+2+3"), ("双登记", "双巡查"), ("以捕鱼为主业", "以养殖为主业"), ("渔船安全、渔民安心", "茶农增收、茶企增效"),
    ("加强组织领导、强化责任落实", "加强工作统筹、强化资金保障"), ("共商共护共享", "共建共管共用"), ("两不怕三保证", "三保证"),
]


@pytest.mark.parametrize("one, other, evidence", ONE, ids=[f"{a}~{b}"[:30] for a, b, _ in ONE])
def test_variants_are_grouped_with_the_evidence(one, other, evidence):
    table = group_variants([one, other])
    assert table.values.tolist() == [[one, 1, one, ""], [other, 1, one, evidence]]


@pytest.mark.parametrize("one, other, evidence", ONE, ids=[f"{a}~{b}"[:30] for a, b, _ in ONE])
def test_the_kind_of_evidence_is_the_same_whichever_comes_first_and_however_it_is_typed(form, one, other, evidence):
    table = group_variants([form(other), form(one)])
    assert table.group.tolist() == [1, 1] and table.evidence[1].split()[0] == evidence.split()[0]


@pytest.mark.parametrize("one, other", APART, ids=[f"{a}~{b}"[:30] for a, b in APART])
def test_what_shares_only_common_characters_or_another_number_stays_apart(form, one, other):
    assert group_variants([one, form(other)]).group.tolist() == [1, 2]
    assert group_variants([other, form(one)]).evidence.tolist() == ["", ""]


def test_a_wording_joins_a_leader_and_not_a_follower():
    table = group_variants(["小事不出岛", "小事不出大岛", "小事不出大渔岛"])
    assert table.leader.tolist() == ["小事不出岛", "小事不出岛", "小事不出岛"] and table.evidence[2] == "holds 小事不出岛"
    chain = group_variants(["甲乙丙丁", "甲乙丙丁戊己", "丙丁戊己庚辛"])
    assert chain.group.tolist() == [1, 1, 2]


def test_each_wording_has_one_row_in_the_order_given():
    table = group_variants(["一船一档", "红色港湾", "一船一档", "一车一档"])
    assert table.text.tolist() == ["一船一档", "红色港湾", "一车一档"] and table.group.tolist() == [1, 2, 1]


@pytest.mark.parametrize("texts", [[], [""], ["、,。"], ["", "、"]])
def test_nothing_to_compare_is_no_error(texts):
    assert len(group_variants(texts)) == len(texts)


def test_marks_and_empty_words_are_no_part_of_a_wording():
    assert bare("“新”的、渔港：与 船") == "新渔港船"


@given(st.lists(st.text("甲乙丙丁一二、,“”+N", max_size=14), max_size=12))
def test_groups_are_numbered_as_they_begin_and_led_by_an_earlier_wording(texts):
    table = group_variants(texts)
    assert table.text.tolist() == list(dict.fromkeys(texts))
    led = table[table.evidence == ""]
    assert led.text.tolist() == led.leader.tolist() and led.group.tolist() == list(range(1, len(led) + 1))
    position = {text: i for i, text in enumerate(table.text)}
    assert all(position[leader] <= position[text] for text, leader in zip(table.text, table.leader))


def test_the_time_grows_with_the_number_of_wordings_not_with_that_of_pairs():
    import random

    pick = random.Random(0)
    texts = ["、".join("".join(chr(pick.randrange(0x4E00, 0x4E00 + 900)) for _ in range(4)) for _ in range(3)) for _ in range(8000)]
    times = []
    for n in (2000, 8000):
        start = time.process_time()
        group_variants(texts[:n])
        times.append(time.process_time() - start)
    assert times[1] < 10 * times[0] + 1  # 4 times the wordings, 16 times the pairs
