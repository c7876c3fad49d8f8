"""HR's rounds: open, close, stop, skip, plan; and what jobs do by themselves."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tracker.audit.models import AuditEntry
from tracker.core.access import SYSTEM
from tracker.core.calendar import Week
from tracker.core.errors import ConflictError
from tracker.pulses.models import PulseBox, PulseRound, PulseSetting
from tracker.pulses.queries.rounds import list_items
from tracker.pulses.rules.planning import VoidReason
from tracker.pulses.service.due import close_due, open_due, void_live

URL = "/rounds"
THIS_WEEK = Week(2026, 38)


def states(storage, clock):
    with storage.look(SYSTEM, clock.now()) as work:
        rows = work.session.execute(select(PulseRound.week, PulseRound.state).order_by(PulseRound.id)).all()
    return [(str(week), state) for week, state in rows]


def codes(storage, clock, round_id):
    with storage.look(SYSTEM, clock.now()) as work:
        return [item.code for item in list_items(work.session, round_id)]


def test_hr_opens_the_first_round_on_any_weekday(world, page, storage, clock):
    browser = page.as_("hr")
    assert "This is the first round" in browser.get(URL).text
    assert browser.submit(URL, {}).status == 405
    assert browser.post("/rounds/open").location == URL
    assert states(storage, clock) == [("2026-W38", "open")]
    shown = browser.get(URL).text
    assert "The round is open." in shown
    assert "open until the end of 20 Sep 2026" in shown


def test_nobody_is_told_how_many_have_answered(world, page):
    world.open()
    before = page.as_("hr").get(URL).text
    for person in world.everybody:
        world.answer(person, 4)
    assert page.as_("hr").get(URL).text == before


def test_a_second_round_in_the_same_week_is_refused(world, page):
    world.open()
    refused = page.as_("hr").post("/rounds/open")
    assert refused.status == 422
    assert "Another round is still running" in refused.text


def test_hr_closes_a_round_early_and_it_is_counted(world, page, storage, clock):
    world.open()
    for person in world.everybody:
        world.answer(person, 4)
    browser = page.as_("hr")
    assert browser.post("/rounds/close").location == URL
    assert states(storage, clock) == [("2026-W38", "closed")]
    assert "closed and counted" in browser.get(URL).text
    assert browser.post("/rounds/close").status == 422


def test_hr_stops_a_round_and_its_sheets_are_destroyed_unread(world, page, storage, clock, key_dir):
    world.open()
    world.answer(world.everybody[0], 4)
    browser = page.as_("hr")
    assert browser.post("/rounds/void").location == URL
    assert states(storage, clock) == [("2026-W38", "void")]
    assert list(key_dir.iterdir()) == []
    with storage.look(SYSTEM, clock.now()) as work:
        assert work.session.scalars(select(PulseBox.k)).all() == []
    assert "stopped, not counted" in browser.get(URL).text
    assert open_due(world.place) is None


def test_opening_closing_and_stopping_are_logged_with_who_did_it(world, page, storage, clock, cast):
    browser = page.as_("hr")
    browser.post("/rounds/open")
    browser.post("/rounds/close")
    with storage.look(SYSTEM, clock.now()) as work:
        logged = work.session.execute(select(AuditEntry.event, AuditEntry.actor_id)).all()
    assert ("round-opened", cast.hr.id) in [tuple(row) for row in logged]
    assert ("round-closed", cast.hr.id) in [tuple(row) for row in logged]


def test_a_planned_round_opens_by_itself_and_asks_the_next_needs(world, storage, clock):
    world.play(4)
    clock.set(datetime(2026, 9, 21, 6, 59, tzinfo=UTC))
    assert open_due(world.place) is None
    clock.set(datetime(2026, 9, 21, 7, 0, tzinfo=UTC))
    assert open_due(world.place) == Week(2026, 39)
    assert open_due(world.place) is None
    assert codes(storage, clock, 2) == ["E04", "E05", "E06", "A02"]


def test_a_round_whose_time_is_over_is_closed_by_the_job_and_running_it_again_is_harmless(
    world, storage, clock
):
    world.open()
    world.answer(world.everybody[0], 4)
    assert close_due(world.place) == []
    clock.set(datetime(2026, 9, 20, 22, 0, tzinfo=UTC))
    assert [closed.week for closed in close_due(world.place)] == ["2026-W38"]
    assert close_due(world.place) == []
    assert states(storage, clock) == [("2026-W38", "closed")]


def test_a_skipped_week_has_no_round_and_its_needs_come_later(world, page, storage, clock):
    world.play(4)
    clock.set(datetime(2026, 9, 20, 10, 0, tzinfo=UTC))
    browser = page.as_("hr")
    assert browser.post("/rounds/weeks", {"week": "2026-W39", "what": "skip"}).location == URL
    assert "skipped" in browser.get(URL).text
    clock.set(datetime(2026, 9, 21, 9, 0, tzinfo=UTC))
    assert open_due(world.place) is None
    clock.set(datetime(2026, 9, 28, 9, 0, tzinfo=UTC))
    assert open_due(world.place) == Week(2026, 40)
    assert codes(storage, clock, 2) == ["E04", "E05", "E06", "E07", "E08", "E09", "A03"]


def test_hr_asks_a_full_round_in_a_week_of_their_choice(world, page, storage, clock):
    world.play(4)
    clock.set(datetime(2026, 9, 20, 10, 0, tzinfo=UTC))
    page.as_("hr").post("/rounds/weeks", {"week": "2026-W39", "what": "full"})
    clock.set(datetime(2026, 9, 21, 9, 0, tzinfo=UTC))
    open_due(world.place)
    assert len(codes(storage, clock, 2)) == 15


@pytest.mark.parametrize(
    "data", [{"week": "2026-W37", "what": "skip"}, {"week": "x", "what": "skip"}, {"what": "no"}]
)
def test_weeks_that_are_past_or_no_weeks_are_refused(world, page, data):
    world.play(4)
    assert page.as_("hr").post("/rounds/weeks", data).status == 422


def test_a_round_whose_key_is_lost_becomes_void_and_the_week_is_asked_again(
    world, page, storage, clock, key_dir
):
    world.open()
    world.answer(world.everybody[0], 4)
    for path in key_dir.iterdir():
        path.unlink()
    assert close_due(world.place) == []
    assert open_due(world.place) == THIS_WEEK
    assert states(storage, clock) == [("2026-W38", "void"), ("2026-W38", "open")]
    world.answer(world.everybody[0], 5)
    assert "This week is asked a second time" in page.as_("employee").get("/pulse").text
    assert "its key was lost" in page.as_("hr").get(URL).text


def test_without_its_folder_of_keys_the_job_stops_loudly_and_voids_nothing(world, storage, clock, key_dir):
    world.open()
    for path in key_dir.iterdir():
        path.unlink()
    key_dir.rmdir()
    with pytest.raises(ConflictError):
        close_due(world.place)
    assert states(storage, clock) == [("2026-W38", "open")]


def test_a_restored_backup_voids_the_running_round_and_says_so(world, page, storage, clock):
    assert not void_live(world.place, reason=VoidReason.RESTORED)
    world.open()
    assert void_live(world.place, reason=VoidReason.RESTORED)
    assert open_due(world.place) == THIS_WEEK
    assert "a backup was restored" in page.as_("hr").get(URL).text


def test_rounds_do_not_open_by_themselves_where_hr_wants_it_so(world, page, clock):
    world.play(4)
    page.as_("hr").post("/rounds/plan", {"needs": "4", "automatic": "no"})
    clock.set(datetime(2026, 9, 21, 9, 0, tzinfo=UTC))
    assert open_due(world.place) is None


def test_before_anybody_began_jobs_have_nothing_to_do(world):
    assert close_due(world.place) == []
    assert open_due(world.place) is None


def test_a_year_with_53_weeks_has_a_round_in_each(world, storage, clock):
    clock.set(datetime(2026, 12, 16, 10, 0, tzinfo=UTC))
    for _ in range(5):
        world.play(4, who=[])
    assert [week for week, _ in states(storage, clock)] == [
        "2026-W51",
        "2026-W52",
        "2026-W53",
        "2027-W01",
        "2027-W02",
    ]


def test_the_first_round_fixes_where_blocks_begin(world, storage, clock):
    world.open()
    with storage.look(SYSTEM, clock.now()) as work:
        setting = work.session.get(PulseSetting, 1)
        assert (setting.anchor, str(setting.first_day)) == (THIS_WEEK, "2026-09-16")
