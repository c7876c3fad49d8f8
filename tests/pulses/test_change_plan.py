"""The standing plan: how much a round asks and how it opens."""

import pytest

URL = "/rounds/plan"


def test_hr_changes_how_many_needs_a_round_asks(world, page):
    world.play(4)
    browser = page.as_("hr")
    assert browser.post(URL, {"needs": "12", "automatic": "yes"}).location == "/rounds"
    shown = browser.get(URL)
    assert [e.get("value") for e in shown.find("input", type="radio") if "checked" in e.attrib] == [
        "12",
        "yes",
    ]
    opened = world.open()
    assert len(page.as_("employee").get("/pulse").find("fieldset")) == 13
    assert opened.kind == "quick"


@pytest.mark.parametrize("data", [{"needs": "2", "automatic": "yes"}, {"needs": "7", "automatic": "no"}])
def test_other_plans_are_refused(world, page, data):
    world.play(4)
    assert page.as_("hr").post(URL, data).status == 422


def test_before_pulses_began_there_is_no_plan(world, page):
    assert page.as_("hr").get(URL).status == 409
