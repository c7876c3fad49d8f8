"""Pages of imports: hand a file in, look at what it would change, take it, undo it."""

from functools import partial

from flask import Response, flash, render_template
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.errors import InvalidError
from tracker.core.intake import Problem
from tracker.customers import service
from tracker.customers.forms import ButtonForm, ResultsForm, UploadForm
from tracker.customers.forms.words import RULE_NAMES
from tracker.customers.queries import get_import, list_imports, list_left_out
from tracker.customers.views.room import pages
from tracker.web.forms import answer, go
from tracker.web.guards import load, requires
from tracker.web.intake_words import refuse_file
from tracker.web.request import current_session, current_work, end_work
from tracker.web.runtime import runtime


@pages.get("/imports")
@requires(Permission.SCORE_IMPORT)
def imports() -> str:
    """Show the files that were taken."""
    return render_template("customers/imports.html", imports=list_imports(current_session()))


@pages.route("/imports/scores", methods=["GET", "POST"])
@requires(Permission.SCORE_IMPORT)
def upload() -> Response:
    """Take in a file of scores and check it; nothing changes yet."""
    form = UploadForm()
    problems: tuple[Problem, ...] = ()
    if form.accepted():
        hash_reference = partial(runtime().keyed_hash, "customer-reference")
        try:
            import_id = service.check_scores(current_work(), form.handed, hash_reference)
            return go("customers.brought", import_id=import_id)
        except InvalidError as error:
            problems = _refuse(form, error)
    return answer("customers/upload.html", form=form, problems=problems)


@pages.route("/imports/results", methods=["GET", "POST"])
@requires(Permission.RESULT_IMPORT)
def upload_results() -> Response:
    """Take in a file of results from elsewhere and check it; nothing changes yet."""
    form = ResultsForm()
    problems: tuple[Problem, ...] = ()
    if form.accepted():
        try:
            import_id = service.check_results(current_work(), form.handed, form.ends)
            return go("customers.brought", import_id=import_id)
        except InvalidError as error:
            problems = _refuse(form, error)
    return answer("customers/upload_results.html", form=form, problems=problems)


@pages.get("/imports/<int:import_id>")
@requires(Permission.SCORE_IMPORT)
def brought(import_id: int) -> str:
    """Show what a file would change, or has changed."""
    found = load(get_import, import_id, Permission.SCORE_IMPORT)
    return render_template(
        "customers/brought.html",
        found=found,
        left_out=list_left_out(current_session(), import_id=import_id),
        rules=RULE_NAMES,
        form=ButtonForm(),
    )


@pages.post("/imports/<int:import_id>/take")
@requires(Permission.SCORE_IMPORT)
def take(import_id: int) -> Response:
    """Take a checked file."""
    load(get_import, import_id, Permission.SCORE_IMPORT)
    service.take_import(current_work(), import_id)
    flash(_("The file has been taken in."))
    return go("customers.brought", import_id=import_id)


@pages.post("/imports/<int:import_id>/undo")
@requires(Permission.SCORE_IMPORT)
def undo(import_id: int) -> Response:
    """Undo an import."""
    load(get_import, import_id, Permission.SCORE_IMPORT)
    service.undo_import(current_work(), import_id)
    flash(_("The import has been undone."))
    return go("customers.brought", import_id=import_id)


def _refuse(form: UploadForm, error: InvalidError) -> tuple[Problem, ...]:
    """Say on the form what is wrong with the file; nothing of it is kept."""
    end_work(keep=False)
    if error.code == "rows-wrong":
        problems: tuple[Problem, ...] = tuple(error.facts["problems"])  # type: ignore[arg-type]  # a tuple of them
        form.refuse(form.file, _("Some rows cannot be read. They are listed below; nothing was changed."))
        return problems
    refuse_file(form, error, field=form.file)
    return ()
