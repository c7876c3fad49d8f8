"""One-tap answers to a good thing: confirm, react, hide, withdraw, and the way back from each."""

from flask import Response, flash, url_for
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.errors import InvalidError
from tracker.good_things import service
from tracker.good_things.forms import ConfirmForm, MarkForm, ReactForm
from tracker.good_things.views.blueprint import load_entry, pages
from tracker.web.forms import go
from tracker.web.guards import requires
from tracker.web.request import current_work
from tracker.web.safety import safe_path


@pages.post("/<int:good_thing_id>/confirm")
@requires(Permission.GOOD_THING_CONFIRM)
def confirm(good_thing_id: int) -> Response:
    """Stand for a good thing as a colleague who was there."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_CONFIRM)
    form = ConfirmForm()
    _refuse_incomplete(form)
    service.confirm_good_thing(current_work(), entry, edition=form.edition.data)
    flash(_("Confirmed. For a day you can take it back on the page of this good thing."))
    return _back(form, good_thing_id)


@pages.post("/<int:good_thing_id>/confirm/undo")
@requires(Permission.GOOD_THING_CONFIRM)
def take_back(good_thing_id: int) -> Response:
    """Take one's own confirmation back."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_CONFIRM)
    service.take_back_confirmation(current_work(), entry)
    flash(_("Your confirmation is taken back."))
    return go("good_things.show", good_thing_id=good_thing_id)


@pages.post("/<int:good_thing_id>/react")
@requires(Permission.GOOD_THING_REACT)
def react(good_thing_id: int) -> Response:
    """Add a reaction or take it back."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_REACT)
    form = ReactForm()
    _refuse_incomplete(form)
    verb = service.add_reaction if form.adds else service.drop_reaction
    verb(current_work(), entry, form.reaction)
    return _back(form, good_thing_id)


@pages.post("/<int:good_thing_id>/hide")
@requires(Permission.GOOD_THING_HIDE)
def hide(good_thing_id: int) -> Response:
    """Take a good thing that names oneself off the walls."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_HIDE)
    service.hide_good_thing(current_work(), entry)
    flash(_("It is off the wall. Only its writer and those it names can read it."))
    return go("good_things.show", good_thing_id=good_thing_id)


@pages.post("/<int:good_thing_id>/hide/undo")
@requires(Permission.GOOD_THING_HIDE)
def show_again(good_thing_id: int) -> Response:
    """Put it back on the walls, as far as oneself is concerned."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_HIDE)
    service.show_good_thing_again(current_work(), entry)
    flash(_("You no longer keep it off the wall."))
    return go("good_things.show", good_thing_id=good_thing_id)


@pages.post("/<int:good_thing_id>/withdraw")
@requires(Permission.GOOD_THING_EDIT)
def withdraw(good_thing_id: int) -> Response:
    """Take one's own good thing back."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_EDIT)
    service.withdraw_good_thing(current_work(), entry)
    flash(_("Withdrawn. Nobody else can read it; for a day you can bring it back."))
    return go("good_things.show", good_thing_id=good_thing_id)


@pages.post("/<int:good_thing_id>/withdraw/undo")
@requires(Permission.GOOD_THING_EDIT)
def restore(good_thing_id: int) -> Response:
    """Bring a withdrawn good thing back."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_EDIT)
    service.restore_good_thing(current_work(), entry)
    flash(_("It is back."))
    return go("good_things.show", good_thing_id=good_thing_id)


def _refuse_incomplete(form: MarkForm) -> None:
    if not form.accepted():
        raise InvalidError("choice-unknown")


def _back(form: MarkForm, good_thing_id: int) -> Response:
    """Send the reader back to the page of the tap, at the good thing itself."""
    page = safe_path(form.next.data) or url_for("good_things.show", good_thing_id=good_thing_id)
    return Response(status=303, headers={"Location": f"{page.rstrip('?')}#good-thing-{good_thing_id}"})
