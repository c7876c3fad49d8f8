"""The forms of the pulse room, and the words for what is refused."""

import types
from functools import cache
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from tracker.core.calendar import Week
from tracker.core.disclosure import Thresholds
from tracker.core.errors import InvalidError
from tracker.core.sealing import COMMENT_BYTES
from tracker.pulses.queries.rounds import AskedItem
from tracker.pulses.rules.planning import RoundKind
from tracker.pulses.service.submit import Draft
from tracker.web.forms import Form

REASONS: dict[str, Any] = {
    "round-over": _l("This round has closed. What you sent now was not taken in, and nothing of it is kept."),
    "round-broken": _l(
        "This round cannot take in sheets any more and will start again. Please come back a little later."
    ),
    "not-invited": _l("You are not on the list of this round. New colleagues join at the start of a block."),
    "round-running": _l("Another round is still running. Only one can be open at a time."),
    "week-asked-already": _l("This week has had its round."),
    "week-not-now": _l("Only this week's round can be opened."),
    "round-not-running": _l("This round is not running any more."),
    "round-not-closing": _l("This round is not running any more."),
    "pulses-have-begun": _l("Pulses have begun already, so the first week is fixed."),
    "pulses-not-begun": _l("Pulses have not begun yet."),
    "threshold-lowered": _l("A threshold can be raised but never lowered."),
    "threshold-below-floor": _l("Figures need at least 5 people and comments at least 10."),
    "sheet-of-another-round": _l("This sheet belongs to another round. Please open the pulse again."),
}
STEPS = {
    "1": _l("Strongly disagree"),
    "2": _l("Disagree"),
    "3": _l("In between"),
    "4": _l("Agree"),
    "5": _l("Strongly agree"),
}
DOES_NOT_APPLY = "na"
PREFIX = "answer-"


class AnswerField(RadioField):
    """An item on the five-step scale; leaving it open is an answer too."""

    def pre_validate(self, form: Any) -> None:
        """Let an untouched item pass; WTForms itself would ask for a choice."""
        if self.data is not None:
            super().pre_validate(form)

    @property
    def number(self) -> int:
        """Return the answer as the sheet holds it; skipped and not applicable are both no answer."""
        return int(self.data) if self.data in STEPS else 0


class SheetForm(Form):
    """The sheet of a round: one field per item, and one comment."""

    round = HiddenField()
    comment = TextAreaField(
        _l("Is there anything you want to add?"), render_kw={"autocomplete": "off", "maxlength": 3000}
    )

    @property
    def answer_fields(self) -> list[AnswerField]:
        """Return the fields of the items in the order of the sheet."""
        return [field for field in self if isinstance(field, AnswerField)]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing at all was filled in."""
        untouched = all(field.data is None for field in self.answer_fields)
        return untouched and not (self.comment.data or "").strip()

    def validate_comment(self, field: Field) -> None:
        """Refuse a comment that would not fit its envelope."""
        if len((field.data or "").encode("utf-8", "replace")) > COMMENT_BYTES:
            raise ValidationError(_l("This is too long to seal. Please shorten it a little."))

    def to_draft(self) -> Draft:
        """Return the sheet as it will be sealed."""
        comment = (self.comment.data or "").encode("utf-8", "replace").decode().replace("\0", "").strip()
        return Draft(tuple(field.number for field in self.answer_fields), comment)


@cache
def _form_for(items: int) -> type[SheetForm]:
    """Return the form for so many items; made once, because making a class is slow."""
    choices = [SelectChoice(value, label) for value, label in STEPS.items()]
    choices.append(SelectChoice(DOES_NOT_APPLY, _l("Does not apply to me")))
    fields = {
        f"answer_{place}": AnswerField(name=f"{PREFIX}{place}", choices=choices) for place in range(items)
    }
    return types.new_class(f"SheetForm{items}", (SheetForm,), exec_body=lambda space: space.update(fields))


def sheet_form(items: tuple[AskedItem, ...], round_id: int) -> SheetForm:
    """Return the form of a round's items, in the reader's language."""
    form = _form_for(len(items))()
    form.round.data = str(round_id)
    language = str(get_locale() or "en")
    for field, item in zip(form.answer_fields, items, strict=True):
        field.label.text = item.text(language)
    return form


class RoundForm(Form):
    """A button and nothing else: open, close or void."""


class WeekForm(Form):
    """What to do with one week to come."""

    week = HiddenField()
    what = SelectField(
        _l("Round"),
        choices=[
            SelectChoice("plan", _l("as planned")),
            SelectChoice("quick", _l("quick")),
            SelectChoice("full", _l("full")),
            SelectChoice("skip", _l("skip")),
        ],
    )

    def validate_week(self, field: Field) -> None:
        """Refuse what is not a week."""
        try:
            Week.parse(field.data or "")
        except InvalidError as error:
            raise ValidationError(_l("This is not a week.")) from error

    @property
    def chosen(self) -> Week:
        """Return the week that was meant."""
        return Week.parse(self.week.data or "")

    @property
    def skips(self) -> bool:
        """Tell whether the week is to be skipped."""
        return bool(self.what.data == "skip")

    @property
    def round_kind(self) -> RoundKind | None:
        """Return the kind of round asked for, none for the plan's own."""
        return RoundKind(self.what.data) if self.what.data in set(RoundKind) else None


class PlanForm(Form):
    """The standing plan."""

    needs = RadioField(
        _l("How many of the twelve needs does a quick round ask?"),
        choices=[
            SelectChoice("3", _l("3, so that four weeks ask all twelve once")),
            SelectChoice("4", _l("4")),
            SelectChoice("5", _l("5")),
            SelectChoice("6", _l("6, so that four weeks ask all twelve twice")),
            SelectChoice("12", _l("all 12, every week")),
        ],
    )
    automatic = RadioField(
        _l("How do rounds open?"),
        choices=[
            SelectChoice("yes", _l("By themselves, on Monday at 9:00")),
            SelectChoice("no", _l("By hand, by HR")),
        ],
    )

    @property
    def needs_number(self) -> int:
        """Return the number of needs that was chosen."""
        return int(self.needs.data)

    @property
    def opens_by_itself(self) -> bool:
        """Tell whether rounds are to open by themselves."""
        return bool(self.automatic.data == "yes")


class ThresholdForm(Form):
    """How many people a figure and a comment need."""

    score = IntegerField(_l("People behind a figure"), [InputRequired(_l("Fill this in."))])
    comment = IntegerField(_l("People behind a comment"), [InputRequired(_l("Fill this in."))])

    def to_thresholds(self) -> Thresholds:
        """Return the thresholds asked for; beneath the floors there is no such thing."""
        return Thresholds(self.score.data, self.comment.data)
