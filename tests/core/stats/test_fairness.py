import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import adverse_impact, reciprocity


def test_only_the_group_below_four_fifths_stands_out_in_the_official_example() -> None:
    others = [adverse_impact(60, 100, selected, 100).ratio for selected in (45, 48, 51)]

    assert others == pytest.approx([0.75, 0.8, 0.85])


def test_a_low_ratio_of_small_groups_may_be_chance() -> None:
    small, large = adverse_impact(9, 10, 4, 10), adverse_impact(48, 80, 12, 40)

    assert small.ratio < large.ratio
    assert small.p_fisher > 0.05 > large.p_fisher


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_the_order_of_the_groups_changes_nothing(n_a, n_b, data) -> None:
    a, b = data.draw(st.integers(0, n_a)), data.draw(st.integers(0, n_b))

    found, turned = adverse_impact(a, n_a, b, n_b), adverse_impact(b, n_b, a, n_a)

    assert found.p_fisher == pytest.approx(turned.p_fisher)
    assert (found.rate_a, found.rate_b) == (turned.rate_b, turned.rate_a)
    assert math.isnan(found.ratio) or 0 <= found.ratio == turned.ratio <= 1


def test_nobody_selected_has_no_ratio() -> None:
    found = adverse_impact(0, 5, 0, 8)

    assert math.isnan(found.ratio)
    assert found.p_fisher == 1


def test_a_group_of_nobody_and_more_selected_than_eligible_are_no_comparison() -> None:
    with pytest.raises(NotEnoughDataError):
        adverse_impact(1, 5, 0, 0)
    with pytest.raises(InvalidError):
        adverse_impact(6, 5, 1, 5)


def test_praise_that_is_always_returned_is_full_reciprocity() -> None:
    found = reciprocity([(1, 2), (2, 1), (3, 4), (4, 3)], 10)

    assert (found.r, found.rho) == (1, 1)


def test_praise_that_is_never_returned_is_less_than_chance() -> None:
    found = reciprocity([(1, 2), (2, 3), (3, 1)], 3)

    assert found.r == 0
    assert found.rho < 0


def test_repeats_count_once_and_oneself_not_at_all() -> None:
    assert reciprocity([(1, 2), (1, 2), (2, 1), (3, 3), (1, 3)], 4) == reciprocity(
        [(1, 2), (2, 1), (1, 3)], 4
    )


def test_when_everybody_praises_everybody_chance_explains_it_all() -> None:
    everybody = [(a, b) for a in "xyz" for b in "xyz"]

    assert math.isnan(reciprocity(everybody, 3).rho)


def test_no_praise_and_more_people_than_there_are_give_no_answer() -> None:
    with pytest.raises(NotEnoughDataError):
        reciprocity([(1, 1)], 5)
    with pytest.raises(InvalidError):
        reciprocity([(1, 2), (3, 4)], 3)
