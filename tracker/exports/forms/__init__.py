"""The form with which a copy is taken, and the words inside the copies."""

from tracker.exports.forms.review import REASONS, ReviewExportForm

__all__ = ["REASONS", "ReviewExportForm"]
