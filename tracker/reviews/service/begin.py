"""How a review begins: somebody opens it, or the person asks for it and it is taken up or declined."""

from sqlalchemy import select

from tracker.core.access import Permission, allowed
from tracker.core.errors import ConflictError, ForbiddenError
from tracker.people.queries import get_person
from tracker.reviews.models import Review, ReviewDecider
from tracker.reviews.queries.cases import local_today
from tracker.reviews.queries.cycles import get_cycle
from tracker.reviews.rules.evidence import checked_text
from tracker.reviews.rules.steps import Action, Refusal, State
from tracker.reviews.service.cycles import require_live
from tracker.reviews.service.steps import step, take, write_step
from tracker.storage.work import Work


def request_review(work: Work, cycle_id: int, reason: str = "") -> int:
    """Ask for a review of oneself."""
    if work.actor.person_id is None:
        raise ForbiddenError(Refusal.NOT_YOURS.value)
    return _begin(work, cycle_id, work.actor.person_id, action=Action.REQUEST, reason=reason)


def open_review(work: Work, cycle_id: int, person_id: int) -> int:
    """Open a review of somebody."""
    person = get_person(work.session, person_id, local_today(work))
    if not allowed(work.actor, Permission.REVIEW_OPEN, person.target):
        raise ForbiddenError(Refusal.NOT_YOURS.value)
    return _begin(work, cycle_id, person_id, action=Action.OPEN, reason="")


def _begin(work: Work, cycle_id: int, person_id: int, *, action: Action, reason: str) -> int:
    require_live(work)
    today = local_today(work)
    cycle = get_cycle(work.session, cycle_id)
    if cycle.decide_by < today:
        raise ConflictError("cycle-over")
    person = get_person(work.session, person_id, today)
    if person.ended_on is not None and person.ended_on < today:
        raise ConflictError("person-left")
    _refuse_second(work, cycle_id, person_id)
    review = Review(
        cycle_id=cycle_id,
        person_id=person_id,
        team_name=person.team_name or "",
        state=(State.REQUESTED if action is Action.REQUEST else State.DRAFT).value,
        opened_at=work.now,
    )
    work.session.add(review)
    work.session.flush()
    named = [decider for decider in cycle.decider_ids if decider != person_id]
    work.session.add_all(ReviewDecider(review_id=review.id, person_id=decider) for decider in named)
    write_step(work, review, action, reason.strip())
    return review.id


def _refuse_second(work: Work, cycle_id: int, person_id: int) -> None:
    ended = (State.WITHDRAWN.value, State.DECLINED.value)
    query = select(Review.id).where(
        Review.cycle_id == cycle_id, Review.person_id == person_id, Review.state.not_in(ended)
    )
    if work.session.scalar(query) is not None:
        raise ConflictError("review-exists")


def accept_request(work: Work, review_id: int) -> None:
    """Take up a review that a person asked for."""
    require_live(work)
    step(work, take(work, review_id), Action.ACCEPT)


def decline_request(work: Work, review_id: int, reason: str) -> None:
    """Decline a review that a person asked for, and say why."""
    step(work, take(work, review_id), Action.DECLINE, checked_text(reason))
