"""Checking a sign-in, with the same answer and effort for the unknown, the ended and the wrong."""

from dataclasses import dataclass
from datetime import datetime

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.access import NOBODY
from tracker.signin.queries import find_credentials
from tracker.signin.service.passwords import check_password
from tracker.storage.work import Storage


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a visitor says they are."""

    staff_number: str
    password: str


def check_sign_in(storage: Storage, now: datetime, claim: Claim) -> int | None:
    """Return the id of the person whose password this is, or nothing.

    The database is read before and written after the slow hashing, never held during it.
    """
    with storage.look(NOBODY, now) as work:
        known = find_credentials(work.session, claim.staff_number)
    fits = check_password(known.password_hash if known else None, claim.password)
    gone = known is not None and known.ended_on is not None and known.ended_on < now.date()
    if known is not None and fits and not gone:
        return known.person_id
    with storage.work(NOBODY, now) as work:
        audit.record(work, Event.SIGN_IN_FAILED, known.person_id if known else None)
    return None
