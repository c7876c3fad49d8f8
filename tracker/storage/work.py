"""Work: the unit of one request or one job, and the only commit in the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker.core.access import Actor
from tracker.storage.engine import reading


@dataclass(frozen=True, slots=True)
class Work:
    """What every service function receives first: the session, who asks, and when."""

    session: Session
    actor: Actor
    now: datetime


class Storage:
    """The database of one installation."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is in use."""
        return self.engine.dialect.name == "sqlite"

    def open(self, actor: Actor, now: datetime, *, read_only: bool = False) -> Work:
        """Return a work whose transaction begins with its first statement; whoever opens it finishes it."""
        bind = reading(self.engine) if read_only else self.engine
        return Work(Session(bind, expire_on_commit=False), actor, now)

    def finish(self, work: Work, *, keep: bool) -> None:
        """End the transaction: keep what was done, or leave no trace of it."""
        try:
            if keep:
                work.session.commit()
            else:
                work.session.rollback()
        finally:
            work.session.close()

    @contextmanager
    def work(self, actor: Actor, now: datetime) -> Iterator[Work]:
        """Do one unit of work; an error leaves nothing behind.

        A request has one such unit. A second short one, the side record, is for what must outlive the
        request's own (denials, failed sign-ins, session stamps) and is never used on a pulse route.
        """
        work = self.open(actor, now)
        keep = False
        try:
            yield work
            keep = True
        finally:
            self.finish(work, keep=keep)

    @contextmanager
    def look(self, actor: Actor, now: datetime) -> Iterator[Work]:
        """Read within one transaction."""
        work = self.open(actor, now, read_only=True)
        try:
            yield work
        finally:
            self.finish(work, keep=False)
