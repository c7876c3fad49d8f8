"""Roles: granted and withdrawn, never to oneself, and never the last administrator's."""

from collections.abc import Callable

from sqlalchemy import delete

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.access import Role
from tracker.core.errors import ConflictError
from tracker.people.models import RoleGrant
from tracker.people.queries import is_last_administrator, roles_of, row_of_person
from tracker.storage.work import Work

EndSessions = Callable[[Work, int], None]


def grant_role(work: Work, person_id: int, role: Role, *, end_sessions: EndSessions) -> None:
    """Give a person a role; their sessions end, so that they sign in anew with what they may now do."""
    _refuse_oneself(work, person_id)
    person = row_of_person(work.session, person_id)
    if person.ended_on is not None and person.ended_on < work.now.date():
        raise ConflictError("person-ended")
    if role in roles_of(work.session, person_id):
        return
    work.session.add(RoleGrant(person_id=person_id, role=role.value))
    work.session.flush()
    end_sessions(work, person_id)
    audit.record(work, Event.ROLE_GRANTED, person_id, role=role.value)


def withdraw_role(work: Work, person_id: int, role: Role, *, end_sessions: EndSessions) -> None:
    """Take a role from a person; their sessions end at once."""
    _refuse_oneself(work, person_id)
    if role not in roles_of(work.session, person_id):
        return
    if role is Role.ADMINISTRATOR and is_last_administrator(work.session, person_id, work.now.date()):
        raise ConflictError("last-administrator")
    work.session.execute(
        delete(RoleGrant).where(RoleGrant.person_id == person_id, RoleGrant.role == role.value)
    )
    end_sessions(work, person_id)
    audit.record(work, Event.ROLE_WITHDRAWN, person_id, role=role.value)


def _refuse_oneself(work: Work, person_id: int) -> None:
    if person_id == work.actor.person_id:
        raise ConflictError("role-to-oneself")
