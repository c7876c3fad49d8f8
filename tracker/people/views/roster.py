"""The import of people and teams: a file, its list of differences, the confirmation, the way back."""

from typing import Any

from flask import Response, flash, make_response
from flask_babel import get_locale
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.errors import ConflictError, InvalidError
from tracker.core.intake import Problem
from tracker.core.tables import dialect_of, to_csv
from tracker.people import service
from tracker.people.forms import ConfirmRosterForm, PushForm, RosterForm
from tracker.people.forms.words import BRAKE_WORDS, FIELD_WORDS, REASONS, STEP_WORDS
from tracker.people.queries import get_person
from tracker.people.queries.roster import find_last_import
from tracker.people.rules.roster_sample import sample
from tracker.people.views.room import done, pages, today
from tracker.web.forms import answer, go, refuse_with
from tracker.web.guards import requires
from tracker.web.intake_words import refuse_file
from tracker.web.request import current_session, current_work, end_work
from tracker.web.runtime import runtime

NOTHING: tuple[Problem, ...] = ()


@pages.route("/people/import", methods=["GET", "POST"])
@requires(Permission.ROSTER_IMPORT)
def import_roster() -> Response:
    """Take a roster file and check it; nothing changes before its list of differences is confirmed."""
    form, problems = RosterForm(), NOTHING
    if form.accepted():
        draft = form.to_draft()
        try:
            problems = service.preview_roster(current_work(), draft).problems
            if not problems:
                return go("people.check_roster", token=service.stage_roster(current_work(), draft))
            form.refuse(form.file, _("Nothing was changed. The list below names every row."))
        except InvalidError as error:
            refuse_file(form, error, field=form.file)
    return answer("people/import_roster.html", form=form, problems=problems, push=PushForm(), **_last())


@pages.route("/people/import/<token>", methods=["GET", "POST"])
@requires(Permission.ROSTER_IMPORT)
def check_roster(token: str) -> Response:
    """Show what a file would change, and do it once that is confirmed."""
    preview = service.preview_roster(current_work(), service.get_staged(current_work(), token))
    form = ConfirmRosterForm()
    if form.accepted() and done(
        form, lambda work: service.import_roster(work, token, mark=form.mark.data or "")
    ):
        flash(_("The import is done."))
        return go("people.import_roster")
    form.mark.data = preview.plan.mark if preview.plan else ""
    words = {"kinds": STEP_WORDS, "fields": FIELD_WORDS, "brakes": BRAKE_WORDS}
    return answer("people/check_roster.html", form=form, preview=preview, token=token, **words)


@pages.post("/people/import/<token>/drop")
@requires(Permission.ROSTER_IMPORT)
def drop_roster(token: str) -> Response:
    """Forget a file without importing it."""
    service.drop_roster(current_work(), token)
    flash(_("The file is forgotten; nothing was changed."))
    return go("people.import_roster")


@pages.post("/people/import/undo")
@requires(Permission.ROSTER_IMPORT)
def undo_roster() -> Response:
    """Take the last import back."""
    form = RosterForm()
    try:
        service.undo_last_import(current_work(), forget_codes=runtime().forget_codes)
    except ConflictError as error:
        end_work(keep=False)
        refuse_with(form, error, REASONS)
        return answer("people/import_roster.html", form=form, problems=NOTHING, push=PushForm(), **_last())
    flash(_("The last import is undone. Everything is as it was before."))
    return go("people.import_roster")


@pages.get("/people/sample.csv")
@requires(Permission.SAMPLE_READ)
def sample_roster() -> Response:
    """Hand out a small roster as an example, in the way the reader's spreadsheet expects."""
    response = make_response(to_csv(sample(), dialect_of(str(get_locale()))))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="kindline-people.csv"'
    return response


def _last() -> dict[str, Any]:
    """Return the last import, with the name of whoever did it."""
    last = find_last_import(current_session())
    by = get_person(current_session(), last.by_id, today()).name if last and last.by_id else ""
    return {"last": last, "by": by}
