"""Who can see my answer: generated from what really holds."""

from tracker.core.disclosure import Thresholds
from tracker.pulses.service.plan import raise_thresholds

URL = "/pulse/trust"


def test_it_says_who_sees_what_in_plain_words(world, page):
    text = page.as_("employee").get(URL).text
    assert "nobody sees a single person's answers" in text
    assert "at least 5 people who answered that item" in text
    assert "To be honest" not in text
    assert "while a round is open: sheets of that round" in text


def test_it_tells_the_thresholds_that_really_hold(world, page, work_as):
    world.play(4)
    with work_as("hr") as work:
        raise_thresholds(work, Thresholds(8, 15))
    text = page.as_("employee").get(URL).text
    assert "at least 8 people who answered that item" in text
    assert "at least 15" in text


def test_a_running_round_keeps_the_thresholds_it_opened_with(world, page, work_as):
    world.open()
    with work_as("hr") as work:
        raise_thresholds(work, Thresholds(8, 15))
    assert "at least 5 people who answered that item" in page.as_("employee").get(URL).text


def test_it_names_the_running_round_s_key(world, page):
    opened = world.open()
    assert opened.key_fingerprint in page.as_("employee").get(URL).text


def test_it_is_linked_from_the_pulse_and_from_every_figure(world, page, cast):
    world.play(4)
    world.open()
    browser = page.as_("employee")
    for url in ("/pulse", "/rounds/teams", f"/rounds/teams/{cast.shop_a.id}"):
        assert URL in browser.get(url).links


def test_it_is_dutch_in_dutch(world, page):
    assert "Wie ziet wat" in page.as_("employee", language="nl").get(URL).text
