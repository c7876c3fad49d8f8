"""Taking a step: the one place where a review changes its state.

The review is locked, the pure rules are asked, the step is written down with who, when and why.
"""

from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.access import SYSTEM
from tracker.core.errors import ConflictError, ForbiddenError, NotFoundError
from tracker.reviews.models import Review, ReviewStep
from tracker.reviews.queries.cases import Case, get_case, get_position, get_standing, local_today
from tracker.reviews.rules.steps import (
    ABOUT_PEOPLE,
    TRANSITIONS,
    Action,
    Position,
    Refusal,
    Standing,
    refusal,
)
from tracker.storage.work import Work


@dataclass(frozen=True, slots=True)
class Taken:
    """A review in hand: locked, with what is known of it and of whoever acts."""

    review: Review
    case: Case
    position: Position
    standing: Standing


def take(work: Work, review_id: int) -> Taken:
    """Lock a review until the end of this work, so that two people cannot act on it at once."""
    review = work.session.get(Review, review_id, with_for_update=True, populate_existing=True)
    if review is None:
        raise NotFoundError("review")
    today = local_today(work)
    case = get_case(work.session, review_id, today)
    return Taken(
        review=review,
        case=case,
        position=get_position(work.session, case, today),
        standing=get_standing(work.session, case, work.actor, today),
    )


def refuse(reason: Refusal | None) -> None:
    """Raise if there is a reason not to go on: about the person who asks, or about the moment."""
    if reason is None:
        return
    if reason in ABOUT_PEOPLE:
        raise ForbiddenError(reason.value)
    raise ConflictError(reason.value)


def step(work: Work, taken: Taken, action: Action, reason: str = "") -> None:
    """Bring a review into its next state, or refuse."""
    refuse(refusal(action, taken.position, taken.standing))
    taken.review.state = TRANSITIONS[taken.position.state][action].value
    write_step(work, taken.review, action, reason)


def write_step(work: Work, review: Review, action: Action, reason: str = "") -> None:
    """Write a step into the file and into the log; the log holds no reasons."""
    last = select(func.max(ReviewStep.number)).where(ReviewStep.review_id == review.id)
    number = (work.session.scalar(last) or 0) + 1
    by = None if work.actor is SYSTEM else work.actor.person_id
    work.session.add(
        ReviewStep(
            review_id=review.id,
            number=number,
            action=action.value,
            state=review.state,
            at=work.now,
            by_id=by,
            reason=reason,
        )
    )
    work.session.flush()
    event = Event.REVIEW_OPENED if action in (Action.OPEN, Action.REQUEST) else Event.REVIEW_CHANGED
    audit.record(work, event, review.person_id, review=review.id, step=action.value)
