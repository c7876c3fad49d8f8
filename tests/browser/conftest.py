"""Chromium and a served application, one of each for the whole run."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.browser.season import play_season
from tests.browser.site import Site
from tests.cast import find_cast
from tests.clock import FrozenClock
from tests.conftest import CONFIG
from tests.databases import SqliteDatabases
from tracker.app import create_app
from tracker.core.access import NOBODY
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage
from tracker.web.assets import FOLDER

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
CDN = "https://cdn.jsdelivr.net/**"
WATCH = """
window.refusedByPolicy = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refusedByPolicy.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""

Visitor = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    clock = FrozenClock()
    here = replace(CONFIG, base_url="http://127.0.0.1", key_dir=str(folder / "keys"))
    with SqliteDatabases(folder).fresh() as url:
        storage = Storage(make_engine(url))
        with storage.look(NOBODY, clock.now()) as work:
            cast = find_cast(work.session)
        play_season(storage, cast, clock, folder / "keys")
        served = Site(create_app(here, clock=clock, storage=storage), storage, cast, clock)
        yield served
        served.stop()
        storage.engine.dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    assert CHROMIUM, "the browser tests need Chromium: `make browser-setup`, or name one in CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(site: Site, chromium: Browser) -> Iterator[Visitor]:
    """Open a browser as somebody: `visitor("lead", language="nl", width=360)`."""
    opened: list[BrowserContext] = []

    def open_(persona: str, *, language: str = "en", width: int = 360, **options) -> Page:
        cdn = options.pop("cdn", serve_library)
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        opened.append(context)
        context.set_default_timeout(15_000)
        cookies = [{"name": "kindline-language", "value": language, "url": site.address}]
        session = site.session_of(persona)
        context.add_cookies([*cookies, session] if session else cookies)
        context.add_init_script(WATCH)
        context.route(CDN, cdn)
        return context.new_page()

    yield open_
    for context in opened:
        context.close()


def serve_library(route: Route) -> None:
    """Answer as the CDN would: with the very file whose fingerprint the page demands."""
    route.fulfill(
        path=FOLDER / "vendor/chart.umd.min.js",
        headers={"access-control-allow-origin": "*", "content-type": "text/javascript"},
    )
