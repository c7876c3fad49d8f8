"""What a panel amounts to: within teams, between teams, and in which words either may be told."""

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

import numpy as np

from tracker.core.disclosure import Scale, Shown, Withheld
from tracker.core.errors import NotEnoughDataError
from tracker.core.stats import default_linkage, mean_interval_from_sums, pearson
from tracker.core.stats.linkage import FEWEST_PERIODS, FEWEST_TEAMS
from tracker.core.stats.results import Correlation, Linkage
from tracker.insights.rules.panel import Cell, Panel, together

SEED = 1906
MOST_REMEMBERED = 8
BIT, CLEAR = 0.1, 0.3


class Strength(StrEnum):
    """How clear a link is: by its interval first, by its size after that."""

    NO_CLEAR_LINK = "no-clear-link"
    NOT_NOTICEABLE = "not-noticeable"
    A_BIT = "a-bit"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Within:
    """The default analysis, or the code of the reason why there is none."""

    linkage: Linkage | None
    reason: str
    teams: int
    periods: int

    @property
    def strength(self) -> Strength:
        """In which words the link may be told."""
        if self.linkage is None:
            return Strength.NO_CLEAR_LINK
        return strength_of(self.linkage.r, self.linkage.low, self.linkage.high)


@dataclass(frozen=True, slots=True)
class Between:
    """The correlation of team means, or the code of the reason why there is none."""

    correlation: Correlation | None
    reason: str
    teams: int

    @property
    def strength(self) -> Strength:
        """In which words the link may be told."""
        if self.correlation is None:
            return Strength.NO_CLEAR_LINK
        return strength_of(self.correlation.r, self.correlation.low, self.correlation.high)


@dataclass(frozen=True, slots=True)
class TeamPoint:
    """One team over all its cells: engagement as it may be shown, customers' mean with its interval."""

    unit: int
    team_id: int
    engagement: Shown | Withheld
    mean: float
    low: float | None
    high: float | None
    n: int
    periods: int


def strength_of(r: float, low: float, high: float) -> Strength:
    """Tell how clear a link is; an interval that holds zero tells of none, whatever the size."""
    if low <= 0 <= high:
        return Strength.NO_CLEAR_LINK
    if abs(r) < BIT:
        return Strength.NOT_NOTICEABLE
    return Strength.A_BIT if abs(r) < CLEAR else Strength.CLEAR


class Remembered:
    """Keeps the last few results by a fingerprint of all that went into them.

    The same numbers give the same result, so it needs no clearing: new scores or a closed round change the
    fingerprint. Each process keeps its own.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Within] = OrderedDict()
        self._lock = Lock()

    def get(self, fingerprint: bytes, make: Callable[[], Within]) -> Within:
        """Return the kept result, or make it."""
        with self._lock:
            if fingerprint in self._kept:
                self._kept.move_to_end(fingerprint)
                return self._kept[fingerprint]
        made = make()
        with self._lock:
            self._kept[fingerprint] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def within(panel: Panel, remembered: Remembered) -> Within:
    """Return whether teams' better periods go with happier customers."""
    units = np.array([cell.mood.unit for cell in panel.cells], dtype=np.int64)
    order = {when: place for place, when in enumerate(sorted({c.mood.when for c in panel.cells}))}
    periods = np.array([order[cell.mood.when] for cell in panel.cells], dtype=np.int64)
    x = np.array([cell.mood.exact.mean for cell in panel.cells], dtype=np.float64)
    y = np.array([cell.marks.total / cell.marks.n for cell in panel.cells], dtype=np.float64)
    fingerprint = hashlib.sha256(b"".join(part.tobytes() for part in (units, periods, x, y))).digest()

    def make() -> Within:
        teams, steps = len(set(units.tolist())), len(order)
        if teams >= FEWEST_TEAMS and steps < FEWEST_PERIODS:
            return Within(None, "too-few-periods", teams, steps)
        try:
            rng = np.random.default_rng(SEED)
            found = default_linkage(units.tolist(), periods.tolist(), x, y, rng=rng)
        except NotEnoughDataError as error:
            return Within(None, error.code, teams, steps)
        return Within(found, "", found.n_teams, found.n_periods)

    return remembered.get(fingerprint, make)


def between(panel: Panel) -> Between:
    """Return whether teams that are more engaged on the whole have happier customers on the whole."""
    by_unit = cells_by_unit(panel)
    if len(by_unit) < FEWEST_TEAMS:
        return Between(None, "too-few-teams", len(by_unit))
    x = [math.fsum(cell.mood.exact.mean for cell in cells) / len(cells) for cells in by_unit.values()]
    y = [_pooled_mean(cells) for cells in by_unit.values()]
    try:
        return Between(pearson(x, y), "", len(by_unit))
    except NotEnoughDataError as error:
        return Between(None, error.code, len(by_unit))


def points_of(panel: Panel) -> list[TeamPoint]:
    """Return a point for each team, of values that may be shown."""
    return [_point(unit, cells, panel.mood_scale) for unit, cells in cells_by_unit(panel).items()]


def cells_by_unit(panel: Panel) -> dict[int, list[Cell]]:
    """Return the cells of each team."""
    found: dict[int, list[Cell]] = {}
    for cell in panel.cells:
        found.setdefault(cell.mood.unit, []).append(cell)
    return found


def _pooled_mean(cells: list[Cell]) -> float:
    return math.fsum(cell.marks.total for cell in cells) / sum(cell.marks.n for cell in cells)


def _point(unit: int, cells: list[Cell], scale: Scale) -> TeamPoint:
    n = sum(cell.marks.n for cell in cells)
    total = math.fsum(cell.marks.total for cell in cells)
    squares = [cell.marks.squares for cell in cells]
    known = all(each is not None for each in squares)
    interval = mean_interval_from_sums(n, total, sum(each or 0 for each in squares)) if known else None
    return TeamPoint(
        unit=unit,
        team_id=cells[0].mood.team_id,
        engagement=together((cell.mood for cell in cells), scale),
        mean=total / n,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        n=n,
        periods=len(cells),
    )
