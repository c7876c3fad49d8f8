import numpy as np
import pytest

from tracker.core.errors import NotEnoughDataError
from tracker.core.stats import xmr

ORDINARY = [4.0, 4.1, 3.9, 4.0, 4.2, 3.8, 4.1, 3.9, 4.0]


def test_a_point_outside_the_limits_is_a_signal() -> None:
    assert xmr([*ORDINARY, 2.0, *ORDINARY]).signals == (9,)


def test_eight_in_a_row_on_one_side_are_signals() -> None:
    chart = xmr([3.9, 4.1, 3.8, 4.0] * 4 + [4.15] * 8)

    assert chart.signals == tuple(range(16, 24))


def test_seven_in_a_row_are_none() -> None:
    assert xmr([3.9, 4.1, 3.8, 4.0] * 4 + [4.15] * 7).signals == ()


def test_a_missing_week_keeps_its_place_and_does_not_break_a_run() -> None:
    chart = xmr([3.9, 4.1, 3.8, 4.0] * 4 + [4.15] * 4 + [np.nan] + [4.15] * 4)

    assert chart.signals == (16, 17, 18, 19, 21, 22, 23, 24)


def test_a_flat_line_has_no_signals() -> None:
    chart = xmr([4.0] * 12)

    assert (chart.low, chart.mean, chart.high, chart.signals) == (4, 4, 4, ())


def test_five_weeks_have_no_limits() -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        xmr([4, 3, 4, None, 3, 4])

    assert caught.value.facts == {"found": 5, "needed": 6}


def test_weeks_that_never_follow_each_other_have_no_limits() -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        xmr([4, None, 3, None, 4, None, 3, None, 4, None, 5])

    assert caught.value.code == "too-few-neighbours"
