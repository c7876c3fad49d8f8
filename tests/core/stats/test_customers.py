import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import nps, nps_difference, score_interval_paired

answers = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300)).filter(any)


@given(answers)
def test_both_intervals_hold_the_score_and_stay_on_the_scale(counts) -> None:
    found = nps(*counts)

    assert -1 <= found.low < found.high <= 1
    assert -1 <= found.score_low <= found.score <= found.score_high <= 1
    assert found.score_low < found.score_high
    assert found.variance >= 0


@given(answers)
def test_swapping_detractors_and_promoters_mirrors_everything(counts) -> None:
    found, mirrored = nps(*counts), nps(*counts[::-1])

    assert mirrored.score == -found.score
    assert mirrored.low == pytest.approx(-found.high, abs=1e-12)
    assert mirrored.score_low == pytest.approx(-found.score_high, abs=1e-12)


@pytest.mark.parametrize("counts", [(10, 0, 0), (0, 10, 0), (0, 0, 10)])
def test_answers_of_one_class_never_have_an_interval_without_width(counts) -> None:
    found = nps(*counts)

    assert found.variance == 0
    assert found.high - found.low > 0.3
    assert found.score_high - found.score_low > 0.3


def test_the_adjusted_interval_is_clipped_at_the_end_of_the_scale() -> None:
    found = nps(10, 0, 0)

    assert found.low == -1
    assert found.high == pytest.approx(-0.47503551544790223, abs=1e-12)


def test_no_answers_are_no_score() -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        nps(0, 0, 0)

    assert caught.value.code == "too-few-values"


@pytest.mark.parametrize("counts", [(-1, 2, 3), (1.5, 2, 3), ("a", 2, 3)])
def test_counts_that_cannot_be_are_refused(counts) -> None:
    with pytest.raises(InvalidError):
        nps(*counts)


def test_a_difference_without_any_variation_has_no_error() -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        nps_difference(nps(10, 0, 0), nps(0, 0, 8))

    assert caught.value.code == "no-variation"


def test_a_difference_turns_its_sign_with_its_sides() -> None:
    a, b = nps(5, 12, 19), nps(9, 14, 13)

    assert nps_difference(a, b).z == -nps_difference(b, a).z
    assert nps_difference(a, a).p == 1


def test_the_paired_interval_refuses_more_answers_than_there_are() -> None:
    with pytest.raises(InvalidError):
        score_interval_paired(3, 3, 5)
    with pytest.raises(NotEnoughDataError):
        score_interval_paired(0, 0, 0)
