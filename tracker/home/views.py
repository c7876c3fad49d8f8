"""The start page, the page of everything to manage, and the way through setting up."""

from flask import Blueprint, Flask, Response, flash, render_template
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.home.queries import setup_state, what_waits
from tracker.people import service as people
from tracker.people.forms import PushForm
from tracker.people.queries import find_organisation
from tracker.pulses.service.submit import DeskState, find_desk
from tracker.pulses.views.blueprint import key_ring
from tracker.storage.jobs import jobs_are_running
from tracker.web.forms import go
from tracker.web.guards import may, requires
from tracker.web.request import current_actor, current_session, current_work

pages = Blueprint("home", __name__)


@pages.get("/")
@requires(Permission.HOME_READ)
def start() -> str:
    """Show what waits for the reader today."""
    work, session = current_work(), current_session()
    today = work.now.date()
    minding = may(Permission.SETUP)
    desk = find_desk(work, key_ring()) if find_organisation(session) else None
    return render_template(
        "home/start.html",
        pulse=desk.state.value if desk else DeskState.NO_ROUND.value,
        waiting=what_waits(session, current_actor(), today),
        setup=setup_state(session, today) if minding else None,
        jobs_silent=minding and not jobs_are_running(session, work.now),
    )


@pages.get("/manage")
@requires(Permission.SETUP)
def manage() -> str:
    """Show everything HR and the administrator look after."""
    silent = not jobs_are_running(current_session(), current_work().now)
    return render_template("home/manage.html", form=PushForm(), jobs_silent=silent)


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
