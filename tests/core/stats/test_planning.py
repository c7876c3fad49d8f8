import pytest

from tracker.core.errors import InvalidError
from tracker.core.stats import marks_needed, teams_needed


@pytest.mark.parametrize(("icc1", "expected"), [(0.2, 16), (0.1, 36), (0.05, 76)])
def test_whole_numbers_of_marks_are_not_rounded_up_once_more(icc1, expected) -> None:
    assert marks_needed(icc1, 0.8) == expected


def test_a_stronger_link_needs_fewer_teams_whatever_its_sign() -> None:
    assert teams_needed(0.5, power=0.8) < teams_needed(0.3, power=0.8) == teams_needed(-0.3, power=0.8)


def test_a_stricter_level_needs_more_teams() -> None:
    assert teams_needed(0.3, power=0.8, alpha=0.01) > teams_needed(0.3, power=0.8)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: marks_needed(0, 0.8),
        lambda: marks_needed(0.05, 1),
        lambda: teams_needed(0, power=0.8),
        lambda: teams_needed(1, power=0.8),
        lambda: teams_needed(0.3, power=1),
        lambda: teams_needed(0.3, power=0.01),
        lambda: teams_needed(0.3, power=0.8, alpha=0),
    ],
)
def test_values_beyond_their_range_are_refused(ask) -> None:
    with pytest.raises(InvalidError) as caught:
        ask()

    assert caught.value.code == "outside-range"
