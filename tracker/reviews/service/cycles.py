"""The papers that open the module, and the cycles that HR plans."""

import hashlib

from sqlalchemy import delete

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError, ForbiddenError, NotFoundError
from tracker.people.queries import get_person
from tracker.reviews.models import Cycle, CycleCriterion, ReviewDocument
from tracker.reviews.queries.cases import local_today
from tracker.reviews.queries.cycles import has_reviews, is_module_live
from tracker.reviews.rules.cycles import CycleDraft, DocumentDraft, checked_cycle, checked_document
from tracker.storage.work import Work


def require_live(work: Work) -> None:
    """Refuse to go on while a paper is missing."""
    if not is_module_live(work.session):
        raise ConflictError("reviews-off")


def record_document(work: Work, draft: DocumentDraft) -> int:
    """Keep a paper as handed in, with its date and its fingerprint."""
    found = checked_document(draft, local_today(work))
    paper = ReviewDocument(
        kind=found.kind.value,
        dated_on=found.dated_on,
        file_name=found.file_name[-200:],
        sha256=hashlib.sha256(found.content).digest(),
        content=found.content,
        recorded_at=work.now,
        recorded_by_id=_me(work),
    )
    work.session.add(paper)
    work.session.flush()
    audit.record(work, Event.SETTING_CHANGED, setting=f"review-{found.kind}", sha256=paper.sha256.hex())
    return paper.id


def withdraw_document(work: Work, document_id: int) -> None:
    """Note that a paper no longer holds, which stops the module until there is a new one."""
    paper = work.session.get(ReviewDocument, document_id)
    if paper is None:
        raise NotFoundError("document")
    if paper.withdrawn_at is None:
        paper.withdrawn_at = work.now
        work.session.flush()
        audit.record(work, Event.SETTING_CHANGED, setting=f"review-{paper.kind}", withdrawn=paper.id)


def plan_cycle(work: Work, draft: CycleDraft) -> int:
    """Add a cycle."""
    require_live(work)
    cycle = Cycle(made_at=work.now, made_by_id=_me(work))
    _write(work, cycle, draft)
    return cycle.id


def change_cycle(work: Work, cycle_id: int, draft: CycleDraft) -> None:
    """Change a cycle in which no review has begun yet."""
    require_live(work)
    cycle = work.session.get(Cycle, cycle_id, with_for_update=True)
    if cycle is None:
        raise NotFoundError("cycle")
    if has_reviews(work.session, cycle_id):
        raise ConflictError("cycle-begun")
    work.session.execute(delete(CycleCriterion).where(CycleCriterion.cycle_id == cycle_id))
    _write(work, cycle, draft)


def _write(work: Work, cycle: Cycle, draft: CycleDraft) -> None:
    found = checked_cycle(draft)
    for person_id in found.decider_ids:
        get_person(work.session, person_id, local_today(work))
    cycle.role, cycle.about = found.role, found.about
    cycle.starts_on, cycle.ends_on, cycle.decide_by = found.starts_on, found.ends_on, found.decide_by
    cycle.first_decider_id, cycle.second_decider_id = found.decider_ids
    work.session.add(cycle)
    work.session.flush()
    work.session.add_all(
        CycleCriterion(
            cycle_id=cycle.id,
            position=position,
            name=criterion.name,
            weight=criterion.weight,
            source=criterion.source.value,
            minimum=criterion.minimum,
        )
        for position, criterion in enumerate(found.criteria, start=1)
    )
    work.session.flush()
    audit.record(work, Event.CYCLE_CHANGED, cycle=cycle.id)


def _me(work: Work) -> int:
    if work.actor.person_id is None:
        raise ForbiddenError("review-not-yours")
    return work.actor.person_id
