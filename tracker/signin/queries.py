"""Reads about accounts and sessions."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.people.models import Person, RoleGrant
from tracker.signin.models import Account, FirstRunToken, OneTimeCode, SignInSession


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


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against."""

    person_id: int
    name: str
    ended_on: date | None
    password_hash: str | None


def find_visitor(session: Session, token_hash: bytes) -> Visitor | None:
    """Return whoever holds a session token."""
    row = session.execute(
        select(
            SignInSession.token_hash,
            Person.id,
            Person.name,
            Person.language,
            Person.ended_on,
            SignInSession.created_at,
            SignInSession.seen_at,
        )
        .join(Person, Person.id == SignInSession.person_id)
        .where(SignInSession.token_hash == token_hash)
    ).first()
    return None if row is None else Visitor(*row)


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
