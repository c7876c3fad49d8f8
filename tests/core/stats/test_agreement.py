import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import InvalidError
from tracker.core.stats import a_wg, average_deviation, rwg, rwg_j, rwg_j_lindell

answer = st.one_of(st.none(), st.integers(1, 5))
team = st.integers(1, 4).flatmap(
    lambda items: st.lists(st.lists(answer, min_size=items, max_size=items), min_size=1, max_size=8)
)
UNIFORM = 2.0


def in_unit_or_undefined(value) -> bool:
    return math.isnan(value) or 0 <= value <= 1


@given(team)
def test_every_index_stays_within_its_range_whoever_answers_what(items) -> None:
    assert in_unit_or_undefined(rwg([row[0] for row in items], expected_variance=UNIFORM))
    assert in_unit_or_undefined(rwg_j(items, expected_variance=UNIFORM))
    assert not rwg_j_lindell(items, expected_variance=UNIFORM) > 1
    assert not abs(a_wg(items, low=1, high=5)) > 1 + 1e-9
    assert not average_deviation(items) > 2


def test_agreement_below_chance_is_set_to_none() -> None:
    camps = [1, 5, 1, 5, 1, 5]

    assert rwg(camps, expected_variance=UNIFORM) == 0
    assert rwg_j([[a, a] for a in camps], expected_variance=UNIFORM) == 0
    assert rwg_j_lindell([[a, a] for a in camps], expected_variance=UNIFORM) < 0


def test_equal_answers_are_full_agreement() -> None:
    assert rwg([4, 4, 4], expected_variance=UNIFORM) == 1
    assert rwg_j([[4, 3], [4, 3]], expected_variance=UNIFORM) == 1
    assert average_deviation([[4, 3], [4, 3]]) == 0
    assert a_wg([[4, 3], [4, 3], [4, 3], [4, 3]], low=1, high=5) == 1


def test_one_person_cannot_agree() -> None:
    for found in (
        rwg([4, None], expected_variance=UNIFORM),
        rwg_j([[4, 3]], expected_variance=UNIFORM),
        rwg_j_lindell([[4, 3]], expected_variance=UNIFORM),
        a_wg([4], low=1, high=5),
        average_deviation([4, None]),
    ):
        assert math.isnan(found)


def test_more_items_raise_the_index_but_not_its_plain_form() -> None:
    persons = [[4], [5], [4], [3]]
    many = [row * 6 for row in persons]

    assert rwg_j(many, expected_variance=UNIFORM) > rwg_j(persons, expected_variance=UNIFORM)
    assert rwg_j_lindell(many, expected_variance=UNIFORM) == pytest.approx(
        rwg_j_lindell(persons, expected_variance=UNIFORM)
    )
    assert rwg_j(persons, expected_variance=UNIFORM) == pytest.approx(
        rwg([4, 5, 4, 3], expected_variance=UNIFORM)
    )


def test_a_skewed_expectation_lowers_agreement() -> None:
    assert rwg([4, 5, 4, 3], expected_variance=1.34) < rwg([4, 5, 4, 3], expected_variance=UNIFORM)


def test_a_missing_answer_leaves_out_the_answer_in_one_index_and_the_person_in_another() -> None:
    items = [[4, 5], [5, None], [3, 4], [4, 4]]

    assert rwg_j(items, expected_variance=UNIFORM) == pytest.approx(
        2 * (1 - (2 / 3 + 1 / 3) / 4) / (2 * (1 - (2 / 3 + 1 / 3) / 4) + (2 / 3 + 1 / 3) / 4)
    )
    assert average_deviation(items) == average_deviation([[4, 5], [3, 4], [4, 4]])


def test_near_the_ends_of_the_scale_the_relative_index_is_undefined() -> None:
    assert math.isnan(a_wg([5, 5, 5, 5], low=1, high=5))
    assert math.isnan(a_wg([5, 5, 5, 4], low=1, high=5))
    assert not math.isnan(a_wg([4, 4, 4, 4], low=1, high=5))


def test_the_most_extreme_disagreement_is_minus_one() -> None:
    assert a_wg([1, 5, 1, 5], low=1, high=5) == pytest.approx(-1)


def test_the_middle_may_be_the_mean_or_the_median() -> None:
    assert average_deviation([1, 1, 1, 5], about="mean") == 1.5
    assert average_deviation([1, 1, 1, 5], about="median") == 1


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: rwg([4, 5], expected_variance=0), "not-positive"),
        (lambda: rwg_j([[4], [5]], expected_variance=-1), "not-positive"),
        (lambda: a_wg([4, 6], low=1, high=5), "outside-range"),
        (lambda: a_wg([4, 0], low=1, high=5), "outside-range"),
        (lambda: a_wg([4, 4], low=5, high=1), "outside-range"),
        (lambda: average_deviation([4, 4], about="mode"), "unknown-choice"),
    ],
)
def test_input_without_meaning_is_refused(ask, code) -> None:
    with pytest.raises(InvalidError) as caught:
        ask()

    assert caught.value.code == code
