"""Pages of signing in and of one's own account."""

from typing import Any

from flask import Blueprint, Flask, Response, flash, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from tracker.audit import service as audit
from tracker.audit.queries import list_entries_about
from tracker.audit.rules import Event
from tracker.core.access import Permission
from tracker.core.errors import InvalidError, KindlineError
from tracker.people.models import Person
from tracker.people.queries import PersonView, get_person
from tracker.signin import service
from tracker.signin.forms import (
    PASSWORD_HINT,
    REASONS,
    SIGN_IN_WRONG,
    ChangePasswordForm,
    FirstPasswordForm,
    FirstRunForm,
    LanguageForm,
    SignInForm,
    too_often,
)
from tracker.signin.queries import has_administrator
from tracker.signin.service.first_run import FirstAdministrator
from tracker.signin.views import cookie
from tracker.web.errors import explain
from tracker.web.forms import answer, go, refuse_with
from tracker.web.guards import load, public, requires
from tracker.web.locale import keep_language
from tracker.web.request import current_actor, current_session, current_work, end_work
from tracker.web.runtime import runtime
from tracker.web.safety import safe_path

pages = Blueprint("signin", __name__)


@pages.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """Sign in with staff number and password."""
    form = SignInForm()
    if current_actor().signed_in:
        return go("home.start")
    if form.accepted():
        if too_often(form.staff_number.data):
            form.refuse(None, REASONS["too-often"])
        else:
            person_id = service.check_sign_in(runtime().storage, runtime().clock.now(), form.claim)
            if person_id is not None:
                return _enter(person_id, safe_path(request.args.get("next")))
            form.refuse(None, SIGN_IN_WRONG)
    return answer("signin/sign_in.html", form=form)


@pages.post("/sign-out")
@requires(Permission.OWN_ACCOUNT)
def sign_out() -> Response:
    """Sign out of this browser."""
    service.end_session(current_work(), cookie.current_hash())
    audit.record(current_work(), Event.SIGNED_OUT, current_actor().person_id)
    return cookie.drop(go("signin.sign_in"))


@pages.post("/sign-out-everywhere")
@requires(Permission.OWN_ACCOUNT)
def sign_out_everywhere() -> Response:
    """Sign out of every browser."""
    service.end_sessions_of(current_work(), _me())
    audit.record(current_work(), Event.SIGNED_OUT_EVERYWHERE, _me())
    return cookie.drop(go("signin.sign_in"))


@pages.route("/first-sign-in", methods=["GET", "POST"])
@public
def first_password() -> Response:
    """Set a password with the one-time code from paper."""
    form = FirstPasswordForm()
    if form.accepted():
        if too_often(form.staff_number.data):
            form.refuse(None, REASONS["too-often"])
        else:
            try:
                person_id = service.redeem_code(
                    current_work(),
                    staff_number=form.staff_number.data.strip(),
                    code=form.code.data,
                    password=form.password.data,
                )
                return _enter(person_id, None)
            except InvalidError as error:
                end_work(keep=False)
                refuse_with(form, error, REASONS)
    return answer("signin/first_password.html", form=form, hint=PASSWORD_HINT)


@pages.route("/first-run", methods=["GET", "POST"])
@public
def first_run() -> Response:
    """Make the first administrator with the token printed in the terminal."""
    if has_administrator(current_session()):
        return go("signin.sign_in")
    form = FirstRunForm()
    if form.accepted():
        draft = FirstAdministrator(
            token=form.token.data,
            staff_number=form.staff_number.data.strip(),
            name=form.name.data.strip(),
            password=form.password.data,
        )
        try:
            return _enter(service.make_first_administrator(current_work(), draft), None)
        except KindlineError as error:
            end_work(keep=False)
            refuse_with(form, error, REASONS)
    return answer("signin/first_run.html", form=form, hint=PASSWORD_HINT)


@pages.route("/account", methods=["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def account() -> Response:
    """Show one's own account, and change the language in which pages appear."""
    form = LanguageForm(language=current_work().session.get_one(Person, _me()).language)
    if form.accepted():
        current_session().get_one(Person, _me()).language = form.language.data
        with force_locale(form.language.data):
            flash(_("Saved."))
        return keep_language(go("signin.account"), form.language.data)
    person = get_person(current_session(), _me(), current_work().now.date())
    entries = list_entries_about(current_session(), _me())
    return answer("signin/account.html", form=form, person=person, entries=entries)


@pages.route("/account/password", methods=["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def change_password() -> Response:
    """Change one's own password."""
    form = ChangePasswordForm()
    if form.accepted():
        if too_often(f"change {_me()}"):
            form.refuse(None, REASONS["too-often"])
        else:
            try:
                person = current_session().get_one(Person, _me())
                service.change_password(current_work(), person, old=form.old.data, new=form.password.data)
                flash(_("Your password is changed. Other browsers are signed out."))
                return _enter(person.id, url_for("signin.account"))
            except InvalidError as error:
                end_work(keep=False)
                refuse_with(form, error, REASONS)
    return answer("signin/change_password.html", form=form, hint=PASSWORD_HINT)


@pages.post("/people/<int:person_id>/code")
@requires(Permission.ACCOUNT_CODE)
def issue_code(person_id: int) -> str:
    """Make a new one-time code for a person and show it once, ready to print."""
    person = load(_person_today, person_id, Permission.ACCOUNT_CODE, see=Permission.PERSON_READ)
    code = service.issue_code(current_work(), person.id)
    return render_template("signin/issue_code.html", slips=[(person, code)], address=runtime().base_url)


@pages.post("/people/codes")
@requires(Permission.ACCOUNT_CODE)
def issue_codes() -> str:
    """Make one-time codes for everybody who has no password yet and show them once, ready to print."""
    slips = service.issue_codes_to_all(current_work())
    return render_template("signin/issue_code.html", slips=slips, address=runtime().base_url)


def _person_today(session: Any, person_id: int) -> PersonView:
    return get_person(session, person_id, runtime().clock.now().date())


def _me() -> int:
    person_id = current_actor().person_id
    if person_id is None:
        raise InvalidError("not-signed-in")
    return person_id


def _enter(person_id: int, target: str | None) -> Response:
    """Open a session for a person and send the browser on."""
    token = service.open_session(current_work(), person_id)
    audit.record(current_work(), Event.SIGNED_IN, person_id)
    return cookie.give(go("home.start") if target is None else _to(target), token)


def _to(path: str) -> Response:
    return Response(status=303, headers={"Location": path})


def init_app(app: Flask) -> None:
    """Bind sign-in to the application."""
    explain(REASONS)
    cookie.init_app(app)
    app.register_blueprint(pages)
