"""From the text of a cell to what it means; a text without meaning becomes `Wrong`.

Texts repeat themselves: the same few teams, days and scales in every row. So each different text is read
once and remembered, and the rows only look it up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.core.calendar import Week
from tracker.core.intake import parse_day, parse_decimal, parse_yes
from tracker.core.intake.cells import UNSEEN
from tracker.customers.rules.columns import SCALES
from tracker.customers.rules.scales import ENDS

FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Known:
    """What a row may refer to: codes in small letters with the ids they stand for, and today."""

    teams: Mapping[str, int]
    people: Mapping[str, int]
    channels: Mapping[str, int]
    moments: Mapping[str, int]
    today: date


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why the text of a cell is no value, and what would have been right."""

    code: str
    limit: str = ""


class Day(NamedTuple):
    """A day as the database keeps it, with its week."""

    text: str
    week: int


class Meanings(dict[object, object]):
    """Remembers what each text of a column means."""

    def __init__(self, read: Callable[..., object]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: object) -> object:
        """Read a text that stands there for the first time."""
        meaning = self[text] = self.read(text)
        return meaning


def look_up(text: str, known: Mapping[str, int], code: str) -> int | Wrong:
    """Return the id that a code stands for."""
    if not text:
        return Wrong("cell-empty")
    return known.get(text.casefold(), Wrong(code))


def choose(text: str, known: Mapping[str, int]) -> int | Wrong | None:
    """Return the entry of a list of the organisation's own; nothing is an answer too."""
    if not text:
        return None
    return known.get(text.casefold(), Wrong("not-in-list"))


def read_day(text: str, today: date) -> Day | Wrong:
    """Return a day that has come already."""
    if not text:
        return Wrong("cell-empty")
    try:
        day = parse_day(text)
    except ValueError:
        return Wrong("not-a-day")
    if day > today or day.year < FIRST_YEAR:
        return Wrong("day-outside", f"{FIRST_YEAR}-01-01 – {today.isoformat()}")
    week = Week.of(day)
    return Day(day.isoformat(), week.year * 100 + week.number)


def read_scale(text: str) -> str | Wrong:
    """Return the scale that a name stands for."""
    if not text:
        return Wrong("cell-empty")
    scale = SCALES.get(text.casefold().replace(" ", "_"))
    return Wrong("unknown-choice", ", ".join(ENDS)) if scale is None else scale.value


def read_value(pair: tuple[str, str]) -> int | Wrong:
    """Return a whole number on its scale; on an unknown scale only whether it is a number can be told."""
    scale, text = read_scale(pair[0]), pair[1]
    if not text:
        return Wrong("cell-empty")
    try:
        number = parse_decimal(text)
    except ValueError:
        return Wrong("not-a-number")
    if number != number.to_integral_value():
        return Wrong("not-whole")
    if isinstance(scale, Wrong):
        return int(number)
    ends = next(ends for known, ends in ENDS.items() if known == scale)
    return (
        int(number) if ends.low <= number <= ends.high else Wrong("out-of-range", f"{ends.low}–{ends.high}")
    )


def read_yes(text: str) -> bool | Wrong:
    """Return yes or no; nothing counts as no."""
    try:
        return parse_yes(text)
    except ValueError:
        return Wrong("not-yes-or-no")


def clean(cells: Sequence[str], longest: int) -> list[object]:
    """Return texts without unseen signs, nothing where there is none, `Wrong` where one is too long."""
    if not "".join(cells).isascii():
        cells = [UNSEEN.sub("", cell).strip() for cell in cells]
    if max(map(len, cells)) <= longest:
        return [cell or None for cell in cells]
    return [Wrong("cell-long", str(longest)) if len(cell) > longest else cell or None for cell in cells]
