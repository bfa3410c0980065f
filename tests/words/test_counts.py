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


# --- by any column -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dated(toy):
    return toy.assign(date=["2022-04-13", "2022-05", "XXXX-04-13", "2022"], genre=["news", "news", "feature", "news"])


def test_by_month_an_article_without_one_counts_over_all_only(dated):
    terms = tifa.count_terms(dated, by="month")
    assert list(dict.fromkeys(terms.month)) == ["", "2022-04", "2022-05"]
    assert counts_of(terms.assign(city=terms.month), "2022-04") == [("渔船", 2, 1), ("码头", 1, 1)]
    assert counts_of(terms.assign(city=terms.month), "") == counts_of(tifa.count_terms(dated), "")


def test_by_a_list_of_columns_each_row_has_all_of_them(dated):
    terms = tifa.count_terms(dated, by=["city", "genre"])
    assert terms[["city", "genre"]].drop_duplicates().values.tolist() == [["", ""], ["乙城", "feature"], ["甲城", "news"]]
    assert terms.loc[terms.city == "甲城", "count"].tolist() == [3, 1, 1]


def test_a_column_that_was_added_is_counted_by_whatever_its_type(dated):
    terms = tifa.count_terms(dated.assign(year=pd.array([2022, 2022, None, 2023], dtype="Int64")), by="year")
    assert sorted(set(terms.year)) == ["", "2022", "2023"]


def test_the_rate_is_per_thousand_counted_words_of_the_same_articles(toy):
    terms = tifa.count_terms(toy, by=["city"]).set_index(["city", "term"]).rate
    assert terms["", "茶园"] == pytest.approx(1000 * 4 / 11) and terms["乙城", "茶园"] == pytest.approx(1000 * 3 / 4)


def test_a_list_of_the_city_gives_the_table_terms_with_its_rate(corpus):
    pd.testing.assert_frame_equal(tifa.count_terms(corpus.articles, by=["city"]).drop(columns="rate"), corpus.terms)


def test_no_column_of_that_name_is_said_in_words(toy):
    with pytest.raises(ValueError, match="^by is 'county'; it must be 'month' or a column of the table articles: page, "):
        tifa.count_terms(toy, by="county")
    with pytest.raises(TypeError, match=r"^count_terms: by is a list; it must be \"month\", the name of a column"):
        tifa.count_terms(toy, by=[])


@pytest.mark.parametrize("by", ["city", "month", "genre", ["city", "month"]])
@pytest.mark.parametrize("bodies", [[], [""], ["的。"], ["渔船"], ["渔船", "渔船"]])
def test_small_corpora_are_counted_whatever_they_have(make_articles, bodies, by):
    terms = tifa.count_terms(make_articles(*[("甲城", body) for body in bodies]), by=by, n=1)
    assert terms.loc[terms.iloc[:, 0] == "", "count"].tolist() == [bodies.count("渔船")] * ("渔船" in bodies)


# --- n-grams -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text, n, grams", [
    ("渔船在码头", 2, []),  # a stop word parts
    ("渔船、码头", 2, []),
    ("渔船 码头", 2, []),
    ("渔船\n码头", 2, []),
    ("渔船码头灯塔", 2, ["渔船码头", "码头灯塔"]),
    ("渔船码头灯塔", 3, ["渔船码头灯塔"]),
    ("渔船码头灯塔", 4, []),
    ("渔船8艘码头", 2, []),
])
def test_neighbours_are_joined_and_what_is_left_out_parts_them(text, n, grams):
    assert tifa.tokenize(text, n=n) == grams


def test_what_is_kept_does_not_part():
    assert tifa.tokenize("渔船在码头", n=2, stopwords=[]) == ["渔船在", "在码头"]
    assert tifa.tokenize("渔船8艘", n=3, stopwords=[], numbers=True) == ["渔船8艘"]


def test_words_of_no_number_are_refused(toy):
    for count in (lambda: tifa.tokenize("渔船", n=0), lambda: tifa.count_terms(toy, n=0)):
        with pytest.raises(ValueError, match="^n is 0; it must be 1"):
            count()


def test_n_grams_are_counted_with_the_parts_of_speech_of_their_words(make_articles):
    articles = make_articles(("甲城", "建设医院。建设医院"), ("乙城", "建设医院"))
    terms = tifa.count_terms(articles, n=2)
    assert terms.values.tolist() == [["", "建设医院", "vn+n", 3, 2], ["乙城", "建设医院", "vn+n", 1, 1], ["甲城", "建设医院", "vn+n", 2, 1]]
    assert tifa.count_terms(articles, by=["city"], n=2).rate.tolist() == [500.0] * 3  # of six words, three pairs


def test_n_grams_do_not_depend_on_the_order_of_the_articles(corpus):
    pd.testing.assert_frame_equal(tifa.count_terms(corpus.articles, n=2), tifa.count_terms(corpus.articles[::-1], n=2))


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
