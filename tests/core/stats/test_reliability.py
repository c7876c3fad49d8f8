import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import icc, icc_from_counts, icc_shrout_fleiss

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
UNEQUAL = ([4, 5, 4, 2, 3, 5, 1, 2], ["a", "a", "a", "b", "b", "c", "c", "c"])


def test_the_variance_table_is_the_one_of_scipy() -> None:
    expected = scipy_stats.f_oneway([4, 5, 4], [2, 3], [5, 1, 2])

    found = icc(*UNEQUAL)

    assert (found.f, found.p) == pytest.approx((expected.statistic, expected.pvalue), abs=1e-12)
    assert (found.df_between, found.df_within, found.n_groups) == (2, 5, 3)


def test_the_size_may_be_the_plain_mean_or_corrected_for_unequal_groups() -> None:
    plain, corrected = icc(*UNEQUAL), icc(*UNEQUAL, size="n0")

    assert plain.group_size == pytest.approx(8 / 3)
    assert corrected.group_size == pytest.approx((8 - 22 / 8) / 2)
    assert plain.icc1 != corrected.icc1
    assert plain.icc2 == corrected.icc2


@pytest.mark.parametrize("size", ["mean", "n0"])
def test_the_reliability_of_a_mean_is_the_share_stepped_up_by_its_size(size) -> None:
    found = icc(*UNEQUAL, size=size)

    k = found.group_size
    assert found.icc2 == pytest.approx(k * found.icc1 / (1 + (k - 1) * found.icc1))


def test_a_negative_share_is_kept() -> None:
    found = icc([1, 5, 1, 5, 2, 4], ["a", "a", "b", "b", "c", "c"])

    assert found.icc1 < 0
    assert math.isnan(found.icc2)


def test_teams_of_one_count_between_teams_only() -> None:
    found = icc([4, 5, 2, 3, 1], ["a", "a", "b", "b", "c"])

    assert (found.n_groups, found.df_between, found.df_within) == (3, 2, 2)


def test_nobody_differing_within_teams_is_full_reliability() -> None:
    found = icc([4, 4, 2, 2], ["a", "a", "b", "b"])

    assert (found.icc1, found.icc2, found.f, found.p) == (1, 1, math.inf, 0)


def test_missing_answers_are_left_out_with_their_label() -> None:
    assert icc([4, 5, None, 2, 3, np.nan], ["a", "a", "a", "b", "b", "z"]) == icc([4, 5, 2, 3], list("aabb"))


@pytest.mark.parametrize(
    ("values", "group", "code"),
    [
        ([4, 5], ["a", "a"], "too-few-groups"),
        ([4, 5], ["a", "b"], "too-few-values"),
        ([4, 4, 4, 4], ["a", "a", "b", "b"], "no-variation"),
        ([], [], "too-few-groups"),
    ],
)
def test_data_that_carry_no_answer_say_why(values, group, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        icc(values, group)

    assert caught.value.code == code


def test_labels_and_answers_must_be_as_many_and_the_size_known() -> None:
    with pytest.raises(InvalidError):
        icc([4, 5, 4], ["a", "b"])
    with pytest.raises(InvalidError) as caught:
        icc(*UNEQUAL, size="median")
    assert caught.value.code == "unknown-choice"


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=2, max_size=8))
def test_counts_give_what_the_answers_themselves_give(counts) -> None:
    scores = [1, 3, 4]
    answers = [(score, unit) for unit, row in enumerate(counts) for score, n in zip(scores, row, strict=True)
               for _ in range(n)]  # fmt: skip
    ask = [
        lambda: icc([a for a, _ in answers], [unit for _, unit in answers], size="n0"),
        lambda: icc_from_counts(counts, scores),
    ]

    expected, found = (outcome(question) for question in ask)

    assert found == pytest.approx(expected, abs=1e-9, nan_ok=True)


def outcome(question):
    """The numbers of a result, or the reason why there are none."""
    try:
        found = question()
    except NotEnoughDataError as reason:
        return reason.code
    return [found.icc1, found.icc2, found.p, found.n_groups, found.df_within, found.group_size]


@pytest.mark.parametrize(
    ("counts", "scores", "code"),
    [
        ([[1, 2], [3, 4]], [1, 2, 3], "unequal-lengths"),
        ([[1, -2], [3, 4]], [1, 2], "not-counts"),
        ([[1, 2], [3, 4]], [1, None], "not-numbers"),
    ],
)
def test_counts_without_meaning_are_refused(counts, scores, code) -> None:
    with pytest.raises(InvalidError) as caught:
        icc_from_counts(counts, scores)

    assert caught.value.code == code


def test_the_six_coefficients_are_those_of_the_published_table() -> None:
    found = icc_shrout_fleiss(SHROUT_FLEISS)

    assert [round(value, 2) for value in (found.icc1, found.icc2, found.icc3)] == [0.17, 0.29, 0.71]
    assert [round(value, 2) for value in (found.icc1k, found.icc2k, found.icc3k)] == [0.44, 0.62, 0.91]


def test_a_target_with_a_missing_mark_is_left_out() -> None:
    assert icc_shrout_fleiss([*SHROUT_FLEISS, [5, None, 4, 4]]) == icc_shrout_fleiss(SHROUT_FLEISS)


def test_the_first_coefficient_is_the_one_of_a_one_way_table() -> None:
    table = np.array(SHROUT_FLEISS)
    one_way = icc(table.ravel(), np.repeat(np.arange(6), 4))

    found = icc_shrout_fleiss(table)

    assert (found.icc1, found.icc1k) == pytest.approx((one_way.icc1, one_way.icc2))


def test_a_divisor_of_zero_is_undefined() -> None:
    found = icc_shrout_fleiss([[1, 2], [1, 2]])

    assert math.isnan(found.icc3)
    assert math.isnan(found.icc1k)


@pytest.mark.parametrize(
    ("ratings", "code"),
    [([[1, 2]], "too-few-targets"), ([[1], [2]], "too-few-judges"), ([[3, 3], [3, 3]], "no-variation")],
)
def test_a_table_too_small_has_no_coefficients(ratings, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        icc_shrout_fleiss(ratings)

    assert caught.value.code == code
