"""Reads of the sums per team, week and scale: as fast with a thousand times the scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.core.access import Actor, Permission, Target, allowed
from tracker.core.calendar import Week
from tracker.core.errors import NotFoundError
from tracker.customers.models import CustomerRollup
from tracker.customers.rules.figures import NONE, Tally
from tracker.customers.rules.scales import Scale
from tracker.people.models import Team
from tracker.people.queries import ids_in_path, list_teams

SUMS = (
    func.sum(CustomerRollup.n),
    func.sum(CustomerRollup.total),
    func.sum(CustomerRollup.squares),
    func.sum(CustomerRollup.top),
    func.sum(CustomerRollup.promoters),
    func.sum(CustomerRollup.passives),
    func.sum(CustomerRollup.detractors),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of weeks, both ends included."""

    first: Week
    last: Week


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team as the pages of scores show it; `depth` is how many groups stand above it."""

    id: int
    name: str
    path: str
    depth: int

    @property
    def target(self) -> Target:
        """A team's figures belong to the team."""
        return Target.team(self.id)


@dataclass(frozen=True, slots=True)
class TeamSums:
    """One team with the sums of itself and everything beneath it, by scale."""

    team: TeamView
    by_scale: dict[Scale, Tally]


@dataclass(frozen=True, slots=True)
class Cell:
    """One team's scores of one week on one scale."""

    team_id: int
    week: Week
    tally: Tally


def get_scored_team(session: Session, team_id: int) -> TeamView:
    """Return a team, whether it has scores or not."""
    team = session.get(Team, team_id)
    if team is None:
        raise NotFoundError("team")
    return _view(team)


def list_visible_teams(session: Session, actor: Actor) -> list[TeamView]:
    """Return the teams whose scores the asker may see, in tree order."""
    return [
        _view(team)
        for team in list_teams(session)
        if allowed(actor, Permission.SCORE_TEAM_READ, Target.team(team.id))
    ]


def list_team_sums(session: Session, teams: Sequence[TeamView], span: Span) -> list[TeamSums]:
    """Return some teams with their sums over a stretch of weeks, each group with all beneath it."""
    rows: Any = session.execute(
        select(Team.path, CustomerRollup.scale, *SUMS)
        .join(Team, Team.id == CustomerRollup.team_id)
        .where(CustomerRollup.week.between(span.first, span.last))
        .group_by(Team.path, CustomerRollup.scale)
    )
    found: dict[int, dict[Scale, Tally]] = {team.id: {} for team in teams}
    for path, scale, *sums in rows:
        tally = Tally(*map(int, sums))
        for team_id in ids_in_path(path):
            if team_id in found:
                held = found[team_id]
                held[Scale(scale)] = held.get(Scale(scale), NONE) + tally
    return [TeamSums(team, found[team.id]) for team in teams]


def sums_by_week(session: Session, team: TeamView, span: Span) -> dict[Scale, dict[Week, Tally]]:
    """Return the sums of a team and everything beneath it, by scale and week."""
    rows: Any = session.execute(
        select(CustomerRollup.scale, CustomerRollup.week, *SUMS)
        .join(Team, Team.id == CustomerRollup.team_id)
        .where(Team.path.startswith(team.path), CustomerRollup.week.between(span.first, span.last))
        .group_by(CustomerRollup.scale, CustomerRollup.week)
    )
    found: dict[Scale, dict[Week, Tally]] = {}
    for scale, week, *sums in rows:
        found.setdefault(Scale(scale), {})[week] = Tally(*map(int, sums))
    return found


def count_by_scale(session: Session) -> dict[Scale, int]:
    """Return how many scores there are on each scale."""
    rows = session.execute(
        select(CustomerRollup.scale, func.sum(CustomerRollup.n)).group_by(CustomerRollup.scale)
    )
    return {Scale(scale): int(n) for scale, n in rows}


def list_cells(session: Session, scale: Scale, team_ids: Sequence[int] | None = None) -> list[Cell]:
    """Return every team's own scores by week on one scale, for the linkage with engagement."""
    query = select(CustomerRollup).where(CustomerRollup.scale == scale)
    if team_ids is not None:
        query = query.where(CustomerRollup.team_id.in_(team_ids))
    columns = (
        CustomerRollup.team_id,
        CustomerRollup.week,
        CustomerRollup.n,
        CustomerRollup.total,
        CustomerRollup.squares,
        CustomerRollup.top,
        CustomerRollup.promoters,
        CustomerRollup.passives,
        CustomerRollup.detractors,
    )
    rows: Any = session.execute(query.with_only_columns(*columns))
    return [Cell(team_id, week, Tally(*sums)) for team_id, week, *sums in rows]


def _view(team: Team) -> TeamView:
    return TeamView(team.id, team.name, team.path, len(ids_in_path(team.path)) - 1)
