"""Whether the items of one scale measure the same thing."""

import numpy as np
import numpy.typing as npt

from tracker.core.stats.arrays import Matrix, complete_rows, need, need_spread, within_unit
from tracker.core.stats.distributions import f_quantile
from tracker.core.stats.results import Alpha


def cronbach_alpha(items: npt.ArrayLike, *, level: float = 0.95) -> Alpha:
    """Return Cronbach's alpha of a scale with Feldt's interval.

    Parameters
    ----------
    items : array_like, shape (persons, items)
        Answers in one unit, reversed items already turned. Persons with a missing answer are
        left out (listwise; leaving out pair by pair gives another number).
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Alpha
        alpha (at most 1, negative when items disagree), the standardised one from the mean
        correlation, interval, number of persons and the corrected item-total correlations.

    Raises
    ------
    NotEnoughDataError
        `too-few-items`: fewer than two. `too-few-values`: fewer than three complete persons.
        `no-variation`: everybody has the same total.
    InvalidError
        Input that is not a table of finite numbers; a level outside (0, 1).

    Notes
    -----
    alpha = k / (k - 1) (1 - sum of item variances / variance of the total). With
    g = (1 - level) / 2: 1 - (1 - alpha) F(1 - g) to 1 - (1 - alpha) F(g), F with n - 1 and
    (n - 1)(k - 1) degrees of freedom.

    References
    ----------
    Cronbach (1951). Psychometrika 16, 297-334. Feldt (1965). Psychometrika 30, 357-370.
    Validated against R `psych::alpha`, `alpha.ci`, and in the tests through the identity of
    alpha with ICC(3,k) on the table of Shrout & Fleiss.

    Examples
    --------
    >>> found = cronbach_alpha([[4, 5, 4], [2, 3, 2], [5, 5, 4], [3, 3, 3], [1, 2, 2]])
    >>> round(found.alpha, 3), round(found.low, 3), round(found.high, 3), found.n
    (0.963, 0.812, 0.996, 5)
    """
    table = complete_rows(items, "items")
    n, k = table.shape
    need(k, 2, "too-few-items")
    need(n, 3, "too-few-values")
    total = table.sum(axis=1)
    need_spread(float(((total - total.mean()) ** 2).sum()), float((total**2).sum()))
    value = float(k / (k - 1) * (1 - table.var(axis=0, ddof=1).sum() / total.var(ddof=1)))
    tail = (1 - within_unit(level, "level")) / 2
    df = (n - 1, (n - 1) * (k - 1))
    return Alpha(
        alpha=value,
        standardised=_standardised(table),
        low=1 - (1 - value) * f_quantile(1 - tail, *df),
        high=1 - (1 - value) * f_quantile(tail, *df),
        n=n,
        item_total=tuple(_correlation(item, total - item) for item in table.T),
    )


def _standardised(table: Matrix) -> float:
    k = table.shape[1]
    mean = sum(_correlation(table[:, i], table[:, j]) for i in range(k) for j in range(i)) / (k * (k - 1) / 2)
    return float(k * mean / (1 + (k - 1) * mean))


def _correlation(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> float:
    x, y = x - x.mean(), y - y.mean()
    squares = float((x @ x) * (y @ y))
    return float(x @ y / np.sqrt(squares)) if squares > 0 else np.nan
