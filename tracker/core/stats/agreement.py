"""Whether the people of one team see it the same way: five indices, one team at a time.

All return NaN where the index is undefined, because a page shows many teams and one small team
must not stop it. Persons are rows, items columns.
"""

import math
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import Vector, complete_rows, matrix, vector

# A mean this close to the end of the defined range is on it.
ROUNDING = 1e-12
FEWEST_ANSWERS = 2


def rwg(values: npt.ArrayLike, *, expected_variance: float) -> float:
    """Return the agreement of one team on one item.

    Parameters
    ----------
    values : array_like, shape (persons,)
        Answers of the team; missing ones are left out.
    expected_variance : float
        Variance if everybody answered by chance, in squared units of the scale: on five
        options 2.00 (all equally likely), 1.34 (slightly skewed), .90 or .44 (more skewed).

    Returns
    -------
    float
        1 for full agreement down to 0 for none; negative values are set to 0. NaN with fewer
        than two answers.

    Raises
    ------
    InvalidError
        `not-positive`: an expected variance of 0 or less; or input that is not numeric.

    Notes
    -----
    1 - s^2 / expected variance, s^2 with divisor n - 1.

    References
    ----------
    James, Demaree & Wolf (1984). JAP 69, 85-98. Validated on worked
    cases and through its identity with `rwg_j` on one item.

    Examples
    --------
    >>> round(rwg([4, 5, 4, 4, 3], expected_variance=2.0), 3)
    0.75
    """
    answers = vector(values, "values")
    ratio = _item_variances(answers[:, None])[0] / _positive(expected_variance)
    return float(np.maximum(0.0, 1 - ratio))


def rwg_j(items: npt.ArrayLike, *, expected_variance: float) -> float:
    """Return the agreement of one team on several items of one scale.

    Parameters
    ----------
    items : array_like, shape (persons, items)
        Answers; a missing one leaves out that answer only, not the person.
    expected_variance : float
        As in `rwg`.

    Returns
    -------
    float
        Between 0 and 1; set to 0 where the items vary more than by chance. NaN if an item has
        fewer than two answers. Rises with the number of items by construction: show
        `rwg_j_lindell` beside it.

    Raises
    ------
    InvalidError
        As `rwg`.

    Notes
    -----
    J (1 - v) / (J (1 - v) + v), v = mean item variance / expected variance.

    References
    ----------
    James, Demaree & Wolf (1984), as `rwg`. Validated on worked cases, gaps among them.

    Examples
    --------
    >>> round(rwg_j([[4, 5, 4], [4, 4, 3], [5, 4, 4], [4, 4, 5]], expected_variance=2.0), 3)
    0.926
    """
    ratio, count = _variance_ratio(items, expected_variance)
    if ratio > 1:
        return 0.0
    return count * (1 - ratio) / (count * (1 - ratio) + ratio)


def rwg_j_lindell(items: npt.ArrayLike, *, expected_variance: float) -> float:
    """Return the agreement of one team on several items without the gain from their number.

    Parameters
    ----------
    items : array_like, shape (persons, items)
        As in `rwg_j`.
    expected_variance : float
        As in `rwg`.

    Returns
    -------
    float
        At most 1; negative where answers differ more than by chance (it is not clipped, so
        that splits into two camps can be seen). NaN if an item has fewer than two answers.

    Raises
    ------
    InvalidError
        As `rwg`.

    Notes
    -----
    1 - v, with v as in `rwg_j`.

    References
    ----------
    Lindell, Brandt & Whitney (1999). Applied Psychological Measurement 23, 127-135.
    Validated on worked cases and by not changing when items are repeated.

    Examples
    --------
    >>> round(rwg_j_lindell([[4, 5, 4], [4, 4, 3], [5, 4, 4], [4, 4, 5]], expected_variance=2.0), 3)
    0.806
    """
    ratio, _ = _variance_ratio(items, expected_variance)
    return 1 - ratio


