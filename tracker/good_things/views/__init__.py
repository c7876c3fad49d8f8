"""Pages of good things."""

from flask import Flask

from tracker.good_things.forms import REASONS
from tracker.good_things.views import marks, reading, writing
from tracker.good_things.views.blueprint import pages
from tracker.web.errors import explain

__all__ = ["init_app", "marks", "reading", "writing"]


def init_app(app: Flask) -> None:
    """Bind good things to the application."""
    explain(REASONS)
    app.register_blueprint(pages)
