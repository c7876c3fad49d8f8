"""Writing to the log, and proving that nothing in it was changed."""

import json
import secrets
from contextlib import closing
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.audit import queries
from tracker.audit.models import AuditDetail, AuditEntry
from tracker.audit.rules import START, Entry, Event, commitment, link
from tracker.storage.work import Work

LOCK = 5_417_002
DETAILS_KEPT = timedelta(days=5 * 365)


def record(work: Work, event: Event, subject_id: int | None = None, **details: str | int | None) -> None:
    """Append an event to the chain, within the transaction of what it tells of."""
    session = work.session
    _one_writer(session)
    last = queries.find_last(session)
    salt, text = secrets.token_bytes(16), json.dumps(details, sort_keys=True)
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=work.now.isoformat(),
        event=event.value,
        actor_id=work.actor.person_id,
        subject_id=subject_id,
        commitment=commitment(salt, text),
    )
    session.add(
        AuditEntry(
            number=entry.number,
            at=work.now,
            event=entry.event,
            actor_id=entry.actor_id,
            subject_id=subject_id,
            commitment=entry.commitment,
            hash=link(last.hash if last else START, entry),
        )
    )
    session.flush()
    session.add(AuditDetail(entry_number=entry.number, salt=salt, details=text))
    session.flush()


def first_bad_entry(session: Session) -> int | None:
    """Walk the chain and return the number of the first entry that does not fit, or nothing."""
    previous, expected = START, 1
    walk = session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.entry_number == AuditEntry.number)
        .order_by(AuditEntry.number)
        .execution_options(yield_per=1000)
    )
    # Closed at the end, because the walk stops at the first bad entry and leaves rows unread.
    with closing(walk):
        for row, detail in walk:
            moment = row.at.isoformat()
            entry = Entry(row.number, moment, row.event, row.actor_id, row.subject_id, row.commitment)
            told = detail is None or commitment(detail.salt, detail.details) == row.commitment
            if row.number != expected or link(previous, entry) != row.hash or not told:
                return expected
            previous, expected = row.hash, expected + 1
    return None


def purge_details(work: Work) -> int:
    """Erase the details of entries older than five years; the chain itself stays whole."""
    old = select(AuditEntry.number).where(AuditEntry.at < work.now - DETAILS_KEPT)
    gone = delete(AuditDetail).where(AuditDetail.entry_number.in_(old)).returning(AuditDetail.entry_number)
    return len(work.session.execute(gone).all())


def _one_writer(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
