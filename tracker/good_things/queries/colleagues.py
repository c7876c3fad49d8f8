"""Whom a writer can name, and what they are offered first."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.core.errors import InvalidError
from tracker.good_things.models import GoodThing
from tracker.good_things.queries.around import Named
from tracker.people.models import Membership, Person, Team
from tracker.people.queries import valid_on

MOST_OFFERED = 60


def list_team_mates(session: Session, person_id: int, day: date) -> list[Named]:
    """Return the people of one's own team, unless they are too many for a list."""
    own = select(Membership.team_id).where(Membership.person_id == person_id, valid_on(Membership, day))
    query = (
        select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id.in_(own), valid_on(Membership, day), Person.id != person_id)
        .where(or_(Person.ended_on.is_(None), Person.ended_on >= day))
        .order_by(Person.name, Person.id)
        .limit(MOST_OFFERED + 1)
    )
    found = [Named(*row) for row in session.execute(query)]
    return found if len(found) <= MOST_OFFERED else []


def match_colleagues(
    session: Session, names: Collection[str], day: date, *, known: Collection[Named] = ()
) -> frozenset[int]:
    """Return the people meant by typed names or staff numbers; each must mean one person.

    Names of the `known`, who stood there before, mean those same people.
    """
    kept = frozenset(person.id for person in known if person.name in names)
    written = {name.lower(): name for name in names if name not in {person.name for person in known}}
    if not written:
        return kept
    query = select(Person.id, Person.name, Person.staff_number).where(
        or_(Person.ended_on.is_(None), Person.ended_on >= day),
        or_(
            Person.name.in_(written.values()),
            func.lower(Person.name).in_(written),
            func.lower(Person.staff_number).in_(written),
        ),
    )
    meant: dict[str, set[int]] = {key: set() for key in written}
    for person_id, name, number in session.execute(query):
        for key in {name.lower(), number.lower()} & written.keys():
            meant[key].add(person_id)
    for key, ids in meant.items():
        if len(ids) != 1:
            raise InvalidError("colleague-several" if ids else "colleague-unknown", name=written[key])
    return kept | frozenset(number for ids in meant.values() for number in ids)


def list_wall_teams(session: Session, team_ids: Collection[int]) -> list[Named]:
    """Return teams by name, for choosing whose wall to read."""
    query = select(Team.id, Team.name).where(Team.id.in_(team_ids), Team.ended_on.is_(None))
    return [Named(*row) for row in session.execute(query.order_by(Team.name, Team.id))]


def find_last_channel(session: Session, author_id: int) -> str | None:
    """Return the channel of the writer's last good thing."""
    query = select(GoodThing.channel).where(GoodThing.author_id == author_id)
    return session.scalar(query.order_by(GoodThing.id.desc()).limit(1))
