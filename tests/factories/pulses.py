"""Rounds played by the product itself: sheets are sealed and closed, and nothing is written by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.cast import STARTED, Cast
from tests.clock import FrozenClock
from tracker.core.access import NOBODY, SYSTEM, Actor
from tracker.core.calendar import Week, closing_of, local_day
from tracker.people.models import Membership, Person
from tracker.people.queries import get_organisation
from tracker.pulses.models import PulseRound
from tracker.pulses.queries import rounds
from tracker.pulses.rules.planning import RoundKind
from tracker.pulses.service.closing import Closed, close_round
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.pulses.service.opening import open_round
from tracker.pulses.service.results import HandedIn, check_results
from tracker.pulses.service.submit import Draft, find_sheet, submit_pulse
from tracker.storage.work import Storage

Answers = int | tuple[int, ...]


@dataclass
class Pulses:
    """A small organisation's pulses in a test: who sits where, and rounds played one after the other."""

    storage: Storage
    clock: FrozenClock
    keys: KeyRing
    people: dict[int, list[int]] = field(default_factory=dict)

    def add_people(self, team_id: int, count: int) -> list[int]:
        """Add members to a team and return their ids."""
        with self.storage.work(NOBODY, self.clock.now()) as work:
            added = []
            for number in range(count):
                person = Person(
                    staff_number=f"p{team_id}-{len(self.people.get(team_id, []))}-{number}",
                    name=f"Member {team_id} {number}",
                    added_on=STARTED,
                )
                work.session.add(person)
                work.session.flush()
                work.session.add(Membership(person_id=person.id, team_id=team_id, starts_on=STARTED))
                added.append(person.id)
            work.session.flush()
        self.people.setdefault(team_id, []).extend(added)
        return added

    @property
    def place(self) -> Installation:
        return Installation(self.storage, self.clock, self.keys)

    @property
    def everybody(self) -> list[int]:
        return [person for members in self.people.values() for person in members]

    @property
    def week(self) -> Week:
        with self.storage.look(NOBODY, self.clock.now()) as work:
            zone = ZoneInfo(get_organisation(work.session).time_zone)
        return Week.of(local_day(self.clock.now(), zone))

    def open(self, kind: RoundKind | None = None) -> PulseRound:
        """Open this week's round."""
        with self.storage.work(SYSTEM, self.clock.now()) as work:
            return open_round(work, self.week, self.keys, kind=kind)

    @property
    def live(self) -> PulseRound | None:
        with self.storage.look(NOBODY, self.clock.now()) as work:
            found = rounds.find_live_round(work.session)
            work.session.expunge_all()
        return found

    def answer(self, person_id: int, answers: Answers, comment: str = "") -> None:
        """Send one person's sheet the way the page does; a single number answers every item with it."""
        live = self.live
        assert live is not None
        with self.storage.work(Actor(person_id=person_id), self.clock.now()) as work:
            sheet = find_sheet(work, live.id)
            given = (answers,) * len(sheet.items) if isinstance(answers, int) else answers
            submit_pulse(work, sheet, Draft(given, comment), self.keys)

    def close(self) -> Closed:
        """Let the week end and close the round."""
        live = self.live
        assert live is not None
        self.clock.set(closing_of(live.closes_on, ZoneInfo(live.time_zone)) + timedelta(minutes=5))
        return close_round(self.place, live.id)

    def play(
        self,
        answers: Answers | Callable[[int], Answers],
        *,
        kind: RoundKind | None = None,
        who: list[int] | None = None,
    ) -> PulseRound:
        """Play one whole round and go on to the next week's Wednesday."""
        opened = self.open(kind)
        for person in self.everybody if who is None else who:
            self.answer(person, answers(person) if callable(answers) else answers)
        self.close()
        self.clock.advance(days=2, hours=10)
        return opened


def make_pulses(storage: Storage, clock: FrozenClock, key_dir: Path) -> Pulses:
    """Return the means to play rounds on a test's database."""
    return Pulses(storage, clock, KeyRing(key_dir))


def small_world(pulses: Pulses, cast: Cast) -> None:
    """Seat nine people in one shop, three in another and twelve in a third: shown, too small, shown."""
    pulses.add_people(cast.shop_a.id, 9)
    pulses.add_people(cast.shop_b.id, 3)
    pulses.add_people(cast.shop_c.id, 12)


def access_things(storage: Storage, cast: Cast, clock: FrozenClock) -> dict[str, int]:
    """What the access matrix asks for: a file of results that waits to be taken in."""
    rows = b"team,period,measure,mean,n\nshop_a,2025,engagement,3.9,9\n"
    with storage.work(Actor(person_id=cast.hr.id), clock.now()) as work:
        file = HandedIn("Old survey", "survey.csv", rows, Decimal(1), Decimal(5))
        return {"results": check_results(work, file)}
