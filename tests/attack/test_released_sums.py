"""A3 and A4: all viewers put all released sums together and try to work out a small group.

`AUDITED_TREES` sets how many random trees are audited.
"""

import os

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.attack.auditor import smallest_derivable
from tracker.core.disclosure import Lifted, Tree, lift

pytestmark = pytest.mark.attack

TREES = int(os.environ.get("AUDITED_TREES", "20000"))
K = 5


def random_tree(rng: np.random.Generator) -> Tree:
    """Return a tree of up to twelve nodes, of any shape from flat to a chain."""
    length = int(rng.integers(2, 13))
    parents: dict[int, int | None] = {0: None}
    for node in range(1, length):
        parents[node] = int(rng.integers(max(0, node - int(rng.integers(1, 13))), node))
    return Tree.of(parents)


def released(lifted: Lifted) -> NDArray[np.float64]:
    """Ask the release for one person's part at a time, which yields the rows it adds up."""
    return lifted.totals(np.eye(len(lifted.tree.nodes)))


def broken(trees: int, release: object, *, most: int = 9) -> int:
    """Return in how many random trees a group below the threshold can be worked out."""
    rng = np.random.default_rng(20261122)
    found = 0
    for _ in range(trees):
        tree = random_tree(rng)
        sizes = rng.integers(0, most, len(tree.nodes))
        found += smallest_derivable(release(tree, sizes), sizes, below=K) is not None
    return found


def test_no_group_below_the_threshold_can_be_worked_out_in_any_random_tree():
    assert broken(TREES, lambda tree, sizes: released(lift(tree, sizes, K))) == 0


def test_scores_and_spread_together_give_nothing_below_the_threshold_away():
    def both(tree: Tree, sizes: NDArray[np.int64]) -> NDArray[np.float64]:
        scores = lift(tree, sizes, K)
        return np.vstack(
            [released(scores), released(scores.coarser(sizes, 10)), released(scores.coarser(sizes, 30))]
        )

    assert broken(TREES // 4, both, most=14) == 0


def test_the_rest_of_a_department_is_never_a_small_group():
    rng = np.random.default_rng(7)
    for _ in range(TREES // 20):
        tree = random_tree(rng)
        sizes = rng.integers(0, 9, len(tree.nodes))
        totals = lift(tree, sizes, K).totals(sizes)
        below = np.zeros(len(tree.nodes))
        for place, parent in enumerate(tree.parents):
            if parent >= 0:
                below[parent] += totals[place]
        rest = totals - below
        assert all((rest == 0) | (rest >= K))


@pytest.mark.parametrize("seed", range(3))
def test_the_auditor_catches_a_threshold_one_too_low(seed):
    rng = np.random.default_rng(seed)
    caught = 0
    for _ in range(50):
        tree = random_tree(rng)
        sizes = rng.integers(0, 9, len(tree.nodes))
        caught += smallest_derivable(released(lift(tree, sizes, K - 1)), sizes, below=K) is not None
    assert caught >= 10


def test_the_auditor_catches_thresholds_that_look_only_at_each_group_by_itself():
    def each_by_itself(tree: Tree, sizes: NDArray[np.int64]) -> NDArray[np.float64]:
        members = np.eye(len(tree.nodes))
        for place, parent in enumerate(tree.parents):
            if parent >= 0:
                members[parent] += members[place]
        return members[members @ sizes >= K]

    assert broken(200, each_by_itself) >= 100


def test_the_auditor_catches_a_second_lift_that_starts_from_the_people_again():
    def both(tree: Tree, sizes: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.vstack([released(lift(tree, sizes, K)), released(lift(tree, sizes, 10))])

    assert broken(400, both, most=14) >= 20


def test_two_leads_and_hr_together_hold_no_more_than_everything_released():
    tree = Tree.of({0: None, 1: 0, 2: 0, 3: 0})
    sizes = np.array([{0: 1, 1: 6, 2: 7, 3: 3}[node] for node in tree.nodes])
    rows = released(lift(tree, sizes, K))
    assert smallest_derivable(rows, sizes, below=K) is None
    everything = np.vstack([rows, np.ones(len(sizes))])
    assert smallest_derivable(everything, sizes, below=K) is not None
