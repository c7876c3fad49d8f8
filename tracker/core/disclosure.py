"""The only way in which a group's figure becomes showable.

Two steps, both decided once for every viewer. `lift` says which people's answers are added up for which
group, so that no set of released sums can be subtracted down to fewer people than the threshold. The ladder
then makes the sums coarse enough for their size. What comes out is `Shown` or `Withheld`; the exact figure
is another type that refuses to be written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Final, NoReturn, Self

import numpy as np
from numpy.typing import NDArray

from tracker.core.errors import InvalidError

SCORE_FLOOR = 5
SPREAD_FLOOR = 10
COMMENT_FLOOR = 10
RESPONSE_FLOOR = 10
SPLIT_FLOOR = 30
SPLIT_IN_FULL_FLOOR = 100
MOMENT_FLOOR = 100

_LADDER = ((20, Fraction(1, 10)), (10, Fraction(1, 5)), (SCORE_FLOOR, Fraction(1, 2)))
_BANDS = ((50, "50+"), (20, "20-49"), (10, "10-19"), (SCORE_FLOOR, "5-9"))
_MADE_HERE: Final = object()

Counts = NDArray[np.int64]
Sums = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many people a figure needs; a setting can raise these and nothing can lower them."""

    score: int = SCORE_FLOOR
    comment: int = COMMENT_FLOOR

    def __post_init__(self) -> None:
        """Refuse anything beneath the floors."""
        if self.score < SCORE_FLOOR or self.comment < COMMENT_FLOOR:
            raise InvalidError("threshold-below-floor", score=self.score, comment=self.comment)

    @classmethod
    def at_least(cls, *, score: int, comment: int) -> Self:
        """Return the thresholds asked for, raised to the floors where they lie beneath them."""
        return cls(max(score, SCORE_FLOOR), max(comment, COMMENT_FLOOR))


@dataclass(frozen=True, slots=True)
class Tree:
    """Groups within groups, children before parents; `parents` holds places in the list, -1 at a root."""

    nodes: tuple[int, ...]
    parents: tuple[int, ...]

    @classmethod
    def of(cls, parents: Mapping[int, int | None]) -> Self:
        """Order a tree given as each node's parent; refuse a loop and an unknown parent."""
        depth: dict[int, int] = {}
        for node in parents:
            path: list[int] = []
            at: int | None = node
            while at is not None and at not in depth:
                if at in path or at not in parents:
                    raise InvalidError("tree-broken", node=node)
                path.append(at)
                at = parents[at]
            base = -1 if at is None else depth[at]
            for steps, passed in enumerate(reversed(path), start=1):
                depth[passed] = base + steps
        nodes = tuple(sorted(parents, key=lambda node: (-depth[node], node)))
        place = {node: index for index, node in enumerate(nodes)}
        above = (parents[node] for node in nodes)
        return cls(nodes, tuple(-1 if parent is None else place[parent] for parent in above))

    def places(self) -> dict[int, int]:
        """Return each node's place in the list."""
        return {node: place for place, node in enumerate(self.nodes)}


@dataclass(frozen=True, slots=True)
class Lifted:
    """The outcome of a lift: at which node each node's own respondents are first counted, -1 for never."""

    tree: Tree
    taken_at: Counts

    @property
    def shown(self) -> NDArray[np.bool_]:
        """Tell for each node whether it has a released figure."""
        holds = np.zeros(len(self.tree.nodes), dtype=bool)
        holds[self.taken_at[self.taken_at >= 0]] = True
        for place, parent in enumerate(self.tree.parents):
            if parent >= 0 and holds[place]:
                holds[parent] = True
        return holds

    def pools(self, own: NDArray[np.number]) -> Sums:
        """Return for each node the sum over the respondents that are first counted there."""
        added = np.zeros(own.shape, dtype=np.float64)
        counted = self.taken_at >= 0
        np.add.at(added, self.taken_at[counted], own[counted])
        return added

    def totals(self, own: NDArray[np.number]) -> Sums:
        """Return for each node the released sum; rows of nodes without a released figure are zero."""
        sums = self.pools(own)
        for place, parent in enumerate(self.tree.parents):
            if parent >= 0:
                sums[parent] += sums[place]
        return sums

    def coarser(self, respondents: Counts, k: int) -> "Lifted":
        """Lift again with a higher threshold, moving whole released pools.

        A second lift from the people themselves could split a pool of the first; subtracting the two
        releases would then leave fewer people than either threshold allows. Made from the first one's
        pools, every difference is whole pools.
        """
        again = lift(self.tree, self.pools(respondents).astype(np.int64), k)
        taken = np.where(self.taken_at >= 0, again.taken_at[self.taken_at], -1)
        return Lifted(self.tree, taken)


