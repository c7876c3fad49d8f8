"""Brakes on what a browser sends: foreign requests, foreign addresses, headers against misuse."""

import re
from typing import Any
from urllib.parse import unquote

from flask import Flask, Response, request, session
from flask_wtf.csrf import CSRFProtect
from werkzeug.routing import IntegerConverter, Map

from tracker.core.errors import ForbiddenError
from tracker.web.request import SAFE_METHODS
from tracker.web.runtime import runtime

CDN = "https://cdn.jsdelivr.net"
OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
YEAR = 31_536_000
HIGHEST_KEY = 2**31 - 1


class NumberInPath(IntegerConverter):
    """A number in an address: at most what a database key can be, else there is no such page."""

    def __init__(self, url_map: Map, *args: Any, **options: Any) -> None:
        super().__init__(url_map, *args, **{"max": HIGHEST_KEY, **options})


def safe_path(asked: str | None) -> str | None:
    """Return a path within this site, or nothing if the text could lead elsewhere."""
    if not asked:
        return None
    plain = asked
    for _ in range(3):
        if not OWN_PATH.fullmatch(plain):
            return None
        plain = unquote(plain)
    return asked


def refuse_foreign() -> None:
    """Refuse a change that another site's page sends along with our cookie."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site not in {"same-origin", "none"}:
        raise ForbiddenError("foreign-request")


def policy(chart_source: str) -> str:
    """Return the content security policy: our own files, and the chart library's address if it is used."""
    scripts = "'self'" if chart_source == "local" else f"'self' {CDN}"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def add_headers(response: Response) -> Response:
    """Add the headers that every answer carries."""
    headers = response.headers
    headers["Content-Security-Policy"] = policy(runtime().chart_source)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    if runtime().secure:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    return response


def start_afresh() -> None:
    """Forget the form token, so that nothing known before a sign-in is of use after it."""
    session.clear()


def init_app(app: Flask) -> None:
    """Bind the brakes to the application; must come before the first route with a number."""
    app.url_map.converters["int"] = NumberInPath
    app.before_request(refuse_foreign)
    app.after_request(add_headers)
    CSRFProtect(app)
