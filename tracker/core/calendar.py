"""Weeks, blocks and periods by date arithmetic alone; this module knows no clock and no organisation."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol, Self, overload
from zoneinfo import ZoneInfo

from tracker.core.errors import InvalidError

WEEKS_IN_BLOCK = 4
OPENING_HOUR = time(9, 0)

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)


class Clock(Protocol):
    """Something that tells the present moment, aware and in UTC."""

    def now(self) -> datetime:
        """Return the present moment as an aware datetime in UTC."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO week; a year has 52 or 53 of them and arithmetic passes the year's end without care."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a week number that the ISO year does not have."""
        try:
            date.fromisocalendar(self.year, self.number, 1)
        except ValueError as error:
            raise InvalidError("week-unknown", year=self.year, number=self.number) from error

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the ISO week that holds a day."""
        calendar = day.isocalendar()
        return cls(calendar.year, calendar.week)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a week written as 2026-W47."""
        found = _WEEK.fullmatch(text.strip())
        if found is None:
            raise InvalidError("week-unreadable", text=text)
        return cls(int(found[1]), int(found[2]))

    @property
    def monday(self) -> date:
        """Return the week's first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Return the week's last day."""
        return self.monday + timedelta(days=6)

    def __str__(self) -> str:
        """Write the week as 2026-W47."""
        return f"{self.year:04d}-W{self.number:02d}"

    def __add__(self, weeks: int) -> "Week":
        """Return the week so many weeks later."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    @overload
    def __sub__(self, other: "Week") -> int: ...
    @overload
    def __sub__(self, other: int) -> "Week": ...
    def __sub__(self, other: "Week | int") -> "int | Week":
        """Return the distance to another week, or the week so many weeks earlier."""
        if isinstance(other, Week):
            return (self.monday - other.monday).days // 7
        return self + -other


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Four consecutive weeks, counted from an anchor week so that every week belongs to exactly one block."""

    first: Week

    @classmethod
    def holding(cls, week: Week, *, anchor: Week) -> Self:
        """Return the block that a week falls in when blocks are counted from the anchor."""
        return cls(week - (week - anchor) % WEEKS_IN_BLOCK)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """Return the four weeks in order."""
        return tuple(self.first + step for step in range(WEEKS_IN_BLOCK))

    @property
    def last(self) -> Week:
        """Return the block's fourth week."""
        return self.first + (WEEKS_IN_BLOCK - 1)

    def number(self, *, anchor: Week) -> int:
        """Return how many blocks after the anchor's own this block comes; negative before it."""
        return (self.first - anchor) // WEEKS_IN_BLOCK

    def position(self, week: Week) -> int:
        """Return a week's place in the block, 0 to 3."""
        place = week - self.first
        if not 0 <= place < WEEKS_IN_BLOCK:
            raise InvalidError("week-outside-block", week=str(week), block=str(self))
        return place

    def __contains__(self, week: Week) -> bool:
        """Tell whether a week lies in this block."""
        return 0 <= week - self.first < WEEKS_IN_BLOCK

    def __add__(self, blocks: int) -> "Block":
        """Return the block so many blocks later."""
        return Block(self.first + blocks * WEEKS_IN_BLOCK)

    def __str__(self) -> str:
        """Write the block by its first week."""
        return str(self.first)


class PeriodKind(StrEnum):
    """How long a stretch of time a figure from elsewhere covers."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A named stretch of whole days: a week, a month, a quarter or a year."""

    first: date
    last: date
    kind: PeriodKind

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 2026-W47, 2026-05, 2026-Q2 or 2026."""
        written = text.strip()
        if _WEEK.fullmatch(written):
            week = Week.parse(written)
            return cls(week.monday, week.sunday, PeriodKind.WEEK)
        try:
            if found := _QUARTER.fullmatch(written):
                return cls._months(int(found[1]), 3 * int(found[2]) - 2, PeriodKind.QUARTER)
            if found := _MONTH.fullmatch(written):
                return cls._months(int(found[1]), int(found[2]), PeriodKind.MONTH)
            if found := _YEAR.fullmatch(written):
                return cls._months(int(found[1]), 1, PeriodKind.YEAR)
        except (ValueError, OverflowError) as error:
            raise InvalidError("period-unreadable", text=text) from error
        raise InvalidError("period-unreadable", text=text)

    @classmethod
    def _months(cls, year: int, month: int, kind: PeriodKind) -> Self:
        """Return the period that starts with a month and is as long as its kind."""
        length = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[kind]
        passed = year * 12 + (month - 1) + length
        first = date(year, month, 1)
        return cls(first, date(passed // 12, passed % 12 + 1, 1) - timedelta(days=1), kind)

    def __str__(self) -> str:
        """Write the period the way it is read."""
        match self.kind:
            case PeriodKind.WEEK:
                return str(Week.of(self.first))
            case PeriodKind.MONTH:
                return f"{self.first.year:04d}-{self.first.month:02d}"
            case PeriodKind.QUARTER:
                return f"{self.first.year:04d}-Q{(self.first.month + 2) // 3}"
            case PeriodKind.YEAR:
                return f"{self.first.year:04d}"


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which a local day begins, in UTC.

    Where daylight saving skips midnight itself, this is the instant of the jump: the first moment of that
    local day.
    """
    return datetime.combine(day, time(0, 0), tzinfo=zone).astimezone(UTC)


def opening_of(monday: date, zone: ZoneInfo) -> datetime:
    """Return the instant a round opens on a local day, 09:00 there, in UTC."""
    return datetime.combine(monday, OPENING_HOUR, tzinfo=zone).astimezone(UTC)


def closing_of(sunday: date, zone: ZoneInfo) -> datetime:
    """Return the instant a round closes after a local day, 24:00 there, in UTC."""
    return start_of_day(sunday + timedelta(days=1), zone)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the date that a moment falls on in a zone."""
    return moment.astimezone(zone).date()
