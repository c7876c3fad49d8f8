"""What statistics over many teams may read: exact engagement by team and week, and outside results.

These figures are computed on and never shown; whoever reads them shows the result of the computation alone.
"""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.core.calendar import Week
from tracker.core.disclosure import Exact
from tracker.pulses.models import PulseNode
from tracker.pulses.queries.ledger import list_all_cells
from tracker.pulses.queries.results import ExactResult, list_exact_results
from tracker.pulses.rules.figures import exact_weeks
from tracker.pulses.rules.seating import ORGANISATION

__all__ = ["ExactResult", "LinkageCell", "list_cells_for_linkage", "list_exact_results"]


@dataclass(frozen=True, slots=True)
class LinkageCell:
    """A team's exact engagement in one week.

    `node_id` is the team as it was: a team that was renamed or mostly replaced goes on under another node. A
    group's figure includes the teams beneath it.
    """

    team_id: int
    node_id: int
    week: Week
    exact: Exact = field(repr=False)


def list_cells_for_linkage(session: Session, *, since: Week | None = None) -> list[LinkageCell]:
    """Return every team's exact item-centred engagement by week, from the release ledger alone."""
    teams = {
        node_id: team_id
        for node_id, team_id in session.execute(
            select(PulseNode.node_id, PulseNode.team_id).where(PulseNode.team_id.is_not(None)).distinct()
        )
        if team_id is not None
    }
    weeks = exact_weeks(list_all_cells(session, since=since), organisation=ORGANISATION)
    return [
        LinkageCell(teams[found.node_id], found.node_id, found.week, found.exact)
        for found in weeks
        if found.node_id in teams
    ]
