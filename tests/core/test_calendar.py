"""Weeks, blocks, periods and the local hours at which rounds open and close."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.calendar import (
    Block,
    Period,
    PeriodKind,
    Week,
    closing_of,
    local_day,
    opening_of,
    start_of_day,
)
from tracker.core.errors import InvalidError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = st.dates(date(1970, 1, 5), date(2100, 12, 31))
WEEKS = DAYS.map(Week.of)


@given(DAYS)
def test_a_week_holds_the_days_from_its_monday_to_its_sunday(day):
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert (week.sunday - week.monday).days == 6


@given(WEEKS, st.integers(-200, 200))
def test_adding_weeks_and_taking_them_off_again_returns_to_the_start(week, steps):
    assert (week + steps) - steps == week
    assert (week + steps) - week == steps


@given(WEEKS)
def test_a_week_reads_back_what_it_writes(week):
    assert Week.parse(str(week)) == week


@given(WEEKS, WEEKS)
def test_weeks_sort_as_their_mondays_do(one, other):
    assert (one < other) == (one.monday < other.monday)


def test_the_fifty_third_week_of_2026_is_a_week_like_any_other():
    assert Week.of(date(2026, 12, 31)) == Week(2026, 53)
    assert Week(2026, 52) + 1 == Week(2026, 53)
    assert Week(2026, 53) + 1 == Week(2027, 1)
    assert Week(2027, 1) - Week(2026, 52) == 2


@pytest.mark.parametrize("text", ["2025-W53", "2026-W00", "2026-W54", "0000-W01"])
def test_a_week_the_year_does_not_have_is_refused(text):
    with pytest.raises(InvalidError):
        Week.parse(text)


@pytest.mark.parametrize("text", ["", "2026W47", "W47", "2026-47", "2026-W4", "٢٠٢٦-W47"])
def test_text_that_is_no_week_is_refused(text):
    with pytest.raises(InvalidError):
        Week.parse(text)


@given(WEEKS, WEEKS)
def test_every_week_belongs_to_exactly_one_block_of_four(week, anchor):
    block = Block.holding(week, anchor=anchor)
    assert week in block
    assert week not in block + 1
    assert week not in block + -1
    assert block.weeks[block.position(week)] == week
    assert (block.first - anchor) % 4 == 0
    assert block.number(anchor=anchor) * 4 == block.first - anchor


def test_a_block_passes_week_53_without_losing_or_gaining_a_week():
    block = Block.holding(Week(2026, 53), anchor=Week(2026, 51))
    assert block.weeks == (Week(2026, 51), Week(2026, 52), Week(2026, 53), Week(2027, 1))
    assert block.last == Week(2027, 1)
    assert str(block) == "2026-W51"


def test_a_week_has_no_place_in_another_block():
    with pytest.raises(InvalidError):
        Block(Week(2026, 1)).position(Week(2026, 5))


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3), PeriodKind.WEEK),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), PeriodKind.MONTH),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), PeriodKind.MONTH),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), PeriodKind.QUARTER),
        (" 2011 ", date(2011, 1, 1), date(2011, 12, 31), PeriodKind.YEAR),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(text, first, last, kind):
    period = Period.parse(text)
    assert (period.first, period.last, period.kind) == (first, last, kind)
    assert str(period) == text.strip()


@pytest.mark.parametrize(
    "text", ["", "2026-Q5", "2026-13", "2026-00", "26", "2026-W54", "0000", "9999-12-31"]
)
def test_text_that_is_no_period_is_refused(text):
    with pytest.raises(InvalidError):
        Period.parse(text)


def test_a_round_closes_at_local_midnight_on_the_night_the_clocks_go_back():
    assert closing_of(date(2026, 10, 25), AMSTERDAM) == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)
    assert closing_of(date(2026, 10, 18), AMSTERDAM) == datetime(2026, 10, 18, 22, 0, tzinfo=UTC)


def test_a_round_opens_at_nine_local_on_both_sides_of_the_clock_change():
    assert opening_of(date(2027, 3, 22), AMSTERDAM) == datetime(2027, 3, 22, 8, 0, tzinfo=UTC)
    assert opening_of(date(2027, 3, 29), AMSTERDAM) == datetime(2027, 3, 29, 7, 0, tzinfo=UTC)


def test_where_the_clock_jumps_over_midnight_the_day_begins_at_the_jump():
    assert start_of_day(date(2024, 4, 26), ZoneInfo("Africa/Cairo")) == datetime(
        2024, 4, 25, 22, 0, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", date(2027, 1, 4)),
        ("Pacific/Honolulu", date(2027, 1, 3)),
        ("UTC", date(2027, 1, 3)),
    ],
)
def test_the_day_is_that_of_the_organisation_and_not_of_the_server(zone, day):
    assert local_day(datetime(2027, 1, 3, 12, 0, tzinfo=UTC), ZoneInfo(zone)) == day


@given(
    WEEKS, st.sampled_from(["Europe/Amsterdam", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"])
)
def test_rounds_of_following_weeks_never_overlap(week, name):
    zone = ZoneInfo(name)
    closing = closing_of(week.sunday, zone)
    assert opening_of(week.monday, zone) < closing <= opening_of((week + 1).monday, zone)
