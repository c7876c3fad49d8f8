"""The one way from the bytes of an upload to a table."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tracker.core.errors import InvalidError
from tracker.core.intake import delimited, workbook
from tracker.core.intake.sheet import (
    Limits,
    Problem,
    Row,
    Sheet,
    checked_header,
    column_letter,
    column_name,
    shorten,
)

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
FORMULA = re.compile(r"=\s*[-+@\"'({$\w]")


def check_size(data: bytes, most: int) -> None:
    """Raise if a file is larger than this many bytes."""
    if len(data) > most:
        raise InvalidError("file-large", limit=most // 1_000_000)


def read_table(
    data: bytes, filename: str, *, max_rows: int, max_columns: int = 100, max_field: int = 10_000
) -> Sheet:
    """Read a CSV or XLSX file into rows of text; what it is, is told by its content."""
    limits = Limits(max_rows, max_columns, max_field)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InvalidError("file-empty")
    if data.startswith(OLD_OFFICE):
        raise InvalidError("xls-old")
    if data.startswith(ZIP):
        return _table(workbook.records(data, limits), limits, encoding="", separator="")
    if filename.casefold().endswith((".xlsx", ".xlsm", ".xls")):
        raise InvalidError("xlsx-broken")
    text = delimited.decode(data)
    separator = delimited.separator_of(text.content)
    records = delimited.records(text.content, separator, limits)
    return _table(records, limits, encoding=text.encoding, separator=separator)


def _table(records: Iterable[Row], limits: Limits, *, encoding: str, separator: str) -> Sheet:
    source = iter(records)
    first = next(source, None)
    if first is None:
        raise InvalidError("file-empty")
    header = checked_header(list(first.cells), limits)
    problems: list[Problem] = []
    rows = tuple(_rows(source, header, limits, problems))
    if not rows and not problems:
        raise InvalidError("rows-none")
    return Sheet(header, rows, tuple(problems), encoding, separator)


def _rows(
    source: Iterator[Row], header: tuple[str, ...], limits: Limits, problems: list[Problem]
) -> Iterator[Row]:
    width, count = len(header), 0
    for row in source:
        count += 1
        if count > limits.rows:
            raise InvalidError("rows-many", row=row.number, limit=limits.rows)
        cells = row.cells
        if max(map(len, cells)) > limits.field or any(cell[:1] == "=" for cell in cells):
            _refuse_cells(row, header, limits)
        if len(cells) > width:
            extra = next((cell for cell in cells[width:] if cell), "")
            if extra:
                problems.append(Problem(row.number, column_letter(width), "cells-many", shorten(extra)))
                continue
        yield Row(row.number, _fitted(cells, width))


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return the cells in the header's width, in the one normal form of Unicode."""
    if len(cells) != width:
        cells = cells[:width] + ("",) * (width - len(cells))
    if all(map(str.isascii, cells)):
        return cells
    return tuple(unicodedata.normalize("NFC", cell) for cell in cells)


def _refuse_cells(row: Row, header: tuple[str, ...], limits: Limits) -> None:
    for place, cell in enumerate(row.cells):
        facts = {"row": row.number, "column": column_name(header, place), "value": shorten(cell)}
        if len(cell) > limits.field:
            raise InvalidError("field-long", limit=limits.field, **facts)
        if FORMULA.match(cell):
            raise InvalidError("formula-cell", **facts)
