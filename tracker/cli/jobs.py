"""`flask jobs`: the standing work of an installation, once or for as long as the process lives.

Any number of processes may run: a lease in the database lets one of them work, and every job can be done
twice without harm. Output and logs carry names of jobs and counts, never who or what.
"""

import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

import click
from flask.cli import with_appcontext

from tracker.cli.purge import purge
from tracker.core.access import SYSTEM
from tracker.people.queries import find_organisation
from tracker.pulses.service.due import close_due, open_due
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.reviews.service.decide import close_due_reviews
from tracker.storage import jobs
from tracker.web.runtime import Runtime, runtime

SECONDS_BETWEEN = 30


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of standing work: its name, and the verb that does what is due and tells what it did."""

    name: str
    do: Callable[[Runtime], list[str]]


def purge_daily(bound: Runtime) -> list[str]:
    """Forget what has been kept long enough, once a day."""
    now = bound.clock.now()
    with bound.storage.work(SYSTEM, now) as work:
        mine = jobs.claim(work, "purge", now.date().isoformat())
    return [line for line in purge(bound) if not line.endswith(": 0 forgotten")] if mine else []


def close_reviews(bound: Runtime) -> list[str]:
    """Close the decided reviews that can no longer be contested, once a day."""
    now = bound.clock.now()
    with bound.storage.work(SYSTEM, now) as work:
        if find_organisation(work.session) is None or not jobs.claim(work, "reviews", now.date().isoformat()):
            return []
        closed = close_due_reviews(work)
    return [f"{closed} closed"] if closed else []


def run_rounds(bound: Runtime) -> list[str]:
    """Close the round whose time is over and open the one that is planned."""
    place = Installation(bound.storage, bound.clock, KeyRing(bound.key_dir))
    told = []
    for closed in close_due(place):
        refused = f"; {closed.refused} envelopes were not ours" if closed.refused else ""
        told.append(f"closed {closed.week}{refused}")
    opened = open_due(place)
    return told if opened is None else [*told, f"opened {opened}"]


JOBS = (Job("rounds", run_rounds), Job("reviews", close_reviews), Job("purge", purge_daily))


@click.group("jobs")
def group() -> None:
    """Do the standing work: open and close rounds, forget what is old."""


@group.command("tick")
@with_appcontext
def tick_once() -> None:
    """Do once what is due now, for those who have a scheduler of their own."""
    bound, holder = runtime(), new_holder()
    if not take_turn(bound, holder):
        click.echo("Another job process is at work.")
        return
    failed = tick(bound)
    end_turn(bound, holder)
    if failed:
        raise SystemExit(1)


@group.command("run")
@click.option(
    "--seconds", type=float, default=SECONDS_BETWEEN, show_default=True, help="The pause between two looks."
)
@with_appcontext
def run(seconds: float) -> None:
    """Do what is due until told to stop; a second process stands by."""
    bound, holder, stop = runtime(), new_holder(), threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    click.echo("The job process is at work. Ctrl-C ends it.")
    while not stop.is_set():
        try:
            if take_turn(bound, holder):
                tick(bound)
        except Exception as error:  # noqa: BLE001 - a database that is away for a while must not end the process
            _tell_failure("turn", error)
        stop.wait(seconds)
    end_turn(bound, holder)


@group.command("state")
@with_appcontext
def state() -> None:
    """Tell when a job process was last at work."""
    bound = runtime()
    now = bound.clock.now()
    with bound.storage.look(SYSTEM, now) as work:
        last = jobs.last_heartbeat(work.session)
        running = jobs.jobs_are_running(work.session, now)
    click.echo(f"last at work: {last.isoformat(timespec='seconds') if last else 'never'}")
    if not running:
        raise SystemExit(1)


def new_holder() -> str:
    """Return a name for this process that no other has."""
    return f"{socket.gethostname()[:20]}-{os.getpid()}-{secrets.token_hex(4)}"


def take_turn(bound: Runtime, holder: str) -> bool:
    """Take or renew the lease for the standing work."""
    with bound.storage.work(SYSTEM, bound.clock.now()) as work:
        return jobs.take_lease(work, jobs.STANDING, holder)


def end_turn(bound: Runtime, holder: str) -> None:
    """Leave the standing work to the next process."""
    with bound.storage.work(SYSTEM, bound.clock.now()) as work:
        jobs.end_lease(work, jobs.STANDING, holder)


def tick(bound: Runtime) -> int:
    """Do what is due now and return how many jobs failed; one that fails does not stop the others."""
    failed = 0
    for job in JOBS:
        try:
            for line in job.do(bound):
                click.echo(f"{job.name}: {line}")
        except Exception as error:  # noqa: BLE001 - the other jobs are due as well
            _tell_failure(job.name, error)
            failed += 1
    return failed


def _tell_failure(name: str, error: Exception) -> None:
    click.echo(f"{name}: failed with {type(error).__name__}; it is tried again", err=True)
