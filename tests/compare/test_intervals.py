"""Intervals of rates and shares: how often they hold the true value, and where there is none."""

import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t

import tifa
from tifa.compare.rates import estimate

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


def cover(draw, true, samples, share=False):
    """Of samples that get an interval: the share whose interval holds the true value; and how many get one."""
    held = [low <= true <= high for _, low, high, _ in (estimate(*draw(), share) for _ in range(samples)) if low == low]
    return np.mean(held) if held else np.nan, len(held)


def jackknife(top, bottom):
    """The ratio's jackknife from its definition: the ratio without each article in turn."""
    n, value = len(top), sum(top) / sum(bottom)
    without = np.array([(sum(top) - a) / (sum(bottom) - b) for a, b in zip(top, bottom)])
    shifts = without - value
    return value, np.sqrt((n - 1) / n * (shifts ** 2).sum()), (shifts ** 2).sum() ** 2 / (shifts ** 4).sum()


TOP, BOTTOM = [3, 0, 1, 0, 5, 2, 0, 1, 1], [100, 80, 120, 60, 150, 90, 70, 200, 40]


def test_the_interval_of_a_rate_is_laid_on_its_square_root():
    value, error, freedom = jackknife(TOP, BOTTOM)
    reach = t.ppf(0.975, freedom) * error / (2 * np.sqrt(value))  # the delta method: the slope of the root is 1 / (2 root)
    assert estimate(TOP, BOTTOM)[:3] == pytest.approx((value, (np.sqrt(value) - reach) ** 2, (np.sqrt(value) + reach) ** 2))


