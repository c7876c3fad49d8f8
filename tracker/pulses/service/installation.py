"""What a job of the room works with: it begins and ends its own transactions, one after the other."""

from dataclasses import dataclass
from datetime import datetime

from tracker.core.access import SYSTEM, Actor
from tracker.core.calendar import Clock
from tracker.pulses.service.keys import KeyRing
from tracker.storage.work import Storage


@dataclass(frozen=True, slots=True)
class Installation:
    """The database, the clock and the key files, and in whose name the job runs."""

    storage: Storage
    clock: Clock
    keys: KeyRing
    actor: Actor = SYSTEM

    @property
    def now(self) -> datetime:
        """Return the present moment."""
        return self.clock.now()
