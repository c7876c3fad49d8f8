"""Charts as values, and the JSON that static/js/charts.js draws; knows nothing of what the numbers mean.

The schema stands at the head of `static/js/charts.js` and in `docs/design.md`. Whoever builds a chart
also writes its tooltips (`Point.text`), because wording and rounding are not the drawing's affair.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from tracker.web.formats import plotted

Place = str | float
MOST_TONES = 6


class Style(StrEnum):
    """How a series is drawn."""

    LINE = "line"
    DASHED = "dashed"
    POINTS = "points"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: a label, and either categories in their order or the ends of a number line."""

    label: str
    categories: tuple[str, ...] | None = None
    low: float | None = None
    high: float | None = None
    decimals: int = 0
    unit: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the axis in the schema's words."""
        return {
            "label": str(self.label),
            "categories": None if self.categories is None else [str(name) for name in self.categories],
            "min": plotted(self.low),
            "max": plotted(self.high),
            "decimals": self.decimals,
            "unit": str(self.unit),
        }


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: where it stands, its value or a gap, its size and whisker, and its tooltip."""

    x: Place
    y: float | None
    text: str = ""
    n: int | None = None
    low: float | None = None
    high: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the point in the schema's words."""
        return {
            "x": _place(self.x),
            "y": plotted(self.y),
            "n": self.n,
            "low": plotted(self.low),
            "high": plotted(self.high),
            "text": str(self.text),
        }


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of points, in one of six tones."""

    name: str
    points: tuple[Point, ...]
    style: Style = Style.LINE
    tone: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.tone <= MOST_TONES:
            msg = f"tone {self.tone} is not between 1 and {MOST_TONES}"
            raise ValueError(msg)

    def as_json(self) -> dict[str, Any]:
        """Return the series in the schema's words."""
        points = [point.as_json() for point in self.points]
        return {"name": str(self.name), "tone": self.tone, "style": self.style.value, "points": points}


@dataclass(frozen=True, slots=True)
class Edge:
    """The two ends of a band at one place."""

    x: Place
    low: float | None
    high: float | None

    def as_json(self) -> dict[str, Any]:
        """Return the edge in the schema's words."""
        return {"x": _place(self.x), "low": plotted(self.low), "high": plotted(self.high)}


@dataclass(frozen=True, slots=True)
class Band:
    """A shaded range: limits of the usual, or the interval of a fitted line."""

    name: str
    edges: tuple[Edge, ...]
    tone: int = 1

    def as_json(self) -> dict[str, Any]:
        """Return the band in the schema's words."""
        return {"name": str(self.name), "tone": self.tone, "points": [edge.as_json() for edge in self.edges]}


@dataclass(frozen=True, slots=True)
class Line:
    """A dashed reference line with its name written beside it."""

    name: str
    value: Place
    axis: Literal["x", "y"] = "y"

    def as_json(self) -> dict[str, Any]:
        """Return the line in the schema's words."""
        return {"name": str(self.name), "axis": self.axis, "value": _place(self.value)}


@dataclass(frozen=True, slots=True)
class LineChart:
    """Values over categories such as weeks; a missing week is a gap, never a line drawn through."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    bands: tuple[Band, ...] = ()
    lines: tuple[Line, ...] = ()

    def to_json(self) -> Markup:
        """Return the chart as JSON that is safe inside a script element."""
        return _dump("line", self)


@dataclass(frozen=True, slots=True)
class ScatterChart:
    """Points on two number lines, sized by their n, with a fitted line and its interval if there is one."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    bands: tuple[Band, ...] = ()
    lines: tuple[Line, ...] = ()

    def to_json(self) -> Markup:
        """Return the chart as JSON that is safe inside a script element."""
        return _dump("scatter", self)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars over categories, upright or lying, side by side or stacked."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    lines: tuple[Line, ...] = ()
    horizontal: bool = False
    stacked: bool = False

    def to_json(self) -> Markup:
        """Return the chart as JSON that is safe inside a script element."""
        return _dump("bar", self, horizontal=self.horizontal, stacked=self.stacked)


def flat_band(name: str, categories: tuple[str, ...], *, low: float, high: float) -> Band:
    """Return a band of the same height over all categories."""
    return Band(name, tuple(Edge(category, low, high) for category in categories))


def _place(value: Place) -> Any:
    return str(value) if not isinstance(value, int | float) else plotted(value)


def _dump(kind: str, chart: LineChart | ScatterChart | BarChart, **more: bool) -> Markup:
    drawing: dict[str, Any] = {
        "kind": kind,
        "x": chart.x.as_json(),
        "y": chart.y.as_json(),
        "series": [series.as_json() for series in chart.series],
        "bands": [] if isinstance(chart, BarChart) else [band.as_json() for band in chart.bands],
        "lines": [line.as_json() for line in chart.lines],
        **more,
    }
    return htmlsafe_json_dumps(drawing, ensure_ascii=False, separators=(",", ":"))
