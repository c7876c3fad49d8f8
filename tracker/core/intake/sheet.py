"""The values of an upload: rows with the numbers they have in the file, and what is wrong with them."""

import re
from dataclasses import dataclass

from tracker.core.errors import InvalidError

SHORT = 40
BETWEEN_WORDS = re.compile(r"[\s\-]+")
A_TO_Z = 26


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be."""

    rows: int
    columns: int = 100
    field: int = 10_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where, what, and the text that stands there.

    `limit` holds what would have been right, where a code needs it to be said.
    """

    row: int
    column: str
    code: str
    value: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet program shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was handed in: a header, rows without the blank ones, and how it was read."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    separator: str = ""

    @property
    def places(self) -> dict[str, int]:
        """Return where each named column stands, by its name in small letters with underscores."""
        return {column_key(name): place for place, name in enumerate(self.header) if name}

    def demand(self, *columns: str) -> None:
        """Raise unless all these columns are there."""
        places = self.places
        missing = [name for name in columns if name not in places]
        if missing:
            found = ", ".join(name for name in self.header if name)
            raise InvalidError("columns-missing", missing=", ".join(missing), found=shorten(found, 200))


def column_key(name: str) -> str:
    """Return a column's name as it is compared: small letters, underscores between words."""
    return BETWEEN_WORDS.sub("_", name.strip().casefold())


def column_letter(place: int) -> str:
    """Return the letters above a column in a spreadsheet program, for a place counted from zero."""
    letters, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, A_TO_Z)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_name(header: tuple[str, ...], place: int) -> str:
    """Return the name of a column, or its letters where it has none."""
    return header[place] if place < len(header) and header[place] else column_letter(place)


def shorten(text: str, longest: int = SHORT) -> str:
    """Return a text that fits in a message."""
    flat = " ".join(text[: longest * 4].split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def checked_header(cells: list[str], limits: Limits) -> tuple[str, ...]:
    """Return the names in the first row, or raise when they cannot name columns."""
    names = [shorten(cell, 80) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > limits.columns:
        raise InvalidError("columns-many", row=1, count=len(names), limit=limits.columns)
    seen: set[str] = set()
    for place, name in enumerate(names):
        key = column_key(name)
        if key and key in seen:
            raise InvalidError("column-twice", row=1, column=column_letter(place), value=name)
        seen.add(key)
    if not any(names):
        raise InvalidError("header-missing", row=1)
    return tuple(names)
