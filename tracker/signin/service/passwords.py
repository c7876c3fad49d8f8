"""Passwords: checked against argon2id hashes, a few at a time so that memory stays bounded."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import InvalidError
from tracker.people.models import Person
from tracker.people.queries import find_organisation
from tracker.signin.models import Account
from tracker.signin.queries import find_own_credentials
from tracker.signin.rules import password_weakness
from tracker.signin.service.sessions import end_sessions_of
from tracker.storage.work import Work

AT_ONCE = BoundedSemaphore(2)
HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)


def check_password(password_hash: str | None, password: str) -> bool:
    """Whether a password fits; the same effort is spent where there is nothing to compare with."""
    with AT_ONCE:
        try:
            HASHER.verify(password_hash or _decoy(), password)
        except (Argon2Error, InvalidHashError):
            return False
    return password_hash is not None


def set_password(work: Work, person: Person, password: str) -> None:
    """Set a person's password and end every session that stood on the old one."""
    organisation = find_organisation(work.session)
    context = [person.name, *person.name.split(), person.staff_number, "kindline"]
    weakness = password_weakness(password, [*context, organisation.name] if organisation else context)
    if weakness:
        raise InvalidError(weakness)
    with AT_ONCE:
        hashed = HASHER.hash(password)
    account = work.session.get(Account, person.id)
    if account is None:
        work.session.add(Account(person_id=person.id, password_hash=hashed, changed_at=work.now))
    else:
        account.password_hash, account.changed_at = hashed, work.now
    end_sessions_of(work, person.id)
    audit.record(work, Event.PASSWORD_SET, person.id)


def change_password(work: Work, person: Person, *, old: str, new: str) -> None:
    """Change one's own password, given the present one."""
    known = find_own_credentials(work.session, person.id)
    if known is None or not check_password(known.password_hash, old):
        raise InvalidError("password-wrong")
    set_password(work, person, new)


@cache
def _decoy() -> str:
    return HASHER.hash("a password that nobody has")
