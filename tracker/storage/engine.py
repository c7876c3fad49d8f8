"""Engines for the two databases, set up so that an acknowledged write is on disk.

SQLite: the driver's own BEGIN is off and every writing transaction starts with BEGIN IMMEDIATE, else
two writers meet a stale snapshot; write-ahead log with full synchronisation. PostgreSQL: plain defaults.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url

READ_ONLY = "read_only"
OLDEST_SAFE_SQLITE = (3, 51, 3)
PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
)


def make_engine(url: str) -> Engine:
    """Return an engine for an SQLite or PostgreSQL address."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return _postgresql(address)


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that only read."""
    return engine.execution_options(**{READ_ONLY: True, "postgresql_readonly": True})


def _sqlite(url: URL) -> Engine:
    import pysqlite3  # noqa: PLC0415 - PostgreSQL installations need no SQLite driver

    if pysqlite3.sqlite_version_info < OLDEST_SAFE_SQLITE:
        msg = (
            f"SQLite {pysqlite3.sqlite_version} can lose data in write-ahead mode; 3.51.3 or newer is needed"
        )
        raise RuntimeError(msg)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, module=pysqlite3, connect_args={"timeout": 5}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        is_reading = connection.get_execution_options().get(READ_ONLY)
        connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=10,
        max_overflow=10,
        pool_timeout=10,
        pool_pre_ping=True,
        hide_parameters=True,
    )
