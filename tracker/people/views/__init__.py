"""Pages about people and teams, and the import of both."""

from flask import Flask

from tracker.people.forms.words import PROBLEMS, REASONS
from tracker.people.views import choices, leads, persons, roster, settings, teams
from tracker.people.views.room import pages
from tracker.web.errors import explain
from tracker.web.intake_words import explain_problems

__all__ = ["choices", "init_app", "leads", "pages", "persons", "roster", "settings", "teams"]


def init_app(app: Flask) -> None:
    """Bind the room to the application."""
    explain(REASONS)
    explain_problems(PROBLEMS)
    app.register_blueprint(pages)
