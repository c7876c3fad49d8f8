"""Fair estimates of shares and of rates: few answers are drawn towards what all answers say."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats.arrays import Vector, need, same_length, vector, whole_counts
from tracker.core.stats.results import ShrunkRates, ShrunkShares

FEWEST_UNITS = 3
# A prior worth more than this many answers, per answer of the largest unit, is no spread at all.
NO_DIFFERENCES = 1e5
STRENGTHS = np.logspace(-2, 5, 8)


def shrink_shares(successes: npt.ArrayLike, trials: npt.ArrayLike) -> ShrunkShares:
    """Return shares of units drawn towards a common beta distribution.

    Parameters
    ----------
    successes, trials : array_like, shape (k,)
        Per unit: how many of how many (for instance marks of 9 and 10 of all marks). A unit
        without trials is estimated by the common mean.

    Returns
    -------
    ShrunkShares
        Estimates in [0, 1] with the standard deviation of their posterior, the prior's a, b
        and mean, and the reliability n / (n + a + b) of each unit's own share. If units differ
        no more than by chance, a and b are infinite and all estimates equal the common share.

    Raises
    ------
    NotEnoughDataError
        `too-few-units`: fewer than three with trials. `no-variation`: all or none succeed.
    InvalidError
        Counts that are missing, negative or not whole, or more successes than trials.

    Notes
    -----
    successes_i ~ Binomial(n_i, p_i), p_i ~ Beta(a, b); a and b by maximum likelihood, then
    (successes_i + a) / (n_i + a + b). The uncertainty of a and b is not part of the errors.

    References
    ----------
    Skellam (1948). JRSS-B 10, 257-261, for the beta-binomial likelihood. Casella (1985). An
    introduction to empirical Bayes data analysis. American Statistician 39, 83-87.
    Validated in R `nlminb` and SciPy on 452 schools of the New York survey of 2011
    (a = 7.798, b = 8.526).

    Examples
    --------
    >>> found = shrink_shares([18, 2, 30, 9, 1], [20, 8, 40, 10, 6])
    >>> round(found.mean, 2), [round(share, 2) for share in found.estimates]
    (0.61, [0.86, 0.34, 0.74, 0.84, 0.31])
    """
    hits, n = whole_counts(successes, "successes", dimensions=1), whole_counts(trials, "trials", dimensions=1)
    same_length(successes=hits, trials=n)
    if (hits > n).any():
        raise InvalidError("more-successes-than-trials")
    need(int((n > 0).sum()), FEWEST_UNITS, "too-few-units")
    total, everyone = float(hits.sum()), float(n.sum())
    if total in {0.0, everyone}:
        raise NotEnoughDataError("no-variation")
    prior = _fit_two(
        lambda mean, strength: _beta_binomial(hits, n, _logistic(mean), strength),
        centre=float(np.log(total / (everyone - total))),
        limit=NO_DIFFERENCES * float(n.max()),
    )
    mean, strength = (total / everyone, np.inf) if prior is None else (_logistic(prior[0]), float(prior[1]))
    reliability = n / (n + strength)
    estimates = mean + reliability * (np.divide(hits, n, out=np.full_like(n, mean), where=n > 0) - mean)
    return ShrunkShares(
        estimates=tuple(estimates.tolist()),
        standard_errors=tuple(np.sqrt(estimates * (1 - estimates) / (n + strength + 1)).tolist()),
        a=mean * strength,
        b=(1 - mean) * strength,
        mean=mean,
        reliability=tuple(reliability.tolist()),
    )


def shrink_rates(counts: npt.ArrayLike, exposure: npt.ArrayLike) -> ShrunkRates:
    """Return rates of units drawn towards a common gamma distribution.

    Parameters
    ----------
    counts : array_like, shape (k,)
        Events per unit, for instance thanks received.
    exposure : array_like, shape (k,)
        What the events are counted over, for instance contacts or shifts; positive.

    Returns
    -------
    ShrunkRates
        Estimates per unit of exposure with the standard deviation of their posterior, the
        prior's mean `mu` and shape `theta`, and the reliability E / (E + theta / mu) of each
        unit's own rate. If units differ no more than by chance, theta is infinite and all
        estimates equal the common rate.

    Raises
    ------
    NotEnoughDataError
        `too-few-units`: fewer than three. `no-variation`: no events at all.
    InvalidError
        Counts that are missing, negative or not whole; `not-positive`: an exposure of 0 or
        less or missing.

    Notes
    -----
    counts_i ~ Poisson(E_i lambda_i), lambda_i ~ Gamma(theta, theta / mu); both by maximum
    likelihood, then (counts_i + theta) / (E_i + theta / mu).

    References
    ----------
    Clayton & Kaldor (1987). Empirical Bayes estimates of age-standardized relative risks.
    Biometrics 43, 671-681. Validated against R `MASS::glm.nb` with an offset.

    Examples
    --------
    >>> found = shrink_rates([12, 3, 25, 8, 0, 17], [240, 95, 310, 180, 40, 100])
    >>> round(found.mu, 3), [round(rate, 3) for rate in found.estimates]
    (0.066, [0.052, 0.043, 0.079, 0.049, 0.035, 0.138])
    """
    events, exposed = whole_counts(counts, "counts", dimensions=1), vector(exposure, "exposure")
    same_length(counts=events, exposure=exposed)
    if not (exposed > 0).all():
        raise InvalidError("not-positive", name="exposure")
    need(events.size, FEWEST_UNITS, "too-few-units")
    rate = float(events.sum() / exposed.sum())
    if rate == 0:
        raise NotEnoughDataError("no-variation")
    prior = _fit_two(
        lambda mean, theta: _negative_binomial(events, exposed * np.exp(mean), theta),
        centre=float(np.log(rate)),
        limit=NO_DIFFERENCES * float(events.max()),
    )
    mu, theta = (rate, np.inf) if prior is None else (float(np.exp(prior[0])), float(prior[1]))
    reliability = exposed / (exposed + theta / mu)
    estimates = mu + reliability * (events / exposed - mu)
    return ShrunkRates(
        estimates=tuple(estimates.tolist()),
        standard_errors=tuple(np.sqrt(estimates / (exposed + theta / mu)).tolist()),
        mu=mu,
        theta=theta,
        reliability=tuple(reliability.tolist()),
    )


def _fit_two(likelihood: Callable[[float, float], float], *, centre: float, limit: float) -> Vector | None:
    """Return place and strength of a prior, or None where the likelihood rises without end.

    The strength (how many answers the prior is worth) is searched on a logarithmic scale from
    the best of several starts; beyond `limit` it is as good as infinite.
    """
    from scipy.optimize import minimize

    start = max(STRENGTHS, key=lambda strength: likelihood(centre, float(strength)))
    found = minimize(
        lambda point: -likelihood(float(point[0]), float(np.exp(point[1]))),
        [centre, np.log(start)],
        method="Nelder-Mead",
        bounds=[(None, None), (None, np.log(10 * limit))],
        options={"xatol": 1e-10, "fatol": 1e-10, "maxiter": 4000},
    )
    place, strength = float(found.x[0]), float(np.exp(found.x[1]))
    return None if strength > limit else np.array([place, strength])


def _logistic(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def _beta_binomial(hits: Vector, n: Vector, mean: float, strength: float) -> float:
    from scipy.special import betaln

    a, b = mean * strength, (1 - mean) * strength
    return float((betaln(hits + a, n - hits + b) - betaln(a, b)).sum())


def _negative_binomial(events: Vector, expected: Vector, theta: float) -> float:
    from scipy.special import gammaln

    shape = gammaln(events + theta) - gammaln(theta) - theta * np.log1p(expected / theta)
    return float((shape + events * np.log(expected / (expected + theta))).sum())
