import csv
import re
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tifa
from right_values import holds, read_right_values
from tifa.words.fold import fold
from tifa.tables import INSTRUMENTS, Articles, make_table


def measures_of(articles, *columns):
    return list(tifa.find_measures(articles)[list(columns)].itertuples(index=False, name=None))


CASES = read_right_values("measures")


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:12] for case in CASES])
def test_what_is_found_in_a_sentence_is_right_or_a_known_miss(read_body, case):
    assert holds(tifa.find_measures, read_body, case) == (not case["miss"])


def test_at_most_one_right_value_in_ten_is_missed():
    assert 10 * sum(bool(case["miss"]) for case in CASES) <= len(CASES)


def test_headings_are_not_searched(write_corpus):
    page = "# 江北县成立医改领导小组\n\n本报讯 4月2日,江北县开会。\n"
    assert measures_of(tifa.read_articles(write_corpus({"a": ("嘉北", "某省", page)})), "text") == []


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


def test_every_row_says_why(read_body):
    for text, why in measures_of(read_body("县医院成立管理委员会。加强信息化建设。"), "text", "why"):
        assert f"word {text[:2]} +" in why and len(why.split("; ")) <= 3


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
