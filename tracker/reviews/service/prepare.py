"""Preparing a file for a proposal: sharing the evidence, and what the lead and the person write."""

from tracker.core.access import Permission, allowed
from tracker.core.errors import ConflictError, ForbiddenError
from tracker.reviews.models import ReviewStatement
from tracker.reviews.queries.cycles import get_cycle
from tracker.reviews.rules.days import answer_due
from tracker.reviews.rules.evidence import checked_text
from tracker.reviews.rules.steps import OPEN_TO_LEAD_STATEMENT, Action, Refusal, refusal
from tracker.reviews.service.cycles import require_live
from tracker.reviews.service.gather import gather
from tracker.reviews.service.steps import Taken, refuse, step, take
from tracker.storage.work import Work


def share_review(work: Work, review_id: int) -> None:
    """Gather the evidence and show it to everybody who may read the file, the person first of all.

    Nobody reads it earlier: what is gathered is shared in the same moment.
    """
    require_live(work)
    taken = take(work, review_id)
    step(work, taken, Action.SHARE)
    gather(work, taken.review, get_cycle(work.session, taken.review.cycle_id))
    taken.review.shared_on = taken.position.today
    taken.review.answer_due_on = answer_due(taken.position.today)
    work.session.flush()


def state_as_lead(work: Work, review_id: int, text: str) -> None:
    """Add the lead's statement to the file."""
    taken = take(work, review_id)
    if not allowed(work.actor, Permission.REVIEW_LEAD_STATEMENT, taken.case.target):
        raise ForbiddenError(Refusal.NOT_YOURS.value)
    if taken.position.state not in OPEN_TO_LEAD_STATEMENT:
        raise ConflictError(Refusal.STATE.value)
    _write_statement(work, taken, "lead", text)


def answer_review(work: Work, review_id: int, text: str) -> None:
    """Add the person's own statement to the file."""
    taken = take(work, review_id)
    refuse(refusal(Action.ANSWER, taken.position, taken.standing))
    _write_statement(work, taken, "person", text)
    step(work, taken, Action.ANSWER)


def _write_statement(work: Work, taken: Taken, part: str, text: str) -> None:
    work.session.add(
        ReviewStatement(
            review_id=taken.review.id,
            part=part,
            by_id=work.actor.person_id,
            at=work.now,
            body=checked_text(text),
        )
    )
    work.session.flush()
