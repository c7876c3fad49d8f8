"""The browser's side of a session: one cookie with a token, looked up on every request."""

from typing import cast

from flask import Flask, Request, Response, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user

from tracker.signin import queries, service
from tracker.signin.queries import Visitor
from tracker.signin.rules import ABSOLUTE, has_lapsed, idle_limit, needs_stamp, token_hash
from tracker.web.request import SAFE_METHODS, current_session, is_quiet, keep_place
from tracker.web.runtime import runtime
from tracker.web.safety import start_afresh


class SignedIn(UserMixin):
    """The person behind a request, as flask-login hands them around."""

    def __init__(self, visitor: Visitor) -> None:
        self.id = visitor.person_id
        self.visitor = visitor
        self.actor = visitor.actor
        self.name = visitor.name
        self.language = visitor.language


def name() -> str:
    """Return the cookie's name: bound to this host and to https where https is used."""
    return "__Host-kindline-session" if runtime().secure else "kindline-session"


def current_hash() -> bytes:
    """Return the hash of the token with which this request came."""
    return cast("SignedIn", current_user).visitor.token_hash


def give(response: Response, token: str) -> Response:
    """Hand a session to the browser, and forget what it held before."""
    start_afresh()
    response.set_cookie(
        name(), token, max_age=ABSOLUTE, httponly=True, samesite="Lax", secure=runtime().secure, path="/"
    )
    return response


def drop(response: Response) -> Response:
    """Take the session from the browser, with everything it kept of these pages."""
    start_afresh()
    response.delete_cookie(name(), path="/", secure=runtime().secure, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def find_signed_in(incoming: Request) -> SignedIn | None:
    """Return the person behind a request, unless the session has lapsed or the person has left."""
    token = incoming.cookies.get(name())
    if not token:
        return None
    now = runtime().clock.now()
    visitor = queries.find_visitor(current_session(), token_hash(token), now.date())
    if visitor is None or (visitor.ended_on is not None and visitor.ended_on < now.date()):
        return None
    if has_lapsed(visitor.created_at, visitor.seen_at, now, idle_limit(visitor.actor.roles)):
        return None
    keep_place(visitor.place)
    return SignedIn(visitor)


def stamp_session(response: Response) -> Response:
    """Note now and then that a session is in use: while reading, and never on a pulse route."""
    if request.method not in SAFE_METHODS or is_quiet() or request.endpoint == "static":
        return response
    visitor = getattr(current_user, "visitor", None)
    now = runtime().clock.now()
    if visitor is not None and needs_stamp(visitor.seen_at, now):
        with runtime().storage.work(current_user.actor, now) as work:
            service.stamp(work, visitor.token_hash)
    return response


def ask_to_sign_in() -> Response:
    """Send a signed-out reader to the sign-in page, and afterwards back to where they were going."""
    target = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
    return cast("Response", redirect(url_for("signin.sign_in", next=target), 303))


def init_app(app: Flask) -> None:
    """Bind flask-login to our sessions."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(find_signed_in)
    manager.unauthorized_handler(ask_to_sign_in)
    app.after_request(stamp_session)
