"""Reads of who looked at a file and who took a copy: told to the person, and so to every reader alike."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.people.models import Person
from tracker.reviews.models import ReviewDownload, ReviewView


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody opened the evidence on a day."""

    by: str
    day: date
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Taken:
    """That somebody took a copy."""

    by: str
    at: datetime
    kind: str
    reason: str
    sha256: str


def list_seen(session: Session, review_id: int) -> list[Seen]:
    """Return who opened the evidence, newest first."""
    rows = session.execute(
        select(Person.name, ReviewView.day, ReviewView.last_at, ReviewView.times)
        .join(Person, Person.id == ReviewView.person_id)
        .where(ReviewView.review_id == review_id)
        .order_by(ReviewView.last_at.desc(), Person.name)
    )
    return [Seen(*row) for row in rows]


def list_taken(session: Session, review_id: int) -> list[Taken]:
    """Return who took a copy, newest first."""
    rows = session.execute(
        select(Person.name, ReviewDownload)
        .join(Person, Person.id == ReviewDownload.by_id)
        .where(ReviewDownload.review_id == review_id)
        .order_by(ReviewDownload.id.desc())
    )
    return [Taken(name, row.at, row.kind, row.reason, row.sha256.hex()) for name, row in rows]
