"""A pulse's whole cycle, through two workers and eight connections: open the form, read its token, send it.

The limit is a bare Flask application that writes the same two rows to the same database with the same
durability, served in the same way.
"""

import os
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bench.load import LOOPBACK, Load, run_cycles
from bench.measuring import Contest, family_of, report, timed
from bench.places import Place, fresh, places, settle
from tracker.cli.serve import free_port
from tracker.core.access import SYSTEM
from tracker.core.calendar import Week, local_day
from tracker.people.models import Person
from tracker.pulses.service.keys import KeyRing
from tracker.pulses.service.opening import open_round
from tracker.signin.service import open_session
from tracker.storage.clock import SystemClock

CYCLES, CONNECTIONS, WORKERS, RUNS = 400, 8, 2, 5
TABLES = (
    "CREATE TABLE bare_mark (round_id INTEGER NOT NULL, h {bytes} NOT NULL, PRIMARY KEY (round_id, h))",
    "CREATE TABLE bare_box (round_id INTEGER NOT NULL, k {bytes}, ct {bytes}, PRIMARY KEY (round_id, k))",
)


@dataclass(slots=True)
class Served:
    """A server with its port and everybody's cookie for it."""

    port: int
    process: subprocess.Popen[bytes]
    cookies: list[str]


@contextmanager
def serving(application: str, settings: dict[str, str], cookies: list[str]) -> Iterator[Served]:
    """Serve an application with the product's own server settings until the block ends."""
    port = int(settings.get("KINDLINE_BASE_URL", "").rpartition(":")[2] or free_port())
    code = (
        f"import tracker.cli.serve as s; s.APPLICATION = {application!r};"
        f" s.run({LOOPBACK!r}, {port}, {WORKERS})"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINDLINE_")}
    process = subprocess.Popen([sys.executable, "-c", code], env=kept | settings)
    try:
        _wait_for(port)
        yield Served(port, process, cookies)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://{LOOPBACK}:{port}/pulse").close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def prepare(place: Place, people: int) -> list[str]:
    """Settle an organisation with a running round and a session for everybody; return their cookies."""
    now = SystemClock().now()
    settle(place, now=now, teams=40, people=people, branches=5)
    week = Week.of(local_day(now, ZoneInfo("Europe/Amsterdam")))
    with place.storage.work(SYSTEM, now) as work:
        open_round(work, week, KeyRing(place.folder / "keys"))
    with place.storage.work(SYSTEM, now) as work:
        ids = work.session.scalars(sa.select(Person.id)).all()
        tokens = [open_session(work, person_id) for person_id in ids]
        kind = "BLOB" if place.kind == "sqlite" else "BYTEA"
        for table in TABLES:
            rowless = " WITHOUT ROWID" if place.kind == "sqlite" else ""
            work.session.execute(sa.text(table.format(bytes=kind) + rowless))
    return [f"kindline-session={token}" for token in tokens]


def measure(kind: str, *, runs: int = RUNS, cycles: int = CYCLES) -> list[Contest]:
    """Measure on one database; everybody answers once, so that every cycle is a first one."""
    with fresh(kind) as place:
        cookies = prepare(place, (runs + 1) * cycles)
        port = free_port()
        settings = {
            "KINDLINE_SECRET_KEY": os.urandom(32).hex(),
            "KINDLINE_DATABASE_URL": place.url,
            "KINDLINE_KEY_DIR": str(place.folder / "keys"),
            "KINDLINE_BASE_URL": f"http://{LOOPBACK}:{port}",
        }
        contest = Contest(
            f"a pulse's GET and POST, c = {CONNECTIONS}, {WORKERS} workers", place.durable, cycles, "cycles"
        )
        with (
            serving("wsgi:app", settings, cookies) as product,
            serving("bench.bare:app", {"BENCH_URL": place.url}, []) as bare,
        ):
            told = _alternate(contest, place, (product, bare), runs=runs)
        print(f"{place.durable}: {told}", flush=True)
        return [contest]


def _alternate(contest: Contest, place: Place, both: tuple[Served, Served], *, runs: int) -> str:
    product, bare = both
    slow: list[float] = []
    failed: list[str] = []
    for number in range(runs + 1):
        cookies = product.cookies[number * contest.units : (number + 1) * contest.units]
        order = [(contest.product, product), (contest.limit, bare)]
        for kept, served in order if number % 2 else reversed(order):
            pids = [
                *family_of(served.process.pid),
                *(family_of(place.server_pid) if place.server_pid else ()),
            ]
            load = Load()
            work = partial(run_cycles, served.port, cookies, connections=CONNECTIONS, load=load)
            cost = timed(work, pids=partial(list, pids))
            failed += load.failures
            if number:
                kept.append(cost)
                slow += load.seconds if served is product else []
    slow.sort()
    middle, late = statistics.median(slow), slow[int(0.95 * len(slow))]
    return (
        f"product p50 {1000 * middle:.0f} ms, p95 {1000 * late:.0f} ms;"
        f" {len(failed)} failures of both in {2 * (runs + 1) * contest.units} cycles"
    )


if __name__ == "__main__":
    report(contest for kind in places() for contest in measure(kind))
