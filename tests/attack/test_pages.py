"""A1, A2, A5, A8, A22: reading small groups off pages and charts, and asking for other times."""

import itertools
import json
import re

import pytest

from tests.attack.surfaces import addresses
from tests.factories.pulses import Pulses, make_pulses

pytestmark = pytest.mark.attack

READERS = ("employee", "lead", "hr", "works_council")
OWN_TRACES = ("/account", "/log")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@pytest.fixture
def world(storage, clock, key_dir, cast) -> Pulses:
    """Seven people in shop A, four in shop B with answers nobody else gives, eleven in shop C."""
    pulses = make_pulses(storage, clock, key_dir)
    pulses.add_people(cast.shop_a.id, 7)
    pulses.add_people(cast.shop_b.id, 4)
    pulses.add_people(cast.shop_c.id, 11)
    return pulses


def things(app, cast):
    teams = [getattr(cast, name).id for name in ("company", "north", "south", "shop_a", "shop_b", "shop_c")]
    return {"team_id": teams, "any": [1, 2]}


def read_everything(page, app, cast):
    """Return what every reader gets from every address, as (reader, address) to text."""
    found = {}
    for reader in READERS:
        browser = page.as_(reader)
        for address in addresses(app, things(app, cast)):
            answer = browser.get(address)
            if answer.status == 200 and not answer.response.is_streamed:
                found[reader, address] = answer.html
    return found


def play_two_worlds(world, cast, small_answer):
    hidden = set(world.people[cast.shop_b.id])
    for _ in range(4):
        world.play(lambda person: small_answer if person in hidden else 2 + person % 3)


def without_tokens(text):
    """Leave out what is drawn by lot for every page: form tokens and the names of new things."""
    return re.sub(r'<input[^>]*type="hidden"[^>]*>|<input[^>]*name="csrf_token"[^>]*>', "", text)


def differing(first, second):
    """Return where two readings differ, apart from the pages that tell a reader of their own visits."""
    return [
        place
        for place in first
        if not place[1].startswith(OWN_TRACES)
        and without_tokens(first[place]) != without_tokens(second[place])
    ]


def test_a1_the_answers_of_a_group_of_four_change_nothing_anywhere(databases, app, page, world, cast):
    """The product is read twice, with the hidden four all at 1 and then all at 5: no byte may differ."""
    from dataclasses import replace  # noqa: PLC0415 - used in one test

    from tests.clock import FrozenClock  # noqa: PLC0415 - used in one test
    from tests.page import Pages  # noqa: PLC0415 - used in one test
    from tracker.storage.engine import make_engine  # noqa: PLC0415 - used in one test
    from tracker.storage.work import Storage  # noqa: PLC0415 - used in one test

    play_two_worlds(world, cast, 1)
    first = read_everything(page, app, cast)
    with databases.fresh() as url:
        other = Storage(make_engine(url))
        clock = FrozenClock()
        folder = world.keys.folder.parent / "other-keys"
        twin = make_pulses(other, clock, folder)
        for team in (cast.shop_a, cast.shop_b, cast.shop_c):
            twin.add_people(team.id, len(world.people[team.id]))
        play_two_worlds(twin, cast, 5)
        before = app.extensions["kindline"]
        app.extensions["kindline"] = replace(before, storage=other, clock=clock, key_dir=folder)
        second = read_everything(Pages(app, cast), app, cast)
        app.extensions["kindline"] = before
        other.engine.dispose()
    assert len(first) > 60
    assert first.keys() == second.keys()
    assert differing(first, second) == []


def test_a2_a_department_minus_its_shown_teams_is_never_a_small_group(world, page, cast, storage, clock):
    from sqlalchemy import select  # noqa: PLC0415 - used in one test

    from tracker.core.access import NOBODY  # noqa: PLC0415 - used in one test
    from tracker.pulses.models import PulseCell, PulseNode  # noqa: PLC0415 - used in one test

    play_two_worlds(world, cast, 1)
    with storage.look(NOBODY, clock.now()) as work:
        cells = {
            (row.round_id, row.item_id, row.node_id): row.n for row in work.session.scalars(select(PulseCell))
        }
        parents = {
            (row.round_id, row.node_id): row.parent_id for row in work.session.scalars(select(PulseNode))
        }
    for (round_id, item_id, node), n in cells.items():
        below = sum(
            m
            for (r, i, child), m in cells.items()
            if (r, i) == (round_id, item_id) and parents[r, child] == node
        )
        assert n - below == 0 or n - below >= 5


def test_a5_no_page_changes_while_a_round_is_open_whoever_answers(world, app, page, cast):
    play_two_worlds(world, cast, 3)
    world.open()
    before = read_everything(page, app, cast)
    for person in world.everybody:
        world.answer(person, 1 + person % 5)
    after = read_everything(page, app, cast)
    assert [place for place in differing(before, after) if place[1] != "/pulse"] == []


def test_a8_other_stretches_of_time_cannot_be_asked_for(world, app, page, cast):
    """Whatever is added to an address, the figures stay those of the fixed blocks and weeks."""
    play_two_worlds(world, cast, 3)
    asked = [
        f"{name}={value}"
        for name, value in itertools.product(
            ("from", "to", "since", "until", "week", "weeks", "block", "period", "start", "end", "k", "n"),
            ("2026-W38", "2026-09-14", "1"),
        )
    ]
    browser = page.as_("hr")
    for address in (f"/rounds/teams/{cast.shop_a.id}", "/rounds/teams"):
        plain = without_tokens(browser.get(address).html)
        for question in asked:
            told = without_tokens(browser.get(f"{address}?{question}").html)
            assert told.replace(f"?{question}", "").replace("?", "") == plain.replace("?", ""), question


def test_a8_blocks_do_not_overlap_and_are_built_from_whole_weeks(world, page, cast):
    for _ in range(9):
        world.play(lambda person: 2 + person % 3)
    shown = page.as_("hr").get(f"/rounds/teams/{cast.shop_a.id}")
    drawings = [json.loads(e.text) for e in shown.find("script", type="application/json")]
    assert len(drawings[0]["x"]["categories"]) == 3
    assert len(drawings[1]["x"]["categories"]) == 9


def test_a22_a_unanimous_team_shows_only_an_open_end_and_no_spread(world, page, cast):
    world.play(5)
    html = page.as_("hr").get(f"/rounds/teams/{cast.shop_c.id}").html
    values = {float(v.replace(",", ".")) for v in re.findall(r'"y":\s*(' + NUMBER.pattern + ")", html)}
    assert values == {4.5}
    assert "100" not in page.as_("hr").get(f"/rounds/teams/{cast.shop_c.id}").text.replace("100 people", "")
