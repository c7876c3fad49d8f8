"""Charts of a team's pulses, made of shown figures only."""

from flask_babel import gettext as _

from tracker.core.disclosure import Shown
from tracker.pulses.queries.teams import TeamPulse
from tracker.pulses.rules.figures import Figure
from tracker.web.charts import Axis, LineChart, Point, Series
from tracker.web.formats import group_figure, short_week, week

LOWEST, HIGHEST = 1, 5


def draw_blocks(pulse: TeamPulse) -> LineChart:
    """Return the index by block."""
    names = tuple(short_week(figure.block.first) for figure in pulse.blocks)
    points = tuple(
        _point(name, figure.index, week(figure.block.first))
        for name, figure in zip(names, pulse.blocks, strict=True)
    )
    return _chart(_("Block from week"), names, Series(pulse.label, points))


def draw_weeks(pulse: TeamPulse) -> LineChart:
    """Return the item-centred line by week."""
    names = tuple(short_week(figure.week) for figure in pulse.weeks)
    points = tuple(
        _point(name, figure.value, week(figure.week)) for name, figure in zip(names, pulse.weeks, strict=True)
    )
    return _chart(_("Week"), names, Series(pulse.label, points))


def _chart(label: str, names: tuple[str, ...], series: Series) -> LineChart:
    return LineChart(
        Axis(label, categories=names), Axis(_("Engagement"), low=LOWEST, high=HIGHEST, decimals=1), (series,)
    )


def _point(name: str, figure: Figure, where: str) -> Point:
    if isinstance(figure, Shown):
        return Point(name, figure.value, f"{where}: {group_figure(figure)}")
    return Point(name, None)
