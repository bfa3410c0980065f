from hypothesis import given
from hypothesis import strategies as st

from tifa.words import fold


@given(st.text())
def test_fold_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x7F)))
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
