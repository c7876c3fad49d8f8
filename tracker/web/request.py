"""The work of one request: opened with its first statement, kept or left without trace at its end."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from flask import Flask, Response, g, request
from flask_login import current_user
from sqlalchemy.orm import Session

from tracker.core.access import NOBODY, Actor
from tracker.storage.work import Work
from tracker.web.runtime import Place, runtime

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
QUIET_PATHS = ("/pulse",)
FIRST_REFUSAL = 400


def is_quiet() -> bool:
    """Whether this is a pulse route, on which nothing may be written beside the request's own work."""
    return request.path.startswith(QUIET_PATHS)


def current_session() -> Session:
    """Return the session of this request."""
    return _own_work().session


def current_actor() -> Actor:
    """Return who is asking."""
    return cast("Actor", getattr(current_user, "actor", NOBODY))


def current_work() -> Work:
    """Return the work of this request, in the name of the person who asks."""
    return replace(_own_work(), actor=current_actor())


def find_place() -> Place | None:
    """Return the organisation, read at most once in a request."""
    if "place" not in g:
        g.place = runtime().find_place(current_session())
    return cast("Place | None", g.place)


def keep_place(place: Place | None) -> None:
    """Keep the organisation that came along with another read."""
    g.place = place


def end_work(*, keep: bool) -> None:
    """End the request's work now, for the few routes that must not hold it any longer."""
    work = g.pop("work", None)
    if work is not None:
        runtime().storage.finish(work, keep=keep)


def record_aside(act: Callable[[Work], object]) -> None:
    """Keep a record in a second short transaction, which stays whatever becomes of the request's own.

    For what a mere look has to leave behind. A pulse route leaves nothing behind, so it is refused there.
    """
    if is_quiet():
        msg = "a pulse route keeps no record beside its own work"
        raise RuntimeError(msg)
    bound = runtime()
    with bound.storage.work(current_actor(), bound.clock.now()) as work:
        act(work)


def init_app(app: Flask) -> None:
    """Finish the work of every request before its answer leaves."""
    app.after_request(_finish)
    app.teardown_request(lambda _error: end_work(keep=False))


def _own_work() -> Work:
    if "work" not in g:
        bound = runtime()
        reading = request.method in SAFE_METHODS
        g.work = bound.storage.open(NOBODY, bound.clock.now(), read_only=reading)
    return cast("Work", g.work)


def _finish(response: Response) -> Response:
    end_work(keep=request.method not in SAFE_METHODS and response.status_code < FIRST_REFUSAL)
    return response
