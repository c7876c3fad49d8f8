"""Reads of the log."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.audit.models import AuditDetail, AuditEntry

PAGE = 100


def find_last(session: Session) -> AuditEntry | None:
    """Return the newest entry, if there is one."""
    return session.scalar(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1))


def list_entries(session: Session, *, before: int | None = None) -> list[tuple[AuditEntry, str | None]]:
    """Return one page of entries with their details, newest first."""
    query = (
        select(AuditEntry, AuditDetail.details)
        .outerjoin(AuditDetail, AuditDetail.entry_number == AuditEntry.number)
        .order_by(AuditEntry.number.desc())
        .limit(PAGE)
    )
    if before is not None:
        query = query.where(AuditEntry.number < before)
    return [(entry, details) for entry, details in session.execute(query)]


def list_entries_about(session: Session, person_id: int) -> list[AuditEntry]:
    """Return the newest entries in which a person acted or was the subject."""
    query = (
        select(AuditEntry)
        .where(or_(AuditEntry.subject_id == person_id, AuditEntry.actor_id == person_id))
        .order_by(AuditEntry.number.desc())
        .limit(PAGE)
    )
    return list(session.scalars(query))


def find_entry(session: Session, number: int) -> AuditEntry | None:
    """Return the entry with a number, if there is one."""
    return session.get(AuditEntry, number)
