"""Pages of promotion reviews."""

from flask import Flask

from tracker.reviews.forms import REASONS, words
from tracker.reviews.views import cases, cycles, decisions, evidence, lists, papers, steps
from tracker.reviews.views.common import pages
from tracker.web.errors import explain

PARTS = (cases, cycles, decisions, evidence, lists, papers, steps)


def init_app(app: Flask) -> None:
    """Bind the pages to the application."""
    explain(REASONS)
    app.jinja_env.globals["review_words"] = words
    app.register_blueprint(pages)
