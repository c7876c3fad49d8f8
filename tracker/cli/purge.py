"""`flask purge`: forgets what has been kept long enough. Running it twice is harmless."""

from collections.abc import Callable
from dataclasses import dataclass

import click
from flask.cli import with_appcontext

from tracker.audit.service import purge_details
from tracker.core.access import SYSTEM
from tracker.customers.service import drop_unfinished, forget_names
from tracker.good_things.service import purge_good_things
from tracker.people.service import purge_uploads
from tracker.pulses.service.purging import purge_comments, purge_figures
from tracker.signin.service import purge_codes, purge_sessions, purge_tries
from tracker.storage.jobs import purge_slots
from tracker.storage.work import Work
from tracker.web.runtime import Runtime, runtime


@dataclass(frozen=True, slots=True)
class Retention:
    """One kind of thing, how long it is kept, and the verb that forgets it."""

    what: str
    kept: str
    forget: Callable[[Work], int]


RETENTIONS = (
    Retention("sign-in sessions", "until they are over", purge_sessions),
    Retention("one-time codes and tokens", "until they run out", purge_codes),
    Retention("counted tries", "until their window is over", purge_tries),
    Retention("details of the log", "5 years", purge_details),
    Retention("good things", "2 years, withdrawn ones a day", purge_good_things),
    Retention("files of people that were looked at", "an hour", purge_uploads),
    Retention("files of scores that were looked at", "a day", drop_unfinished),
    Retention("comments on pulses", "1 year", purge_comments),
    Retention("figures from pulses", "3 years", purge_figures),
    Retention("names on customers' scores", "1 year", forget_names),
    Retention("notes of jobs", "90 days", purge_slots),
)


@click.command("purge")
@with_appcontext
def command() -> None:
    """Forget what has been kept long enough."""
    for line in purge(runtime()):
        click.echo(line)


def purge(bound: Runtime) -> list[str]:
    """Forget each kind of thing in a unit of work of its own, and tell how many of each."""
    told = []
    for retention in RETENTIONS:
        with bound.storage.work(SYSTEM, bound.clock.now()) as work:
            count = retention.forget(work)
        told.append(f"{retention.what} (kept {retention.kept}): {count} forgotten")
    return told
