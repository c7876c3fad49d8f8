import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import InvalidError
from tracker.core.stats import benjamini_hochberg


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_adjusting_keeps_the_order_and_never_makes_smaller(p) -> None:
    adjusted = benjamini_hochberg(p)

    assert all(before <= after <= 1 for before, after in zip(p, adjusted, strict=True))
    ordered = [after for _, after in sorted(zip(p, adjusted, strict=True))]
    assert ordered == sorted(ordered)


def test_one_test_stays_as_it_is() -> None:
    assert benjamini_hochberg([0.03]) == (0.03,)


def test_no_tests_need_no_adjusting() -> None:
    assert benjamini_hochberg([]) == ()


@pytest.mark.parametrize("p", [[0.2, 1.2], [-0.1], [0.2, None]])
def test_what_is_no_probability_is_refused(p) -> None:
    with pytest.raises(InvalidError) as caught:
        benjamini_hochberg(p)

    assert caught.value.code == "not-a-probability"
