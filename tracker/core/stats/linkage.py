"""Whether a team's better weeks go with happier customers: the default analysis of the product.

The answer is a correlation within teams, cleared of lasting differences between teams and of
everything that hits all teams in the same period, with a p-value that survives series whose
neighbouring weeks resemble each other, and an interval that treats teams as the sample.
"""

import itertools
import math
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.stats.arrays import Matrix, Vector, need, need_spread, whole_count
from tracker.core.stats.distributions import t_two_sided
from tracker.core.stats.panel import Panel, build_panel, centre_two_way, leave_one_out
from tracker.core.stats.results import Interval, Linkage

FEWEST_TEAMS, FEWEST_PERIODS = 5, 8
EARLY_TEAMS, EARLY_PERIODS = 10, 12
# Up to this many teams all pairings are tried: 7! = 5,040.
MOST_TEAMS_EXACT = 7
# Two correlations closer than this are the same pairing computed in another order.
SAME = 1e-12
BLOCK = 512
# Beyond this atanh is no longer a number to calculate with.
NEARLY_ONE = 1 - 1e-15


def default_linkage(
    team: Iterable[Hashable],
    period: Iterable[Hashable],
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    permutations: int = 4999,
    rng: np.random.Generator,
    level: float = 0.95,
) -> Linkage:
    """Return the within-team association of two measures over periods.

    Parameters
    ----------
    team, period : iterable of labels, length n
        One row per team and period; labels sort among themselves. A pair may occur once.
    x, y : array_like, shape (n,)
        The two measures, for instance item-centred engagement and mean mark, in their own
        units. A row with a missing value is left out.
    weights : array_like, shape (n,), optional
        How much a row counts, for instance the smaller number of answers; 0 leaves it out.
    permutations : int
        Number of random pairings when there are more than seven teams; with seven or fewer
        all of them are tried.
    rng : numpy.random.Generator
        Source of the random pairings. The same state and data give the same p, in whatever
        order the rows come.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Linkage
        r with interval and p, the numbers of teams, periods and cells that carry information,
        whether p is exact, and whether it is too early for more than an indication.

    Raises
    ------
    NotEnoughDataError
        `too-few-teams`: fewer than five teams. `too-few-periods`: fewer than eight periods.
        `no-variation`: one measure has no movement of its own left.
    InvalidError
        `repeated-cell`: a team and period given twice; `negative-weight`; columns of unequal
        length or not numeric.

    Notes
    -----
    x' and y' are the residuals on team and period dummies; on a full grid
    x'_tw = x_tw - mean_t - mean_w + mean. Then r = sum x'y' / sqrt(sum x'^2 sum y'^2).

    p: the whole series y' of the teams is dealt out anew over the series x', and the share of
    pairings with |r| at least as large as the observed one is p. Random pairings use
    p = (1 + hits) / (1 + pairings), so that p is never 0. What weeks of one series have in
    common with each other stays as it is.

    Gaps: a pairing uses only the periods in which both teams have a cell, in numerator and
    denominator alike, so that it is not made small by having fewer terms. Residuals are not
    fitted again for each pairing. Pairings then rest on fewer cells than the observed value
    and scatter more, which makes p somewhat too large and never too small; a pairing without
    a single common period counts against the finding. A team that was only there in the first
    half is thus still compared, over the periods it shares.

    Interval: leave one team out, centre anew, z = atanh r each time;
    se^2 = (K - 1) / K * sum (z_(-t) - mean)^2; tanh(atanh r +- t(K - 1) se). If a single team
    carries all movement the interval is -1 to 1.

    References
    ----------
    Edgington & Onghena (2007). Randomization tests, for the pairing test and its + 1.
    Efron & Tibshirani (1993). An introduction to the bootstrap, eq. 11.5, for the jackknife.
    Validated in the tests against dummy regression, against counting every pairing one by one
    and against simulated panels whose truth is known.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> mood = rng.normal(size=(6, 12))
    >>> marks = 0.8 * mood + rng.normal(size=(6, 12))
    >>> team, week = np.indices(mood.shape)
    >>> found = default_linkage(
    ...     team.ravel(), week.ravel(), mood.ravel(), marks.ravel(), rng=np.random.default_rng(2)
    ... )
    >>> round(found.r, 2), found.exact, found.early, found.n_cells
    (0.56, True, True, 72)
    """
    panel = build_panel(team, period, x, y, weights)
    wanted = whole_count(permutations, "permutations")
    n_teams, n_periods = panel.x.shape
    need(n_teams, FEWEST_TEAMS, "too-few-teams")
    need(n_periods, FEWEST_PERIODS, "too-few-periods")
    left, right = centre_two_way(panel, panel.x), centre_two_way(panel, panel.y)
    for values, centred in ((panel.x, left), (panel.y, right)):
        need_spread(float((panel.weights * centred**2).sum()), float((panel.weights * values**2).sum()))
    pairings = _Pairings.of(panel, left, right)
    r = float(pairings.correlations(np.arange(n_teams)[None])[0])
    interval = _jackknife(panel, left, right, r=r, level=level)
    exact = n_teams <= MOST_TEAMS_EXACT
    orders = _all_orders(n_teams) if exact else _random_orders(n_teams, wanted, rng)
    return Linkage(
        r=r,
        low=interval.low,
        high=interval.high,
        p=_share_as_large(pairings, orders, r, exact=exact),
        n_teams=n_teams,
        n_periods=n_periods,
        n_cells=int(panel.filled.sum()),
        exact=exact,
        early=n_teams < EARLY_TEAMS or n_periods < EARLY_PERIODS,
    )


