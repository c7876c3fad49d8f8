"""The verbs of the customers' room: check a file, take it, undo it. Nothing is half done."""

from tracker.customers.service.forgetting import forget_names
from tracker.customers.service.imports import take_import, undo_import
from tracker.customers.service.parts import drop_unfinished
from tracker.customers.service.results import check_results
from tracker.customers.service.scores import HandedIn, check_scores

__all__ = [
    "HandedIn",
    "check_results",
    "check_scores",
    "drop_unfinished",
    "forget_names",
    "take_import",
    "undo_import",
]
