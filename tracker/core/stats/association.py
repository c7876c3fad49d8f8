"""Correlation of two columns: the straight-line kind and the kind by rank."""

import math

import numpy as np
import numpy.typing as npt

from tracker.core.stats.arrays import Pairs, complete_pairs, need, need_spread
from tracker.core.stats.distributions import t_p, z_two_sided
from tracker.core.stats.intervals import fisher_interval
from tracker.core.stats.results import Correlation

# Fisher's interval divides by the square root of n - 3.
FEWEST_PAIRS = 4


def pearson(x: npt.ArrayLike, y: npt.ArrayLike, *, level: float = 0.95) -> Correlation:
    """Return the product-moment correlation with Fisher's interval.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Two columns in any units, one row per unit (for teams: one row per team).
        Rows with a missing value on either side are left out.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Correlation
        r in [-1, 1], its interval, the two-sided p of t with n - 2 degrees of freedom,
        and the number of rows used. With r of exactly -1 or 1 the interval is that point.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: fewer than four complete rows. `no-variation`: a constant column.
    InvalidError
        Columns of unequal length, not numeric or infinite; a level outside (0, 1).

    Notes
    -----
    Interval tanh(atanh r +- z / sqrt(n - 3)). Rows must be independent of each other: weeks of
    the same teams are not, for those see `default_linkage`.

    References
    ----------
    Fisher (1921). On the probable error of a coefficient of correlation. Metron 1, 3-32.
    Validated against R `cor.test` on the New York school survey of 2011
    (r = .4226, .3438 to .4955, n = 452).

    Examples
    --------
    >>> found = pearson([3.1, 3.4, 3.9, 4.2, 4.4], [7.0, 7.4, 7.2, 8.1, 8.0])
    >>> round(found.r, 3), round(found.low, 3), round(found.high, 3), found.n
    (0.849, -0.132, 0.99, 5)
    """
    pairs = complete_pairs(x, y)
    r = _product_moment(pairs)
    return _correlation(r, pairs.x.size, 1.0, level=level)


def spearman(x: npt.ArrayLike, y: npt.ArrayLike, *, level: float = 0.95) -> Correlation:
    """Return the rank correlation with the interval of Bonett and Wright.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Two columns of which only the order counts; ties share their mean rank.
        Rows with a missing value on either side are left out.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Correlation
        rho in [-1, 1], its interval, a two-sided p from t with n - 2 degrees of freedom
        (an approximation, rough below ten rows), and the number of rows used.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: fewer than four complete rows. `no-variation`: a constant column.
    InvalidError
        Columns of unequal length, not numeric or infinite; a level outside (0, 1).

    Notes
    -----
    Interval tanh(atanh rho +- z sqrt((1 + rho^2 / 2) / (n - 3))).

    References
    ----------
    Spearman (1904). The proof and measurement of association. AJP 15, 72-101.
    Bonett & Wright (2000). Psychometrika 65, 23-28, for the standard error.
    Validated against `scipy.stats.spearmanr`, the interval against R and Python.

    Examples
    --------
    >>> found = spearman([1, 2, 3, 4, 5], [10, 20, 15, 30, 90])
    >>> round(found.r, 3), found.n
    (0.9, 5)
    """
    from scipy.stats import rankdata

    pairs = complete_pairs(x, y)
    need(pairs.x.size, FEWEST_PAIRS, "too-few-values")
    rho = _product_moment(Pairs(rankdata(pairs.x), rankdata(pairs.y)))
    return _correlation(rho, pairs.x.size, 1 + rho**2 / 2, level=level)


def _product_moment(pairs: Pairs) -> float:
    need(pairs.x.size, FEWEST_PAIRS, "too-few-values")
    return centred_correlation(pairs, Pairs(pairs.x - pairs.x.mean(), pairs.y - pairs.y.mean()))


def centred_correlation(raw: Pairs, centred: Pairs) -> float:
    """Return the correlation of centred columns, refusing what is only rounding error of the raw ones."""
    spread_x, spread_y = float(centred.x @ centred.x), float(centred.y @ centred.y)
    need_spread(spread_x, float(raw.x @ raw.x))
    need_spread(spread_y, float(raw.y @ raw.y))
    return float(np.clip(centred.x @ centred.y / math.sqrt(spread_x) / math.sqrt(spread_y), -1, 1))


def _correlation(r: float, n: int, variance_factor: float, *, level: float) -> Correlation:
    interval = fisher_interval(r, z_two_sided(level) * math.sqrt(variance_factor / (n - 3)))
    p = correlation_p(r, n - 2)
    return Correlation(r, interval.low, interval.high, p, n)


def correlation_p(r: float, df: int) -> float:
    """Return the two-sided p of a correlation with that many degrees of freedom."""
    if abs(r) >= 1:
        return 0.0
    return t_p(r * math.sqrt(df / (1 - r * r)), df)
