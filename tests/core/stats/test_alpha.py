import math

import numpy as np
import pytest

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import cronbach_alpha, icc_shrout_fleiss

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_alpha_is_the_reliability_of_the_mean_of_fixed_judges() -> None:
    assert cronbach_alpha(SHROUT_FLEISS).alpha == pytest.approx(icc_shrout_fleiss(SHROUT_FLEISS).icc3k)


def test_item_totals_and_the_standardised_alpha_are_those_of_the_correlations() -> None:
    items = np.random.default_rng(4).normal(size=(40, 5)) + np.random.default_rng(5).normal(size=(40, 1))
    r = np.corrcoef(items, rowvar=False)
    mean = r[np.triu_indices(5, 1)].mean()

    found = cronbach_alpha(items)

    assert found.standardised == pytest.approx(5 * mean / (1 + 4 * mean))
    for place, value in enumerate(found.item_total):
        others = np.delete(items, place, axis=1).sum(axis=1)
        assert value == pytest.approx(np.corrcoef(items[:, place], others)[0, 1])


def test_leaving_out_persons_listwise_is_not_leaving_out_pairs() -> None:
    items = np.array(SHROUT_FLEISS, dtype=float)
    with_gap = np.vstack([items, [5, np.nan, 9, 1]])

    assert cronbach_alpha(with_gap) == cronbach_alpha(items)


def test_the_interval_holds_the_estimate_and_narrows_with_the_level() -> None:
    wide, narrow = cronbach_alpha(SHROUT_FLEISS, level=0.99), cronbach_alpha(SHROUT_FLEISS, level=0.8)

    assert wide.low < narrow.low < narrow.alpha < narrow.high < wide.high < 1


def test_an_item_that_never_varies_has_no_item_total() -> None:
    found = cronbach_alpha([[1, 2, 4], [2, 3, 4], [3, 5, 4], [4, 4, 4]])

    assert math.isnan(found.item_total[2])
    assert math.isnan(found.standardised)
    assert not math.isnan(found.alpha)


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([[1], [2], [3]], "too-few-items"),
        ([[1, 2], [2, 3]], "too-few-values"),
        ([[1, 5], [2, 4], [3, 3]], "no-variation"),
        ([[3, 4], [3, 4], [3, 4]], "no-variation"),
    ],
)
def test_data_that_carry_no_answer_say_why(items, code) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        cronbach_alpha(items)

    assert caught.value.code == code


def test_a_level_beyond_one_is_refused() -> None:
    with pytest.raises(InvalidError):
        cronbach_alpha(SHROUT_FLEISS, level=1.5)