def test_the_interval_of_a_share_is_laid_on_the_arcsine_of_its_root():
    value, error, freedom = jackknife(TOP, [x // 10 for x in BOTTOM])
    reach = t.ppf(0.975, freedom) * error / (2 * np.sqrt(value * (1 - value)))
    ends = np.sin(np.arcsin(np.sqrt(value)) + reach * np.array([-1, 1])) ** 2
    assert estimate(TOP, [x // 10 for x in BOTTOM], share=True)[:3] == pytest.approx((value, *ends))


@pytest.mark.parametrize("n", [8, 12, 20, 40])
@pytest.mark.parametrize("rate, spread", [(0.02, 2.0), (0.01, 0.7), (0.004, 0.7)], ids=["frequent", "middling", "in bursts"])
def test_coverage_is_kept_on_articles_in_which_words_come_in_bursts(n, rate, spread):
    """Negative-binomial counts in articles of very different length: 95 % within 3, or more where words are rare."""
    rng = np.random.default_rng(n)

    def draw():
        lengths = np.maximum(rng.lognormal(5.5, 0.7, n).astype(int), 30)
        return rng.negative_binomial(spread, spread / (spread + rate * lengths)), lengths

    covered, given = cover(draw, rate, 1500)
    assert given > 300 and 0.92 <= covered <= 0.995


@pytest.mark.parametrize("n", [12, 40])
def test_coverage_is_kept_for_shares_of_what_hangs_together(n):
    rng = np.random.default_rng(n)

    def draw():
        sizes = rng.negative_binomial(1.5, 0.2, n)
        return rng.binomial(sizes, rng.beta(1.2, 2.8, n)), sizes

    covered, given = cover(draw, 0.3, 1500, share=True)
    assert given > 1000 and 0.92 <= covered <= 0.98


def test_drawing_articles_anew_would_promise_too_much():
    """Why there is no bootstrap here: of words in bursts its percentiles hold the rate in fewer than nine of ten samples."""
    rng, held = np.random.default_rng(0), 0
    for _ in range(400):
        lengths = np.maximum(rng.lognormal(5.5, 0.7, 12).astype(int), 30)
        counts = rng.negative_binomial(0.7, 0.7 / (0.7 + 0.01 * lengths))
        rows = rng.integers(12, size=(300, 12))
        low, high = np.quantile(counts[rows].sum(axis=1) / lengths[rows].sum(axis=1), [0.025, 0.975])
        held += low <= 0.01 <= high
    assert held / 400 < 0.9


@pytest.mark.parametrize("name", ["people_daily_articles", "xinwenlianbo"])
def test_coverage_is_kept_on_news(name):
    """Words of a fifth of the articles or more, in samples of 12 and 40 articles against the whole corpus."""
    file = CORPORA / f"{name}.jsonl.gz"
    if not file.exists():
        pytest.skip(f"{file.name} is not in shared/corpora beside the checkout: coverage is measured on made articles only")
    with gzip.open(file, "rt", encoding="utf-8") as f:
        texts = [row["body"] for row in map(json.loads, f) if len(row["body"] or "") >= 100][::5]
    counts = [Counter(tifa.tokenize(text)) for text in texts]
    totals = np.array([own.total() for own in counts])
    spread = Counter(word for own in counts for word in own)
    words = sorted(word for word, n in spread.items() if n >= len(texts) / 5)[::5]
    rng = np.random.default_rng(0)
    for n in (12, 40):
        held, given = 0, 0
        for word in words:
            top = np.array([own[word] for own in counts])

            def draw():
                rows = rng.integers(len(texts), size=n)
                return top[rows], totals[rows]

            covered, own = cover(draw, top.sum() / totals.sum(), 3000 // len(words))
            held, given = held + covered * own if own else held, given + own
        assert given > 700 and 0.92 <= held / given <= 0.985, n


# --- none --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("top, bottom, share", [
    ([1, 2, 0, 3, 1, 0, 2], [9] * 7, False), ([1, 2, 3] + [0] * 20, [9] * 23, False), ([3] * 8, [9] * 8, False), ([0] * 9, [9] * 9, False),
    ([1, 2, 0, 3, 1, 0, 2, 4], [9] * 7 + [0], False), ([9] * 20 + [1, 2, 3], [9] * 23, True), ([9] * 23, [9] * 23, True), ([], [], False),
    ([0] * 9, [0] * 9, True)],
    ids=["seven articles", "three with it", "all alike", "none", "an empty eighth", "three with others", "nothing else", "no articles", "empty articles"])
@pytest.mark.filterwarnings("error")
def test_where_the_promise_does_not_hold_there_is_no_interval(top, bottom, share):
    value, low, high, each = estimate(top, bottom, share)
    assert np.isnan(low) and np.isnan(high) and len(each) == np.count_nonzero(bottom)
    assert value == pytest.approx(sum(top) / sum(bottom)) if sum(bottom) else np.isnan(value)


def test_four_of_eight_articles_are_enough():
    assert np.isfinite(estimate([1, 2, 3, 1, 0, 0, 0, 0], [9] * 8)[1:3]).all()
    assert np.isfinite(estimate([1, 2, 3, 1, 9, 9, 9, 9], [9] * 8, share=True)[1:3]).all()


# --- what must not matter ----------------------------------------------------------------------------------------


def test_the_order_of_the_articles_does_not_matter():
    rng = np.random.default_rng(0)
    for _ in range(20):
        order = rng.permutation(len(TOP))
        assert estimate(np.array(TOP)[order], np.array(BOTTOM)[order])[:3] == estimate(TOP, BOTTOM)[:3]


def test_the_unit_does_not_matter():
    thousands = estimate(TOP, [x / 1000 for x in BOTTOM])[:3]
    assert thousands == pytest.approx([1000 * x for x in estimate(TOP, BOTTOM)[:3]])


def test_a_share_and_that_of_all_else_mirror_each_other_and_stay_within_0_and_1():
    rng = np.random.default_rng(1)
    for _ in range(300):
        every = rng.integers(0, 6, 9)
        own = rng.binomial(every, rng.beta(0.4, 0.4, 9))
        value, low, high, _ = estimate(own, every, share=True)
        if low == low:
            other = estimate(every - own, every, share=True)
            assert other[:3] == pytest.approx((1 - value, 1 - high, 1 - low)) and 0 <= low <= value <= high <= 1


def test_more_articles_of_the_same_kind_make_a_narrower_interval():
    once, thrice = estimate(TOP, BOTTOM), estimate(TOP * 3, BOTTOM * 3)
    assert thrice[0] == once[0] and once[1] < thrice[1] < thrice[2] < once[2]
