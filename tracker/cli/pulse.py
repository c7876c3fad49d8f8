"""`flask pulse`: open and close rounds by hand or from a scheduler, and tell who can see what now."""

from collections.abc import Callable
from typing import TypeVar

import click
from flask.cli import with_appcontext

from tracker.core.access import SYSTEM
from tracker.core.errors import ConflictError
from tracker.pulses.queries import rounds
from tracker.pulses.service.due import close_due, open_due
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.web.runtime import runtime

T = TypeVar("T")


@click.group("pulse")
def group() -> None:
    """Look after the rounds of the pulse; every command can run twice without harm."""


@group.command("open")
@with_appcontext
def open_round() -> None:
    """Open this week's round if it is planned and due, or if it was lost and has to be asked again."""
    week = _try(open_due)
    click.echo("No round is due." if week is None else f"Opened the round of {week}.")


@group.command("close")
@with_appcontext
def close_round() -> None:
    """Close the running round if its time is over, and clear away what an interrupted closing left."""
    closed = _try(close_due)
    if not closed:
        click.echo("No round is due.")
    for each in closed:
        refused = f" {each.refused} envelopes were not ours and were left out." if each.refused else ""
        click.echo(f"Closed the round of {each.week}; its sheets and its key are destroyed.{refused}")


@group.command("explain")
@with_appcontext
def explain() -> None:
    """Print what each kind of person can see at this moment."""
    bound = runtime()
    with bound.storage.look(SYSTEM, bound.clock.now()) as work:
        live = rounds.find_live_round(work.session)
        source = live or rounds.find_setting(work.session)
        held = rounds.thresholds_of(source) if source is not None else None
        key = None if live is None else KeyRing(bound.key_dir).find(live.public_key)
        running = None if live is None else f"{live.week}, open until the end of {live.closes_on}"
    click.echo(f"Running round: {running or 'none'}.")
    if live is not None:
        found = "in its file" if key is not None else "LOST: the round will be voided and asked again"
        click.echo(f"Its key: {found}.")
    if held is not None:
        click.echo(f"Thresholds: {held.score} people behind a figure, {held.comment} behind a comment.")
    for line in WHO:
        click.echo(line)


WHO = (
    "Employees: released figures of their own team and the groups above it.",
    "Leads: the same, and of the teams they lead.",
    "HR: released figures of all teams.",
    "Administrator, works council: released figures of all teams.",
    "Whoever reads the database: who is invited to the open round, and how many sealed sheets there are.",
    "Whoever controls this server and breaks in on purpose: sheets of the open round, none of a closed one.",
    "Nobody: who answered; a figure of fewer people than the threshold; any sheet of a closed round.",
)


def _try(job: Callable[[Installation], T]) -> T:
    bound = runtime()
    try:
        return job(Installation(bound.storage, bound.clock, KeyRing(bound.key_dir)))
    except ConflictError as error:
        message = f"Nothing was done: {error.code}."
        raise click.ClickException(message) from error
