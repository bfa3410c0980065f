"""The linear models: the best row of labels, the features of words, weights as a table, patterns with their examples."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifa.policy import forms
from tifa.policy.tagger import TEMPLATES, WEIGHTS, Model, Words, best_labels, load_model, parts_of

HALVES = st.integers(-6, 6).map(lambda n: n / 2)


def by_brute_force(scores, starts, after):
    """The most that any row of labels adds up to, sentence by sentence."""
    sums = []
    for a, b in zip(starts, starts[1:]):
        rows = product(range(scores.shape[1]), repeat=b - a)
        sums.append(max(sum(scores[a + i, k] for i, k in enumerate(row)) + sum(after[j, k]
            for j, k in zip(row, row[1:])) for row in rows))
    return sums


@given(st.data(), st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(2, 3))
def test_no_row_of_labels_adds_up_to_more_than_the_one_given(data, lengths, labels):
    count = sum(lengths)
    numbers = data.draw(st.lists(HALVES, min_size=(count + labels) * labels,
        max_size=(count + labels) * labels))
    scores, after = np.array(numbers[: count * labels]).reshape(count,
        labels), np.array(numbers[count * labels :]).reshape(labels, labels)
    starts = np.cumsum([0, *lengths])
    given = best_labels(scores, starts, after)
    sums = [scores[range(a, b), given[a:b]].sum() + after[given[a : b - 1], given[a + 1 : b]].sum()
        for a, b in zip(starts, starts[1:])]
    assert sums == by_brute_force(scores, starts, after)


def test_no_words_have_no_labels():
    assert best_labels(np.zeros((0, 2)), np.array([0]), np.zeros((2, 2))).tolist() == []


def test_each_sentence_is_labelled_as_if_it_stood_alone():
    texts = ["县里成立巡诊队,选派医生下乡。", "会议指出,天气很好。全市新建站点30个。"]
    together = load_model("measures").tag(Words(texts, [0, 0]))[0].tolist()
    alone = [label for text in texts for label in load_model("measures").tag(Words([text], [0]))[0].tolist()]
    assert together == alone


def test_words_stand_where_they_say():
    texts = ["标题\n县里成立巡诊队。", "", "选派医生,下乡。\n"]
    words = Words(texts, [3, 0, 0])
    assert all(texts[words.text[i]][words.at[i] :].startswith(word) for i, word in enumerate(words.words))
    assert "".join(words.words) == "".join(texts)


def test_a_neighbour_beyond_the_sentence_says_nothing():
    words = Words(["成立。选派。"], [0])
    assert [words.columns["word"][1][n] for n in words.shifted("word", 1)] == ["。", "", "。", ""]
    assert [words.columns["word"][1][n] for n in words.shifted("word", -1)] == ["", "成立", "", "选派"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_takes_columns_that_there_are(template):
    words = Words(["县里成立巡诊队。"], [0])
    assert parts_of(template) and all(name in words.columns for name, _ in parts_of(template))


def test_no_template_stands_twice():
    assert len(TEMPLATES) == len(set(TEMPLATES))


def test_a_feature_counts_by_its_weight(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text("feature,no,yes\nafter=no,0,0\nafter=yes,0,0\nalways,1,0\nword[0]=成立,0,1.5\nword[-1]&word[0]=成立 机构,0,2\n", encoding="utf-8")
    labels, rows = Model(path).tag(Words(["成立机构,撤销机构。"], [0]))
    assert labels.tolist() == [1, 1, 0, 0, 0, 0]
    assert Model(path).strongest(rows[:, 0], 1, 0) == "word[0]=成立 +1.5"


def test_a_judge_adds_up_the_features_it_knows(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text("feature,yes\nalways,-1\nlast=队,2\n", encoding="utf-8")
    judge = Model(path)
    assert judge.judge(["last=队", "last=never met"]).tolist() == [1]
    assert judge.explain(["last=队"]) == "last=队 +2.0"


@pytest.mark.parametrize("path", sorted(WEIGHTS.glob("*.csv")), ids=lambda path: path.stem)
def test_weights_are_sorted_finite_and_each_feature_stands_once(path):
    model = Model(path)
    features = model.features[1:]
    assert features == sorted(set(features))
    assert np.isfinite(model.weights).all()
    assert path.stat().st_size < 1_500_000


@pytest.mark.parametrize("pattern, finds, leaves", forms.FORMS, ids=[form[1][:12] for form in forms.FORMS])
def test_every_pattern_finds_its_example_and_leaves_its_counter_example(pattern, finds, leaves):
    assert pattern.search(finds)
    assert not pattern.search(leaves)
