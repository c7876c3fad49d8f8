"""Taking a copy of a review."""

import hashlib
from io import BytesIO

from flask import Blueprint, Flask, Response, send_file

from tracker.core.access import Permission
from tracker.exports.forms import REASONS, ReviewExportForm
from tracker.exports.forms.copies import copy_of
from tracker.exports.rules.archive import MIME, Format
from tracker.people.queries import get_organisation, get_person
from tracker.reviews.queries.file import get_file
from tracker.reviews.service.evidence import Download, note_download
from tracker.reviews.views.common import get_own_case, today
from tracker.web.errors import explain
from tracker.web.forms import answer
from tracker.web.guards import requires
from tracker.web.request import current_actor, current_session, current_work, end_work

pages = Blueprint("exports", __name__)


@pages.route("/reviews/<int:review_id>/copy", methods=["GET", "POST"])
@requires(Permission.REVIEW_EXPORT)
def review(review_id: int) -> Response:
    """Hand out a copy of a review; that it was taken is noted and told to the person."""
    case = get_own_case(review_id, Permission.REVIEW_EXPORT)
    own = case.person_id == current_actor().person_id
    form = ReviewExportForm()
    if own:
        form.leave_reason_open()
    if not form.accepted():
        return answer("exports/review.html", form=form, case=case, own=own)
    kind = Format(form.kind.data)
    file, language = get_file(current_session(), review_id), _language(case.person_id)
    # Setting a PDF takes a moment, and nothing was written yet: the database is not held meanwhile.
    end_work(keep=False)
    part = copy_of(file, kind, language)
    fingerprint = hashlib.sha256(part.content).digest()
    note_download(current_work(), case, Download(kind.value, form.reason.data or "", fingerprint))
    return send_file(BytesIO(part.content), mimetype=MIME[kind], as_attachment=True, download_name=part.name)


def _language(person_id: int) -> str:
    """A copy is in the language of the person it is about, whoever takes it."""
    person = get_person(current_session(), person_id, today())
    return person.language or get_organisation(current_session()).language


def init_app(app: Flask) -> None:
    """Bind the pages to the application."""
    explain(REASONS)
    app.register_blueprint(pages)
