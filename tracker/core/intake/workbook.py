"""XLSX, opened only after its table of contents shows nothing that could hurt.

The sizes in that table may lie, but the reader of the archive never unpacks more than they say, so the
limits hold for what is really read. Only the first sheet counts.
"""

import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException

from tracker.core.errors import InvalidError
from tracker.core.intake.sheet import Limits, Row, column_letter, shorten

MOST_ENTRIES = 200
MOST_BYTES = 50_000_000
MOST_RATIO = 100
LAST_ROW = 1_048_576
ENCRYPTED = 1
SPARE = 3
ALL_ZEROS = re.compile("0{2,}")
BROKEN = (
    BadZipFile,
    DefusedXmlException,
    ParseError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    TypeError,
    ValueError,
)


def records(data: bytes, limits: Limits) -> Iterator[Row]:
    """Yield the rows of the first sheet that are not blank, each with its number; the header comes first."""
    check_contents(data)
    try:
        yield from _rows(data, limits)
    except InvalidError:
        raise
    except BROKEN as error:
        raise InvalidError("xlsx-broken") from error


def check_contents(data: bytes) -> None:
    """Raise if an archive is no workbook, or one with macros, foreign links or too much inside."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except BROKEN as error:
        raise InvalidError("xlsx-broken") from error
    names = {entry.filename.casefold() for entry in entries}
    _check_sizes(entries, len(data))
    if any("vbaproject" in name or "macrosheet" in name for name in names):
        raise InvalidError("xlsx-macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise InvalidError("xlsx-links")
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise InvalidError("xlsx-broken")


def _check_sizes(entries: list[ZipInfo], size: int) -> None:
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if packed > size or any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise InvalidError("xlsx-broken")
    swollen = any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_BYTES or swollen:
        raise InvalidError("xlsx-swollen")


def _rows(data: bytes, limits: Limits) -> Iterator[Row]:
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes a while to load, and CSV needs none of it

    book: Any = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    try:
        if not book.worksheets:
            raise InvalidError("file-empty")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        header = next(_cells_of(sheet, limits, limits.columns + 1), None)
        if header is not None:
            # Every row is filled up to the width asked for, so a narrow table is read many times faster.
            width = max(place for place, text in enumerate(header.cells) if text) + 1
            yield from _cells_of(sheet, limits, min(width + SPARE, limits.columns + 1))
    finally:
        book.close()


def _cells_of(sheet: Any, limits: Limits, width: int) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(max_col=width), start=1):
        if number > LAST_ROW:
            raise InvalidError("rows-many", row=number, limit=limits.rows)
        texts = tuple(_text(cell, number, place) for place, cell in enumerate(cells))
        if len(texts) > limits.columns and texts[limits.columns]:
            raise InvalidError("columns-many", row=number, count=len(texts), limit=limits.columns)
        if any(texts):
            yield Row(number, texts)


def _text(cell: Any, number: int, place: int) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in {"f", "e"}:
        code = "formula-cell" if cell.data_type == "f" else "cell-error"
        raise InvalidError(code, row=number, column=column_letter(place), value=shorten(str(value)))
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format)
    return _other(value)


def _number(value: float, shape: str) -> str:
    """Return a number in plain digits, with the leading zeros that the sheet shows."""
    exact = Decimal(repr(value))
    if exact != exact.to_integral_value():
        return format(exact, "f")
    digits = format(exact.to_integral_value(), "f")
    return digits.zfill(len(shape)) if ALL_ZEROS.fullmatch(shape) else digits


def _other(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
