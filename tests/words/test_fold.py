import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifa.words import close_up, fold, mend


@given(st.text())
def test_fold_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x7F, exclude_characters="\"'")))
def test_fold_leaves_ascii_alone(text):
    assert fold(text) == text


def test_fold_gives_half_width_twins():
    assert fold("\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09\uff05\uff0b\uff11\uff21\uff5a\uff5e") == ",:;!?()%+1Az~"


def test_fold_makes_single_quotation_marks_double():
    assert fold("\u2018\u4e00\u76d8\u68cb\u2019") == "\u201c\u4e00\u76d8\u68cb\u201d"


def test_fold_turns_the_ideographic_space_into_a_space():
    assert fold("\u3000") == " "


def test_fold_leaves_chinese_punctuation_without_a_twin_alone():
    assert fold("\u3002\u3001\u300a\u300b\u00b7\u2014") == "\u3002\u3001\u300a\u300b\u00b7\u2014"


def test_marks_over_and_under_digits_are_no_part_of_the_text():
    assert mend("加固水库1\u03322\u0332座,花费3\u0301.5亿元") == "加固水库12座,花费3.5亿元"
    assert mend("cafe\u0301") == "cafe\u0301"


def test_fold_knows_marks_of_vertical_lines_small_ones_and_the_minus():
    assert fold("\ufe10\ufe11\ufe12\ufe13\ufe30\ufe50\ufe6a\uff61\uff64\u2212") == ",、。::,%。、-"


@pytest.mark.parametrize("printed", ["''八个统一''", "``八个统一''"])
def test_two_single_quotation_marks_are_a_double_one(printed):
    assert fold(printed) == "““八个统一””"


@pytest.mark.parametrize("printed", ['"八个统一"', "'八个统一'", "「八个统一」", "『八个统一』", "\uff02八个统一\uff02", "〝八个统一〞", "”八个统一“", "“八个统一“", "”八个统一”"])
def test_quotation_marks_of_every_kind_become_one(printed):
    assert fold(f"县里推行{printed}管理") == "县里推行“八个统一”管理"


@pytest.mark.parametrize("text", ["做得好。”他说,“我们放心", "“我们要办好。", "“推行“八个统一”管理”", "“甲”和“乙", '长5"的管', "people's"])
def test_quotation_marks_that_stand_right_or_alone_stay(text):
    assert fold(text) == text


def test_fold_reads_traditional_characters_as_simplified_ones():
    assert fold("一百二十萬人,3億2千萬元,兩間,著作,乾隆") == "一百二十万人,3亿2千万元,两间,著作,乾隆"


def test_mend_leaves_out_what_has_no_width_and_gives_radicals_as_characters():
    assert mend("\ufeff医\u200b共\xad体 \u2f08\u2ed3 \uf90a") == "医共体 人长 金"


@given(st.text(st.sampled_from("医共体统一二百万元个,。“”()%.:+- \u3000\xa0\u2009\u200b\ufeff\n0123456789aN"), max_size=60))
def test_what_is_closed_up_keeps_the_way_back(text):
    closed, pieces = close_up(text)
    bounds = [*pieces, (len(closed), len(text))]
    back = [old + place - new for (new, old), (end, _) in zip(bounds, bounds[1:]) for place in range(new, end)]
    assert "".join(text[place] for place in back) == closed and back == sorted(set(back))
    left = {text[place] for place in set(range(len(text))) - set(back)}
    assert left <= set(" \u3000\xa0\u2009\u200b\ufeff")


@pytest.mark.parametrize("printed, closed", [
    ("投入 300 万元，服务 1 000 人次", "投入300万元，服务1000人次"),
    ("12\xa0万 人，达 85.6 %", "12万人，达85.6%"),
    ("2024 年 8 月", "2024年8月"),
    ("三百 二十 名，百分之 八十五", "三百二十名，百分之八十五"),
    ("村 医 进 修 班 开 班 ， 120 名 村 医 参 加 。", "村医进修班开班，120名村医参加。"),
    ("全市 村医 进修班 昨日 开班 ， 120 名 村医 参加 。", "全市村医进修班昨日开班，120名村医参加。"),
    ("由 6 + 1 变为 6 + N，“ 四个一 ”", "由 6+1 变为 6+N，“四个一”"),
])
def test_blanks_that_part_nothing_are_closed_up(printed, closed):
    assert close_up(printed)[0] == closed


@pytest.mark.parametrize("text", ["本报讯 120名村医参加", "深化改革 服务群众", "记者 李明 王芳", "甲 30 40 50 乙", "City Daily 2024", "盐城晚报 2024年8月28日 星期三",
    "附件1 2024年名单", "王 芳 李 明"])
def test_blanks_that_part_stay(text):
    assert close_up(text)[0] == text
