"""Team results from elsewhere: which rows of a file may be kept, shared by pulses and customers.

A result is a mean over n people for a team, a measure and a period. Rows about too few people are left
out, and so is a group from which its own parts could be subtracted down to too few. The check runs over
the file together with what earlier files brought, so that two files tell no more than one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from tracker.core.calendar import Period


class LeftOutRule(StrEnum):
    """The name of the rule by which a row is left out."""

    TOO_FEW = "too-few"
    LEAVES_FEW = "leaves-few"


class Figure(NamedTuple):
    """One row of a file: a team's mean over n people for a measure and a period; a row may hold many."""

    row: int
    team_id: int
    period: Period
    measure: str
    mean: float
    n: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not kept, and by which rule."""

    figure: Figure
    rule: LeftOutRule


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is kept of a file and what is left out of it."""

    kept: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class _Level:
    """The figures of one measure and period, by team, while they are being sifted."""

    people: dict[int, int] = field(default_factory=dict)
    fresh: dict[int, Figure] = field(default_factory=dict)


def sift(
    figures: Iterable[Figure],
    parents: Mapping[int, int | None],
    *,
    least: int,
    residue: int = 5,
    standing: Iterable[Figure] = (),
) -> Sifted:
    """Return which figures may be kept: at least `least` people, and no rest of fewer than `residue`.

    `parents` names the group above each team; `standing` are the figures kept from earlier files. Where a
    new part would leave too few of a group that already stands, the part is left out.
    """
    levels: dict[tuple[Period, str], _Level] = {}
    for figure in standing:
        levels.setdefault((figure.period, figure.measure), _Level()).people[figure.team_id] = figure.n
    left_out = []
    for figure in figures:
        level = levels.setdefault((figure.period, figure.measure), _Level())
        if figure.n < least:
            left_out.append(LeftOut(figure, LeftOutRule.TOO_FEW))
        else:
            level.fresh[figure.team_id] = figure
            level.people[figure.team_id] = figure.n
    children = _children(parents)
    order = _deepest_first(parents)
    for level in levels.values():
        left_out += [
            LeftOut(figure, LeftOutRule.LEAVES_FEW) for figure in _unsafe(level, order, children, residue)
        ]
    kept = tuple(sorted(f for level in levels.values() for f in level.fresh.values()))
    return Sifted(kept, tuple(sorted(left_out, key=lambda each: each.figure.row)))


def _children(parents: Mapping[int, int | None]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for team_id, parent_id in parents.items():
        if parent_id is not None:
            children.setdefault(parent_id, []).append(team_id)
    return children


def _deepest_first(parents: Mapping[int, int | None]) -> list[int]:
    """Return the teams so that each comes before the group above it."""
    children = _children(parents)
    waiting = [team_id for team_id, parent_id in parents.items() if parent_id not in parents]
    order = []
    while waiting:
        team_id = waiting.pop()
        order.append(team_id)
        waiting.extend(children.get(team_id, ()))
    return order[::-1]


def _unsafe(
    level: _Level, order: Sequence[int], children: Mapping[int, Sequence[int]], residue: int
) -> list[Figure]:
    """Take out of a level what lets a group be subtracted down to too few people, and return it."""
    taken = []
    for team_id in order:
        while team_id in level.people:
            parts = _parts(level, children.get(team_id, ()), children)
            rest = level.people[team_id] - sum(level.people[part] for part in parts)
            if not parts or not 0 < rest < residue:
                break
            unsafe = [team_id] if team_id in level.fresh else [part for part in parts if part in level.fresh]
            if not unsafe:
                break
            for each in unsafe:
                del level.people[each]
                taken.append(level.fresh.pop(each))
    return taken


def _parts(level: _Level, below: Sequence[int], children: Mapping[int, Sequence[int]]) -> list[int]:
    """Return the topmost teams beneath a group that have a figure of their own."""
    parts = []
    waiting = list(below)
    while waiting:
        team_id = waiting.pop()
        if team_id in level.people:
            parts.append(team_id)
        else:
            waiting.extend(children.get(team_id, ()))
    return parts
