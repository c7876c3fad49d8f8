"""The story in order: an empty installation, then week after week until this moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from tracker.cli.demo.arrival import bring_in
from tracker.cli.demo.earlier import bring_earlier_results
from tracker.cli.demo.kindness import days_of, play_good_things
from tracker.cli.demo.link import find_link, tell_link
from tracker.cli.demo.moods import Moods
from tracker.cli.demo.promotion import plan_cycle, play_reviews, record_papers
from tracker.cli.demo.pulses import answer_week, close_week, open_week
from tracker.cli.demo.roster import Part, make_people, number_of
from tracker.cli.demo.scores import Counter, bring_scores, reviewed_colleague
from tracker.cli.demo.stage import Stage, StoryClock
from tracker.cli.demo.teams import ZONE, Shape
from tracker.core.calendar import WEEKS_IN_BLOCK, Week, closing_of, local_day, opening_of
from tracker.pulses.service.keys import KeyRing
from tracker.storage.work import Storage

SEED = 41
DAYS_BEFORE = 21  # the organisation is set up three weeks before its first round
PAPERS_IN_WEEK = 1
ANSWERED_BY_NOW = 0.45

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Installation:
    """The empty installation on which the story is played."""

    storage: Storage
    key_dir: Path
    secret: bytes


class Story:
    """A history of so many weeks that ends with the week before the present one."""

    def __init__(self, installation: Installation, shape: Shape, present: datetime) -> None:
        self.shape = shape
        self.zone = ZoneInfo(ZONE)
        self.this_week = Week.of(local_day(present, self.zone))
        self.first = self.this_week - shape.weeks
        rng = np.random.default_rng(SEED)
        people = make_people(shape, rng)
        colleague = reviewed_colleague(people)
        start = opening_of(self.first.monday - timedelta(days=DAYS_BEFORE), self.zone)
        self.stage = Stage(
            storage=installation.storage,
            keys=KeyRing(installation.key_dir),
            clock=StoryClock(start, present),
            people=people,
            rng=rng,
            secret=installation.secret,
            reviewed=frozenset({number_of(people, Part.EMPLOYEE), colleague.number}),
        )
        self.colleague = colleague.number
        self.moods = Moods(shape, people, rng)
        self.counter = Counter(self.stage, self.moods)
        self.weeks = [(number, self.first + number) for number in range(shape.weeks)]

    def play(self, tell: Tell) -> None:
        """Play everything."""
        bring_in(self.stage, self.shape)
        bring_earlier_results(self.stage, self.shape, self.first)
        tell(f"{len(self.stage.people)} people in {len(self.shape.teams)} teams are in.")
        waiting: list[tuple[int, Week]] = []
        for number, week in self.weeks:
            self._play_week(number, week)
            waiting.append((number, week))
            if len(waiting) == WEEKS_IN_BLOCK or number == self.shape.weeks - 1:
                bring_scores(self.stage, self.counter, self.shape, waiting)
                waiting = []
                tell(f"{number + 1} of {self.shape.weeks} weeks played, until {week.sunday}.")
        self._play_present()
        tell(f"This week's round ({self.this_week}) is open.")
        found = find_link(self.stage.storage, self.stage.clock)
        if found is not None:
            tell(tell_link(found))

    def _play_week(self, number: int, week: Week) -> None:
        stage = self.stage
        stage.clock.move_to(opening_of(week.monday, self.zone))
        opened = open_week(stage, week)
        if number == min(PAPERS_IN_WEEK, self.shape.weeks - 1):
            record_papers(stage)
        play_good_things(stage, self.moods, number, days_of(week.monday, week.sunday))
        answer_week(stage, self.moods, opened, number, who=self.moods.taking_part())
        stage.clock.move_to(closing_of(week.sunday, self.zone))
        close_week(stage)

    def _play_present(self) -> None:
        """Open this week's round whatever the weekday, and let some answer; the printed employee has not."""
        stage, number = self.stage, self.shape.weeks
        cycle = plan_cycle(stage, self.first, self.this_week - 1)
        play_reviews(stage, cycle, stage.ids[self.colleague])
        stage.clock.move_to(opening_of(self.this_week.monday, self.zone))
        opened = open_week(stage, self.this_week)
        employee = number_of(stage.people, Part.EMPLOYEE)
        today = local_day(stage.clock.present, self.zone)
        play_good_things(stage, self.moods, number, days_of(self.this_week.monday, today))
        who = [
            place
            for place in self.moods.taking_part(ANSWERED_BY_NOW)
            if stage.people[place].number != employee
        ]
        answer_week(stage, self.moods, opened, number, who=who)
