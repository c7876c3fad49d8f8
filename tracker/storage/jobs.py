"""Leases and slots, so that any number of job processes do a thing once, and the sign that one is alive."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.storage.models import JobLease, JobRun
from tracker.storage.work import Work

STANDING = "standing"
LEASE_LASTS = timedelta(minutes=10)
SILENT_AFTER = timedelta(minutes=30)
SLOTS_KEPT = timedelta(days=90)


def take_lease(work: Work, name: str, holder: str) -> bool:
    """Take or renew a lease; false while another process holds it."""
    statement = (
        _insert(work)(JobLease)
        .values(name=name, holder=holder, renewed_at=work.now, until=work.now + LEASE_LASTS)
        .on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": holder, "renewed_at": work.now, "until": work.now + LEASE_LASTS},
            where=or_(JobLease.until <= work.now, JobLease.holder == holder),
        )
        .returning(JobLease.holder)
    )
    return work.session.execute(statement).first() is not None


def end_lease(work: Work, name: str, holder: str) -> None:
    """Let another process take the lease at once."""
    work.session.execute(
        update(JobLease).where(JobLease.name == name, JobLease.holder == holder).values(until=work.now)
    )


def claim(work: Work, job: str, slot: str) -> bool:
    """Claim a job for a slot; false when it was claimed before."""
    statement = (
        _insert(work)(JobRun)
        .values(job=job, slot=slot, at=work.now)
        .on_conflict_do_nothing()
        .returning(JobRun.slot)
    )
    return work.session.execute(statement).first() is not None


def purge_slots(work: Work) -> int:
    """Forget the slots of long ago."""
    gone = delete(JobRun).where(JobRun.at < work.now - SLOTS_KEPT).returning(JobRun.slot)
    return len(work.session.execute(gone).all())


def last_heartbeat(session: Session) -> datetime | None:
    """Return when a job process was last at work, or nothing if none ever was."""
    return session.scalar(select(func.max(JobLease.renewed_at)))


def jobs_are_running(session: Session, now: datetime) -> bool:
    """Whether a job process has been at work within the last half hour."""
    last = last_heartbeat(session)
    return last is not None and now - last <= SILENT_AFTER


def _insert(work: Work) -> Any:
    is_sqlite = work.session.get_bind().dialect.name == "sqlite"
    return sqlite.insert if is_sqlite else postgresql.insert
