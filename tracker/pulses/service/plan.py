"""HR's plan: how much a round asks, which weeks are skipped, and thresholds that only ever go up."""

from zoneinfo import ZoneInfo

from tracker.audit.rules import Event
from tracker.audit.service import record
from tracker.core.calendar import Week, local_day
from tracker.core.disclosure import Thresholds
from tracker.core.errors import ConflictError, InvalidError
from tracker.people.queries import get_organisation
from tracker.pulses.models import PulseSetting, PulseWeek
from tracker.pulses.queries import rounds
from tracker.pulses.rules.planning import Plan, RoundKind
from tracker.pulses.service.opening import start_pulses
from tracker.storage.work import Work


def plan_first_week(work: Work, week: Week) -> PulseSetting:
    """Decide in which week pulses begin, as long as they have not."""
    if rounds.has_begun(work.session):
        raise ConflictError("pulses-have-begun")
    setting = start_pulses(work, week)
    setting.anchor = week
    record(work, Event.ROUND_PLANNED, first_week=str(week))
    return setting


def change_plan(work: Work, *, needs_a_round: int, automatic: bool) -> None:
    """Change how many needs a round asks and whether rounds open by themselves, from the next round on."""
    setting = _setting(work)
    Plan(setting.anchor, needs_a_round, automatic)
    setting.needs_a_round, setting.automatic = needs_a_round, automatic
    record(work, Event.ROUND_PLANNED, needs_a_round=needs_a_round, automatic=int(automatic))


def raise_thresholds(work: Work, asked: Thresholds) -> None:
    """Raise how many people a figure and a comment need, from the next round on; lowering is refused."""
    setting = _setting(work)
    if asked.score < setting.k_score or asked.comment < setting.k_comment:
        raise InvalidError("threshold-lowered")
    setting.k_score, setting.k_comment = asked.score, asked.comment
    record(work, Event.SETTING_CHANGED, k_score=asked.score, k_comment=asked.comment)


def plan_week(work: Work, week: Week, *, skipped: bool, kind: RoundKind | None) -> None:
    """Decide about one week to come: skip it, or ask another kind of round."""
    zone = ZoneInfo(get_organisation(work.session).time_zone)
    asked = rounds.find_round_of(work.session, week) is not None
    if asked or week < Week.of(local_day(work.now, zone)):
        raise ConflictError("week-asked-already")
    found = work.session.get(PulseWeek, week)
    if found is None:
        found = PulseWeek(week=week)
        work.session.add(found)
    found.skipped, found.kind = skipped, kind
    record(work, Event.ROUND_PLANNED, week=str(week), skipped=int(skipped), kind=kind)


def _setting(work: Work) -> PulseSetting:
    setting = rounds.find_setting(work.session)
    if setting is None:
        raise ConflictError("pulses-not-begun")
    return setting
