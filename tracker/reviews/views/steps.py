"""The steps that need no password: preparing, answering, contesting, withdrawing, closing."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.reviews.forms import TextForm
from tracker.reviews.queries.cases import Case
from tracker.reviews.rules.steps import OPEN_TO_LEAD_STATEMENT, Action, Refusal
from tracker.reviews.service import begin, decide, prepare
from tracker.reviews.service.steps import refuse
from tracker.reviews.views.common import get_own_case, pages, take_in_hand, tried
from tracker.storage.work import Work
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_actor, current_work


def _press(review_id: int, permission: Permission, act: Callable[[Work, int], None]) -> Response:
    """Take a step that is a single button."""
    get_own_case(review_id, permission)
    act(current_work(), review_id)
    return go("reviews.show", review_id=review_id)


def _write(case: Case, form: TextForm, act: Callable[[Work, int, str], Any], template: str) -> Response:
    """Take a step that is a text."""
    if form.accepted() and tried(form, lambda: act(current_work(), case.id, form.body.data or "")):
        flash(_("Saved. Everybody who may read the file sees it."))
        return go("reviews.show", review_id=case.id)
    own = case.person_id == current_actor().person_id
    return answer(template, form=form, case=case, own=own)


def _at(review_id: int, permission: Permission, action: Action) -> Case:
    """Return a case in which the reader can take this step now; else they are told why not."""
    case = get_own_case(review_id, permission)
    refuse(take_in_hand(case).why_not(action.value))
    return case


@pages.post("/reviews/<int:review_id>/accept")
@requires(Permission.REVIEW_PREPARE)
def accept(review_id: int) -> Response:
    """Take up a request."""
    return _press(review_id, Permission.REVIEW_PREPARE, begin.accept_request)


@pages.post("/reviews/<int:review_id>/share")
@requires(Permission.REVIEW_PREPARE)
def share(review_id: int) -> Response:
    """Gather the evidence and share it."""
    return _press(review_id, Permission.REVIEW_PREPARE, prepare.share_review)


@pages.post("/reviews/<int:review_id>/close")
@requires(Permission.REVIEW_APPOINT)
def close(review_id: int) -> Response:
    """Close a review that can no longer be contested."""
    return _press(review_id, Permission.REVIEW_APPOINT, decide.close_review)


@pages.route("/reviews/<int:review_id>/decline", methods=["GET", "POST"])
@requires(Permission.REVIEW_PREPARE)
def decline(review_id: int) -> Response:
    """Decline a request and say why."""
    case = _at(review_id, Permission.REVIEW_PREPARE, Action.DECLINE)
    return _write(case, TextForm(), begin.decline_request, "reviews/decline.html")


@pages.route("/reviews/<int:review_id>/lead-statement", methods=["GET", "POST"])
@requires(Permission.REVIEW_LEAD_STATEMENT)
def lead_statement(review_id: int) -> Response:
    """Add the lead's statement."""
    case = get_own_case(review_id, Permission.REVIEW_LEAD_STATEMENT)
    refuse(None if case.state in OPEN_TO_LEAD_STATEMENT else Refusal.STATE)
    return _write(case, TextForm(), prepare.state_as_lead, "reviews/lead_statement.html")


@pages.route("/reviews/<int:review_id>/answer", methods=["GET", "POST"])
@requires(Permission.REVIEW_ANSWER)
def answer_review(review_id: int) -> Response:
    """Add the person's own statement."""
    case = _at(review_id, Permission.REVIEW_ANSWER, Action.ANSWER)
    return _write(case, TextForm(), prepare.answer_review, "reviews/answer_review.html")


@pages.route("/reviews/<int:review_id>/contest", methods=["GET", "POST"])
@requires(Permission.REVIEW_CONTEST)
def contest(review_id: int) -> Response:
    """Contest a decision."""
    case = _at(review_id, Permission.REVIEW_CONTEST, Action.CONTEST)
    return _write(case, TextForm(), decide.contest, "reviews/contest.html")


@pages.route("/reviews/<int:review_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.REVIEW_WITHDRAW)
def withdraw(review_id: int) -> Response:
    """Stop a review."""
    case = _at(review_id, Permission.REVIEW_WITHDRAW, Action.WITHDRAW)
    own = take_in_hand(case).standing.is_employee
    form = TextForm().leave_open() if own else TextForm()
    return _write(case, form, decide.withdraw, "reviews/withdraw.html")
