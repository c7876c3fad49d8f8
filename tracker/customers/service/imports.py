"""Taking a checked file, and undoing what was taken: each in one transaction, sums included."""

from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError, NotFoundError
from tracker.customers.models import CustomerImport, CustomerLeftOut, CustomerResult, CustomerScore
from tracker.customers.queries.imports import contents_by_key, has_scores_of, stream_parts
from tracker.customers.rules.rows import SCORE_FIELDS, ScoreRow
from tracker.customers.service.parts import drop_parts
from tracker.customers.service.results import write_results
from tracker.customers.service.rollup import add_to_rollup, take_from_rollup
from tracker.storage.bulk import insert_rows
from tracker.storage.work import Work

LOCK = 5_417_003


def take_import(work: Work, import_id: int) -> None:
    """Take a checked file: all its good rows that are not there yet, and the sums they change."""
    _one_at_a_time(work.session)
    brought = _get(work.session, import_id)
    if brought.state != "checked":
        raise ConflictError("import-not-waiting")
    if brought.kind == "scores":
        _take_scores(work.session, brought)
    else:
        write_results(work.session, brought)
    drop_parts(work.session, import_id)
    brought.state = "taken"
    brought.at = work.now
    work.session.flush()
    event = Event.SCORES_IMPORTED if brought.kind == "scores" else Event.RESULTS_IMPORTED
    audit.record(work, event, import_id=import_id, source=brought.source, rows=brought.added)


def undo_import(work: Work, import_id: int) -> None:
    """Take back everything an import brought; the import itself stays in the list, marked as undone."""
    _one_at_a_time(work.session)
    brought = _get(work.session, import_id)
    if brought.state != "taken":
        raise ConflictError("import-not-taken")
    if brought.kind == "scores":
        take_from_rollup(work.session, import_id)
        work.session.execute(delete(CustomerScore).where(CustomerScore.import_id == import_id))
    else:
        work.session.execute(delete(CustomerResult).where(CustomerResult.import_id == import_id))
        work.session.execute(delete(CustomerLeftOut).where(CustomerLeftOut.import_id == import_id))
    brought.state = "undone"
    brought.undone_at = work.now
    work.session.flush()
    audit.record(work, Event.IMPORT_UNDONE, import_id=import_id, source=brought.source, rows=brought.added)


def _take_scores(session: Session, brought: CustomerImport) -> None:
    """Write the packed rows; what another import brought since the check is not written again."""
    columns = ("import_id", "source", *SCORE_FIELDS)
    look = has_scores_of(session, brought.source)
    added = 0
    for rows in stream_parts(session, brought.id):
        fresh = _not_there(session, rows) if look else rows
        added += len(fresh)
        front = (brought.id, brought.source)
        table = cast("Table", CustomerScore.__table__)
        insert_rows(session, table, columns, ((*front, *row) for row in fresh))
    brought.same += brought.added - added
    brought.added = added
    session.flush()
    add_to_rollup(session, brought.id)


def _not_there(session: Session, rows: list[ScoreRow]) -> list[ScoreRow]:
    there = contents_by_key(session, [row[0] for row in rows])
    return [row for row in rows if row[0] not in there]


def _get(session: Session, import_id: int) -> CustomerImport:
    brought = session.scalar(select(CustomerImport).where(CustomerImport.id == import_id).with_for_update())
    if brought is None:
        raise NotFoundError("import")
    return brought


def _one_at_a_time(session: Session) -> None:
    """Let imports wait for each other, so that none misses what another is writing."""
    bind: Any = session.get_bind()
    if bind.dialect.name == "postgresql":
        session.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
