"""Every page of the access matrix in Chromium: no axe finding, no refused resource, no wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.site import Visit, list_visits

pytestmark = pytest.mark.browser
AXE = Axe()
OPTIONS = {"rules": {"target-size": {"enabled": True}}}
PHONE, DESK = 360, 1280
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SETTLED = "() => !document.querySelector('[data-chart]:not(.is-drawn, .is-failed)')"
SMALL_TARGETS = """() => {
const targets = "button, .button, .nav__link, .option, summary, select, textarea, .input, .back, .tabs a";
return [...document.querySelectorAll(targets)]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.getBoundingClientRect().height < 43.5)
  .map((element) => element.outerHTML.slice(0, 120));
}"""


def findings(page) -> list[str]:
    violations = AXE.run(page, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def is_page(page, url: str) -> bool:
    return page.request.head(url).headers.get("content-type", "").startswith("text/html")


@pytest.mark.parametrize("visit", list_visits(), ids=lambda visit: visit.name)
def test_a_page_is_sound_in_both_themes_languages_and_widths(visit: Visit, site, visitor):
    url = site.url(visit.line)
    page = visitor(visit.persona, language="en", color_scheme="light")
    if not is_page(page, url):
        return
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for language, scheme in (("en", "light"), ("nl", "dark")):
        page.context.add_cookies([{"name": "kindline-language", "value": language, "url": site.address}])
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.goto(url)
        page.wait_for_function(SETTLED)
        assert page.get_attribute("html", "lang") == language
        assert page.evaluate(OVERFLOW) <= 0, "wider than a phone"
        assert page.evaluate(SMALL_TARGETS) == []
        assert findings(page) == []
        page.set_viewport_size({"width": DESK, "height": 900})
        assert page.evaluate(OVERFLOW) <= 0, "wider than a screen"
        assert findings(page) == []
        assert page.evaluate("window.refusedByPolicy") == []
    assert errors == []


def test_the_start_page_weighs_less_than_a_hundred_kilobytes(site, visitor):
    page = visitor("employee")
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(site.address, wait_until="networkidle")
    assert sum(sizes) < 100_000
