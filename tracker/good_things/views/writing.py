"""Logging, thanking, editing and correcting."""

from collections.abc import Collection

from flask import Response, flash
from flask_babel import get_locale
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.errors import ConflictError, KindlineError
from tracker.good_things import service
from tracker.good_things.forms import GoodThingForm, NoteForm, Offer, ThanksForm
from tracker.good_things.queries import Named
from tracker.good_things.queries.colleagues import find_last_channel, list_team_mates, match_colleagues
from tracker.good_things.rules.entry import LONGEST_NOTE, LONGEST_SENTENCE, Draft, Way
from tracker.good_things.service.writing import asker, today
from tracker.good_things.views.blueprint import load_entry, pages
from tracker.good_things.views.cards import card_of
from tracker.people.models import Choice
from tracker.people.queries import list_choices, list_teams
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_session, current_work, end_work


@pages.route("/new", methods=["GET", "POST"])
@requires(Permission.GOOD_THING_CREATE)
def log() -> Response:
    """Log a good thing of one's own."""
    return _write(GoodThingForm(), "good_things/log.html", _("Kept. Thank you for telling."))


@pages.route("/thanks", methods=["GET", "POST"])
@requires(Permission.GOOD_THING_CREATE)
def thank() -> Response:
    """Thank colleagues for a good thing that one saw."""
    return _write(ThanksForm(), "good_things/thank.html", _("Kept. They can read it now."))


@pages.route("/<int:good_thing_id>/edit", methods=["GET", "POST"])
@requires(Permission.GOOD_THING_EDIT)
def edit(good_thing_id: int) -> Response:
    """Change the words of a good thing within a day."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_EDIT)
    if not card_of(entry, current_work().now).may_edit:
        raise ConflictError("good-thing-fixed")
    form = GoodThingForm() if entry.way is Way.LOG else ThanksForm()
    form.offer(_offer(keep=(entry.moment, entry.channel, entry.kind)))
    form.show(entry)
    if form.accepted():
        try:
            service.edit_good_thing(current_work(), entry, _draft(form, entry.named))
            flash(_("Saved."))
            return go("good_things.show", good_thing_id=entry.id)
        except KindlineError as error:
            end_work(keep=False)
            form.refuse_for(error)
    return answer("good_things/edit.html", form=form, entry=entry, limit=LONGEST_SENTENCE)


@pages.route("/<int:good_thing_id>/correct", methods=["GET", "POST"])
@requires(Permission.GOOD_THING_EDIT)
def correct(good_thing_id: int) -> Response:
    """Add a note to a good thing whose words stand."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_EDIT)
    form = NoteForm()
    if form.accepted():
        try:
            service.add_note(current_work(), entry, " ".join(form.text.data.split()))
            flash(_("Your note stands below it now."))
            return go("good_things.show", good_thing_id=entry.id)
        except KindlineError as error:
            end_work(keep=False)
            form.refuse_for(error)
    return answer("good_things/correct.html", form=form, entry=entry, limit=LONGEST_NOTE)


def _write(form: GoodThingForm, template: str, thanks: str) -> Response:
    form.offer(_offer())
    form.begin(today(current_work()), find_last_channel(current_session(), asker(current_work())))
    if form.accepted():
        try:
            number = service.keep_good_thing(current_work(), _draft(form))
            flash(thanks)
            return go("good_things.show", good_thing_id=number)
        except KindlineError as error:
            end_work(keep=False)
            form.refuse_for(error)
    return answer(template, form=form, limit=LONGEST_SENTENCE)


def _draft(form: GoodThingForm, known: Collection[Named] = ()) -> Draft:
    day = today(current_work())
    return form.to_draft(match_colleagues(current_session(), form.names, day, known=known))


def _offer(keep: Collection[str | None] = ()) -> Offer:
    session = current_session()

    def entries(kind: str) -> list[Choice]:
        return [c for c in list_choices(session, kind, retired=True) if c.active or c.code in keep]

    work = current_work()
    return Offer(
        language=str(get_locale()),
        moments=entries("moment"),
        channels=entries("channel"),
        kinds=entries("good_thing_kind"),
        mates=list_team_mates(session, asker(work), today(work)),
        teams=list_teams(session),
    )
