"""Articles of three plain topics and the weights of their words, and those of the seeds."""

import pytest
from made_topics import SEA, SNOW, TEA

import tifa


@pytest.fixture(scope="session")
def toy(make_articles):
    """Three plain topics: articles 1 3 6 of the sea, 2 5 of tea, 4 7 of snow."""
    return make_articles(*[("甲城", text) for text in (SEA, TEA, SEA + " 渔船", SNOW, TEA + " 春茶", SEA + " 灯塔", SNOW + " 缆车")])


@pytest.fixture(scope="session")
def weights(toy):
    return tifa.weigh_terms(toy)


@pytest.fixture(scope="session")
def seeds(corpus):
    return tifa.weigh_terms(corpus.articles)
