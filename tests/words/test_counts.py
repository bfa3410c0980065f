from collections import Counter

import numpy as np
import pandas as pd
import pytest

import tifa
from tifa.tables import Terms, make_table
from tifa.story import article_text
from tifa.words.counts import count_words


@pytest.fixture(scope="module")
def toy(make_articles):
    return make_articles(
        ("甲城", "渔船 渔船 码头。"),
        ("甲城", "渔船 灯塔。"),
        ("乙城", "茶园 茶园 茶园 码头。"),
        ("", "茶园 灯塔。"),
    )


def counts_of(terms, city):
    own = terms[terms.city == city]
    return list(own[["term", "count", "articles"]].itertuples(index=False, name=None))


def test_words_and_their_articles_are_counted_over_all(toy):
    assert counts_of(tifa.count_terms(toy), "") == [("茶园", 4, 2), ("渔船", 3, 2), ("灯塔", 2, 2), ("码头", 2, 2)]


def test_words_and_their_articles_are_counted_by_city(toy):
    terms = tifa.count_terms(toy)
    assert counts_of(terms, "甲城") == [("渔船", 3, 2), ("灯塔", 1, 1), ("码头", 1, 1)]
    assert counts_of(terms, "乙城") == [("茶园", 3, 1), ("码头", 1, 1)]


def test_headings_are_counted_too(toy):
    headed = toy.assign(kicker="灯塔", headline="灯塔", subhead="灯塔")
    assert ("灯塔", 14, 4) in counts_of(tifa.count_terms(headed), "")


def test_an_articles_text_is_its_headings_and_body_one_a_line(make_articles):
    articles = make_articles(("甲城", "渔船出海。")).assign(kicker="春讯", headline="渔船出海了", subhead="")
    assert article_text(next(articles.itertuples())) == "春讯\n渔船出海了\n渔船出海。"


def test_what_is_to_be_kept_is_passed_on(make_articles):
    articles = make_articles(("甲城", "8艘渔船在码头。"))
    assert {t for t, *_ in counts_of(tifa.count_terms(articles), "")} == {"渔船", "码头"}
    assert "8" in set(tifa.count_terms(articles, numbers=True).term)
    assert "在" in set(tifa.count_terms(articles, stopwords=[]).term)


def test_no_articles_give_no_terms(toy):
    assert tifa.count_terms(toy[:0]).empty
    assert list(tifa.count_terms(toy[:0]).columns) == list(Terms.columns)


def test_counts_are_those_of_the_words_one_by_one(corpus):
    for article, counts in zip(corpus.articles.itertuples(), count_words(corpus.articles)):
        assert counts == Counter(tifa.tokenize(article_text(article)))


def test_the_cities_add_up_to_all(corpus):
    terms = corpus.terms
    by_city = terms[terms.city != ""].groupby(["term", "pos"])[["count", "articles"]].sum().sort_index()
    whole = terms[terms.city == ""].set_index(["term", "pos"])[["count", "articles"]].sort_index()
    pd.testing.assert_frame_equal(by_city, whole)


def test_no_word_is_in_more_articles_than_it_is_counted(corpus):
    assert (corpus.terms.articles <= corpus.terms["count"]).all()
    assert corpus.terms.articles.between(1, len(corpus.articles)).all()


def test_the_most_frequent_word_comes_first(corpus):
    for _, own in corpus.terms.groupby("city"):
        pairs = list(zip(-own["count"].astype(int), own.term))
        assert pairs == sorted(pairs)


def test_counting_twice_gives_the_same(corpus):
    pd.testing.assert_frame_equal(tifa.count_terms(corpus.articles), corpus.terms)


def test_the_order_of_the_articles_does_not_matter(corpus):
    pd.testing.assert_frame_equal(tifa.count_terms(corpus.articles[::-1]), corpus.terms)


# --- rank and frequency ------------------------------------------------------------------------------------------


def terms_with(counts):
    return make_table(Terms, [dict(city="", term=f"词{i:03d}", pos="n", count=n, articles=1) for i, n in enumerate(counts)])


def test_a_power_law_is_fitted_exactly():
    ranks = tifa.words.rank_frequency(terms_with([5040 // r for r in range(1, 11) if 5040 % r == 0]))
    assert ranks.attrs["slope"] == pytest.approx(-1)
    assert ranks.fitted.to_numpy() == pytest.approx(ranks["count"].to_numpy(dtype=float))


def test_words_are_ranked_by_count_then_by_themselves():
    ranks = tifa.words.rank_frequency(terms_with([2, 9, 2, 5]))
    assert ranks[["term", "rank", "count"]].values.tolist() == [["词001", 1, 9], ["词003", 2, 5], ["词000", 3, 2], ["词002", 4, 2]]


def test_only_counts_over_all_cities_are_ranked(corpus):
    ranks = tifa.words.rank_frequency(corpus.terms)
    assert len(ranks) == (corpus.terms.city == "").sum()
    assert ranks["rank"].tolist() == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize("counts", [[], [3]])
def test_too_few_words_for_a_line_have_no_slope(counts):
    ranks = tifa.words.rank_frequency(terms_with(counts))
    assert len(ranks) == len(counts) and ranks.attrs["slope"] == 0


def test_the_fit_falls_with_the_rank(corpus):
    assert (np.diff(tifa.words.rank_frequency(corpus.terms).fitted) < 0).all()


# --- words in context --------------------------------------------------------------------------------------------


def test_every_occurrence_has_its_row(corpus):
    rows = tifa.concordance(corpus.articles, "社区")
    assert len(rows) == sum(article_text(article).count("社区") for article in corpus.articles.itertuples())


def test_a_row_is_a_piece_of_the_text(corpus):
    texts = {(a.page, a.article): article_text(a).replace("\n", " ") for a in corpus.articles.itertuples()}
    for row in tifa.concordance(corpus.articles, "社区", width=7).itertuples():
        assert row.left + row.word + row.right in texts[row.page, row.article]
        assert len(row.left) <= 7 and len(row.right) <= 7


def test_context_ends_with_the_text(make_articles):
    articles = make_articles(("甲城", "渔船靠岸"))
    assert tifa.concordance(articles, "渔船")[["city", "left", "word", "right"]].values.tolist() == [["甲城", "", "渔船", "靠岸"]]


@pytest.mark.parametrize("word, times", [("船", 2), ("渔船", 2), ("船出", 1), (".", 1), ("灯塔", 0), ("", 0)])
def test_words_are_looked_for_as_they_are_written(make_articles, word, times):
    articles = make_articles(("甲城", "渔船靠岸.渔船出海"))
    assert len(tifa.concordance(articles, word)) == times


def test_a_word_that_is_not_there_gives_a_table_without_rows(corpus):
    rows = tifa.concordance(corpus.articles, "无此词")
    assert rows.empty and list(rows.columns) == ["city", "page", "article", "left", "word", "right"]
