"""From the text of a cell to a value; whatever is wrong is collected, so that all of it can be listed."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from tracker.core.intake.sheet import Problem, Row, Sheet, shorten

T = TypeVar("T")
WHOLE = re.compile(r"[+-]?\d{1,15}")
DECIMAL = re.compile(r"[+-]?\d{1,15}([.,]\d{1,15})?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:\d{2}.*)?", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?", re.ASCII)
DAY_NAMED = re.compile(r"(\d{1,2})[-. ]+([a-z]{3,9})\.?[-, ]+(\d{4})", re.ASCII)
MONTH_NAMED = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII)
YEARS = range(1900, 2200)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari",
            "mar mrt march maart",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august augustus",
            "sep sept september",
            "oct okt october oktober",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
YES = frozenset({"yes", "y", "ja", "j", "true", "waar", "1", "x"})
NO = frozenset({"", "no", "n", "nee", "false", "onwaar", "0", "-"})
# Signs that turn the direction of text or show nothing would let one name pass for another.
UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Return a text in the one normal form of Unicode, without unseen signs and blanks around it."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text)).strip()


def parse_whole(text: str) -> int:
    """Return a whole number."""
    if not WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def parse_decimal(text: str) -> Decimal:
    """Return a number with a comma or a dot before its decimals, and no other signs inside."""
    if not DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Decimal(text.replace(",", "."))


def parse_day(text: str) -> date:
    """Return a day written as 2026-09-16, 16-9-2026, 16 sep 2026 or September 16, 2026."""
    year, month, day = _day_parts(text.strip().casefold())
    if year not in YEARS:
        raise ValueError(text)
    return date(year, month, day)


def _day_parts(text: str) -> tuple[int, int, int]:
    if found := ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := DAY_NAMED.fullmatch(text):
        return int(found[3]), MONTHS.get(found[2], 0), int(found[1])
    if found := MONTH_NAMED.fullmatch(text):
        return int(found[3]), MONTHS.get(found[1], 0), int(found[2])
    raise ValueError(text)


def parse_yes(text: str) -> bool:
    """Return yes or no; nothing counts as no."""
    word = text.casefold()
    if word not in YES | NO:
        raise ValueError(text)
    return word in YES


class Reading:
    """Reads the named cells of a sheet and keeps every problem; a value that cannot be read is None."""

    def __init__(self, sheet: Sheet) -> None:
        self.places = sheet.places
        self.header = sheet.header
        self.problems: list[Problem] = list(sheet.problems)

    def has(self, column: str) -> bool:
        """Whether the file has this column."""
        return column in self.places

    def raw(self, row: Row, column: str) -> str:
        """Return the text that stands in a cell, nothing where the column is missing."""
        place = self.places.get(column)
        return "" if place is None else row.cells[place]

    def refuse(self, row: Row, column: str, code: str, *, limit: str = "") -> None:
        """Keep a problem with a cell."""
        name = self.header[self.places[column]] if column in self.places else column
        self.problems.append(Problem(row.number, name, code, shorten(self.raw(row, column)), limit))

    def text(self, row: Row, column: str, *, longest: int, required: bool = True) -> str | None:
        """Return a text without unseen signs; an empty one is a problem if it is required."""
        found = clean(self.raw(row, column))
        if not found and required:
            self.refuse(row, column, "cell-empty")
            return None
        if len(found) > longest:
            self.refuse(row, column, "cell-long", limit=str(longest))
            return None
        return found or None

    def whole(self, row: Row, column: str, *, low: int, high: int) -> int | None:
        """Return a whole number between two bounds."""
        found = self._parsed(row, column, parse_whole, "not-whole")
        if found is not None and not low <= found <= high:
            self.refuse(row, column, "out-of-range", limit=f"{low}–{high}")
            return None
        return found

    def decimal(self, row: Row, column: str, *, low: Decimal, high: Decimal) -> Decimal | None:
        """Return a number between two bounds."""
        found = self._parsed(row, column, parse_decimal, "not-a-number")
        if found is not None and not low <= found <= high:
            self.refuse(row, column, "out-of-range", limit=f"{low}–{high}")
            return None
        return found

    def day(self, row: Row, column: str, *, required: bool = True) -> date | None:
        """Return a day; an empty cell is a problem if the day is required."""
        if not required and not self.raw(row, column):
            return None
        return self._parsed(row, column, parse_day, "not-a-day")

    def yes(self, row: Row, column: str) -> bool:
        """Return yes or no; nothing counts as no."""
        if not self.raw(row, column):
            return False
        return bool(self._parsed(row, column, parse_yes, "not-yes-or-no"))

    def _parsed(self, row: Row, column: str, parse: Callable[[str], T], code: str) -> T | None:
        text = self.raw(row, column)
        if not text:
            self.refuse(row, column, "cell-empty")
            return None
        try:
            return parse(text)
        except ValueError:
            self.refuse(row, column, code)
            return None
