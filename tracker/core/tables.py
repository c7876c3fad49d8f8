"""A table as a value, and its two files: CSV and XLSX. Neither can start a formula in a spreadsheet.

A spreadsheet reads a text that begins with an equals sign as something to calculate, wherever the text came
from. In CSV such a text gets an apostrophe in front; in XLSX every text is typed as text. Numbers and
days stay numbers and days.
"""

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tracker.core.errors import InvalidError

Cell = str | int | float | date | datetime | None

MARK = "\ufeff"
# The signs that start a formula, their full-width twins, the bar of an old protocol, and what is
# swallowed before them: tab, line ends and spaces.
_FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@|\uff1d\uff0b\uff0d\uff20\uff5c\u2212]|[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\]")
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
MOST_EXACT_DIGITS = 10**15
WIDEST = 60
NARROWEST = 10


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, with a name that becomes the sheet's or the file's."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a row that does not fit its columns: a shifted figure is worse than none."""
        for place, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise InvalidError("row-length", table=self.name, row=place)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a reader's spreadsheet expects its CSV: what parts the cells, and what parts a number."""

    separator: str
    decimal: str


DIALECTS = {"en": Dialect(",", "."), "nl": Dialect(";", ",")}


def dialect_of(language: str) -> Dialect:
    """Return the dialect that spreadsheets of a language read without asking."""
    return DIALECTS.get(language, DIALECTS["en"])


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate this text instead of showing it."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """Return a text that a spreadsheet shows and never calculates."""
    clean = cleaned(text)
    return f"'{clean}" if is_formula(clean) else clean


def cleaned(text: str) -> str:
    """Return a text with plain line ends and without the control signs that neither file can hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines).encode("utf-8", "replace").decode("utf-8")


def to_csv(table: Table, dialect: Dialect) -> bytes:
    """Return the table as CSV with a UTF-8 mark, so that spreadsheets read its letters right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.separator, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([_as_text(cell, dialect) for cell in row])
    return (MARK + out.getvalue()).encode("utf-8")


def _as_text(cell: Cell, dialect: Dialect) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, float):
        return repr(cell).replace(".", dialect.decimal) if math.isfinite(cell) else ""
    if isinstance(cell, datetime):
        return _moment(cell)
    return "" if cell is None else str(cell)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def to_xlsx(tables: Sequence[Table], *, created: datetime) -> bytes:
    """Return the tables as sheets of one workbook; the same tables and moment give the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - costs 20 MB, which only an export needs

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": created.astimezone(UTC).replace(tzinfo=None, microsecond=0)})
    writer = _SheetWriter(book)
    for name, table in zip(_sheet_names(tables), tables, strict=True):
        writer.write(book.add_worksheet(name), table)
    book.close()
    return out.getvalue()


class _SheetWriter:
    """Writes each cell by its own type, never by what the library guesses from its first sign."""

    def __init__(self, book: object) -> None:
        add = book.add_format  # type: ignore[attr-defined]
        self.head = add({"bold": True, "text_wrap": True, "valign": "top"})
        self.text = add({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.quoted = add({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
        self.number = add({"valign": "top"})
        self.day = add({"valign": "top", "num_format": "yyyy-mm-dd"})

    def write(self, sheet: object, table: Table) -> None:
        """Write the columns' names and all rows, and leave the names in sight when scrolling."""
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, cleaned(name), self.head)  # type: ignore[attr-defined]
            sheet.set_column(column, column, _width(table, column))  # type: ignore[attr-defined]
        for line, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                self._cell(sheet, (line, column), cell)
        sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]

    def _cell(self, sheet: object, place: tuple[int, int], cell: Cell) -> None:
        if isinstance(cell, datetime):
            cell = _moment(cell)
        if isinstance(cell, bool) or (isinstance(cell, int) and abs(cell) >= MOST_EXACT_DIGITS):
            cell = str(cell)
        if isinstance(cell, str):
            self._text(sheet, place, cleaned(cell))
        elif isinstance(cell, date):
            sheet.write_datetime(*place, cell, self.day)  # type: ignore[attr-defined]
        elif cell is not None and math.isfinite(cell):
            sheet.write_number(*place, cell, self.number)  # type: ignore[attr-defined]

    def _text(self, sheet: object, place: tuple[int, int], text: str) -> None:
        if len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
            raise InvalidError("cell-too-long", row=place[0], column=place[1])
        style = self.quoted if is_formula(text) else self.text
        sheet.write_string(*place, text, style)  # type: ignore[attr-defined]


def _width(table: Table, column: int) -> int:
    longest = max([len(table.columns[column]), *(len(str(row[column] or "")) for row in table.rows)])
    return min(WIDEST, max(NARROWEST, longest + 2))


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """Return names that a workbook accepts, each once whatever its case."""
    names: list[str] = []
    for table in tables:
        plain = _SHEET_SIGNS.sub(" ", cleaned(table.name)).strip("' ") or "-"
        name, count = plain[:LONGEST_SHEET_NAME], 1
        while name.casefold() in (taken.casefold() for taken in names):
            count += 1
            end = f" {count}"
            name = plain[: LONGEST_SHEET_NAME - len(end)] + end
        names.append(name)
    return names
