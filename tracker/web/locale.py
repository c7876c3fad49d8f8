"""Languages: which one a reader gets, and the catalogues, one per room, read at the start.

The source language is English; each room keeps its Dutch in `locales/nl/<room>.po`.
"""

from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, Response, request
from flask_babel import Babel, Domain, get_locale
from flask_login import current_user

from tracker.web.guards import public
from tracker.web.request import find_place
from tracker.web.runtime import runtime
from tracker.web.safety import safe_path

LANGUAGES = {"en": "English", "nl": "Nederlands"}
CATALOGUES = Path(__file__).parent.parent / "locales"
COOKIE = "kindline-language"

pages = Blueprint("web", __name__)


class Catalogues(Domain):
    """All rooms' catalogues of a language as one, compiled in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._loaded: dict[str, NullTranslations] = {
            language: load_language(language) for language in LANGUAGES if language != "en"
        }

    def get_translations(self) -> NullTranslations:
        """Return the words of the reader's language."""
        locale = get_locale()
        return self._loaded.get(locale.language if locale else "en", _ENGLISH)


_ENGLISH = NullTranslations()


@cache
def load_language(language: str) -> Translations:
    """Read every catalogue of a language."""
    merged = Translations()
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        part = Translations(compiled)
        merged.merge(part)
        merged.plural = part.plural
    return merged


def choose_language() -> str:
    """Return the reader's language: chosen here, kept with the person, asked by the browser, the house's."""
    chosen = request.cookies.get(COOKIE) or getattr(current_user, "language", None)
    if chosen in LANGUAGES:
        return str(chosen)
    asked = request.accept_languages.best_match(LANGUAGES)
    if asked:
        return asked
    place = find_place()
    return place.language if place else "en"


def choose_time_zone() -> str | None:
    """Return the organisation's time zone."""
    place = find_place()
    return place.time_zone if place else None


def keep_language(response: Response, language: str) -> Response:
    """Remember a language in the browser."""
    response.set_cookie(
        COOKIE, language, max_age=timedelta(days=365), httponly=True, samesite="Lax", secure=runtime().secure
    )
    return response


@pages.post("/language")
@public
def language() -> Response:
    """Change the language of the pages and go back to where the reader was."""
    response = Response(status=303, headers={"Location": safe_path(request.form.get("next")) or "/"})
    chosen = request.form.get("language", "")
    return keep_language(response, chosen) if chosen in LANGUAGES else response


def init_app(app: Flask) -> None:
    """Bind languages and time zone to the application."""
    babel = Babel(app, locale_selector=choose_language, timezone_selector=choose_time_zone)
    babel.__dict__["domain_instance"] = Catalogues()
    app.register_blueprint(pages)
    app.jinja_env.globals.update(language=lambda: str(get_locale()), languages=LANGUAGES)
