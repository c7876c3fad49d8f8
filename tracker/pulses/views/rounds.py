"""HR's rounds: the plan, the calendar, and opening, closing or voiding by hand."""

from zoneinfo import ZoneInfo

from flask import Response, flash
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.calendar import Week, local_day
from tracker.core.errors import ConflictError, KindlineError
from tracker.people.queries import get_organisation
from tracker.pulses.forms import REASONS
from tracker.pulses.forms.rounds import PlanForm, RoundForm, ThresholdForm, WeekForm
from tracker.pulses.queries import rounds as reads
from tracker.pulses.rules.planning import VoidReason
from tracker.pulses.service import closing, coming, opening, plan
from tracker.pulses.views.blueprint import installation, key_ring, pages
from tracker.web.forms import Form, answer, go, refuse_with
from tracker.web.guards import requires
from tracker.web.request import current_session, current_work, end_work

AHEAD, BEHIND = 13, 8


@pages.get("/rounds")
@requires(Permission.PULSE_PLAN)
def rounds() -> Response:
    """Show what is running, what comes, and the standing plan."""
    return _page()


@pages.post("/rounds/open")
@requires(Permission.PULSE_PLAN)
def open_now() -> Response:
    """Open this week's round now."""
    form = RoundForm()
    if form.accepted():
        try:
            opening.open_round(current_work(), _this_week(), key_ring())
        except ConflictError as error:
            end_work(keep=False)
            refuse_with(form, error, REASONS)
        else:
            flash(_("The round is open."))
            return go("pulses.rounds")
    return _page(form)


@pages.post("/rounds/close")
@requires(Permission.PULSE_PLAN)
def close_now() -> Response:
    """Close the running round now and count it."""
    form = RoundForm()
    if form.accepted():
        try:
            closing.close_round(installation(), _running())
        except ConflictError as error:
            refuse_with(form, error, REASONS)
        else:
            flash(_("The round is closed and counted. Its sheets and its key are destroyed."))
            return go("pulses.rounds")
    return _page(form)


@pages.post("/rounds/void")
@requires(Permission.PULSE_PLAN)
def void_now() -> Response:
    """Let the running round count for nothing."""
    form = RoundForm()
    if form.accepted():
        try:
            closing.void_round(installation(), _running(), reason=VoidReason.STOPPED)
        except ConflictError as error:
            refuse_with(form, error, REASONS)
        else:
            flash(_("The round is void. Its sheets were destroyed unread."))
            return go("pulses.rounds")
    return _page(form)


@pages.post("/rounds/weeks")
@requires(Permission.PULSE_PLAN)
def plan_week() -> Response:
    """Skip one week to come, or ask another kind of round in it."""
    form = WeekForm()
    if form.accepted():
        try:
            plan.plan_week(current_work(), form.chosen, skipped=form.skips, kind=form.round_kind)
        except ConflictError as error:
            end_work(keep=False)
            refuse_with(form, error, REASONS)
        else:
            flash(_("Saved."))
            return go("pulses.rounds")
    return _page(form)


@pages.route("/rounds/plan", methods=["GET", "POST"])
@requires(Permission.PULSE_PLAN)
def change_plan() -> Response:
    """Change how much a round asks and whether rounds open by themselves."""
    setting = reads.find_setting(current_session())
    if setting is None:
        raise ConflictError("pulses-not-begun")
    form = PlanForm(needs=str(setting.needs_a_round), automatic="yes" if setting.automatic else "no")
    if form.accepted():
        plan.change_plan(current_work(), needs_a_round=form.needs_number, automatic=form.opens_by_itself)
        flash(_("Saved. It holds from the next round on."))
        return go("pulses.rounds")
    return answer("pulses/change_plan.html", form=form)


@pages.route("/rounds/thresholds", methods=["GET", "POST"])
@requires(Permission.PULSE_PLAN)
def raise_thresholds() -> Response:
    """Raise how many people a figure or a comment needs."""
    setting = reads.find_setting(current_session())
    if setting is None:
        raise ConflictError("pulses-not-begun")
    form = ThresholdForm(score=setting.k_score, comment=setting.k_comment)
    if form.accepted():
        try:
            plan.raise_thresholds(current_work(), form.to_thresholds())
        except KindlineError as error:
            end_work(keep=False)
            refuse_with(form, error, REASONS)
        else:
            flash(_("Saved. It holds from the next round on."))
            return go("pulses.rounds")
    return answer("pulses/raise_thresholds.html", form=form)


def _this_week() -> Week:
    zone = ZoneInfo(get_organisation(current_session()).time_zone)
    return Week.of(local_day(current_work().now, zone))


def _running() -> int:
    """Return the running round, and let go of the request's transaction so that the job can have its own."""
    live = reads.find_live_round(current_session())
    found = None if live is None else live.id
    end_work(keep=False)
    if found is None:
        raise ConflictError("round-not-running")
    return found


def _page(form: Form | None = None) -> Response:
    """Show the page of rounds, with a form that had to be refused if there is one."""
    session, week = current_session(), _this_week()
    setting = reads.find_setting(session)
    decided = reads.list_planned_weeks(session, since=week)
    asked = reads.list_rounds(session, since=week - BEHIND)
    weeks = (
        coming.coming_weeks(reads.plan_of(setting), decided, max(week + 1, setting.anchor), AHEAD)
        if setting
        else []
    )
    live = reads.find_live_round(session)
    this_week_done = any(found.week == week and found.state != "void" for found in asked)
    return answer(
        "pulses/rounds.html",
        form=form or RoundForm(),
        setting=setting,
        live=live,
        past=[found for found in reversed(asked) if found.live is None],
        weeks=weeks,
        week=week,
        can_open=live is None and not this_week_done,
    )
