"""The form with which a copy of a review is taken."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from tracker.exports.rules.archive import Format
from tracker.signin.forms import ConfirmingForm

REASONS: dict[str, Any] = {
    "pdf-failed": _l("The PDF could not be made. Take the archive without it or tell your administrator."),
    "archive-unreadable": _l("This file is not an archive of Kindline."),
    "archive-manifest": _l("This archive has no manifest that can be read."),
}
KINDS = [
    SelectChoice(Format.ZIP.value, _l("Everything in one archive, with a manifest to check it by")),
    SelectChoice(Format.PDF.value, _l("PDF, to read and to keep")),
    SelectChoice(Format.XLSX.value, _l("Spreadsheet (XLSX)")),
    SelectChoice(Format.CSV.value, _l("Tables as CSV, with a manifest")),
    SelectChoice(Format.JSON.value, _l("Data (JSON)")),
]


class ReviewExportForm(ConfirmingForm):
    """What to take, why, and the password."""

    kind = RadioField(_l("What do you want to take?"), [InputRequired(_l("Choose one."))], choices=KINDS)
    reason = TextAreaField(
        _l("Why do you need a copy?"), [InputRequired(_l("Say why you need it.")), Length(max=500)]
    )

    def leave_reason_open(self) -> "ReviewExportForm":
        """Ask no reason of the person whose file it is."""
        self.reason.validators = [Optional(), Length(max=500)]
        self.reason.flags.required = False
        return self
