"""One team's two sides, week by week, as they may be shown."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.core.calendar import Week
from tracker.core.disclosure import OWN_SCALE, Shown, Withheld
from tracker.core.disclosure import Scale as Width
from tracker.customers.queries import Span, TeamView, sums_by_week
from tracker.customers.rules.scales import ENDS, Scale
from tracker.insights.rules.lines import LinePoint, TeamLines, position
from tracker.insights.rules.panel import FEWEST_SCORES
from tracker.people.queries import get_team
from tracker.pulses.queries.teams import find_team_pulse


@dataclass(frozen=True, slots=True)
class TeamSide:
    """A team's lines; `nearest` is the group drawn where the team itself is not shown."""

    lines: TeamLines
    has_engagement: bool
    has_scores: bool
    nearest: str


def load_team(session: Session, team: TeamView, scale: Scale, *, first: Week, last: Week) -> TeamSide:
    """Return a team's engagement and scores over some weeks."""
    pulse = find_team_pulse(session, get_team(session, team.id), week=last)
    felt = {figure.week: figure.value for figure in pulse.weeks} if pulse else {}
    said = sums_by_week(session, team, Span(first, last)).get(scale, {})
    ends = Width(ENDS[scale].low, ENDS[scale].high)
    weeks = [first + place for place in range(last - first + 1)]
    points = tuple(
        _point(
            week,
            felt.get(week),
            said[week].total if week in said else 0,
            said[week].n if week in said else 0,
            ends,
        )
        for week in weeks
        if week >= min([*felt, *said, last])
    )
    return TeamSide(
        TeamLines(team.id, points),
        has_engagement=any(point.engagement_at is not None for point in points),
        has_scores=any(point.mean is not None for point in points),
        nearest="" if pulse is None or pulse.is_own else pulse.label,
    )


def _point(week: Week, felt: Shown | Withheld | None, total: int, n: int, ends: Width) -> LinePoint:
    mean = total / n if n >= FEWEST_SCORES else None
    return LinePoint(
        when=week,
        engagement=felt,
        engagement_at=position(felt.value, OWN_SCALE) if isinstance(felt, Shown) else None,
        mean=mean,
        mean_at=None if mean is None else position(mean, ends),
        n=n,
    )