@dataclass(frozen=True, slots=True)
class _Pairings:
    """Team by team: the sum of products and the sums of squares over their common periods.

    A pairing of all teams needs nothing else: its correlation is made of sums of K entries.
    Without gaps the squares are the same for every pairing and are not looked up again.
    """

    products: Matrix
    squares_x: Matrix
    squares_y: Matrix
    full: bool

    @classmethod
    def of(cls, panel: Panel, x: Matrix, y: Matrix) -> "_Pairings":
        root = np.sqrt(panel.weights)
        filled = panel.filled.astype(np.float64)
        return cls(
            products=(root * x) @ (root * y).T,
            squares_x=(panel.weights * x**2) @ filled.T,
            squares_y=filled @ (panel.weights * y**2).T,
            full=bool(filled.all()),
        )

    def correlations(self, orders: npt.NDArray[np.intp]) -> Vector:
        """Return r for each row of `orders`, which names the y-team given to each x-team."""
        place = orders + np.arange(orders.shape[1]) * orders.shape[1]
        same = place[:1] if self.full else place
        squares = self.squares_x.take(same).sum(axis=1) * self.squares_y.take(same).sum(axis=1)
        products = self.products.take(place).sum(axis=1)
        found: Vector = np.full(len(orders), np.inf)
        np.divide(products, np.sqrt(squares), out=found, where=squares > 0)
        return found


def _share_as_large(
    pairings: _Pairings, orders: Iterator[npt.NDArray[np.intp]], r: float, *, exact: bool
) -> float:
    hits = tried = 0 if exact else 1
    for block in orders:
        hits += int((np.abs(pairings.correlations(block)) >= abs(r) - SAME).sum())
        tried += len(block)
    return hits / tried


def _all_orders(n_teams: int) -> Iterator[npt.NDArray[np.intp]]:
    yield np.array(list(itertools.permutations(range(n_teams))), dtype=np.intp)


def _random_orders(n_teams: int, wanted: int, rng: np.random.Generator) -> Iterator[npt.NDArray[np.intp]]:
    for start in range(0, wanted, BLOCK):
        size = min(BLOCK, wanted - start)
        yield rng.permuted(np.tile(np.arange(n_teams), (size, 1)), axis=1)


def _jackknife(panel: Panel, x: Matrix, y: Matrix, *, r: float, level: float) -> Interval:
    parts = leave_one_out(panel, x, y)
    floor_x, floor_y = (SAME * float((panel.weights * side**2).sum()) for side in (x, y))
    if (parts.xx <= floor_x).any() or (parts.yy <= floor_y).any():
        return Interval(-1.0, 1.0)
    z = _atanh(parts.xy / np.sqrt(parts.xx * parts.yy))
    n_teams = len(z)
    deviation = math.sqrt((n_teams - 1) / n_teams * float(((z - z.mean()) ** 2).sum()))
    reach = t_two_sided(level, n_teams - 1) * deviation
    centre = float(_atanh(np.array(r)))
    # Rounding must not put the estimate outside its own interval.
    return Interval(min(r, math.tanh(centre - reach)), max(r, math.tanh(centre + reach)))


def _atanh(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.arctanh(np.clip(r, -NEARLY_ONE, NEARLY_ONE))
