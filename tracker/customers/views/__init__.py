"""Pages of the customers' room."""

from flask import Flask

from tracker.customers.forms import PROBLEMS, REASONS
from tracker.customers.views import files, samples, scores
from tracker.customers.views.room import pages
from tracker.web.errors import explain
from tracker.web.intake_words import explain_problems

__all__ = ["files", "init_app", "samples", "scores"]


def init_app(app: Flask) -> None:
    """Bind the pages and the words for what they refuse to the application."""
    app.register_blueprint(pages)
    explain(REASONS)
    explain_problems(PROBLEMS)
