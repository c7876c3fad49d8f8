"""Reads about who sits where: the people of today and the seats of a block."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tracker.core.calendar import Block
from tracker.people.models import Lead, Membership, Person, Team
from tracker.people.queries import valid_on
from tracker.pulses.models import PulseSeat
from tracker.pulses.rules.seating import Employee


def list_employees(session: Session, day: date) -> list[Employee]:
    """Return everybody who works here on a day, with their team and the teams they lead themselves."""
    led: dict[int, set[int]] = {}
    leads = session.execute(
        select(Lead.person_id, Lead.team_id).where(valid_on(Lead, day), Lead.delegated_by_id.is_(None))
    )
    for person_id, team_id in leads:
        led.setdefault(person_id, set()).add(team_id)
    rows = session.execute(
        select(Person.id, Membership.team_id, Person.added_on)
        .join(Membership, and_(Membership.person_id == Person.id, valid_on(Membership, day)))
        .where(or_(Person.ended_on.is_(None), Person.ended_on >= day))
        .order_by(Person.id)
    )
    return [Employee(person, team, added, frozenset(led.get(person, ()))) for person, team, added in rows]


def list_living_teams(session: Session, day: date) -> list[Team]:
    """Return the teams that exist on a day."""
    query = select(Team).where(or_(Team.ended_on.is_(None), Team.ended_on >= day)).order_by(Team.id)
    return list(session.scalars(query))


def list_seats(session: Session, block: Block) -> list[PulseSeat]:
    """Return the seats of a block."""
    return list(session.scalars(select(PulseSeat).where(PulseSeat.block == block.first)))


def list_kept_seats(session: Session, block: Block, day: date) -> list[PulseSeat]:
    """Return the seats of a block whose people are still in the team they were in when it began."""
    query = (
        select(PulseSeat)
        .join(Person, Person.id == PulseSeat.person_id)
        .join(
            Membership,
            and_(
                Membership.person_id == PulseSeat.person_id,
                Membership.team_id == PulseSeat.team_id,
                valid_on(Membership, day),
            ),
        )
        .where(PulseSeat.block == block.first, or_(Person.ended_on.is_(None), Person.ended_on >= day))
    )
    return list(session.scalars(query))
