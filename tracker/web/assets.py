"""Addresses of static files that change with their content, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

FOLDER = Path(__file__).parents[2] / "static"
YEAR = 31_536_000


@cache
def fingerprint(path: str) -> str:
    """Return a short hash of a static file's content."""
    return hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()[:12]


def asset(path: str) -> str:
    """Return the address of a static file, with its content's fingerprint."""
    return url_for("static", filename=path, v=fingerprint(path))


def keep_long(response: Response) -> Response:
    """Let browsers keep a fingerprinted file for a year."""
    if request.endpoint == "static" and response.status_code == 200:  # noqa: PLR2004 - the plain success
        known = request.args.get("v") and request.view_args and request.view_args.get("filename")
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if known else "no-cache"
    return response


def init_app(app: Flask) -> None:
    """Bind the helper to templates."""
    app.after_request(keep_long)
    app.jinja_env.globals["asset"] = asset
