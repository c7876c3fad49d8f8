"""What rooms keep is forgotten when its time is over: not a day earlier, not a day later."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.customers import add_scores
from tests.factories.pulses import make_pulses
from tracker.cli.purge import purge
from tracker.core.access import SYSTEM
from tracker.customers.models import CustomerRollup, CustomerScore
from tracker.pulses.models import PulseCell, PulseComment, PulseMoment, PulseParticipation, PulseRound

# The round of the cast's week ends on Sunday the twentieth; its block three weeks later.
WEEK_ENDS, BLOCK_ENDS = date(2026, 9, 20), date(2026, 10, 11)
YEAR = timedelta(days=365)


def count(storage, clock, *tables):
    with storage.look(SYSTEM, clock.now()) as work:
        return [work.session.scalar(select(func.count()).select_from(table)) for table in tables]


def go_to(clock, day):
    clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


@pytest.fixture
def bound(app, storage, clock, key_dir, cast):
    pulses = make_pulses(storage, clock, key_dir)
    pulses.add_people(cast.shop_a.id, 12)
    pulses.open()
    for person in pulses.everybody:
        pulses.answer(person, 4, "a comment")
    pulses.close()
    return app.extensions["kindline"]


def test_comments_are_kept_a_year_after_their_block(bound, storage, clock):
    assert count(storage, clock, PulseComment)[0] >= 10
    go_to(clock, BLOCK_ENDS + YEAR)
    purge(bound)
    assert count(storage, clock, PulseComment)[0] >= 10
    go_to(clock, BLOCK_ENDS + YEAR + timedelta(days=1))
    purge(bound)
    assert count(storage, clock, PulseComment) == [0]


def test_figures_are_kept_three_years_after_their_week(bound, storage, clock):
    before = count(storage, clock, PulseCell, PulseParticipation, PulseMoment)
    assert before[0] > 0
    go_to(clock, WEEK_ENDS + 3 * YEAR)
    purge(bound)
    assert count(storage, clock, PulseCell, PulseParticipation, PulseMoment) == before
    go_to(clock, WEEK_ENDS + 3 * YEAR + timedelta(days=1))
    purge(bound)
    assert count(storage, clock, PulseCell, PulseParticipation, PulseMoment) == [0, 0, 0]
    assert count(storage, clock, PulseRound) == [1]


def test_a_score_keeps_the_name_for_a_year_and_stays_after_that(app, storage, clock, cast):
    day = clock.now().date()
    with storage.work(SYSTEM, clock.now()) as work:
        add_scores(work.session, cast.shop_a.id, [9, 8], day=day, person_id=cast.employee.id)
    named = select(func.count()).where(CustomerScore.person_id.is_not(None))
    for passed, left in ((YEAR, 2), (YEAR + timedelta(days=1), 0)):
        go_to(clock, day + passed)
        purge(app.extensions["kindline"])
        with storage.look(SYSTEM, clock.now()) as work:
            assert work.session.scalar(named) == left
    assert count(storage, clock, CustomerScore, CustomerRollup) == [2, 1]
