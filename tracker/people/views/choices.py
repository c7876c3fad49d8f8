"""The lists that an organisation edits: moments, channels and kinds of good thing."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.core.access import Permission
from tracker.core.errors import NotFoundError
from tracker.people import service
from tracker.people.forms import ChoiceForm, PushForm
from tracker.people.models import Choice
from tracker.people.queries import get_choice, list_choices
from tracker.people.rules.defaults import ChoiceKind
from tracker.people.views.room import done, pages
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_session, current_work

LISTS = {
    ChoiceKind.MOMENT: _l("Moments"),
    ChoiceKind.CHANNEL: _l("Channels"),
    ChoiceKind.GOOD_THING_KIND: _l("Kinds of good thing"),
}


@pages.get("/manage/choices/<kind>")
@requires(Permission.CHOICES_MANAGE)
def choices(kind: str) -> str:
    """Show a list with buttons to change it."""
    shown = _kind(kind)
    entries = list_choices(current_session(), shown.value, retired=True)
    tabs = [
        {"label": words, "url": url_for("people.choices", kind=each.value), "active": each is shown}
        for each, words in LISTS.items()
    ]
    return render_template(
        "people/choices.html",
        kind=shown.value,
        tabs=tabs,
        entries=[entry for entry in entries if entry.active],
        retired=[entry for entry in entries if not entry.active],
        form=PushForm(),
    )


@pages.route("/manage/choices/<kind>/new", methods=["GET", "POST"])
@requires(Permission.CHOICES_MANAGE)
def add_choice(kind: str) -> Response:
    """Add an entry to a list."""
    shown, form = _kind(kind), ChoiceForm()
    if form.accepted() and done(form, lambda work: service.add_choice(work, shown, form.to_draft())):
        flash(_("Added."))
        return go("people.choices", kind=shown.value)
    return answer("people/add_choice.html", form=form, kind=shown.value, name=LISTS[shown])


@pages.route("/manage/choice/<int:choice_id>", methods=["GET", "POST"])
@requires(Permission.CHOICES_MANAGE)
def edit_choice(choice_id: int) -> Response:
    """Change the words of an entry."""
    entry = get_choice(current_session(), choice_id)
    form = ChoiceForm(entry)
    if form.accepted() and done(form, lambda work: service.rename_choice(work, entry.id, form.to_draft())):
        flash(_("Saved."))
        return go("people.choices", kind=entry.kind)
    return answer("people/edit_choice.html", form=form, kind=entry.kind)


@pages.post("/manage/choice/<int:choice_id>/move")
@requires(Permission.CHOICES_MANAGE)
def move_choice(choice_id: int) -> Response:
    """Move an entry up or down in its list."""
    entry = _entry(choice_id)
    service.move_choice(current_work(), entry.id, up=request.form.get("way") == "up")
    return go("people.choices", kind=entry.kind)


@pages.post("/manage/choice/<int:choice_id>/use")
@requires(Permission.CHOICES_MANAGE)
def use_choice(choice_id: int) -> Response:
    """Take an entry out of use or back into use."""
    entry = _entry(choice_id)
    service.set_choice_active(current_work(), entry.id, active=request.form.get("active") == "yes")
    return go("people.choices", kind=entry.kind)


def _entry(choice_id: int) -> Choice:
    return get_choice(current_session(), choice_id)


def _kind(kind: str) -> ChoiceKind:
    if kind not in {each.value for each in ChoiceKind}:
        raise NotFoundError("list")
    return ChoiceKind(kind)
