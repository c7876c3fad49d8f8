"""Correlations corrected for unreliable measures. For analysts, never the headline."""

import math

import numpy as np

from tracker.core.errors import InvalidError, NotEnoughDataError


def disattenuated(r: float, reliability_x: float, reliability_y: float) -> float:
    """Return what a correlation might be if both sides were measured without error.

    Parameters
    ----------
    r : float
        Observed correlation, in [-1, 1].
    reliability_x, reliability_y : float
        Reliability of each side, at most 1 (for team means: ICC(2)).

    Returns
    -------
    float
        The corrected correlation, held within [-1, 1]. Below some 40 teams it lands beyond
        that range so often that it should not be shown.

    Raises
    ------
    NotEnoughDataError
        `no-reliability`: a reliability of 0 or less (a negative ICC is possible).
    InvalidError
        `outside-range`: r beyond [-1, 1] or a reliability above 1, or one that is missing.

    Notes
    -----
    r / sqrt(reliability_x reliability_y).

    References
    ----------
    Spearman (1904). AJP 15, 72-101. Validated on the New York school survey of 2011
    (.3753 with ICC(2) of .917 and .858 becomes .4230).

    Examples
    --------
    >>> round(disattenuated(0.3753, 0.9171, 0.8584), 4)
    0.423
    >>> disattenuated(0.6, 0.5, 0.5)
    1.0
    """
    return float(np.clip(_in_range(r) / _root_of_reliabilities(reliability_x, reliability_y), -1, 1))


def correct_group_correlation(r_within: float, r_between: float, icc2_x: float, icc2_y: float) -> float:
    """Return the correlation between groups when both sides come from the same persons.

    Parameters
    ----------
    r_within, r_between : float
        Correlation of deviations within groups and of group means, in [-1, 1].
    icc2_x, icc2_y : float
        ICC(2) of each side, at most 1.

    Returns
    -------
    float
        The corrected correlation between groups; not held within [-1, 1], because a value
        outside shows that the data cannot carry the correction.

    Raises
    ------
    NotEnoughDataError
        `no-reliability`: an ICC(2) of 0 or less.
    InvalidError
        `outside-range`: a correlation beyond [-1, 1], an ICC(2) above 1, or one missing.

    Notes
    -----
    r_within + (r_between - r_within) / sqrt(icc2_x icc2_y): what persons carry into the group
    mean by chance resembles the correlation within groups.

    References
    ----------
    Bliese, R package multilevel, `correct.gcor`; validated against it and its worked example
    (.17).

    Examples
    --------
    >>> round(correct_group_correlation(0.35, 0.25, 0.59, 0.52), 4)
    0.1695
    """
    within, between = _in_range(r_within), _in_range(r_between)
    return within + (between - within) / _root_of_reliabilities(icc2_x, icc2_y)


def _in_range(r: float) -> float:
    if not -1 <= r <= 1:
        raise InvalidError("outside-range", name="r", low=-1, high=1)
    return float(r)


def _root_of_reliabilities(x: float, y: float) -> float:
    for value in (x, y):
        if not value <= 1:
            raise InvalidError("outside-range", name="reliability", low=0, high=1)
        if value <= 0:
            raise NotEnoughDataError("no-reliability", reliability=value)
    return math.sqrt(x * y)
