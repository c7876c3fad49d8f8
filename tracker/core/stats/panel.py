"""Teams by periods as a grid, and the two-way centring that the default linkage rests on.

Removing team and period effects is a weighted least-squares fit on two sets of dummies. The
team effects are eliminated by hand, which leaves one small system with a row per period; the
same system with one team taken out gives the jackknife without fitting anything again.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import Index, Matrix, Vector, groups, same_length, vector

# A solution of the period system is taken when it solves the equations this well.
SOLVED = 1e-8
# Teams whose systems are held in memory at the same time.
BLOCK = 64

Cube = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Panel:
    """Two measures of teams (rows) by periods (columns); an empty cell has weight 0 and value 0."""

    x: Matrix
    y: Matrix
    weights: Matrix

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Which cells hold a pair of values."""
        return self.weights > 0

    @property
    def complete(self) -> bool:
        """Whether every cell is filled and all count the same."""
        return bool((self.weights == self.weights[0, 0]).all())


@dataclass(frozen=True, slots=True)
class Products:
    """Sums of squares and of products of the centred measures, over all teams or all but one."""

    xx: npt.NDArray[np.float64]
    yy: npt.NDArray[np.float64]
    xy: npt.NDArray[np.float64]


def build_panel(
    team: Iterable[Hashable],
    period: Iterable[Hashable],
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    weights: npt.ArrayLike | None,
) -> Panel:
    """Return the grid of the rows that carry information on movement within teams."""
    columns = np.stack(_columns(x, y, weights))
    rows, periods = list(team), list(period)
    same_length(team=np.empty(len(rows)), period=np.empty(len(periods)), x=columns[0])
    usable = ~np.isnan(columns).any(axis=0) & (columns[2] > 0)
    row, column = groups(compress(rows, usable)), groups(compress(periods, usable))
    cells: npt.NDArray[np.float64] = np.zeros((3, len(row.labels), len(column.labels)))
    _refuse_repeats(row.index, column.index, cells.shape[2])
    cells[:, row.index, column.index] = columns[:, usable]
    return _prune(Panel(*cells))


def _columns(x: npt.ArrayLike, y: npt.ArrayLike, weights: npt.ArrayLike | None) -> list[Vector]:
    left, right = vector(x, "x"), vector(y, "y")
    weight = np.ones_like(left) if weights is None else vector(weights, "weights")
    same_length(x=left, y=right, weights=weight)
    if (weight < 0).any():
        raise InvalidError("negative-weight")
    return [left, right, weight]


def _refuse_repeats(row: Index, column: Index, width: int) -> None:
    if np.unique(row * width + column).size < row.size:
        raise InvalidError("repeated-cell")


def _prune(panel: Panel) -> Panel:
    """Drop teams and periods of one cell, again and again: their residuals are exactly zero."""
    while True:
        filled = panel.filled
        rows, columns = filled.sum(axis=1) > 1, filled.sum(axis=0) > 1
        if rows.all() and columns.all():
            return panel
        panel = Panel(*(part[rows][:, columns] for part in (panel.x, panel.y, panel.weights)))


def centre_two_way(panel: Panel, values: Matrix) -> Matrix:
    """Return the residuals of `values` after team and period effects, 0 in empty cells."""
    weights, filled = panel.weights, panel.filled
    by_team = _within_teams(values, weights)
    effects = np.linalg.lstsq(_period_system(weights), (weights * by_team).sum(axis=0))[0]
    centred = by_team - _within_teams(np.broadcast_to(effects, values.shape), weights)
    residuals: Matrix = np.where(filled, centred, 0.0)
    return residuals


def _within_teams(values: Matrix, weights: Matrix) -> Matrix:
    means: Matrix = (values * weights).sum(axis=1) / weights.sum(axis=1)
    return values - means[:, None]


def leave_one_out(panel: Panel, x: Matrix, y: Matrix) -> Products:
    """Return the products of the centred measures with each team left out in turn.

    `x` and `y` are the residuals of `centre_two_way`, with which the answer is the same as
    with the raw measures but loses no digits.
    """
    if panel.complete:
        weight, teams = panel.weights[0, 0], len(x)
        # Without one team the others' period means move by its residual over K - 1.
        lost = [weight * teams / (teams - 1) * (a * b).sum(axis=1) for a, b in ((x, x), (y, y), (x, y))]
        total = [weight * (a * b).sum() for a, b in ((x, x), (y, y), (x, y))]
        return Products(*(whole - part for whole, part in zip(total, lost, strict=True)))
    return _leave_one_out_with_gaps(panel.weights, x, y)


def _leave_one_out_with_gaps(weights: Matrix, x: Matrix, y: Matrix) -> Products:
    series = np.stack([x, y], axis=2)
    weighted = weights[:, :, None] * (series - _team_means(series, weights)[:, None, :])
    loads = weighted.sum(axis=0) - weighted
    squares = np.einsum("kti,ktj->kij", weighted, series)
    left = squares.sum(axis=0) - squares
    everyone = _period_system(weights)
    for start in range(0, len(weights), BLOCK):
        block = slice(start, start + BLOCK)
        effects = _solve(everyone - _team_systems(weights[block]), loads[block])
        left[block] -= np.einsum("kti,ktj->kij", loads[block], effects)
    return Products(xx=left[:, 0, 0], yy=left[:, 1, 1], xy=left[:, 0, 1])


def _team_means(series: Cube, weights: Matrix) -> Matrix:
    means: Matrix = np.einsum("kt,kti->ki", weights, series) / weights.sum(axis=1)[:, None]
    return means


def _period_system(weights: Matrix) -> Matrix:
    system: Matrix = np.diag(weights.sum(axis=0)) - (weights / weights.sum(axis=1)[:, None]).T @ weights
    return system


def _team_systems(weights: Matrix) -> Cube:
    systems: Cube = -np.einsum("kt,ku->ktu", weights / weights.sum(axis=1)[:, None], weights)
    diagonal = np.arange(weights.shape[1])
    systems[:, diagonal, diagonal] += weights
    return systems


def _solve(systems: Cube, loads: Cube) -> Cube:
    """Solve the singular but consistent period systems; any solution serves.

    Only differences between periods are determined, so each system gets a push along the
    constant. Where the grid falls apart without the team that is too little, and the
    pseudo-inverse answers instead.
    """
    diagonal = np.einsum("ktt->kt", systems)
    size = systems.shape[1]
    push = diagonal.sum(axis=1)[:, None, None] / size**2
    empty = diagonal <= SOLVED * diagonal.max()
    try:
        found: Cube = np.linalg.solve(systems + push + np.eye(size) * empty[:, :, None], loads)
    except np.linalg.LinAlgError:
        found = np.zeros_like(loads)
    error = np.abs(systems @ found - loads).max(axis=(1, 2))
    bad = ~(error <= SOLVED * np.abs(loads).max())
    found[bad] = np.linalg.pinv(systems[bad], hermitian=True) @ loads[bad]
    return found
