"""The log for the administrator and the works council, and for each person what it holds about them."""

from flask import Blueprint, Flask, Response, current_app, request

from tracker.audit.models import AuditEntry
from tracker.audit.queries import PAGE, find_last, list_entries, list_entries_about
from tracker.core.access import Permission, Role
from tracker.web.forms import answer
from tracker.web.guards import requires
from tracker.web.request import current_actor, current_session

pages = Blueprint("audit", __name__)


@pages.get("/log")
@requires(Permission.AUDIT_READ)
def log() -> Response:
    """Show the log, newest first; the works council sees what happened, without names."""
    session = current_session()
    entries = [
        entry for entry, _details in list_entries(session, before=request.args.get("before", type=int))
    ]
    named = current_actor().has(Role.ADMINISTRATOR)
    return answer(
        "audit/log.html",
        entries=entries,
        names=_names(entries) if named else {},
        named=named,
        head=find_last(session),
        older=entries[-1].number if len(entries) == PAGE else None,
    )


@pages.get("/log/about-me")
@requires(Permission.AUDIT_OWN)
def mine() -> Response:
    """Show everybody what the log holds about them: what they did, and what others did with their data."""
    person_id = current_actor().person_id
    entries = list_entries_about(current_session(), person_id) if person_id is not None else []
    return answer("audit/mine.html", entries=entries, names=_names(entries), me=person_id)


def _names(entries: list[AuditEntry]) -> dict[int, str]:
    people = {i for entry in entries for i in (entry.actor_id, entry.subject_id) if i is not None}
    found: dict[int, str] = current_app.extensions["kindline_names"](current_session(), people)
    return found


def init_app(app: Flask) -> None:
    """Bind the pages to the application."""
    app.register_blueprint(pages)
