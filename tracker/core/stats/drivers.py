"""Which items go with the outcome most, when the items also go with each other."""

import math

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import (
    Matrix,
    Vector,
    complete_rows,
    matrix,
    need,
    need_spread,
    same_length,
    vector,
)
from tracker.core.stats.results import RelativeImportance

# Every subset of predictors is fitted: 2 ** 15 of them is a second, and the limit.
MOST_PREDICTORS = 15
CONDITION = 1e10


def relative_importance(y: npt.ArrayLike, x: npt.ArrayLike) -> RelativeImportance:
    """Return how the explained variance of an outcome is shared among its predictors.

    Parameters
    ----------
    y : array_like, shape (n,)
        Outcome in its own unit.
    x : array_like, shape (n, p)
        Predictors in their own units, p from 1 to 15. Rows with a missing value are left out.

    Returns
    -------
    RelativeImportance
        R squared and, per column of x, its share by averaging over all orders (LMG, the same
        as Shapley value and general dominance) and Johnson's relative weight. Each set is
        non-negative and sums to R squared. Association, not effect.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: fewer than p + 2 complete rows. `no-variation`: a constant column.
    InvalidError
        `too-many-predictors`; `collinear`: predictors that repeat each other; columns of
        unequal length or not numeric.

    Notes
    -----
    LMG_j = sum over subsets S without j of |S|! (p - |S| - 1)! / p! (R2(S + j) - R2(S)).
    Johnson: R_xx = V D V', L = V D^(1/2) V', g = L^-1 r_xy, weight_j = sum_k L_jk^2 g_k^2.
    A page should ask for ten answers per item and 150 in all, and show bootstrap intervals.

    References
    ----------
    Groemping (2006). Relative importance for linear regression in R. JSS 17(1), for LMG.
    Johnson (2000). Multivariate Behavioral Research 35, 1-19. Genizi (1993). Statistica
    Sinica 3, 407-420, whose decomposition is the same. Validated against R `relaimpo`, and in
    the tests against averaging over all orders one by one.

    Examples
    --------
    >>> found = relative_importance([3, 5, 4, 8, 7, 9], [[1, 0], [2, 1], [3, 0], [4, 1], [5, 0], [6, 1]])
    >>> round(found.r_squared, 3), [round(share, 3) for share in found.lmg]
    (0.952, [0.694, 0.259])
    """
    outcome, predictors = vector(y, "y"), matrix(x, "x")
    same_length(y=outcome, x=predictors)
    rows = complete_rows(np.column_stack([predictors, outcome]), "rows")
    count = predictors.shape[1]
    if not 1 <= count <= MOST_PREDICTORS:
        raise InvalidError("too-many-predictors", found=count, most=MOST_PREDICTORS)
    need(len(rows), count + 2, "too-few-values")
    correlations = _correlations(rows)
    among, with_outcome = correlations[:-1, :-1], correlations[:-1, -1]
    if np.linalg.cond(among) > CONDITION:
        raise InvalidError("collinear", name="x")
    explained = _explained_by_subset(among, with_outcome)
    return RelativeImportance(
        r_squared=float(explained[-1]),
        lmg=tuple(_average_gain(explained, j, count) for j in range(count)),
        johnson=tuple(_relative_weights(among, with_outcome).tolist()),
    )


def _correlations(rows: Matrix) -> Matrix:
    centred = rows - rows.mean(axis=0)
    for raw, column in zip(rows.T, centred.T, strict=True):
        need_spread(float(column @ column), float(raw @ raw))
    lengths = np.sqrt((centred**2).sum(axis=0))
    scaled = centred / lengths
    products: Matrix = scaled.T @ scaled
    return products


def _explained_by_subset(among: Matrix, with_outcome: Vector) -> Vector:
    """Return R squared of each subset; bit j of the place tells whether predictor j is in it."""
    count = with_outcome.size
    members = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    sizes = members.sum(axis=1)
    explained = np.zeros(2**count)
    for size in range(1, count + 1):
        places = np.flatnonzero(sizes == size)
        chosen = np.nonzero(members[places])[1].reshape(-1, size)
        inner = among[chosen[:, :, None], chosen[:, None, :]]
        outer = with_outcome[chosen]
        slopes = np.linalg.solve(inner, outer[:, :, None])[:, :, 0]
        explained[places] = (slopes * outer).sum(axis=1)
    return explained


def _average_gain(explained: Vector, predictor: int, count: int) -> float:
    places = np.arange(explained.size)
    without = places[(places >> predictor) & 1 == 0]
    sizes = ((without[:, None] >> np.arange(count)) & 1).sum(axis=1)
    weights = np.array([1 / (count * math.comb(count - 1, size)) for size in range(count)])
    gains = explained[without | (1 << predictor)] - explained[without]
    return float(weights[sizes] @ gains)


def _relative_weights(among: Matrix, with_outcome: Vector) -> Vector:
    values, vectors = np.linalg.eigh(among)
    root = (vectors * np.sqrt(values)) @ vectors.T
    slopes = np.linalg.solve(root, with_outcome)
    weights: Vector = root**2 @ slopes**2
    return weights
