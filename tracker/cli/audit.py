"""`flask audit`: prove that nothing in the log was changed, and print its head to keep elsewhere."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker.audit.queries import find_entry, find_last
from tracker.audit.service import first_bad_entry
from tracker.core.access import SYSTEM
from tracker.web.runtime import runtime


@click.group("audit")
def group() -> None:
    """Look after the log."""


@group.command("verify")
@click.option("--head", "kept", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def verify(kept: Path | None) -> None:
    """Walk the whole chain; with a kept head also find out whether its end was cut off."""
    bound = runtime()
    with bound.storage.look(SYSTEM, bound.clock.now()) as work:
        bad = first_bad_entry(work.session)
        last = find_last(work.session)
        count = last.number if last else 0
        if bad is not None:
            click.echo(f"The log is broken: entry {bad} is the first that does not fit.")
            raise SystemExit(1)
        if kept is not None:
            number, fingerprint = _read_head(kept)
            entry = find_entry(work.session, number)
            if entry is None or entry.hash.hex() != fingerprint:
                broken = min(number, count + 1)
                click.echo(f"The log is broken: entry {broken} is missing or not the one that was kept.")
                raise SystemExit(1)
    click.echo(f"The log is sound: {count} entries.")


@group.command("head")
@with_appcontext
def head() -> None:
    """Print the newest entry's number and fingerprint, to keep outside this machine."""
    bound = runtime()
    with bound.storage.look(SYSTEM, bound.clock.now()) as work:
        last = find_last(work.session)
        told = {"number": last.number, "sha256": last.hash.hex()} if last else {"number": 0, "sha256": ""}
    click.echo(json.dumps(told))


def _read_head(kept: Path) -> tuple[int, str]:
    try:
        found = json.loads(kept.read_text())
        return int(found["number"]), str(found["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{kept} is not a head as 'flask audit head' prints it"
        raise click.ClickException(msg) from error
