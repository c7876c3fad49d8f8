"""Ending something that holds over time."""

from datetime import date

from sqlalchemy.orm import Session

from tracker.people.models import Lead, Membership


def close(session: Session, row: Membership | Lead, last_day: date) -> None:
    """Let a membership or a lead end on a day; one that had not begun by then never was."""
    if row.starts_on > last_day:
        session.delete(row)
    elif row.ends_on is None or row.ends_on > last_day:
        row.ends_on = last_day
    session.flush()
