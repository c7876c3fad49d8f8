"""Freezing the organisation for a block: the tree with its nodes, and who may answer for which group.

The first round of a block decides; the following ones copy its tree and invite whoever is still in the
same team.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.core.calendar import Block
from tracker.people.models import Team
from tracker.pulses.models import PulseNode, PulseRoster, PulseRound, PulseSeat
from tracker.pulses.queries import rounds, seats
from tracker.pulses.rules.seating import (
    ORGANISATION,
    EarlierGroup,
    Employee,
    groups,
    may_answer,
    name_nodes,
    seat,
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a first round needs besides the people: the day pulses began, and the organisation's name."""

    first_day: date
    name: str


def freeze_people(
    session: Session, opened: PulseRound, earlier: PulseRound | None, beginning: Beginning
) -> None:
    """Write a round's tree and roster; `earlier` is a round of the same block, if there was one."""
    if earlier is None:
        _begin_block(session, opened, beginning)
    else:
        _copy_tree(session, opened, earlier)
    roster = [
        {"round_id": opened.id, "person_id": kept.person_id, "node_id": kept.node_id}
        for kept in seats.list_kept_seats(session, Block(opened.block), opened.opens_on)
    ]
    if roster:
        session.execute(insert(PulseRoster), roster)


def _copy_tree(session: Session, opened: PulseRound, earlier: PulseRound) -> None:
    nodes = [
        {
            "round_id": opened.id,
            "node_id": node.node_id,
            "parent_id": node.parent_id,
            "team_id": node.team_id,
            "label": node.label,
        }
        for node in rounds.list_nodes(session, earlier.id)
    ]
    session.execute(insert(PulseNode), nodes)


def _begin_block(session: Session, opened: PulseRound, beginning: Beginning) -> None:
    block = Block(opened.block)
    teams = seats.list_living_teams(session, opened.opens_on)
    living = {team.id for team in teams}
    parents = {team.id: team.parent_id if team.parent_id in living else None for team in teams}
    taking_part = [
        employee
        for employee in seats.list_employees(session, opened.opens_on)
        if employee.team_id in parents
        and may_answer(employee, first_day=beginning.first_day, block_day=opened.opens_on)
    ]
    counted = {employee.person_id: seat(employee, parents) for employee in taking_part}
    named = name_nodes(
        groups(counted, {team.id: team.name for team in teams}, parents).values(),
        _earlier_groups(session, block),
        next_free=rounds.highest_node(session) + 1,
    )
    named[ORGANISATION] = ORGANISATION
    session.execute(insert(PulseNode), _nodes(opened.id, teams, named, beginning.name))
    _seat_people(session, block, taking_part, {person: named[team] for person, team in counted.items()})


def _nodes(round_id: int, teams: list[Team], named: Mapping[int, int], name: str) -> list[dict[str, object]]:
    top: dict[str, object] = {
        "round_id": round_id,
        "node_id": ORGANISATION,
        "parent_id": None,
        "team_id": None,
        "label": name,
    }
    return [top] + [
        {
            "round_id": round_id,
            "node_id": named[team.id],
            "parent_id": named.get(team.parent_id or ORGANISATION, ORGANISATION),
            "team_id": team.id,
            "label": team.name,
        }
        for team in teams
    ]


def _seat_people(
    session: Session, block: Block, employees: list[Employee], node_of: Mapping[int, int]
) -> None:
    session.execute(delete(PulseSeat))
    if employees:
        session.execute(
            insert(PulseSeat),
            [
                {
                    "block": block.first,
                    "person_id": employee.person_id,
                    "team_id": employee.team_id,
                    "node_id": node_of[employee.person_id],
                }
                for employee in employees
            ],
        )


def _earlier_groups(session: Session, block: Block) -> dict[int, EarlierGroup]:
    """Return the teams of the block before, with the people who sat in or beneath them."""
    before = rounds.last_round_before(session, block)
    if before is None:
        return {}
    nodes = {node.node_id: node for node in rounds.list_nodes(session, before.id) if node.team_id is not None}
    parents = {
        node.team_id: nodes[node.parent_id].team_id if node.parent_id in nodes else None
        for node in nodes.values()
        if node.team_id is not None
    }
    team_of = {node_id: node.team_id or ORGANISATION for node_id, node in nodes.items()}
    counted = {
        found.person_id: team_of.get(found.node_id, ORGANISATION)
        for found in seats.list_seats(session, Block(before.block))
    }
    labels = {node.team_id: node.label for node in nodes.values() if node.team_id is not None}
    members = groups(counted, labels, parents)
    return {
        node.team_id: EarlierGroup(node.node_id, node.label, members[node.team_id].members)
        for node in nodes.values()
        if node.team_id is not None
    }
