"""A table's files: what goes in comes out, and nothing in them is ever calculated."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import InvalidError
from tracker.core.tables import (
    LONGEST_CELL,
    Table,
    cleaned,
    dialect_of,
    guarded,
    is_formula,
    to_csv,
    to_xlsx,
)

MADE = datetime(2026, 9, 16, 10, 0, tzinfo=UTC)
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\ufeff=1+1",
    "=cmd|' /C calc'!A0",
    "|calc",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20A1",
    '=HYPERLINK("http://example.com";"x")',
    "\x00=1+1",
    "\u22121+1",
]


def read_csv(content, language="en"):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect_of(language).separator))


def read_book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_is_marked_as_text_in_csv(text):
    table = Table("t", ("a",), ((text,),))
    [_, [cell]] = read_csv(to_csv(table, dialect_of("nl")), "nl")
    assert cell.startswith("'")
    assert cell == "'" + cleaned(text)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_itself_and_text_in_a_workbook(text):
    book = read_book(to_xlsx([Table("t", ("a",), ((text,),))], created=MADE))
    cell = book["t"]["A2"]
    assert cell.data_type == "s"
    assert cell.value == cleaned(text)
    assert cell.quotePrefix


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_no_text_of_any_kind_starts_a_formula_in_csv(text):
    [_, [cell]] = read_csv(to_csv(Table("t", ("a",), ((text + "x",),)), dialect_of("en")))
    assert not is_formula(cell)
    assert guarded(cell) == cell


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=1, max_size=5))
def test_every_text_comes_back_from_a_workbook_as_text(texts):
    book = read_book(to_xlsx([Table("t", ("a",), tuple((text,) for text in texts))], created=MADE))
    cells = [row[0] for row in book["t"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}


def test_numbers_and_days_stay_numbers_and_days():
    table = Table(
        "t", ("n", "x", "d", "m", "none", "nan"), ((3, 8.25, date(2026, 9, 1), MADE, None, float("nan")),)
    )
    assert read_csv(to_csv(table, dialect_of("nl")), "nl")[1] == [
        "3",
        "8,25",
        "2026-09-01",
        "2026-09-16T10:00:00Z",
        "",
        "",
    ]
    row = read_book(to_xlsx([table], created=MADE))["t"][2]
    assert [cell.value for cell in row] == [
        3,
        8.25,
        datetime(2026, 9, 1),  # noqa: DTZ001 - a workbook knows no zones
        "2026-09-16T10:00:00Z",
        None,
        None,
    ]


def test_a_negative_number_is_not_taken_for_a_formula():
    table = Table("t", ("n",), ((-1.5,),))
    assert read_csv(to_csv(table, dialect_of("en")))[1] == ["-1.5"]
    assert read_book(to_xlsx([table], created=MADE))["t"]["A2"].value == -1.5


def test_a_number_too_long_for_a_spreadsheet_is_kept_as_text():
    table = Table("t", ("n", "b"), ((12345678901234567, True),))
    row = read_book(to_xlsx([table], created=MADE))["t"][2]
    assert [cell.value for cell in row] == ["12345678901234567", "True"]


def test_a_moment_is_written_in_utc_whatever_zone_it_came_in():
    there = MADE.astimezone(timezone(timedelta(hours=2)))
    assert read_csv(to_csv(Table("t", ("m",), ((there,),)), dialect_of("en")))[1] == ["2026-09-16T10:00:00Z"]


def test_csv_carries_the_readers_separator_the_mark_and_its_quotes():
    table = Table("t", ("a", "b"), (('say "ja"; or', "one\ntwo"),))
    content = to_csv(table, dialect_of("nl"))
    assert content.startswith(b"\xef\xbb\xbfa;b\r\n")
    assert read_csv(content, "nl")[1] == ['say "ja"; or', "one\ntwo"]
    assert to_csv(table, dialect_of("en")).startswith(b"\xef\xbb\xbfa,b\r\n")
    assert dialect_of("xx") == dialect_of("en")


def test_the_same_table_gives_the_same_bytes():
    table = Table("t", ("a", "d"), (("x", date(2026, 9, 1)),))
    assert to_xlsx([table], created=MADE) == to_xlsx([table], created=MADE)


def test_sheets_get_names_that_a_workbook_accepts_each_once():
    names = ["What: was [done]?", "what  was  done", "", "A" * 40, "a" * 40, "''"]
    book = read_book(to_xlsx([Table(name, ("a",), ()) for name in names], created=MADE))
    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_row_that_does_not_fit_and_a_text_that_is_too_long_are_refused():
    with pytest.raises(InvalidError):
        Table("t", ("a", "b"), (("x",),))
    with pytest.raises(InvalidError):
        to_xlsx([Table("t", ("a",), (("x" * (LONGEST_CELL + 1),),))], created=MADE)


def test_lone_surrogates_and_control_signs_do_not_stop_a_file():
    table = Table("t", ("a",), (("x\ud800\x07y",),))
    assert read_csv(to_csv(table, dialect_of("en")))[1] == ["x?y"]
    assert read_book(to_xlsx([table], created=MADE))["t"]["A2"].value == "x?y"
