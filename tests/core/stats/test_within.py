import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import cross_lagged, pearson, repeated_measures_correlation, waba

numbers = st.floats(-100, 100, allow_nan=False).map(lambda value: round(value, 2))
rows = st.lists(st.tuples(st.integers(0, 3), numbers, numbers), min_size=3, max_size=30)


def columns(listed):
    return [list(column) for column in zip(*listed, strict=True)]


def test_within_and_between_may_have_opposite_signs() -> None:
    subject = [label for label in "abcd" for _ in range(3)]
    level = [place for place in range(4) for _ in range(3)]
    x = [10 * base + step for base, step in zip(level, [0, 1, 2] * 4, strict=True)]
    y = [10 * base - step for base, step in zip(level, [0, 1, 2] * 4, strict=True)]

    assert repeated_measures_correlation(subject, x, y).r == pytest.approx(-1)
    assert pearson(x, y).r > 0.9


def test_a_subject_measured_once_changes_nothing() -> None:
    subject, x, y = list("aaabbb"), [1, 2, 3, 1, 2, 3], [5, 6, 8, 1, 2, 2]

    more = repeated_measures_correlation([*subject, "c"], [*x, 70], [*y, -9])

    assert more == repeated_measures_correlation(subject, x, y)


def test_rows_with_a_missing_side_are_left_out() -> None:
    subject, x, y = list("aaabbb"), [1, 2, 3, 1, 2, 3], [5, 6, 8, 1, 2, 2]

    more = repeated_measures_correlation([*subject, "a", "b"], [*x, None, 4], [*y, 1, np.nan])

    assert more == repeated_measures_correlation(subject, x, y)


@pytest.mark.parametrize(
    ("subject", "x", "y", "code"),
    [
        ("aaaa", [1, 2, 3, 4], [1, 3, 2, 4], "too-few-subjects"),
        ("aabb", [1, 2, 3, 4], [1, 3, 2, 4], "too-few-values"),
        ("aaabbb", [1, 1, 1, 2, 2, 2], [1, 3, 2, 4, 5, 6], "no-variation"),
        ("", [], [], "too-few-subjects"),
    ],
)
def test_data_that_carry_no_answer_say_why(subject, x, y, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        repeated_measures_correlation(subject, x, y)

    assert caught.value.code == code


def test_columns_of_unequal_length_are_refused() -> None:
    for ask in (
        lambda: repeated_measures_correlation("aab", [1, 2], [1, 2]),
        lambda: waba([1, 2], [1, 2], "aab"),
        lambda: cross_lagged([1, 2], [1, 2], [1, 2, 3], [1, 2]),
    ):
        with pytest.raises(InvalidError):
            ask()


@settings(deadline=None)
@given(rows)
def test_the_parts_make_up_the_whole_correlation(listed) -> None:
    group, x, y = columns(listed)
    try:
        found = waba(x, y, group)
    except NotEnoughDataError:
        return
    between = found.eta_between_x * found.eta_between_y * found.r_between
    within = found.eta_within_x * found.eta_within_y * found.r_within
    parts = sum(part for part in (between, within) if not math.isnan(part))
    assert parts == pytest.approx(found.r_total, abs=1e-7)
    assert found.eta_between_x**2 + found.eta_within_x**2 == pytest.approx(1)


def test_groups_without_spread_inside_have_no_correlation_within() -> None:
    found = waba([0.1, 0.1, 0.3, 0.3], [0.2, 0.2, 0.7, 0.7], "aabb")

    assert math.isnan(found.r_within)
    assert (found.r_total, found.r_between) == pytest.approx((1, 1))


def test_the_correlation_within_is_the_one_of_repeated_measures() -> None:
    rng = np.random.default_rng(8)
    group, x, y = np.repeat(np.arange(6), 5), rng.normal(size=30), rng.normal(size=30)

    assert waba(x, y, group).r_within == pytest.approx(repeated_measures_correlation(group, x, y).r)


@pytest.mark.parametrize(
    ("group", "x", "code"), [("aa", [1, 2], "too-few-groups"), ("ab", [1, 1], "no-variation")]
)
def test_a_table_without_groups_or_spread_cannot_be_taken_apart(group, x, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        waba(x, [1, 2], group)

    assert caught.value.code == code


def test_the_slopes_over_time_are_those_of_least_squares() -> None:
    table = np.random.default_rng(2).normal(size=(50, 4))
    table[:, 2:] += 0.5 * table[:, :2] + 0.3 * table[:, 1::-1]
    z = (table - table.mean(axis=0)) / table.std(axis=0)

    found = cross_lagged(*table.T)

    slopes = [np.linalg.lstsq(z[:, :2], z[:, later])[0] for later in (2, 3)]
    assert (found.beta_y1_x2, found.beta_x1_y2) == pytest.approx((slopes[0][1], slopes[1][0]))
    assert found.r_x1_y2 == pytest.approx(np.corrcoef(table[:, 0], table[:, 3])[0, 1])
    assert found.n == 50


def test_a_unit_missing_at_one_time_is_left_out() -> None:
    table = np.random.default_rng(2).normal(size=(6, 4))
    gap = np.vstack([table, [1, 2, np.nan, 4]])

    assert cross_lagged(*gap.T) == cross_lagged(*table.T)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda table: table[:3], "too-few-values"),
        (lambda table: np.column_stack([table[:, :3], np.full(9, 3.3)]), "no-variation"),
        (
            lambda table: np.column_stack([table[:, 0], 2 * table[:, 0], table[:, 2:]]),
            "no-separate-variation",
        ),
    ],
)
def test_a_step_in_time_needs_four_units_and_two_measures(change, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        cross_lagged(*change(np.random.default_rng(2).normal(size=(9, 4))).T)

    assert caught.value.code == code
