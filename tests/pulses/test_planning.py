"""Which items a round asks, and when it opens."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.calendar import Week
from tracker.core.errors import InvalidError
from tracker.pulses.rules.planning import (
    NEEDS,
    NEEDS_CHOICES,
    OUTCOMES,
    SERVICE,
    Plan,
    RoundKind,
    items_of,
    opens_by_itself,
)

ANCHOR = Week(2026, 45)
NOTHING = frozenset()
WEEKS = st.integers(0, 600).map(lambda steps: ANCHOR + steps)


def quick(plan: Plan, week: Week, asked: frozenset[str] = NOTHING) -> tuple[str, ...]:
    return items_of(plan, week, kind=RoundKind.QUICK, asked=asked)


@given(WEEKS, st.sampled_from(NEEDS_CHOICES))
def test_a_block_asks_all_twelve_needs_whatever_the_number_a_week(week, needs):
    plan = Plan(ANCHOR, needs)
    asked = {code for week in plan.block(week).weeks for code in plan.turn(week)}
    assert asked == set(NEEDS)


@given(WEEKS)
def test_a_quick_round_asks_three_needs_and_one_outcome_or_two_service_items(week):
    plan = Plan(ANCHOR)
    asked = frozenset(c for w in plan.block(week).weeks if w < week for c in plan.turn(w))
    codes = quick(plan, week, asked)
    assert len([code for code in codes if code in NEEDS]) == 3
    last = plan.block(week).last == week
    assert len([code for code in codes if code in (SERVICE if last else OUTCOMES)]) == (2 if last else 1)
    assert len(codes) == (5 if last else 4)


def test_three_blocks_ask_all_six_service_items():
    plan = Plan(ANCHOR)
    asked = [code for block in range(3) for code in quick(plan, ANCHOR + 4 * block + 3) if code in SERVICE]
    assert asked == list(SERVICE)


def test_needs_of_a_skipped_week_are_asked_with_the_next_ones():
    plan = Plan(ANCHOR)
    after_a_skip = quick(plan, ANCHOR + 2, frozenset(NEEDS[:3]))
    assert after_a_skip == (*NEEDS[3:9], "A03")
    without_a_skip = quick(plan, ANCHOR + 2, frozenset(NEEDS[:6]))
    assert without_a_skip == (*NEEDS[6:9], "A03")


def test_a_round_stays_short_after_two_skipped_weeks():
    codes = quick(Plan(ANCHOR), ANCHOR + 3)
    assert len([code for code in codes if code in NEEDS]) == 6


def test_a_full_round_asks_all_needs_and_outcomes_on_one_sheet():
    codes = items_of(Plan(ANCHOR), ANCHOR + 4, kind=RoundKind.FULL, asked=NOTHING)
    assert codes == NEEDS + OUTCOMES


@pytest.mark.parametrize("anchor", [Week(2026, start) for start in range(1, 54)])
def test_every_quarter_has_exactly_one_full_round_after_the_first_block(anchor):
    plan = Plan(anchor)
    full = [anchor + step for step in range(160) if plan.kind(anchor + step) is RoundKind.FULL]
    assert all(week - anchor >= 4 for week in full)
    quarters = [(week.monday.year, (week.monday.month - 1) // 3) for week in full]
    assert len(quarters) == len(set(quarters))
    assert len(full) in range(11, 14)


@pytest.mark.parametrize("needs", [0, 1, 2, 7, 11, 13, -3])
def test_other_numbers_of_needs_are_refused(needs):
    with pytest.raises(InvalidError):
        Plan(ANCHOR, needs)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (datetime(2026, 11, 16, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 16, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 19, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), False),
    ],
)
def test_a_round_opens_from_monday_nine_until_thursday_ends(moment, opens):
    week = Week.of(date(2026, 11, 18))
    assert opens_by_itself(week, moment, ZoneInfo("Europe/Amsterdam")) is opens
