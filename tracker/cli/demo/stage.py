"""What the story is played on: the database, the keys, a clock that is moved, and who acts."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from tracker.cli.demo.roster import Employee
from tracker.cli.demo.teams import ZONE
from tracker.core.access import NOBODY, Actor
from tracker.core.calendar import start_of_day
from tracker.people.queries import build_actor
from tracker.pulses.service.keys import KeyRing
from tracker.storage.work import Storage, Work


class StoryClock:
    """A clock that is moved forward by hand, and never past the present."""

    def __init__(self, start: datetime, present: datetime) -> None:
        self.present = present
        self._now = min(start, present)

    def now(self) -> datetime:
        """Return the moment at which the story is."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Go on to a moment; one that has passed already, or has not come yet, is not gone to."""
        self._now = max(self._now, min(moment, self.present))


@dataclass(slots=True)
class Stage:
    """Everything the parts of the story share."""

    storage: Storage
    keys: KeyRing
    clock: StoryClock
    people: tuple[Employee, ...]
    rng: np.random.Generator
    secret: bytes
    reviewed: frozenset[str] = frozenset()
    ids: dict[str, int] = field(default_factory=dict)
    team_ids: dict[str, int] = field(default_factory=dict)

    def moment(self, day: date, *, hour: float) -> datetime:
        """Return the instant of an hour of a day in the organisation's zone."""
        return start_of_day(day, ZoneInfo(ZONE)) + timedelta(hours=hour)

    def hash_reference(self, text: str) -> bytes:
        """Return the keyed hash of a customer's reference."""
        return hmac.new(self.secret, text.encode(), hashlib.sha256).digest()

    def members(self) -> Mapping[str, list[Employee]]:
        """Return the people of each team, the lead first."""
        found: dict[str, list[Employee]] = {}
        for each in self.people:
            found.setdefault(each.team, []).append(each)
        return found

    def actor(self, person: Employee) -> Actor:
        """Return somebody as one who asks as a member of their team, which is all that good things need."""
        return Actor(person_id=self.ids[person.number], team_ids=frozenset({self.team_ids[person.team]}))

    @contextmanager
    def work_as(self, person_id: int) -> Iterator[Work]:
        """Do a unit of work in somebody's name, at the moment at which the story is."""
        now = self.clock.now()
        with self.storage.look(NOBODY, now) as work:
            actor = build_actor(work.session, person_id, now.date())
        with self.storage.work(actor, now) as work:
            yield work
