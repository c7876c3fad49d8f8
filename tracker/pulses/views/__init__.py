"""Pages of the pulse room: answering, figures of teams, HR's rounds, results from elsewhere."""

from flask import Flask

from tracker.pulses.forms import REASONS
from tracker.pulses.forms.results import PROBLEMS
from tracker.pulses.views import answering, results, rounds, teams, trust
from tracker.pulses.views.blueprint import pages
from tracker.web.errors import explain
from tracker.web.intake_words import explain_problems

__all__ = ["answering", "init_app", "results", "rounds", "teams", "trust"]


def init_app(app: Flask) -> None:
    """Bind the room to the application."""
    app.register_blueprint(pages)
    explain(REASONS)
    explain_problems(PROBLEMS)
    answering.check_own_token(app)
