"""Sums over pairs of items for the whole organisation: what reliability and drivers are computed from.

Such sums cut across the groups of the tree, so they could be subtracted from the released sums of one item.
They are therefore taken over one set of sheets for all pairs, and that set is chosen so that, for every
item, the people who answered but are not in it, and the people who are in it but whose group is not, are
none or enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tracker.core.disclosure import MOMENT_FLOOR, Thresholds
from tracker.pulses.rules.tally import ItemTally, Sheets

TRIES = 20
NOT_RELEASED = -1

Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PairSums:
    """First and second sums of a pair of items."""

    a: float
    b: float
    aa: float
    bb: float
    ab: float


@dataclass(frozen=True, slots=True)
class MomentRow:
    """The sums of one pair of items, plain and after taking each team's own mean away."""

    item_a: int
    item_b: int
    n: int
    plain: PairSums
    within: PairSums


def tally_moments(
    sheets: Sheets, tallies: Sequence[ItemTally], thresholds: Thresholds, rng: np.random.Generator
) -> list[MomentRow]:
    """Return the sums of every pair of items, or nothing where no safe set of sheets is large enough."""
    chosen = choose_sheets(sheets, tallies, thresholds, rng)
    if chosen is None:
        return []
    answers = sheets.answers[chosen].astype(np.float64)
    _, team = np.unique(sheets.places[chosen], return_inverse=True)
    sizes = np.bincount(team)
    means = np.stack([np.bincount(team, weights=column) / sizes for column in answers.T], axis=1)
    centred = answers - means[team]
    return [
        MomentRow(
            a, b, len(answers), _sums(answers[:, a], answers[:, b]), _sums(centred[:, a], centred[:, b])
        )
        for a, b in combinations(range(answers.shape[1]), 2)
    ]


def _sums(a: NDArray[np.float64], b: NDArray[np.float64]) -> PairSums:
    """Return the sums of two columns."""
    return PairSums(float(a.sum()), float(b.sum()), float(a @ a), float(b @ b), float(a @ b))


def choose_sheets(
    sheets: Sheets,
    tallies: Sequence[ItemTally],
    thresholds: Thresholds,
    rng: np.random.Generator,
    least: int = MOMENT_FLOOR,
) -> Chosen | None:
    """Return complete sheets that can be added up without telling anything about a small group."""
    pools = [_pools(sheets, tally, item) for item, tally in enumerate(tallies)]
    complete: Chosen = np.asarray((sheets.answers > 0).all(axis=1), dtype=bool)
    for scores, _ in pools:
        complete &= scores != NOT_RELEASED
    for attempt in range(TRIES):
        chosen = complete.copy()
        left_out = rng.permutation(np.flatnonzero(complete))[: thresholds.score + attempt]
        chosen[left_out] = False
        if chosen.sum() < least:
            return None
        if all(_is_safe(chosen, item, pools[item], sheets, thresholds.score) for item in range(len(pools))):
            return chosen
    return None


def _pools(sheets: Sheets, tally: ItemTally, item: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each sheet the pool in which its answer was released, in the scores and in the spread."""
    answered = sheets.answers[:, item] > 0
    return (
        np.where(answered, tally.scores.taken_at[sheets.places], NOT_RELEASED),
        np.where(answered, tally.spread.taken_at[sheets.places], NOT_RELEASED),
    )


def _is_safe(
    chosen: Chosen,
    item: int,
    pools: tuple[NDArray[np.int64], NDArray[np.int64]],
    sheets: Sheets,
    k: int,
) -> bool:
    """Tell whether this item's released sums leave only large groups beside the chosen sheets."""
    answered = sheets.answers[:, item] > 0
    return all(_differences_are_large(chosen, answered, pool, k) for pool in pools)


def _differences_are_large(chosen: Chosen, answered: Chosen, pool: NDArray[np.int64], k: int) -> bool:
    """Tell whether the two smallest groups that subtraction could leave are empty or large enough.

    One is everybody outside the chosen sheets whose pool reaches into them; the other is everybody among the
    chosen sheets whose pool reaches outside them. Every other outcome of adding and subtracting contains one.
    """
    reaching_in = np.isin(pool, np.unique(pool[chosen])) & answered & (pool != NOT_RELEASED)
    outside = int((reaching_in & ~chosen).sum())
    partly = np.unique(pool[answered & ~chosen])
    inside = int((chosen & (np.isin(pool, partly) | (pool == NOT_RELEASED))).sum())
    return all(size == 0 or size >= k for size in (outside, inside))
