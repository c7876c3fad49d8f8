"""Persons: added, changed, moved between teams, ended and brought back."""

from datetime import date, timedelta

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError, InvalidError
from tracker.people.models import Membership, Person
from tracker.people.queries import (
    find_person_by_number,
    get_team,
    is_last_administrator,
    list_memberships,
    list_open_leads,
    row_of_person,
)
from tracker.people.rules.drafts import PersonDraft
from tracker.people.service.dates import close
from tracker.storage.work import Work


def add_person(work: Work, draft: PersonDraft, *, team_id: int | None = None) -> Person:
    """Add somebody who starts today, in a team if one is given."""
    _refuse_twin(work, draft.staff_number, None)
    person = Person(
        staff_number=draft.staff_number,
        name=draft.name,
        email=draft.email,
        language=draft.language,
        added_on=work.now.date(),
    )
    work.session.add(person)
    work.session.flush()
    if team_id is not None:
        _refuse_ended_team(work, team_id)
        work.session.add(Membership(person_id=person.id, team_id=team_id, starts_on=work.now.date()))
        work.session.flush()
    audit.record(work, Event.PERSON_CHANGED, person.id, change="added", team=team_id)
    return person


def change_person(work: Work, person_id: int, draft: PersonDraft) -> Person:
    """Change how a person is known."""
    person = row_of_person(work.session, person_id)
    _refuse_twin(work, draft.staff_number, person.id)
    changed = [
        field
        for field in ("staff_number", "name", "email", "language")
        if getattr(person, field) != getattr(draft, field)
    ]
    for field in changed:
        setattr(person, field, getattr(draft, field))
    if changed:
        audit.record(work, Event.PERSON_CHANGED, person.id, change="changed", fields=", ".join(changed))
    return person


def move_person(work: Work, person_id: int, team_id: int, *, from_day: date) -> None:
    """Move a person to another team from a day; what was planned after that day no longer is."""
    person = row_of_person(work.session, person_id)
    if person.ended_on is not None and person.ended_on < from_day:
        raise ConflictError("person-ended")
    _refuse_ended_team(work, team_id)
    memberships = list_memberships(work.session, person_id)
    present = next((m for m in memberships if m.starts_on <= work.now.date()), None)
    if present is not None and from_day < present.starts_on:
        raise InvalidError("move-too-early", day=present.starts_on)
    for membership in memberships:
        close(work.session, membership, from_day - timedelta(days=1))
    work.session.add(
        Membership(person_id=person_id, team_id=team_id, starts_on=from_day, ends_on=person.ended_on)
    )
    work.session.flush()
    audit.record(
        work, Event.PERSON_CHANGED, person_id, change="moved", team=team_id, day=from_day.isoformat()
    )


def end_person(work: Work, person_id: int, *, last_day: date) -> None:
    """Let a person leave after a last day: membership and leads end with it, standing in for them too.

    Signing in and every open session are refused from the day after, because each request asks for it.
    """
    person = row_of_person(work.session, person_id)
    if person_id == work.actor.person_id:
        raise ConflictError("not-yourself")
    if is_last_administrator(work.session, person_id, work.now.date()):
        raise ConflictError("last-administrator")
    if last_day < person.added_on - timedelta(days=1):
        raise InvalidError("ends-before-start", day=person.added_on)
    person.ended_on = last_day
    for membership in list_memberships(work.session, person_id):
        close(work.session, membership, last_day)
    for lead in list_open_leads(work.session, last_day, person_id=person_id):
        close(work.session, lead, last_day)
    for stand_in in list_open_leads(work.session, last_day, delegated_by_id=person_id):
        close(work.session, stand_in, last_day)
    audit.record(work, Event.PERSON_ENDED, person_id, day=last_day.isoformat())


def bring_back(work: Work, person_id: int, *, team_id: int) -> None:
    """Let somebody who had left be here again, from today, in a team; leads and roles are given anew."""
    person = row_of_person(work.session, person_id)
    if person.ended_on is None:
        raise ConflictError("person-here")
    _refuse_ended_team(work, team_id)
    person.ended_on = None
    today = work.now.date()
    for membership in list_memberships(work.session, person_id):
        close(work.session, membership, today - timedelta(days=1))
    work.session.add(Membership(person_id=person_id, team_id=team_id, starts_on=today))
    work.session.flush()
    audit.record(work, Event.PERSON_CHANGED, person_id, change="brought back", team=team_id)


def _refuse_twin(work: Work, staff_number: str, own_id: int | None) -> None:
    other = find_person_by_number(work.session, staff_number)
    if other is not None and other.id != own_id:
        raise ConflictError("number-taken", name=other.name)


def _refuse_ended_team(work: Work, team_id: int) -> None:
    if get_team(work.session, team_id).ended_on is not None:
        raise ConflictError("team-ended")
