"""The forms with which people act in a review."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from tracker.reviews.forms.words import RULINGS
from tracker.reviews.rules.evidence import LONGEST_TEXT, SHORTEST_REASON
from tracker.reviews.rules.steps import Action
from tracker.signin.forms import ConfirmingForm
from tracker.web.forms import Form

REQUIRED = _l("Write something here.")
CHOOSE = _l("Choose one.")
TOO_LONG = _l("Use at most %(max)d characters.")
TOO_SHORT = _l("Write at least %(min)d characters, so that others understand it later.")


def _text(label: Any) -> TextAreaField:
    return TextAreaField(label, [InputRequired(REQUIRED), Length(max=LONGEST_TEXT, message=TOO_LONG)])


def _reason(label: Any) -> TextAreaField:
    return TextAreaField(
        label,
        [
            InputRequired(REQUIRED),
            Length(min=SHORTEST_REASON, message=TOO_SHORT),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )


class PlainForm(Form):
    """A button and nothing else."""


class OpenForm(Form):
    """Whose review is opened."""

    person = SelectField(_l("Person"), coerce=int)


class AppointForm(Form):
    """Who may decide besides those named so far."""

    person = SelectField(_l("Person"), coerce=int)


class TextForm(Form):
    """A text in one's own words."""

    body = _text(_l("Your words"))

    def leave_open(self) -> "TextForm":
        """Let the text stay empty."""
        self.body.validators = [Optional(), Length(max=LONGEST_TEXT, message=TOO_LONG)]
        self.body.flags.required = False
        return self


class AddForm(Form):
    """What the person misses in the evidence."""

    day = DateField(_l("When was it?"), [DataRequired(_l("Enter a date."))])
    body = _text(_l("What is missing?"))


class DisputeForm(Form):
    """Why a piece of evidence is not right."""

    body = _text(_l("What is not right about it?"))


class RuleForm(Form):
    """A third person's ruling."""

    ruling = RadioField(
        _l("Your ruling"),
        [InputRequired(CHOOSE)],
        choices=[SelectChoice(ruling, label) for ruling, label in RULINGS.items()],
    )
    body = _text(_l("Why?"))


class ProposeForm(ConfirmingForm):
    """A proposal: the evidence it rests on, the reason, the password."""

    used = SelectMultipleField(_l("Evidence on which the proposal rests"), coerce=int)
    body = _reason(_l("Why should this person be promoted?"))


class DecideForm(ConfirmingForm):
    """A decision: no choice is made beforehand."""

    outcome = RadioField(
        _l("Your decision"),
        [InputRequired(CHOOSE)],
        choices=[
            SelectChoice(Action.APPROVE.value, _l("Approve the promotion")),
            SelectChoice(Action.REJECT.value, _l("Do not approve it")),
            SelectChoice(Action.FIND_NOT_ENOUGH.value, _l("There is not enough evidence to decide")),
        ],
    )
    body = _reason(_l("Why?"))

    @property
    def action(self) -> Action:
        """Return the decision."""
        return Action(self.outcome.data)
