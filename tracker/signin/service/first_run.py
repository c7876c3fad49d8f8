"""The first administrator of an empty installation."""

import hmac
from dataclasses import dataclass

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError, InvalidError
from tracker.people.models import Person, RoleGrant
from tracker.signin.queries import find_first_run_token, has_administrator
from tracker.signin.rules import token_hash
from tracker.signin.service.passwords import set_password
from tracker.storage.work import Work


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """What the first-run page asks for."""

    token: str
    staff_number: str
    name: str
    password: str


def make_first_administrator(work: Work, draft: FirstAdministrator) -> int:
    """Make the first administrator, once, for whoever holds the token from the terminal."""
    if has_administrator(work.session):
        raise ConflictError("first-run-over")
    known = find_first_run_token(work.session)
    typed = token_hash(draft.token.strip())
    if known is None or known.expires_at <= work.now or not hmac.compare_digest(known.token_hash, typed):
        raise InvalidError("token-wrong")
    person = Person(staff_number=draft.staff_number, name=draft.name, added_on=work.now.date())
    work.session.add(person)
    work.session.flush()
    set_password(work, person, draft.password)
    work.session.add(RoleGrant(person_id=person.id, role="administrator"))
    work.session.delete(known)
    audit.record(work, Event.FIRST_ADMINISTRATOR, person.id)
    return person.id
