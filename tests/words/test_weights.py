"""TF-IDF weights, similarity, the map."""

import numpy as np
import pytest
from made_topics import SEA, TEA

import tifa
from tifa.words import place_on_map


def test_each_articles_weights_have_length_one(seeds):
    assert np.sqrt((seeds**2).sum(axis=1)).to_numpy() == pytest.approx(1)


def test_weights_are_by_article_and_sorted_term(seeds, corpus):
    assert seeds.index.tolist() == list(zip(corpus.articles.page, corpus.articles.article))
    assert seeds.columns.tolist() == sorted(seeds.columns)
    assert (seeds.to_numpy() >= 0).all()


def test_a_weight_is_what_the_formula_says(make_articles):
    articles = make_articles(("", "渔船 渔船 灯塔"), ("", "灯塔 灯塔"), ("", "茶园"))
    row = tifa.weigh_terms(articles, min_articles=1).iloc[0]
    ship, light = (1 + np.log(2)) * (1 + np.log(4 / 2)), 1 * (1 + np.log(4 / 3))
    assert row[["渔船", "灯塔", "茶园"]].to_numpy() == pytest.approx(np.array([ship, light, 0]) / np.hypot(ship, light))


def test_terms_of_too_few_articles_are_left_out(make_articles):
    articles = make_articles(("", "渔船 灯塔 茶园"), ("", "渔船 灯塔"), ("", "渔船"), ("", "渔船"), ("", "渔船"))
    assert tifa.weigh_terms(articles, min_articles=2).columns.tolist() == ["灯塔"]
    assert tifa.weigh_terms(articles, min_articles=1).columns.tolist() == ["灯塔", "茶园"]


def test_terms_of_too_many_articles_are_left_out(make_articles):
    articles = make_articles(("", "渔船 灯塔"), ("", "渔船 灯塔"), ("", "渔船"), ("", "渔船"))
    assert tifa.weigh_terms(articles, max_share=0.5).columns.tolist() == ["灯塔"]
    assert set(tifa.weigh_terms(articles, max_share=1.0).columns) == {"渔船", "灯塔"}


@pytest.mark.parametrize("bodies", [("渔船", "茶园"), ("渔船",), ("的", "的")])
def test_articles_without_a_common_term_are_refused_with_advice(make_articles, bodies):
    with pytest.raises(ValueError, match=f"no terms to weigh in {len(bodies)} articles.*give more articles"):
        tifa.weigh_terms(make_articles(*[("", body) for body in bodies]))


def test_telling_terms_are_the_heaviest_first(weights):
    telling = tifa.words.telling_terms(weights, n=3)
    for key, terms in telling.items():
        heaviest = weights.loc[key].sort_values(ascending=False).iloc[:3]
        assert weights.loc[key, terms.split()].to_numpy() == pytest.approx(heaviest.to_numpy())


def test_places_of_the_given_cities_are_no_telling_terms(make_articles):
    articles = make_articles(("淮北", "淮北 淮北市 濉溪县 宜昌 灯塔"), ("淮北", "淮北 淮北市 濉溪县 宜昌 灯塔"), ("", "茶园"))
    weights = tifa.weigh_terms(articles)
    assert set(tifa.words.telling_terms(weights).iloc[0].split()) == {"淮北", "淮北市", "濉溪县", "宜昌", "灯塔"}
    assert set(tifa.words.telling_terms(weights, cities=["淮北"]).iloc[0].split()) == {"宜昌", "灯塔"}


@pytest.mark.parametrize("bodies", [(SEA,), (SEA, TEA), (SEA, SEA), (SEA, SEA, SEA), ("", ""), ("的 了", "的 了", "了 的")])
def test_what_has_too_little_to_weigh_is_refused_as_too_little(make_articles, bodies):
    with pytest.raises(tifa.words.TooLittle, match="no terms to weigh"):
        tifa.weigh_terms(make_articles(*[("", body) for body in bodies]))


def test_telling_terms_are_terms_of_the_article(weights):
    assert set(tifa.words.telling_terms(weights, n=50).iloc[1].split()) == set(TEA.split())


# --- likeness ----------------------------------------------------------------------------------------------------


def test_similarity_is_symmetric_with_ones_on_the_diagonal(seeds):
    alike = tifa.similarity(seeds).to_numpy()
    assert alike == pytest.approx(alike.T)
    assert np.diag(alike) == pytest.approx(1)
    assert alike.min() >= 0 and alike.max() <= 1


def test_articles_without_a_common_term_are_not_alike(weights):
    alike = tifa.similarity(weights).to_numpy()
    assert alike[0, 1] == 0 and alike[0, 2] > 0.9


def test_the_closest_pairs_are_the_most_alike_first_then_as_they_stand(make_articles):
    articles = make_articles(("甲城", SEA), ("乙城", TEA + " 渔船"), ("", SEA), ("丙城", TEA), ("丁城", SEA)).assign(headline=list("一二三四五"))
    pairs = tifa.words.closest_pairs(tifa.similarity(tifa.weigh_terms(articles, max_share=1.0)), articles, n=4)
    assert pairs.similarity.iloc[:3].to_numpy() == pytest.approx(1) and 0 < pairs.similarity[3] < 1
    assert pairs.drop(columns="similarity").values.tolist() == [
        ["甲城", "一", "", "三"], ["甲城", "一", "丁城", "五"], ["", "三", "丁城", "五"], ["乙城", "二", "丙城", "四"]]
    assert pairs.columns.tolist() == ["similarity", "city", "headline", "other_city", "other_headline"]


def test_there_are_no_more_closest_pairs_than_pairs(make_articles):
    articles = make_articles(("", SEA), ("", SEA + TEA), ("", TEA))
    assert len(tifa.words.closest_pairs(tifa.similarity(tifa.weigh_terms(articles)), articles, n=9)) == 3


# --- the map -----------------------------------------------------------------------------------------------------


def test_like_articles_are_near_on_the_map(weights):
    points = place_on_map(weights).to_numpy()
    apart = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    assert apart[0, 2] < 0.2 * apart[0, 1] and apart[1, 4] < 0.2 * apart[1, 3]


def test_the_map_says_how_much_it_keeps(seeds):
    points = place_on_map(seeds)
    assert points.index.equals(seeds.index)
    assert 0 < points.attrs["kept"] <= 1


def test_three_articles_keep_all_their_distances(make_articles):
    weights = tifa.weigh_terms(make_articles(("", SEA), ("", SEA + TEA), ("", TEA)))
    points = place_on_map(weights)
    apart = np.linalg.norm(points.to_numpy()[:, None] - points.to_numpy()[None, :], axis=2) ** 2
    assert points.attrs["kept"] == pytest.approx(1)
    assert apart == pytest.approx(2 * (1 - tifa.similarity(weights).to_numpy()), abs=1e-9)
