"""A process is killed at any point: what it confirmed is there, nothing is there twice or by half."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.factories.pulses import make_pulses
from tracker.core.access import SYSTEM
from tracker.core.sealing import nullifier
from tracker.pulses.models import PulseBox, PulseCell, PulseNullifier, PulseRoster, PulseRound
from tracker.pulses.service.due import close_due
from tracker.pulses.service.installation import Installation

ROOT = Path(__file__).parents[2]
KILLS = 6
PEOPLE = 40

pytestmark = pytest.mark.fault


@pytest.fixture
def world(storage, clock, key_dir, cast):
    pulses = make_pulses(storage, clock, key_dir)
    pulses.add_people(cast.shop_a.id, PEOPLE)
    return pulses


@pytest.fixture
def begin(world, storage, clock, key_dir):
    """Start another process on the same database and the same keys."""
    started = []

    def run(deed):
        address = storage.engine.url.render_as_string(hide_password=False)
        moment = clock.now().isoformat()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fault.sender", address, str(key_dir), moment, deed],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def count(storage, clock, *tables):
    with storage.look(SYSTEM, clock.now()) as work:
        return [work.session.scalar(select(func.count()).select_from(table)) for table in tables]


def marks(storage, clock):
    with storage.look(SYSTEM, clock.now()) as work:
        return set(work.session.scalars(select(PulseNullifier.h)))


def wait_until_quiet(storage, clock):
    """Let the database notice that the killed process is gone."""
    before = None
    while (now := count(storage, clock, PulseBox, PulseNullifier)) != before:
        before = now
        time.sleep(0.2)


def test_what_was_confirmed_before_a_kill_is_kept_and_nothing_is_there_by_half(world, begin, storage, clock):
    opened = world.open()
    secrets = world.keys.find(opened.public_key)
    waiting, chance = list(world.everybody), random.Random(4)  # noqa: S311 - moments of a kill
    for _ in range(KILLS):
        process = begin("send")
        process.stdin.write("".join(f"{person}\n" for person in waiting))
        process.stdin.flush()
        confirmed = [int(process.stdout.readline()) for _ in range(chance.randint(1, 4))]
        time.sleep(chance.random() * 0.02)
        process.kill()
        confirmed += [int(line) for line in process.stdout.read().splitlines()]
        wait_until_quiet(storage, clock)
        kept = marks(storage, clock)
        for person in confirmed:
            assert nullifier(secrets, round_id=opened.id, person_id=person) in kept
        boxes, nullifiers = count(storage, clock, PulseBox, PulseNullifier)
        assert boxes == nullifiers
        done = {p for p in waiting if nullifier(secrets, round_id=opened.id, person_id=p) in kept}
        waiting = [person for person in waiting if person not in done]
    for person in world.everybody:
        world.answer(person, 4)
    assert count(storage, clock, PulseBox, PulseNullifier) == [PEOPLE, PEOPLE]


def test_a_closing_that_is_killed_is_finished_by_the_next_one(world, begin, storage, clock, key_dir):
    chance = random.Random(5)  # noqa: S311 - moments of a kill
    for week in range(3):
        opened = world.open()
        for person in world.everybody:
            world.answer(person, 3)
        clock.advance(days=7)
        process = begin("close")
        time.sleep(chance.random() * 0.12)
        process.kill()
        process.wait()
        wait_until_quiet(storage, clock)
        close_due(Installation(storage, clock, world.keys))
        with storage.look(SYSTEM, clock.now()) as work:
            found = work.session.get(PulseRound, opened.id)
            assert (found.state, found.scrubbed) == ("closed", True)
            cells = select(PulseCell.n, PulseCell.total).where(PulseCell.round_id == opened.id)
            released = work.session.execute(cells).all()
        assert {row.n for row in released} == {PEOPLE}, week
        assert {row.total for row in released} == {3 * PEOPLE}
        assert count(storage, clock, PulseBox, PulseNullifier, PulseRoster) == [0, 0, 0]
        assert not list(key_dir.iterdir())
