"""Taking a correlation apart: within subjects, between and within groups, over one time step."""

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from tracker.core.errors import NotEnoughDataError
from tracker.core.stats.arrays import (
    Index,
    Pairs,
    Vector,
    complete_rows,
    groups,
    need,
    need_spread,
    same_length,
    sums_by_group,
    vector,
)
from tracker.core.stats.association import centred_correlation, correlation_p
from tracker.core.stats.distributions import z_two_sided
from tracker.core.stats.intervals import fisher_interval
from tracker.core.stats.results import CrossLagged, RepeatedMeasures, Waba

# Two columns whose squared correlation is nearer to 1 than this are one column.
SEPARATE = 1e-12


@dataclass(frozen=True, slots=True)
class _Rows:
    """Complete pairs with the number of the group each belongs to."""

    pairs: Pairs
    index: Index


def repeated_measures_correlation(
    subject: Iterable[Hashable], x: npt.ArrayLike, y: npt.ArrayLike, *, level: float = 0.95
) -> RepeatedMeasures:
    """Return the common straight-line association within subjects.

    Parameters
    ----------
    subject : iterable of labels, length n
        Whose measurement each row is (for teams: the team).
    x, y : array_like, shape (n,)
        Two measures in their own units; a row with a missing value is left out.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    RepeatedMeasures
        r in [-1, 1], degrees of freedom, two-sided p, interval, and the number of subjects
        with two or more rows.

    Raises
    ------
    NotEnoughDataError
        `too-few-subjects`: fewer than two with two or more rows. `too-few-values`: fewer than
        two degrees of freedom. `no-variation`: a measure is constant within every subject.
    InvalidError
        Columns of unequal length or not numeric; a level outside (0, 1).

    Notes
    -----
    Both measures centred per subject, r = Sxy / sqrt(Sxx Syy), df = N - K - 1, Fisher interval
    with n = df + 2. The p assumes rows that are independent within a subject: with weeks that
    share shocks it is far too small (99 false alarms in 100 in a simulation), so it is never
    the headline; see `default_linkage`.

    References
    ----------
    Bland & Altman (1995). BMJ 310, 446. Bakdash & Marusich (2017). Frontiers in Psychology 8,
    456, with the corrigendum of 2019. Validated against R `rmcorr` 0.7.0 on the data of Bland
    & Altman (r = -.507, 38 degrees of freedom).

    Examples
    --------
    >>> found = repeated_measures_correlation("aaabbb", [1, 2, 3, 1, 2, 3], [5, 6, 8, 1, 2, 2])
    >>> round(found.r, 3), found.df, found.n_subjects
    (0.866, 3, 2)
    """
    rows = _grouped(subject, x, y)
    sizes = np.bincount(rows.index)
    several = int((sizes > 1).sum())
    need(several, 2, "too-few-subjects")
    df = rows.index.size - sizes.size - 1
    need(df, 2, "too-few-values")
    centred = (side - _group_means(side, rows.index) for side in (rows.pairs.x, rows.pairs.y))
    r = centred_correlation(rows.pairs, Pairs(*centred))
    interval = fisher_interval(r, z_two_sided(level) / math.sqrt(df - 1))
    return RepeatedMeasures(r, df, correlation_p(r, df), interval.low, interval.high, several)


def waba(x: npt.ArrayLike, y: npt.ArrayLike, group: Iterable[Hashable]) -> Waba:
    """Return a correlation of persons taken apart into its parts between and within groups.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Two measures of persons in their own units; a row with a missing value is left out.
    group : iterable of labels, length n
        The team of each person.

    Returns
    -------
    Waba
        The total correlation, for each measure the correlation ratio between and within
        groups (0 to 1), and the correlations of group means (weighted by size) and of
        deviations from them. A correlation is NaN where a measure has no spread at its level.

    Raises
    ------
    NotEnoughDataError
        `too-few-groups`: fewer than two. `no-variation`: a constant measure.
    InvalidError
        Columns of unequal length or not numeric.

    Notes
    -----
    r_total = eta_between_x eta_between_y r_between + eta_within_x eta_within_y r_within,
    with eta_between^2 + eta_within^2 = 1.

    References
    ----------
    Robinson (1950). American Sociological Review 15, 351-357. Dansereau, Alutto &
    Yammarino (1984). Theory testing in organizational behavior. Validated by the
    theorem itself on random tables.

    Examples
    --------
    >>> found = waba([1, 2, 3, 4], [2, 1, 4, 3], ["a", "a", "b", "b"])
    >>> round(found.r_total, 2), found.r_between, found.r_within
    (0.6, 1.0, -1.0)
    """
    rows = _grouped(group, x, y)
    need(int(rows.index.max(initial=-1)) + 1, 2, "too-few-groups")
    x_all, y_all = rows.pairs.x - rows.pairs.x.mean(), rows.pairs.y - rows.pairs.y.mean()
    r_total = centred_correlation(rows.pairs, Pairs(x_all, y_all))
    x_between, y_between = _group_means(x_all, rows.index), _group_means(y_all, rows.index)
    x_within, y_within = x_all - x_between, y_all - y_between
    return Waba(
        r_total=r_total,
        eta_between_x=_length_ratio(x_between, x_all),
        eta_between_y=_length_ratio(y_between, y_all),
        r_between=_correlation_or_nan(rows.pairs, Pairs(x_between, y_between)),
        eta_within_x=_length_ratio(x_within, x_all),
        eta_within_y=_length_ratio(y_within, y_all),
        r_within=_correlation_or_nan(rows.pairs, Pairs(x_within, y_within)),
    )


