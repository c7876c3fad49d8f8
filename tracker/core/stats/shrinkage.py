"""Fair estimates of means: what few marks say is drawn towards what everybody's marks say."""

import math
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import Vector, need, need_spread, same_length, vector
from tracker.core.stats.results import JamesStein, ShrunkMeans
from tracker.core.stats.search import maximise

Method = Literal["REML", "PM", "DL"]
FEWEST_MEANS = 3
FEWEST_JAMES_STEIN = 4
# Between-unit variances that are looked at first, as shares of the variance of the means.
SHARES = np.concatenate([[0.0], np.logspace(-8, 2, 61)])


def shrink_means(y: npt.ArrayLike, se: npt.ArrayLike, *, method: Method = "REML") -> ShrunkMeans:
    """Return means of units drawn towards their common mean, the more the less is known.

    Parameters
    ----------
    y : array_like, shape (k,)
        The mean of each unit (person or team), in its own unit of measurement.
    se : array_like, shape (k,)
        The standard error of each mean, positive.
    method : {"REML", "PM", "DL"}
        How the variance of the true means is estimated: restricted maximum likelihood,
        Paule and Mandel, or DerSimonian and Laird.

    Returns
    -------
    ShrunkMeans
        Estimates and their standard errors, common mean, variance of the true means, and
        reliability of each unit's own mean (0 to 1). With a variance of 0 all estimates equal
        the common mean: no differences are measurable.

    Raises
    ------
    NotEnoughDataError
        `too-few-means`: fewer than three.
    InvalidError
        `not-positive`: a standard error of 0 or less or missing; `missing-value`: a missing
        mean; columns of unequal length; an unknown method.

    Notes
    -----
    y_i ~ N(theta_i, se_i^2), theta_i ~ N(mu, tau^2). With B_i = se_i^2 / (se_i^2 + tau^2) the
    estimate is B_i mu + (1 - B_i) y_i, its variance (1 - B_i) se_i^2 + B_i^2 var(mu).
    The uncertainty of tau^2 is not part of it: with few units the errors are too small.

    References
    ----------
    Raudenbush & Bryk (1985). Empirical Bayes meta-analysis. Journal of Educational Statistics
    10, 75-98. Paule & Mandel (1982). DerSimonian & Laird (1986). Viechtbauer (2010). JSS 36(3).
    Validated against R `metafor` on eight units and on the eight schools of Rubin (1981).

    Examples
    --------
    >>> found = shrink_means([7.9, 8.4, 7.1, 8.8], [0.2, 0.3, 0.15, 0.4], method="DL")
    >>> round(found.mean, 3), round(found.variance_between, 3), round(found.estimates[3], 3)
    (7.996, 0.481, 8.599)
    """
    means, errors = vector(y, "y"), vector(se, "se")
    same_length(y=means, se=errors)
    if np.isnan(means).any():
        raise InvalidError("missing-value", name="y")
    if not (errors > 0).all():
        raise InvalidError("not-positive", name="se")
    need(means.size, FEWEST_MEANS, "too-few-means")
    variances = errors**2
    tau2 = _between(means, variances, method)
    weights = 1 / (variances + tau2)
    mean = float(weights @ means / weights.sum())
    reliability = tau2 * weights
    uncertainty = reliability * variances + (1 - reliability) ** 2 / weights.sum()
    return ShrunkMeans(
        estimates=tuple((mean + reliability * (means - mean)).tolist()),
        standard_errors=tuple(np.sqrt(uncertainty).tolist()),
        mean=mean,
        variance_between=tau2,
        reliability=tuple(reliability.tolist()),
    )


def _between(means: Vector, variances: Vector, method: Method) -> float:
    if method == "DL":
        return _between_by_moments(means, variances)
    if method == "PM":
        return _between_by_matching(means, variances)
    if method == "REML":
        spread = float(means.var())
        return maximise(lambda tau2: _restricted_likelihood(means, variances, tau2), SHARES * spread)
    raise InvalidError("unknown-choice", name="method", value=method)


def _heterogeneity(means: Vector, variances: Vector, tau2: float) -> float:
    weights = 1 / (variances + tau2)
    return float(weights @ (means - weights @ means / weights.sum()) ** 2)


def _between_by_moments(means: Vector, variances: Vector) -> float:
    weights = 1 / variances
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float((_heterogeneity(means, variances, 0.0) - (means.size - 1)) / scale))


def _between_by_matching(means: Vector, variances: Vector) -> float:
    from scipy.optimize import brentq

    def excess(tau2: float) -> float:
        return _heterogeneity(means, variances, tau2) - (means.size - 1)

    if excess(0.0) <= 0:
        return 0.0
    # At the sum of squares of the means each weight is below its inverse, so the excess is gone.
    return float(brentq(excess, 0.0, float(((means - means.mean()) ** 2).sum()), xtol=1e-14))


def _restricted_likelihood(means: Vector, variances: Vector, tau2: float) -> float:
    weights = 1 / (variances + tau2)
    determinants = math.log(float(weights.sum())) - float(np.log(weights).sum())
    return -0.5 * (determinants + _heterogeneity(means, variances, tau2))


def james_stein(y: npt.ArrayLike, variance: float) -> JamesStein:
    """Return means of equal precision drawn to their plain mean by one common factor.

    Parameters
    ----------
    y : array_like, shape (k,)
        The mean or share of each unit, all measured with the same precision.
    variance : float
        The known error variance of each, in squared units of y.

    Returns
    -------
    JamesStein
        Estimates, the plain mean and the factor that multiplies each distance from it, from 0
        (no differences measurable) to 1; `reliability` is the same factor.

    Raises
    ------
    NotEnoughDataError
        `too-few-means`: fewer than four. `no-variation`: all equal.
    InvalidError
        `not-positive`: a variance of 0 or less; `missing-value`: a missing mean.

    Notes
    -----
    factor = max(0, 1 - (k - 3) variance / sum (y - mean)^2).

    References
    ----------
    Efron & Morris (1977). Stein's paradox in statistics. Scientific American 236(5), 119-127,
    whose eighteen batters give .212; the factor held at 0 or above is the positive part of
    Baranchik (1964). Validated against that example.

    Examples
    --------
    >>> found = james_stein([0.40, 0.30, 0.25, 0.20, 0.15], 0.004)
    >>> round(found.factor, 3), round(found.estimates[0], 3)
    (0.784, 0.37)
    """
    means = vector(y, "y")
    if np.isnan(means).any():
        raise InvalidError("missing-value", name="y")
    if not variance > 0:
        raise InvalidError("not-positive", name="variance")
    need(means.size, FEWEST_JAMES_STEIN, "too-few-means")
    mean = float(means.mean())
    spread = float(((means - mean) ** 2).sum())
    need_spread(spread, float(means @ means))
    factor = max(0.0, 1 - (means.size - 3) * variance / spread)
    return JamesStein(tuple((mean + factor * (means - mean)).tolist()), mean, factor, factor)
