"""The sheet: one field per item, and one comment."""

import types
from functools import cache
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from tracker.core.sealing import COMMENT_BYTES
from tracker.pulses.queries.rounds import AskedItem
from tracker.pulses.service.submit import Draft
from tracker.web.forms import Form

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
