"""Adding to a file's evidence, disputing a piece of it, ruling on a dispute, and noting who looked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.access import Permission, allowed
from tracker.core.errors import ConflictError, ForbiddenError, NotFoundError
from tracker.reviews.models import ReviewDispute, ReviewDownload, ReviewEvidence, ReviewSnapshot, ReviewView
from tracker.reviews.queries.cases import Case, local_today
from tracker.reviews.rules.evidence import Kind, checked_text
from tracker.reviews.rules.steps import DISPUTABLE, OPEN_TO_ADDITIONS, Refusal, ruling_refusal
from tracker.reviews.service.steps import refuse, take
from tracker.storage.work import Work


@dataclass(frozen=True, slots=True)
class Download:
    """A copy that was taken: of what kind, why, and its fingerprint."""

    kind: str
    reason: str
    sha256: bytes


def add_piece(work: Work, review_id: int, *, day: date, text: str) -> int:
    """Add what the person misses in the evidence."""
    taken = take(work, review_id)
    if not taken.standing.is_employee:
        raise ForbiddenError(Refusal.NOT_YOURS.value)
    if taken.position.state not in OPEN_TO_ADDITIONS:
        raise ConflictError(Refusal.STATE.value)
    snapshot = select(func.max(ReviewSnapshot.id)).where(ReviewSnapshot.review_id == review_id)
    last = select(func.max(ReviewEvidence.number)).where(ReviewEvidence.review_id == review_id)
    piece = ReviewEvidence(
        review_id=review_id,
        snapshot_id=work.session.scalar(snapshot),
        number=(work.session.scalar(last) or 0) + 1,
        kind=Kind.ADDED.value,
        day=day,
        body=checked_text(text),
        author=taken.case.person,
    )
    work.session.add(piece)
    work.session.flush()
    audit.record(work, Event.REVIEW_CHANGED, taken.case.person_id, review=review_id, step="add")
    return piece.id


def dispute(work: Work, review_id: int, evidence_id: int, reason: str) -> None:
    """Object to a piece of evidence; it stays in sight, marked, until a third person rules."""
    taken = take(work, review_id)
    if not allowed(work.actor, Permission.REVIEW_DISPUTE, taken.case.target):
        raise ForbiddenError(Refusal.NOT_YOURS.value)
    if taken.position.state not in DISPUTABLE:
        raise ConflictError(Refusal.STATE.value)
    _check_piece(work, review_id, evidence_id)
    if _find_dispute(work, evidence_id) is not None:
        raise ConflictError("disputed-already")
    work.session.add(
        ReviewDispute(
            review_id=review_id,
            evidence_id=evidence_id,
            by_id=work.actor.person_id,
            at=work.now,
            reason=checked_text(reason),
        )
    )
    work.session.flush()
    audit.record(work, Event.REVIEW_CHANGED, taken.case.person_id, review=review_id, step="dispute")


def rule(work: Work, review_id: int, evidence_id: int, *, ruling: str, reason: str) -> None:
    """Rule on a disputed piece as the third person: it stands, or it is out."""
    taken = take(work, review_id)
    _check_piece(work, review_id, evidence_id)
    found = _find_dispute(work, evidence_id)
    if found is None or found.ruling is not None:
        raise ConflictError("dispute-none")
    disputed = found.by_id == work.actor.person_id
    refuse(ruling_refusal(taken.position, taken.standing, has_disputed=disputed))
    found.ruling, found.ruling_reason = ruling, checked_text(reason)
    found.ruled_by_id, found.ruled_at = work.actor.person_id, work.now
    work.session.flush()
    audit.record(work, Event.REVIEW_CHANGED, taken.case.person_id, review=review_id, step="rule")


def _find_dispute(work: Work, evidence_id: int) -> ReviewDispute | None:
    return work.session.scalar(select(ReviewDispute).where(ReviewDispute.evidence_id == evidence_id))


def _check_piece(work: Work, review_id: int, evidence_id: int) -> None:
    piece = work.session.get(ReviewEvidence, evidence_id)
    if piece is None or piece.review_id != review_id:
        raise NotFoundError("evidence")


def note_view(work: Work, case: Case) -> None:
    """Note in the log, and where the person sees it, that somebody else opened the evidence."""
    insert: Any = sqlite.insert if work.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    today = local_today(work)
    work.session.execute(
        insert(ReviewView)
        .values(review_id=case.id, person_id=work.actor.person_id, day=today, last_at=work.now, times=1)
        .on_conflict_do_update(
            index_elements=["review_id", "person_id", "day"],
            set_={"last_at": work.now, "times": ReviewView.times + 1},
        )
    )
    audit.record(work, Event.REVIEW_VIEWED, case.person_id, review=case.id)


def note_download(work: Work, case: Case, taken: Download) -> None:
    """Note that somebody took a copy, in the log and where the person sees it."""
    work.session.add(
        ReviewDownload(
            review_id=case.id,
            by_id=work.actor.person_id,
            at=work.now,
            kind=taken.kind,
            reason=taken.reason,
            sha256=taken.sha256,
        )
    )
    work.session.flush()
    fingerprint = taken.sha256.hex()
    audit.record(
        work, Event.REVIEW_EXPORTED, case.person_id, review=case.id, kind=taken.kind, sha256=fingerprint
    )
