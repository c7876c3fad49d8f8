"""Adding to the evidence, disputing a piece and ruling on a dispute."""

from flask import Response, flash
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.errors import ConflictError, NotFoundError
from tracker.reviews.forms import AddForm, DisputeForm, RuleForm
from tracker.reviews.queries.contents import Item
from tracker.reviews.queries.file import get_file
from tracker.reviews.rules.steps import DISPUTABLE, OPEN_TO_ADDITIONS, Refusal, ruling_refusal
from tracker.reviews.service import evidence as service
from tracker.reviews.service.steps import refuse
from tracker.reviews.views.common import get_own_case, pages, take_in_hand, tried
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_actor, current_session, current_work


@pages.route("/reviews/<int:review_id>/add", methods=["GET", "POST"])
@requires(Permission.REVIEW_ADD)
def add(review_id: int) -> Response:
    """Add what the person misses in the evidence."""
    case = get_own_case(review_id, Permission.REVIEW_ADD)
    refuse(None if case.state in OPEN_TO_ADDITIONS else Refusal.STATE)
    form = AddForm()
    if form.accepted() and tried(
        form,
        lambda: service.add_piece(current_work(), review_id, day=form.day.data, text=form.body.data),
    ):
        flash(_("Added. Everybody who may read the file sees it."))
        return go("reviews.evidence", review_id=review_id)
    return answer("reviews/add.html", form=form, case=case)


def _item(review_id: int, evidence_id: int) -> Item:
    file = get_file(current_session(), review_id)
    found = next((item for item in file.items if item.id == evidence_id), None)
    if found is None:
        raise NotFoundError("evidence")
    return found


@pages.route("/reviews/<int:review_id>/evidence/<int:evidence_id>/dispute", methods=["GET", "POST"])
@requires(Permission.REVIEW_DISPUTE)
def dispute(review_id: int, evidence_id: int) -> Response:
    """Object to a piece of evidence."""
    case = get_own_case(review_id, Permission.REVIEW_DISPUTE)
    refuse(None if case.state in DISPUTABLE else Refusal.STATE)
    item = _item(review_id, evidence_id)
    if item.dispute is not None:
        raise ConflictError("disputed-already")
    form = DisputeForm()
    if form.accepted() and tried(
        form, lambda: service.dispute(current_work(), review_id, evidence_id, form.body.data)
    ):
        flash(_("The piece is marked as disputed. A third person looks at it."))
        return go("reviews.evidence", review_id=review_id)
    return answer("reviews/dispute.html", form=form, case=case, item=item)


@pages.route("/reviews/<int:review_id>/evidence/<int:evidence_id>/rule", methods=["GET", "POST"])
@requires(Permission.REVIEW_RULE)
def rule(review_id: int, evidence_id: int) -> Response:
    """Rule on a disputed piece."""
    case = get_own_case(review_id, Permission.REVIEW_RULE)
    item = _item(review_id, evidence_id)
    if item.dispute is None or not item.is_disputed:
        raise ConflictError("dispute-none")
    hand = take_in_hand(case)
    disputed = item.dispute.by_id == current_actor().person_id
    refuse(ruling_refusal(hand.position, hand.standing, has_disputed=disputed))
    form = RuleForm()
    if form.accepted() and tried(
        form,
        lambda: service.rule(
            current_work(), review_id, evidence_id, ruling=form.ruling.data, reason=form.body.data
        ),
    ):
        flash(_("Your ruling is in the file."))
        return go("reviews.evidence", review_id=review_id)
    return answer("reviews/rule.html", form=form, case=case, item=item)
