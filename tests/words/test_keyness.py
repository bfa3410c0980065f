"""Words that tell one part from another: each measure against a reference, chance, invariances, parts that are too small."""

import math
from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq
from scipy.stats import binom, chi2_contingency, poisson

import tifa
from tifa.words import TooLittle, keyness

SEA, TEA = "甲城", "乙城"


def body(**times):
    return " ".join(word for word, n in times.items() for _ in range(n))


@pytest.fixture(scope="module")
def toy(make_articles):
    """甲城: 12 words in 3 articles, 渔船 6; 乙城: 8 words in 3, 茶园 3; both have 公路, one article has no city."""
    return make_articles(
        (SEA, body(渔船=3, 码头=1)), (SEA, body(渔船=2, 码头=1, 公路=1)), (SEA, body(渔船=1, 公路=2, 茶园=1)),
        (TEA, body(茶园=2, 公路=1, 春茶=1)), (TEA, body(茶园=1, 渔船=1)), (TEA, body(公路=1, 春茶=1)),
        ("", body(渔船=4, 灯塔=1)))


def row(table, term):
    return table.set_index("term").loc[term]


# --- counts and measures -----------------------------------------------------------------------------------------


def test_counts_rates_and_articles_of_both_parts(toy):
    table = keyness(toy, SEA)
    columns = ["count_here", "count_there", "articles_here", "articles_there", "rate_here", "rate_there"]
    assert row(table, "渔船")[columns].tolist() == [6, 1, 3, 1, 500, 125]
    assert row(table, "春茶")[columns].tolist() == [0, 2, 0, 2, 0, 250]
    assert table.attrs["here"] == SEA and table.attrs["there"] == "the rest" and "灯塔" not in set(table.term)


@pytest.mark.parametrize("term", ["渔船", "公路", "茶园", "码头", "春茶"])
def test_g2_is_the_log_likelihood_ratio_of_four_cells(toy, term):
    """Against scipy's chi2_contingency with lambda_="log-likelihood" and no correction."""
    found = row(keyness(toy, SEA), term)
    x, y = int(found.count_here), int(found.count_there)
    peer = chi2_contingency([[x, 12 - x], [y, 8 - y]], lambda_="log-likelihood", correction=False).statistic
    assert abs(found.g2) == pytest.approx(peer) and np.sign(found.g2) == np.sign(x / 12 - y / 8)


def test_g2_of_words_that_are_rare_is_nearly_that_of_rayson_and_garside(make_articles):
    """Their formula (Comparing corpora using frequency profiling, 2000) leaves out the two cells of all other words."""
    articles = make_articles((SEA, body(渔船=30, 公路=9970)), (TEA, body(渔船=10, 公路=9990)))
    two_cells = 2 * (30 * math.log(30 / 20) + 10 * math.log(10 / 20))
    assert row(keyness(articles, SEA), "渔船").g2 == pytest.approx(two_cells, rel=0.01)


def test_the_log_ratio_is_hardies(toy):
    """Log Ratio: an informal introduction (2014): 1 is twice as often; a count of 0 is taken for 0.5."""
    table = keyness(toy, SEA)
    assert row(table, "渔船").log_ratio == pytest.approx(math.log2((6 / 12) / (1 / 8)))
    assert row(table, "春茶").log_ratio == pytest.approx(math.log2((0.5 / 12) / (2 / 8)))
    assert row(table, "码头").log_ratio == pytest.approx(math.log2((2 / 12) / (0.5 / 8)))


@pytest.fixture(scope="module")
def uneven(make_articles):
    return make_articles((SEA, body(渔船=60, 公路=138, 茶园=2)), (TEA, body(渔船=5, 公路=65, 茶园=30)), (TEA, body(渔船=4, 公路=180, 茶园=16)))


def exact_end(x, y, a, b, tail, lower):
    """The share of x + y at which x or more (or x or fewer) fall here with the probability tail, by the binomial itself."""
    chance = (lambda p: binom.sf(x - 1, x + y, p) - tail) if lower else (lambda p: binom.cdf(x, x + y, p) - tail)
    share = brentq(chance, 1e-12, 1 - 1e-12, xtol=1e-14)
    return math.log2(share / (1 - share) * b / a)


