"""Intervals for a mean, a share and a correlation: the margins that stand beside a figure."""

import math

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import need, vector, whole_count
from tracker.core.stats.distributions import t_two_sided, z_two_sided
from tracker.core.stats.results import Interval, MeanInterval

# Rounding may leave the sum of squares a hair below its least possible value; more is a mistake.
ROUNDING = 1e-9


def mean_interval(values: npt.ArrayLike, *, level: float = 0.95) -> MeanInterval:
    """Return the mean of marks with its t interval.

    Parameters
    ----------
    values : array_like, shape (n,)
        Marks in their own unit; missing values (NaN or None) are left out.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    MeanInterval
        Mean, ends, number of marks and half the width, in the unit of the marks.
        When all marks are equal the margin is 0: it then says nothing about the next mark.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: fewer than two marks.
    InvalidError
        Input that is not one column of finite numbers, or a level outside (0, 1).

    Notes
    -----
    mean +- t(df = n - 1) * s / sqrt(n), with s the standard deviation with divisor n - 1.

    References
    ----------
    Student (1908). The probable error of a mean. Biometrika 6, 1-25.
    Validated against `scipy.stats.t.interval` in the tests.

    Examples
    --------
    >>> found = mean_interval([7, 8, 9, 8])
    >>> found.mean, found.n, round(found.margin, 4)
    (8.0, 4, 1.2992)
    """
    marks = vector(values, "values")
    marks = marks[~np.isnan(marks)]
    need(marks.size, 2, "too-few-values")
    spread = float(np.square(marks - marks.mean()).sum())
    return _mean_interval(marks.size, float(marks.mean()), spread, level=level)


def mean_interval_from_sums(
    n: int, total: float, total_squares: float, *, level: float = 0.95
) -> MeanInterval:
    """Return the same interval as `mean_interval` from stored sums.

    Parameters
    ----------
    n : int
        Number of marks.
    total, total_squares : float
        Sum of the marks and sum of their squares. Whole numbers of any size are handled
        exactly; with fractions of large size the difference of the two loses digits.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    MeanInterval
        Mean, ends, number of marks and half the width, in the unit of the marks.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: fewer than two marks.
    InvalidError
        `impossible-sums`: no set of n marks has these sums; or a level outside (0, 1).

    Notes
    -----
    The sum of squared deviations is (n * total_squares - total ** 2) / n.

    References
    ----------
    As `mean_interval`, against which it is validated on the same marks.

    Examples
    --------
    >>> mean_interval_from_sums(4, 32, 258) == mean_interval([7, 8, 9, 8])
    True
    """
    size = whole_count(n, "n")
    need(size, 2, "too-few-values")
    spread = size * total_squares - total * total
    if not spread >= -ROUNDING * size * abs(total_squares):
        raise InvalidError("impossible-sums", n=n, total=total, total_squares=total_squares)
    return _mean_interval(size, total / size, max(spread, 0) / size, level=level)


def _mean_interval(n: int, mean: float, spread: float, *, level: float) -> MeanInterval:
    margin = t_two_sided(level, n - 1) * math.sqrt(spread / (n - 1) / n)
    return MeanInterval(mean, mean - margin, mean + margin, n, margin)


def wilson(successes: int, n: int, *, level: float = 0.95) -> Interval:
    """Return the Wilson interval of a share.

    Parameters
    ----------
    successes, n : int
        How many of how many; 0 <= successes <= n.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval
        Ends as shares between 0 and 1. Never of width zero, and always holding successes / n.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: n is 0.
    InvalidError
        Counts that are negative, not whole, or more successes than trials.

    Notes
    -----
    (p + z2/2n +- z sqrt(p (1 - p) / n + z2 / 4n2)) / (1 + z2/n), without continuity correction.

    References
    ----------
    Wilson (1927). Probable inference. JASA 22, 209-212.
    Newcombe (1998). Statistics in Medicine 17, 857-872, method 3. Validated against the four
    examples of his table I and R `prop.test(correct = FALSE)`.

    Examples
    --------
    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    hits, size = whole_count(successes, "successes"), whole_count(n, "n")
    if hits > size:
        raise InvalidError("more-successes-than-trials", successes=hits, n=size)
    need(size, 1, "too-few-values")
    share, pull = hits / size, z_two_sided(level) ** 2 / size
    centre = share + pull / 2
    reach = math.sqrt(pull * share * (1 - share) + pull**2 / 4)
    # At the ends of the scale the formula gives exactly 0 or 1 but for rounding.
    low = 0.0 if hits == 0 else (centre - reach) / (1 + pull)
    high = 1.0 if hits == size else (centre + reach) / (1 + pull)
    return Interval(low, high)


def fisher_interval(r: float, deviation: float) -> Interval:
    """Return tanh(atanh(r) +- deviation), which is r itself when r is -1 or 1."""
    if abs(r) >= 1:
        return Interval(r, r)
    z = math.atanh(r)
    return Interval(math.tanh(z - deviation), math.tanh(z + deviation))
