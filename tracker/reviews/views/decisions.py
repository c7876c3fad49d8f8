"""Proposing, deciding, and naming who decides."""

from flask import Response, flash
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.core.access import Permission
from tracker.reviews.forms import AppointForm, DecideForm, ProposeForm
from tracker.reviews.queries.file import get_file
from tracker.reviews.rules.steps import Action
from tracker.reviews.service import decide as service
from tracker.reviews.service.decide import ProposalDraft
from tracker.reviews.service.steps import refuse
from tracker.reviews.views.common import get_own_case, pages, people_to_choose, take_in_hand, tried
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_session, current_work


@pages.route("/reviews/<int:review_id>/propose", methods=["GET", "POST"])
@requires(Permission.REVIEW_PROPOSE)
def propose(review_id: int) -> Response:
    """Propose a promotion."""
    case = get_own_case(review_id, Permission.REVIEW_PROPOSE)
    refuse(take_in_hand(case).why_not(Action.PROPOSE.value))
    file = get_file(current_session(), review_id)
    usable = [item for item in file.items if not item.is_disputed and not item.is_out]
    form = ProposeForm()
    form.used.choices = [SelectChoice(item.id, str(item.number)) for item in usable]
    if form.accepted() and tried(
        form,
        lambda: service.propose(
            current_work(), review_id, ProposalDraft(form.body.data, tuple(form.used.data or ()))
        ),
    ):
        flash(_("Your proposal is in the file. A second person decides."))
        return go("reviews.show", review_id=review_id)
    return answer("reviews/propose.html", form=form, case=case, file=file, usable=usable)


@pages.route("/reviews/<int:review_id>/decide", methods=["GET", "POST"])
@requires(Permission.REVIEW_DECIDE)
def decide(review_id: int) -> Response:
    """Decide on a proposal."""
    case = get_own_case(review_id, Permission.REVIEW_DECIDE)
    refuse(take_in_hand(case).why_not(Action.APPROVE.value))
    file = get_file(current_session(), review_id)
    form = DecideForm()
    if form.accepted() and tried(
        form, lambda: service.decide(current_work(), review_id, form.action, form.body.data)
    ):
        flash(_("Your decision is in the file."))
        return go("reviews.show", review_id=review_id)
    return answer("reviews/decide.html", form=form, case=case, file=file)


@pages.route("/reviews/<int:review_id>/appoint", methods=["GET", "POST"])
@requires(Permission.REVIEW_APPOINT)
def appoint(review_id: int) -> Response:
    """Name one more person who may decide."""
    case = get_own_case(review_id, Permission.REVIEW_APPOINT)
    refuse(take_in_hand(case).why_not(Action.APPOINT.value))
    form = AppointForm()
    form.person.choices = people_to_choose(but=case.decider_ids | {case.person_id})
    if form.accepted() and tried(form, lambda: service.appoint(current_work(), review_id, form.person.data)):
        flash(_("Named."))
        return go("reviews.show", review_id=review_id)
    return answer("reviews/appoint.html", form=form, case=case)
