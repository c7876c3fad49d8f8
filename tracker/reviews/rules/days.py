"""Working days and the deadlines counted in them."""

from datetime import date, timedelta

ANSWER_WORKING_DAYS = 5
CONTEST_WEEKS = 6
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether a day counts: Monday to Friday. Public holidays count too, which is said on the page."""
    return day.weekday() < SATURDAY


def add_working_days(day: date, count: int) -> date:
    """Return the day that lies so many working days after a day; the day itself does not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def answer_due(shared_on: date) -> date:
    """Return the last day on which a proposal still has to wait for the person's answer."""
    return add_working_days(shared_on, ANSWER_WORKING_DAYS)


def contest_until(decided_on: date) -> date:
    """Return the last day on which the person can contest a decision."""
    return decided_on + timedelta(weeks=CONTEST_WEEKS)
