"""Assembly: the application is put together here and nowhere else."""

from pathlib import Path

from flask import Flask
from flask_login import current_user
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker import cli, navigation
from tracker.audit import service as audit
from tracker.audit import views as audit_pages
from tracker.audit.forms import event_words
from tracker.audit.rules import Event
from tracker.config import Config
from tracker.core.access import Permission
from tracker.core.calendar import Clock
from tracker.customers import views as customers
from tracker.exports import views as exports
from tracker.good_things import views as good_things
from tracker.home import views as home
from tracker.insights import views as insights
from tracker.people import views as people
from tracker.people.queries import find_organisation, names_of
from tracker.pulses import views as pulses
from tracker.reviews import views as reviews
from tracker.signin import views as signin
from tracker.signin.service import end_sessions_of, forget_codes
from tracker.storage.clock import SystemClock
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage, Work
from tracker.web import assets, errors, formats, guards, intake_words, locale, request, safety
from tracker.web.runtime import Place, Runtime

ROOT = Path(__file__).parent.parent
ROOMS = (audit_pages, people, signin, good_things, pulses, customers, reviews, exports, insights, home)
MAX_BODY = 250 * 1024 * 1024
MAX_FORM = 2 * 1024 * 1024


def create_app(config: Config, *, clock: Clock | None = None, storage: Storage | None = None) -> Flask:
    """Return the application for these settings; it refuses to exist with an undeclared route."""
    app = Flask(
        "kindline",
        root_path=str(ROOT / "tracker"),
        static_folder=str(ROOT / "static"),
        static_url_path="/static",
        template_folder=str(ROOT / "templates"),
    )
    runtime = Runtime(
        storage=storage or Storage(make_engine(config.database_url)),
        clock=clock or SystemClock(),
        secret=config.secret_key.encode(),
        key_dir=Path(config.key_dir),
        base_url=config.base_url.rstrip("/"),
        chart_source=config.chart_source,
        proxy_hops=int(config.proxy_hops),
        find_place=find_place,
        menu=navigation.menu,
        note_denial=note_denial,
        end_sessions=end_sessions_of,
        forget_codes=forget_codes,
    )
    app.extensions["kindline"] = runtime
    app.extensions["kindline_names"] = names_of
    _settle(app, config, runtime)
    guards.public(app.view_functions["static"])
    for part in (request, safety, assets, errors, formats, locale, intake_words):
        part.init_app(app)
    for room in (
        audit_pages,
        people,
        signin,
        good_things,
        pulses,
        customers,
        reviews,
        exports,
        insights,
        home,
    ):
        room.init_app(app)
    for command in cli.COMMANDS:
        app.cli.add_command(command)
    guards.refuse_undeclared(app)
    return app


def find_place(session: Session) -> Place | None:
    """Return the organisation's name, language and time zone."""
    known = find_organisation(session)
    return None if known is None else Place(known.name, known.language, known.time_zone)


def note_denial(work: Work, permission: str) -> None:
    """Log that somebody was refused something."""
    audit.record(work, Event.DENIED, permission=permission)


def _settle(app: Flask, config: Config, runtime: Runtime) -> None:
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-kindline-form" if runtime.secure else "kindline-form",
        SESSION_COOKIE_SECURE=runtime.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_FORM,
        TRUSTED_HOSTS=config.hosts,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["event"] = event_words
    app.jinja_env.globals.update(
        menu=runtime.menu,
        signed_in_name=lambda: getattr(current_user, "name", None),
        organisation_name=_organisation_name,
        chart_source=lambda: runtime.chart_source,
        may=guards.may,
        Permission=Permission,
    )
    if runtime.proxy_hops:
        hops = runtime.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.wsgi_app = assets.serve(app.wsgi_app, config.static_dir)  # type: ignore[method-assign]


def _organisation_name() -> str:
    place = request.find_place()
    return place.name if place else "Kindline"
