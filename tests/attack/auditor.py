"""An auditor of released sums that shares nothing with the lift it checks.

It is given only numbers: which answers each released sum adds up (found by asking the release itself, one
answer at a time) and how many people stand behind each indivisible part. By linear algebra it then says
whether any way of adding and subtracting released sums, by all viewers together, yields the sum of fewer
than k people.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

NEAR = 1e-7


@dataclass(frozen=True)
class Finding:
    """The smallest group that somebody could work out, as places among the parts."""

    parts: tuple[int, ...]
    people: int


def smallest_derivable(rows: NDArray[np.float64], sizes: NDArray[np.int64], *, below: int) -> Finding | None:
    """Return a derivable group of fewer than `below` people, smallest first, or nothing.

    The members of a part are always added together, so a derivable group is made of whole parts. A group's
    sum can be worked out exactly when its indicator equals its own projection on the span of the released
    rows.
    """
    occupied = np.flatnonzero(sizes)
    projector = np.linalg.pinv(rows[:, occupied]) @ rows[:, occupied]
    small = sorted(
        _small_groups(sizes[occupied], below), key=lambda group: sizes[occupied][list(group)].sum()
    )
    if not small:
        return None
    indicators = np.zeros((len(occupied), len(small)))
    for column, group in enumerate(small):
        indicators[list(group), column] = 1
    residue = np.linalg.norm(projector @ indicators - indicators, axis=0)
    hits = np.flatnonzero(residue <= NEAR)
    if not hits.size:
        return None
    parts = tuple(int(occupied[part]) for part in small[hits[0]])
    return Finding(parts, int(sizes[list(parts)].sum()))


def _small_groups(sizes: NDArray[np.int64], below: int) -> list[tuple[int, ...]]:
    """Return every set of parts that together has fewer people than the threshold."""
    candidates = [part for part in range(len(sizes)) if sizes[part] < below]
    return [
        group
        for length in range(1, below)
        for group in combinations(candidates, length)
        if sizes[list(group)].sum() < below
    ]
