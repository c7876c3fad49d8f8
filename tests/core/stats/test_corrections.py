import pytest

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import correct_group_correlation, disattenuated


def test_full_reliability_corrects_nothing() -> None:
    assert disattenuated(0.4, 1, 1) == 0.4
    assert correct_group_correlation(0.1, 0.4, 1, 1) == 0.4


def test_the_corrected_correlation_never_leaves_its_range() -> None:
    assert disattenuated(0.8, 0.4, 0.5) == 1
    assert disattenuated(-0.8, 0.4, 0.5) == -1


def test_without_reliability_there_is_nothing_to_correct() -> None:
    for ask in (lambda: disattenuated(0.3, -0.1, 0.8), lambda: correct_group_correlation(0.1, 0.2, 0.5, 0)):
        with pytest.raises(NotEnoughDataError) as caught:
            ask()
        assert caught.value.code == "no-reliability"


@pytest.mark.parametrize(
    ("r", "reliability"), [(1.2, 0.5), (float("nan"), 0.5), (0.5, 1.1), (0.5, float("nan"))]
)
def test_values_beyond_their_range_are_refused(r, reliability) -> None:
    with pytest.raises(InvalidError) as caught:
        disattenuated(r, reliability, 0.9)

    assert caught.value.code == "outside-range"
