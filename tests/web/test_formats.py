from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from tracker.core.calendar import Week
from tracker.web import formats


@pytest.fixture(autouse=True)
def request_in_english(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (2.5, 0, "3"),
        (0.125, 2, "0.13"),
        (-0.125, 2, "−0.13"),
        (1234.5, 1, "1,234.5"),
        (0, 0, "0"),
        (None, 2, "–"),
        (float("nan"), 2, "–"),
        (1e-9, 2, "0.00"),
    ],
)
def test_numbers_have_fixed_decimals_and_halves_go_up(value, decimals, written):
    assert formats.number(value, decimals) == written


def test_numbers_follow_the_readers_language():
    with force_locale("nl"):
        assert formats.number(1234.56, 1) == "1.234,6"
        assert formats.percent(0.125, 1) == "12,5\u00a0%"
        assert formats.span(0.1, 0.25) == "0,10 tot 0,25"
        assert formats.day(date(2026, 3, 1)) == "1 mrt 2026"


def test_a_sign_is_shown_where_it_matters():
    assert formats.signed(12) == "+12"
    assert formats.signed(-12) == "−12"
    assert formats.signed(0) == "0"


def test_moments_are_written_in_the_organisations_time_zone():
    assert formats.when(datetime(2026, 7, 1, 10, 0, tzinfo=UTC)) == "1 Jul 2026 12:00"
    assert formats.when(None) == "–"


def test_weeks_are_written_in_words():
    assert formats.week(Week(2026, 53)) == "week 53, 2026"
    assert formats.short_week(Week(2026, 53)) == "wk 53"