def cross_lagged(x1: npt.ArrayLike, y1: npt.ArrayLike, x2: npt.ArrayLike, y2: npt.ArrayLike) -> CrossLagged:
    """Return both directions of association over one time step.

    Parameters
    ----------
    x1, y1, x2, y2 : array_like, shape (n,)
        Two measures of the same units at an earlier (1) and a later (2) time, in their own
        units. A unit with a missing value is left out.

    Returns
    -------
    CrossLagged
        The two plain correlations over time and the two standardised slopes of the later
        measure on the other earlier one, given its own earlier value.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: fewer than four units. `no-variation`: a constant measure.
        `no-separate-variation`: the two earlier measures are the same but for scale.
    InvalidError
        Columns of unequal length or not numeric.

    Notes
    -----
    With standardised measures and r = r(x1, y1):
    beta_x1_y2 = (r(x1, y2) - r(y1, y2) r) / (1 - r^2), and the same with x and y exchanged.
    Order in time is not cause, and lasting differences between units are part of both slopes.

    References
    ----------
    Cohen, Cohen, West & Aiken (2003). Applied multiple regression, ch. 3 for the slope.
    Validated against least squares on standardised measures.

    Examples
    --------
    >>> found = cross_lagged([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], [1, 3, 2, 5, 4], [1, 2, 4, 3, 5])
    >>> round(found.r_x1_y2, 2), round(found.beta_x1_y2, 2), round(found.beta_y1_x2, 2), found.n
    (0.9, 0.5, -0.94, 5)
    """
    columns = [vector(values, name) for name, values in (("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2))]
    same_length(x1=columns[0], y1=columns[1], x2=columns[2], y2=columns[3])
    table = complete_rows(np.column_stack(columns), "rows")
    need(len(table), 4, "too-few-values")
    centred = table - table.mean(axis=0)
    for raw, column in zip(table.T, centred.T, strict=True):
        need_spread(float(column @ column), float(raw @ raw))
    r = np.corrcoef(centred, rowvar=False)
    free = 1 - float(r[0, 1]) ** 2
    need(int(free > SEPARATE), 1, "no-separate-variation")
    return CrossLagged(
        r_x1_y2=float(r[0, 3]),
        r_y1_x2=float(r[1, 2]),
        beta_x1_y2=float(r[0, 3] - r[1, 3] * r[0, 1]) / free,
        beta_y1_x2=float(r[1, 2] - r[0, 2] * r[0, 1]) / free,
        n=len(table),
    )


def _grouped(labels: Iterable[Hashable], x: npt.ArrayLike, y: npt.ArrayLike) -> _Rows:
    listed = list(labels)
    left, right = vector(x, "x"), vector(y, "y")
    same_length(labels=np.empty(len(listed)), x=left, y=right)
    present = ~(np.isnan(left) | np.isnan(right))
    return _Rows(Pairs(left[present], right[present]), groups(compress(listed, present)).index)


def _group_means(values: Vector, index: Index) -> Vector:
    means: Vector = sums_by_group(values, index) / np.bincount(index)
    return means[index]


def _length_ratio(part: Vector, whole: Vector) -> float:
    return math.sqrt(float(part @ part) / float(whole @ whole))


def _correlation_or_nan(raw: Pairs, centred: Pairs) -> float:
    try:
        return centred_correlation(raw, centred)
    except NotEnoughDataError:
        return math.nan
