from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reviews.rules.days import add_working_days, answer_due, contest_until, is_working_day


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 9, 16), 5, date(2026, 9, 23)),
        (date(2026, 9, 18), 1, date(2026, 9, 21)),
        (date(2026, 9, 19), 1, date(2026, 9, 21)),
        (date(2026, 9, 20), 5, date(2026, 9, 25)),
        (date(2026, 12, 31), 2, date(2027, 1, 4)),
        (date(2026, 9, 16), 0, date(2026, 9, 16)),
    ],
)
def test_working_days_skip_weekends_and_years_ends(day, count, expected):
    assert add_working_days(day, count) == expected


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_between_a_day_and_the_due_day_lie_just_so_many_working_days(day, count):
    due = add_working_days(day, count)
    passed = [date.fromordinal(number) for number in range(day.toordinal() + 1, due.toordinal() + 1)]
    assert sum(is_working_day(each) for each in passed) == count
    assert is_working_day(due)


def test_the_person_has_five_working_days_to_answer_and_six_weeks_to_contest():
    assert answer_due(date(2026, 9, 16)) == date(2026, 9, 23)
    assert contest_until(date(2026, 9, 16)) == date(2026, 10, 28)
