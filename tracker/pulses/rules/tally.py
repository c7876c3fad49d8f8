"""What a closing releases, computed from opened sheets: pure arrays in, ledger rows out.

Nothing here keeps a sheet: whatever is returned is a sum over at least as many people as its threshold asks,
and the auditor of the test suite checks all of these sums together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.core.disclosure import (
    RESPONSE_FLOOR,
    SPLIT_FLOOR,
    SPREAD_FLOOR,
    Lifted,
    ShownShare,
    Thresholds,
    Tree,
    lift,
    share,
)

STEPS = 5
SPLIT_NEEDS = 9
ENGAGED_FROM = 425
DISENGAGED_BELOW = 275
LOW_ANSWER = 2
SHIFTS = (-25, 0, 25)

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The opened sheets of a round: each one's place in the tree, and its answer to each item (0 is none)."""

    places: Whole
    answers: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class CellRow:
    """The released sum of one item in one group."""

    node_id: int
    item: int
    n: int
    total: int


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How the answers to one item spread over the five steps in one group."""

    node_id: int
    item: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SplitRow:
    """How many people of a group are engaged, not engaged, actively disengaged, at one shift of the cuts."""

    node_id: int
    shift: int
    engaged: int
    not_engaged: int
    actively_disengaged: int


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """The share of a group that took part, to the nearest ten percent."""

    node_id: int
    percent: int


@dataclass(frozen=True, slots=True)
class ItemTally:
    """The released figures of one item, with the lifts that decided them."""

    cells: list[CellRow]
    spreads: list[SpreadRow]
    scores: Lifted
    spread: Lifted


def tally_item(tree: Tree, sheets: Sheets, item: int, thresholds: Thresholds) -> ItemTally:
    """Return the sums and the spread of one item for every group that may have them."""
    column = sheets.answers[:, item]
    size = len(tree.nodes)
    by_step = np.zeros((size, STEPS), dtype=np.int64)
    answered = column > 0
    np.add.at(by_step, (sheets.places[answered], column[answered] - 1), 1)
    counts = by_step.sum(axis=1)
    scores = lift(tree, counts, thresholds.score)
    spread = scores.coarser(counts, max(SPREAD_FLOOR, thresholds.score))
    steps = np.arange(1, STEPS + 1)
    totals = scores.totals(by_step).astype(np.int64)
    shown = np.flatnonzero(scores.shown)
    cells = [
        CellRow(tree.nodes[place], item, int(totals[place].sum()), int(totals[place] @ steps))
        for place in shown
    ]
    spread_totals = spread.totals(by_step).astype(np.int64)
    spreads = [
        SpreadRow(tree.nodes[place], item, tuple(int(count) for count in spread_totals[place]))
        for place in np.flatnonzero(spread.shown)
    ]
    return ItemTally(cells, spreads, scores, spread)


def tally_split(tree: Tree, sheets: Sheets, needs: Sequence[int], thresholds: Thresholds) -> list[SplitRow]:
    """Return the three shares of a full round for every group of at least thirty people.

    A sheet counts if at least nine of the twelve needs were answered. Engaged is a mean of 4.25 or more with
    no answer of 1 or 2; actively disengaged is a mean under 2.75; each also with both cuts moved by 0.25.
    """
    answers = sheets.answers[:, list(needs)].astype(np.int64)
    given = (answers > 0).sum(axis=1)
    counted = given >= SPLIT_NEEDS
    answers, given, places = answers[counted], given[counted], sheets.places[counted]
    size = len(tree.nodes)
    lifted = lift(tree, np.bincount(places, minlength=size), max(SPLIT_FLOOR, thresholds.score))
    hundredths = answers.sum(axis=1) * 100
    low = ((answers > 0) & (answers <= LOW_ANSWER)).any(axis=1)
    rows = []
    for shift in SHIFTS:
        engaged = (hundredths >= (ENGAGED_FROM + shift) * given) & ~low
        disengaged = hundredths < (DISENGAGED_BELOW + shift) * given
        kind = np.where(engaged, 0, np.where(disengaged, 2, 1))
        by_kind = np.zeros((size, 3), dtype=np.int64)
        np.add.at(by_kind, (places, kind), 1)
        totals = lifted.totals(by_kind).astype(np.int64)
        rows += [
            SplitRow(tree.nodes[place], shift, *(int(count) for count in totals[place]))
            for place in np.flatnonzero(lifted.shown)
        ]
    return rows


def tally_response(tree: Tree, invited: Whole, responded: Whole) -> list[ResponseRow]:
    """Return the share that took part for every group of at least ten invited people."""
    below_invited, below_responded = invited.copy(), responded.copy()
    for place, parent in enumerate(tree.parents):
        if parent >= 0:
            below_invited[parent] += below_invited[place]
            below_responded[parent] += below_responded[place]
    rows = []
    for place, node in enumerate(tree.nodes):
        band = share(int(below_responded[place]), int(below_invited[place]), floor_at=RESPONSE_FLOOR)
        if isinstance(band, ShownShare):
            rows.append(ResponseRow(node, band.percent))
    return rows


def pool_comments(tree: Tree, places: Whole, thresholds: Thresholds) -> Whole:
    """Return for each sheet the place of the group its comment is shown with, -1 where it is destroyed."""
    lifted = lift(tree, np.bincount(places, minlength=len(tree.nodes)), thresholds.comment)
    pools: Whole = lifted.taken_at[places]
    return pools
