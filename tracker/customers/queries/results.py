"""Reads about results from elsewhere."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tracker.core.calendar import Period, PeriodKind
from tracker.core.results import Figure, LeftOutRule
from tracker.customers.models import CustomerImport, CustomerLeftOut, CustomerResult
from tracker.people.models import Team


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """A row of a file that was not kept: which team, measure and period, and by which rule."""

    team_id: int
    team_name: str
    measure: str
    period: Period
    rule: LeftOutRule


def list_parents(session: Session) -> dict[int, int | None]:
    """Return the group above each team."""
    return {row.id: row.parent_id for row in session.execute(select(Team.id, Team.parent_id))}


def list_standing(session: Session) -> list[Figure]:
    """Return every result that is kept; the row is not known any more."""
    rows = session.execute(
        select(
            CustomerResult.team_id,
            CustomerResult.first_day,
            CustomerResult.last_day,
            CustomerResult.period_kind,
            CustomerResult.measure,
            CustomerResult.mean,
            CustomerResult.n,
        )
    )
    return [
        Figure(0, team_id, _period(first, last, kind), measure, mean, n)
        for team_id, first, last, kind, measure, mean, n in rows
    ]


def list_left_out(session: Session, *, import_id: int | None = None) -> list[LeftOutView]:
    """Return the rows that were not kept: of one import, or of all that were taken."""
    query = (
        select(CustomerLeftOut, Team.name)
        .join(Team, Team.id == CustomerLeftOut.team_id)
        .join(CustomerImport, CustomerImport.id == CustomerLeftOut.import_id)
        .order_by(Team.name, CustomerLeftOut.first_day, CustomerLeftOut.measure)
    )
    if import_id is None:
        query = query.where(CustomerImport.state == "taken")
    else:
        query = query.where(CustomerImport.id == import_id)
    return [
        LeftOutView(
            row.team_id,
            name,
            row.measure,
            _period(row.first_day, row.last_day, row.period_kind),
            LeftOutRule(row.rule),
        )
        for row, name in session.execute(query)
    ]


def _period(first: date, last: date, kind: str) -> Period:
    return Period(first, last, PeriodKind(kind))


def list_leaf_codes(session: Session, count: int) -> list[str]:
    """Return the codes of the first teams that have no teams beneath them."""
    below = aliased(Team)
    return list(
        session.scalars(
            select(Team.code)
            .outerjoin(below, below.parent_id == Team.id)
            .where(below.id.is_(None), Team.ended_on.is_(None))
            .order_by(Team.code)
            .limit(count)
        )
    )
