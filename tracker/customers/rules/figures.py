"""From sums to figures: mean with margin, share of the best answers, promoters minus detractors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Self

from tracker.core.calendar import Week
from tracker.core.stats import mean_interval_from_sums, nps, wilson
from tracker.core.stats.results import MeanInterval, Nps
from tracker.customers.rules.scales import (
    FEWEST_FOR_PERSON,
    FEWEST_FOR_TREND,
    PASSIVE,
    PROMOTER,
    Scale,
    is_top,
)

WEEKS_IN_STEP = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums over some scores of one scale."""

    n: int = 0
    total: int = 0
    squares: int = 0
    top: int = 0
    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    def __add__(self, other: Self) -> "Tally":
        """Return the sums over both."""
        return Tally(
            self.n + other.n,
            self.total + other.total,
            self.squares + other.squares,
            self.top + other.top,
            self.promoters + other.promoters,
            self.passives + other.passives,
            self.detractors + other.detractors,
        )


NONE = Tally()


@dataclass(frozen=True, slots=True)
class Share:
    """A share between zero and one with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """What some scores of one scale amount to; everything but `n` is missing where they are too few.

    `share` is the share of the best answers: 9 and 10, or on the scale of satisfaction 5. Effort has none,
    and only the question whether somebody would recommend us has promoters and detractors.
    """

    scale: Scale
    n: int
    needed: int
    mean: MeanInterval | None = None
    share: Share | None = None
    nps: Nps | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough scores to show a figure."""
        return self.mean is not None


def figure_of(scale: Scale, tally: Tally, needed: int) -> Figure:
    """Return the figure of some scores, or only their number where they are fewer than needed."""
    if tally.n < needed:
        return Figure(scale, tally.n, needed)
    asked = scale is Scale.RECOMMEND
    return Figure(
        scale,
        tally.n,
        needed,
        mean=mean_interval_from_sums(tally.n, tally.total, tally.squares),
        share=None if scale is Scale.EFFORT else _share(tally),
        nps=nps(tally.detractors, tally.passives, tally.promoters) if asked else None,
    )


def _share(tally: Tally) -> Share:
    interval = wilson(tally.top, tally.n)
    return Share(tally.top / tally.n, interval.low, interval.high)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trend: a week, or four of them, from its first week to its last."""

    first: Week
    last: Week
    figure: Figure

    @property
    def is_week(self) -> bool:
        """Whether the step is a single week."""
        return self.first == self.last


def trend(scale: Scale, by_week: Mapping[Week, Tally], first: Week, last: Week) -> tuple[Step, ...]:
    """Return the steps up to a week: by week where most weeks have enough, else by four weeks.

    They begin with the first week that has scores. Four weeks are counted back from the last one, so that
    the newest step is always a whole one.
    """
    first = max([first, min(by_week)]) if by_week else first
    weeks = [first + place for place in range(last - first + 1)]
    enough = sum(by_week.get(week, NONE).n >= FEWEST_FOR_TREND for week in weeks)
    filled = sum(week in by_week for week in weeks)
    size = 1 if 2 * enough >= filled else WEEKS_IN_STEP
    steps = []
    for end in range(len(weeks), 0, -size):
        some = weeks[max(0, end - size) : end]
        tally = add_up(by_week.get(week, NONE) for week in some)
        steps.append(Step(some[0], some[-1], figure_of(scale, tally, FEWEST_FOR_TREND)))
    return tuple(reversed(steps))


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Return the sums over several sums."""
    return reduce(lambda one, other: one + other, tallies, NONE)


def tally_of(scale: Scale, values: Iterable[int]) -> Tally:
    """Return the sums over single scores; the database sums up a team's in the same way."""
    found = NONE
    for value in values:
        asked = scale is Scale.RECOMMEND
        found += Tally(
            n=1,
            total=value,
            squares=value * value,
            top=int(is_top(scale, value)),
            promoters=int(asked and value >= PROMOTER),
            passives=int(asked and PASSIVE <= value < PROMOTER),
            detractors=int(asked and value < PASSIVE),
        )
    return found


def figures_of_person(scores: Iterable[tuple[Scale, int]]) -> tuple[Figure, ...]:
    """Return a person's figure on each scale on which somebody named them, from twenty scores."""
    by_scale: dict[Scale, list[int]] = {}
    for scale, value in scores:
        by_scale.setdefault(scale, []).append(value)
    return tuple(
        figure_of(scale, tally_of(scale, by_scale[scale]), FEWEST_FOR_PERSON) for scale in sorted(by_scale)
    )
