"""`flask backup`: makes backups, proves them by restoring them, and brings one back.

Key files are never in a backup. So the sheets of a round that was open then can be read by nobody, and a
restored round that was open is void: people are asked that week again.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import delete, func, inspect, select
from sqlalchemy.orm import Session

from tracker import config
from tracker.audit.queries import find_last
from tracker.audit.rules import Event
from tracker.audit.service import first_bad_entry, record
from tracker.core.access import SYSTEM
from tracker.people.models import Person
from tracker.pulses.rules.planning import VoidReason
from tracker.pulses.service.due import void_live
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.signin.models import SignInSession
from tracker.storage import backup, migrate
from tracker.storage.backup import BackupError, Manifest
from tracker.storage.backup.archive import digest
from tracker.storage.backup.copies import is_known
from tracker.storage.models import JobLease
from tracker.web.runtime import Runtime, runtime


@click.group("backup")
def group() -> None:
    """Make, check and restore backups."""


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command that cannot do its work say why in one line."""

    @wraps(command)
    def told(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except BackupError as error:
            raise click.ClickException(str(error)) from None

    return told


@group.command("make")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
@plainly
def make(folder: Path) -> None:
    """Write a backup into FOLDER and check it by restoring it."""
    bound = runtime()
    made = make_backup(bound, folder)
    manifest = check_backup(bound, made)
    click.echo(f"{made}")
    click.echo(_summary(manifest))
    click.echo("Restored into a scratch place and found whole. It holds no key files.")


@group.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
@plainly
def check(file: Path) -> None:
    """Restore FILE into a scratch place and compare it with its manifest."""
    click.echo(_summary(check_backup(runtime(), file)))
    click.echo("Restored into a scratch place and found whole.")


@group.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Give up what the database holds now.")
@with_appcontext
@plainly
def restore(file: Path, *, replace: bool) -> None:
    """Check FILE and put it in the place of this installation's database."""
    bound = runtime()
    if not replace and not is_empty(bound):
        msg = "this database holds people already; add --replace to give up what it holds now"
        raise BackupError(msg)
    manifest = check_backup(bound, file)
    voided = restore_backup(bound, file, manifest)
    click.echo(_summary(manifest))
    click.echo("Restored. Everybody has to sign in again.")
    if voided:
        click.echo("A round was open in this backup. Its key is in no backup, so nobody can read its sheets:")
        click.echo("the round is void, and people are asked that week again if it has not passed.")


def make_backup(bound: Runtime, folder: Path) -> Path:
    """Write a backup of the database into a folder and return its file."""
    now = bound.clock.now()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kind = bound.storage.engine.dialect.name
    target = folder / f"kindline-{now:%Y%m%dT%H%M%SZ}.backup"
    if target.exists():
        msg = f"{target} is there already"
        raise BackupError(msg)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as place:
        database = Path(place) / "database"
        facts = backup.copy_out(bound.storage.engine, database, find_head)
        manifest = Manifest("kindline", config.version(), now.isoformat(), kind, digest(database), facts)
        backup.write_archive(target, database, manifest)
    return target


def check_backup(bound: Runtime, file: Path) -> Manifest:
    """Restore a backup into a scratch place, compare it with its manifest, and return that."""
    manifest, engine = backup.read_manifest(file), bound.storage.engine
    if manifest.kind != engine.dialect.name:
        msg = f"{file} is of a {manifest.kind} database, and this installation has {engine.dialect.name}"
        raise BackupError(msg)
    if not is_known(manifest.facts.schema):
        msg = f"{file} was made by a newer version of Kindline ({manifest.version})"
        raise BackupError(msg)
    with tempfile.TemporaryDirectory(prefix="kindline-check-") as place:
        database = backup.unpack(file, Path(place))
        with backup.scratch(engine, database) as own, own.connect() as connection:
            if backup.read_facts(connection, find_head) != manifest.facts:
                msg = f"{file} does not hold what its manifest says"
                raise BackupError(msg)
            bad = first_bad_entry(Session(connection))
    if bad is not None:
        msg = f"the log in {file} was changed: entry {bad} does not fit"
        raise BackupError(msg)
    return manifest


def restore_backup(bound: Runtime, file: Path, manifest: Manifest) -> bool:
    """Put a backup in the place of the database; tell whether a round that was open became void."""
    engine = bound.storage.engine
    with tempfile.TemporaryDirectory(prefix="kindline-restore-") as place:
        backup.replace_with(engine, backup.unpack(file, Path(place)))
    migrate.upgrade(engine)
    with bound.storage.work(SYSTEM, bound.clock.now()) as work:
        work.session.execute(delete(SignInSession))
        work.session.execute(delete(JobLease))
        record(work, Event.BACKUP_RESTORED, made_at=manifest.made_at, sha256=manifest.sha256)
    installation = Installation(bound.storage, bound.clock, KeyRing(bound.key_dir))
    return void_live(installation, reason=VoidReason.RESTORED)


def is_empty(bound: Runtime) -> bool:
    """Whether the database holds nobody yet."""
    with bound.storage.look(SYSTEM, bound.clock.now()) as work:
        if not inspect(work.session.connection()).has_table("person"):
            return True
        return not work.session.scalar(select(func.count()).select_from(Person))


def find_head(session: Session) -> tuple[int, str]:
    """Return the number and hash of the log's last entry."""
    last = find_last(session)
    return (0, "") if last is None else (last.number, last.hash.hex())


def _summary(manifest: Manifest) -> str:
    made = datetime.fromisoformat(manifest.made_at).astimezone(UTC)
    rows = sum(manifest.facts.rows.values())
    return (
        f"Made {made:%Y-%m-%d %H:%M} UTC by version {manifest.version}, structure {manifest.facts.schema}: "
        f"{rows} rows, log up to entry {manifest.facts.audit_entries}."
    )
