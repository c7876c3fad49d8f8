"""The forms of signing in, and the words for what is refused."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import Field, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from tracker.signin import service
from tracker.signin.queries import find_own_credentials
from tracker.signin.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, network_of, refusing_limits
from tracker.signin.service.check import Claim
from tracker.web.forms import Form
from tracker.web.locale import LANGUAGES
from tracker.web.request import current_actor, current_session, end_work
from tracker.web.runtime import runtime

REASONS: dict[str, Any] = {
    "password-short": _l("Use at least 15 characters. A short sentence works well."),
    "password-long": _l("Use at most 200 characters."),
    "password-repeats": _l("This repeats the same few characters. Use a short sentence."),
    "password-context": _l("This is mostly your name, your number or the company. Use something else."),
    "password-wrong": _l("The present password is not right."),
    "code-wrong": _l("The staff number and the code do not fit together, or the code is no longer valid."),
    "token-wrong": _l("This token is not right or no longer valid. Restart the program for a new one."),
    "first-run-over": _l("This installation already has an administrator."),
    "too-often": _l("Too many tries. Wait a quarter of an hour and try again."),
}
SIGN_IN_WRONG = _l("The staff number and the password do not fit together.")
REQUIRED = _l("Fill this in.")


def _text(label: Any, longest: int, **attributes: str) -> StringField:
    return StringField(label, [InputRequired(REQUIRED), Length(max=longest)], render_kw=attributes)


def _password(label: Any, autocomplete: str) -> PasswordField:
    return PasswordField(
        label,
        [InputRequired(REQUIRED), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": autocomplete},
    )


class SignInForm(Form):
    """Staff number and password."""

    staff_number = _text(_l("Staff number"), 40, autocomplete="username")
    password = _password(_l("Password"), "current-password")

    @property
    def claim(self) -> Claim:
        """Return who the visitor says they are."""
        return Claim(staff_number=self.staff_number.data.strip(), password=self.password.data)


class FirstPasswordForm(Form):
    """Staff number, the code from paper, and a password of one's own."""

    staff_number = _text(_l("Staff number"), 40, autocomplete="username")
    code = _text(_l("One-time code"), 40, autocomplete="one-time-code")
    password = _password(_l("New password"), "new-password")
    again = _password(_l("New password once more"), "new-password")

    def validate_again(self, field: Field) -> None:
        """Catch a slip of the finger."""
        same_twice(self.password.data, field)


class ChangePasswordForm(Form):
    """The present password and a new one."""

    old = _password(_l("Present password"), "current-password")
    password = _password(_l("New password"), "new-password")
    again = _password(_l("New password once more"), "new-password")

    def validate_again(self, field: Field) -> None:
        """Catch a slip of the finger."""
        same_twice(self.password.data, field)


class FirstRunForm(Form):
    """The token from the terminal and the first administrator."""

    token = _text(_l("Token from the terminal"), 100, autocomplete="off")
    name = _text(_l("Your name"), 120, autocomplete="name")
    staff_number = _text(_l("Staff number, your sign-in name"), 40, autocomplete="username")
    password = _password(_l("Password"), "new-password")
    again = _password(_l("Password once more"), "new-password")

    def validate_again(self, field: Field) -> None:
        """Catch a slip of the finger."""
        same_twice(self.password.data, field)


class LanguageForm(Form):
    """The language in which a person wants the pages."""

    language = SelectField(_l("Language"), choices=[SelectChoice(c, n) for c, n in LANGUAGES.items()])


class ConfirmingForm(Form):
    """A form that only counts with the password entered again: for proposals, decisions and exports."""

    confirm_password = _password(_l("Your password, to confirm that it is you"), "current-password")

    def validate_confirm_password(self, field: Field) -> None:
        """Check the password, with the same brakes as a sign-in."""
        person_id = current_actor().person_id
        known = find_own_credentials(current_session(), person_id) if person_id else None
        if known is None or too_often(f"confirm {person_id}"):
            raise ValidationError(REASONS["too-often"])
        if not service.check_password(known.password_hash, field.data or ""):
            raise ValidationError(REASONS["password-wrong"])


def same_twice(first: str | None, again: Field) -> None:
    """Refuse a repetition that differs."""
    if first != again.data:
        raise ValidationError(_l("The two are not the same."))


def too_often(account: str) -> bool:
    """Count a try at a password and tell whether there were too many.

    The count must outlive the request, so it is a side record; the request's own work, in which nothing
    was written yet, is given up first.
    """
    end_work(keep=False)
    bound = runtime()
    within = True
    with bound.storage.work(current_actor(), bound.clock.now()) as work:
        for limit in refusing_limits(account.casefold(), network_of(request.remote_addr or "")):
            within = service.try_once(work, bound.keyed_hash("tries", limit.key), limit) and within
    return not within


PASSWORD_HINT = _l("At least %(count)s characters. A short sentence works well.", count=SHORTEST_PASSWORD)
