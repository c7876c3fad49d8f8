"""The one table from an error to a status, and the page that says so in plain words."""

import logging
import secrets
from typing import Any

import sqlalchemy.exc
from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from tracker.core import errors as core
from tracker.web.request import current_actor, end_work, is_quiet
from tracker.web.runtime import runtime

STATUS: dict[type[core.KindlineError], int] = {
    core.NotFoundError: 404,
    core.ForbiddenError: 403,
    core.ConflictError: 409,
    core.InvalidError: 422,
    core.NotEnoughDataError: 422,
}
BUSY = 503
FAULT = 500
KNOWN = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503})

log = logging.getLogger("kindline.errors")
_reasons: dict[str, Any] = {}


def explain(reasons: dict[str, Any]) -> None:
    """Give the error page a room's sentences for its codes."""
    _reasons.update(reasons)


def status_of(error: Exception) -> int:
    """Return the status that belongs to an error."""
    if isinstance(error, core.KindlineError):
        return next(status for kind, status in STATUS.items() if isinstance(error, kind))
    if isinstance(error, HTTPException):
        return error.code or FAULT
    if isinstance(error, sqlalchemy.exc.OperationalError | sqlalchemy.exc.TimeoutError):
        return BUSY
    return FAULT


def show(error: Exception) -> Response:
    """Answer an error with a page: a sentence, a way back and a reference."""
    if isinstance(error, HTTPException) and error.response is not None:
        return make_response(error.response)
    status = status_of(error)
    reference = secrets.token_hex(4)
    if status >= FAULT:
        _write_down(error, status, reference)
        end_work(keep=False)
    if isinstance(error, core.ForbiddenError) and not is_quiet() and current_actor().signed_in:
        _note_denial(error)
    response = make_response(_page(error, status, reference), status)
    if status == BUSY:
        response.headers["Retry-After"] = "5"
    return response


def _page(error: Exception, status: int, reference: str) -> str:
    code = getattr(error, "code", "")
    reason = _reasons.get(str(code)) if isinstance(error, core.KindlineError) else None
    if isinstance(error, core.KindlineError) and reason is not None and error.facts:
        reason = reason % error.facts
    return render_template(
        "errors/page.html",
        status=status if status in KNOWN else FAULT,
        reason=reason,
        reference=reference,
        expired=isinstance(error, CSRFError),
    )


def _note_denial(error: core.ForbiddenError) -> None:
    """Log who was refused what, beside the refused work itself."""
    bound = runtime()
    actor = current_actor()
    end_work(keep=False)
    with bound.storage.work(actor, bound.clock.now()) as work:
        bound.note_denial(work, str(error.facts.get("permission", error.code)))


def _write_down(error: Exception, status: int, reference: str) -> None:
    """Log the place of a fault, never the values: those may be somebody's words."""
    trace = error.__traceback__
    places = []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error(
        "fault %s status=%s endpoint=%s kind=%s at=%s",
        reference,
        status,
        request.endpoint,
        type(error).__name__,
        ">".join(places[-8:]),
    )


def init_app(app: Flask) -> None:
    """Bind the table to the application."""
    app.register_error_handler(Exception, show)
