"""A person as an asker: teams, led teams and roles as they are valid on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Date, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session, aliased

from tracker.core.access import Actor, Role
from tracker.people.models import Lead, Membership, RoleGrant, Team
from tracker.people.queries.lookups import ids_in_path, valid_on

MEMBER, LEAD, ROLE = "member", "lead", "role"


def grounds(person_id: Any, day: Any) -> CompoundSelect[Any]:
    """Return the select of what permissions stand on: kind, team, path or role, delegation, since when.

    `person_id` and `day` are values or expressions, so that the select can be part of a larger one.
    """
    below = aliased(Team)
    member = (
        select(
            literal(MEMBER).label("kind"),
            Team.id.label("team_id"),
            Team.path.label("text"),
            null().label("by"),
            type_coerce(null(), Date).label("since"),
        )
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person_id, valid_on(Membership, day))
    )
    lead = (
        select(literal(LEAD), below.id, below.path, Lead.delegated_by_id, Lead.starts_on)
        .join(Team, Team.id == Lead.team_id)
        .join(below, below.path.like(Team.path + "%"))
        .where(Lead.person_id == person_id, valid_on(Lead, day))
    )
    role = select(literal(ROLE), null(), RoleGrant.role, null(), null())
    role = role.where(RoleGrant.person_id == person_id)
    return union_all(member, lead, role)


def actor_from(person_id: int, rows: Iterable[Any]) -> Actor:
    """Return the asker whose grounds these rows are."""
    found = list(rows)
    teams = frozenset(team for kind, team, *_ in found if kind == MEMBER)
    above = {i for kind, _team, text, *_ in found if kind == MEMBER for i in ids_in_path(text)}
    return Actor(
        person_id=person_id,
        roles=frozenset(Role(text) for kind, _team, text, *_ in found if kind == ROLE),
        team_ids=teams,
        ancestor_ids=frozenset(above) - teams,
        led_ids=frozenset(team for kind, team, _text, by, _since in found if kind == LEAD and by is None),
        delegated_ids=frozenset(team for kind, team, _text, by, _since in found if kind == LEAD and by),
        led_since=frozenset((team, since) for kind, team, _text, _by, since in found if kind == LEAD),
    )


def build_actor(session: Session, person_id: int, day: date) -> Actor:
    """Return a person as an asker, in one statement."""
    return actor_from(person_id, session.execute(grounds(person_id, day)))
