import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import pearson, spearman

numbers = st.floats(-1e3, 1e3, allow_nan=False).map(lambda value: round(value, 3))
rows = st.lists(st.tuples(numbers, numbers), min_size=4, max_size=30)


def test_pearson_gives_what_scipy_gives() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=40)
    y = x + rng.normal(size=40)

    expected = scipy_stats.pearsonr(x, y)
    interval = expected.confidence_interval(0.9)
    found = pearson(x, y, level=0.9)

    assert found.r == pytest.approx(expected.statistic, abs=1e-12)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-12)


def test_spearman_gives_what_scipy_gives_with_ties() -> None:
    x, y = [1, 2, 2, 4, 5, 6, 6, 8], [2, 1, 4, 3, 7, 5, 8, 8]
    expected = scipy_stats.spearmanr(x, y)

    found = spearman(x, y)

    assert found.r == pytest.approx(expected.statistic, abs=1e-12)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-9)


@pytest.mark.parametrize("correlate", [pearson, spearman])
def test_rows_with_a_missing_side_are_left_out(correlate) -> None:
    whole = correlate([1, 2, 3, 4, 6], [2, 1, 3, 5, 4])

    assert correlate([1, 2, 3, 4, 6, 9, None], [2, 1, 3, 5, 4, np.nan, 1]) == whole
    assert whole.n == 5


@pytest.mark.parametrize("correlate", [pearson, spearman])
def test_a_column_without_variation_is_no_correlation(correlate) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        correlate([4.1, 4.1, 4.1, 4.1, 4.1], [1, 2, 3, 4, 5])

    assert caught.value.code == "no-variation"


@pytest.mark.parametrize("correlate", [pearson, spearman])
def test_three_rows_are_too_few(correlate) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        correlate([1, 2, 3], [1, 3, 2])

    assert caught.value.code == "too-few-values"
    assert caught.value.facts == {"found": 3, "needed": 4}


def test_a_perfect_line_has_its_point_as_interval() -> None:
    found = pearson([1, 2, 3, 4], [2, 4, 6, 8])

    assert (found.low, found.r, found.high, found.p) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    ("x", "y", "code"),
    [
        ([1, 2, 3, 4], [1, 2, 3], "unequal-lengths"),
        ([1, 2, 3, "four"], [1, 2, 3, 4], "not-numbers"),
        ([1, 2, 3, np.inf], [1, 2, 3, 4], "not-finite"),
        ([[1, 2], [3, 4]], [1, 2], "wrong-shape"),
    ],
)
def test_input_without_meaning_is_refused(x, y, code) -> None:
    with pytest.raises(InvalidError) as caught:
        pearson(x, y)

    assert caught.value.code == code


@pytest.mark.parametrize("level", [0, 1, 95, float("nan")])
def test_a_level_outside_zero_to_one_is_refused(level) -> None:
    with pytest.raises(InvalidError) as caught:
        pearson([1, 2, 3, 4], [1, 3, 2, 4], level=level)

    assert caught.value.code == "outside-range"


@settings(deadline=None)
@given(rows)
def test_the_interval_holds_the_estimate_and_order_changes_nothing(pairs) -> None:
    x, y = zip(*pairs, strict=True)
    try:
        found = pearson(x, y)
    except NotEnoughDataError:
        return
    turned = pearson(x[::-1], y[::-1])

    assert -1 <= found.low <= found.r + 1e-12
    assert found.r - 1e-12 <= found.high <= 1
    assert turned.r == pytest.approx(found.r, abs=1e-9)
    assert pearson(y, x).r == pytest.approx(found.r, abs=1e-9)
