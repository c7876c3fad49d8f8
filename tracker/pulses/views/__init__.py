"""Pages of the pulse room: answering, figures of teams, HR's rounds, results from elsewhere."""

from flask import Flask

from tracker.pulses.forms import REASONS
from tracker.pulses.views import answering, rounds, teams, trust
from tracker.pulses.views.blueprint import pages
from tracker.web.errors import explain

__all__ = ["answering", "init_app", "rounds", "teams", "trust"]


def init_app(app: Flask) -> None:
    """Bind the room to the application."""
    app.register_blueprint(pages)
    explain(REASONS)
    answering.check_own_token(app)
