from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tracker.core.access import NOBODY
from tracker.people.models import Choice


def entry(code):
    return Choice(kind="moment", code=code, label_en="x", label_nl="x", position=1, active=True)


def count(storage, clock):
    with storage.look(NOBODY, clock.now()) as work:
        return work.session.query(Choice).filter(Choice.code.like("t-%")).count()


def test_a_unit_of_work_is_kept_as_a_whole(storage, clock):
    with storage.work(NOBODY, clock.now()) as work:
        work.session.add_all([entry("t-1"), entry("t-2")])
    assert count(storage, clock) == 2


def test_an_error_leaves_nothing_behind(storage, clock):
    def fail():
        with storage.work(NOBODY, clock.now()) as work:
            work.session.add(entry("t-1"))
            work.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(storage, clock) == 0


def test_looking_never_keeps_anything(storage, clock):
    def write():
        with storage.look(NOBODY, clock.now()) as work:
            work.session.add(entry("t-1"))
            work.session.flush()

    if storage.is_sqlite:
        write()
    else:
        with pytest.raises(sa.exc.InternalError):
            write()
    assert count(storage, clock) == 0


def test_writers_wait_for_each_other_instead_of_failing(storage, clock):
    def add(number):
        with storage.work(NOBODY, clock.now()) as work:
            work.session.scalar(sa.select(sa.func.count(Choice.id)))
            work.session.add(entry(f"t-{number}"))

    with ThreadPoolExecutor(6) as workers:
        list(workers.map(add, range(48)))
    assert count(storage, clock) == 48


def test_references_are_checked_by_the_database_itself(storage, clock):
    with pytest.raises(IntegrityError), storage.work(NOBODY, clock.now()) as work:
        work.session.execute(
            sa.text(
                "INSERT INTO membership (person_id, team_id, starts_on) VALUES (999999, 999999, '2026-01-01')"
            )
        )


def test_what_is_acknowledged_is_written_through_to_disk(storage):
    if storage.is_sqlite:
        with storage.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    else:
        with storage.engine.connect() as connection:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
