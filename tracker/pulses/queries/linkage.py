"""What statistics over many teams may read: exact engagement by team and week, and outside results.

Exact figures are computed on and never shown; whoever reads them shows the result of the computation alone.
Beside each stands what may be shown of it: the same line as on the team's own page, never a second rounding.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.core.calendar import Week
from tracker.core.disclosure import WITHHELD, Exact
from tracker.pulses.models import PulseNode
from tracker.pulses.queries.ledger import list_all_cells
from tracker.pulses.queries.results import ExactResult, list_exact_results
from tracker.pulses.rules.figures import Figure, LedgerCell, exact_weeks, shown_levels, weekly_line
from tracker.pulses.rules.seating import ORGANISATION

__all__ = ["ExactResult", "LinkageCell", "list_cells_for_linkage", "list_exact_results"]


@dataclass(frozen=True, slots=True)
class LinkageCell:
    """A team's exact engagement in one week, and what may be shown of it.

    `node_id` is the team as it was: a team that was renamed or mostly replaced goes on under another node. A
    group's figure includes the teams beneath it.
    """

    team_id: int
    node_id: int
    week: Week
    shown: Figure
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
    cells = list_all_cells(session, since=since)
    lines = _lines(cells, teams)
    return [
        LinkageCell(
            teams[found.node_id],
            found.node_id,
            found.week,
            lines[found.node_id].get(found.week, WITHHELD),
            found.exact,
        )
        for found in exact_weeks(cells, organisation=ORGANISATION)
        if found.node_id in teams
    ]


def _lines(cells: list[LedgerCell], nodes: Iterable[int]) -> dict[int, dict[Week, Figure]]:
    """Return each group's line as its own page shows it."""
    by_node: dict[int, list[LedgerCell]] = {}
    for cell in cells:
        by_node.setdefault(cell.node_id, []).append(cell)
    levels = shown_levels(by_node.get(ORGANISATION, []))
    return {node_id: weekly_line(by_node.get(node_id, []), levels) for node_id in nodes}
