"""Charts with the CDN in order, blocked, tampered with or silent, and without JavaScript."""

import pytest

from tests.browser.conftest import serve_library
from tracker.web.assets import FOLDER

pytestmark = pytest.mark.browser
SETTLED = "() => !document.querySelector('[data-chart]:not(.is-drawn, .is-failed)')"


def tampered(route) -> None:
    body = (FOLDER / "vendor/chart.umd.min.js").read_text() + "\nwindow.tampered = true;"
    headers = {"access-control-allow-origin": "*", "content-type": "text/javascript"}
    route.fulfill(body=body, headers=headers)


def address_of(site) -> str:
    return f"{site.address}/rounds/teams/{site.cast.shop_a.id}"


CDN_STATES = {
    "in order": serve_library,
    "blocked": lambda route: route.abort(),
    "gone": lambda route: route.fulfill(status=404, body=""),
    "tampered with": tampered,
    "silent": lambda _route: None,
}


@pytest.mark.parametrize("state", CDN_STATES)
def test_charts_are_drawn_whatever_becomes_of_the_cdn(state, site, visitor):
    page = visitor("employee", cdn=CDN_STATES[state])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address_of(site), wait_until="commit")
    page.wait_for_selector("[data-chart].is-drawn canvas")
    page.wait_for_function(SETTLED)
    assert page.locator("[data-chart].is-failed").count() == 0
    assert page.evaluate("window.tampered") is None
    assert any("/static/vendor/" in url for url in asked) == (state != "in order")
    assert page.locator(".chart__numbers[open]").count() == 0


def test_without_javascript_the_table_stands_in_the_place_of_the_chart(site, visitor):
    page = visitor("employee", java_script_enabled=False)
    page.goto(address_of(site))
    assert page.locator("[data-chart] table").first.is_visible()
    assert not page.locator("[data-chart] canvas").first.is_visible()


def test_charts_follow_a_change_of_theme(site, visitor):
    page = visitor("employee", color_scheme="light")
    page.goto(address_of(site))
    page.wait_for_function(SETTLED)
    colour = "Chart.getChart(document.querySelector('canvas')).data.datasets[0].borderColor"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => {colour} !== '{light}'")
