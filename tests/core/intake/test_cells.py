"""From text to values: what is wrong is kept with its row and column, and reading goes on."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.core.errors import InvalidError
from tracker.core.intake import (
    Problem,
    Reading,
    check_size,
    column_key,
    parse_day,
    parse_decimal,
    parse_whole,
    parse_yes,
    read_table,
    shorten,
)


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-16",
        "2026-9-16",
        "2026-09-16 10:30:00",
        "16-09-2026",
        "16/9/2026",
        "16.9.2026",
        "16 sep 2026",
        "16 september 2026",
        "16-sep-2026",
        "September 16, 2026",
        "sept. 16 2026",
    ],
)
def test_a_day_is_read_in_the_ways_people_write_it(text):
    assert parse_day(text) == date(2026, 9, 16)


def test_dutch_months_are_known():
    assert [parse_day(f"2 {month} 2026").month for month in ("mrt", "maart", "mei", "okt")] == [3, 3, 5, 10]


@pytest.mark.parametrize(
    "text", ["", "09/16/2026", "2026-02-30", "16-9-26", "16 foo 2026", "0001-01-01", "45916"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        parse_day(text)


@pytest.mark.parametrize(("text", "value"), [("7", "7"), ("7,5", "7.5"), ("7.25", "7.25"), ("-1,0", "-1.0")])
def test_a_number_has_a_comma_or_a_dot(text, value):
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1.234,5", "1e5", "nan", "7,", "½", "1 000"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["", "7.0", "1e3", "seven", "9" * 16])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValueError):
        parse_whole(text)


@pytest.mark.parametrize(
    ("text", "value"), [("Ja", True), ("x", True), ("nee", False), ("", False), ("0", False)]
)
def test_yes_and_no_are_read_in_two_languages(text, value):
    assert parse_yes(text) is value


def reading(text):
    sheet = read_table(text.encode(), "a.csv", max_rows=100)
    return Reading(sheet), sheet.rows[0]


def test_every_problem_is_kept_with_row_column_and_value():
    found, row = reading("Name;When;Value;Mark;Lead\n;soon;eleven;12,5;perhaps\n")
    assert found.text(row, "name", longest=10) is None
    assert found.day(row, "when") is None
    assert found.whole(row, "value", low=0, high=10) is None
    assert found.decimal(row, "mark", low=Decimal(1), high=Decimal(10)) is None
    assert found.yes(row, "lead") is False
    assert found.problems == [
        Problem(2, "Name", "cell-empty"),
        Problem(2, "When", "not-a-day", "soon"),
        Problem(2, "Value", "not-whole", "eleven"),
        Problem(2, "Mark", "out-of-range", "12,5", "1–10"),
        Problem(2, "Lead", "not-yes-or-no", "perhaps"),
    ]


def test_good_values_come_through_and_leave_no_problem():
    found, row = reading("name;when;value;mark;lead\nZoë;16-9-2026;10;9,5;ja\n")
    assert found.text(row, "name", longest=10) == "Zoë"
    assert found.day(row, "when") == date(2026, 9, 16)
    assert found.whole(row, "value", low=0, high=10) == 10
    assert found.decimal(row, "mark", low=Decimal(1), high=Decimal(10)) == Decimal("9.5")
    assert found.yes(row, "lead")
    assert found.problems == []


def test_optional_cells_may_be_empty_or_missing():
    found, row = reading("name;when\nZoë;\n")
    assert found.day(row, "when", required=False) is None
    assert found.text(row, "email", longest=10, required=False) is None
    assert found.yes(row, "lead") is False
    assert not found.has("lead")
    assert found.problems == []


def test_a_missing_column_and_a_number_beyond_its_bounds_are_problems():
    found, row = reading("name;value\nZoë;11\n")
    assert found.whole(row, "count", low=0, high=10) is None
    assert found.whole(row, "value", low=0, high=10) is None
    assert found.problems == [
        Problem(2, "count", "cell-empty"),
        Problem(2, "value", "out-of-range", "11", "0–10"),
    ]


def test_signs_that_nobody_sees_are_taken_out_of_names():
    found, row = reading("name\nAnna\u202e\u200bBos\n")
    assert found.text(row, "name", longest=40) == "AnnaBos"


def test_a_text_that_is_too_long_is_a_problem():
    found, row = reading("name\nabcdef\n")
    assert found.text(row, "name", longest=5) is None
    assert found.problems == [Problem(2, "name", "cell-long", "abcdef", "5")]


def test_all_missing_columns_are_named_at_once():
    sheet = read_table(b"Staff-Number,Full Name\n1,x\n", "a.csv", max_rows=10)
    sheet.demand("staff_number", "full_name")
    with pytest.raises(InvalidError) as refused:
        sheet.demand("staff_number", "name", "team_code")
    assert refused.value.facts == {"missing": "name, team_code", "found": "Staff-Number, Full Name"}


def test_a_file_over_its_size_is_refused():
    check_size(b"12", 2)
    with pytest.raises(InvalidError):
        check_size(b"123", 2)


def test_messages_hold_the_start_of_a_long_value():
    assert shorten("a  b\nc") == "a b c"
    assert shorten("x" * 100) == "x" * 39 + "…"
    assert column_key(" Staff number ") == "staff_number"
