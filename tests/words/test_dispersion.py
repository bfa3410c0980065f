"""Dispersion against published tables."""

import numpy as np
import pytest

import tifa
from tifa.words import TooLittle, dispersion

LATIN = dict(zip("abceghimnpqstuwx", "渔茶灯码船塔山河桥路田林石沙湖海"))


def spread(make_articles, *parts, **how):
    """The dispersion over articles with these words; letters stand for Chinese characters."""
    texts = ["、".join(LATIN.get(word, word) for word in part.split()) for part in parts]
    articles = make_articles(*[("甲城", text) for text in texts])
    return dispersion(articles, stopwords=[], numbers=True, dates=True, names=True, **how).set_index("term")


def test_the_example_of_gries(make_articles):
    """St. Th. Gries, "Analyzing dispersion", in Paquot and Gries (eds), A Practical Handbook of Corpus Linguistics,
    2020: a corpus of 50 words in five parts with shares 0.18, 0.2, 0.2, 0.2, 0.22; the word a, 1 to 5 times in them,
    has DP 0.18 and normalised DP 0.22."""
    table = spread(make_articles, "b a m n i b e u p", "b a s a t b e w q n", "b c a g a b e s t a", "b a g h a b e a a t",
                   "b a h a a b e a x a t")
    a = table.loc[LATIN["a"]]
    assert a[["count", "range", "parts"]].tolist() == [15, 5, 5]
    assert a.dp == pytest.approx(0.18) and round(a.dp_norm, 2) == 0.22
    # of a word in the smallest part alone, the highest that there can be
    assert table.loc[LATIN["i"], ["dp", "dp_norm"]].tolist() == pytest.approx([0.82, 1.0])


def test_a_word_of_lynes_corpus(make_articles):
    """ALLEMAND in A. A. Lyne, The Vocabulary of French Business Correspondence, 1985 (sizes of the parts p. 85, their
    frequencies p. 299); the README of the R package tlda (L. Sönning) prints 0.4990705 as its DP, scaled as by Gries."""
    times = [2, 0, 1, 1, 3, 0, 3, 0, 0, 0]
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    table = spread(make_articles, *["渔 " * own + "茶 " * (size - own) for own, size in zip(times, sizes)])
    whole = sum(sizes)  # Lijffijt and Gries divide by 1 less the share of the smallest part
    assert table.loc["渔", ["dp", "dp_norm"]].tolist() == pytest.approx([0.4990705, 0.4990705 / (1 - 7930 / whole)], abs=1e-7)


def test_spread_as_the_corpus_is_gives_0(make_articles):
    table = spread(make_articles, "渔 茶", "渔 渔 茶 茶", "渔 茶")
    assert table[["dp", "dp_norm"]].to_numpy().tolist() == [[0, 0], [0, 0]]


def test_dp_is_what_its_formula_says(corpus):
    """Written out with numpy, part by part."""
    counts = tifa.words.term_matrix(corpus.articles)
    dense = counts.matrix.toarray()
    shares = dense.sum(axis=1) / dense.sum()
    expected = np.abs(dense / dense.sum(axis=0) - shares[:, None]).sum(axis=0) / 2
    table = dispersion(corpus.articles).set_index("term").loc[counts.terms]
    np.testing.assert_allclose(table.dp, expected, atol=1e-11)
    np.testing.assert_allclose(table.dp_norm, expected / (1 - shares.min()), atol=1e-11)
    assert table.range.tolist() == (dense > 0).sum(axis=0).tolist() and table.dp_norm.between(0, 1).all()


def test_parts_can_be_cities_or_months(make_articles):
    articles = make_articles(("甲城", "渔船 码头"), ("甲城", "渔船"), ("乙城", "码头"), ("", "渔船")).assign(
        date=["2022-04-01", "2022-05-01", "2022-05-02", ""])
    by_city = dispersion(articles, by="city").set_index("term")
    assert by_city.loc["渔船", ["count", "range", "parts"]].tolist() == [2, 1, 2]
    assert by_city.loc["渔船", "dp"] == pytest.approx(0.25)  # 3/4 of the words, and all of its own
    assert dispersion(articles, by="month").parts.tolist() == [2, 2]


def test_a_part_without_counted_words_is_none(make_articles):
    assert spread(make_articles, "渔", "渔", "")["parts"].tolist() == [2]


def test_a_term_that_does_not_occur_has_no_row(corpus):
    assert dispersion(corpus.articles, ["无此词", "建设"]).term.tolist() == ["建设"]


def test_the_order_of_the_articles_does_not_matter(corpus):
    for by in (None, "city"):
        assert dispersion(corpus.articles, by=by).equals(dispersion(corpus.articles[::-1], by=by))


@pytest.mark.parametrize("bodies", [["渔船"], ["渔船", "的"]])
def test_one_part_is_too_little(make_articles, bodies):
    with pytest.raises(TooLittle, match="^no dispersion over 1 part of the corpus"):
        dispersion(make_articles(*[("甲城", body) for body in bodies]))


def test_one_city_is_too_little(make_articles):
    with pytest.raises(TooLittle, match="^no dispersion over 1 part"):
        dispersion(make_articles(("甲城", "渔船"), ("甲城", "码头"), ("", "码头")), by="city")
    with pytest.raises(TooLittle, match="^no dispersion over 0 part"):
        dispersion(make_articles(("", "渔船"), ("", "码头")), by="city")
