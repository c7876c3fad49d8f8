"""Leases and slots: one process works, another stands by, and silence is noticed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tracker.core.access import SYSTEM
from tracker.storage import jobs


def take(storage, clock, holder):
    with storage.work(SYSTEM, clock.now()) as work:
        return jobs.take_lease(work, "standing", holder)


def test_a_lease_belongs_to_one_holder_until_it_runs_out(storage, clock):
    assert take(storage, clock, "one")
    assert not take(storage, clock, "two")
    clock.advance(minutes=9)
    assert take(storage, clock, "one")
    clock.advance(minutes=9)
    assert not take(storage, clock, "two")
    clock.advance(minutes=1)
    assert take(storage, clock, "two")
    assert not take(storage, clock, "one")


def test_an_ended_lease_is_free_at_once_and_only_its_holder_can_end_it(storage, clock):
    assert take(storage, clock, "one")
    with storage.work(SYSTEM, clock.now()) as work:
        jobs.end_lease(work, "standing", "two")
    assert not take(storage, clock, "two")
    with storage.work(SYSTEM, clock.now()) as work:
        jobs.end_lease(work, "standing", "one")
    assert take(storage, clock, "two")


def test_of_many_at_once_one_gets_the_lease_and_one_claims_a_slot(storage, clock):
    def try_both(number):
        with storage.work(SYSTEM, clock.now()) as work:
            lease = jobs.take_lease(work, "standing", f"holder {number}")
            return lease, jobs.claim(work, "purge", "2026-09-16")

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(try_both, range(24)))
    assert sum(lease for lease, _ in results) == 1
    assert sum(slot for _, slot in results) == 1


def test_another_slot_is_another_claim_and_old_slots_are_forgotten(storage, clock):
    with storage.work(SYSTEM, clock.now()) as work:
        assert jobs.claim(work, "purge", "2026-09-16")
        assert jobs.claim(work, "purge", "2026-09-17")
        assert not jobs.claim(work, "purge", "2026-09-17")
        assert jobs.purge_slots(work) == 0
    with storage.work(SYSTEM, clock.now() + timedelta(days=91)) as work:
        assert jobs.purge_slots(work) == 2


def test_silence_of_half_an_hour_is_noticed(storage, clock):
    def running():
        with storage.look(SYSTEM, clock.now()) as work:
            return jobs.jobs_are_running(work.session, clock.now())

    assert not running()
    take(storage, clock, "one")
    assert running()
    clock.advance(minutes=30)
    assert running()
    clock.advance(seconds=1)
    assert not running()
