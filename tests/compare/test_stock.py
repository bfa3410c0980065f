"""The list of stock phrases, and document frequencies of a reference corpus."""

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

import tifa
from tifa.compare.variants import bare

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
TEXTS = ["各岛推行“一船一档”。", "一船一档,渔民放心。一船一档!", "“三在”落实,潮起、潮落", "周三在港", "第三在册", ""]


def documents(texts, wordings):
    return tifa.compare.count_reference(texts, wordings).set_index("text").documents.to_dict()


def test_each_stock_phrase_is_listed_once_with_meaning_origin_and_reason():
    table = tifa.compare.read_stock()
    assert table.columns.tolist() == ["phrase", "meaning", "origin", "why"]
    assert table.ne("").all(axis=None) and table.phrase.map(bare).is_unique and len(table) >= 100


def test_a_document_counts_once_however_often_it_prints_a_wording(form):
    assert documents(map(form, TEXTS), ["一船一档", "红色港湾"]) == {"一船一档": 2, "红色港湾": 0}


def test_a_short_label_must_stand_in_quotation_marks(form):
    assert documents(map(form, TEXTS), ["三在"]) == {"三在": 1}


def test_marks_between_clauses_do_not_part_a_wording():
    assert documents(["潮起,潮落", "潮起潮落", "潮落、潮起"], ["潮起、潮落"]) == {"潮起、潮落": 2}


def test_the_table_says_of_how_many_documents():
    assert tifa.compare.count_reference(TEXTS, ["一船一档"]).values.tolist() == [["一船一档", 2, 6]]
    assert tifa.compare.count_reference([], ["一船一档"]).values.tolist() == [["一船一档", 0, 0]]


def test_texts_without_wordings_are_refused():
    with pytest.raises(ValueError, match="pass wordings"):
        tifa.compare.count_reference(TEXTS)


def test_a_folder_is_counted_by_what_is_found_in_it(write_corpus):
    page = "# 江北县{}推行新做法\n\n本报讯 4月{}日,江北县{}推行“一船一档”,第{}次登记“{}”。\n"
    folder = write_corpus({f"p{i}": ("嘉北", "某省", page.format(a, i, b, i, q)) for i, (a, b, q) in enumerate(
        [("渔港", "为渔船编号建册", "八面来风"), ("茶园", "替茶车一一登记造册", "八面来潮")], 1)})
    table = tifa.compare.count_reference(folder)
    assert table.values.tolist() == [["一船一档", 2, 2]]
    assert tifa.compare.count_reference(tifa.read_articles(folder), ["八面来风"]).values.tolist() == [["八面来风", 1, 2]]


def test_a_table_that_was_kept_gives_the_same(tmp_path, make_articles):
    from tifa.tables import Slogans, make_table

    articles = make_articles(("甲城", "一船一档"))
    found = make_table(Slogans, [dict(page="p1", article=1, text="一船一档", kind="numeric", start=0, end=4)])
    table = pd.DataFrame([["一船一档", 50, 1000]], columns=["text", "documents", "of"])
    table.to_csv(tmp_path / "reference.csv", index=False)
    kept, given = (tifa.compare.classify_slogans(found, articles, how) for how in (tmp_path / "reference.csv", table))
    pd.testing.assert_frame_equal(kept, given)
    assert kept.standing.tolist() == ["stock"]


@pytest.mark.parametrize("name", ["people_daily_articles", "xinwenlianbo"])
def test_a_national_corpus_knows_much_of_the_list_and_no_invented_label(name):
    file = CORPORA / f"{name}.jsonl.gz"
    if not file.exists():
        pytest.skip(f"{file.name} is not in shared/corpora beside the checkout")
    with gzip.open(file, "rt", encoding="utf-8") as f:
        texts = [row["body"] or "" for row in map(json.loads, f)]
    table = tifa.compare.count_reference(texts, [*tifa.compare.read_stock().phrase, "一船一灯塔", "渔港敲钟、船队集合"])
    share = (table.documents / table.of).set_axis(table.text)
    assert (share >= 0.001).sum() >= 46  # the list holds phrases out of season and of provinces, too
    assert share["枫桥经验"] > 0.001 and share["一船一灯塔"] == share["渔港敲钟、船队集合"] == 0
