"""Marks by raters who each rate several people: how lenient the rater, how good the rated.

Raters and ratees are crossed random effects. Henderson's mixed-model equations need only counts
and sums per rater, per ratee and per pair; the raters are eliminated by hand, which leaves one
dense system with a row per ratee.
"""

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from tracker.core.stats.arrays import (
    NO_SPREAD,
    Matrix,
    Vector,
    groups,
    need,
    need_spread,
    same_length,
    sums_by_group,
    vector,
)
from tracker.core.stats.results import CrossedEffects

# Where the search for the two standard-deviation ratios begins.
STARTS = np.array([[0.5, 0.5], [0.05, 1.0], [1.0, 0.05]])
LARGEST_RATIO = 1e3
PRECISION = 1e-9


@dataclass(frozen=True, slots=True)
class _Sums:
    """Numbers of marks per pair, rater and ratee, and sums of centred marks."""

    pairs: Matrix
    by_rater: Vector
    by_ratee: Vector
    squares: float
    centre: float
    ratees: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """What the data say at one pair of ratios of standard deviations."""

    deviance: float
    variance: float
    mean: float
    effects_ratee: Vector


def crossed_random_effects(
    y: npt.ArrayLike, rater: Iterable[Hashable], ratee: Iterable[Hashable]
) -> CrossedEffects:
    """Return who is rated how, with the leniency of raters taken out.

    Parameters
    ----------
    y : array_like, shape (n,)
        Marks in their own unit; a missing mark is left out.
    rater, ratee : iterable of labels, length n
        Who gave and who received each mark; a pair may occur several times.

    Returns
    -------
    CrossedEffects
        Overall mean, the three variances in squared units of the mark, and per ratee the
        predicted deviation from the mean, drawn towards 0 where there are few marks.

    Raises
    ------
    NotEnoughDataError
        `too-few-raters` or `too-few-ratees`: fewer than two. `too-few-values`: no more marks
        than raters and ratees together, as with customers who rate one person each: leniency
        and performance cannot then be told apart. `no-variation`: all marks equal.
    InvalidError
        Columns of unequal length or not numeric.

    Notes
    -----
    y = mean + rater + ratee + error. The restricted likelihood is profiled over mean and error
    variance and maximised over the two ratios of standard deviations, from three starts, as
    `lmer(y ~ 1 + (1 | rater) + (1 | ratee))` does. A variance may be exactly 0.

    References
    ----------
    Henderson (1975). Best linear unbiased estimation and prediction under a selection model.
    Biometrics 31, 423-447. Bates et al. (2015). Journal of Statistical Software 67(1).
    Validated once against lme4 (its penicillin data), and in the tests against the full
    likelihood with dense matrices and against ICC(2) of Shrout & Fleiss, whose balanced table
    has a closed form.

    Examples
    --------
    >>> marks = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6]
    >>> fit = crossed_random_effects(marks, list("ABCD") * 4, [t for t in "wxyz" for _ in range(4)])
    >>> round(fit.mean, 3), round(fit.variance_rater, 2), round(fit.effects_ratee["x"], 2)
    (4.875, 5.39, -1.64)
    """
    sums = _sums(y, rater, ratee)
    best = min((_search(sums, start) for start in STARTS), key=lambda point: _fit(sums, point).deviance)
    fit = _fit(sums, best)
    effects = dict(zip(sums.ratees, fit.effects_ratee.tolist(), strict=True))
    return CrossedEffects(
        mean=sums.centre + fit.mean,
        variance_rater=float(best[0] ** 2) * fit.variance,
        variance_ratee=float(best[1] ** 2) * fit.variance,
        variance_residual=fit.variance,
        effects_ratee=MappingProxyType(effects),
    )


def _sums(y: npt.ArrayLike, rater: Iterable[Hashable], ratee: Iterable[Hashable]) -> _Sums:
    marks, givers, receivers = vector(y, "y"), list(rater), list(ratee)
    same_length(y=marks, rater=np.empty(len(givers)), ratee=np.empty(len(receivers)))
    present = np.flatnonzero(~np.isnan(marks))
    marks = marks[present]
    by, of = groups(givers[row] for row in present), groups(receivers[row] for row in present)
    need(len(by.labels), 2, "too-few-raters")
    need(len(of.labels), 2, "too-few-ratees")
    need(marks.size, len(by.labels) + len(of.labels) + 1, "too-few-values")
    centre = float(marks.mean())
    centred = marks - centre
    need_spread(float(centred @ centred), float(marks @ marks))
    pairs = np.zeros((len(by.labels), len(of.labels)))
    np.add.at(pairs, (by.index, of.index), 1.0)
    return _Sums(
        pairs=pairs,
        by_rater=sums_by_group(centred, by.index),
        by_ratee=sums_by_group(centred, of.index),
        squares=float(centred @ centred),
        centre=centre,
        ratees=of.labels,
    )


def _search(sums: _Sums, start: Vector) -> Vector:
    from scipy.optimize import minimize

    found = minimize(
        lambda point: _fit(sums, point).deviance,
        start,
        method="Nelder-Mead",
        bounds=[(0, LARGEST_RATIO)] * 2,
        options={"xatol": PRECISION, "fatol": PRECISION, "maxiter": 2000},
    )
    # A likelihood that is highest at a variance of 0 must give 0 and not a number near it.
    corners = [np.where(zero, 0.0, found.x) for zero in ((True, False), (False, True), (True, True))]
    best: Vector = min([*corners, found.x], key=lambda point: _fit(sums, point).deviance)
    return best


def _fit(sums: _Sums, ratios: Vector) -> _Fit:
    """Solve the mixed-model equations for mean and ratees, the raters already eliminated."""
    rater, ratee = float(ratios[0]), float(ratios[1])
    n_rater, n_ratee = sums.pairs.sum(axis=1), sums.pairs.sum(axis=0)
    n = float(n_rater.sum())
    raters = 1 + rater**2 * n_rater
    # Columns: the mean, then the ratees scaled by their ratio.
    links = rater * np.column_stack([n_rater, ratee * sums.pairs])
    system = np.diag(np.concatenate([[n], 1 + ratee**2 * n_ratee]))
    system[0, 1:] = system[1:, 0] = ratee * n_ratee
    system -= links.T @ (links / raters[:, None])
    given = rater * sums.by_rater
    load = np.concatenate([[sums.by_rater.sum()], ratee * sums.by_ratee]) - links.T @ (given / raters)
    found = np.linalg.solve(system, load)
    squares = sums.squares - float((given**2 / raters).sum()) - float(load @ found)
    variance = max(squares, NO_SPREAD * sums.squares) / (n - 1)
    determinants = float(np.log(raters).sum()) + float(np.linalg.slogdet(system)[1])
    deviance = determinants + (n - 1) * (1 + math.log(2 * math.pi * variance))
    return _Fit(deviance, variance, float(found[0]), ratee * found[1:])
