"""Importing 100,000 scores: parsing, checking and loading, and the whole job, beside the bare load.

Two limits, as the goals have them. Parse, check and load is held against the bare load (COPY or executemany)
of the same rows into the same indexed table; the whole job, with idempotency, packing and the sums per team
and week, against the bare load into a table without any index.
"""

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import sqlalchemy as sa

from bench.measuring import Contest, alternate, report
from bench.places import Place, fresh, places, settle
from tracker.core.access import SYSTEM
from tracker.core.intake import Blocks
from tracker.customers.models import CustomerImport, CustomerImportPart, CustomerRollup, CustomerScore
from tracker.customers.queries.imports import get_known
from tracker.customers.rules.columns import SCORE_COLUMNS, SCORE_NEEDS, find_columns
from tracker.customers.rules.rows import SCORE_FIELDS, Origin, ScoreReader
from tracker.customers.service import HandedIn, check_scores, take_import
from tracker.storage.bulk import insert_rows

ROWS, TEAMS = 100_000, 200
NOW = datetime(2026, 9, 16, 10, tzinfo=UTC)
COLUMNS = ("import_id", "source", *SCORE_FIELDS)
SCALES = (("mark", 1, 10), ("recommend", 0, 10), ("friendliness", 1, 10), ("satisfaction", 1, 5))


def score_file(rows: int) -> bytes:
    """Return a file of scores as a till survey gives them."""
    rng = np.random.default_rng(7)
    lines = ["team,date,scale,value,channel,comment,id"]
    days = [(NOW.date() - timedelta(days=n)).isoformat() for n in range(1, 180)]
    for number in range(rows):
        scale, low, high = SCALES[rng.integers(len(SCALES))]
        words = "Friendly and quick." if rng.random() < 0.1 else ""  # noqa: PLR2004 - one in ten writes
        team, day = rng.integers(TEAMS), days[rng.integers(len(days))]
        lines.append(f"t{team},{day},{scale},{rng.integers(low, high + 1)},,{words},r-{number}")
    return "\n".join(lines).encode()


class Job:
    """The import on one database, and the rows that it makes, for the bare load."""

    def __init__(self, place: Place, rows: int) -> None:
        self.place = place
        self.data = score_file(rows)
        self.handed = HandedIn("Till survey", "scores.csv", self.data)
        self.table: Any = CustomerScore.__table__
        self.bare = sa.Table(
            "bare_score",
            sa.MetaData(),
            *(sa.Column(column.name, column.type) for column in self.table.columns if column.name != "id"),
        )
        self.bare.create(place.storage.engine)
        self.rows = self._read()

    def _read(self) -> list[tuple[Any, ...]]:
        with self.place.storage.look(SYSTEM, NOW) as work:
            known = get_known(work.session, NOW.date())
        blocks = Blocks(self.data, "scores.csv", max_rows=2 * ROWS)
        columns = find_columns(blocks.header, blocks.keys, SCORE_COLUMNS, SCORE_NEEDS)
        reader = ScoreReader(known, Origin("Till survey", str.encode), columns)
        return [(1, "Till survey", *row) for block in blocks for row in reader.read(block)]

    def whole(self) -> None:
        """Do what happens between handing in a file and its figures standing on the pages."""
        with self.place.storage.work(SYSTEM, NOW) as work:
            import_id = check_scores(work, self.handed, str.encode)
        with self.place.storage.work(SYSTEM, NOW) as work:
            take_import(work, import_id)

    def parse_check_load(self) -> None:
        """Parse, check and load the file in one go, without packing, looking up or sums."""
        with self.place.storage.work(SYSTEM, NOW) as work:
            self._keep_import(work.session)
            insert_rows(work.session, self.table, COLUMNS, self._read())

    def load(self) -> None:
        """Load the rows as they are into the same table, with its indexes: the first limit."""
        with self.place.storage.work(SYSTEM, NOW) as work:
            self._keep_import(work.session)
            insert_rows(work.session, self.table, COLUMNS, self.rows)

    def load_bare(self) -> None:
        """Load the rows as they are into a table without indexes: the second limit."""
        with self.place.storage.work(SYSTEM, NOW) as work:
            insert_rows(work.session, self.bare, COLUMNS, self.rows)

    def _keep_import(self, session: Any) -> None:
        session.execute(
            sa.insert(CustomerImport).values(
                id=1,
                kind="scores",
                state="taken",
                at=NOW,
                source="Till survey",
                file_name="scores.csv",
                file_hash=bytes(32),
                added=0,
                same=0,
                wrong=0,
            )
        )

    def clear(self) -> None:
        """Take everything out again; this is not measured."""
        with self.place.storage.work(SYSTEM, NOW) as work:
            for table in (CustomerImportPart, CustomerRollup, CustomerScore, CustomerImport):
                work.session.execute(sa.delete(table))
            work.session.execute(sa.delete(self.bare))


def measure(kind: str, *, runs: int = 5, rows: int = ROWS) -> list[Contest]:
    """Measure both on one database."""
    with fresh(kind) as place:
        settle(place, now=NOW, teams=TEAMS, people=TEAMS, branches=10)
        job = Job(place, rows)
        how = "COPY" if kind == "postgresql" else "executemany"
        first = Contest(f"import of {rows:,} scores: parse, check, load / {how}", place.durable, rows, "rows")
        alternate(first, job.parse_check_load, job.load, runs=runs, after=job.clear)
        second = Contest(
            f"import of {rows:,} scores: whole job / {how}, no index", place.durable, rows, "rows"
        )
        alternate(second, job.whole, job.load_bare, runs=runs, after=job.clear)
        return [first, second]


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    report(contest for kind in places() for contest in measure(kind, rows=number))
