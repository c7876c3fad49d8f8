"""Who may answer and for which group: decided at the start of a block and then left alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WAIT = timedelta(days=30)
ORGANISATION = 0


@dataclass(frozen=True, slots=True)
class Employee:
    """A person as the roster needs them: their team, since when they are known, the teams they lead."""

    person_id: int
    team_id: int
    added_on: date
    led_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """A team as it stands at the start of a block, with whoever sits in it or beneath it."""

    team_id: int
    label: str
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class EarlierGroup:
    """A team as it stood in the block before, under the node that its history is kept by."""

    node_id: int
    label: str
    members: frozenset[int]


def may_answer(employee: Employee, *, first_day: date, block_day: date) -> bool:
    """Tell whether a person takes part in a block.

    Everybody known when pulses began does. Whoever came later waits thirty days and for the next block, so
    that no single newcomer can be read from the difference between two weeks, and no accounts made for the
    purpose can surround one person.
    """
    return employee.added_on <= first_day or employee.added_on + WAIT <= block_day


def seat(employee: Employee, parents: Mapping[int, int | None]) -> int:
    """Return the team a person's sheet counts for, or the organisation.

    Nobody's sheet sits in a group that they lead themselves: it counts one step above the highest of those.
    """
    at: int | None = employee.team_id
    place = employee.team_id
    while at is not None:
        if at in employee.led_ids:
            above = parents[at]
            place = ORGANISATION if above is None else above
        at = parents[at]
    return place


def groups(
    seats: Mapping[int, int], labels: Mapping[int, str], parents: Mapping[int, int | None]
) -> dict[int, Group]:
    """Return every team with the people seated in it or beneath it."""
    members: dict[int, set[int]] = {team: set() for team in parents}
    for person, team in seats.items():
        at: int | None = team if team != ORGANISATION else None
        while at is not None:
            members[at].add(person)
            at = parents[at]
    return {team: Group(team, labels[team], frozenset(found)) for team, found in members.items()}


def same_group(earlier: EarlierGroup, now: Group) -> bool:
    """Tell whether a team's history goes on: same name, and at least half of its people still there."""
    largest = max(len(earlier.members), len(now.members))
    return earlier.label == now.label and 2 * len(earlier.members & now.members) >= largest


def name_nodes(
    now: Iterable[Group], earlier: Mapping[int, EarlierGroup], *, next_free: int
) -> dict[int, int]:
    """Return each team's node of this block: the earlier one, or a new one where it is another group now."""
    named: dict[int, int] = {}
    for group in sorted(now, key=lambda group: group.team_id):
        before = earlier.get(group.team_id)
        if before is not None and same_group(before, group):
            named[group.team_id] = before.node_id
        else:
            named[group.team_id] = next_free
            next_free += 1
    return named
