import numpy as np
import pandas as pd
import pytest

import tifa
from tifa.words.topics import link, place_on_map

SEA, TEA, SNOW = "渔船 码头 灯塔 渔民 海浪", "茶园 茶农 采茶 茶叶 春茶", "滑雪 雪山 缆车 雪道 冰雪"


@pytest.fixture(scope="module")
def toy(make_articles):
    """Three plain topics: articles 1 3 6 of the sea, 2 5 of tea, 4 7 of snow."""
    return make_articles(*[("甲城", text) for text in (SEA, TEA, SEA + " 渔船", SNOW, TEA + " 春茶", SEA + " 灯塔", SNOW + " 缆车")])


@pytest.fixture(scope="module")
def weights(toy):
    return tifa.weigh_terms(toy)


@pytest.fixture(scope="module")
def seeds(corpus):
    return tifa.weigh_terms(corpus.articles)


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


def test_the_closest_pair_is_the_first_that_the_tree_joins(seeds, corpus):
    pair = tifa.words.closest_pairs(tifa.similarity(seeds), corpus.articles, n=1)
    joined = corpus.articles.iloc[link(seeds)[0, :2].astype(int)]
    assert sorted(joined.headline) == sorted([pair.headline[0], pair.other_headline[0]])


def test_the_tree_joins_like_articles_first(weights):
    tree = link(weights)
    assert tree.shape == (6, 4)
    assert (np.diff(tree[:, 2]) >= 0).all()


# --- clusters ----------------------------------------------------------------------------------------------------


def test_plain_topics_become_clusters(weights):
    assert tifa.cluster(weights, 3).tolist() == [1, 2, 1, 3, 2, 1, 3]


@pytest.mark.parametrize("k", [2, 3, 4, 5, 6])
def test_there_are_k_clusters_the_largest_first(weights, k):
    sizes = tifa.cluster(weights, k).value_counts().sort_index()
    assert sizes.index.tolist() == list(range(1, k + 1))
    assert sizes.tolist() == sorted(sizes, reverse=True)


@pytest.mark.parametrize("k", [-1, 0, 1, 7, 100])
def test_k_out_of_range_is_refused(weights, k):
    with pytest.raises(ValueError, match=f"k is {k}; expected 2 to 6 for 7 articles"):
        tifa.cluster(weights, k)


def test_clustering_twice_gives_the_same(seeds):
    pd.testing.assert_series_equal(tifa.cluster(seeds, 5), tifa.cluster(seeds, 5))


def test_the_order_of_the_articles_does_not_change_who_is_together(seeds):
    one, other = tifa.cluster(seeds, 5), tifa.cluster(seeds[::-1], 5)[::-1]
    together = lambda labels: labels.to_numpy()[:, None] == labels.to_numpy()[None, :]  # noqa: E731
    assert (together(one) == together(other)).all()


def test_numbers_of_clusters_are_compared(weights):
    choices = tifa.words.choose_k(weights, [2, 3, 4], n=5)
    assert choices.columns.tolist() == ["k", "silhouette", "stability"]
    assert choices.k.tolist() == [2, 3, 4]
    assert choices.silhouette.between(-1, 1).all() and choices.stability.le(1).all()


def test_the_number_of_topics_there_are_is_best(weights):
    choices = tifa.words.choose_k(weights, [2, 3, 4, 5], n=5)
    assert tifa.words.best_k(choices) == 3
    assert choices.set_index("k").stability[3] == pytest.approx(1)


@pytest.mark.parametrize("n, ks", [(4, [2, 3]), (7, [2, 3]), (12, [2, 3, 4]), (40, list(range(2, 13)))])
def test_by_default_up_to_a_third_of_the_articles_is_tried(make_articles, n, ks):
    weights = tifa.weigh_terms(make_articles(*[("", f"{[SEA, TEA, SNOW][i % 3]} 码头 {'灯塔 ' * i}") for i in range(n)]), max_share=1.0)
    assert tifa.words.choose_k(weights, n=1).k.tolist() == ks


def test_three_articles_can_be_compared(make_articles):
    weights = tifa.weigh_terms(make_articles(("", SEA), ("", SEA + TEA), ("", TEA)))
    assert tifa.words.choose_k(weights, n=1).k.tolist() == [2]


@pytest.mark.parametrize("k", [1, 7])
def test_a_k_out_of_range_is_not_compared_either(weights, k):
    with pytest.raises(ValueError, match=f"k is {k}; expected 2 to 6 for 7 articles"):
        tifa.words.choose_k(weights, [k], n=1)


def test_choosing_twice_gives_the_same(seeds):
    pd.testing.assert_frame_equal(tifa.words.choose_k(seeds, [3, 5], n=5), tifa.words.choose_k(seeds, [3, 5], n=5))


@pytest.mark.parametrize("rows, best", [
    ([(2, 0.9), (3, 0.2), (4, 0.3)], 4), ([(2, 0.9)], 2), ([(3, 0.1), (4, 0.1)], 3),
])
def test_the_best_k_has_the_highest_silhouette_two_left_aside(rows, best):
    assert tifa.words.best_k(pd.DataFrame(rows, columns=["k", "silhouette"])) == best


def test_plain_topics_are_stable(weights):
    assert tifa.words.stability(weights, tifa.cluster(weights, 3), n=10).to_dict() == pytest.approx({1: 1, 2: 1, 3: 1})


def test_stability_is_a_share_for_each_cluster(seeds):
    firm = tifa.words.stability(seeds, tifa.cluster(seeds, 5), n=5)
    assert firm.index.tolist() == [1, 2, 3, 4, 5]
    assert firm.between(0, 1).all()
    pd.testing.assert_series_equal(firm, tifa.words.stability(seeds, tifa.cluster(seeds, 5), n=5))


def test_clusters_are_described_by_their_own_terms(toy, weights):
    described = tifa.words.describe_clusters(toy.assign(headline=list("一二三四五六七")), weights, tifa.cluster(weights, 3), n=5)
    assert described[["cluster", "articles", "cities", "headlines"]].values.tolist() == [
        [1, 3, "甲城", "一 / 三 / 六"], [2, 2, "甲城", "二 / 五"], [3, 2, "甲城", "四 / 七"]]
    assert [set(terms.split()) for terms in described.terms] == [set(SEA.split()), set(TEA.split()), set(SNOW.split())]


def test_a_city_that_is_not_known_is_not_listed(toy, weights):
    unknown = toy.assign(city=["", "甲城", "乙城", "", "甲城", "", ""])
    assert tifa.words.describe_clusters(unknown, weights, tifa.cluster(weights, 3)).cities.tolist() == ["乙城", "甲城", ""]


def test_a_clusters_stability_stands_beside_its_terms(corpus, seeds):
    labels = tifa.cluster(seeds, 5)
    described = tifa.words.describe_clusters(corpus.articles, seeds, labels)
    assert described.stability.tolist() == tifa.words.stability(seeds, labels).tolist()


@pytest.mark.parametrize("value, verdict", [
    (1.0, "firm"), (0.76, "firm"), (0.75, "between"), (0.6, "between"), (0.59, "loose"), (0.0, "loose"),
])
def test_a_verdict_tells_how_firm_a_cluster_is(toy, weights, monkeypatch, value, verdict):
    monkeypatch.setattr("tifa.words.topics.stability", lambda weights, labels: {1: value, 2: 1.0, 3: 0.0})
    described = tifa.words.describe_clusters(toy, weights, tifa.cluster(weights, 3))
    assert described.verdict.tolist() == [verdict, "firm", "loose"]


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
