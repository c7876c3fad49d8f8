"""A12, A13, A17, A18, A25: the database of an open week, traces, and sending as somebody else."""

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import select, text

from tests.factories.pulses import make_pulses
from tracker.core.access import NOBODY, SYSTEM, Actor
from tracker.core.errors import KindlineError
from tracker.pulses.models import PulseBox, PulseNullifier, PulseRoster
from tracker.pulses.service.submit import Draft, find_sheet, submit_pulse
from tracker.schema import METADATA

pytestmark = pytest.mark.attack

MARKER = "zebra-marker-{}-quagga"


@pytest.fixture
def world(storage, clock, key_dir, cast):
    pulses = make_pulses(storage, clock, key_dir)
    pulses.add_people(cast.shop_a.id, 40)
    return pulses


def sheet(opened, **more):
    return {"round": str(opened.id), "answer-0": "5", "answer-1": "2", "comment": ""} | more


def dump(storage, clock):
    """Everything that every table holds, by table."""
    with storage.look(NOBODY, clock.now()) as work:
        return {
            table.name: sorted(repr(tuple(row)) for row in work.session.execute(select(table)))
            for table in METADATA.sorted_tables
        }


def test_a12_an_envelope_carries_nothing_but_a_random_key_and_one_length(world, storage, clock):
    world.open()
    for person in world.everybody:
        world.answer(person, 3, "x" * (person % 50))
    with storage.look(NOBODY, clock.now()) as work:
        boxes = work.session.execute(select(PulseBox.k, PulseBox.ct)).all()
    assert {column.name for column in PulseBox.__table__.columns} == {"round_id", "k", "ct"}
    assert {len(box) for _, box in boxes} == {4144}
    assert len({key for key, _ in boxes}) == len(world.everybody)


def test_a12_neither_order_nor_row_numbers_tell_whose_envelope_it_is(world, storage, clock):
    """The attacker orders envelopes and marks in every way the database offers, and pairs them."""
    from tracker.core.sealing import nullifier  # noqa: PLC0415 - the check needs it

    opened = world.open()
    arrived = list(world.everybody)
    for place, person in enumerate(arrived):
        world.answer(person, 1 + place % 5)
    secrets = world.keys.find(opened.public_key)
    truth = [nullifier(secrets, round_id=opened.id, person_id=person) for person in arrived]
    if storage.is_sqlite:
        with storage.look(NOBODY, clock.now()) as work, pytest.raises(sa.exc.OperationalError):
            work.session.execute(text("SELECT rowid FROM pulse_box"))
        with storage.look(NOBODY, clock.now()) as work:
            marks = list(work.session.scalars(select(PulseNullifier.h)))
        hits = sum(found == mark for found, mark in zip(marks, truth, strict=True))
        assert hits <= len(arrived) // 5
    # On PostgreSQL the order of arrival can be read, and pairs a mark with an envelope. Neither of the two
    # says anything: the mark needs the nullifier key, the envelope the private key.
    with storage.look(NOBODY, clock.now()) as work:
        roster = list(work.session.scalars(select(PulseRoster.person_id)))
        marks = set(work.session.scalars(select(PulseNullifier.h)))
    guesses = {nullifier(_guess(), round_id=opened.id, person_id=person) for person in roster}
    assert not guesses & marks


def _guess():
    from tracker.core.sealing import RoundKeys  # noqa: PLC0415 - only the guess needs it

    return RoundKeys(bytes(32), bytes(32))


def test_a13_no_answer_stands_in_any_file_of_an_open_week(world, storage, clock, page, tmp_path):
    opened = world.open()
    for number, person in enumerate(world.everybody[:9]):
        world.answer(person, 3, MARKER.format(number))
    page.as_("employee").post("/pulse", sheet(opened, comment=MARKER.format("web")))
    assert not places_of(b"zebra-marker", storage)
    if storage.is_sqlite:
        copy = tmp_path / "copy.db"
        with storage.look(NOBODY, clock.now()) as work:
            work.session.connection().exec_driver_sql("ROLLBACK")
            work.session.connection().exec_driver_sql(f"VACUUM INTO '{copy}'")
            work.session.connection().exec_driver_sql("BEGIN")
        assert b"zebra-marker" not in copy.read_bytes()


def test_a13_after_closing_neither_comments_nor_envelopes_are_in_any_file(world, storage, clock, cast):
    few = make_pulses(storage, clock, world.keys.folder)
    few.add_people(cast.shop_c.id, 3)
    world.open()
    for person in few.everybody:
        world.answer(person, 2, MARKER.format("destroyed"))
    with storage.look(NOBODY, clock.now()) as work:
        envelope = work.session.scalars(select(PulseBox.ct)).first()
    world.close()
    assert not places_of(b"zebra-marker", storage)
    if storage.is_sqlite:
        assert not places_of(envelope[100:164], storage)
    assert list(Path(world.keys.folder).iterdir()) == []


