import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifa import tokenize
from tifa.words import LEXICON, load_lexicon, load_stopwords, segment
from tifa.words.segment import keep_words, tag_word

# --- cutting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lexicon", [LEXICON, None], ids=["lexicon", "jieba alone"])
def test_both_engines_give_the_same_words_on_every_seed_body(corpus, lexicon):
    for article in corpus.articles.itertuples():
        assert segment(article.body, lexicon, engine="rjieba") == segment(article.body, lexicon, engine="jieba")


@pytest.mark.parametrize("text", ["每周1-2次", "2020-2023年", "3.5万人", "第1+1场", "CT检查", "", " ", "\r\n"])
def test_both_engines_give_the_same_words_on_figures(text):
    assert segment(text) == segment(text, engine="jieba")


@pytest.mark.parametrize("text", ["0.1mg", "126.com", "U-17"])
def test_both_engines_give_the_same_words_on_latin_letters_with_a_mark_inside(text):
    assert segment(text) == segment(text, engine="jieba")


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("医共体网格化服务1-2.5%三十 \r\n\u3000\uff0c\u3002"), max_size=60))
def test_words_joined_give_the_text_again(text):
    assert "".join(segment(text)) == text


def test_the_lexicon_keeps_domain_words_whole():
    assert segment("县域医共体牵头医院") == ["县域医共体", "牵头医院"]
    assert "牵头医院" not in segment("县域医共体牵头医院", lexicon=None)


def test_a_lexicon_of_ones_own_is_used(tmp_path):
    words = tmp_path / "own.txt"
    words.write_text("## Names of campaigns\n春雨润苗 l\n银发顾问团\n", encoding="utf-8")
    assert load_lexicon(words) == {"春雨润苗": "l", "银发顾问团": "n"}
    assert segment("成立银发顾问团", lexicon=words) == ["成立", "银发顾问团"]
    assert tag_word("春雨润苗", words) == "l"


