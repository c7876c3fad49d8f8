"""What an import changes, row by row: before and after, so that it can be taken back exactly."""

import json
from datetime import date
from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session

from tracker.people.models import Lead, Membership, Person, RosterChange, Team

KINDS: dict[str, type[Any]] = {"team": Team, "person": Person, "membership": Membership, "lead": Lead}
NAMES = {table: name for name, table in KINDS.items()}


def snapshot(row: Any) -> str:
    """Return every column of a row as text."""
    values = {c.key: getattr(row, c.key) for c in inspect(type(row)).column_attrs}
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    return json.dumps(plain, sort_keys=True)


def values_of(table: type[Any], text: str) -> dict[str, Any]:
    """Return the columns of a row from its text."""
    dates = {c.key for c in inspect(table).column_attrs if c.columns[0].type.python_type is date}
    found: dict[str, Any] = json.loads(text)
    return {k: date.fromisoformat(v) if k in dates and v is not None else v for k, v in found.items()}


class Ledger:
    """Keeps the state of rows before they change, and writes both states down at the end."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.before: dict[tuple[str, int], str | None] = {}
        self.rows: dict[tuple[str, int], Any] = {}
        self.fresh: list[Any] = []

    def touch(self, row: Any) -> None:
        """Keep how a row was before its first change."""
        key = (NAMES[type(row)], row.id)
        if key not in self.before:
            self.before[key] = snapshot(row)
            self.rows[key] = row

    def add(self, row: Any) -> None:
        """Add a row that was not there before."""
        self.session.add(row)
        self.fresh.append(row)

    def close(self, row: Membership | Lead, last_day: date) -> None:
        """Let a membership or a lead end on a day; one that had not begun by then is taken away."""
        self.touch(row)
        if row.starts_on > last_day:
            self.session.delete(row)
            self.rows[NAMES[type(row)], row.id] = None
        elif row.ends_on is None or row.ends_on > last_day:
            row.ends_on = last_day

    def write(self, import_id: int) -> None:
        """Write down every row that is not as it was, new rows first."""
        self.session.flush()
        # SQLite gives the number of a row that was taken away to the next new one: then one row changed.
        new = [(NAMES[type(row)], row) for row in self.fresh]
        self.rows.update({(kind, row.id): row for kind, row in new})
        self.before = {**{(kind, row.id): None for kind, row in new}, **self.before}
        entries: list[dict[str, Any]] = []
        for (kind, row_id), before in self.before.items():
            row = self.rows[kind, row_id]
            after = None if row is None else snapshot(row)
            if after != before:
                entries.append({"kind": kind, "row_id": row_id, "before": before, "after": after})
        if entries:
            self.session.execute(
                insert(RosterChange), [{"import_id": import_id, **entry} for entry in entries]
            )
