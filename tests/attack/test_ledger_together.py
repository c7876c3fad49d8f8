"""A4 and A34: every figure of a closing put together, person by person, and audited for small groups."""

import os

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.attack.auditor import smallest_derivable
from tracker.core.disclosure import Lifted, Thresholds, Tree
from tracker.pulses.rules.moments import choose_sheets, tally_moments
from tracker.pulses.rules.tally import Sheets, tally_item

pytestmark = pytest.mark.attack

ROUNDS = int(os.environ.get("AUDITED_ROUNDS", "150"))
USUAL = Thresholds()
ITEMS = 3
PEOPLE = 46


def random_round(rng: np.random.Generator) -> tuple[Tree, Sheets]:
    """Return a small organisation in which people sometimes skip an item."""
    length = int(rng.integers(2, 6))
    parents = {0: None} | {node: int(rng.integers(0, node)) for node in range(1, length)}
    tree = Tree.of(parents)
    places = rng.integers(0, length, PEOPLE)
    answers = rng.integers(1, 6, (PEOPLE, ITEMS)).astype(np.uint8)
    answers[rng.random((PEOPLE, ITEMS)) < rng.choice([0, 0.02, 0.1])] = 0
    return tree, Sheets(places, answers)


def people_behind(lifted: Lifted, sheets: Sheets, item: int) -> NDArray[np.float64]:
    """Return for each released group the people whose answer it adds up, asked one person at a time."""
    answered = np.flatnonzero(sheets.answers[:, item])
    own = np.zeros((len(lifted.tree.nodes), PEOPLE))
    own[sheets.places[answered], answered] = 1
    return lifted.totals(own)[lifted.shown]


def atoms(rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Join people whom no released row tells apart."""
    kinds, sizes = np.unique(rows.T, axis=0, return_counts=True)
    counted = kinds.any(axis=1)
    return kinds[counted].T, sizes[counted]


def findings(rng: np.random.Generator, *, careless: bool) -> int:
    """Return in how many rounds some item's released sums leave a small group."""
    found = 0
    for _ in range(ROUNDS):
        tree, sheets = random_round(rng)
        tallies = [tally_item(tree, sheets, item, USUAL) for item in range(ITEMS)]
        chosen = choose_sheets(sheets, tallies, USUAL, rng, least=20)
        if careless:
            chosen = (sheets.answers > 0).all(axis=1)
        for item, tally in enumerate(tallies):
            for lifted in ([tally.scores], [tally.scores, tally.spread], [tally.spread]):
                rows = np.vstack([people_behind(one, sheets, item) for one in lifted])
                if chosen is not None:
                    rows = np.vstack([rows, chosen.astype(float)])
                if smallest_derivable(*atoms(rows), below=USUAL.score):
                    found += 1
                    break
    return found


def test_scores_spread_and_pairs_together_give_no_small_group_away():
    assert findings(np.random.default_rng(11), careless=False) == 0


def test_the_auditor_catches_pair_sums_over_everybody_who_answered_everything():
    assert findings(np.random.default_rng(11), careless=True) >= ROUNDS // 10


def test_pair_sums_are_those_of_the_chosen_sheets():
    rng = np.random.default_rng(5)
    tree = Tree.of({1: None, 2: 1, 3: 1})
    answers = rng.integers(1, 6, (240, 3)).astype(np.uint8)
    sheets = Sheets(rng.integers(0, 3, 240), answers)
    tallies = [tally_item(tree, sheets, item, USUAL) for item in range(3)]
    rows = tally_moments(sheets, tallies, USUAL, np.random.default_rng(9))
    chosen = choose_sheets(sheets, tallies, USUAL, np.random.default_rng(9))
    picked = answers[chosen].astype(float)
    assert [(row.item_a, row.item_b) for row in rows] == [(0, 1), (0, 2), (1, 2)]
    assert rows[0].n == len(picked) == 235
    assert rows[1].plain.ab == pytest.approx(float(picked[:, 0] @ picked[:, 2]))
    assert rows[1].within.a == pytest.approx(0)
    assert rows[1].within.aa < rows[1].plain.aa


def test_there_are_no_pair_sums_below_a_hundred_sheets():
    tree = Tree.of({1: None})
    sheets = Sheets(np.zeros(104, dtype=np.int64), np.full((104, 2), 4, dtype=np.uint8))
    tallies = [tally_item(tree, sheets, item, USUAL) for item in range(2)]
    assert tally_moments(sheets, tallies, USUAL, np.random.default_rng(1)) == []
