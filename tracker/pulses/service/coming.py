"""What comes next: the weeks ahead with the rounds that the plan holds for them."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tracker.core.calendar import Week, local_day, opening_of
from tracker.people.queries import find_organisation
from tracker.pulses.models import PulseWeek
from tracker.pulses.queries import rounds
from tracker.pulses.rules.planning import Plan, RoundKind
from tracker.storage.work import Work

FAR = 60


@dataclass(frozen=True, slots=True)
class ComingWeek:
    """A week ahead: what its round would be, and whether it is skipped."""

    week: Week
    kind: RoundKind
    skipped: bool
    decided: bool


def coming_weeks(plan: Plan, decided: dict[Week, PulseWeek], first: Week, count: int) -> list[ComingWeek]:
    """Return so many weeks from one on, as the plan and HR's exceptions have them."""
    found = []
    for step in range(count):
        week = first + step
        exception = decided.get(week)
        kind = plan.kind(week)
        if exception is not None and exception.kind:
            kind = RoundKind(exception.kind)
        skipped = exception is not None and exception.skipped
        found.append(ComingWeek(week, kind, skipped, exception is not None))
    return found


def next_opening(work: Work) -> date | None:
    """Return the day on which the next planned round opens by itself, if rounds do."""
    organisation, setting = find_organisation(work.session), rounds.find_setting(work.session)
    if organisation is None or setting is None or not setting.automatic:
        return None
    zone = ZoneInfo(organisation.time_zone)
    this_week = Week.of(local_day(work.now, zone))
    waiting = work.now < opening_of(this_week.monday, zone)
    first = max(this_week if waiting else this_week + 1, setting.anchor)
    decided = rounds.list_planned_weeks(work.session, since=first)
    weeks = coming_weeks(rounds.plan_of(setting), decided, first, FAR)
    return next((found.week.monday for found in weeks if not found.skipped), None)
