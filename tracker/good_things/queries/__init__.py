"""Reads about good things; every list filters by what the asker may see."""

from tracker.good_things.queries.around import Named, Note
from tracker.good_things.queries.entries import (
    Entry,
    WallPage,
    get_entry,
    list_mine,
    list_wall,
)
from tracker.good_things.queries.figures import Evidence, TeamWeek, count_per_team_week, list_evidence_about
from tracker.good_things.queries.labels import Label
from tracker.good_things.queries.sight import on_walls, visible_to

__all__ = [
    "Entry",
    "Evidence",
    "Label",
    "Named",
    "Note",
    "TeamWeek",
    "WallPage",
    "count_per_team_week",
    "get_entry",
    "list_evidence_about",
    "list_mine",
    "list_wall",
    "on_walls",
    "visible_to",
]
