"""A review's page and its evidence, the same for the person, the lead and HR."""

from flask import Response

from tracker.core.access import Permission
from tracker.reviews.forms import PlainForm
from tracker.reviews.queries import contents
from tracker.reviews.queries.file import get_file
from tracker.reviews.queries.traces import list_seen, list_taken
from tracker.reviews.rules.evidence import MARKS_FIRM, MARKS_SHOWN
from tracker.reviews.rules.steps import DISPUTABLE, OPEN_TO_LEAD_STATEMENT
from tracker.reviews.service.evidence import note_view
from tracker.reviews.views.common import get_own_case, pages, take_in_hand
from tracker.web.forms import answer
from tracker.web.guards import may, requires
from tracker.web.request import current_actor, current_session, record_aside


@pages.get("/reviews/<int:review_id>")
@requires(Permission.REVIEW_READ)
def show(review_id: int) -> Response:
    """Show where a review stands, what happens next, and everything written in it."""
    case = get_own_case(review_id, Permission.REVIEW_READ)
    hand = take_in_hand(case)
    session = current_session()
    return answer(
        "reviews/show.html",
        case=case,
        hand=hand,
        file=get_file(session, review_id),
        seen=list_seen(session, review_id),
        taken=list_taken(session, review_id),
        form=PlainForm(),
        can_state=case.state in OPEN_TO_LEAD_STATEMENT and may(Permission.REVIEW_LEAD_STATEMENT, case.target),
        can_export=may(Permission.REVIEW_EXPORT, case.target),
    )


@pages.get("/reviews/<int:review_id>/evidence")
@requires(Permission.REVIEW_READ)
def evidence(review_id: int) -> Response:
    """Show the evidence; that somebody else than the person opened it is noted and told."""
    case = get_own_case(review_id, Permission.REVIEW_READ)
    if current_actor().person_id != case.person_id:
        record_aside(lambda work: note_view(work, case))
    file = get_file(current_session(), review_id)
    return answer(
        "reviews/evidence.html",
        case=case,
        file=file,
        hand=take_in_hand(case),
        words=contents.words(file.items),
        good_things=contents.good_things(file.items),
        marks=contents.silent_marks(file.items),
        additions=contents.additions(file.items),
        limits=(MARKS_SHOWN, MARKS_FIRM),
        can_dispute=case.state in DISPUTABLE and may(Permission.REVIEW_DISPUTE, case.target),
        can_rule=case.state in DISPUTABLE and may(Permission.REVIEW_RULE, case.target),
    )