def lift(tree: Tree, respondents: Counts, k: int) -> Lifted:
    """Decide which respondents each group's figure counts.

    A group's figure is everything its sub-groups released, and its own rest (its direct respondents with
    the rests of its sub-groups) if that rest has at least `k` people. A smaller rest moves up; one left
    over at a root is never shown.
    """
    size = np.asarray(respondents, dtype=np.int64).copy()
    resting: list[list[int]] = [[place] if size[place] else [] for place in range(len(tree.nodes))]
    taken_at = np.full(len(tree.nodes), -1, dtype=np.int64)
    for place, parent in enumerate(tree.parents):
        if size[place] >= k:
            taken_at[resting[place]] = place
        elif parent >= 0:
            size[parent] += size[place]
            resting[parent] += resting[place]
    return Lifted(tree, taken_at)


@dataclass(frozen=True, slots=True)
class Exact:
    """A released sum as the ledger keeps it: for statistics over many teams, never for a page or a file."""

    n: int
    total: float

    @property
    def mean(self) -> float:
        """Return the exact mean."""
        return self.total / self.n

    def __str__(self) -> NoReturn:
        """Refuse to be written."""
        raise TypeError("an exact figure is not for showing")

    def __format__(self, spec: str) -> NoReturn:
        """Refuse to be written in any format."""
        raise TypeError("an exact figure is not for showing")

    def __repr__(self) -> str:
        """Name the type and keep the figure."""
        return "Exact(...)"


class End(StrEnum):
    """Whether a value stands for itself or for everything beyond an end of the ladder."""

    NONE = "none"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and highest answer; the ladder's steps widen with it."""

    low: float = 1
    high: float = 5

    @property
    def width(self) -> Fraction:
        """Return how many times as wide as the product's own scale of 1 to 5 this one is."""
        return (Fraction(self.high) - Fraction(self.low)) / 4


OWN_SCALE = Scale()


@dataclass(frozen=True, slots=True)
class Shown:
    """A group figure that may leave the server: laddered value, its step, and the group's size as a band."""

    value: float
    step: float
    band: str
    end: End
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Refuse to be made anywhere but on the ladder."""
        if made_by is not _MADE_HERE:
            raise TypeError("only the ladder makes a shown figure")


@dataclass(frozen=True, slots=True)
class Withheld:
    """The one answer for a figure that is not shown, whatever the reason."""


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share that may leave the server, in whole percent of its step; never 0 and never 100."""

    percent: int
    end: End
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Refuse to be made anywhere but on the ladder."""
        if made_by is not _MADE_HERE:
            raise TypeError("only the ladder makes a shown share")


WITHHELD: Final = Withheld()


def show(figure: Exact | None, scale: Scale = OWN_SCALE) -> Shown | Withheld:
    """Put an exact figure on the ladder: the fewer the people, the wider the steps; the ends stay open."""
    if figure is None or figure.n < SCORE_FLOOR:
        return WITHHELD
    step = next(step for least, step in _LADDER if figure.n >= least) * scale.width
    mean = Fraction(figure.total) / figure.n
    value = floor(mean / step + Fraction(1, 2)) * step
    return _within_ends(float(value), float(step), _band(figure.n), scale)


def _band(n: int) -> str:
    """Return the size of a group as a band."""
    return next(band for least, band in _BANDS if n >= least)


def _within_ends(value: float, step: float, band: str, scale: Scale) -> Shown:
    """Return the shown figure, with everything beyond an end of the ladder told as that end."""
    edge = float(scale.width / 2)
    if value <= scale.low + edge:
        return Shown(scale.low + edge, step, band, End.AT_MOST, _MADE_HERE)
    if value >= scale.high - edge:
        return Shown(scale.high - edge, step, band, End.AT_LEAST, _MADE_HERE)
    return Shown(value, step, band, End.NONE, _MADE_HERE)


def mean_of_means(figures: Sequence[Exact]) -> Exact | None:
    """Return the mean of several figures' means, as sure as the smallest group among them."""
    if not figures:
        return None
    n = min(figure.n for figure in figures)
    return Exact(n, n * sum(figure.mean for figure in figures) / len(figures))


def derive(figures: Sequence[Shown], shifts: Sequence[float], scale: Scale = OWN_SCALE) -> Shown | Withheld:
    """Return the mean of figures already shown, each moved by a known amount: nothing new is told."""
    if not figures:
        return WITHHELD
    value = sum(figure.value + shift for figure, shift in zip(figures, shifts, strict=True)) / len(figures)
    weakest = max(figures, key=lambda figure: figure.step)
    return _within_ends(value, weakest.step, weakest.band, scale)


def share(part: int, whole: int, *, floor_at: int = SPREAD_FLOOR, step: int = 10) -> ShownShare | Withheld:
    """Return a share to the nearest step of percent, from enough people, with both ends left open."""
    if whole < floor_at:
        return WITHHELD
    percent = floor(Fraction(100 * part, whole * step) + Fraction(1, 2)) * step
    if percent <= step:
        return ShownShare(step, End.AT_MOST, _MADE_HERE)
    if percent >= 100 - step:
        return ShownShare(100 - step, End.AT_LEAST, _MADE_HERE)
    return ShownShare(percent, End.NONE, _MADE_HERE)


def shown_share(percent: int, step: int = 10) -> ShownShare:
    """Return again a share that the ladder made and the ledger kept."""
    return share(percent, 100, step=step)  # type: ignore[return-value]  # a hundred is above every floor
