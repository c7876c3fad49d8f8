"""The linkage page: what it says, what it leaves out, and that it asks no question per team."""

import json

import pytest

from tests.clock import WEDNESDAY
from tests.factories.insights import add_cells, add_linked, add_rounds, add_sums, add_teams
from tracker.core.calendar import Week

ADDRESS = "/linkage"


@pytest.fixture
def many(work_as, cast):
    """Bring in so many teams with a known link over so many weeks."""

    def bringing(teams: int, weeks: int, slope: float = 1.0, **more):
        with work_as("hr") as work:
            ids = add_teams(work.session, cast.south.id, teams)
            add_linked(work.session, ids, weeks=weeks, slope=slope, **more)
            return ids

    return bringing


def test_a_true_link_is_found_and_told_without_causing(page, many):
    many(12, 16)
    shown = page.as_("hr").get(ADDRESS)
    assert "When a team felt more engaged than usual, customers were clearly more satisfied." in shown.text
    assert "12 teams, 16 periods, 192 cells" in shown.text
    assert "early indication" not in shown.text
    assert "Moving together is not the same as causing." in shown.text
    assert "r = .33 over 7,939 units" in shown.text


def test_no_link_is_told_as_none(page, many):
    many(12, 16, slope=0.0)
    assert "No clear link" in page.as_("hr").get(ADDRESS).text


def test_the_words_are_dutch_for_a_dutch_reader(page, many):
    many(12, 16)
    shown = page.as_("works_council", language="nl").get(ADDRESS)
    assert "waren klanten duidelijk tevredener" in shown.text
    assert "Samen bewegen is iets anders dan elkaar veroorzaken." in shown.text


def test_few_teams_or_weeks_give_an_early_indication_and_fewer_give_none(page, many):
    many(6, 9)
    assert "early indication" in page.as_("hr").get(ADDRESS).text


def test_below_five_teams_only_the_lines_are_shown(page, many):
    many(4, 12)
    shown = page.as_("hr").get(ADDRESS)
    assert shown.text.count("Not enough yet.") == 2
    assert "Now there are 4 teams" in shown.text
    assert "r, within teams" not in shown.text
    assert "Two lines per team" in shown.text


def test_below_eight_weeks_there_is_no_coefficient_within_teams(page, many):
    many(12, 7)
    shown = page.as_("hr").get(ADDRESS)
    assert "It takes at least 8 periods" in shown.text
    assert "r, between teams" in shown.text


def test_an_empty_house_says_not_enough(page):
    shown = page.as_("hr").get(ADDRESS)
    assert shown.text.count("Not enough yet.") == 2


def test_cells_with_fewer_than_ten_scores_do_not_count_and_are_counted_as_such(page, work_as, cast):
    first = Week.of(WEDNESDAY.date()) - 10
    with work_as("hr") as work:
        ids = add_teams(work.session, cast.south.id, 6)
        rounds = add_rounds(work.session, first, 10)
        add_cells(work.session, rounds, {t: [3.2 + (t + w) % 5 / 5 for w in range(10)] for t in ids[:5]})
        add_sums(work.session, list(rounds), {ids[0]: [8.0] * 10}, n=9)
        means = {t: [7 + (t * w) % 3 / 2 for w in range(10)] for t in ids[1:]}
        add_sums(work.session, list(rounds), means, n=20)
    shown = page.as_("hr").get(ADDRESS)
    assert "fewer than 10 scores 10 " in shown.text
    assert "no engagement figure 10 " in shown.text
    assert "Not enough yet." in shown.text


def test_a_group_does_not_count_beside_its_own_teams(page, work_as, many, cast):
    ids = many(12, 16)
    with work_as("hr") as work:
        weeks = [Week.of(WEDNESDAY.date()) - back for back in range(16, 0, -1)]
        add_sums(work.session, weeks, {cast.south.id: [8.0] * 16})
    shown = page.as_("hr").get(ADDRESS)
    assert "12 teams, 16 periods" in shown.text
    assert len(ids) == 12


def test_no_exact_engagement_leaves_the_server(page, many):
    many(12, 16)
    shown = page.as_("hr").get(ADDRESS)
    drawings = [json.loads(each.text) for each in shown.find("script", type="application/json")]
    scatter = next(drawing for drawing in drawings if drawing["kind"] == "scatter")
    lines = [drawing for drawing in drawings if drawing["kind"] == "line"]
    assert len(lines) == 12
    places = {p["y"] for d in lines for p in d["series"][0]["points"] if p["y"] is not None}
    assert len(places) < 30, "values in steps, not exact means"
    assert all(1.5 <= p["x"] <= 4.5 for p in scatter["series"][0]["points"])


def test_the_measure_can_be_picked_and_is_a_scale_of_its_own(page, many, work_as):
    ids = many(12, 16)
    with work_as("hr") as work:
        weeks = [Week.of(WEDNESDAY.date()) - back for back in range(16, 0, -1)]
        means = {t: [6 + (t * 7 + w * 3) % 5 / 2 for w in range(16)] for t in ids}
        add_sums(work.session, weeks, means, scale="friendliness")
    shown = page.as_("hr").get(f"{ADDRESS}?scale=friendliness")
    assert "dashed blue one Friendliness" in shown.text
    assert "No clear link" in shown.text


@pytest.mark.parametrize("step", ["block", "quarter"])
def test_blocks_and_quarters_are_periods_too(page, many, step):
    many(6, 40)
    shown = page.as_("hr").get(f"{ADDRESS}?step={step}")
    expected = "6 teams, 10 periods" if step == "block" else "It takes at least 8 periods"
    assert expected in shown.text


def test_strange_addresses_show_the_usual_page(page, many):
    many(12, 16)
    for query in ("step=never", "scale=smile", "page=-3", "page=900", "step=imported"):
        assert page.as_("hr").get(f"{ADDRESS}?{query}").status == 200


def test_only_hr_and_the_works_council_see_it(page):
    assert page.as_("works_council").get(ADDRESS).status == 200
    assert page.as_("lead").get(ADDRESS).status == 403
    assert page.as_("administrator").get(ADDRESS).status == 403


def test_the_page_asks_no_question_per_team(page, work_as, cast):
    first = Week.of(WEDNESDAY.date()) - 10
    asked = []
    for teams in (5, 40):
        with work_as("hr") as work:
            ids = add_teams(work.session, cast.south.id, teams)
            rounds = add_rounds(work.session, first - 20 * teams, 8)
            add_cells(work.session, rounds, {t: [3.0 + (t + w) % 4 / 4 for w in range(8)] for t in ids})
            add_sums(work.session, list(rounds), {t: [7 + (t * w) % 3 / 2 for w in range(8)] for t in ids})
        asked.append(len(page.as_("hr").get(ADDRESS).statements))
    assert asked[0] == asked[1] <= 10


def test_the_lines_come_in_pages_of_twelve(page, many):
    many(25, 8)
    shown = page.as_("hr").get(ADDRESS)
    assert "Page 1 of 3" in shown.text
    assert len(shown.find("canvas")) == 13
    assert len(page.as_("hr").get(f"{ADDRESS}?page=3").find("canvas")) == 2
