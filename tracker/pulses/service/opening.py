"""Opening a round: freeze tree, roster, items and thresholds, and make its keys."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.audit.rules import Event
from tracker.audit.service import record
from tracker.core.calendar import Block, Week, local_day
from tracker.core.errors import ConflictError
from tracker.core.sealing import RoundKeys, fingerprint
from tracker.people.queries import get_organisation
from tracker.pulses.models import PulseRound, PulseRoundItem, PulseSetting
from tracker.pulses.queries import rounds
from tracker.pulses.rules.planning import Plan, RoundKind, RoundState, items_of
from tracker.pulses.service.freezing import Beginning, freeze_people
from tracker.pulses.service.keys import KeyRing
from tracker.storage.work import Work

NOTICE_VERSION = 1


def start_pulses(work: Work, week: Week) -> PulseSetting:
    """Begin with pulses: blocks are counted from this week on, and everybody known today may answer."""
    found = rounds.find_setting(work.session)
    if found is not None:
        return found
    zone = ZoneInfo(get_organisation(work.session).time_zone)
    setting = PulseSetting(id=1, anchor=week, first_day=local_day(work.now, zone))
    work.session.add(setting)
    work.session.flush()
    return setting


def open_round(work: Work, week: Week, keys: KeyRing, *, kind: RoundKind | None = None) -> PulseRound:
    """Open the round of a week, today, with everything that decides its figures frozen."""
    session = work.session
    organisation = get_organisation(session)
    today = local_day(work.now, ZoneInfo(organisation.time_zone))
    _refuse_unless_possible(session, week, today)
    setting = start_pulses(work, week)
    if not rounds.has_begun(session):
        setting.anchor, setting.first_day = week, today
    plan = rounds.plan_of(setting)
    earlier = rounds.last_round_in(session, plan.block(week))
    secrets = RoundKeys.fresh()
    opened = PulseRound(
        week=week,
        block=plan.block(week).first,
        kind=kind or planned_kind(session, plan, week),
        state=RoundState.OPEN,
        live=1,
        opens_on=max(today, week.monday),
        closes_on=week.sunday,
        time_zone=organisation.time_zone,
        k_score=setting.k_score,
        k_comment=setting.k_comment,
        public_key=secrets.public,
        key_fingerprint=fingerprint(secrets.public),
        notice_version=NOTICE_VERSION,
    )
    session.add(opened)
    session.flush()
    _freeze_items(session, opened, plan)
    freeze_people(session, opened, earlier, Beginning(setting.first_day, organisation.name))
    keys.keep(secrets)
    record(work, Event.ROUND_OPENED, opened.id, week=str(week), kind=opened.kind)
    return opened


def planned_kind(session: Session, plan: Plan, week: Week) -> RoundKind:
    """Return the kind of round that a week gets: HR's word for it, or the plan's."""
    decided = rounds.list_planned_weeks(session, since=week).get(week)
    return RoundKind(decided.kind) if decided is not None and decided.kind else plan.kind(week)


def _refuse_unless_possible(session: Session, week: Week, today: date) -> None:
    if rounds.find_live_round(session) is not None:
        raise ConflictError("round-running")
    if rounds.find_round_of(session, week) is not None:
        raise ConflictError("week-asked-already")
    if Week.of(today) != week:
        raise ConflictError("week-not-now")


def _freeze_items(session: Session, opened: PulseRound, plan: Plan) -> None:
    asked = rounds.asked_in_block(session, Block(opened.block))
    own = frozenset() if opened.kind == RoundKind.FULL else asked
    newest = rounds.newest_items(session)
    codes = items_of(plan, opened.week, kind=RoundKind(opened.kind), asked=own)
    session.add_all(
        PulseRoundItem(round_id=opened.id, place=place, item_id=newest[code])
        for place, code in enumerate(codes)
    )
    session.flush()