@pytest.mark.parametrize("term, x, y, lower", [("渔船", 60, 9, True), ("茶园", 2, 46, False)])
def test_the_bound_is_the_exact_end_of_the_interval_for_all_words_together(uneven, term, x, y, lower):
    """Evert's conservative log ratio, with the binomial given x + y solved for its share; three words, two tails."""
    wanted = exact_end(x, y, 200, 300, 0.05 / 3 / 2, lower)
    assert row(keyness(uneven, SEA), term).bound == pytest.approx(wanted, abs=1e-6)
    assert abs(wanted) < abs(row(keyness(uneven, SEA), term).log_ratio)


def test_the_bound_is_0_where_the_interval_holds_it_and_counts_of_0_have_one(uneven, make_articles):
    table = keyness(make_articles((SEA, body(渔船=40, 公路=60, 码头=1)), (TEA, body(茶园=50, 公路=51))), SEA)
    assert row(table, "公路").bound == row(table, "码头").bound == 0
    assert row(table, "渔船").bound == pytest.approx(exact_end(40, 0, 101, 101, 0.05 / 4 / 2, True), abs=1e-6)
    assert row(table, "茶园").bound == pytest.approx(exact_end(0, 50, 101, 101, 0.05 / 4 / 2, False), abs=1e-6)


def test_the_bound_keeps_its_promise_on_words_drawn_one_by_one():
    """In 19 of 20 corpora or more no bound lies beyond its word's true ratio; the counts are Poisson."""
    from tifa.words.keyness import _bound

    rng, rates, ratio = np.random.default_rng(0), np.geomspace(2, 200, 40), np.tile([1, 2, 4, 0.5], 10)
    a, b, kept = 30000, 50000, 0
    for _ in range(400):
        x, y = poisson.rvs(rates * ratio * a / b, random_state=rng), poisson.rvs(rates, random_state=rng)
        bound = _bound(x, y, a, b)
        kept += not ((bound > np.log2(ratio)) & (bound > 0) | (bound < np.log2(ratio)) & (bound < 0)).any()
    assert kept >= 0.95 * 400


def test_z_is_that_of_monroe_colaresi_and_quinn(toy):
    """By hand, equations 15 to 22 of Fightin' Words (2008); the prior are the counts of all seven articles."""
    counts = Counter(word for text in toy.body for word in text.split())
    n = {SEA: Counter(w for t in toy.body[toy.city == SEA] for w in t.split()), TEA: Counter(w for t in toy.body[toy.city == TEA] for w in t.split())}
    alpha_0, table = counts.total(), keyness(toy, SEA)
    assert alpha_0 == 25
    for term in table.term:
        alpha = counts[term]
        odds = {c: (n[c][term] + alpha) / (n[c].total() + alpha_0 - n[c][term] - alpha) for c in (SEA, TEA)}
        delta = math.log(odds[SEA]) - math.log(odds[TEA])
        variance = 1 / (n[SEA][term] + alpha) + 1 / (n[TEA][term] + alpha)
        assert row(table, term).z == pytest.approx(delta / math.sqrt(variance)), term


def test_a_word_of_one_article_is_left_out_unless_a_part_is_one_article(make_articles):
    texts = [(SEA, body(渔船=5)), (SEA, body(渔船=1, 码头=9)), (TEA, body(茶园=5)), (TEA, body(茶园=1))]
    table = keyness(make_articles(*texts), SEA)
    assert table.term.tolist() == ["渔船", "茶园"] and table.rate_here[0] == 1000 * 6 / 15  # 码头 is counted with the words
    assert set(keyness(make_articles(*texts[1:]), SEA).term) == {"渔船", "码头", "茶园"}


def test_the_most_typical_word_of_here_comes_first_and_of_there_last(toy):
    table = keyness(toy, SEA)
    assert (table.term.iloc[0], table.term.iloc[-1]) == ("渔船", "春茶")
    assert table.z.is_monotonic_decreasing


# --- articles shuffled -------------------------------------------------------------------------------------------


def test_few_articles_are_dealt_in_every_way(toy):
    """Against all 20 ways to choose three of the six articles, gone through here by hand."""
    counts = [Counter(text.split()) for text in toy.body]
    prior = sum(counts, Counter())

    def z(term, here):
        x, a = sum(counts[i][term] for i in here), sum(counts[i].total() for i in here)
        y, b = (sum(c[term] for c in counts[:6]) - x, sum(c.total() for c in counts[:6]) - a)
        x, y, a, b = x + prior[term], y + prior[term], a + prior.total(), b + prior.total()
        return (math.log(x / (a - x)) - math.log(y / (b - y))) / math.sqrt(1 / x + 1 / y)

    table = keyness(toy, SEA)
    for term, p in zip(table.term, table.p):
        own = abs(z(term, (0, 1, 2)))
        assert p == pytest.approx(np.mean([abs(z(term, here)) >= own - 1e-9 for here in combinations(range(6), 3)])), term
    assert table.attrs["permutations"] == 19 and table.attrs["smallest_p"] == pytest.approx(0.1)


