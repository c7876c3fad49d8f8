"""The form of a file of results from elsewhere, and the words for its rows."""

from contextlib import closing
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError

from tracker.core.results import LeftOutRule
from tracker.pulses.service.results import HandedIn
from tracker.web.forms import Form

RULE_NAMES: dict[LeftOutRule, Any] = {
    LeftOutRule.TOO_FEW: _l("too few answers: fewer than 5"),
    LeftOutRule.LEAVES_FEW: _l("its parts would leave 1 to 4 people"),
}
PROBLEMS: dict[str, Any] = {
    "not-a-period": _l(
        "“%(value)s” is not a period. Write a week as 2026-W38, a month as 2026-09, "
        "a quarter as 2026-Q3 or a year as 2026."
    ),
    "period-not-begun": _l("“%(value)s” has not begun yet."),
    "result-other": _l(
        "This team has another figure for this measure and period (%(limit)s) already. "
        "Undo that import first if this one is right."
    ),
}


class ResultsForm(Form):
    """A file of results, where it comes from, and the scale its figures are on."""

    source = StringField(
        _l("Where do these results come from?"),
        [
            DataRequired(_l("Say where the results come from, for instance the name of the survey.")),
            Length(max=80),
        ],
    )
    low = StringField(_l("Lowest figure that the scale allows"), default="1")
    high = StringField(_l("Highest figure that the scale allows"), default="5")
    file = FileField(_l("File"))

    def validate_file(self, field: FileField) -> None:
        """Refuse a form without a file."""
        if not field.data or not getattr(field.data, "filename", ""):
            raise ValidationError(_l("Choose a file."))

    def validate_low(self, field: StringField) -> None:
        """Refuse what is no number."""
        _decimal(field.data)

    def validate_high(self, field: StringField) -> None:
        """Refuse what is no number, and a scale that is upside down."""
        high = _decimal(field.data)
        try:
            low = _decimal(self.low.data)
        except ValidationError:
            return
        if high <= low:
            raise ValidationError(_l("The highest figure must be larger than the lowest."))

    @property
    def handed_file(self) -> HandedIn:
        """Return the file with what was said about it."""
        with closing(self.file.data) as upload:
            data, name = upload.read(), upload.filename
        return HandedIn(
            self.source.data.strip(), name, data, _decimal(self.low.data), _decimal(self.high.data)
        )


def _decimal(text: str | None) -> Decimal:
    try:
        number = Decimal((text or "").strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValidationError(_l("Give a number.")) from error
    if not number.is_finite():
        raise ValidationError(_l("Give a number."))
    return number
