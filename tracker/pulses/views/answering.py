"""Answering the pulse: nothing on these routes writes anything but the sealed sheet itself."""

import re

from flask import Flask, Response, current_app, make_response, render_template, request

from tracker.core.access import Permission
from tracker.core.errors import InvalidError
from tracker.pulses.forms.sheet import PREFIX, SheetForm, sheet_form
from tracker.pulses.service.coming import next_opening
from tracker.pulses.service.submit import Desk, DeskState, find_desk, find_sheet, submit_pulse
from tracker.pulses.views.blueprint import key_ring, pages
from tracker.web.forms import Form, answer, go
from tracker.web.guards import requires
from tracker.web.request import current_work

KEPT_FIELD = re.compile(rf"round|comment|{PREFIX}\d{{1,3}}")
LONGEST_KEPT = 12_000
GOOD_THING = "good_things.log"


def keep_answers() -> Response:
    """Hand back a sheet that came after its sender was signed out, kept in the page and nowhere else."""
    kept = [
        (name, value)
        for name, value in request.form.items()
        if KEPT_FIELD.fullmatch(name) and len(value) <= LONGEST_KEPT
    ]
    page = render_template("pulses/signed_out.html", form=Form(), kept=kept)
    return make_response(page, 401)


@pages.route("/pulse", methods=["GET", "POST"])
@requires(Permission.PULSE_ANSWER, signed_out=keep_answers)
def submit() -> Response:
    """Show this week's items, and seal what comes back."""
    if request.method == "POST":
        return _receive()
    desk = find_desk(current_work(), key_ring())
    if desk.state is not DeskState.OPEN or desk.round is None:
        return make_response(
            render_template("pulses/submit.html", desk=desk, coming=next_opening(current_work()))
        )
    form = sheet_form(desk.items, desk.round.id)
    return answer("pulses/submit.html", desk=desk, form=form, lost_session=False)


@pages.get("/pulse/received")
@requires(Permission.PULSE_ANSWER)
def received() -> str:
    """Say that the sheet is in; the same page for the first and for any further one."""
    offered = GOOD_THING if GOOD_THING in current_app.view_functions else ""
    return render_template("pulses/received.html", offer_good_thing=offered)


def _receive() -> Response:
    sheet = find_sheet(current_work(), _asked_round())
    form = sheet_form(sheet.items, sheet.round.id)
    accepted = form.accepted()
    if accepted and (not form.is_blank or "empty" in request.form):
        submit_pulse(current_work(), sheet, form.to_draft(), key_ring())
        return go("pulses.received")
    desk = Desk(DeskState.OPEN, sheet.round, sheet.items, sheet.asked_again)
    blank = accepted and form.is_blank
    return answer("pulses/submit.html", desk=desk, form=form, blank=blank, lost_session=_lost_token(form))


def _lost_token(form: SheetForm) -> bool:
    return bool(form.csrf_token.errors)


def _asked_round() -> int:
    asked = request.form.get("round", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < len("9999999999")):
        raise InvalidError("sheet-of-another-round")
    return int(asked)


def check_own_token(app: Flask) -> None:
    """Let this form check its token itself, so that a sheet whose sender had to sign in again is not lost.

    The check is the same; only the answer differs: the sheet comes back filled in, with a fresh token.
    """
    app.extensions["csrf"].exempt(app.view_functions["pulses.submit"])
