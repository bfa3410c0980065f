"""Hand-coded tables: read, held against each other, and what was found amiss."""

import pandas as pd
import pytest

import tifa
from tifa.compare import coded_folder, draw_conclusions, measure_agreement, pick_errors, read_coded, read_unseen
from tifa.words import TooLittle

BODY = "我县设立灯塔。全县补贴渔民;渔船按时归港。\n码头早点灯、早敲钟。"


def coded(*rows, columns=("page", "article", "text", "by", "alt")):
    return {"measures": pd.DataFrame(rows, columns=columns)}


@pytest.fixture
def articles(make_articles):
    table = make_articles(("甲城", BODY))
    return table.assign(spans=f"body:0-{BODY.index(chr(10))}/{BODY.index(chr(10)) + 1}-{len(BODY)}")


def test_coders_agree_sentence_by_sentence(articles):
    """Four sentences: both have a row in two, A alone in one, neither in one."""
    table = measure_agreement(coded(("p1", 1, "设立灯塔", "AB", ""), ("p1", 1, "补贴渔民", "A", ""), ("p1", 1, "早点灯", "AB", "早敲钟")), articles)
    row = table.iloc[0]
    assert row[["table", "articles", "sentences", "coder_a", "coder_b", "both"]].tolist() == ["measures", 1, 4, 3, 2, 2]
    assert row.alpha == pytest.approx(1 - (8 - 1) * 2 / (2 * 5 * 3))  # 1 - (n - 1) o / (n0 n1), o = 2 of n = 8 values


def test_the_other_coders_wording_can_stand_in_another_sentence(articles):
    one = measure_agreement(coded(("p1", 1, "设立灯塔", "AB", "补贴渔民")), articles).iloc[0]
    assert (one.coder_a, one.coder_b, one.both) == (1, 1, 0) and one.alpha < 0


def test_what_cannot_disagree_has_no_alpha(articles):
    rows = [("p1", 1, text, "AB", "") for text in ("设立灯塔", "补贴渔民", "按时归港", "早敲钟")]
    assert pd.isna(measure_agreement(coded(*rows), articles).alpha[0])


def test_passages_are_held_against_each_other(articles):
    systems = pd.DataFrame([["p1", 1, "灯塔", "0-7", "0-14", "AB"]], columns=["page", "article", "name", "spans", "alt_spans", "by"])
    assert measure_agreement({"systems": systems}, articles)[["coder_a", "coder_b", "both"]].values.tolist() == [[1, 2, 1]]


def test_one_coder_cannot_agree(articles):
    assert measure_agreement(coded(("p1", 1, "设立灯塔"), columns=("page", "article", "text")), articles).empty


def test_coded_tables_are_read_as_csv_or_tab_separated(tmp_path):
    (tmp_path / "measures.tsv").write_text('page\tarticle\ttext\na\t1\t设立"灯塔\n', encoding="utf-8")
    (tmp_path / "systems.csv").write_text("page,article,name,spans\na,1,一,0-2\na,1,二,3-4\nb,1,三,0-2\n", encoding="utf-8")
    tables = read_coded(tmp_path)
    assert tables["measures"].values.tolist() == [["a", 1, '设立"灯塔']] and tables["systems"].system.tolist() == [1, 2, 1]


def test_a_corpus_without_coded_tables_has_too_little(tmp_path):
    assert coded_folder(tmp_path / "pages") == (tmp_path / "pages_coded").resolve()
    with pytest.raises(TooLittle, match="^no hand-coded tables are in pages_coded, a folder beside the corpus") as error:
        read_coded(coded_folder(tmp_path / "pages"))
    assert str(tmp_path) not in str(error.value)


def test_errors_are_picked_from_several_pages(tmp_path):
    gold = {"slogans": pd.DataFrame({"page": ["a", "a", "b"], "text": ["一", "二", "三"], "kind": "numeric"})}
    found = {"slogans": pd.DataFrame({"page": ["b"], "text": ["四"], "kind": ["numeric"]})}
    table = pick_errors(found, gold, n=2)
    assert table[["verdict", "text", "page"]].values.tolist() == [["missed", "一", "a"], ["missed", "三", "b"], ["wrong", "四", "b"]]


def test_the_coded_tables_of_the_seeds_stand_on_their_pages(root, corpus):
    """Each wording is on its page, and each passage within it; so the agreement counts all."""
    texts = corpus.pages.set_index("page").text
    for name, table in read_coded(root / "notebooks" / "coded").items():
        for row in table.itertuples():
            if name == "systems":
                assert all(int(edge) <= len(texts[row.page]) for edge in row.spans.replace(";", "-").split("-"))
            else:
                assert tifa.words.fold(row.text)[:6] in tifa.words.fold(texts[row.page]).replace("\n", "") or row.text in texts[row.page], row


# --- conclusions -------------------------------------------------------------------------------------------------


@pytest.fixture
def tables():
    at = lambda *rows, **more: pd.DataFrame(rows, columns=["page", "article", "text"]).assign(**more)
    return {
        "measures": at(("p1", 1, "设立灯塔"), ("p1", 1, "补贴渔民"), ("p2", 1, "修建码头"), ("p3", 1, "补贴茶农"), instrument=["organization", "treasure", "organization", "treasure"]),
        "slogans": at(("p1", 1, "一船一档"), ("p3", 1, "一船一档"), ("p3", 1, "两件事"), ("p3", 1, "两件事"), kind="numeric"),
        "systems": at(("p1", 1, ""), ("p3", 1, "")).drop(columns="text").assign(
            system=1, name="灯塔守望模式", alt_names="", place="", actor="", within="", parts="", spans="0-4")}


def test_conclusions_are_answers_to_the_questions_of_the_comparison(make_articles, tables):
    articles = make_articles(("甲城", "船" * 40), ("甲城", "就业招聘就业就业"), ("乙城", "就业招聘就业就业" * 4)).assign(headline="")
    assert draw_conclusions(tables, articles).values.tolist() == [
        ["the instrument of most measures of 乙城", "treasure"], ["the instrument of most measures of 甲城", "organization"],
        ["the city with the largest share of organization", "甲城"], ["the city with the largest share of treasure", "乙城"],
        ["the cities by the number of their reforms, most first", "乙城、甲城"],
        ["the theme in which most cities have reforms", "jobs"], ["the cities that have reforms in it", "乙城"],
        ["the cities that tell of a reform together", "乙城、甲城"], ["formulations that several cities print", "一船一档"],
        ["the city with most formulations for its length", "乙城"]]


def test_what_is_lacking_is_not_asked_of(make_articles):
    assert draw_conclusions({}, make_articles(("甲城", "船"))).empty


def test_nothing_found_has_no_answer(make_articles, tables):
    articles = make_articles(("甲城", "船"))
    none = draw_conclusions({name: table.head(0) for name, table in tables.items()}, articles)
    assert set(none.answer) == {""}


def test_what_was_found_apart_is_read_and_the_rest_found(make_articles, tmp_path):
    (tmp_path / "unseen").mkdir()
    (tmp_path / "unseen" / "slogans.csv").write_text("page,article,text,kind\np1,1,一船一档,numeric\n", encoding="utf-8")
    articles = make_articles(("甲城", "推行“三湾一港”。"))
    found = read_unseen(tmp_path, {find.__name__[5:]: find(articles)
                                   for find in (tifa.find_slogans, tifa.find_measures, tifa.find_indicators, tifa.find_systems)})
    assert found["slogans"].text.tolist() == ["一船一档"] and set(found) == {"slogans", "measures", "indicators", "systems"}
