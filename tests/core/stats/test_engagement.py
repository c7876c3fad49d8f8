import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import engagement_index, house_split
from tracker.core.stats.results import EngagementGroup

answers = st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        ([5, 5, 4, 4, 4, 5, 4, 4, 4, 4, 4, 5], "engaged"),
        ([5, 5, 5, 5, 5, 5, 5, 5, 5, 2, 4, 5], "not engaged"),
        ([3, 2, 3, 1, 3, 2, 3, 3, 2, 3, 2, 3], "actively disengaged"),
        ([5, 5, 5, 5, 5, 5, 5, 5, None, None, None, None], None),
        ([5, 5, 5, 5, 5, 5, 5, 5, 5, None, None, float("nan")], "engaged"),
        ([4, 4, 4, 5, 4, 4, 4, 5, 4, 4, 4, 5], "engaged"),
        ([3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2], "not engaged"),
        ([None] * 12, None),
        ([], None),
    ],
)
def test_the_rule_puts_each_sheet_in_one_group(given_answers, expected) -> None:
    assert house_split(given_answers) == expected


@given(answers)
def test_moving_the_cuts_up_never_makes_anybody_more_engaged(given_answers) -> None:
    order = [None, *reversed(EngagementGroup)]
    lower, rule, upper = (house_split(given_answers, shift=shift) for shift in (-0.25, 0.0, 0.25))

    assert order.index(lower) >= order.index(rule) >= order.index(upper)


@given(answers)
def test_an_answer_of_two_or_less_is_never_engaged(given_answers) -> None:
    if any(answer is not None and answer <= 2 for answer in given_answers):
        assert house_split(given_answers) != EngagementGroup.ENGAGED


@pytest.mark.parametrize("wrong", [0, 6, -1])
def test_an_answer_beyond_the_scale_is_refused(wrong) -> None:
    with pytest.raises(InvalidError) as caught:
        house_split([wrong] * 12)

    assert caught.value.code == "outside-range"


def test_parts_of_an_index_weigh_the_same_whatever_their_number_of_items() -> None:
    assert engagement_index([[60], [80, 80, 80, 80]]) == 70


@pytest.mark.parametrize("shares", [[], [[]], [[1.0], []]])
def test_an_index_without_items_is_none(shares) -> None:
    with pytest.raises(NotEnoughDataError):
        engagement_index(shares)


def test_a_missing_share_is_refused() -> None:
    with pytest.raises(InvalidError):
        engagement_index([[60.0, None]])
