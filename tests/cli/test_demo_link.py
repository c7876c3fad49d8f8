"""The link planted in the demo organisation, as the real linkage page shows it after the story was played.

A part of the organisation is played here; `FULL_DEMO=1` plays the one of `make demo`, which takes longer.
"""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.clock import FrozenClock
from tests.page import Browser
from tracker.cli.demo.making import make, start_afresh
from tracker.cli.demo.moods import EXPECTED_LINK
from tracker.cli.demo.roster import Part, number_of
from tracker.cli.demo.teams import FULL, part_of
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage

PRESENT = datetime(2027, 1, 14, 9, 30, tzinfo=UTC)
NORTH = {"noord", "assen", "zwolle"}
MIDDLE = {"midden", "amersfoort", "arnhem"}
SOUTH = {"zuid", "tilburg", "eindhoven"}
SERVICE = {"service", "webshop", "bezorging", "kantoor", "atelier"}
PLAYS_ALL = bool(os.environ.get("FULL_DEMO"))
SHAPE = FULL if PLAYS_ALL else part_of(NORTH | MIDDLE | SOUTH | SERVICE, weeks=14)
SHOWN = re.compile(
    r"r, within teams (?P<r>-?[\d.]+) 95 % interval (?P<low>-?[\d.]+) to (?P<high>-?[\d.]+); "
    r"(?P<teams>\d+) teams, (?P<periods>\d+) periods"
)


@pytest.fixture(scope="module")
def told():
    return []


@pytest.fixture(scope="module")
def played(tmp_path_factory, told):
    folder = tmp_path_factory.mktemp("linked") / "demo"
    settings = start_afresh(folder)
    story = make(folder, settings, SHAPE, present=PRESENT, tell=told.append)
    storage = Storage(make_engine(settings["KINDLINE_DATABASE_URL"]))
    yield story, storage
    storage.engine.dispose()


@pytest.fixture
def shown(assembled, played):
    """The linkage page as HR sees it first, nothing chosen."""
    story, storage = played
    before = assembled.extensions["kindline"]
    assembled.extensions["kindline"] = replace(before, storage=storage, clock=FrozenClock(PRESENT))
    hr = story.stage.ids[number_of(story.stage.people, Part.HR)]
    yield Browser(assembled, hr, "en").get("/linkage").text
    assembled.extensions["kindline"] = before


def test_the_page_finds_the_planted_link(shown):
    found = SHOWN.search(shown)
    assert found, "the page shows a coefficient within teams"
    assert 0 < float(found["low"]) < EXPECTED_LINK < float(found["high"])
    assert int(found["periods"]) == SHAPE.weeks
    assert "customers were clearly more satisfied" in shown
    if PLAYS_ALL:
        assert float(found["r"]) == pytest.approx(EXPECTED_LINK, abs=0.03)
        assert found["teams"] == "15"


def test_the_command_says_the_planted_figure_and_the_one_on_the_page(shown, told):
    found = SHOWN.search(shown)
    assert told[-1] == (
        f"Weeks of a team and of its customers move together by 0.41, planted; the linkage page finds "
        f"{found['r']}, 95 % interval {found['low']} to {found['high']}."
    )
