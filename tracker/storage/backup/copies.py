"""Copying a database out, into a scratch place, and back; each kind of database by its own means.

SQLite copies itself (VACUUM INTO and the online backup), so the product may go on working meanwhile and a
copy holds no deleted rows. PostgreSQL needs its client programs pg_dump and pg_restore.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tracker.storage import migrate
from tracker.storage.backup.archive import BackupError, Facts
from tracker.storage.engine import make_engine

FindHead = Callable[[Session], tuple[int, str]]


def copy_out(engine: Engine, target: Path, find_head: FindHead) -> Facts:
    """Write a copy of a living database and return what the copy holds."""
    if engine.dialect.name == "sqlite":
        with _raw(engine) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        return _inspect_file(target, find_head)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        facts = read_facts(connection, find_head)
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        _client("pg_dump", engine.url, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    return facts


def read_facts(connection: sa.Connection, find_head: FindHead) -> Facts:
    """Return what a database holds, within one transaction."""
    names = sorted(set(sa.inspect(connection).get_table_names()) - {"alembic_version"})
    quote = connection.dialect.identifier_preparer.quote
    rows = {
        name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {quote(name)}").scalar_one())  # noqa: S608 - names of our own tables
        for name in names
    }
    number, head = find_head(Session(connection))
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return Facts(schema=str(version), audit_entries=number, audit_head=head, rows=rows)


@contextmanager
def scratch(engine: Engine, database: Path) -> Iterator[Engine]:
    """Restore a copy into a place of its own, next to nothing, and remove it afterwards."""
    if engine.dialect.name == "sqlite":
        own = make_engine(f"sqlite:///{database}")
        try:
            _demand_sound(own)
            yield own
        finally:
            own.dispose()
        return
    name = f"kindline_check_{secrets.token_hex(6)}"
    _alone(engine, f"CREATE DATABASE {name}")
    own = make_engine(engine.url.set(database=name).render_as_string(hide_password=False))
    try:
        _client("pg_restore", own.url, "--no-owner", "--exit-on-error", f"--dbname={name}", str(database))
        yield own
    finally:
        own.dispose()
        _alone(engine, f"DROP DATABASE {name} WITH (FORCE)")


def replace_with(engine: Engine, database: Path) -> None:
    """Put a copy in the place of what the database holds now."""
    if engine.dialect.name == "sqlite":
        copy = make_engine(f"sqlite:///{database}")
        with _raw(copy) as source, _raw(engine) as target:
            source.backup(target)
        copy.dispose()
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    _client(
        "pg_restore",
        engine.url,
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={engine.url.database}",
        str(database),
    )


def is_known(schema: str) -> bool:
    """Whether this version of the product knows a structure, as it does not know those of later versions."""
    return any(script.revision == schema for script in migrate.scripts().walk_revisions())


def _inspect_file(path: Path, find_head: FindHead) -> Facts:
    engine = make_engine(f"sqlite:///{path}")
    try:
        _demand_sound(engine)
        with engine.connect() as connection:
            return read_facts(connection, find_head)
    finally:
        engine.dispose()


def _demand_sound(engine: Engine) -> None:
    try:
        with _raw(engine) as connection:
            problems = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            problems += [
                f"{row[0]} points to nothing" for row in connection.execute("PRAGMA foreign_key_check")
            ]
    except Exception as error:
        if type(error).__name__ != "DatabaseError":
            raise
        problems = ["not a database"]
    if problems:
        msg = f"the database is damaged: {problems[0]}"
        raise BackupError(msg)


@contextmanager
def _raw(engine: Engine) -> Iterator[Any]:
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()


def _alone(engine: Engine, statement: str) -> None:
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)
    except DBAPIError as error:
        msg = "a backup is checked in a scratch database, and this database user may not make one (CREATEDB)"
        raise BackupError(msg) from error


def _client(program: str, url: URL, *options: str) -> None:
    """Run a client program of PostgreSQL; the password travels in its environment."""
    found = shutil.which(program)
    if found is None:
        msg = f"backups of PostgreSQL need its client program {program}, which is not installed here"
        raise BackupError(msg)
    given = {"PGHOST": url.query.get("host") or url.host, "PGPORT": url.port, "PGUSER": url.username}
    given |= {"PGPASSWORD": url.password, "PGDATABASE": url.database}
    environment = os.environ | {name: str(value) for name, value in given.items() if value}
    done = subprocess.run([found, *options], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        msg = f"{program} failed: {lines[0]}"
        raise BackupError(msg)
