"""HR's forms: buttons of a round, one week, the plan, the thresholds."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from tracker.core.calendar import Week
from tracker.core.disclosure import Thresholds
from tracker.core.errors import InvalidError
from tracker.pulses.rules.planning import RoundKind
from tracker.web.forms import Form


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
