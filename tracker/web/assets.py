"""Static files: addresses that change with their content, a year of cache, and compressed copies."""

import hashlib
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

FOLDER = Path(__file__).parents[2] / "static"
PREFIX = "/static/"
YEAR = 31_536_000
KEEP = f"public, max-age={YEAR}, immutable"


@cache
def fingerprint(path: str) -> str:
    """Return a short hash of a static file's content."""
    return hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()[:12]


def asset(path: str) -> str:
    """Return the address of a static file, with its fingerprint; also for a refused host."""
    return f"{PREFIX}{path}?v={fingerprint(path)}"


class StaticFiles(WhiteNoise):
    """Answers for static files before the application is asked.

    A file asked for with the fingerprint of its content may be kept for a year; without one, or with an
    old one, it is asked for again each time.
    """

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request, with the cache line that its fingerprint earns."""
        path = environ.get("PATH_INFO", "")
        asked = parse_qs(environ.get("QUERY_STRING", "")).get("v", [""])[0]
        if path not in self.files or asked != fingerprint(path.removeprefix(PREFIX)):
            return super().__call__(environ, start_response)  # type: ignore[no-any-return]

        def start(status: str, headers: list[Any], *rest: Any) -> Any:
            kept = [(name, value) for name, value in headers if name.lower() != "cache-control"]
            return start_response(status, [*kept, ("Cache-Control", KEEP)], *rest)

        return super().__call__(environ, start)  # type: ignore[no-any-return]


def compress(folder: Path) -> Path:
    """Write a copy of the static files with compressed ones beside them, once per content, and return it."""
    names = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
    content = "".join(f"{name} {fingerprint(name)}\n" for name in names)
    copy = folder / hashlib.sha256(content.encode()).hexdigest()[:12]
    if not copy.exists():
        half = folder / f"{copy.name}.new"
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(FOLDER, half)
        compressor = Compressor(use_brotli=False, quiet=True)
        for name in names:
            if compressor.should_compress(name):
                compressor.compress(str(half / name))
        half.rename(copy)
    return copy


def serve(application: Any, static_dir: str) -> StaticFiles:
    """Return the application with its static files in front."""
    return StaticFiles(
        application,
        root=static_dir or FOLDER,
        prefix=PREFIX,
        max_age=None,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["Cache-Control"] = "no-cache"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def init_app(app: Flask) -> None:
    """Bind the helper to templates."""
    app.jinja_env.globals["asset"] = asset
