"""Pages of engagement results from elsewhere: hand a file in, look at it, take it in, undo it."""

from flask import Response, flash, render_template
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.errors import InvalidError
from tracker.core.intake import Problem
from tracker.pulses.forms.results import RULE_NAMES, ResultsForm
from tracker.pulses.forms.rounds import RoundForm
from tracker.pulses.queries.results import get_import, list_imports, list_left_out
from tracker.pulses.service.results import check_results, take_results, undo_results
from tracker.pulses.views.blueprint import pages
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.intake_words import refuse_file
from tracker.web.request import current_session, current_work, end_work


@pages.get("/rounds/results")
@requires(Permission.PULSE_IMPORT)
def results() -> str:
    """Show the files of results that were taken in."""
    return render_template("pulses/results.html", imports=list_imports(current_session()))


@pages.route("/rounds/results/new", methods=["GET", "POST"])
@requires(Permission.PULSE_IMPORT)
def upload_results() -> Response:
    """Check a file of results; nothing of it counts yet."""
    form = ResultsForm()
    problems: tuple[Problem, ...] = ()
    if form.accepted():
        try:
            return go("pulses.brought", import_id=check_results(current_work(), form.handed_file))
        except InvalidError as error:
            end_work(keep=False)
            problems = _refuse(form, error)
    return answer("pulses/upload_results.html", form=form, problems=problems)


@pages.get("/rounds/results/<int:import_id>")
@requires(Permission.PULSE_IMPORT)
def brought(import_id: int) -> str:
    """Show what a file would bring, or has brought."""
    found = get_import(current_session(), import_id)
    left_out = list_left_out(current_session(), import_id=import_id)
    return render_template(
        "pulses/brought.html", found=found, left_out=left_out, rules=RULE_NAMES, form=RoundForm()
    )


@pages.post("/rounds/results/<int:import_id>/take")
@requires(Permission.PULSE_IMPORT)
def take(import_id: int) -> Response:
    """Take a checked file in."""
    if RoundForm().accepted():
        take_results(current_work(), import_id)
        flash(_("The file has been taken in."))
    return go("pulses.brought", import_id=import_id)


@pages.post("/rounds/results/<int:import_id>/undo")
@requires(Permission.PULSE_IMPORT)
def undo(import_id: int) -> Response:
    """Take everything out again that a file brought."""
    if RoundForm().accepted():
        undo_results(current_work(), import_id)
        flash(_("The import has been undone."))
    return go("pulses.brought", import_id=import_id)


def _refuse(form: ResultsForm, error: InvalidError) -> tuple[Problem, ...]:
    if error.code != "rows-wrong":
        refuse_file(form, error, field=form.file)
        return ()
    form.refuse(form.file, _("Some rows cannot be read. They are listed below; nothing was changed."))
    return tuple(error.facts["problems"])  # type: ignore[arg-type]  # the service lists them there
