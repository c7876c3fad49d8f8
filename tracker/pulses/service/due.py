"""What is due now: closing rounds whose time is over, and opening planned ones. Harmless to run at any time.

A round whose key file is gone can never be counted. It is voided, and the same week is asked again at once.
"""

from zoneinfo import ZoneInfo

from tracker.core.calendar import Week, local_day
from tracker.core.errors import ConflictError
from tracker.people.queries import find_organisation
from tracker.pulses.queries import rounds
from tracker.pulses.rules.planning import ASK_AGAIN, VoidReason, opens_by_itself
from tracker.pulses.service.closing import Closed, clear_remains, close_round, void_round
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.opening import open_round
from tracker.pulses.service.submit import is_over
from tracker.storage.work import Work


def close_due(place: Installation) -> list[Closed]:
    """Close the running round if its time is over, finish an interrupted one, and clear what is left."""
    void_if_lost(place)
    with place.storage.look(place.actor, place.now) as work:
        live = rounds.find_live_round(work.session)
        due = [live.id] if live is not None and is_over(live, work) else []
    closed = [close_round(place, round_id) for round_id in due]
    clear_remains(place)
    return closed


def open_due(place: Installation) -> Week | None:
    """Open this week's round if it is planned, or was lost and has to be asked again; return its week."""
    void_if_lost(place)
    with place.storage.work(place.actor, place.now) as work:
        week = week_to_open(work)
        if week is not None:
            open_round(work, week, place.keys)
        return week


def void_if_lost(place: Installation) -> bool:
    """Void the running round if its key file is gone; tell whether that was so."""
    with place.storage.look(place.actor, place.now) as work:
        live = rounds.find_live_round(work.session)
        lost = [live.id] if live is not None and place.keys.find(live.public_key) is None else []
    if lost and not place.keys.folder.is_dir():
        raise ConflictError("key-folder-missing")
    for round_id in lost:
        void_round(place, round_id, reason=VoidReason.KEY_LOST)
    return bool(lost)


def void_live(place: Installation, *, reason: VoidReason) -> bool:
    """Void whatever round is running, as after a restored backup; tell whether there was one."""
    with place.storage.look(place.actor, place.now) as work:
        live = rounds.find_live_round(work.session)
        running = [] if live is None else [live.id]
    for round_id in running:
        void_round(place, round_id, reason=reason)
    return bool(running)


def week_to_open(work: Work) -> Week | None:
    """Return the week whose round should open now, if there is one."""
    session = work.session
    organisation, setting = find_organisation(session), rounds.find_setting(session)
    if organisation is None or setting is None or rounds.find_live_round(session) is not None:
        return None
    zone = ZoneInfo(organisation.time_zone)
    week = Week.of(local_day(work.now, zone))
    if week < setting.anchor or rounds.find_round_of(session, week) is not None:
        return None
    void = rounds.find_void_round(session, week)
    if void is not None:
        return week if void.void_reason in ASK_AGAIN else None
    decided = rounds.list_planned_weeks(session, since=week).get(week)
    wanted = setting.automatic and not (decided is not None and decided.skipped)
    return week if wanted and opens_by_itself(week, work.now, zone) else None
