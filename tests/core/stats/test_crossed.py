import numpy as np
import pytest
from scipy.optimize import minimize

from tracker.core.errors import NotEnoughDataError
from tracker.core.stats import crossed_random_effects, icc_shrout_fleiss

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
)


def make_marks(seed):
    rng = np.random.default_rng(seed)
    rater, ratee = rng.integers(0, 9, size=90), rng.integers(0, 6, size=90)
    y = 7 + rng.normal(size=9)[rater] + 0.7 * rng.normal(size=6)[ratee] + rng.normal(size=90)
    return y, rater, ratee


def dense_deviance(variances, y, rater, ratee):
    covariance = variances[0] * (rater[:, None] == rater) + variances[1] * (ratee[:, None] == ratee)
    covariance = covariance + variances[2] * np.eye(y.size)
    inverse = np.linalg.inv(covariance)
    information = inverse.sum()
    residuals = y - inverse.sum(axis=0) @ y / information
    return np.linalg.slogdet(covariance)[1] + np.log(information) + residuals @ inverse @ residuals


def test_the_fit_is_the_top_of_the_full_likelihood() -> None:
    y, rater, ratee = make_marks(5)

    found = crossed_random_effects(y, rater, ratee)

    variances = np.array([found.variance_rater, found.variance_ratee, found.variance_residual])
    top = minimize(
        lambda logs: dense_deviance(np.exp(logs), y, rater, ratee),
        np.log(variances) + 0.2,
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-10, "maxiter": 4000},
    )
    assert variances == pytest.approx(np.exp(top.x), rel=1e-4)
    covariance = variances[0] * (rater[:, None] == rater) + variances[1] * (ratee[:, None] == ratee)
    covariance = covariance + variances[2] * np.eye(y.size)
    weights = np.linalg.inv(covariance)
    mean = weights.sum(axis=0) @ y / weights.sum()
    predicted = [variances[1] * ((ratee == person) @ weights @ (y - mean)) for person in range(6)]
    assert found.mean == pytest.approx(mean)
    assert [found.effects_ratee[person] for person in range(6)] == pytest.approx(predicted, abs=1e-6)


def test_a_full_table_gives_the_coefficient_of_shrout_and_fleiss() -> None:
    target, judge = np.indices(SHROUT_FLEISS.shape)

    found = crossed_random_effects(SHROUT_FLEISS.ravel(), judge.ravel(), target.ravel())

    total = found.variance_rater + found.variance_ratee + found.variance_residual
    assert found.variance_ratee / total == pytest.approx(icc_shrout_fleiss(SHROUT_FLEISS).icc2, rel=1e-5)
    assert found.mean == pytest.approx(SHROUT_FLEISS.mean())
    assert sum(found.effects_ratee.values()) == pytest.approx(0, abs=1e-9)


def test_leniency_is_taken_out_of_what_a_person_gets() -> None:
    # The mild rater saw mostly the first, the strict one mostly the second; side by side they are equal.
    y = [9, 9, 9, 9, 5, 9, 5, 5, 5, 5, 7, 7]
    rater = ["mild"] * 4 + ["strict", "mild"] + ["strict"] * 4 + ["third"] * 2
    ratee = ["first"] * 5 + ["second"] * 5 + ["first", "second"]

    found = crossed_random_effects(
        [mark + noise for mark, noise in zip(y, [0.1, -0.1] * 6, strict=True)], rater, ratee
    )

    assert abs(found.effects_ratee["first"] - found.effects_ratee["second"]) < 0.2
    assert found.variance_rater > 1


def test_people_who_do_not_differ_have_a_variance_of_exactly_zero() -> None:
    marks = [1, 2, 3, 3, 2, 1, 2, 1, 3]

    found = crossed_random_effects(marks, [*"aaabbbccc"], [*"xyzxyzxyz"])

    assert found.variance_ratee == 0
    assert set(found.effects_ratee.values()) == {0.0}


def test_a_missing_mark_is_left_out() -> None:
    y, rater, ratee = make_marks(5)

    found = crossed_random_effects(np.append(y, np.nan), np.append(rater, 77), np.append(ratee, 88))

    assert found == crossed_random_effects(y, rater, ratee)


@pytest.mark.parametrize(
    ("rater", "ratee", "code"),
    [
        ("aaaaaa", "xyzxyz", "too-few-raters"),
        ("abcabc", "xxxxxx", "too-few-ratees"),
        ("abcdef", "xyzxyz", "too-few-values"),
    ],
)
def test_data_that_carry_no_answer_say_why(rater, ratee, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        crossed_random_effects([1, 2, 3, 4, 5, 6], rater, ratee)

    assert caught.value.code == code


def test_marks_that_are_all_equal_say_nothing() -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        crossed_random_effects([7] * 6, [*"aabbab"], [*"xyxyxy"])

    assert caught.value.code == "no-variation"
