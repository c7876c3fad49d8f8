"""Reads about customers' scores. Team figures come from sums, never from single scores."""

from tracker.customers.queries.evidence import (
    ChannelCount,
    Evidence,
    Friendliness,
    friendliness_of,
    list_evidence_about,
)
from tracker.customers.queries.figures import (
    Cell,
    Span,
    TeamSums,
    TeamView,
    count_by_scale,
    get_scored_team,
    list_cells,
    list_team_sums,
    list_visible_teams,
    sums_by_week,
)
from tracker.customers.queries.imports import ImportView, get_import, list_imports
from tracker.customers.queries.results import LeftOutView, list_left_out, list_standing

__all__ = [
    "Cell",
    "ChannelCount",
    "Evidence",
    "Friendliness",
    "ImportView",
    "LeftOutView",
    "Span",
    "TeamSums",
    "TeamView",
    "count_by_scale",
    "friendliness_of",
    "get_import",
    "get_scored_team",
    "list_cells",
    "list_evidence_about",
    "list_imports",
    "list_left_out",
    "list_standing",
    "list_team_sums",
    "list_visible_teams",
    "sums_by_week",
]
