"""From the ledger's exact cells to what a page may hold, and to what statistics over many teams compute on.

The engagement index rests on the twelve needs alone: outcomes are what engagement leads to, and service
items are a bank of their own. Weekly lines are centred by item, because each week asks other items and an
easy one would otherwise look like a good week.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.core.calendar import Week
from tracker.core.disclosure import (
    WITHHELD,
    Exact,
    Shown,
    Withheld,
    derive,
    mean_of_means,
    show,
)
from tracker.pulses.rules.planning import NEEDS

Figure = Shown | Withheld


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """One released sum with its place in time; it never leaves the room's queries."""

    week: Week
    block: Week
    node_id: int
    code: str
    exact: Exact = field(repr=False)


def of_needs(cells: Iterable[LedgerCell]) -> list[LedgerCell]:
    """Return the cells of the twelve needs."""
    return [cell for cell in cells if cell.code in NEEDS]


def by_code(cells: Iterable[LedgerCell]) -> dict[str, Exact]:
    """Return the mean of each item's releases, as sure as the smallest group among them."""
    found: dict[str, list[Exact]] = {}
    for cell in cells:
        found.setdefault(cell.code, []).append(cell.exact)
    means = {code: mean_of_means(exacts) for code, exacts in found.items()}
    return {code: mean for code, mean in means.items() if mean is not None}


def index(cells: Iterable[LedgerCell]) -> Figure:
    """Return the engagement index: the mean of the needs' means, on the ladder."""
    return show(mean_of_means(list(by_code(of_needs(cells)).values())))


def shown_levels(organisation: Iterable[LedgerCell]) -> dict[str, float]:
    """Return the usual level of each need in the whole organisation, from values that are shown anyway."""
    found: dict[str, list[float]] = {}
    for cell in of_needs(organisation):
        figure = show(cell.exact)
        if isinstance(figure, Shown):
            found.setdefault(cell.code, []).append(figure.value)
    return {code: sum(values) / len(values) for code, values in found.items()}


def weekly_line(cells: Iterable[LedgerCell], levels: Mapping[str, float]) -> dict[Week, Figure]:
    """Return a group's item-centred line, derived from shown values so that it tells nothing beyond them."""
    overall = sum(levels.values()) / len(levels) if levels else 0.0
    weeks: dict[Week, list[LedgerCell]] = {}
    for cell in of_needs(cells):
        weeks.setdefault(cell.week, []).append(cell)
    return {week: _week(found, levels, overall) for week, found in sorted(weeks.items())}


def _week(cells: list[LedgerCell], levels: Mapping[str, float], overall: float) -> Figure:
    figures, shifts = [], []
    for cell in cells:
        figure = show(cell.exact)
        if isinstance(figure, Shown) and cell.code in levels:
            figures.append(figure)
            shifts.append(overall - levels[cell.code])
    return derive(figures, shifts)


@dataclass(frozen=True, slots=True)
class WeekOfGroup:
    """A group's exact item-centred engagement in one week: for statistics over many groups only."""

    node_id: int
    week: Week
    exact: Exact = field(repr=False)


def exact_weeks(cells: Iterable[LedgerCell], *, organisation: int) -> list[WeekOfGroup]:
    """Return every group's engagement by week, centred on each need's mean over the whole history."""
    needs = of_needs(cells)
    totals: dict[str, list[float]] = {}
    for cell in needs:
        if cell.node_id == organisation:
            sums = totals.setdefault(cell.code, [0.0, 0.0])
            sums[0] += cell.exact.total
            sums[1] += cell.exact.n
    levels = {code: total / n for code, (total, n) in totals.items()}
    overall = sum(levels.values()) / len(levels) if levels else 0.0
    groups: dict[tuple[int, Week], list[LedgerCell]] = {}
    for cell in needs:
        groups.setdefault((cell.node_id, cell.week), []).append(cell)
    return [
        WeekOfGroup(node_id, week, _centred(found, levels, overall))
        for (node_id, week), found in sorted(groups.items())
    ]


def _centred(cells: list[LedgerCell], levels: Mapping[str, float], overall: float) -> Exact:
    n = min(cell.exact.n for cell in cells)
    values = [cell.exact.mean - levels.get(cell.code, cell.exact.mean) + overall for cell in cells]
    return Exact(n, n * sum(values) / len(values))


def rest_of(own: Iterable[LedgerCell], parts: Iterable[LedgerCell]) -> list[LedgerCell]:
    """Return what a group's cells hold beyond those of its parts: nothing, or at least a threshold."""
    left = {(cell.week, cell.code): cell for cell in own}
    for part in parts:
        place = (part.week, part.code)
        if place in left:
            whole = left[place]
            rest = Exact(whole.exact.n - part.exact.n, whole.exact.total - part.exact.total)
            left[place] = LedgerCell(whole.week, whole.block, whole.node_id, whole.code, rest)
    return [cell for cell in left.values() if cell.exact.n > 0]


__all__ = [
    "WITHHELD",
    "Figure",
    "LedgerCell",
    "WeekOfGroup",
    "by_code",
    "exact_weeks",
    "index",
    "of_needs",
    "rest_of",
    "shown_levels",
    "weekly_line",
]
