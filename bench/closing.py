"""Closing a round of 10,000 sheets of five items over 800 teams in three levels, beside decrypting alone."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import sqlalchemy as sa

from bench.measuring import Contest, report, timed
from bench.places import Place, fresh, places, settle
from tracker.core.access import SYSTEM
from tracker.core.calendar import Week
from tracker.core.sealing import Opener, Sheet, nullifier, seal
from tracker.pulses.models import PulseBox, PulseNullifier, PulseRoster, PulseRound
from tracker.pulses.queries.rounds import list_items
from tracker.pulses.rules.planning import RoundKind
from tracker.pulses.service.closing import close_round
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.pulses.service.opening import open_round, start_pulses

SHEETS, TEAMS, BRANCHES = 10_000, 800, 40
NEEDS = 4  # with the outcome item these are five items
FIRST = Week(2026, 10)


@dataclass(slots=True)
class Moved:
    """A clock that stands where it was put."""

    at: datetime

    def now(self) -> datetime:
        """Return that moment."""
        return self.at


@dataclass(slots=True)
class Rounds:
    """Rounds on one database, opened and filled one after the other."""

    place: Place
    clock: Moved
    keys: KeyRing
    week: Week = FIRST
    round_id: int = 0
    envelopes: tuple[bytes, ...] = ()
    opener: Opener | None = None

    def fill(self) -> None:
        """Open the next week's round and receive everybody's sheet."""
        self.week += 1
        self.clock.at = datetime.combine(self.week.monday, datetime.min.time(), UTC) + timedelta(hours=9)
        rng = np.random.default_rng(self.week.number)
        with self.place.storage.work(SYSTEM, self.clock.at) as work:
            start_pulses(work, self.week).needs_a_round = NEEDS
            opened = open_round(work, self.week, self.keys, kind=RoundKind.QUICK)
            self.round_id = opened.id
        with self.place.storage.work(SYSTEM, self.clock.at) as work:
            found = work.session.get_one(PulseRound, self.round_id)
            secrets = self.keys.find(found.public_key)
            assert secrets is not None  # noqa: S101 - a bench may stop here
            width = len(list_items(work.session, self.round_id))
            seats = work.session.execute(
                sa.select(PulseRoster.person_id, PulseRoster.node_id).where(
                    PulseRoster.round_id == self.round_id
                )
            ).all()
            boxes, marks = [], []
            for seat in seats:
                answers = tuple(int(step) for step in rng.integers(1, 6, width))
                sheet = Sheet(seat.node_id, answers)
                envelope = seal(sheet, public=found.public_key, nullifier_key=secrets.nullifier_key)
                boxes.append({"round_id": self.round_id, "k": os.urandom(16), "ct": envelope})
                mark = nullifier(secrets, round_id=self.round_id, person_id=seat.person_id)
                marks.append({"round_id": self.round_id, "h": mark})
            work.session.execute(sa.insert(PulseBox), boxes)
            work.session.execute(sa.insert(PulseNullifier), marks)
        self.envelopes = tuple(box["ct"] for box in boxes)
        self.opener = Opener(secrets)

    def close(self) -> None:
        """Close it as the product does: count, release, destroy, scrub."""
        close_round(Installation(self.place.storage, self.clock, self.keys), self.round_id)

    def decrypt(self) -> None:
        """Open the envelopes and do nothing with them: the limit."""
        assert self.opener is not None  # noqa: S101 - a bench may stop here
        for envelope in self.envelopes:
            self.opener.open(envelope)


def measure(kind: str, *, runs: int = 3, sheets: int = SHEETS) -> Contest:
    """Measure on one database."""
    with fresh(kind) as place:
        now = datetime.combine(FIRST.monday, datetime.min.time(), UTC)
        settle(place, now=now, teams=TEAMS, people=sheets, branches=BRANCHES)
        rounds = Rounds(place, Moved(now), KeyRing(place.folder / "keys"))
        contest = Contest(
            f"closing a round of {sheets:,} sheets, {TEAMS} teams, 3 levels", place.durable, sheets, "sheets"
        )
        for number in range(runs):
            rounds.fill()
            order = [(contest.product, rounds.close), (contest.limit, rounds.decrypt)]
            for kept, do in order if number % 2 else reversed(order):
                kept.append(timed(do))
        return contest


if __name__ == "__main__":
    report(measure(kind) for kind in places())
