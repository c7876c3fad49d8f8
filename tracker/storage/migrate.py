"""Numbered migrations: up, down, and where a database stands.

A whole upgrade runs in one transaction, so a database is on the old schema or on the new one. Two
processes that start at once wait for each other.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent.parent / "migrations"
LOCK = 5_417_001


def scripts() -> ScriptDirectory:
    """Return the folder of migrations."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("version_locations", str(FOLDER))
    config.set_main_option("path_separator", "newline")
    return ScriptDirectory.from_config(config)


def head() -> str:
    """Return the number of the newest migration."""
    return (FOLDER / ".current-head").read_text().strip()


def current(engine: Engine) -> str | None:
    """Return the number at which a database stands, or nothing for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, target: str = "head") -> None:
    """Bring a database up to a migration."""
    folder = scripts()
    _run(engine, folder, lambda revision, _: folder._upgrade_revs(target, revision))  # noqa: SLF001 - as Alembic's own command


def downgrade(engine: Engine, target: str) -> None:
    """Bring a database back to a migration; "base" empties it."""
    folder = scripts()
    _run(engine, folder, lambda revision, _: folder._downgrade_revs(target, revision))  # noqa: SLF001 - as Alembic's own command


def _run(engine: Engine, folder: ScriptDirectory, steps: Callable[[Any, Any], Any]) -> None:
    with engine.begin() as connection, EnvironmentContext(Config(), folder, fn=steps) as environment:
        _wait_for_turn(connection)
        environment.configure(connection=connection, render_as_batch=True)
        environment.run_migrations()


def _wait_for_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
