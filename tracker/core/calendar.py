"""Weeks as the calendar of the product: ISO weeks, Monday to Sunday."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows the present moment."""

    def now(self) -> datetime:
        """Return the present moment, aware and in UTC."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """Return the week in which a day falls."""
        iso = day.isocalendar()
        return cls(iso.year, iso.week)
