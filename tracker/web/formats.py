"""How numbers, days and moments are written; the only place that rounds."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal
from flask_babel import gettext as _

from tracker.core.calendar import Week
from tracker.core.disclosure import End, Shown, ShownShare, Withheld

MINUS = "\u2212"
_END = {End.NONE: "", End.AT_MOST: "≤\u00a0", End.AT_LEAST: "≥\u00a0"}


def number(value: float | None, decimals: int = 0) -> str:
    """Write a number with a fixed count of decimals in the reader's way, halves away from zero."""
    if value is None or value != value:  # noqa: PLR0124 - this is how a missing number shows itself
        return "–"
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
    pattern = "#,##0" if decimals == 0 else "#,##0." + "0" * decimals
    return str(format_decimal(exact, pattern)).replace("-", MINUS)


def plotted(value: float | None) -> float | None:
    """Return a number as a drawing needs it: four decimals are finer than any screen."""
    if value is None or value != value:  # noqa: PLR0124 - this is how a missing number shows itself
        return None
    exact = Decimal(repr(float(value))).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def coefficient(value: float | None, decimals: int = 2) -> str:
    """Write a correlation or another figure between minus one and one."""
    return number(value, decimals)


def signed(value: float | None, decimals: int = 0) -> str:
    """Write a number with its sign."""
    text = number(value, decimals)
    return f"+{text}" if value is not None and value > 0 else text


def percent(share: float | None, decimals: int = 0) -> str:
    """Write a share between zero and one as a percentage."""
    return "–" if share is None else f"{number(share * 100, decimals)}\u00a0%"


def points(share: float | None) -> str:
    """Write a share between minus one and one in points, with its sign."""
    return "–" if share is None else signed(share * 100)


def span(low: float, high: float, decimals: int = 2) -> str:
    """Write an interval."""
    return str(_("%(low)s to %(high)s", low=number(low, decimals), high=number(high, decimals)))


def day(value: date | None) -> str:
    """Write a day."""
    return "–" if value is None else str(format_date(value, "d MMM y"))


def when(value: datetime | None) -> str:
    """Write a moment in the organisation's time zone."""
    return "–" if value is None else str(format_datetime(value, "d MMM y HH:mm"))


def week(value: Week) -> str:
    """Write an ISO week."""
    return str(_("week %(number)s, %(year)s", number=value.number, year=value.year))


def short_week(value: Week) -> str:
    """Write an ISO week for a chart's axis."""
    return str(_("wk %(number)s", number=value.number))


def group_figure(value: Shown | Withheld) -> str:
    """Write a group's figure as far as it may be written: open at both ends, a dash where it is withheld."""
    if isinstance(value, Withheld):
        return "–"
    return _END[value.end] + number(value.value, 1 if (value.step * 10).is_integer() else 2)


def group_share(value: ShownShare | Withheld) -> str:
    """Write a group's share as far as it may be written."""
    if isinstance(value, Withheld):
        return "–"
    return f"{_END[value.end]}{value.percent}\u00a0%"


def init_app(app: Flask) -> None:
    """Bind the formats to templates."""
    app.jinja_env.filters.update(
        number=number,
        coefficient=coefficient,
        signed=signed,
        percent=percent,
        points=points,
        span=span,
        day=day,
        when=when,
        week=week,
        short_week=short_week,
        group_figure=group_figure,
        group_share=group_share,
    )
