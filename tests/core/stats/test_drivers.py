import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import relative_importance


def make_rows(seed, predictors=4, n=60):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, predictors)) + rng.normal(size=(n, 1))
    return x @ np.arange(predictors) + 2 * rng.normal(size=n), x


def explained(y, x):
    design = np.column_stack([np.ones(len(y)), x])
    residuals = y - design @ np.linalg.lstsq(design, y)[0]
    return 1 - residuals @ residuals / ((y - y.mean()) ** 2).sum()


def test_a_share_is_the_gain_averaged_over_all_orders() -> None:
    y, x = make_rows(1)
    gains = np.zeros(4)
    for order in itertools.permutations(range(4)):
        for place, predictor in enumerate(order):
            before, after = order[:place], order[: place + 1]
            gains[predictor] += explained(y, x[:, list(after)]) - explained(y, x[:, list(before)])

    found = relative_importance(y, x)

    assert found.r_squared == pytest.approx(explained(y, x))
    assert found.lmg == pytest.approx(gains / 24)


def test_relative_weights_are_those_of_the_nearest_uncorrelated_columns() -> None:
    y, x = make_rows(2)
    z = (x - x.mean(axis=0)) / np.linalg.norm(x - x.mean(axis=0), axis=0)
    left, _, right = np.linalg.svd(z, full_matrices=False)
    nearest = left @ right
    outcome = (y - y.mean()) / np.linalg.norm(y - y.mean())

    expected = (nearest.T @ z) ** 2 @ (nearest.T @ outcome) ** 2

    assert relative_importance(y, x).johnson == pytest.approx(expected)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_both_sets_of_shares_are_positive_and_sum_to_what_is_explained(seed, predictors) -> None:
    y, x = make_rows(seed, predictors, n=20)

    found = relative_importance(y, x)

    for shares in (found.lmg, found.johnson):
        assert min(shares) > -1e-12
        assert sum(shares) == pytest.approx(found.r_squared)


def test_units_and_order_of_columns_change_nothing() -> None:
    y, x = make_rows(3)

    found, turned = relative_importance(y, x), relative_importance(3 - 2 * y, 10 * x[:, ::-1] + 5)

    assert turned.lmg == pytest.approx(found.lmg[::-1])
    assert turned.johnson == pytest.approx(found.johnson[::-1])


def test_uncorrelated_predictors_get_their_squared_correlations() -> None:
    x = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]] * 2, dtype=float)
    y = x @ [2, 1] + np.array([0.5, -0.5, -0.5, 0.5] * 2)
    r = [np.corrcoef(column, y)[0, 1] for column in x.T]

    found = relative_importance(y, x)

    assert found.lmg == pytest.approx([value**2 for value in r])
    assert found.johnson == pytest.approx(found.lmg)


def test_twelve_items_are_feasible_and_exact() -> None:
    y, x = make_rows(4, predictors=12, n=200)

    assert sum(relative_importance(y, x).lmg) == pytest.approx(explained(y, x))


def test_rows_with_a_missing_value_are_left_out() -> None:
    y, x = make_rows(5)

    found = relative_importance(np.append(y, [np.nan, 1]), np.vstack([x, x[:1], [[1, np.nan, 2, 3]]]))

    assert found == relative_importance(y, x)


@pytest.mark.parametrize(
    ("ask", "error", "code"),
    [
        (lambda y, x: relative_importance(y[:5], x[:5]), NotEnoughDataError, "too-few-values"),
        (lambda y, x: relative_importance(y, x * [1, 1, 1, 0] + 4.1), NotEnoughDataError, "no-variation"),
        (lambda y, x: relative_importance(y * 0 + 3.3, x), NotEnoughDataError, "no-variation"),
        (lambda y, x: relative_importance(y, x[:, [0, 1, 1]]), InvalidError, "collinear"),
        (lambda y, x: relative_importance(y, np.tile(x, 4)), InvalidError, "too-many-predictors"),
        (lambda y, x: relative_importance(y, x[:, :0]), InvalidError, "too-many-predictors"),
        (lambda y, x: relative_importance(y[1:], x), InvalidError, "unequal-lengths"),
    ],
)
def test_what_cannot_be_answered_says_why(ask, error, code) -> None:
    with pytest.raises(error) as caught:
        ask(*make_rows(6))

    assert caught.value.code == code
