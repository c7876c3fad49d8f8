"""Counting tries in the database, so that the limit holds over all workers together."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from tracker.signin.models import Tries
from tracker.signin.rules import Limit, window_start
from tracker.storage.work import Work


def try_once(work: Work, key: bytes, limit: Limit) -> bool:
    """Count one try and tell whether it is still within the limit, in one statement."""
    window = window_start(work.now, limit.window)
    expires = datetime.fromtimestamp((window + 1) * limit.window.total_seconds(), UTC)
    insert: Any = sqlite.insert if work.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = (
        insert(Tries)
        .values(key=key, window=window, count=1, expires_at=expires)
        .on_conflict_do_update(index_elements=["key", "window"], set_={"count": Tries.count + 1})
        .returning(Tries.count)
    )
    return int(work.session.execute(statement).scalar_one()) <= limit.tries


def purge_tries(work: Work) -> int:
    """Forget the counters of past windows."""
    gone = work.session.execute(delete(Tries).where(Tries.expires_at < work.now).returning(Tries.window))
    return len(gone.all())
