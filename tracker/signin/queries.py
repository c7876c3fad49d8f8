"""Reads about accounts and sessions."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, Select, bindparam, select, true
from sqlalchemy.orm import Session

from tracker.core.access import Actor
from tracker.people.models import Organisation, Person, RoleGrant
from tracker.people.queries import actor_from, grounds
from tracker.signin.models import Account, FirstRunToken, OneTimeCode, SignInSession
from tracker.web.runtime import Place


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in browser and the person behind it."""

    token_hash: bytes
    person_id: int
    name: str
    language: str | None
    ended_on: date | None
    created_at: datetime
    seen_at: datetime
    actor: Actor
    place: Place | None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against."""

    person_id: int
    name: str
    ended_on: date | None
    password_hash: str | None


def find_visitor(session: Session, token_hash: bytes, day: date) -> Visitor | None:
    """Return whoever holds a session token, with permissions and organisation, in one statement."""
    rows = session.execute(_visitors(), {"token_hash": token_hash, "day": day}).all()
    if not rows:
        return None
    kept, person, house = rows[0][:3]
    return Visitor(
        token_hash=kept.token_hash,
        person_id=person.id,
        name=person.name,
        language=person.language,
        ended_on=person.ended_on,
        created_at=kept.created_at,
        seen_at=kept.seen_at,
        actor=actor_from(person.id, (row[3:] for row in rows if row[3] is not None)),
        place=None if house is None else Place(house.name, house.language, house.time_zone),
    )


@cache
def _visitors() -> Select[Any]:
    """Put the statement together once: every request of everybody sends it."""
    asked = bindparam("token_hash", type_=SignInSession.token_hash.type)
    holder = select(SignInSession.person_id).where(SignInSession.token_hash == asked).scalar_subquery()
    ground = grounds(holder, bindparam("day", type_=Date())).subquery()
    return (
        select(SignInSession, Person, Organisation, ground)
        .join(Person, Person.id == SignInSession.person_id)
        .outerjoin(Organisation, Organisation.id == 1)
        .outerjoin(ground, true())
        .where(SignInSession.token_hash == asked)
    )


def find_credentials(session: Session, staff_number: str) -> Credentials | None:
    """Return what to check a sign-in name against."""
    row = session.execute(
        select(Person.id, Person.name, Person.ended_on, Account.password_hash)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.staff_number == staff_number)
    ).first()
    return None if row is None else Credentials(*row)


def find_own_credentials(session: Session, person_id: int) -> Credentials | None:
    """Return what to check a person's repeated password against."""
    row = session.execute(
        select(Person.id, Person.name, Person.ended_on, Account.password_hash)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.id == person_id)
    ).first()
    return None if row is None else Credentials(*row)


def find_code(session: Session, person_id: int) -> OneTimeCode | None:
    """Return the open one-time code of a person."""
    return session.get(OneTimeCode, person_id)


def find_first_run_token(session: Session) -> FirstRunToken | None:
    """Return the token for the first administrator, if one is open."""
    return session.get(FirstRunToken, 1)


def has_administrator(session: Session) -> bool:
    """Whether anybody is an administrator yet."""
    return (
        session.scalar(select(RoleGrant.person_id).where(RoleGrant.role == "administrator").limit(1))
        is not None
    )


def ids_with_account(session: Session) -> set[int]:
    """Return the ids of everybody who has set a password."""
    return set(session.scalars(select(Account.person_id)))
