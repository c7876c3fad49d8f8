"""Thresholds go up and never down."""

import pytest

from tracker.core.access import SYSTEM
from tracker.pulses.models import PulseSetting

URL = "/rounds/thresholds"


def held(storage, clock):
    with storage.look(SYSTEM, clock.now()) as work:
        setting = work.session.get(PulseSetting, 1)
        return setting.k_score, setting.k_comment


def test_hr_raises_them_for_the_rounds_to_come(world, page, storage, clock):
    running = world.open()
    assert page.as_("hr").post(URL, {"score": "8", "comment": "12"}).location == "/rounds"
    assert held(storage, clock) == (8, 12)
    assert running.k_score == 5


@pytest.mark.parametrize("data", [(1, 10), (4, 10), (5, 9), (0, 0), (-5, 10), ("x", 10), ("", "")])
def test_nobody_lowers_them_below_the_floors(world, page, storage, clock, data):
    world.open()
    refused = page.as_("hr").post(URL, {"score": str(data[0]), "comment": str(data[1])})
    assert refused.status == 422
    assert held(storage, clock) == (5, 10)


def test_a_raised_threshold_is_not_lowered_again(world, page, storage, clock):
    world.open()
    browser = page.as_("hr")
    browser.post(URL, {"score": "9", "comment": "20"})
    refused = browser.post(URL, {"score": "8", "comment": "20"})
    assert refused.status == 422
    assert "never lowered" in refused.text
    assert held(storage, clock) == (9, 20)


def test_a_raised_threshold_withholds_what_was_shown_before(world, page, cast):
    world.play(4)
    page.as_("hr").post(URL, {"score": "10", "comment": "10"})
    for _ in range(4):
        world.play(4)
    assert "No figures of this team itself" in page.as_("hr").get(f"/rounds/teams/{cast.shop_a.id}").text
