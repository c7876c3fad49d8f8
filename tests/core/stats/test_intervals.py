import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import mean_interval, mean_interval_from_sums, wilson

marks = st.lists(st.integers(1, 10), min_size=2, max_size=60)


def test_the_mean_has_the_t_interval_of_scipy() -> None:
    values = np.random.default_rng(5).integers(1, 11, size=37)
    low, high = scipy_stats.t.interval(0.9, 36, loc=values.mean(), scale=scipy_stats.sem(values))

    found = mean_interval(values, level=0.9)

    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)
    assert found.margin == pytest.approx((high - low) / 2, abs=1e-12)


@settings(deadline=None)
@given(marks)
def test_sums_give_the_interval_of_the_marks(values) -> None:
    found = mean_interval_from_sums(len(values), sum(values), sum(value**2 for value in values))
    expected = mean_interval(values)

    assert found.n == expected.n
    assert found.mean == pytest.approx(expected.mean, abs=1e-12)
    assert found.margin == pytest.approx(expected.margin, abs=1e-9)
    assert found.low <= found.mean <= found.high


def test_whole_sums_of_any_size_lose_no_digits() -> None:
    # A thousand million marks that differ only by one: the naive difference of floats is 0.
    n = 10**9
    low, high = 10**9, 10**9 + 1
    total, squares = n // 2 * (low + high), n // 2 * (low**2 + high**2)

    found = mean_interval_from_sums(n, total, squares)

    assert found.margin == pytest.approx(1.959964 * 0.5 / np.sqrt(n), rel=1e-6)


def test_marks_that_are_all_equal_have_no_margin() -> None:
    assert mean_interval([8, 8, 8]).margin == 0
    assert mean_interval_from_sums(3, 24, 192).margin == 0


def test_missing_marks_are_left_out() -> None:
    assert mean_interval([7, None, 9, np.nan, 8]) == mean_interval([7, 9, 8])


def test_one_mark_has_no_interval() -> None:
    for ask in (lambda: mean_interval([7, None]), lambda: mean_interval_from_sums(1, 7, 49)):
        with pytest.raises(NotEnoughDataError) as caught:
            ask()
        assert caught.value.facts == {"found": 1, "needed": 2}


@pytest.mark.parametrize("squares", [99, float("nan")])
def test_sums_that_no_marks_have_are_refused(squares) -> None:
    with pytest.raises(InvalidError) as caught:
        mean_interval_from_sums(4, 20, squares)

    assert caught.value.code == "impossible-sums"


@given(st.integers(1, 400), st.data())
def test_wilson_holds_the_share_and_stays_on_the_scale(n, data) -> None:
    successes = data.draw(st.integers(0, n))

    found = wilson(successes, n)
    mirrored = wilson(n - successes, n)

    assert 0 <= found.low <= successes / n <= found.high <= 1
    assert found.high - found.low > 0
    assert mirrored.low == pytest.approx(1 - found.high, abs=1e-12)


def test_wilson_at_the_ends_of_the_scale_reaches_them_exactly() -> None:
    assert wilson(0, 20).low == 0
    assert wilson(20, 20).high == 1


def test_wilson_of_nothing_is_not_an_interval() -> None:
    with pytest.raises(NotEnoughDataError):
        wilson(0, 0)


@pytest.mark.parametrize(("successes", "n"), [(5, 4), (-1, 4), (1.5, 4), (1, float("nan"))])
def test_counts_that_cannot_be_are_refused(successes, n) -> None:
    with pytest.raises(InvalidError):
        wilson(successes, n)
