"""Long CSV and XLSX files as blocks of columns, for imports where every microsecond a row counts.

The same limits and refusals as `read_table`, without an object per row: a block holds, for each named
column, the texts of some ten thousand rows, and the numbers of those rows in the file.
"""

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from tracker.core.errors import InvalidError
from tracker.core.intake import delimited, workbook
from tracker.core.intake.reading import FORMULA, OLD_OFFICE, ZIP
from tracker.core.intake.sheet import (
    Limits,
    Problem,
    checked_header,
    column_key,
    column_letter,
    shorten,
)

BLOCK = 10_000
NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows by column: the texts of each named column and the numbers of the rows in the file."""

    numbers: Sequence[int]
    columns: Mapping[str, Cells]


@dataclass(frozen=True, slots=True)
class _Some:
    """Some rows as they stand in the file, with their numbers."""

    numbers: Sequence[int]
    rows: Sequence[Cells]


class Blocks:
    """A table read block by block; rows that do not fit its header are kept in `problems`."""

    def __init__(self, data: bytes, filename: str, *, max_rows: int) -> None:
        self.limits = Limits(max_rows)
        self.problems: list[Problem] = []
        self._source = _source(data, filename, self.limits)
        first = next(self._source, None)
        if first is None:
            raise InvalidError("file-empty")
        self.header = checked_header(list(map(str.strip, first.rows[0])), self.limits)
        self._rest = _Some(first.numbers[1:], first.rows[1:])

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns' names as they are compared."""
        return tuple(map(column_key, self.header))

    def __iter__(self) -> Iterator[Block]:
        """Yield the blocks; a file without any row below its header is refused."""
        read = 0
        for some in chain([self._rest] if self._rest.rows else [], self._source):
            read += len(some.rows)
            yield from self._blocks(some, read)
        if not read:
            raise InvalidError("rows-none")

    def _blocks(self, some: _Some, read: int) -> Iterator[Block]:
        if read > self.limits.rows:
            raise InvalidError("rows-many", row=some.numbers[-1], limit=self.limits.rows)
        fitting = self._fitting(some)
        if fitting.rows:
            yield self._columns(fitting)

    def _fitting(self, some: _Some) -> _Some:
        """Return the rows in the header's width; nearly always these are all of them, untouched."""
        width = len(self.header)
        if set(map(len, some.rows)) == {width}:
            return some
        numbers, rows = [], []
        for number, row in zip(some.numbers, some.rows, strict=True):
            extra = next((cell for cell in row[width:] if cell.strip()), "")
            if extra:
                self.problems.append(Problem(number, column_letter(width), "cells-many", shorten(extra)))
            else:
                numbers.append(number)
                rows.append([*row[:width], *[""] * (width - len(row))])
        return _Some(numbers, rows)

    def _columns(self, some: _Some) -> Block:
        columns = {}
        for name, key, cells in zip(self.header, self.keys, zip(*some.rows, strict=True), strict=True):
            if key:
                columns[key] = self._cleaned(name, cells, some.numbers)
        return Block(some.numbers, columns)

    def _cleaned(self, name: str, cells: Cells, numbers: Sequence[int]) -> Cells:
        stripped = list(map(str.strip, cells))
        together = "\n".join(stripped)
        if "=" in together or max(map(len, stripped)) > self.limits.field:
            self._refuse(name, stripped, numbers)
        if not together.isascii():
            return [unicodedata.normalize("NFC", cell) for cell in stripped]
        return stripped

    def _refuse(self, name: str, cells: Cells, numbers: Sequence[int]) -> None:
        for number, cell in zip(numbers, cells, strict=True):
            facts = {"row": number, "column": name, "value": shorten(cell)}
            if len(cell) > self.limits.field:
                raise InvalidError("field-long", limit=self.limits.field, **facts)
            if FORMULA.match(cell):
                raise InvalidError("formula-cell", **facts)


def _source(data: bytes, filename: str, limits: Limits) -> Iterator[_Some]:
    if not data.strip(NOTHING):
        raise InvalidError("file-empty")
    if data.startswith(OLD_OFFICE):
        raise InvalidError("xls-old")
    if data.startswith(ZIP):
        return _from_workbook(data, limits)
    if filename.casefold().endswith((".xlsx", ".xlsm", ".xls")):
        raise InvalidError("xlsx-broken")
    content = delimited.decode(data).content
    return _from_text(content, delimited.separator_of(content), limits)


def _from_workbook(data: bytes, limits: Limits) -> Iterator[_Some]:
    records = workbook.records(data, limits)
    while rows := list(islice(records, BLOCK)):
        yield _Some([row.number for row in rows], [row.cells for row in rows])


def _from_text(content: str, separator: str, limits: Limits) -> Iterator[_Some]:
    """Yield rows that are not blank; a row over several lines counts once."""
    reader = csv.reader(delimited.Lines(content, separator, limits), delimiter=separator, strict=False)
    number = 1
    try:
        while rows := list(islice(reader, BLOCK)):
            some = _Some(range(number, number + len(rows)), rows)
            number += len(rows)
            yield from _without_blanks(some, separator, limits)
    except (csv.Error, InvalidError):
        # Read once more, row by row, to name the row in which it goes wrong.
        for _row in delimited.records(content, separator, limits):
            pass
        raise


def _without_blanks(some: _Some, separator: str, limits: Limits) -> Iterator[_Some]:
    first = some.numbers[0] == 1 and delimited.SAYS_SEPARATOR.fullmatch(separator.join(some.rows[0]))
    widest = max(map(len, some.rows))
    if widest > limits.columns:
        row = next(row for row in some.rows if len(row) == widest)
        raise InvalidError(
            "columns-many", row=some.numbers[some.rows.index(row)], count=widest, limit=limits.columns
        )
    if not first and all(map(_speaks, some.rows)):
        yield some
        return
    kept = [i for i, row in enumerate(some.rows) if _speaks(row) and not (first and i == 0)]
    if kept:
        yield _Some([some.numbers[i] for i in kept], [some.rows[i] for i in kept])


def _speaks(row: Cells) -> bool:
    """Whether any cell of a row holds something."""
    return bool(row) and (bool(row[0].strip()) or any(cell.strip() for cell in row))
