"""Charts of scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from tracker.customers.forms.words import SCALE_NAMES, point_text, step_name
from tracker.customers.rules.figures import Figure, Step
from tracker.customers.rules.scales import ENDS, Scale
from tracker.web.charts import Axis, LineChart, Point, Series


@dataclass(frozen=True, slots=True)
class Trend:
    """One scale on a team's page: the figure of the whole period, its steps, and their drawing."""

    scale: Scale
    figure: Figure
    steps: Sequence[Step]
    chart: LineChart

    @property
    def has_steps(self) -> bool:
        """Whether any step has enough scores to be drawn."""
        return any(step.figure.is_enough for step in self.steps)


def trend_chart(scale: Scale, steps: Sequence[Step]) -> LineChart:
    """Return the means of the steps with their margins; a step without enough scores is a gap."""
    names = tuple(step_name(step) for step in steps)
    points = tuple(_point(name, step) for name, step in zip(names, steps, strict=True))
    return LineChart(
        x=Axis("", categories=names),
        y=_axis(scale, points),
        series=(Series(SCALE_NAMES[scale], points),),
    )


def _point(name: str, step: Step) -> Point:
    mean = step.figure.mean
    if mean is None:
        return Point(name, None, point_text(step))
    return Point(name, mean.mean, point_text(step), n=mean.n, low=mean.low, high=mean.high)


def _axis(scale: Scale, points: Sequence[Point]) -> Axis:
    """Return the part of the scale in which the points and their margins lie, with a step to spare."""
    ends = ENDS[scale]
    lows = [point.low for point in points if point.low is not None]
    highs = [point.high for point in points if point.high is not None]
    low = max(ends.low, floor(min(lows)) - 1) if lows else ends.low
    high = min(ends.high, ceil(max(highs)) + 1) if highs else ends.high
    return Axis(SCALE_NAMES[scale], low=low, high=high)
