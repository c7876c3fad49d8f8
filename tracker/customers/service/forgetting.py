"""Forgetting who helped: a customer's score keeps the name of a colleague for a year."""

from datetime import timedelta

from sqlalchemy import update

from tracker.customers.models import CustomerScore
from tracker.storage.work import Work

NAMES_KEPT = timedelta(days=365)


def forget_names(work: Work) -> int:
    """Take the name off every score that is more than a year old; the score stays with its team."""
    old = CustomerScore.day < work.now.date() - NAMES_KEPT
    named = update(CustomerScore).where(CustomerScore.person_id.is_not(None), old).values(person_id=None)
    return len(work.session.execute(named.returning(CustomerScore.id)).all())
