"""Teams by periods: where both sides have enough answers there is a cell, and every other one is counted.

Exact engagement is for computing only. What a page shows of it is made from values that are shown anyway.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.core.calendar import Block, Period, PeriodKind, Week
from tracker.core.disclosure import OWN_SCALE, Exact, Scale, Shown, Withheld, derive, mean_of_means

FEWEST_ANSWERS = 5
FEWEST_SCORES = 10
WEEKS_IN_QUARTER = 13

When = Week | Block | Period


class Step(StrEnum):
    """How long the periods are that are compared."""

    WEEK = "week"
    BLOCK = "block"
    QUARTER = "quarter"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Mood:
    """A team's engagement in one period; `unit` is the team as it was then."""

    unit: int
    team_id: int
    when: When
    shown: Shown | Withheld
    exact: Exact = field(repr=False)


@dataclass(frozen=True, slots=True)
class Marks:
    """A team's scores on one scale in one period, as sums."""

    team_id: int
    when: When
    n: int
    total: float
    squares: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A team and period in which both sides have enough answers."""

    mood: Mood
    marks: Marks


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many cells do not count, by reason; `without_engagement` names the teams."""

    few_scores: int
    no_engagement: int
    groups: int
    without_engagement: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """All cells, everything one side has (for the lines), and what is left out."""

    cells: tuple[Cell, ...]
    moods: tuple[Mood, ...]
    marks: tuple[Marks, ...]
    left_out: LeftOut
    mood_scale: Scale = OWN_SCALE


def place_of(step: Step, first: Week) -> Callable[[Week], When]:
    """Return how a week finds its period; blocks are counted from the first week with a round."""
    if step is Step.BLOCK:
        return lambda week: Block.holding(week, anchor=first)
    if step is Step.QUARTER:
        return quarter_of
    return lambda week: week


def quarter_of(week: Week) -> Period:
    """Return the quarter in which a week has most of its days."""
    thursday = week.monday.toordinal() + 3
    day = week.monday.fromordinal(thursday)
    return Period.parse(f"{day.year:04d}-Q{(day.month + 2) // 3}")


def needed_weeks(when: When) -> int:
    """Return in how many weeks of a period a team must have a figure: about half of them."""
    if isinstance(when, Block):
        return len(when.weeks) // 2
    quarter = isinstance(when, Period) and when.kind is PeriodKind.QUARTER
    return WEEKS_IN_QUARTER // 2 if quarter else 1


def moods_by(moods: Iterable[Mood], place: Callable[[Week], When]) -> list[Mood]:
    """Return weeks of engagement put together by period; a period with too few weeks is left out."""
    grouped: dict[tuple[int, When], list[Mood]] = {}
    for mood in moods:
        if isinstance(mood.when, Week):
            grouped.setdefault((mood.unit, place(mood.when)), []).append(mood)
    found = []
    for (unit, when), some in grouped.items():
        exact = mean_of_means([mood.exact for mood in some])
        if exact is not None and len(some) >= needed_weeks(when):
            found.append(Mood(unit, some[0].team_id, when, together(some), exact))
    return found


def together(moods: Iterable[Mood], scale: Scale = OWN_SCALE) -> Shown | Withheld:
    """Return what may be shown of several figures as one."""
    shown = [mood.shown for mood in moods if isinstance(mood.shown, Shown)]
    return derive(shown, [0.0] * len(shown), scale)


def marks_by(marks: Iterable[Marks], place: Callable[[Week], When]) -> list[Marks]:
    """Return weeks of scores added up by period."""
    grouped: dict[tuple[int, When], list[Marks]] = {}
    for each in marks:
        if isinstance(each.when, Week):
            grouped.setdefault((each.team_id, place(each.when)), []).append(each)
    return [
        Marks(
            team_id,
            when,
            sum(each.n for each in some),
            sum(each.total for each in some),
            sum(each.squares or 0 for each in some),
        )
        for (team_id, when), some in grouped.items()
    ]


def join(
    moods: Sequence[Mood], marks: Iterable[Marks], groups: frozenset[int], scale: Scale = OWN_SCALE
) -> Panel:
    """Return the panel of two sides; groups of teams would count their teams' answers a second time."""
    own_moods = [mood for mood in moods if mood.team_id not in groups]
    own_marks = [each for each in marks if each.team_id not in groups]
    by_place = {(each.team_id, each.when): each for each in own_marks}
    cells, few = [], 0
    for mood in own_moods:
        found = by_place.get((mood.team_id, mood.when))
        if found is not None and found.n >= FEWEST_SCORES and mood.exact.n >= FEWEST_ANSWERS:
            cells.append(Cell(mood, found))
        else:
            few += 1
    felt = {(mood.team_id, mood.when) for mood in own_moods}
    periods = {mood.when for mood in own_moods}
    alone = [
        each.team_id
        for place, each in by_place.items()
        if place not in felt and each.when in periods and each.n >= FEWEST_SCORES
    ]
    counted = {cell.mood.team_id for cell in cells}
    return Panel(
        cells=tuple(cells),
        moods=tuple(own_moods),
        marks=tuple(own_marks),
        left_out=LeftOut(
            few_scores=few,
            no_engagement=len(alone),
            groups=sum(mood.team_id in groups for mood in moods),
            without_engagement=tuple(sorted(set(alone) - counted)),
        ),
        mood_scale=scale,
    )
