"""The form that every room derives from, and how a handed-in form is answered."""

from typing import Any, TypeVar

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_wtf import FlaskForm
from wtforms import Field

from tracker.core.errors import KindlineError

F = TypeVar("F", bound="Form")


class Form(FlaskForm):
    """A form with protection against forged requests, whose texts follow the reader's language."""

    class Meta(FlaskForm.Meta):
        """Let Flask-Babel find the words of WTForms' own messages."""

        locales = False

    form_errors: list[Any]

    def accepted(self) -> bool:
        """Whether the form was handed in and is in order."""
        return bool(self.validate_on_submit())

    @property
    def handed_in(self) -> bool:
        """Whether this request hands the form in."""
        return request.method == "POST"

    def refuse(self, field: Field | None, message: Any) -> None:
        """Add a message to a field, or to the whole form."""
        if field is None:
            self.form_errors = [*self.form_errors, message]
        else:
            field.errors = [*field.errors, message]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Return the id of the field and the message of everything wrong, in the order of the page."""
        found = [("", str(message)) for message in self.form_errors]
        for field in self:
            found.extend(
                (field.id, str(message)) for message in field.errors if isinstance(message, str | LazyString)
            )
        return found


def answer(template: str, **values: Any) -> Response:
    """Render a page with a form: 422 when the form was handed in and had to be refused."""
    form = values.get("form")
    wrong = isinstance(form, Form) and form.handed_in
    return make_response(render_template(template, **values), 422 if wrong else 200)


def go(endpoint: str, **values: Any) -> Response:
    """Send the browser on after a success, so that reloading does nothing twice."""
    return make_response(redirect(url_for(endpoint, **values), 303))


def refuse_with(form: Form, error: KindlineError, reasons: dict[str, Any]) -> None:
    """Turn a refusal of the service into the form's own words."""
    if error.code not in reasons:
        raise error
    form.refuse(None, reasons[error.code] % error.facts if error.facts else reasons[error.code])
