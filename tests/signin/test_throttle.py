from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tracker.core.access import NOBODY
from tracker.signin.rules import Limit
from tracker.signin.service import purge_tries, try_once

LIMIT = Limit("pair", 10, timedelta(minutes=15))


def test_many_workers_together_get_exactly_as_many_tries_as_the_limit(storage, clock):
    def attempt(_number: int) -> bool:
        with storage.work(NOBODY, clock.now()) as work:
            return try_once(work, b"k" * 32, LIMIT)

    with ThreadPoolExecutor(8) as workers:
        outcomes = list(workers.map(attempt, range(60)))
    assert outcomes.count(True) == 10


def test_past_windows_are_forgotten(storage, clock):
    with storage.work(NOBODY, clock.now()) as work:
        try_once(work, b"k" * 32, LIMIT)
    clock.advance(minutes=31)
    with storage.work(NOBODY, clock.now()) as work:
        assert purge_tries(work) == 1
