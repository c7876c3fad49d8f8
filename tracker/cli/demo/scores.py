"""What customers of the demo organisation answer: files of scores, checked and taken by the importer."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from tracker.cli.demo.moods import SCALES, Moods
from tracker.cli.demo.roster import Employee, Part, number_of
from tracker.cli.demo.stage import Stage
from tracker.cli.demo.teams import Shape, Team
from tracker.cli.demo.texts import CRITICISM, PRAISE
from tracker.core.calendar import Week
from tracker.customers.service import HandedIn, check_scores, take_import

SOURCE = "Till survey"
HEADER = "id,team,date,scale,value,person,channel,moment,comment,not_about_person"
SHARES = {"mark": 0.60, "friendliness": 0.20, "recommend": 0.12, "satisfaction": 0.05, "effort": 0.03}
HELPED_BY = {"friendliness": 0.75, "mark": 0.20}
CHANNELS = {"webshop": ("phone", "chat", "e-mail", "website"), "bezorging": ("at-home",)}
MOMENTS = ("welcome", "advice", "buying", "waiting", "receiving", "trouble", "goodbye")
WRITES, NOT_ABOUT = 0.07, 0.04
GLAD, SAD = 0.75, 0.45
WELL_KNOWN = 9.0  # how much more often customers name the two whose reviews are under way


class Counter:
    """Customers' answers as rows of a file, each with the number that the survey gave it."""

    def __init__(self, stage: Stage, moods: Moods) -> None:
        self.stage = stage
        self.moods = moods
        self.rng = stage.rng
        self.count = 0
        self.members = {code: people[1:] for code, people in stage.members().items()}

    def rows(self, team: Team, week: Week, number: int) -> Iterator[list[str]]:
        """Give the answers about one team in one week."""
        known = [each.number in self.stage.reviewed for each in self.members[team.code]]
        weights = np.where(known, WELL_KNOWN, 1.0)
        for scale, share in SHARES.items():
            values = self.moods.marks(team.code, number, scale, self.rng.poisson(team.answers * share))
            for value in values.tolist():
                named = self.rng.random() < HELPED_BY.get(scale, 0)
                person = self.rng.choice(len(weights), p=weights / weights.sum()) if named else None
                yield self._row(team, week, (scale, value), person)

    def _row(self, team: Team, week: Week, answer: tuple[str, int], person: int | None) -> list[str]:
        self.count += 1
        scale, value = answer
        day = week.monday + timedelta(days=int(self.rng.integers(7)))
        channels = CHANNELS.get(team.code, ("in-person",))
        return [
            f"{week}-{self.count}",
            team.code,
            day.isoformat(),
            scale,
            str(value),
            "" if person is None else self.members[team.code][person].number,
            channels[self.rng.integers(len(channels))],
            MOMENTS[self.rng.integers(len(MOMENTS))],
            self._words(scale, value),
            "yes" if person is not None and self.rng.random() < NOT_ABOUT else "no",
        ]

    def _words(self, scale: str, value: int) -> str:
        ends = SCALES[scale]
        place = (value - ends.low) / (ends.high - ends.low)
        if self.rng.random() >= WRITES or SAD < place < GLAD:
            return ""
        texts = PRAISE if place >= GLAD else CRITICISM
        return str(self.rng.choice(texts["nl" if self.rng.random() < GLAD else "en"]))


def reviewed_colleague(people: Sequence[Employee]) -> Employee:
    """Return the colleague of the printed employee whose review has been answered already."""
    employee = next(each for each in people if each.number == number_of(people, Part.EMPLOYEE))
    return next(each for each in people if (each.team, each.place) == (employee.team, employee.place + 1))


def bring_scores(stage: Stage, counter: Counter, shape: Shape, weeks: Sequence[tuple[int, Week]]) -> None:
    """Hand in a file with the answers of some weeks, as HR does, and take it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER.split(","))
    for number, week in weeks:
        for team in shape.facing:
            writer.writerows(counter.rows(team, week, number))
    name = f"scores-{weeks[0][1]}-to-{weeks[-1][1]}.csv"
    handed = HandedIn(SOURCE, name, text.getvalue().encode())
    hr = stage.ids[number_of(stage.people, Part.HR)]
    with stage.work_as(hr) as work:
        import_id = check_scores(work, handed, stage.hash_reference)
    with stage.work_as(hr) as work:
        take_import(work, import_id)
