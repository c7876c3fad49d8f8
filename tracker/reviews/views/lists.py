"""One's own reviews, and those in which one has a part."""

from flask import Response

from tracker.core.access import Permission, Role, ever_allowed
from tracker.reviews.queries.cases import list_cases
from tracker.reviews.queries.cycles import is_module_live, list_cycles
from tracker.reviews.rules.steps import State
from tracker.reviews.views.common import pages, today
from tracker.web.forms import answer
from tracker.web.guards import requires
from tracker.web.request import current_actor, current_session

GONE = frozenset({State.WITHDRAWN, State.DECLINED})


@pages.get("/reviews")
@requires(Permission.REVIEW_LIST)
def mine() -> Response:
    """Show the reader's own reviews, the cycles they can ask for, and the reviews they have a part in."""
    session, actor, day = current_session(), current_actor(), today()
    live = is_module_live(session)
    cases = list_cases(session, actor, day)
    own = [case for case in cases if case.person_id == actor.person_id]
    taken = {case.cycle_id for case in own if case.state not in GONE}
    running = list_cycles(session, running_on=day) if live else []
    return answer(
        "reviews/mine.html",
        own=own,
        others=[case for case in cases if case.person_id != actor.person_id],
        open_cycles=[cycle for cycle in running if cycle.id not in taken],
        live=live,
        manages=ever_allowed(actor, Permission.REVIEW_OPEN),
        is_hr=actor.has(Role.HR),
    )
