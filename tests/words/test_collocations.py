"""Collocations: bounds and examples of the papers, and a count by hand."""

from collections import Counter
from importlib import import_module
from itertools import combinations

import numpy as np
import pytest

import tifa
from tifa.words.collocations import log_dice, npmi
from tifa.words.forms import SENTENCE
from tifa.story import article_texts
from tifa.words.fold import fold

ARRAY = lambda *numbers: np.array(numbers)


def test_npmi_has_the_fixed_points_that_bouma_gives():
    """G. Bouma, GSCL 2009, section 3.2: 1 when two words only occur together, 0 under independence; near -1 where two
    frequent words meet hardly ever."""
    assert npmi(ARRAY(1, 7, 40), ARRAY(1, 7, 40), ARRAY(1, 7, 40), 100).tolist() == [1, 1, 1]
    assert npmi(ARRAY(1, 10, 25), ARRAY(10, 20, 50), ARRAY(10, 50, 50), 100).tolist() == [0, 0, 0]
    assert -1 < npmi(ARRAY(1), ARRAY(5e8), ARRAY(5e8), 1e9)[0] < -0.9


def test_npmi_of_an_example_set_out_by_hand():
    """p(x) = 1/4, p(y) = 1/8, p(x, y) = 1/16: log2(2) / 4 = 1/4."""
    assert npmi(ARRAY(4), ARRAY(16), ARRAY(8), 64)[0] == pytest.approx(0.25)


def test_log_dice_has_the_features_that_rychly_lists():
    """P. Rychlý, RASLAN 2008, section 3: at most 14, when all of x are with y and all of y with x; 0 is less than one
    meeting in 16,000 occurrences of either; plus 1 point is twice as often."""
    assert log_dice(ARRAY(1, 5, 900), ARRAY(1, 5, 900), ARRAY(1, 5, 900)).tolist() == [14, 14, 14]
    assert log_dice(ARRAY(1), ARRAY(16384), ARRAY(16384))[0] == pytest.approx(0)
    assert log_dice(ARRAY(20), ARRAY(300), ARRAY(500))[0] - log_dice(ARRAY(10), ARRAY(300), ARRAY(500))[0] == pytest.approx(1)


@pytest.mark.parametrize("window", [1, 5, "sentence"])
def test_two_words_that_only_occur_together_are_at_the_top(make_articles, window):
    others = ["码头", "茶园", "公路", "山村", "雪峰", "桥梁", "学校", "医院", "工厂"]
    articles = make_articles(*[("甲城", f"{other} 渔船 灯塔 {other}。{other}。") for other in others])
    top = tifa.collocations(articles, window=window).iloc[0]
    assert {top.word, top.other} == {"渔船", "灯塔"} and (top["count"], top.npmi, top.log_dice) == (9, 1, 14)


def test_a_window_set_out_by_hand(make_articles):
    """灯塔 渔船 码头 | 渔船 渔船 码头: with a window of 1, two 渔船 have 码头 beside them, and two 码头 have 渔船; of the three
    渔船 and of the one 灯塔, one each has the other. In reach of the six words are 1+2+1 and 1+2+1 others, 4/3 on
    average, so that N is 4.5."""
    articles = make_articles(("甲城", "灯塔 渔船 码头。渔船 渔船 码头。"))
    table = tifa.collocations(articles, window=1, least=1)
    met = {frozenset((row.word, row.other)): row for row in table.itertuples()}
    near, alone = met[frozenset({"渔船", "码头"})], met[frozenset({"渔船", "灯塔"})]
    assert len(met) == 2 and near[3] == 2 and alone[3] == 1
    assert sorted(near[4:6]) == [2, 3] and sorted(alone[4:6]) == [1, 3]
    assert table.attrs["total"] == pytest.approx(4.5)
    assert near.npmi == pytest.approx(np.log(2 * 4.5 / (3 * 2)) / -np.log(2 / 4.5)) and near.log_dice == pytest.approx(14 + np.log2(4 / 5))


def by_hand(articles, window):
    """What meets, counted sentence by sentence and word by word."""
    own, near = Counter(), Counter()
    for text in article_texts(articles):
        for sentence in SENTENCE.finditer(fold(text)):
            words = tifa.tokenize(text[slice(*sentence.span())])
            if window == "sentence":
                own.update(set(words))
                near.update(pair for one, other in combinations(sorted(set(words)), 2) for pair in ((one, other), (other, one)))
                continue
            own.update(words)
            for i, word in enumerate(words):
                reach = {*words[max(0, i - window) : i], *words[i + 1 : i + 1 + window]} - {word}
                near.update((word, other) for other in reach)
    return own, {(x, y): min(n, near[y, x]) for (x, y), n in near.items() if x < y}


