"""How the demo organisation feels and what its customers notice: the known truth behind all its figures.

Each team has a mood that drifts from week to week. It moves its people's answers and, a little, its
customers' answers, and nothing else ties the two together within a team. How strongly the weeks of one team
then move together follows from the numbers below; `EXPECTED_LINK` says it, and a test holds it against many
simulated histories and against what the product finds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.cli.demo.roster import Employee
from tracker.cli.demo.teams import Shape

EXPECTED_LINK = 0.41

STAYS = 0.5  # how much of a week's mood is left in the next week
MOOD_IN_ANSWERS = 0.30
MOOD_IN_MARKS = 0.19
MARKS_OF_THEIR_OWN = 0.22  # what customers notice in a week that has nothing to do with the mood
WEEK_FOR_ALL = 0.12  # a week that is good or bad everywhere: the weather, a campaign
TEAM_IN_ANSWERS, TEAM_IN_MARKS = 0.25, 0.28
PERSON, ANSWER = 0.40, 0.75
SKIPS, COMMENTS = 0.03, 0.06
STEPS = 5

ITEMS = {
    "E01": 3.9,
    "E02": 3.5,
    "E03": 3.7,
    "E04": 3.4,
    "E05": 3.9,
    "E06": 3.3,
    "E07": 3.2,
    "E08": 3.9,
    "E09": 3.8,
    "E10": 4.1,
    "E11": 3.3,
    "E12": 3.6,
    "A01": 3.6,
    "A02": 4.0,
    "A03": 3.7,
}
OTHER_ITEM = 3.6

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measure:
    """How customers answer on a scale: the usual answer, how far answers lie apart, and the ends."""

    usual: float
    apart: float
    low: int
    high: int


SCALES = {
    "mark": Measure(7.9, 1.25, 1, 10),
    "friendliness": Measure(8.3, 1.15, 1, 10),
    "recommend": Measure(8.1, 1.7, 0, 10),
    "satisfaction": Measure(4.1, 0.8, 1, 5),
    "effort": Measure(5.4, 1.2, 1, 7),
}
MARK_RANGE = 9


class Moods:
    """The moods of a whole history: a row for each team, a column for each week and one for this week."""

    def __init__(self, shape: Shape, people: tuple[Employee, ...], rng: np.random.Generator) -> None:
        teams, weeks = len(shape.teams), shape.weeks + 1
        self.rng = rng
        self.codes = [team.code for team in shape.teams]
        self.mood = drift(rng, teams, weeks)
        usual = rng.normal(size=(2, teams))
        self.in_answers = (
            TEAM_IN_ANSWERS * usual[0][:, None]
            + WEEK_FOR_ALL * rng.normal(size=weeks)
            + MOOD_IN_ANSWERS * self.mood
        )
        self.in_marks = (
            TEAM_IN_MARKS * (0.5 * usual[0] + 0.85 * usual[1])[:, None]
            + WEEK_FOR_ALL * rng.normal(size=weeks)
            + MOOD_IN_MARKS * self.mood
            + MARKS_OF_THEIR_OWN * rng.normal(size=(teams, weeks))
        )
        self.team_of = np.array([self.codes.index(each.team) for each in people])
        self.person = PERSON * rng.normal(size=len(people))
        self.willing = rng.beta(9, 2.2, size=len(people))

    def taking_part(self, share: float = 1.0) -> list[int]:
        """Return the places of the people who answer this time."""
        return [
            int(place) for place in np.flatnonzero(self.rng.random(len(self.willing)) < share * self.willing)
        ]

    def answers(self, who: list[int], week: int, items: list[str]) -> Whole:
        """Return a sheet for each of these people: 1 to 5 for each item, 0 where it was skipped."""
        usual = np.array([ITEMS.get(item, OTHER_ITEM) for item in items])
        level = self.in_answers[self.team_of[who], week] + self.person[who]
        wanted = usual + level[:, None] + ANSWER * self.rng.normal(size=(len(who), len(items)))
        given: Whole = np.clip(np.rint(wanted), 1, STEPS).astype(np.int64)
        given[self.rng.random(given.shape) < SKIPS] = 0
        return given

    def marks(self, team: str, week: int, scale: str, count: int) -> Whole:
        """Return so many answers of customers about a team in a week."""
        measure = SCALES[scale]
        level = self.in_marks[self.codes.index(team), week] * (measure.high - measure.low) / MARK_RANGE
        wanted = measure.usual + level + measure.apart * self.rng.normal(size=count)
        given: Whole = np.clip(np.rint(wanted), measure.low, measure.high).astype(np.int64)
        return given


def drift(rng: np.random.Generator, teams: int, weeks: int) -> Numbers:
    """Return series that remember: each week keeps a share of the last one, and all have the same spread."""
    fresh = rng.normal(size=(teams, weeks))
    mood = np.empty((teams, weeks))
    mood[:, 0] = fresh[:, 0]
    for week in range(1, weeks):
        mood[:, week] = STAYS * mood[:, week - 1] + np.sqrt(1 - STAYS**2) * fresh[:, week]
    return mood
