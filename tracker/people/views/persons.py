"""The list of people, and one person: changed, moved, ended, brought back, given roles."""

from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.people import service
from tracker.people.forms import (
    EndForm,
    MoveForm,
    NewPersonForm,
    PersonForm,
    PushForm,
    RolesForm,
    TeamChoiceForm,
)
from tracker.people.forms.words import ROLE_WORDS
from tracker.people.queries import PAGE, count_people, list_lead_views, list_people, list_stays, roles_of
from tracker.people.views.room import ask_for_person, done, pages, today
from tracker.storage.work import Work
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_session
from tracker.web.runtime import runtime


@pages.get("/people")
@requires(Permission.PERSON_LIST)
def persons() -> str:
    """List the people who are here, by name, a page at a time."""
    search, ended = request.args.get("search", "").strip()[:120], bool(request.args.get("ended"))
    count = count_people(current_session(), today(), search=search, ended=ended)
    last = max(1, -(-count // PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    people = list_people(current_session(), today(), search=search, ended=ended, page=page)
    return render_template(
        "people/persons.html",
        people=people,
        count=count,
        search=search,
        ended=ended,
        turn=_turn(page, last, search, ended=ended),
    )


def _turn(page: int, last: int, search: str, *, ended: bool) -> dict[str, Any]:
    """Return where a list stands among its pages, and the addresses of the ones beside it."""
    asked: dict[str, Any] = {"search": search or None, "ended": "1" if ended else None}
    beside = {n: url_for("people.persons", page=n, **asked) for n in (page - 1, page + 1) if 1 <= n <= last}
    return {
        "page": page,
        "pages": last,
        "url_previous": beside.get(page - 1, ""),
        "url_next": beside.get(page + 1, ""),
    }


@pages.get("/people/<int:person_id>")
@requires(Permission.PERSON_READ)
def person(person_id: int) -> str:
    """Show a person: teams over time, what they lead, their roles."""
    shown = ask_for_person(person_id, Permission.PERSON_READ)
    session = current_session()
    return render_template(
        "people/person.html",
        shown=shown,
        stays=list_stays(session, shown.id),
        leads=list_lead_views(session, today(), person_id=shown.id),
        roles=[ROLE_WORDS[role] for role in sorted(roles_of(session, shown.id))],
        here=shown.ended_on is None or shown.ended_on >= today(),
        form=PushForm(),
    )


@pages.route("/people/new", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def add_person() -> Response:
    """Add somebody who starts today."""
    form = NewPersonForm(chosen=request.args.get("team", type=int))

    def add(work: Work) -> None:
        service.add_person(work, form.to_draft(), team_id=form.team_id.data)

    if form.accepted() and done(form, add):
        flash(_("%(name)s is added. Print a code so that they can sign in.", name=form.name.data))
        return go("people.persons", search=form.staff_number.data)
    return answer("people/add_person.html", form=form)


@pages.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def edit_person(person_id: int) -> Response:
    """Change how a person is known."""
    shown = ask_for_person(person_id, Permission.PERSON_MANAGE)
    form = PersonForm(obj=shown)
    if form.accepted() and done(form, lambda work: service.change_person(work, shown.id, form.to_draft())):
        flash(_("Saved."))
        return go("people.person", person_id=shown.id)
    return answer("people/edit_person.html", form=form, shown=shown)


@pages.route("/people/<int:person_id>/move", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def move_person(person_id: int) -> Response:
    """Move a person to another team from a day."""
    shown = ask_for_person(person_id, Permission.PERSON_MANAGE)
    form = MoveForm(chosen=shown.team_id)
    if not form.handed_in:
        form.from_day.data = today()

    def move(work: Work) -> None:
        service.move_person(work, shown.id, form.team_id.data, from_day=form.from_day.data)

    if form.accepted() and done(form, move):
        flash(_("%(name)s is moved.", name=shown.name))
        return go("people.person", person_id=shown.id)
    return answer("people/move_person.html", form=form, shown=shown)


@pages.route("/people/<int:person_id>/end", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def end_person(person_id: int) -> Response:
    """Let a person leave after a last day."""
    shown = ask_for_person(person_id, Permission.PERSON_MANAGE)
    form = EndForm()
    if not form.handed_in:
        form.last_day.data = today()

    def end(work: Work) -> None:
        service.end_person(work, shown.id, last_day=form.last_day.data)
        if form.last_day.data < today():
            runtime().end_sessions(work, shown.id)

    if form.accepted() and done(form, end):
        flash(_("The last day of %(name)s is set.", name=shown.name))
        return go("people.person", person_id=shown.id)
    return answer("people/end_person.html", form=form, shown=shown)


@pages.route("/people/<int:person_id>/return", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def bring_back(person_id: int) -> Response:
    """Let somebody who has left, or is about to, be here again."""
    shown = ask_for_person(person_id, Permission.PERSON_MANAGE)
    form = TeamChoiceForm(chosen=shown.team_id)
    if form.accepted() and done(
        form, lambda work: service.bring_back(work, shown.id, team_id=form.team_id.data)
    ):
        flash(_("%(name)s is here again.", name=shown.name))
        return go("people.person", person_id=shown.id)
    return answer("people/bring_back.html", form=form, shown=shown)


@pages.route("/people/<int:person_id>/roles", methods=["GET", "POST"])
@requires(Permission.ROLE_GRANT)
def roles(person_id: int) -> Response:
    """Give a person roles or take them away."""
    shown = ask_for_person(person_id, Permission.ROLE_GRANT)
    held = roles_of(current_session(), shown.id)
    form = RolesForm(roles=[role.value for role in held])

    def change(work: Work) -> None:
        for role in form.wanted - held:
            service.grant_role(work, shown.id, role, end_sessions=runtime().end_sessions)
        for role in held - form.wanted:
            service.withdraw_role(work, shown.id, role, end_sessions=runtime().end_sessions)

    if form.accepted() and done(form, change):
        flash(_("The roles of %(name)s are saved. They sign in anew.", name=shown.name))
        return go("people.person", person_id=shown.id)
    return answer("people/roles.html", form=form, shown=shown)
