"""Latent coordinates and clusters: planted topics, reference implementations, labelled news, order, threads."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_topics import SEA, TEA
from sklearn.decomposition import TruncatedSVD
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.preprocessing import Normalizer

import tifa
from tifa.tables import Articles, make_table
from tifa.words import latent, link

METHODS = ["k-means", "ward", "nmf"]
SOGOU = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "sogou_fulltext.jsonl.gz"


@pytest.fixture(scope="module")
def news():
    """Weights and true categories of 495 news texts."""
    if not SOGOU.exists():
        pytest.skip(f"{SOGOU.name} is not in shared/corpora beside the checkout")
    with gzip.open(SOGOU, "rt", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    articles = make_table(Articles, [dict(page=row["id"], article=1, start=0, end=len(row["body"]), city="", province="", genre="news",
                                          body=row["body"], n_chars=len(row["body"])) for row in rows])
    return tifa.weigh_terms(articles), [row["category"] for row in rows]


# --- coordinates -------------------------------------------------------------------------------------------------


def test_the_coordinates_are_those_of_scikit_learns_latent_semantic_analysis(seeds):
    own = latent(seeds).to_numpy()
    reference = TruncatedSVD(own.shape[1], algorithm="arpack", random_state=0).fit_transform(seeds.sort_index())
    reference = Normalizer().fit_transform(reference)
    assert own @ own.T == pytest.approx(reference @ reference.T, abs=1e-6)  # the same but for signs


@pytest.mark.parametrize("n, dimensions", [(4, 2), (9, 3), (22, 5), (30, 5), (31, 6)])
def test_there_are_as_many_dimensions_as_the_square_root_of_the_articles(n, dimensions):
    index = pd.MultiIndex.from_tuples([(f"p{i:02}", 1) for i in range(n)], names=["page", "article"])
    random = pd.DataFrame(np.random.default_rng(0).random((n, 60)), index=index)
    assert latent(random).shape == (n, dimensions)


def test_dimensions_that_carry_as_much_as_the_last_are_kept_with_it():
    index = pd.MultiIndex.from_tuples([(f"p{i}", 1) for i in range(5)], names=["page", "article"])
    assert latent(pd.DataFrame(np.eye(5), index=index)).shape == (5, 5)  # five articles with no word in common


def test_an_article_without_a_weighed_term_has_only_zeros(weights):
    empty = weights.copy()
    empty.iloc[6] = 0
    assert latent(empty).iloc[6].tolist() == [0] * latent(empty).shape[1]
    assert latent(empty).iloc[:6].pow(2).sum(axis=1).to_numpy() == pytest.approx(1)


def test_the_tree_joins_like_articles_first(weights):
    tree = link(weights)
    assert tree.shape == (6, 4)
    assert (np.diff(tree[:, 2]) >= 0).all()


# --- clusters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_planted_topics_become_clusters(weights, method):
    assert tifa.cluster(weights, 3, method).tolist() == [1, 2, 1, 3, 2, 1, 3]


@pytest.mark.parametrize("method", ["k-means", "ward"])
@pytest.mark.parametrize("k", [2, 3, 5, 9, 21])
def test_there_are_k_clusters_the_largest_first(seeds, k, method):
    sizes = tifa.cluster(seeds, k, method).value_counts().sort_index()
    assert sizes.index.tolist() == list(range(1, k + 1))
    assert sizes.tolist() == sorted(sizes, reverse=True)


@pytest.mark.parametrize("k", [-1, 0, 1, 7, 100])
def test_k_out_of_range_is_refused(weights, k):
    with pytest.raises(ValueError, match=f"k is {k}; expected 2 to 6 for 7 articles"):
        tifa.cluster(weights, k)


def test_another_method_is_refused_with_those_there_are(weights):
    with pytest.raises(TypeError, match="method is the text 'average'; it must be k-means, ward or nmf"):
        tifa.cluster(weights, 3, method="average")


def test_more_clusters_than_articles_that_differ_are_refused(make_articles):
    weights = tifa.weigh_terms(make_articles(*[("", text) for text in (SEA, SEA, SEA, TEA, TEA)]))
    assert tifa.cluster(weights, 2).tolist() == [1, 1, 1, 2, 2]
    with pytest.raises(tifa.words.TooLittle, match="^3 clusters of 2 articles that differ"):
        tifa.cluster(weights, 3)


@pytest.mark.parametrize("n", [1, 2])
def test_fewer_than_three_articles_are_too_few(weights, n):
    with pytest.raises(tifa.words.TooLittle, match=f"^{n} articles cannot be put into clusters: it takes three"):
        tifa.cluster(weights.iloc[:n], 2)


@pytest.mark.parametrize("method", METHODS)
def test_articles_without_a_weighed_term_are_put_somewhere(make_articles, method):
    articles = make_articles(*[("", text) for text in (SEA, TEA, SEA, "", TEA, "的", "灯塔")])
    labels = tifa.cluster(tifa.weigh_terms(articles), 2, method)
    assert labels.notna().all() and adjusted_rand_score(labels.iloc[[0, 1, 2, 4]], [1, 2, 1, 2]) == 1


def test_one_token_shared_by_some_is_enough(make_articles):
    weights = tifa.weigh_terms(make_articles(("", "灯塔"), ("", "灯塔"), ("", "茶园"), ("", "")))
    assert tifa.cluster(weights, 2).tolist() == [1, 1, 2, 2]


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_the_rows_changes_nothing(seeds, method):
    labels = tifa.cluster(seeds, 5, method)
    for i in range(5):
        mixed = seeds.sample(frac=1, random_state=i)
        pd.testing.assert_series_equal(tifa.cluster(mixed, 5, method), labels.loc[mixed.index])


def test_the_order_of_the_articles_changes_nothing_either(corpus, seeds):
    mixed = corpus.articles.sample(frac=1, random_state=1)
    labels = tifa.cluster(tifa.weigh_terms(mixed), 5)
    pd.testing.assert_series_equal(labels.sort_index(), tifa.cluster(seeds, 5).sort_index())


THREADS = """
import sys, pandas as pd, tifa
weights = pd.read_pickle(sys.argv[1])
print(tifa.cluster(weights, int(sys.argv[2])).tolist(), tifa.cluster(weights, int(sys.argv[2]), "nmf").tolist())
"""


def _label_with_threads(file, k, threads):
    environment = os.environ | dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], str(threads))
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    return subprocess.run([sys.executable, "-c", THREADS, file, str(k)], env=environment, capture_output=True, text=True, check=True).stdout


def test_the_number_of_threads_changes_nothing(seeds, tmp_path):
    seeds.to_pickle(tmp_path / "weights.pkl")
    one, two = (_label_with_threads(tmp_path / "weights.pkl", 5, threads) for threads in (1, 2))
    assert one == two and one.startswith("[")


# --- labelled news: five categories that tifa does not see -------------------------------------------------------


def test_news_falls_into_its_categories_whatever_the_seed(news):
    weights, true = news
    found = [normalized_mutual_info_score(true, tifa.cluster(weights, 5, seed=seed)) for seed in range(10)]
    assert np.mean(found) >= 0.72 and min(found) >= 0.65


def test_news_falls_into_the_same_clusters_in_any_order_and_by_any_number_of_threads(news, tmp_path):
    weights, _ = news
    labels = tifa.cluster(weights, 5)
    mixed = weights.sample(frac=1, random_state=0)
    pd.testing.assert_series_equal(tifa.cluster(mixed, 5), labels.loc[mixed.index])
    weights.to_pickle(tmp_path / "weights.pkl")
    one, two = (_label_with_threads(tmp_path / "weights.pkl", 5, threads) for threads in (1, 2))
    assert one == two and one.startswith(str(labels.tolist()))
