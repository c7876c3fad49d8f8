"""A small roster that shows every column and every kind of row."""

from tracker.core.tables import Table

COLUMNS = (
    "staff_number",
    "name",
    "team_code",
    "team_name",
    "email",
    "language",
    "parent_code",
    "lead",
    "ended_on",
)
ROWS = (
    ("", "", "HQ", "Fern & Co", "", "", "", "", ""),
    ("", "", "NORTH", "Region North", "", "", "HQ", "", ""),
    ("1001", "Sanne de Wit", "HQ", "Fern & Co", "sanne@example.org", "nl", "", "no", ""),
    ("1002", "Tom Baker", "NORTH", "Region North", "tom@example.org", "en", "HQ", "yes", ""),
    ("1003", "Fatima El Amrani", "LEE", "Shop Leeuwarden", "", "nl", "NORTH", "yes", ""),
    ("1004", "Joris van Dam", "LEE", "Shop Leeuwarden", "", "nl", "NORTH", "no", ""),
    ("1005", "Ewa Nowak", "LEE", "Shop Leeuwarden", "", "en", "NORTH", "no", "2026-12-31"),
)


def sample() -> Table:
    """Return the example."""
    return Table("people", COLUMNS, ROWS)
