"""Promotion cycles: planning them, and the reviews in each."""

from flask import Response, flash, request
from flask_babel import gettext as _

from tracker.core.access import Permission, Role
from tracker.core.errors import ConflictError, NotFoundError
from tracker.people.queries import get_person, list_people
from tracker.reviews.forms import CycleForm, OpenForm, TextForm
from tracker.reviews.queries import cycles as queries
from tracker.reviews.queries.cases import list_cases
from tracker.reviews.service import begin
from tracker.reviews.service import cycles as service
from tracker.reviews.views.common import choice_of, pages, people_to_choose, today, tried
from tracker.web.forms import answer, go
from tracker.web.guards import check, requires
from tracker.web.request import current_actor, current_session, current_work


@pages.get("/reviews/cycles")
@requires(Permission.REVIEW_OPEN)
def cycles() -> Response:
    """Show the cycles with their criteria."""
    session = current_session()
    return answer(
        "reviews/cycles.html",
        cycles=queries.list_cycles(session),
        live=queries.is_module_live(session),
        manages=current_actor().has(Role.HR),
        today=today(),
    )


@pages.get("/reviews/cycles/<int:cycle_id>")
@requires(Permission.REVIEW_OPEN)
def cycle(cycle_id: int) -> Response:
    """Show a cycle's rules and the reviews in it that the reader may see, by name."""
    session, day = current_session(), today()
    found = queries.get_cycle(session, cycle_id)
    return answer(
        "reviews/cycle.html",
        cycle=found,
        cases=list_cases(session, current_actor(), day, cycle_id=cycle_id),
        can_change=current_actor().has(Role.HR) and not queries.has_reviews(session, cycle_id),
        is_running=found.decide_by >= day,
        live=queries.is_module_live(session),
    )


@pages.route("/reviews/cycles/plan", methods=["GET", "POST"])
@requires(Permission.CYCLE_MANAGE)
def plan() -> Response:
    """Plan a cycle."""
    form = CycleForm()
    form.offer(people_to_choose())
    if not form.handed_in:
        form.fill(None)
    if form.accepted() and tried(form, lambda: service.plan_cycle(current_work(), form.to_draft())):
        flash(_("The cycle is planned."))
        return go("reviews.cycles")
    live = queries.is_module_live(current_session())
    return answer("reviews/plan.html", form=form, live=live, cycle=None)


@pages.route("/reviews/cycles/<int:cycle_id>/change", methods=["GET", "POST"])
@requires(Permission.CYCLE_MANAGE)
def change(cycle_id: int) -> Response:
    """Change a cycle in which no review has begun."""
    session = current_session()
    found = queries.get_cycle(session, cycle_id)
    if queries.has_reviews(session, cycle_id):
        raise ConflictError("cycle-begun")
    form = CycleForm()
    form.offer(people_to_choose())
    if not form.handed_in:
        form.fill(found)
    if form.accepted() and tried(
        form, lambda: service.change_cycle(current_work(), cycle_id, form.to_draft())
    ):
        flash(_("Saved."))
        return go("reviews.cycle", cycle_id=cycle_id)
    live = queries.is_module_live(current_session())
    return answer("reviews/change.html", form=form, live=live, cycle=found)


@pages.route("/reviews/cycles/<int:cycle_id>/open", methods=["GET", "POST"])
@requires(Permission.REVIEW_OPEN)
def open_for(cycle_id: int) -> Response:
    """Open a review of somebody in a cycle."""
    session, actor = current_session(), current_actor()
    found = queries.get_cycle(session, cycle_id)
    form = OpenForm()
    form.person.choices = [
        choice_of(one)
        for one in list_people(session, today())
        if one.id != actor.person_id and (actor.has(Role.HR) or one.team_id in actor.led_ids)
    ]
    if form.handed_in:
        _check_person(request.form.get("person", type=int))
    if form.accepted():
        review_id = begin.open_review(current_work(), cycle_id, form.person.data)
        flash(_("The review is open."))
        return go("reviews.show", review_id=review_id)
    return answer("reviews/open_for.html", form=form, cycle=found, live=queries.is_module_live(session))


def _check_person(person_id: int | None) -> None:
    """A person whom the reader may not open a review of is not even confirmed to exist."""
    if person_id is not None:
        check(get_person(current_session(), person_id, today()).target, Permission.REVIEW_OPEN)


@pages.route("/reviews/cycles/<int:cycle_id>/ask", methods=["GET", "POST"])
@requires(Permission.REVIEW_REQUEST)
def ask(cycle_id: int) -> Response:
    """Ask for a review of oneself."""
    session = current_session()
    found = queries.get_cycle(session, cycle_id)
    if found.decide_by < today() or not queries.is_module_live(session):
        raise NotFoundError("cycle")
    form = TextForm().leave_open()
    if form.accepted():
        review_id = begin.request_review(current_work(), cycle_id, form.body.data or "")
        flash(_("Your request is in. HR and your lead can see it."))
        return go("reviews.show", review_id=review_id)
    return answer("reviews/ask.html", form=form, cycle=found)
