"""Reads for the linkage: released cells of pulses joined with customers' sums. No tables of its own."""

from tracker.insights.queries.panels import (
    Choice,
    Options,
    choose,
    list_left_out_rows,
    list_options,
    load_panel,
    team_names,
)
from tracker.insights.queries.teams import TeamSide, load_team

__all__ = [
    "Choice",
    "Options",
    "TeamSide",
    "choose",
    "list_left_out_rows",
    "list_options",
    "load_panel",
    "load_team",
    "team_names",
]
