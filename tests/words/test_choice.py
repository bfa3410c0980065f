"""How many clusters: planted ones are found, chance is told as chance."""

import numpy as np
import pandas as pd
import pytest
from made_topics import SEA, TEA
from sklearn.metrics import adjusted_rand_score, silhouette_score

import tifa
from tifa.words import best_k, choose_k, latent


def weigh(counts):
    """Weights from a matrix of articles by terms, as an index of pages makes them a corpus."""
    index = pd.MultiIndex.from_tuples([(f"p{i:03}", 1) for i in range(len(counts))], names=["page", "article"])
    length = np.linalg.norm(counts, axis=1, keepdims=True)
    return pd.DataFrame(counts / np.where(length > 0, length, 1), index=index)


def plant(k, rng, size=12, own=25, common=60):
    """k topics of as many articles each: words of the topic, and words of all."""
    topic = np.repeat(np.arange(k), size)
    words = rng.random((k * size, k * own)) < np.where(np.repeat(np.arange(k), own) == topic[:, None], 0.5, 0.03)
    return weigh(np.hstack([words, rng.random((k * size, common)) < 0.3]).astype(float)), topic


@pytest.mark.parametrize("k", [2, 3, 5])
def test_as_many_clusters_as_were_planted_are_chosen_and_they_are_the_planted(k):
    weights, topic = plant(k, np.random.default_rng(k))
    choices = choose_k(weights, range(2, 8), n=15)
    assert best_k(choices) == k
    assert choices.verdict[choices.k == k].tolist() == ["chosen"]
    assert adjusted_rand_score(topic, tifa.cluster(weights, k)) == 1


def test_in_corpora_of_chance_none_stands_out_nearly_always():
    """Each term is in articles at random: by construction one such corpus in twenty may look better than chance."""
    found = []
    for i in range(12):
        rng = np.random.default_rng(i)
        choices = choose_k(weigh((rng.random((24, 150)) < rng.random(150) / 2).astype(float)), range(2, 6), n=20)
        found.append(best_k(choices) == choices.k[choices.verdict == "none stands out"].sum())
    assert sum(found) >= 10


def test_the_silhouette_is_scikit_learns(seeds):
    choices = choose_k(seeds, [3, 5], n=2)
    for k, silhouette in zip(choices.k, choices.silhouette):
        labels = tifa.cluster(seeds, k).sort_index()
        assert silhouette == pytest.approx(silhouette_score(latent(seeds), labels))


def test_the_table_has_no_gap_and_tells_one_number_to_look_at(seeds):
    choices = choose_k(seeds, [2, 3, 4], n=5)
    assert choices.columns.tolist() == ["k", "silhouette", "chance", "limit", "agreement", "noise", "verdict"]
    assert choices.notna().all(axis=None) and (choices.limit > choices.chance).all()
    assert choices.verdict.isin(["chosen", "none stands out"]).sum() == 1 and best_k(choices) in [2, 3, 4]


def test_a_number_within_the_noise_gives_way_to_a_smaller_one():
    from tifa.words.choice import _judge

    table = pd.DataFrame({"k": [2, 3, 4, 5, 6], "silhouette": [0.4, 0.5, 0.501, 0.52, 0.2], "chance": 0.1, "agreement": [0.9, 0.9, 0.9, 0.4, 0.9]})
    above = np.array([True, True, True, True, False])
    verdict = _judge(table, above, table.agreement > 0.8, np.full(5, 0.01))
    assert verdict.tolist() == ["less sharp", "chosen", "as good", "agrees less", "no better than chance"]


def test_where_none_is_better_than_chance_the_table_says_so():
    from tifa.words.choice import _judge

    table = pd.DataFrame({"k": [2, 3], "silhouette": [0.1, 0.1], "chance": 0.1, "agreement": [0.2, 0.9]})
    choices = table.assign(verdict=_judge(table, np.array([False, False]), table.agreement > 0.8, np.full(2, 0.01)))
    assert choices.verdict.tolist() == ["no better than chance", "none stands out"]
    assert best_k(choices) == 3


def test_the_order_of_the_rows_changes_nothing(seeds):
    pd.testing.assert_frame_equal(choose_k(seeds, [3, 5], n=3), choose_k(seeds.sample(frac=1, random_state=3), [3, 5], n=3))


@pytest.mark.parametrize("n, ks", [(4, [2, 3]), (7, [2, 3]), (12, [2, 3, 4]), (40, list(range(2, 13)))])
def test_by_default_up_to_a_third_of_the_articles_is_tried(n, ks):
    assert choose_k(weigh(np.random.default_rng(0).random((n, 30))), n=1).k.tolist() == ks


def test_three_articles_can_be_compared(make_articles):
    weights = tifa.weigh_terms(make_articles(("", SEA), ("", SEA + TEA), ("", TEA)))
    assert choose_k(weights, n=2).k.tolist() == [2]


def test_of_articles_of_two_texts_no_number_can_be_chosen(make_articles):
    weights = tifa.weigh_terms(make_articles(*[("", text) for text in (SEA, SEA, SEA, TEA, TEA)]))
    with pytest.raises(tifa.words.TooLittle, match="^2 articles that differ cannot be put into clusters: it takes three"):
        choose_k(weights, n=2)


@pytest.mark.parametrize("k", [1, 22])
def test_a_k_out_of_range_is_not_compared_either(seeds, k):
    with pytest.raises(ValueError, match=f"k is {k}; expected 2 to 21 for 22 articles"):
        choose_k(seeds, [k], n=1)
