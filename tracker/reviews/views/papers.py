"""The two papers without which promotion reviews stay off."""

from io import BytesIO

from flask import Response, flash, send_file
from flask_babel import gettext as _

from tracker.core.access import Permission, Target
from tracker.reviews.forms import DocumentForm, PlainForm
from tracker.reviews.queries.cycles import get_paper_with_content, is_module_live, list_papers
from tracker.reviews.service import cycles as service
from tracker.reviews.views.common import pages, tried
from tracker.web.forms import answer, go
from tracker.web.guards import may, requires
from tracker.web.request import current_session, current_work


@pages.route("/reviews/papers", methods=["GET"])
@requires(Permission.REVIEW_DOCUMENT_READ)
def papers() -> Response:
    """Show which papers are recorded and whether the module is on."""
    session = current_session()
    return answer(
        "reviews/papers.html",
        papers=list_papers(session),
        live=is_module_live(session),
        form=PlainForm(),
        can_record=may(Permission.CYCLE_MANAGE, Target()),
    )


@pages.route("/reviews/papers/record", methods=["GET", "POST"])
@requires(Permission.CYCLE_MANAGE)
def record_paper() -> Response:
    """Record a paper with its date."""
    form = DocumentForm()
    if form.accepted() and tried(form, lambda: service.record_document(current_work(), form.to_draft())):
        flash(_("The document is recorded."))
        return go("reviews.papers")
    return answer("reviews/record_paper.html", form=form)


@pages.post("/reviews/papers/<int:paper_id>/withdraw")
@requires(Permission.CYCLE_MANAGE)
def withdraw_paper(paper_id: int) -> Response:
    """Note that a paper no longer holds."""
    service.withdraw_document(current_work(), paper_id)
    flash(_("The document no longer counts. Reviews stand still until there is a new one."))
    return go("reviews.papers")


@pages.get("/reviews/papers/<int:paper_id>/file")
@requires(Permission.REVIEW_DOCUMENT_READ)
def paper_file(paper_id: int) -> Response:
    """Hand out a paper as it was handed in."""
    paper = get_paper_with_content(current_session(), paper_id)
    return send_file(
        BytesIO(paper.content),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{paper.kind}-{paper.dated_on.isoformat()}.pdf",
    )
