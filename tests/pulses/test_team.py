"""A team's page: the trend for those who may see it, a nearest group where it is dark, and why."""

import json

import pytest

from tracker.core.disclosure import Exact

BASE_STATEMENTS = 3  # the visitor, their place in the teams, the organisation


def url(team):
    return f"/rounds/teams/{team.id}"


def figures_of(page):
    """The rows of every table on a page, as lists of texts."""
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in {"td", "th"}]
        for table in page.find("table")
        for row in table.iter("tr")
    ]


def row(page, name):
    return next(cells for cells in figures_of(page) if cells and cells[0].startswith(name))


@pytest.fixture
def played(world):
    for _ in range(4):
        world.play(lambda person: 3 + person % 3)
    return world


def test_before_the_first_closing_there_is_not_one_number(world, page, cast):
    world.open()
    world.answer(world.everybody[0], 5)
    text = page.as_("hr").get(url(cast.shop_a)).text
    assert "No figures yet" in text


def test_a_lead_sees_the_trend_the_items_and_why_they_are_shown_so(played, page, cast):
    shown = page.as_("lead").get(url(cast.shop_a))
    assert "Engagement index of Shop A by block" in shown.text
    assert "5-9" in shown.text
    assert "Small group: shown in steps of 0.5." in shown.text
    assert "Figures exist from 5 answers" in shown.text
    assert len(shown.find("canvas")) == 2
    assert row(shown, "Expectations")[1] in {"3.5", "4.0", "4.5", "≥ 4.5"}


def test_the_figures_stand_on_the_ladder_s_steps(played, page, cast):
    shown = page.as_("hr").get(url(cast.shop_a))
    values = [cells[1] for cells in figures_of(shown) if len(cells) == 4]
    assert values
    assert set(values[1:]) <= {"≤ 1.5", "2.0", "2.5", "3.0", "3.5", "4.0", "≥ 4.5", "Mean"}


def test_a_team_below_the_threshold_shows_the_nearest_group_and_names_it(played, page, cast):
    shown = page.as_("hr").get(url(cast.shop_b))
    assert "No figures of this team itself" in shown.text
    assert "Engagement index of North by block" in shown.text
    assert "Engagement index of Shop B" not in shown.text


def test_a_unanimous_team_is_shown_as_an_open_end(world, page, cast):
    world.play(5)
    shown = page.as_("hr").get(url(cast.shop_a))
    assert "≥ 4.5" in shown.text
    assert "5.0" not in shown.text.replace("steps of 0.5", "")


def test_the_chart_holds_the_same_shown_figures_as_the_table(played, page, cast):
    shown = page.as_("hr").get(url(cast.shop_c))
    drawings = [json.loads(e.text) for e in shown.find("script", type="application/json")]
    points = [p["y"] for d in drawings for s in d["series"] for p in s["points"] if p["y"] is not None]
    assert points
    assert all(1.5 <= y <= 4.5 for y in points)
    assert all(p["n"] is None for d in drawings for s in d["series"] for p in s["points"])


def test_a_team_that_falls_dark_gives_way_to_the_nearest_group_that_is_shown(world, page, cast):
    for _ in range(4):
        world.play(4)
    for _ in range(4):
        world.play(4, who=world.people[cast.shop_c.id])
    dark = page.as_("hr").get(url(cast.shop_a))
    assert "No figures of this team itself" in dark.text
    assert "Engagement index of Company by block" in dark.text


def test_a_renamed_team_starts_a_new_line_and_the_old_figures_stay_with_the_old_one(
    world, page, cast, storage, clock
):
    from tracker.core.access import NOBODY  # noqa: PLC0415 - used in one test
    from tracker.people.models import Team  # noqa: PLC0415 - used in one test

    for _ in range(4):
        world.play(4)
    with storage.work(NOBODY, clock.now()) as work:
        work.session.get(Team, cast.shop_a.id).name = "Harbour"
    world.play(2)
    shown = page.as_("hr").get(url(cast.shop_a))
    weeks = [cells for cells in figures_of(shown) if len(cells) == 3 and cells[0].startswith("week")]
    told = [cells for cells in weeks if "Not shown" not in cells[1]]
    assert len(told) == 2
    assert len(weeks) > 2


def test_the_rest_of_a_group_is_shown_openly_where_it_can_be_worked_out_anyway(world, page, cast):
    world.add_people(cast.north.id, 6)
    world.play(lambda person: 4 if person % 2 else 3)
    shown = page.as_("hr").get(url(cast.north))
    assert row(shown, "The rest of North")
    assert "Not shown" in row(shown, "Shop B")[1]


def test_whoever_may_not_see_all_parts_sees_no_rest_either(world, page, cast):
    world.add_people(cast.north.id, 6)
    world.play(4)
    shown = page.as_("employee").get(url(cast.north))
    assert "The rest of North" not in shown.text
    assert "Shop B" not in shown.text


def test_a_full_round_shows_the_split_with_its_rule(world, page, cast):
    from tracker.pulses.rules.planning import RoundKind  # noqa: PLC0415 - used in one test

    world.add_people(cast.shop_c.id, 30)
    world.play(lambda person: 5 if person % 3 else 3, kind=RoundKind.FULL)
    text = page.as_("hr").get(url(cast.shop_c)).text
    assert "House rule, version 1" in text
    assert "both 0.25 higher" in text
    assert "Not shown below 100 people" in text


def test_no_exact_figure_reaches_a_template(played, page, cast, app):
    from flask import template_rendered  # noqa: PLC0415 - used in one test

    seen = []

    def look(_sender, context, **_extra):
        seen.append(context)

    with template_rendered.connected_to(look, app):
        page.as_("hr").get(url(cast.shop_a))
        page.as_("hr").get("/rounds/teams")
    found = []
    for context in seen:
        search(context, found, set())
    assert seen
    assert found == []


def search(value, found, visited):
    """Look for exact figures in whatever a template was given."""
    if id(value) in visited:
        return
    visited.add(id(value))
    if isinstance(value, Exact):
        found.append(value)
    for part in parts_of(value):
        search(part, found, visited)


def parts_of(value):
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    return [getattr(value, name, None) for name in getattr(value, "__dataclass_fields__", ())]


def test_a_team_s_page_costs_the_same_few_statements_however_much_there_is(played, page, cast):
    browser = page.as_("hr")
    first = len(browser.get(url(cast.shop_a)).statements)
    assert first <= BASE_STATEMENTS + 8
    for _ in range(4):
        played.play(4)
    assert len(page.as_("hr").get(url(cast.shop_a)).statements) == first


def test_the_page_is_dutch_in_dutch(played, page, cast):
    text = page.as_("lead", language="nl").get(url(cast.shop_a)).text
    assert "Betrokkenheid van Shop A per blok" in text
    assert "Kleine groep: getoond in stappen van 0,5." in text
