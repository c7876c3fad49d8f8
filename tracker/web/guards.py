"""The doors: every view declares who may enter, and asks for each thing by name.

A thing that does not exist or may not be known of is answered with 404, a thing that may be seen but
not used in this way with 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from flask import Flask, current_app, request
from sqlalchemy.orm import Session

from tracker.core.access import Permission, Target, allowed, ever_allowed
from tracker.core.errors import ForbiddenError, NotFoundError
from tracker.web.request import SAFE_METHODS, current_actor, current_session

P = ParamSpec("P")
R = TypeVar("R")
PUBLIC = "public"
ACCESS = "kindline_access"


class HasTarget(Protocol):
    """Something that permissions can be asked for."""

    @property
    def target(self) -> Target:
        """Reduce the thing to what permissions depend on."""
        ...


T = TypeVar("T", bound=HasTarget)


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Declare a view open to everybody."""
    setattr(view, ACCESS, PUBLIC)
    return view


def requires(
    permission: Permission, *, signed_out: Callable[[], Any] | None = None
) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Declare the permission of a view and turn away whoever can never hold it.

    `signed_out` answers a form that arrives after its sender was signed out; without it they are sent to
    sign in.
    """

    def decorate(view: Callable[P, Any]) -> Callable[P, Any]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if not current_actor().signed_in:
                if signed_out is not None and request.method not in SAFE_METHODS:
                    return signed_out()
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            if not ever_allowed(current_actor(), permission):
                raise ForbiddenError("not-allowed", permission=permission)
            return view(*args, **kwargs)

        setattr(guarded, ACCESS, permission)
        return guarded

    return decorate


def load(
    get: Callable[[Session, int], T], number: int, permission: Permission, *, see: Permission | None = None
) -> T:
    """Return a thing if the asker may do this with it; `see` is the permission to know that it exists."""
    thing = get(current_session(), number)
    check(thing.target, permission, see=see)
    return thing


def check(target: Target, permission: Permission, *, see: Permission | None = None) -> None:
    """Raise unless the asker may do this with the target."""
    actor = current_actor()
    if allowed(actor, permission, target):
        return
    if see is not None and allowed(actor, see, target):
        raise ForbiddenError("not-allowed", permission=permission)
    raise NotFoundError("not-found")


def may(permission: Permission, target: Target | None = None) -> bool:
    """Whether the asker may do this, with a target or with any: for showing or leaving out a button."""
    return allowed(current_actor(), permission, target or Target())


def refuse_undeclared(app: Flask) -> None:
    """Refuse to start if a route declares no access."""
    missing = sorted(name for name, view in app.view_functions.items() if not hasattr(view, ACCESS))
    if missing:
        msg = f"routes without declared access: {', '.join(missing)}"
        raise RuntimeError(msg)
