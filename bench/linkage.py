"""The default linkage analysis over 500 teams and 52 weeks, beside the bare NumPy that it needs.

The bare part centres both measures by team and week and pairs the teams' series anew 4,999 times; checking,
gaps and the interval by leaving out one team at a time are the product's own additions.
"""

import math

import numpy as np
from numpy.typing import NDArray

from bench.measuring import Contest, alternate, report
from tracker.core.stats import default_linkage

TEAMS, WEEKS, PAIRINGS, AT_ONCE = 500, 52, 4999, 250

Grid = NDArray[np.float64]


def centred(values: Grid) -> Grid:
    """Take the teams' and the weeks' own levels away."""
    out: Grid = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    return out


def bare(x: Grid, y: Grid, rng: np.random.Generator) -> tuple[float, float]:
    """Return the correlation and its p by re-pairing, with nothing around them."""
    teams = len(x)
    left, right = centred(x), centred(y)
    products = left @ right.T
    norm = math.sqrt(float((left**2).sum() * (right**2).sum()))
    r = float(np.trace(products)) / norm
    hits, own = 1, np.arange(teams)
    for start in range(0, PAIRINGS, AT_ONCE):
        size = min(AT_ONCE, PAIRINGS - start)
        orders = rng.permuted(np.tile(own, (size, 1)), axis=1)
        hits += int((np.abs(products[own, orders].sum(axis=1)) >= abs(r) * norm).sum())
    return r, hits / (PAIRINGS + 1)


def measure(_kind: str = "", *, runs: int = 5) -> Contest:
    """Measure; no database takes part."""
    rng = np.random.default_rng(3)
    mood = rng.normal(size=(TEAMS, WEEKS))
    x, y = mood + rng.normal(size=mood.shape), 0.5 * mood + rng.normal(size=mood.shape)
    team, week = np.indices(mood.shape)
    columns = team.ravel(), week.ravel(), x.ravel(), y.ravel()
    contest = Contest(f"default linkage, {TEAMS} teams, {WEEKS} weeks", "NumPy alone", 1, "analyses")
    return alternate(
        contest,
        lambda: void(default_linkage(*columns, rng=np.random.default_rng(1))),
        lambda: void(bare(x, y, np.random.default_rng(1))),
        runs=runs,
    )


def void(_result: object) -> None:
    """Let a result go."""


if __name__ == "__main__":
    report([measure()])
