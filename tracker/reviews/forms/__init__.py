"""The forms of reviews, and their words."""

from tracker.reviews.forms.cases import (
    AddForm,
    AppointForm,
    DecideForm,
    DisputeForm,
    OpenForm,
    PlainForm,
    ProposeForm,
    RuleForm,
    TextForm,
)
from tracker.reviews.forms.cycles import CycleForm, DocumentForm
from tracker.reviews.forms.words import REASONS

__all__ = [
    "REASONS",
    "AddForm",
    "AppointForm",
    "CycleForm",
    "DecideForm",
    "DisputeForm",
    "DocumentForm",
    "OpenForm",
    "PlainForm",
    "ProposeForm",
    "RuleForm",
    "TextForm",
]
