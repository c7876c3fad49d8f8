"""Forms of the customers' room, and the sentences for what it refuses."""

from contextlib import closing
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from tracker.customers.rules.results import Ends
from tracker.customers.service import HandedIn
from tracker.web.forms import Form

REASONS: dict[str, Any] = {
    "import-not-waiting": _l("This file was taken already, or somebody undid it in the meantime."),
    "import-not-taken": _l("This import has been undone already."),
    "import": _l("This import is not there any more. Files that nobody takes are forgotten after a day."),
}
PROBLEMS: dict[str, Any] = {
    "day-outside": _l("“%(value)s” lies outside %(limit)s."),
    "not-in-list": _l("“%(value)s” is not in the list of the organisation. HR can add it under Manage."),
    "id-twice": _l("The id “%(value)s” stands in this file twice, with different answers."),
    "id-other": _l(
        "The id “%(value)s” came in earlier with another answer. Undo that import first if this one is right."
    ),
    "not-a-period": _l(
        "“%(value)s” is not a period. Write a week as 2026-W38, a month as 2026-09, "
        "a quarter as 2026-Q3 or a year as 2026."
    ),
    "period-not-begun": _l("“%(value)s” has not begun yet."),
    "result-other": _l(
        "This team has another figure for this measure and period (%(value)s) already. "
        "Undo that import first if this one is right."
    ),
}


class UploadForm(Form):
    """A file of scores and where it comes from."""

    source = StringField(
        _l("Where do these scores come from?"),
        [
            DataRequired(_l("Say where the scores come from, for instance the name of the survey.")),
            Length(max=80),
        ],
    )
    file = FileField(_l("File"))
    leave_out = BooleanField(_l("Leave out rows that are wrong and take the others"))

    def validate_file(self, field: FileField) -> None:
        """Refuse a form without a file."""
        if not field.data or not getattr(field.data, "filename", ""):
            raise ValidationError(_l("Choose a file."))

    @property
    def handed(self) -> HandedIn:
        """The file with its source."""
        with closing(self.file.data) as upload:
            data, name = upload.read(), upload.filename
        return HandedIn(
            source=self.source.data.strip(),
            file_name=name,
            data=data,
            leave_out=bool(self.leave_out.data),
        )


class ResultsForm(UploadForm):
    """A file of results from elsewhere, and the scale its figures are on."""

    low = StringField(_l("Lowest figure that the scale allows"), default="1")
    high = StringField(_l("Highest figure that the scale allows"), default="10")

    def validate_low(self, field: StringField) -> None:
        """Refuse what is no number."""
        _decimal(field.data)

    def validate_high(self, field: StringField) -> None:
        """Refuse what is no number, and a scale that is upside down."""
        try:
            upside_down = _decimal(field.data) <= _decimal(self.low.data)
        except ValidationError:
            upside_down = False
        _decimal(field.data)
        if upside_down:
            raise ValidationError(_l("The highest figure must be larger than the lowest."))

    @property
    def ends(self) -> Ends:
        """The ends of the scale."""
        return Ends(_decimal(self.low.data), _decimal(self.high.data))


class ButtonForm(Form):
    """A single button: take this file, undo this import."""


def _decimal(text: str | None) -> Decimal:
    try:
        number = Decimal((text or "").strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValidationError(_l("Give a number.")) from error
    if not number.is_finite():
        raise ValidationError(_l("Give a number."))
    return number
