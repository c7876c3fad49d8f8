import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import shrink_rates, shrink_shares

HITS, TRIALS = [18, 2, 30, 9, 1], [20, 8, 40, 10, 6]
COUNTS, EXPOSURE = [12, 3, 25, 8, 0, 17], [240, 95, 310, 180, 40, 100]


def share_likelihood(a, b):
    return sum(scipy_stats.betabinom.logpmf(k, n, a, b) for k, n in zip(HITS, TRIALS, strict=True))


def rate_likelihood(mu, theta):
    return sum(
        scipy_stats.nbinom.logpmf(k, theta, theta / (theta + mu * e))
        for k, e in zip(COUNTS, EXPOSURE, strict=True)
    )


@pytest.mark.parametrize("step", [(0.98, 1), (1.02, 1), (1, 0.98), (1, 1.02), (1.03, 1.03), (0.97, 0.97)])
def test_the_priors_are_the_top_of_their_likelihoods(step) -> None:
    shares, rates = shrink_shares(HITS, TRIALS), shrink_rates(COUNTS, EXPOSURE)

    assert share_likelihood(shares.a, shares.b) > share_likelihood(shares.a * step[0], shares.b * step[1])
    assert rate_likelihood(rates.mu, rates.theta) > rate_likelihood(rates.mu * step[0], rates.theta * step[1])


def test_the_errors_are_those_of_the_posterior() -> None:
    shares, rates = shrink_shares(HITS, TRIALS), shrink_rates(COUNTS, EXPOSURE)

    assert shares.standard_errors[0] == pytest.approx(scipy_stats.beta.std(18 + shares.a, 2 + shares.b))
    assert rates.standard_errors[1] == pytest.approx(
        scipy_stats.gamma.std(3 + rates.theta, scale=1 / (95 + rates.theta / rates.mu))
    )
    assert shares.estimates[0] == pytest.approx((18 + shares.a) / (20 + shares.a + shares.b))
    assert rates.estimates[1] == pytest.approx((3 + rates.theta) / (95 + rates.theta / rates.mu))


def test_units_that_differ_no_more_than_by_chance_get_the_common_figure() -> None:
    shares = shrink_shares([10, 11, 9, 10, 10], [20, 20, 20, 20, 20])
    rates = shrink_rates([10, 11, 9, 10], [100, 100, 100, 100])

    assert (shares.a, shares.b) == (math.inf, math.inf)
    assert set(shares.estimates) == {0.5}
    assert set(shares.standard_errors) == {0.0}
    assert set(shares.reliability) == {0.0}
    assert rates.theta == math.inf
    assert rates.estimates == pytest.approx([0.1] * 4)
    assert set(rates.reliability) == {0.0}


def test_a_unit_without_answers_is_estimated_by_the_common_mean() -> None:
    found = shrink_shares([*HITS, 0], [*TRIALS, 0])

    assert found.estimates[-1] == pytest.approx(found.mean)
    assert found.reliability[-1] == 0
    assert found.estimates[:-1] == pytest.approx(shrink_shares(HITS, TRIALS).estimates, abs=1e-6)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=3, max_size=10))
def test_a_share_lies_between_its_own_and_the_common_one(listed) -> None:
    hits, n = [k for k, _ in listed], [k + misses for k, misses in listed]
    try:
        found = shrink_shares(hits, n)
    except NotEnoughDataError:
        return
    for k, size, estimate in zip(hits, n, found.estimates, strict=True):
        own = k / size if size else found.mean
        assert min(own, found.mean) - 1e-9 <= estimate <= max(own, found.mean) + 1e-9


def test_units_that_are_all_or_nothing_still_have_a_fit() -> None:
    found = shrink_shares([10, 0, 10, 0], [10, 10, 10, 10])

    assert 0 < found.a < 1
    assert found.estimates[0] > 0.9
    assert found.estimates[1] < 0.1


@pytest.mark.parametrize(
    ("ask", "error", "code"),
    [
        (lambda: shrink_shares([0, 0, 0], [5, 5, 5]), NotEnoughDataError, "no-variation"),
        (lambda: shrink_shares([5, 5, 5], [5, 5, 5]), NotEnoughDataError, "no-variation"),
        (lambda: shrink_shares([1, 2, 0], [5, 5, 0]), NotEnoughDataError, "too-few-units"),
        (lambda: shrink_shares([6, 2, 1], [5, 5, 5]), InvalidError, "more-successes-than-trials"),
        (lambda: shrink_shares([1, 2], [5, 5, 5]), InvalidError, "unequal-lengths"),
        (lambda: shrink_shares([1, 2, None], [5, 5, 5]), InvalidError, "not-counts"),
        (lambda: shrink_rates([0, 0, 0], [5, 5, 5]), NotEnoughDataError, "no-variation"),
        (lambda: shrink_rates([1, 2], [5, 5]), NotEnoughDataError, "too-few-units"),
        (lambda: shrink_rates([1, 2, 3], [5, 5, 0]), InvalidError, "not-positive"),
        (lambda: shrink_rates([1, 2, 3], [5, 5, None]), InvalidError, "not-positive"),
    ],
)
def test_what_cannot_be_answered_says_why(ask, error, code) -> None:
    with pytest.raises(error) as caught:
        ask()

    assert caught.value.code == code


def test_known_priors_are_found_again() -> None:
    rng = np.random.default_rng(12)
    trials = rng.integers(20, 80, size=2000)
    shares = shrink_shares(rng.binomial(trials, rng.beta(6, 4, size=2000)), trials)
    exposure = rng.uniform(50, 200, size=2000)
    rates = shrink_rates(rng.poisson(exposure * rng.gamma(5, 0.1 / 5, size=2000)), exposure)

    assert (shares.a, shares.b) == pytest.approx((6, 4), rel=0.1)
    assert (rates.mu, rates.theta) == pytest.approx((0.1, 5), rel=0.1)
