"""A straight line with one random intercept per group, fitted by restricted maximum likelihood.

For a given ratio of the two variances everything else has a closed form in sums per group, so
the fit is a search in one dimension, however many groups there are.
"""

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import (
    NO_SPREAD,
    Matrix,
    Vector,
    groups,
    matrix,
    need,
    need_spread,
    same_length,
    vector,
)
from tracker.core.stats.results import RandomIntercept
from tracker.core.stats.search import maximise

# Ratios of group variance to residual variance that are looked at first.
RATIOS = np.concatenate([[0.0], np.logspace(-6, 6, 49)])
CONDITION = 1e10


@dataclass(frozen=True, slots=True)
class _Sums:
    """Cross-products of the centred columns (ones, predictors, y), over all rows and per group."""

    products: Matrix
    by_group: Matrix
    sizes: Vector
    means: Vector


@dataclass(frozen=True, slots=True)
class _Fit:
    """What the data say at one ratio of variances."""

    coefficients: Vector
    inverse: Matrix
    variance_residual: float
    log_likelihood: float


def random_intercept(y: npt.ArrayLike, fixed: npt.ArrayLike, group: Iterable[Hashable]) -> RandomIntercept:
    """Return a linear model with one random intercept per group.

    Parameters
    ----------
    y : array_like, shape (n,)
        Outcome in its own unit.
    fixed : array_like, shape (n, p)
        Predictors, without a column of ones: the intercept is added in front. p may be 0.
    group : iterable of labels, length n
        The group of each row. Rows with a missing value are left out.

    Returns
    -------
    RandomIntercept
        Coefficients (intercept first) and standard errors, variance of the intercepts and of
        the residuals in squared units of y, log restricted likelihood, and whether the group
        variance lies on its lower boundary, 0.

    Raises
    ------
    NotEnoughDataError
        `too-few-groups`: fewer than two. `too-few-values`: no more rows than coefficients and
        groups. `no-variation`: y fitted without error.
    InvalidError
        `collinear`: predictors that repeat each other; or columns of unequal length.

    Notes
    -----
    y_tw = b0 + b'x_tw + u_t + e_tw. With lambda = var(u) / var(e) and c_k = lambda /
    (1 + lambda n_k), the weighted cross-products are those of all rows minus sum c_k s_k s_k',
    s_k being the column sums of group k. The restricted likelihood is profiled over var(e) and
    maximised over lambda, as `lmer(y ~ x + (1 | group))` does.

    References
    ----------
    Bates, Maechler, Bolker & Walker (2015). Fitting linear mixed-effects models using lme4.
    Journal of Statistical Software 67(1), for the profiled criterion.
    Validated once against lme4 (its sleep data, all digits), and in the tests against the full
    likelihood with dense matrices and against ICC(1) of balanced data.

    Examples
    --------
    >>> fit = random_intercept([1, 2, 3, 5, 6, 8], [[0], [1], [2], [0], [1], [2]], list("aaabbb"))
    >>> [round(b, 3) for b in fit.coefficients], round(fit.variance_group, 3), fit.boundary
    ([2.917, 1.25], 9.343, False)
    """
    sums = _sums(y, fixed, group)
    best = maximise(lambda ratio: _fit(sums, ratio).log_likelihood, RATIOS)
    fit = _fit(sums, best)
    # Back from centred columns to the intercept at zero of all predictors.
    back = np.eye(len(sums.means))
    back[0, 1:] = -sums.means[:-1]
    coefficients = back @ fit.coefficients
    coefficients[0] += sums.means[-1]
    errors = np.sqrt(fit.variance_residual * np.diag(back @ fit.inverse @ back.T))
    return RandomIntercept(
        coefficients=tuple(float(b) for b in coefficients),
        standard_errors=tuple(float(error) for error in errors),
        variance_group=best * fit.variance_residual,
        variance_residual=fit.variance_residual,
        log_restricted_likelihood=fit.log_likelihood,
        boundary=best == 0,
    )


def _sums(y: npt.ArrayLike, fixed: npt.ArrayLike, group: Iterable[Hashable]) -> _Sums:
    outcome, predictors, labels = vector(y, "y"), matrix(fixed, "fixed"), list(group)
    same_length(y=outcome, fixed=predictors, group=np.empty(len(labels)))
    columns = np.column_stack([predictors, outcome])
    present = np.flatnonzero(~np.isnan(columns).any(axis=1))
    found = groups(labels[row] for row in present)
    need(len(found.labels), 2, "too-few-groups")
    need(len(present), columns.shape[1] + len(found.labels), "too-few-values")
    # Centring loses no digits where predictors are large numbers, such as years.
    means = columns[present].mean(axis=0)
    centred = np.column_stack([np.ones(len(present)), columns[present] - means])
    _refuse_unfit(centred, squares=float((outcome[present] ** 2).sum()))
    by_group = np.zeros((len(found.labels), centred.shape[1]))
    np.add.at(by_group, found.index, centred)
    return _Sums(centred.T @ centred, by_group, by_group[:, 0], means)


def _refuse_unfit(centred: Matrix, *, squares: float) -> None:
    design, outcome = centred[:, :-1], centred[:, -1]
    lengths = np.sqrt((design**2).sum(axis=0))
    if (lengths == 0).any() or np.linalg.cond(design / lengths) > CONDITION:
        raise InvalidError("collinear", name="fixed")
    residuals = outcome - design @ np.linalg.lstsq(design, outcome)[0]
    need_spread(float(residuals @ residuals), squares)


def _fit(sums: _Sums, ratio: float) -> _Fit:
    shrink = ratio / (1 + ratio * sums.sizes)
    weighted = sums.products - (sums.by_group * shrink[:, None]).T @ sums.by_group
    inverse: Matrix = np.linalg.inv(weighted[:-1, :-1]).astype(np.float64)
    coefficients = inverse @ weighted[:-1, -1]
    df = float(sums.sizes.sum()) - coefficients.size
    squares = float(weighted[-1, -1] - weighted[:-1, -1] @ coefficients)
    # Where groups explain everything, rounding must not make the remainder negative.
    variance = max(squares, NO_SPREAD * float(sums.products[-1, -1])) / df
    determinants = float(np.log1p(ratio * sums.sizes).sum() + np.linalg.slogdet(weighted[:-1, :-1])[1])
    log_likelihood = -0.5 * (determinants + df * (1 + math.log(2 * math.pi * variance)))
    return _Fit(coefficients, inverse, variance, log_likelihood)