def test_a_lexicon_in_the_working_directory_is_found(tmp_path, monkeypatch):
    (tmp_path / "own.txt").write_text("银发顾问团\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_lexicon("own.txt") == {"银发顾问团": "n"}


def test_jieba_itself_is_left_as_it_was():
    import jieba

    segment("牵头医院", engine="jieba")
    assert "牵头医院" not in jieba.lcut("牵头医院")


def test_an_unknown_engine_is_refused():
    with pytest.raises(ValueError, match="engine is 'pkuseg'; expected 'rjieba'"):
        segment("医院", engine="pkuseg")


# --- counting words ----------------------------------------------------------------------------------------------

SENTENCE = "今年8月27日上午,李伟华带领12名医生到高新区坐诊,覆盖85%的村民。"


def test_numbers_dates_names_and_stop_words_are_left_out():
    assert tokenize(SENTENCE) == ["带领", "医生", "高新区", "坐诊", "覆盖", "村民"]


@pytest.mark.parametrize("keep, words", [
    ("numbers", ["8", "27", "12", "85%"]),
    ("dates", ["今年", "月", "日", "上午"]),
    ("names", ["李伟华"]),
])
def test_each_kind_can_be_kept(keep, words):
    kept = tokenize(SENTENCE, **{keep: True})
    assert [w for w in kept if w not in tokenize(SENTENCE)] == words


def test_all_kinds_can_be_kept_together_in_the_order_of_the_text():
    kept = tokenize(SENTENCE, numbers=True, dates=True, names=True)
    assert kept == ["今年", "8", "月", "27", "日", "上午", "李伟华", "带领", "12", "医生", "高新区", "坐诊", "覆盖", "85%", "村民"]


def test_words_of_dates_are_kept_though_they_are_stop_words():
    assert tokenize("今年开诊", dates=True)[0] == "今年"


def test_without_stop_words_all_words_are_kept():
    assert tokenize("他在村里的诊所", stopwords=[]) == ["他", "在", "村里", "的", "诊所"]


def test_stop_words_of_ones_own_replace_the_list():
    assert tokenize("他在村里的诊所", stopwords=["诊所", "村里"]) == ["他", "在", "的"]


@pytest.mark.parametrize("word", ["，", "。", "“", "、", "—", "…", "\u3000", "\n", "·", "\u200b"])
def test_punctuation_is_no_word(word):
    assert keep_words([word], stopwords=[], numbers=True, dates=True, names=True) == []


@pytest.mark.parametrize("word", ["CT", "5G", "医共体", "A股"])
def test_words_with_latin_letters_are_words(word):
    assert keep_words([word]) == [word]


@pytest.mark.parametrize("number", ["12", "3.5", "85%", "1200", "三十二", "一百零五"])
def test_numbers_are_told(number):
    assert keep_words([number], stopwords=[]) == []
    assert keep_words([number], stopwords=[], numbers=True) == [number]


@pytest.mark.parametrize("date", ["2021年", "8月", "月", "今年", "上半年", "三季度", "上午"])
def test_words_of_dates_are_told(date):
    assert keep_words([date], stopwords=[]) == []
    assert keep_words([date], stopwords=[], dates=True) == [date]


@pytest.mark.parametrize("word", ["温度", "金融", "万一", "马路", "安全"])
def test_words_that_begin_with_a_surname_are_no_names(word):
    assert keep_words([word], stopwords=[], numbers=True) == [word]


@pytest.mark.parametrize("word, tag", [("医共体", "n"), ("坐诊", "v"), ("市卫健委", "nt"), ("急慢分治", "l"), ("门诊", "n"), ("。", "x"), ("", "x")])
def test_parts_of_speech(word, tag):
    assert tag_word(word) == tag


# --- the word lists ----------------------------------------------------------------------------------------------


def sections(file):
    """[(reason, [line, …]), …] of a word list; what stands above the first reason has none."""
    found = [("", [])]
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        elif line.strip() and not line.startswith("#"):
            found[-1][1].append(line.strip())
    return found


@pytest.mark.parametrize("name", ["lexicon.txt", "stopwords.txt", "units.txt"])
def test_every_word_stands_under_a_reason(root, name):
    parts = sections(root / "lib/tifa/data" / name)
    assert parts[0] == ("", [])
    assert all(len(reason) > 4 and lines for reason, lines in parts[1:])


def test_the_lexicon_has_no_word_twice(root):
    words = [line.split()[0] for _, lines in sections(root / "lib/tifa/data/lexicon.txt") for line in lines]
    assert sorted({w for w in words if words.count(w) > 1}) == []
    assert list(load_lexicon()) == words


def test_the_lexicon_gives_parts_of_speech_that_jieba_knows():
    assert set(load_lexicon().values()) <= {"n", "v", "vn", "nt", "ns", "nz", "l", "j", "a", "ad", "d", "b", "i"}


def test_no_slogan_label_is_in_the_lexicon():
    assert [word for word in load_lexicon() if re.search(r"[、,\uff0c+\uff0b\d\s]", word)] == []


def test_no_stop_word_stands_twice(root):
    words = [word for _, lines in sections(root / "lib/tifa/data/stopwords.txt") for line in lines for word in line.split()]
    assert sorted({w for w in words if words.count(w) > 1}) == []


def test_stop_words_and_lexicon_do_not_meet():
    assert load_stopwords() & set(load_lexicon()) == set()


def test_stop_words_of_ones_own_are_read(tmp_path):
    (tmp_path / "own.txt").write_text("# mine\n的 了\n 着\n", encoding="utf-8")
    assert load_stopwords(tmp_path / "own.txt") == {"的", "了", "着"}


def test_no_surname_stands_twice(root):
    names = "".join(line for line in (root / "lib/tifa/data/surnames.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_no_unit_stands_twice(root):
    units = [unit for _, lines in sections(root / "lib/tifa/data/units.txt") for line in lines for unit in line.split()]
    assert sorted({u for u in units if units.count(u) > 1}) == []


@pytest.mark.parametrize("name", ["instruments.csv", "glossary.csv", "places.csv"])
def test_the_data_files_have_no_ragged_rows(root, name):
    with open(root / "lib/tifa/data" / name, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    assert {len(row) for row in rows} == {len(rows[0])}
