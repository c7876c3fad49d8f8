"""CSV in the ways in which it really arrives: four encodings, three separators, blank lines."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.core.errors import InvalidError
from tracker.core.intake.sheet import Limits, Row, column_letter, shorten

SEPARATORS = (",", ";", "\t")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
UTF_8_SIGN = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
SAYS_SEPARATOR = re.compile(r"sep=([,;\t])\s*")


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, and in which encoding it said so."""

    content: str
    encoding: str


def decode(data: bytes) -> Text:
    """Return the text of a file: marked or plain UTF-8, UTF-16, or else Windows-1252."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise InvalidError("encoding", row=_row_of(data, error.start), value="") from error
        encoding, content = "windows-1252", _decode_windows(data, error.start)
    strange = NOT_TEXT.search(content)
    if strange:
        row = content.count("\n", 0, strange.start()) + 1
        raise InvalidError("not-text", row=row, value=f"U+{ord(strange[0]):04X}")
    return Text(content.removeprefix("\ufeff"), encoding)


def _decode_windows(data: bytes, start: int) -> str:
    """Return Windows-1252 text, unless the file mixes it with UTF-8, which nobody can read back."""
    row = _row_of(data, start)
    around = data[max(start - 10, 0) : start + 10].decode("ascii", "replace")
    if UTF_8_SIGN.search(data):
        raise InvalidError("encoding", row=row, value=shorten(around))
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise InvalidError("encoding", row=_row_of(data, error.start), value="") from error


def _row_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def separator_of(content: str) -> str:
    """Return the separator that the first line uses, or names in the way Excel does."""
    line = next((line for line in io.StringIO(content) if line.strip()), "")
    said = SAYS_SEPARATOR.fullmatch(line)
    if said:
        return said[1]
    outside_quotes = "".join(line.split('"')[::2])
    return max(SEPARATORS, key=outside_quotes.count)


def records(content: str, separator: str, limits: Limits) -> Iterator[Row]:
    """Yield the rows that are not blank, each with its number; the header comes first."""
    lines = Lines(content, separator, limits)
    source = csv.reader(lines, delimiter=separator, strict=False)
    try:
        for cells in source:
            lines.number += 1
            if lines.number == 1 and SAYS_SEPARATOR.fullmatch(separator.join(cells)):
                continue
            stripped = tuple(map(str.strip, cells))
            if len(stripped) > limits.columns:
                _refuse_width(stripped, lines.number, limits)
            if any(stripped):
                yield Row(lines.number, stripped)
    except csv.Error as error:
        raise lines.too_long() from error


def _refuse_width(cells: tuple[str, ...], number: int, limits: Limits) -> None:
    if any(cells[limits.columns :]):
        raise InvalidError("columns-many", row=number, count=len(cells), limit=limits.columns)


class Lines:
    """The lines of a text, refused before they are taken apart if one cannot be a row of these limits.

    `number` counts whole rows, so that a text with line breaks inside its quotes counts once.
    """

    def __init__(self, content: str, separator: str, limits: Limits) -> None:
        self.lines = io.StringIO(content, newline="")
        self.separator = separator
        self.limits = limits
        self.number = 0
        self.line = ""

    def __iter__(self) -> Iterator[str]:
        longest = self.limits.field
        for line in self.lines:
            if len(line) > longest:
                self.line = line
                self._check()
            yield line

    def _check(self) -> None:
        # Quotes are doubled inside quotes, so a field may take twice its length in the file.
        longest = 2 * self.limits.field + 2
        pieces = self.line.split(self.separator, self.limits.columns * self.limits.field)
        if len(self.line) > longest * self.limits.columns or any(len(piece) > longest for piece in pieces):
            raise self.too_long()

    def too_long(self) -> InvalidError:
        """Return the refusal of the row at hand, naming the column in which it goes wrong."""
        pieces = self.line.split(self.separator)
        long = (place for place, piece in enumerate(pieces) if len(piece) > self.limits.field)
        place = next(long, 0)
        return InvalidError(
            "field-long",
            row=self.number + 1,
            column=column_letter(place),
            value=shorten(pieces[place].strip('"')),
            limit=self.limits.field,
        )