@pytest.mark.parametrize("here, there, smallest", [(1, 1, 1), (2, 3, 0.1), (3, 3, 0.1), (1, 18, 1 / 19), (1, 20, None), (2, 8, None), (4, 4, None)])
def test_where_p_cannot_be_small_it_is_said(make_articles, here, there, smallest):
    articles = make_articles(*[(SEA, body(渔船=9 + i, 公路=3)) for i in range(here)], *[(TEA, body(茶园=9 + i, 公路=3)) for i in range(there)])
    table = keyness(articles, SEA)
    assert bool(table.attrs["note"]) == (smallest is not None) and (table.p >= table.attrs["smallest_p"] - 1e-12).all()
    if smallest:
        assert table.attrs["smallest_p"] == pytest.approx(smallest) and f"{smallest:.2g}" in table.attrs["note"]
        assert table.p.min() == pytest.approx(smallest) and (table.p >= 0.05).all()


def test_one_article_that_says_a_word_often_is_not_enough(make_articles):
    """By single words the difference is overwhelming; by articles it is one of twenty."""
    articles = make_articles((SEA, body(私募=40, 公路=20)), (SEA, body(私募=1, 公路=20)), *[(SEA, body(公路=20))] * 8, *[(TEA, body(公路=20))] * 10)
    found = row(keyness(articles, SEA), "私募")
    assert found.g2 > 30 and found.bound > 1 and found.p > 0.05


def test_p_is_uniform_where_labels_mean_nothing(make_articles):
    """Words of articles that are dealt at random have p below 0.05 in about 5 of 100 cases, below 0.5 in 50."""
    rng = np.random.default_rng(3)
    words = [f"{a}{b}" for a in "春夏秋冬东西南北" for b in "茶船港园"]
    articles = make_articles(*[(SEA if i % 2 else TEA, " ".join(rng.choice(words, rng.integers(20, 80)))) for i in range(40)])
    p = pd.concat([keyness(articles.assign(city=rng.permutation(articles.city)), SEA, permutations=99).p for _ in range(15)])
    assert len(p) > 300 and 0.02 < (p < 0.05).mean() < 0.08 and 0.4 < (p < 0.5).mean() < 0.6


