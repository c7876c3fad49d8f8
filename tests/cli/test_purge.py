from datetime import timedelta

from sqlalchemy import func, select

from tracker.audit import service as audit
from tracker.audit.models import AuditDetail, AuditEntry
from tracker.audit.rules import Event
from tracker.cli.purge import RETENTIONS, purge
from tracker.core.access import SYSTEM
from tracker.signin import service as signin
from tracker.signin.models import FirstRunToken, OneTimeCode, SignInSession, Tries
from tracker.signin.rules import Limit


def fill(storage, cast, now):
    with storage.work(SYSTEM, now) as work:
        signin.open_session(work, cast.employee.id)
        signin.issue_code(work, cast.colleague.id)
        signin.issue_first_run_token(work)
        signin.try_once(work, b"k" * 32, Limit("somebody", 10, timedelta(minutes=15)))
        audit.record(work, Event.SETTING_CHANGED, None, name="k_score")


def counts(storage, now):
    tables = (SignInSession, OneTimeCode, FirstRunToken, Tries, AuditDetail)
    with storage.look(SYSTEM, now) as work:
        return [work.session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_each_kind_is_kept_as_long_as_it_is_said_and_no_longer(app, storage, cast, clock):
    bound = app.extensions["kindline"]
    fill(storage, cast, clock.now())
    begin = clock.now()
    purge(bound)
    assert counts(storage, clock.now()) == [1, 1, 1, 1, 2]
    kept = [
        (timedelta(minutes=15, seconds=1), [1, 1, 1, 0, 2]),
        (timedelta(minutes=60), [1, 1, 0, 0, 2]),
        (timedelta(minutes=60, seconds=1), [0, 1, 0, 0, 2]),
        (timedelta(days=29), [0, 1, 0, 0, 2]),
        (timedelta(days=30), [0, 0, 0, 0, 2]),
        (timedelta(days=5 * 365), [0, 0, 0, 0, 2]),
        (timedelta(days=5 * 365, seconds=1), [0, 0, 0, 0, 0]),
    ]
    for passed, left in kept:
        clock.set(begin + passed)
        purge(bound)
        assert counts(storage, clock.now()) == left


def test_the_chain_of_the_log_holds_without_its_details(app, storage, cast, clock):
    fill(storage, cast, clock.now())
    clock.advance(days=6 * 365)
    purge(app.extensions["kindline"])
    with storage.look(SYSTEM, clock.now()) as work:
        assert audit.first_bad_entry(work.session) is None
        assert work.session.scalar(select(func.count()).select_from(AuditEntry)) == 2


def test_the_command_tells_what_it_forgot_and_twice_is_harmless(app, storage, cast, clock):
    fill(storage, cast, clock.now())
    clock.advance(days=31)
    first = app.test_cli_runner().invoke(args=["purge"])
    second = app.test_cli_runner().invoke(args=["purge"])
    assert first.exit_code == second.exit_code == 0
    assert "sign-in sessions (kept until they are over): 1 forgotten" in first.output
    assert second.output.count(": 0 forgotten") == len(RETENTIONS)
