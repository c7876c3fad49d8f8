"""The start page, the page of everything to manage, and the way through setting up."""

from flask import Blueprint, Flask, Response, flash, render_template
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.home.queries import setup_state
from tracker.people import service as people
from tracker.people.forms import PushForm
from tracker.web.forms import go
from tracker.web.guards import may, requires
from tracker.web.request import current_session, current_work

pages = Blueprint("home", __name__)


@pages.get("/")
@requires(Permission.HOME_READ)
def start() -> str:
    """Show what waits for the reader today."""
    today = current_work().now.date()
    setup = setup_state(current_session(), today) if may(Permission.SETUP) else None
    return render_template("home/start.html", setup=setup)


@pages.get("/manage")
@requires(Permission.SETUP)
def manage() -> str:
    """Show everything HR and the administrator look after."""
    return render_template(
        "home/manage.html", setup=setup_state(current_session(), current_work().now.date())
    )


@pages.get("/manage/setup")
@requires(Permission.SETUP)
def setup() -> str:
    """Show the steps of setting up, and how far they have come."""
    state = setup_state(current_session(), current_work().now.date())
    return render_template("home/setup.html", setup=state, form=PushForm())


@pages.post("/manage/setup/finish")
@requires(Permission.SETUP)
def finish_setup() -> Response:
    """Note that setting up is done."""
    people.finish_setup(current_work())
    flash(_("Setting up is done."))
    return go("home.start")


def init_app(app: Flask) -> None:
    """Bind the pages to the application."""
    app.register_blueprint(pages)
