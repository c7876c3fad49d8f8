"""Recommendation by customers: promoters minus detractors, its margins and differences."""

import math

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats.arrays import need, whole_count
from tracker.core.stats.distributions import normal_p, z_two_sided
from tracker.core.stats.results import Interval, Nps, NpsDifference

# Pseudo-answers of Rocks (2016): detractors, passives, promoters.
ADDED_OUTER, ADDED_PASSIVES = 0.75, 1.5
HALVINGS = 60


def nps(detractors: int, passives: int, promoters: int, *, level: float = 0.95) -> Nps:
    """Return promoters' share minus detractors' share with two intervals.

    Parameters
    ----------
    detractors, passives, promoters : int
        Numbers of answers 0 to 6, 7 or 8, and 9 or 10.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Nps
        Everything as a share: multiply by 100 for points. `low` and `high` are the adjusted
        Wald interval clipped to [-1, 1], the one to show; `score_low` and `score_high` the
        score interval for analysts. Neither has width zero when all answers fall in one class.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: no answers.
    InvalidError
        Counts that are negative or not whole; a level outside (0, 1).

    Notes
    -----
    Variance of one answer p + d - (p - d)^2. Adjusted Wald: add .75, 1.5 and .75 answers, then
    score +- z sqrt(variance / (n + 3)). Score: see `score_interval_paired`.

    References
    ----------
    Rocks (2016). Interval estimation for the Net Promoter Score. American Statistician 70,
    365-372. Validated against R `NPS::npvar` and `PropCIs::scoreci.mp` on five profiles from
    10 to 1,000 answers. Net Promoter and NPS are trademarks of their owners.

    Examples
    --------
    >>> found = nps(5, 12, 19)
    >>> round(found.score, 4), round(found.low, 4), round(found.high, 4), found.n
    (0.3889, 0.1316, 0.5864, 36)
    """
    low_end, middle, top = (
        whole_count(detractors, "detractors"),
        whole_count(passives, "passives"),
        whole_count(promoters, "promoters"),
    )
    n = low_end + middle + top
    need(n, 1, "too-few-values")
    score = (top - low_end) / n
    size = n + 2 * ADDED_OUTER + ADDED_PASSIVES
    centre = (top - low_end) / size
    reach = z_two_sided(level) * math.sqrt(_variance(low_end + ADDED_OUTER, top + ADDED_OUTER, size) / size)
    by_score = score_interval_paired(low_end, top, n, level=level)
    return Nps(
        score=score,
        variance=_variance(low_end, top, n),
        low=max(-1.0, centre - reach),
        high=min(1.0, centre + reach),
        score_low=by_score.low,
        score_high=by_score.high,
        n=n,
    )


def nps_difference(a: Nps, b: Nps) -> NpsDifference:
    """Return how far two independent scores lie apart, with z and two-sided p.

    Parameters
    ----------
    a, b : Nps
        Two results of `nps` from different customers (two teams, or two periods).

    Returns
    -------
    NpsDifference
        Score of `a` minus score of `b` as a share, z, and p from the normal distribution.

    Raises
    ------
    NotEnoughDataError
        `no-variation`: on both sides all answers fall in one class, so no error is known.

    Notes
    -----
    z = (a - b) / sqrt(variance_a / n_a + variance_b / n_b); approximate below some 30 answers
    a side.

    References
    ----------
    Rocks (2016), as `nps`. Validated against R `NPS::nps.test`.

    Examples
    --------
    >>> found = nps_difference(nps(5, 12, 19), nps(9, 14, 13))
    >>> round(found.difference, 4), round(found.z, 3), round(found.p, 4)
    (0.2778, 1.579, 0.1143)
    """
    variance = a.variance / a.n + b.variance / b.n
    if variance == 0:
        raise NotEnoughDataError("no-variation")
    difference = a.score - b.score
    z = difference / math.sqrt(variance)
    return NpsDifference(difference, z, normal_p(z))


def score_interval_paired(b: int, c: int, n: int, *, level: float = 0.95) -> Interval:
    """Return the score interval of a difference of two shares of the same n answers.

    Parameters
    ----------
    b, c : int
        Numbers in the two opposite classes (for NPS: detractors and promoters).
    n : int
        All answers, those in neither class included.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval
        Ends of (c - b) / n as shares in [-1, 1].

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: n is 0.
    InvalidError
        Counts that are negative, not whole or larger than n together.

    Notes
    -----
    All D with |(c - b) / n - D| <= z sqrt((2 q + D - D^2) / n), q being the restricted maximum
    likelihood share of class b given D: the larger root of
    2 n q^2 + (-(b + c) + (2 n - c + b) D) q - b D (1 - D) = 0. The ends are found by halving.

    References
    ----------
    Tango (1998). Equivalence test and confidence interval for the difference in proportions
    for the paired-sample design. Statistics in Medicine 17, 891-908.
    Validated against R `PropCIs::scoreci.mp`.

    Examples
    --------
    >>> found = score_interval_paired(5, 19, 36)
    >>> round(found.low, 4), round(found.high, 4)
    (0.1294, 0.5937)
    """
    first, second, size = whole_count(b, "b"), whole_count(c, "c"), whole_count(n, "n")
    if first + second > size:
        raise InvalidError("more-successes-than-trials", successes=first + second, n=size)
    need(size, 1, "too-few-values")
    z = z_two_sided(level)
    # Swapping the classes mirrors the interval, so one search serves both ends.
    return Interval(_lower_end(first, second, size, z), -_lower_end(second, first, size, z))


def _lower_end(b: int, c: int, n: int, z: float) -> float:
    estimate = (c - b) / n
    outside, inside = -1.0, estimate
    for _ in range(HALVINGS):
        middle = (outside + inside) / 2
        if estimate - middle <= z * math.sqrt(_restricted_variance(b, c, n, middle) / n):
            inside = middle
        else:
            outside = middle
    return inside


def _restricted_variance(b: int, c: int, n: int, difference: float) -> float:
    linear = -(b + c) + (2 * n - c + b) * difference
    constant = -b * difference * (1 - difference)
    root = math.sqrt(max(0.0, linear**2 - 8 * n * constant))
    share = (root - linear) / (4 * n)
    return max(0.0, 2 * share + difference - difference**2)


def _variance(low_end: float, top: float, n: float) -> float:
    return (low_end + top) / n - ((top - low_end) / n) ** 2
