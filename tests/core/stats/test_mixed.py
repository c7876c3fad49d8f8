import numpy as np
import pytest
from scipy.optimize import minimize

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import icc, random_intercept


def make_rows(seed, *, spread=0.8):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(2, 9, size=12)
    group = np.repeat(np.arange(12), sizes)
    x = rng.normal(size=(group.size, 2)) + 30
    y = 2 + x @ [0.5, -0.3] + rng.normal(size=12)[group] * spread + rng.normal(size=group.size)
    return y, x, group


def dense_log_likelihood(variances, y, design, group):
    """The restricted likelihood by its definition, with the whole covariance matrix."""
    same = group[:, None] == group
    covariance = variances[0] * same + variances[1] * np.eye(y.size)
    inverse = np.linalg.inv(covariance)
    information = design.T @ inverse @ design
    residuals = y - design @ np.linalg.solve(information, design.T @ inverse @ y)
    terms = np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(information)[1]
    terms += residuals @ inverse @ residuals + (y.size - design.shape[1]) * np.log(2 * np.pi)
    return -0.5 * terms


def test_the_fit_is_the_top_of_the_full_likelihood() -> None:
    y, x, group = make_rows(1)
    design = np.column_stack([np.ones(y.size), x])

    found = random_intercept(y, x, group)

    variances = np.array([found.variance_group, found.variance_residual])
    top = minimize(
        lambda logs: -dense_log_likelihood(np.exp(logs), y, design, group),
        np.log(variances) + 0.3,
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-11},
    )
    assert variances == pytest.approx(np.exp(top.x), rel=1e-5)
    assert found.log_restricted_likelihood == pytest.approx(-top.fun, abs=1e-8)
    covariance = variances[0] * (group[:, None] == group) + variances[1] * np.eye(y.size)
    spread = np.linalg.inv(design.T @ np.linalg.solve(covariance, design))
    slopes = spread @ design.T @ np.linalg.solve(covariance, y)
    assert found.coefficients == pytest.approx(slopes, rel=1e-8)
    assert found.standard_errors == pytest.approx(np.sqrt(np.diag(spread)), rel=1e-8)
    assert not found.boundary


def test_balanced_groups_without_predictors_give_the_variances_of_the_variance_table() -> None:
    rng = np.random.default_rng(3)
    group = np.repeat(np.arange(8), 6)
    y = rng.normal(size=8)[group] + rng.normal(size=48)
    table = icc(y, group)

    found = random_intercept(y, np.empty((48, 0)), group)

    assert found.variance_residual == pytest.approx(table.ms_within, rel=1e-6)
    share = found.variance_group / (found.variance_group + found.variance_residual)
    assert share == pytest.approx(table.icc1, rel=1e-6)
    assert found.coefficients[0] == pytest.approx(y.mean())


def test_groups_that_do_not_differ_lie_on_the_boundary() -> None:
    y, group = [1.0, 5.0, 1.2, 4.8, 0.9, 5.2], ["a", "a", "b", "b", "c", "c"]

    found = random_intercept(y, np.empty((6, 0)), group)

    assert found.boundary
    assert found.variance_group == 0
    assert found.variance_residual == pytest.approx(np.var(y, ddof=1))


def test_groups_that_explain_everything_leave_next_to_nothing() -> None:
    found = random_intercept([1, 1, 4, 4, 9, 9, 2, 2], np.empty((8, 0)), list("aabbccdd"))

    assert found.variance_residual < 1e-4 * found.variance_group


def test_rows_with_a_missing_value_are_left_out() -> None:
    y, x, group = make_rows(1)

    found = random_intercept(
        np.append(y, [np.nan, 3]), np.vstack([x, [1, 1], [np.nan, 1]]), np.append(group, [0, 0])
    )

    assert found == random_intercept(y, x, group)


def test_large_predictors_lose_no_digits() -> None:
    y, x, group = make_rows(1)

    near, far = random_intercept(y, x, group), random_intercept(y, x + 1e6, group)

    assert far.coefficients[1:] == pytest.approx(near.coefficients[1:], rel=1e-7)
    assert far.variance_group == pytest.approx(near.variance_group, rel=1e-5)


@pytest.mark.parametrize(
    ("y", "fixed", "group", "code"),
    [
        ([1, 2, 3, 4], [[1], [2], [3], [5]], "aaaa", "too-few-groups"),
        ([1, 2, 3, 4], [[1], [2], [3], [5]], "abcd", "too-few-values"),
        ([2, 4, 6, 8, 10], [[1], [2], [3], [4], [5]], "aabbb", "no-variation"),
    ],
)
def test_data_that_carry_no_answer_say_why(y, fixed, group, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        random_intercept(y, fixed, group)

    assert caught.value.code == code


@pytest.mark.parametrize("extra", [lambda x: x[:, :1] * 2, lambda x: np.full((len(x), 1), 7.0)])
def test_predictors_that_repeat_each_other_are_refused(extra) -> None:
    y, x, group = make_rows(1)

    with pytest.raises(InvalidError) as caught:
        random_intercept(y, np.column_stack([x, extra(x)]), group)

    assert caught.value.code == "collinear"
