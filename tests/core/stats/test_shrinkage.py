import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import james_stein, shrink_means

SCHOOLS = ([28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18])
units = st.lists(st.tuples(st.floats(1, 10), st.floats(0.05, 3)), min_size=3, max_size=12)
METHODS = ["REML", "PM", "DL"]


@pytest.mark.parametrize("method", METHODS)
def test_without_measurable_differences_everybody_gets_the_mean(method) -> None:
    found = shrink_means(*SCHOOLS, method=method)

    assert found.variance_between == 0
    assert set(found.estimates) == {found.mean}
    assert set(found.reliability) == {0.0}


@settings(deadline=None, max_examples=50)
@given(units, st.sampled_from(METHODS))
def test_an_estimate_lies_between_its_own_mean_and_the_common_one(listed, method) -> None:
    y, se = zip(*listed, strict=True)

    found = shrink_means(y, se, method=method)

    for own, error, estimate, weight in zip(y, se, found.estimates, found.reliability, strict=True):
        assert min(own, found.mean) - 1e-9 <= estimate <= max(own, found.mean) + 1e-9
        assert weight == pytest.approx(found.variance_between / (found.variance_between + error**2))
    assert found.variance_between >= 0
    assert all(error > 0 for error in found.standard_errors)


def test_the_least_known_moves_most() -> None:
    found = shrink_means([6.0, 6.0, 8.0, 8.4, 7.8], [0.1, 0.8, 0.1, 0.1, 0.1])

    assert found.mean - found.estimates[1] < found.mean - found.estimates[0]
    assert found.standard_errors[1] > found.standard_errors[0]


def test_the_variance_by_restricted_likelihood_is_its_top() -> None:
    y, variances = np.array([7.9, 8.4, 7.1, 8.8, 7.6]), np.array([0.04, 0.09, 0.0225, 0.16, 0.05])

    def likelihood(tau2):
        weights = 1 / (variances + tau2)
        mean = weights @ y / weights.sum()
        return np.log(weights).sum() - np.log(weights.sum()) - weights @ (y - mean) ** 2

    found = shrink_means(y, np.sqrt(variances)).variance_between

    assert likelihood(found) >= max(likelihood(found * step) for step in (0.5, 0.9, 0.999, 1.001, 1.1, 2))


def test_means_that_are_all_equal_have_no_variance_between() -> None:
    assert shrink_means([7, 7, 7], [1, 2, 3]).variance_between == 0


@pytest.mark.parametrize(
    ("y", "se", "method", "code"),
    [
        ([1, 2, None], [1, 1, 1], "REML", "missing-value"),
        ([1, 2, 3], [1, 0, 1], "REML", "not-positive"),
        ([1, 2, 3], [1, None, 1], "REML", "not-positive"),
        ([1, 2, 3], [1, 1], "REML", "unequal-lengths"),
        ([1, 2, 3], [1, 1, 1], "ML", "unknown-choice"),
    ],
)
def test_input_without_meaning_is_refused(y, se, method, code) -> None:
    with pytest.raises(InvalidError) as caught:
        shrink_means(y, se, method=method)

    assert caught.value.code == code


def test_two_means_are_too_few() -> None:
    with pytest.raises(NotEnoughDataError):
        shrink_means([1, 2], [1, 1])


def test_james_stein_never_turns_an_estimate_round_the_mean() -> None:
    found = james_stein([0.40, 0.39, 0.41, 0.40, 0.38], 0.05)

    assert found.factor == 0
    assert set(found.estimates) == {found.mean}


def test_james_stein_keeps_the_mean_and_the_order() -> None:
    found = james_stein([0.40, 0.30, 0.25, 0.20, 0.15], 0.004)

    assert np.mean(found.estimates) == pytest.approx(found.mean)
    assert list(found.estimates) == sorted(found.estimates, reverse=True)
    assert found.reliability == found.factor


@pytest.mark.parametrize(
    ("y", "variance", "error", "code"),
    [
        ([0.1, 0.2, 0.3], 0.1, NotEnoughDataError, "too-few-means"),
        ([0.1, 0.1, 0.1, 0.1], 0.1, NotEnoughDataError, "no-variation"),
        ([0.1, 0.2, 0.3, None], 0.1, InvalidError, "missing-value"),
        ([0.1, 0.2, 0.3, 0.4], 0, InvalidError, "not-positive"),
        ([0.1, 0.2, 0.3, 0.4], math.nan, InvalidError, "not-positive"),
    ],
)
def test_james_stein_says_what_it_cannot_do(y, variance, error, code) -> None:
    with pytest.raises(error) as caught:
        james_stein(y, variance)

    assert caught.value.code == code