def a_wg(items: npt.ArrayLike, *, low: float, high: float) -> float:
    """Return agreement relative to the largest disagreement possible at the team's own mean.

    Parameters
    ----------
    items : array_like, shape (persons, items) or (persons,)
        Answers; a missing one leaves out that answer only.
    low, high : float
        The ends of the scale, for instance 1 and 5.

    Returns
    -------
    float
        Mean over the items for which it is defined, from -1 to 1. NaN if it is defined for
        none: fewer than two answers, or a mean so near an end of the scale that nobody could
        disagree enough.

    Raises
    ------
    InvalidError
        `outside-range`: an answer beyond the ends; or ends in the wrong order.

    Notes
    -----
    1 - 2 s^2 / (((H + L) M - M^2 - H L) n / (n - 1)), for means M between
    (L (n - 1) + H) / n and (H (n - 1) + L) / n.

    References
    ----------
    Brown & Hauenstein (2005). Organizational Research Methods 8, 165-184. Validated at its
    ends: 1 for full agreement, -1 for the most extreme split, undefined near the ends.

    Examples
    --------
    >>> round(a_wg([[4, 5], [4, 4], [3, 4], [4, 4]], low=1, high=5), 3)
    0.891
    """
    answers = np.asarray(items)
    table = vector(items, "items")[:, None] if answers.ndim == 1 else matrix(items, "items")
    if not low < high or (table < low).any() or (table > high).any():
        raise InvalidError("outside-range", name="items", low=low, high=high)
    defined = [value for value in (_a_wg_item(item, low, high) for item in table.T) if not math.isnan(value)]
    return sum(defined) / len(defined) if defined else math.nan


def _a_wg_item(item: Vector, low: float, high: float) -> float:
    answers = item[~np.isnan(item)]
    n = answers.size
    if n < FEWEST_ANSWERS:
        return math.nan
    mean = float(answers.mean())
    least, most = (low * (n - 1) + high) / n, (high * (n - 1) + low) / n
    if not least - ROUNDING <= mean <= most + ROUNDING:
        return math.nan
    largest = ((high + low) * mean - mean**2 - high * low) * n / (n - 1)
    return float(1 - 2 * answers.var(ddof=1) / largest)


def average_deviation(items: npt.ArrayLike, *, about: Literal["mean", "median"] = "mean") -> float:
    """Return how far answers lie from the team's centre on average.

    Parameters
    ----------
    items : array_like, shape (persons, items) or (persons,)
        Answers; persons with a missing answer are left out (listwise).
    about : {"mean", "median"}
        The centre of each item.

    Returns
    -------
    float
        In units of the scale: 0 for full agreement. Up to a sixth of the number of options
        (.83 for five) counts as agreement. NaN with fewer than two complete persons.

    Raises
    ------
    InvalidError
        `unknown-choice`: another centre; or input that is not numeric.

    Notes
    -----
    Mean over items of the mean absolute deviation.

    References
    ----------
    Burke, Finkelstein & Dusig (1999). ORM 2, 49-68. Burke & Dunlap (2002). ORM 5, 159-172,
    for the cut-off. Validated on worked cases.

    Examples
    --------
    >>> round(average_deviation([4, 5, 4, 4, 3]), 3)
    0.4
    """
    if about not in {"mean", "median"}:
        raise InvalidError("unknown-choice", name="about", value=about)
    table = complete_rows(items, "items")
    if len(table) < FEWEST_ANSWERS:
        return math.nan
    centre = table.mean(axis=0) if about == "mean" else np.median(table, axis=0)
    return float(np.abs(table - centre).mean())


def _variance_ratio(items: npt.ArrayLike, expected_variance: float) -> tuple[float, int]:
    table = matrix(items, "items")
    return float(_item_variances(table).mean() / _positive(expected_variance)), table.shape[1]


def _item_variances(table: npt.NDArray[np.float64]) -> Vector:
    columns = [item[~np.isnan(item)] for item in table.T]
    return np.array([item.var(ddof=1) if item.size > 1 else math.nan for item in columns])


def _positive(value: float) -> float:
    if not value > 0:
        raise InvalidError("not-positive", name="expected_variance")
    return float(value)
