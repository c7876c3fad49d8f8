"""Reads of engagement results from elsewhere."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.core.calendar import Period, PeriodKind
from tracker.core.disclosure import Exact, Scale, show
from tracker.core.errors import NotFoundError
from tracker.core.results import Figure as ResultFigure
from tracker.core.results import LeftOutRule
from tracker.people.models import Team
from tracker.pulses.models import PulseImport, PulseResult
from tracker.pulses.rules.figures import Figure


@dataclass(frozen=True, slots=True)
class TeamResult:
    """A team's figure from elsewhere as far as it may be shown."""

    source: str
    measure: str
    period: Period
    value: Figure
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ExactResult:
    """A team's exact figure from elsewhere: for statistics over many teams only."""

    team_id: int
    measure: str
    period: Period
    source: str
    low: float
    high: float
    exact: Exact = field(repr=False)

    @property
    def shown(self) -> Figure:
        """Return what may be shown of it."""
        return show(self.exact, Scale(self.low, self.high))


def _period(kind: str, first: date, last: date) -> Period:
    return Period(first, last, PeriodKind(kind))


def list_team_results(session: Session, team_id: int) -> list[TeamResult]:
    """Return a team's results from elsewhere, newest first, on the ladder."""
    rows = session.execute(
        select(PulseResult, PulseImport.source, PulseImport.low, PulseImport.high)
        .join(PulseImport, PulseImport.id == PulseResult.import_id)
        .where(PulseResult.team_id == team_id)
        .order_by(PulseResult.last_day.desc(), PulseResult.measure)
    )
    return [
        TeamResult(
            source,
            result.measure,
            _period(result.period_kind, result.first_day, result.last_day),
            show(Exact(result.n, result.n * result.mean), Scale(low, high)),
            low,
            high,
        )
        for result, source, low, high in rows
    ]


def list_exact_results(session: Session) -> list[ExactResult]:
    """Return all results from elsewhere, exact."""
    rows = session.execute(
        select(PulseResult, PulseImport.source, PulseImport.low, PulseImport.high)
        .join(PulseImport, PulseImport.id == PulseResult.import_id)
        .order_by(PulseResult.measure, PulseResult.first_day, PulseResult.team_id)
    )
    return [
        ExactResult(
            result.team_id,
            result.measure,
            _period(result.period_kind, result.first_day, result.last_day),
            source,
            low,
            high,
            Exact(result.n, result.n * result.mean),
        )
        for result, source, low, high in rows
    ]


def list_standing(session: Session) -> list[ResultFigure]:
    """Return what earlier files brought, to be sifted together with a new one."""
    return [
        ResultFigure(
            0,
            row.team_id,
            _period(row.period_kind, row.first_day, row.last_day),
            row.measure,
            row.mean,
            row.n,
        )
        for row in session.scalars(select(PulseResult))
    ]


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """A row of a file that was not kept: whose, what and when, by which rule, without its figure."""

    row: int
    team_id: int
    team_name: str
    measure: str
    period: Period
    rule: LeftOutRule


def list_left_out(session: Session, *, import_id: int | None = None) -> list[LeftOutView]:
    """Return the rows that were not kept, of one import or of all that stand."""
    query = select(PulseImport.left_out).order_by(PulseImport.id)
    standing = PulseImport.state == "taken"
    told = session.scalars(query.where(standing if import_id is None else PulseImport.id == import_id))
    rows = [row for text in told for row in json.loads(text)]
    names = team_names(session, [row[1] for row in rows])
    return [
        LeftOutView(number, team_id, names.get(team_id, ""), measure, Period.parse(period), LeftOutRule(rule))
        for number, team_id, period, measure, rule in rows
    ]


def list_imports(session: Session) -> list[PulseImport]:
    """Return the files that were taken in, newest first, undone ones among them."""
    query = select(PulseImport).where(PulseImport.state != "checked").order_by(PulseImport.id.desc())
    return list(session.scalars(query))


def get_import(session: Session, import_id: int) -> PulseImport:
    """Return a file of results."""
    found = session.get(PulseImport, import_id)
    if found is None:
        raise NotFoundError("import-gone")
    return found


def team_codes(session: Session) -> dict[str, int]:
    """Return the teams by their code in small letters."""
    return {code.casefold(): team_id for team_id, code in session.execute(select(Team.id, Team.code))}


def team_parents(session: Session) -> dict[int, int | None]:
    """Return the team above each team."""
    return {row[0]: row[1] for row in session.execute(select(Team.id, Team.parent_id))}


def team_names(session: Session, team_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of some teams."""
    rows = session.execute(select(Team.id, Team.name).where(Team.id.in_(set(team_ids))))
    return {row[0]: row[1] for row in rows}
