"""Proposing, deciding, contesting, and how a review ends."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from tracker.core.errors import ConflictError, InvalidError
from tracker.people.queries import build_actor, get_person
from tracker.reviews.models import (
    Review,
    ReviewDecider,
    ReviewDispute,
    ReviewEvidence,
    ReviewProposal,
    ReviewUsed,
)
from tracker.reviews.queries.cases import get_standing, local_today
from tracker.reviews.rules.days import contest_until
from tracker.reviews.rules.evidence import checked_reason, checked_text
from tracker.reviews.rules.steps import DECIDED, Action, appointment_refusal, refusal
from tracker.reviews.service.cycles import require_live
from tracker.reviews.service.steps import refuse, step, take
from tracker.storage.work import Work


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """Why somebody should be promoted, and on which pieces of evidence that rests."""

    reason: str
    used_ids: tuple[int, ...]


def propose(work: Work, review_id: int, draft: ProposalDraft) -> None:
    """Propose a promotion, with a reason and the evidence on which it rests."""
    require_live(work)
    taken = take(work, review_id)
    refuse(refusal(Action.PROPOSE, taken.position, taken.standing))
    reason = checked_reason(draft.reason)
    used = sorted(set(draft.used_ids))
    _check_used(work, review_id, used)
    proposal = ReviewProposal(review_id=review_id, by_id=work.actor.person_id, at=work.now, reason=reason)
    work.session.add(proposal)
    work.session.flush()
    work.session.add_all(ReviewUsed(proposal_id=proposal.id, evidence_id=number) for number in used)
    step(work, taken, Action.PROPOSE, reason)


def _check_used(work: Work, review_id: int, used: list[int]) -> None:
    """Refuse a piece of another file, a disputed one, and one that was taken out."""
    if not used:
        raise InvalidError("used-none")
    own = select(ReviewEvidence.id).where(ReviewEvidence.review_id == review_id, ReviewEvidence.id.in_(used))
    if set(work.session.scalars(own)) != set(used):
        raise InvalidError("used-unknown")
    barred = select(ReviewDispute.id).where(
        ReviewDispute.evidence_id.in_(used), ReviewDispute.ruling.is_distinct_from("stands")
    )
    if work.session.scalar(barred.limit(1)) is not None:
        raise InvalidError("used-disputed")


def decide(work: Work, review_id: int, action: Action, reason: str) -> None:
    """Decide as the second person: approve, reject, or find that there is not enough evidence."""
    require_live(work)
    taken = take(work, review_id)
    refuse(refusal(action, taken.position, taken.standing))
    step(work, taken, action, checked_reason(reason))
    taken.review.outcome = taken.review.state
    taken.review.decided_on = taken.position.today
    if taken.review.contest_until is None:
        taken.review.contest_until = contest_until(taken.position.today)
    work.session.flush()


def contest(work: Work, review_id: int, reason: str) -> None:
    """Contest a decision, so that a new second person looks at the file."""
    taken = take(work, review_id)
    step(work, taken, Action.CONTEST, checked_text(reason))
    taken.review.was_contested = True
    work.session.flush()


def appoint(work: Work, review_id: int, person_id: int) -> None:
    """Name one more person who may decide."""
    require_live(work)
    taken = take(work, review_id)
    refuse(refusal(Action.APPOINT, taken.position, taken.standing))
    today = taken.position.today
    person = get_person(work.session, person_id, today)
    if person.ended_on is not None and person.ended_on < today:
        raise ConflictError("person-left")
    actor = build_actor(work.session, person_id, today)
    unfit = appointment_refusal(get_standing(work.session, taken.case, actor, today))
    if unfit is not None:
        raise InvalidError("decider-unfit", name=person.name)
    work.session.merge(ReviewDecider(review_id=review_id, person_id=person_id))
    step(work, taken, Action.APPOINT, person.name)


def withdraw(work: Work, review_id: int, reason: str) -> None:
    """Stop a review; others than the person say why."""
    taken = take(work, review_id)
    refuse(refusal(Action.WITHDRAW, taken.position, taken.standing))
    text = reason.strip() if taken.standing.is_employee else checked_text(reason)
    step(work, taken, Action.WITHDRAW, text)


def close_review(work: Work, review_id: int) -> None:
    """Close a decided review once it can no longer be contested."""
    step(work, take(work, review_id), Action.CLOSE)


def close_due_reviews(work: Work) -> int:
    """Close every decided review that can no longer be contested; harmless to repeat."""
    today = local_today(work)
    final = or_(Review.was_contested.is_(True), Review.contest_until < today)
    due = select(Review.id).where(Review.state.in_(DECIDED), final)
    numbers = list(work.session.scalars(due.order_by(Review.id)))
    for number in numbers:
        close_review(work, number)
    return len(numbers)
