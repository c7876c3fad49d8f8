"""The start page and the page of everything to manage."""

from flask import Blueprint, Flask, render_template

from tracker.core.access import Permission
from tracker.web.guards import requires

pages = Blueprint("home", __name__)


@pages.get("/")
@requires(Permission.HOME_READ)
def start() -> str:
    """Show what waits for the reader today."""
    return render_template("home/start.html")


@pages.get("/manage")
@requires(Permission.SETUP)
def manage() -> str:
    """Show everything HR and the administrator look after."""
    return render_template("home/manage.html")


def init_app(app: Flask) -> None:
    """Bind the pages to the application."""
    app.register_blueprint(pages)
