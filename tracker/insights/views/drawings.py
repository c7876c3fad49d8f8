"""Charts of the linkage, made of figures that may be shown."""

from collections.abc import Mapping, Sequence
from math import ceil, floor

from flask_babel import gettext as _

from tracker.core.disclosure import Scale, Shown
from tracker.insights.forms import axis_name, when_name
from tracker.insights.rules.findings import TeamPoint
from tracker.insights.rules.lines import LinePoint, TeamLines
from tracker.web.charts import Axis, LineChart, Point, ScatterChart, Series, Style
from tracker.web.formats import group_figure, number, span

TENS = 10
TOP = 100


def draw_lines(lines: TeamLines, measure: str) -> LineChart:
    """Return a team's two lines, each as the place on its own scale."""
    names = tuple(axis_name(point.when) for point in lines.points)
    engagement = _("Engagement")
    felt = tuple(
        Point(name, point.engagement_at, _felt(point))
        for name, point in zip(names, lines.points, strict=True)
    )
    said = tuple(
        Point(name, point.mean_at, _said(point), n=point.n)
        for name, point in zip(names, lines.points, strict=True)
    )
    low, high = _around([point.y for point in (*felt, *said) if point.y is not None])
    return LineChart(
        Axis("", categories=names),
        Axis(_("Place on its own scale, 0 to 100"), low=low, high=high),
        (Series(engagement, felt, Style.LINE, 2), Series(measure, said, Style.DASHED, 1)),
    )


def draw_scatter(
    points: Sequence[TeamPoint], names: Mapping[int, str], measure: str, scale: Scale
) -> ScatterChart:
    """Return a point per team: engagement across, customers upward with the interval of the mean."""
    drawn = tuple(
        Point(
            point.engagement.value,
            point.mean,
            _(
                "%(team)s: engagement %(engagement)s, customers %(mean)s from %(n)s scores",
                team=names[point.team_id],
                engagement=group_figure(point.engagement),
                mean=number(point.mean, 1),
                n=number(point.n),
            ),
            n=point.n,
            low=point.low,
            high=point.high,
        )
        for point in points
        if isinstance(point.engagement, Shown)
    )
    return ScatterChart(
        Axis(_("Engagement"), low=scale.low, high=scale.high, decimals=1),
        Axis(measure, decimals=1),
        (Series(_("Teams"), drawn, Style.POINTS, 1),),
    )


def interval_of(point: TeamPoint) -> str:
    """Write the interval of a team's mean, where it is known."""
    return "–" if point.low is None or point.high is None else span(point.low, point.high, 1)


def _felt(point: LinePoint) -> str:
    if not isinstance(point.engagement, Shown):
        return ""
    return f"{when_name(point.when)}: {group_figure(point.engagement)}"


def _said(point: LinePoint) -> str:
    return (
        ""
        if point.mean is None
        else f"{when_name(point.when)}: {number(point.mean, 1)}, n = {number(point.n)}"
    )


def _around(values: Sequence[float]) -> tuple[float, float]:
    """Return the tens around some places."""
    if not values:
        return 0, TOP
    low, high = TENS * (floor(min(values) / TENS) - 1), TENS * (ceil(max(values) / TENS) + 1)
    return max(0, low), min(TOP, high)