@pytest.mark.parametrize("window", [1, 3, 8, "sentence"])
def test_the_counts_are_those_made_word_by_word(corpus, window):
    own, near = by_hand(corpus.articles, window)
    table = tifa.collocations(corpus.articles, window=window, least=2)
    assert dict(zip(zip(table.word, table.other), table["count"])) == {pair: n for pair, n in near.items() if n >= 2}
    assert table.word_count.tolist() == [own[word] for word in table.word]
    assert table.other_count.tolist() == [own[word] for word in table.other]


def test_it_does_not_matter_how_many_words_are_counted_at_once(corpus, monkeypatch):
    expected = tifa.collocations(corpus.articles, least=1)
    monkeypatch.setattr(import_module("tifa.words.collocations"), "_AT_ONCE", 50)
    assert tifa.collocations(corpus.articles, least=1).equals(expected)


@pytest.mark.parametrize("window", [5, "sentence"])
def test_the_company_of_one_word_is_that_among_all_pairs(corpus, window):
    every = tifa.collocations(corpus.articles, window=window)
    one = tifa.collocations(corpus.articles, "医共体", window=window)
    assert one.word.eq("医共体").all() and len(one) > 5
    own = every[every.word.eq("医共体") | every.other.eq("医共体")]
    key = lambda table: {frozenset((row.word, row.other)): (row.npmi, row.log_dice) for row in table.itertuples()}
    assert key(one) == key(own) and one.attrs == every.attrs


@pytest.mark.parametrize("window", [1, 5, 10**6, "sentence"])
def test_both_measures_keep_to_their_bounds(corpus, window):
    table = tifa.collocations(corpus.articles, window=window, least=1)
    assert table.npmi.between(-1, 1).all() and table.log_dice.le(14).all() and np.isfinite(table.log_dice).all()
    assert (table["count"] <= table[["word_count", "other_count"]].min(axis=1)).all() and (table.word < table.other).all()


def test_words_strewn_at_random_have_npmi_near_0(make_articles):
    random, vocabulary = np.random.default_rng(7), ["渔船", "码头", "灯塔", "茶园", "公路", "山村", "雪峰", "桥梁", "学校", "医院"]
    rare = ["苹果", "香蕉"]
    words = random.choice([*vocabulary * 9, *rare], size=120_000)
    articles = make_articles(*[("甲城", " ".join(part) + "。") for part in np.array_split(words, 300)])
    table = tifa.collocations(articles, window=3).set_index(["word", "other"])
    assert abs(table.npmi["苹果", "香蕉"]) < 0.05


def test_the_order_of_the_articles_does_not_matter(corpus):
    for window in (5, "sentence"):
        assert tifa.collocations(corpus.articles, window=window).equals(tifa.collocations(corpus.articles[::-1], window=window))


@pytest.mark.parametrize("window", [5, "sentence"])
@pytest.mark.parametrize("word", [None, "渔船"])
@pytest.mark.parametrize("bodies", [[], [""], ["的。"], ["渔船"], ["渔船 渔船 渔船"], ["茶园。码头"]])
def test_where_nothing_meets_there_is_no_row(make_articles, bodies, word, window):
    table = tifa.collocations(make_articles(*[("甲城", body) for body in bodies]), word, window=window, least=0)
    assert table.empty and list(table.columns) == ["word", "other", "count", "word_count", "other_count", "npmi", "log_dice"]


def test_two_words_in_every_sentence_are_at_1(make_articles):
    articles = make_articles(*[("甲城", "渔船 码头。")] * 3)
    assert tifa.collocations(articles, window="sentence")[["npmi", "log_dice"]].values.tolist() == [[1, 14]]


@pytest.mark.parametrize("wrong", [0, -1, "line", True, 2.5])
def test_a_window_that_cannot_be_is_refused(corpus, wrong):
    with pytest.raises(TypeError, match=r'^collocations: window is .*; it must be a whole number of 1 or more, or "sentence"$'):
        tifa.collocations(corpus.articles, window=wrong)