def places_of(marker, storage):
    """Return the files in which some bytes stand; on PostgreSQL the tables, column by column."""
    if storage.is_sqlite:
        path = Path(storage.engine.url.database)
        return [file.name for file in path.parent.glob(f"{path.name}*") if marker in file.read_bytes()]
    with storage.engine.connect() as connection:
        return [
            table.name
            for table in METADATA.sorted_tables
            if any(
                marker in (value if isinstance(value, bytes) else str(value).encode())
                for row in connection.execute(select(table))
                for value in row
            )
        ]


def test_a17_a_sheet_changes_two_tables_by_one_row_each_and_nothing_else_in_the_house(
    world, storage, clock, page
):
    opened = world.open()
    browser = page.as_("employee")
    browser.get("/pulse")
    before = dump(storage, clock)
    assert browser.post("/pulse", sheet(opened)).status == 303
    browser.get("/pulse/received")
    browser.get("/pulse")
    after = dump(storage, clock)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"pulse_box", "pulse_nullifier"}
    assert all(len(after[name]) == len(before[name]) + 1 for name in changed)
    assert browser.post("/pulse", sheet(opened)).status == 303
    assert dump(storage, clock) == after


def test_a17_looking_at_the_pulse_writes_nothing_at_all(world, storage, clock, page):
    world.open()
    browser = page.as_("lead")
    before = dump(storage, clock)
    clock.advance(minutes=30)
    for address in ("/pulse", "/pulse/received", "/pulse/trust"):
        assert browser.get(address).status == 200
    assert dump(storage, clock) == before


def test_a18_first_and_repeated_sheets_are_answered_with_the_same_bytes(world, page):
    opened = world.open()
    browser = page.as_("employee")
    answers = [browser.post("/pulse", sheet(opened, comment=c)).response for c in ("", "again", "x" * 900)]
    assert len({answer.data for answer in answers}) == 1
    assert len({answer.status for answer in answers}) == 1
    assert len({tuple(sorted(k for k, _ in answer.headers)) for answer in answers}) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"person_id": "1"},
        {"user_id": "1", "node_id": "1", "node": "1"},
        {"week": "2026-W39"},
        {"h": "00" * 32, "k": "00" * 16},
    ],
)
def test_a25_whatever_else_is_sent_the_roster_decides(world, storage, clock, page, cast, more):
    from tracker.core.sealing import Opener, nullifier  # noqa: PLC0415 - the check needs it

    opened = world.open()
    assert page.as_("employee").post("/pulse", sheet(opened, **more)).status == 303
    secrets = world.keys.find(opened.public_key)
    with storage.look(NOBODY, clock.now()) as work:
        marks = list(work.session.scalars(select(PulseNullifier.h)))
        (box,) = work.session.scalars(select(PulseBox.ct))
        node = work.session.get(PulseRoster, (opened.id, cast.employee.id)).node_id
    assert marks == [nullifier(secrets, round_id=opened.id, person_id=cast.employee.id)]
    assert Opener(secrets).open(box).sheet.node_id == node


@pytest.mark.parametrize("asked", ["-1", "0", "2", "999999999"])
def test_a25_a_closed_week_and_a_week_to_come_are_refused(world, storage, clock, page, asked):
    closed = world.play(4)
    opened = world.open()
    refused = page.as_("employee").post("/pulse", sheet(opened, round=asked))
    assert refused.status in {409, 422} or asked == str(opened.id)
    assert page.as_("employee").post("/pulse", sheet(closed)).status == 409


def test_a25_twenty_identical_sheets_at_once_leave_one_envelope(world, storage, clock):
    opened = world.open()
    person = world.everybody[0]
    start, problems = threading.Barrier(8), []

    def send():
        start.wait()
        for _ in range(3):
            try:
                with storage.work(Actor(person_id=person), clock.now()) as work:
                    own = find_sheet(work, opened.id)
                    submit_pulse(work, own, Draft((5,) * len(own.items)), world.keys)
            except (KindlineError, sa.exc.OperationalError) as error:
                problems.append(error)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with storage.look(SYSTEM, clock.now()) as work:
        assert len(list(work.session.scalars(select(PulseBox.k)))) == 1
        assert len(list(work.session.scalars(select(PulseNullifier.h)))) == 1
