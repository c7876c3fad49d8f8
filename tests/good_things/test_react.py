import threading

import pytest
from sqlalchemy import select

from tests.factories.good_things import in_name_of
from tracker.good_things import service
from tracker.good_things.models import GoodThingReaction
from tracker.good_things.queries import get_entry
from tracker.good_things.rules.entry import Reaction


def kinds(work_as):
    with work_as() as work:
        query = select(GoodThingReaction.person_id, GoodThingReaction.kind).order_by(GoodThingReaction.kind)
        return [tuple(row) for row in work.session.execute(query)]


def react(browser, number, sends, **more):
    return browser.post(f"/good-things/{number}/react", {"kind": sends, **more})


def test_a_tap_adds_and_the_next_takes_back(page, kept, work_as, cast):
    browser = page.as_("colleague")
    assert (
        react(browser, kept, "add thank-you", next="/good-things").location
        == f"/good-things#good-thing-{kept}"
    )
    assert kinds(work_as) == [(cast.colleague.id, "thank-you")]
    [pressed] = [b for b in browser.get("/good-things").find("button") if b.get("aria-pressed") == "true"]
    assert pressed.get("value") == "drop thank-you"
    react(browser, kept, "drop thank-you")
    assert kinds(work_as) == []


def test_a_double_tap_is_one(page, kept, work_as):
    browser = page.as_("colleague")
    for _ in range(2):
        assert react(browser, kept, "add well-done").status == 303
    assert len(kinds(work_as)) == 1
    for _ in range(2):
        assert react(browser, kept, "drop well-done").status == 303
    assert not kinds(work_as)


def test_two_taps_at_the_same_moment_are_one(storage, clock, cast, work_as, kept):
    gate, failed = threading.Barrier(3), []

    def tap() -> None:
        gate.wait()
        try:
            with storage.work(None, clock.now()) as work:
                mine = in_name_of(work, cast.colleague.id)
                service.add_reaction(mine, get_entry(work.session, kept), Reaction.LEARNED)
        except Exception as error:  # noqa: BLE001 - the test wants to see any failure of a thread
            failed.append(error)

    threads = [threading.Thread(target=tap) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(kinds(work_as)) == 1


def test_each_kind_once_for_each_person(page, kept, work_as):
    for name in ("colleague", "lead"):
        for kind in Reaction:
            react(page.as_(name), kept, f"add {kind.value}")
    assert len(kinds(work_as)) == 6
    assert "Thank you 2" in page.as_("delegate").get("/good-things").text.replace(":", "")


@pytest.mark.parametrize("sends", ["", "add", "add applause", "remove thank-you", "add thank-you extra"])
def test_what_is_no_reaction_is_refused(page, kept, work_as, sends):
    assert react(page.as_("colleague"), kept, sends).status == 422
    assert not kinds(work_as)


def test_the_writer_does_not_applaud_themself(page, kept):
    assert react(page.as_("employee"), kept, "add thank-you").status == 403
    assert not page.as_("employee").get("/good-things").find("form", action=f"/good-things/{kept}/react")
