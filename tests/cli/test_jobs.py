import os
import signal
import threading
import time
from datetime import timedelta

from tracker.cli import jobs as command
from tracker.core.access import SYSTEM
from tracker.signin import service as signin
from tracker.storage import jobs


def invoke(app, *words):
    return app.test_cli_runner().invoke(args=["jobs", *words])


def test_a_tick_does_what_is_due_once_a_day(app, storage, cast, clock):
    with storage.work(SYSTEM, clock.now()) as work:
        signin.open_session(work, cast.employee.id)
    clock.advance(hours=13)
    first = invoke(app, "tick")
    assert first.exit_code == 0
    assert "purge: sign-in sessions" in first.output
    assert "purge" not in invoke(app, "tick").output


def test_a_tick_stands_back_while_another_process_is_at_work(app, storage, clock):
    with storage.work(SYSTEM, clock.now()) as work:
        assert jobs.take_lease(work, jobs.STANDING, "somebody else")
    assert invoke(app, "tick").output == "Another job process is at work.\n"


def test_a_tick_leaves_the_lease_to_the_next_one(app, storage, clock):
    invoke(app, "tick")
    with storage.work(SYSTEM, clock.now()) as work:
        assert jobs.take_lease(work, jobs.STANDING, "somebody else")


def test_a_job_that_fails_does_not_stop_the_others_and_shows_in_the_exit_code(app, monkeypatch):
    done = []

    def fail(_bound):
        raise ValueError("with a text that is nobody's business")

    monkeypatch.setattr(
        command, "JOBS", (command.Job("first", fail), command.Job("second", lambda _: done.append(1) or []))
    )
    result = invoke(app, "tick")
    assert (result.exit_code, done) == (1, [1])
    assert "first: failed with ValueError" in result.output
    assert "business" not in result.output


def test_the_state_tells_whether_a_job_process_is_at_work(app, clock):
    never = invoke(app, "state")
    assert (never.exit_code, never.output) == (1, "last at work: never\n")
    invoke(app, "tick")
    at_work = invoke(app, "state")
    assert (at_work.exit_code, at_work.output) == (0, "last at work: 2026-09-16T10:00:00+00:00\n")
    clock.advance(hours=1)
    assert invoke(app, "state").exit_code == 1


def test_the_standing_process_works_until_it_is_told_to_stop(app, storage, clock, monkeypatch):
    turns = []
    monkeypatch.setattr(command, "JOBS", (command.Job("count", lambda _: turns.append(1) or ["done"]),))

    def stop_after_three():
        while len(turns) < 3:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    before = [signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)]
    threading.Thread(target=stop_after_three, daemon=True).start()
    result = invoke(app, "run", "--seconds", "0.01")
    for sign, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
        signal.signal(sign, handler)
    assert result.exit_code == 0
    assert result.output.startswith("The job process is at work. Ctrl-C ends it.\ncount: done\n")
    with storage.work(SYSTEM, clock.now() + timedelta(seconds=1)) as work:
        assert jobs.take_lease(work, jobs.STANDING, "the next one")
