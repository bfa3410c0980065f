"""Which clusters would be found again: Jaccard by hand, planted topics, Hennig's words."""

import numpy as np
import pandas as pd
import pytest
from made_topics import SEA, SNOW, TEA

import tifa
from tifa.words import describe_clusters, stability
from tifa.words.validation import judge_stability, overlap


def test_the_overlap_is_jaccards_worked_by_hand():
    labels = np.array([1, 1, 2, 2, 2, 3])
    assert overlap(np.array([1, 1, 1, 0, 0, 0], dtype=bool), labels) == pytest.approx(2 / 3)  # {a b} of {a b c}
    assert overlap(np.array([0, 1, 1, 1, 0, 0], dtype=bool), labels) == pytest.approx(2 / 4)  # {c d} of {b c d e}
    assert overlap(np.array([0, 0, 0, 0, 0, 1], dtype=bool), labels) == 1
    assert np.isnan(overlap(np.zeros(6, dtype=bool), labels))


def test_stability_is_the_mean_overlap_of_the_draws_in_which_the_cluster_is(weights, monkeypatch):
    """Worked by hand: three draws; the labels that each gets are set here."""
    labels = pd.Series([1, 2, 1, 3, 2, 1, 3], index=weights.index, name="cluster")
    draws = [(np.array([0, 1, 2, 4]), np.array([1, 2, 1, 2])), (np.array([0, 1, 2, 5]), np.array([1, 1, 2, 2])),
             (np.array([0, 3, 6]), np.array([1, 2, 1]))]
    monkeypatch.setattr("tifa.words.validation._other_articles", lambda *given: draws)
    assert stability(weights, labels).to_dict() == pytest.approx({
        1: (1 + 2 / 3 + 1 / 2) / 3, 2: (1 + 1 / 2) / 2, 3: 1 / 2})


@pytest.mark.parametrize("over", ["articles", "seeds", "orders"])
def test_planted_topics_are_found_again(make_articles, over):
    plain = tifa.weigh_terms(make_articles(*[("", f"{text} {word}") for text in (SEA, TEA, SNOW) for word in "天地人山水木火土金"]))
    labels = tifa.cluster(plain, 3)
    assert stability(plain, labels, over=over, n=10).to_dict() == pytest.approx({1: 1, 2: 1, 3: 1})


def test_each_article_is_drawn_once_at_most_and_about_two_thirds_are():
    from tifa.words.choice import draw

    drawn = list(draw(1000, 20, np.random.default_rng(0)))
    assert all(len(set(own)) == len(own) for own in drawn)
    assert np.mean([len(own) for own in drawn]) == pytest.approx(1000 * (1 - np.exp(-1)), rel=0.02)  # Efron 1983: 0.632


@pytest.mark.parametrize("seed", range(5))
def test_no_cluster_of_chance_is_called_stable(seed):
    index = pd.MultiIndex.from_tuples([(f"p{i:02}", 1) for i in range(40)], names=["page", "article"])
    random = pd.DataFrame(np.random.default_rng(seed).random((40, 200)), index=index)
    random = random.div(np.sqrt((random**2).sum(axis=1)), axis=0)
    verdicts = stability(random, tifa.cluster(random, 5), n=20).map(judge_stability)
    assert not verdicts.isin(["stable", "highly stable"]).any()


def test_stability_is_a_share_for_each_cluster_and_the_same_twice(seeds):
    held = stability(seeds, tifa.cluster(seeds, 5), n=5)
    assert held.index.tolist() == [1, 2, 3, 4, 5] and held.between(0, 1).all()
    mixed = seeds.sample(frac=1, random_state=0)
    pd.testing.assert_series_equal(held, stability(mixed, tifa.cluster(mixed, 5), n=5))


def test_clusters_do_not_hang_on_the_order_of_the_articles(seeds):
    assert stability(seeds, tifa.cluster(seeds, 5), over="orders", n=5).tolist() == [1] * 5


@pytest.mark.parametrize("method", ["ward", "nmf"])
def test_clusters_of_other_methods_are_found_again_by_them(seeds, method):
    assert stability(seeds, tifa.cluster(seeds, 4, method), "seeds", n=3, method=method).between(0, 1).all()
    assert stability(seeds, tifa.cluster(seeds, 4, method), n=3, method=method).between(0, 1).all()


@pytest.mark.parametrize("value, verdict", [(1.0, "highly stable"), (0.851, "highly stable"), (0.85, "stable"), (0.75, "pattern"),
                                            (0.6, "pattern"), (0.599, "not to be trusted"), (0.5, "dissolved"), (0.0, "dissolved")])
def test_the_verdict_is_hennigs(value, verdict):
    assert judge_stability(value) == verdict


# --- the table ---------------------------------------------------------------------------------------------------


def test_clusters_are_described_by_their_own_terms(toy, weights):
    described = describe_clusters(toy.assign(headline=list("一二三四五六七")), weights, tifa.cluster(weights, 3), n=5)
    assert described[["cluster", "articles", "cities", "headlines"]].values.tolist() == [
        [1, 3, "甲城", "一 / 三 / 六"], [2, 2, "甲城", "二 / 五"], [3, 2, "甲城", "四 / 七"]]
    assert [set(terms.split()) for terms in described.terms] == [set(SEA.split()), set(TEA.split()), set(SNOW.split())]


def test_a_city_that_is_not_known_is_not_listed(toy, weights):
    unknown = toy.assign(city=["", "甲城", "乙城", "", "甲城", "", ""])
    assert describe_clusters(unknown, weights, tifa.cluster(weights, 3)).cities.tolist() == ["乙城", "甲城", ""]


def test_places_of_the_corpus_own_cities_are_told_only_on_demand(make_articles):
    articles = make_articles(*[("淮北", f"{SEA} 淮北 濉溪县 宜昌")] * 3, *[("", TEA)] * 2, ("", SNOW), ("", SNOW))
    weights = tifa.weigh_terms(articles)
    labels = tifa.cluster(weights, 3)
    own = set(describe_clusters(articles, weights, labels, n=20).terms[0].split())
    every = set(describe_clusters(articles, weights, labels, n=20, cities=[]).terms[0].split())
    assert "宜昌" in own and every - own == {"淮北", "濉溪县"}


def test_what_the_table_says_is_what_stability_and_scikit_learn_say(corpus, seeds):
    from sklearn.metrics import silhouette_samples

    labels = tifa.cluster(seeds, 5)
    described = describe_clusters(corpus.articles, seeds, labels)
    assert described.stability.tolist() == stability(seeds, labels).tolist()
    assert described.verdict.tolist() == [judge_stability(value) for value in described.stability]
    each = silhouette_samples(tifa.words.latent(seeds), labels.sort_index())
    assert described.silhouette.tolist() == pytest.approx([each[labels.sort_index() == c].mean() for c in described.cluster])
    assert described.notna().all(axis=None)
