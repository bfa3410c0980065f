import csv
import re
import time
from importlib import import_module
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tifa
from right_values import holds, read_right_values
from tifa.policy import tagger
from tifa.policy.measures import SAID, describe_measures, describe_words, find_clauses
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


def test_every_row_says_why_in_words_of_the_article(read_body):
    articles = read_body("县医院成立管理委员会。加强信息化建设。")
    for why, in measures_of(articles, "why"):
        for reason in why.split("; "):
            said, word = re.fullmatch(r"(.+) (\S+) \+\d+\.\d", reason).groups()
            assert said in SAID.values() and word in articles.body[0]


OFFICES = ["江北县", "县卫健局", "市人民医院", "各镇", "区妇联", "牵头医院", "县疾控中心", "街道"]
ADVERBS = ["", "积极", "进一步", "全面", "已经", "将", "要", "先后"]
DEEDS = [("成立", "巡诊服务队"), ("设立", "夜间门诊"), ("制定", "考核办法"), ("发放", "就业补贴"), ("搭建", "数据平台"), ("配备", "12名专职网格员"),
         ("新建", "3所卫生站"), ("推行", "分级管理制度"), ("举办", "健康知识讲座"), ("整治", "占道经营")]


def test_most_of_what_was_put_in_comes_back_and_stands_where_it_says():
    right = total = 0
    for who, how in product(OFFICES, ADVERBS):
        body = "".join(f"{who}{how}{verb}{thing}。" for verb, thing in DEEDS)
        found = tifa.find_measures(plain(body))
        rows = set(found[["actor", "verb", "object"]].itertuples(index=False, name=None))
        right += sum((who, verb, thing) in rows for verb, thing in DEEDS)
        total += len(DEEDS)
        assert [body[row.start : row.end] for row in found.itertuples()] == found.text.tolist()
    assert right / total > 0.8


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
    found = tifa.find_measures(read_body("县财政发放就业补贴,落实医疗补贴。县医院设立夜间门诊。"), scheme=path)
    assert found.instrument.tolist() == ["carrot", "carrot", ""]  # the last telling noun, which the third lacks


def test_an_unknown_scheme_is_an_error(corpus):
    with pytest.raises(OSError, match="instruments_nobody"):
        tifa.find_measures(corpus.articles, scheme="nobody")


def test_an_edited_cue_changes_the_instrument(monkeypatch):
    articles, (cues, tools) = plain("近日,县医院建立巡诊箱。"), tagger.read_cue_kinds()
    try:
        for instrument in INSTRUMENTS:
            monkeypatch.setattr(tagger, "read_cue_kinds", lambda: (cues, tools | {"箱": f"object:{instrument}"}))
            tagger.describe_word.cache_clear()
            assert tifa.find_measures(articles).instrument.tolist() == [instrument]
    finally:
        tagger.describe_word.cache_clear()


# --- the tagger --------------------------------------------------------------------------------------------------


def test_the_best_row_of_labels_is_that_of_all_rows():
    chance = np.random.default_rng(0)
    for lengths in ([1], [3, 1, 4], [5, 2]):
        starts, after = np.cumsum([0, *lengths]), chance.normal(size=(3, 3))
        scores = chance.normal(size=(starts[-1], 3))
        found = tagger.best_labels(scores, starts, after)
        for a, b in zip(starts, starts[1:]):
            worth = lambda row: sum(scores[a + i, k] for i, k in enumerate(row)) + sum(after[k, m] for k, m in zip(row, row[1:]))
            assert tuple(found[a:b]) == max(product(range(3), repeat=b - a), key=worth)


def test_the_features_that_are_trained_are_those_that_are_summed(train_tagger):
    words = tagger.Words(["江北县开会。县医院将成立巡诊队,设立夜间门诊。"])
    start, end, _ = find_clauses(words, [0])
    for name, things in [("measures", describe_words(words, [0])), ("statuses", describe_measures(words, start, end))]:
        model = tagger.load_model(name)
        summed = [model.judge(features) for features in train_tagger.name_features(things, name)]
        assert np.allclose(model.score(things), summed, atol=1e-4)


def test_training_twice_gives_the_same_bytes(root, tmp_path, train_tagger):
    coded = train_tagger.read_right_values("measures")
    for folder in (tmp_path / "one", tmp_path / "two"):
        train_tagger.train(train_tagger.prepare(coded, train_tagger.MODELS["measures"]), lambda page: True, folder)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.fixture
def train_tagger(root, monkeypatch):
    monkeypatch.syspath_prepend(root / "benchmarks")
    return import_module("train_tagger")
