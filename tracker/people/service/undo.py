"""Taking the last import back, exactly, or not at all where something later would be lost."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError
from tracker.people.models import Lead, Membership, Organisation, Person, RosterChange, RosterImport, Team
from tracker.people.queries import find_person_by_number
from tracker.people.queries.roster import find_last_import, list_changes
from tracker.people.service.ledger import KINDS, snapshot, values_of
from tracker.storage.work import Work

ForgetCodes = Callable[[Work, list[int]], None]
MOST_NAMES = 8
PART = 500


def undo_last_import(work: Work, *, forget_codes: ForgetCodes) -> RosterImport:
    """Bring back what the last import changed; refuse, naming whom, where later edits would be lost."""
    work.session.get(Organisation, 1, with_for_update=True)
    last = find_last_import(work.session)
    if last is None or last.undone_at is not None:
        raise ConflictError("nothing-to-undo")
    changes = list_changes(work.session, last.id)
    rows = _rows_of(work, changes)
    _refuse_later_edits(work, changes, rows)
    new_ids = [change.row_id for change in changes if change.kind == "person" and change.before is None]
    forget_codes(work, new_ids)
    _take_away(work, changes, ("lead", "membership"))
    for change in changes:
        if change.before is not None and change.after is not None:
            for column, value in values_of(KINDS[change.kind], change.before).items():
                setattr(rows[change.id], column, value)
    work.session.flush()
    for change in changes:
        if change.before is not None and change.after is None:
            table = KINDS[change.kind]
            work.session.add(table(**values_of(table, change.before)))
    work.session.flush()
    _take_away(work, changes, ("person", "team"))
    last.undone_at = work.now
    audit.record(work, Event.ROSTER_UNDONE, import_id=last.id)
    return last


def _rows_of(work: Work, changes: list[RosterChange]) -> dict[int, Any]:
    """Return the row of every change as it is now, or None where it is gone."""
    found: dict[tuple[str, int], Any] = {}
    for kind, table in KINDS.items():
        ids = [change.row_id for change in changes if change.kind == kind]
        for start in range(0, len(ids), PART):
            part = work.session.scalars(select(table).where(table.id.in_(ids[start : start + PART])))
            found.update({(kind, row.id): row for row in part})
    return {change.id: found.get((change.kind, change.row_id)) for change in changes}


def _refuse_later_edits(work: Work, changes: Iterable[RosterChange], rows: dict[int, Any]) -> None:
    later = set()
    for change in changes:
        row = rows[change.id]
        if (None if row is None else snapshot(row)) != change.after:
            later.add(_whose(work, change))
        elif change.kind == "person" and change.before is not None:
            number = values_of(Person, change.before)["staff_number"]
            other = find_person_by_number(work.session, number) if number != row.staff_number else None
            if other is not None and other.id != row.id:
                later.add(other.name)
    if later:
        raise ConflictError("undo-later-edits", names=_listed(later))


def _take_away(work: Work, changes: list[RosterChange], kinds: tuple[str, ...]) -> None:
    """Take away what the import added; what something else depends on by now is named instead."""
    for kind in kinds:
        ids = [change.row_id for change in changes if change.kind == kind and change.before is None]
        if kind == "team":
            _take_away_teams(work, ids)
        elif ids:
            _delete(work, KINDS[kind], ids)


def _take_away_teams(work: Work, ids: list[int]) -> None:
    teams = [work.session.get_one(Team, team_id) for team_id in ids]
    for team in sorted(teams, key=lambda team: len(team.path), reverse=True):
        _delete(work, Team, [team.id])


def _delete(work: Work, table: type[Any], ids: list[int]) -> None:
    try:
        with work.session.begin_nested():
            for start in range(0, len(ids), PART):
                work.session.execute(delete(table).where(table.id.in_(ids[start : start + PART])))
    except IntegrityError:
        held = {name for row_id in ids if (name := _held_name(work, table, row_id))}
        raise ConflictError("undo-later-edits", names=_listed(held)) from None


def _held_name(work: Work, table: type[Any], row_id: int) -> str | None:
    """Return the name of a row that something else depends on."""
    row = work.session.get_one(table, row_id)
    name = str(getattr(row, "name", ""))
    try:
        with work.session.begin_nested() as step:
            work.session.execute(delete(table).where(table.id == row_id))
            step.rollback()
    except IntegrityError:
        return name
    return None


def _whose(work: Work, change: RosterChange) -> str:
    """Return the name of the person or team a change is about."""
    table = KINDS[change.kind]
    values = values_of(table, change.after or change.before or "{}")
    if table in {Membership, Lead}:
        person = work.session.get(Person, values["person_id"])
        return person.name if person else ""
    return str(values.get("name", ""))


def _listed(names: set[str]) -> str:
    listed = sorted(name for name in names if name)
    return ", ".join(listed[:MOST_NAMES]) + ("…" if len(listed) > MOST_NAMES else "")