def test_chance_starts_where_it_is_told(corpus):
    one, same, other = (keyness(corpus.articles, "盐城", seed=seed, permutations=99) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert one.z.tolist() == other.z.tolist() and one.p.tolist() != other.p.tolist()


def test_without_shuffling_p_is_missing(toy):
    assert keyness(toy, SEA, permutations=0).p.isna().all()


# --- parts -------------------------------------------------------------------------------------------------------


def test_a_part_is_a_value_of_any_column_or_a_mask(toy):
    mask = toy.city == SEA
    others = toy.city == TEA
    expected = keyness(toy, SEA)
    for here, there in ((mask, others), (mask.tolist(), others.to_numpy()), (SEA, TEA), (mask[::-1], others)):
        pd.testing.assert_frame_equal(keyness(toy, here, there), expected)
    pd.testing.assert_frame_equal(keyness(toy.assign(cluster=mask.map({True: 1, False: 2}) * others.map({True: 1, False: 1})), 1, others, column="cluster"), expected)
    assert keyness(toy, SEA, TEA).attrs["there"] == TEA and keyness(toy, mask).attrs["here"] == "here"


def test_an_article_without_a_value_may_belong_here_and_is_not_the_rest(toy):
    pd.testing.assert_frame_equal(keyness(toy, SEA), keyness(toy, SEA, TEA))
    assert row(keyness(toy, toy.city == SEA), "渔船").count_there == 5  # a mask says of each article where it belongs


@pytest.mark.parametrize("here, there, words", [
    ("丙城", None, "here is '丙城', which no article has in column city; it must be a value of the column, or a mask"),
    (SEA, "丙城", "there is '丙城', which no article has in column city"),
    (SEA, SEA, "here and there have articles in common"),
    ([True, False], None, "here is no mask of these 7 articles; it must be"),
    ([1, 0, 0, 0, 0, 0, 0], None, "here is no mask of these 7 articles; it must be")])
def test_a_part_that_is_not_there_is_named(toy, here, there, words):
    with pytest.raises(ValueError, match=f"^keyness: {words}"):
        keyness(toy, here, there)


def test_a_column_that_is_not_there_is_named(toy):
    with pytest.raises(ValueError, match="^keyness: column is 'theme', which the table articles does not have"):
        keyness(toy, SEA, column="theme")


# --- what must not matter ----------------------------------------------------------------------------------------


def test_the_order_of_the_articles_does_not_matter(corpus):
    expected = keyness(corpus.articles, "盐城", permutations=99)
    for order in (slice(None, None, -1), np.random.default_rng(0).permutation(len(corpus.articles))):
        pd.testing.assert_frame_equal(keyness(corpus.articles.iloc[order], "盐城", permutations=99), expected)


def test_names_of_cities_do_not_matter(corpus):
    renamed = corpus.articles.assign(city=corpus.articles.city.replace({"盐城": "丙城", "淮北": "丁城"}))
    pd.testing.assert_frame_equal(keyness(renamed, "丙城", permutations=99), keyness(corpus.articles, "盐城", permutations=99))


def test_a_corpus_printed_twice_has_the_same_rates_and_ratios(corpus):
    once = keyness(corpus.articles, "盐城", permutations=0).set_index("term").sort_index()
    again = pd.concat([corpus.articles, corpus.articles], ignore_index=True)
    twice = keyness(again, "盐城", permutations=0).set_index("term").loc[once.index]  # each word is in two articles now
    both = once.count_here.gt(0) & once.count_there.gt(0)  # a count of 0 is taken for 0.5, however long the corpus is
    for column in ("rate_here", "rate_there"):
        assert twice[column].to_numpy() == pytest.approx(once[column].to_numpy())
    assert twice.log_ratio[both].to_numpy() == pytest.approx(once.log_ratio[both].to_numpy())
    assert twice.g2.to_numpy() == pytest.approx(2 * once.g2.to_numpy())


def test_parts_that_change_places_change_the_sign(toy):
    one, other = keyness(toy, SEA, TEA).set_index("term"), keyness(toy, TEA, SEA).set_index("term").loc[keyness(toy, SEA, TEA).term]
    for column in ("g2", "log_ratio", "bound", "z"):
        assert other[column].to_numpy() == pytest.approx(-one[column].to_numpy())
    assert other.p.tolist() == one.p.tolist()


# --- too little --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("texts, words", [
    ([(SEA, "渔船"), (TEA, "的 了")], "counted here: 1, there: 0"), ([(SEA, ""), (TEA, "茶园")], "counted here: 0, there: 1"),
    ([(SEA, "渔船")], "counted here: 1, there: 0"), ([(SEA, ""), (TEA, "")], "counted here: 0, there: 0"),
    ([(SEA, "渔船"), (SEA, "码头"), (TEA, "茶园"), (TEA, "灯塔")], "no word is in 2 of the 4 articles")])
def test_too_little_is_told(make_articles, texts, words):
    with pytest.raises(TooLittle, match=words):
        keyness(make_articles(*texts), SEA)


def test_no_articles_at_all_have_no_part(toy):
    with pytest.raises(ValueError, match="which no article has"):
        keyness(toy[:0], SEA)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("texts", [[(SEA, "渔船"), (TEA, "渔船")], [(SEA, "渔船 码头")] * 4 + [(TEA, "渔船 码头")] * 4, [(SEA, "渔船"), (TEA, "茶园"), (TEA, "")]])
def test_parts_that_are_alike_or_hardly_there_are_told_apart_by_nothing(make_articles, texts):
    table = keyness(make_articles(*texts), SEA)
    assert table.notna().all(axis=None) and np.isfinite(table.select_dtypes("number").to_numpy()).all()
    assert (table.p >= 0.05).all() and (table.bound == 0).all()


def test_the_seeds_have_words_of_their_own(corpus):
    table = keyness(corpus.articles, "盐城")
    assert table.term.iloc[0] == "医共体" and row(table, "医共体")[["count_here", "count_there"]].tolist() == [27, 6]
    assert (np.sign(table.g2) == np.sign(table.rate_here - table.rate_there)).all()
    assert (table.bound.abs() <= table.log_ratio.abs() + 1e-9).all()
