"""One team's page: every scale by itself, with its number and its margin."""

import json
from datetime import timedelta

import pytest

from tests.factories.customers import DAY, add_scores


@pytest.fixture
def scores(work_as, cast):
    with work_as("hr") as work:
        for week in range(3):
            day = DAY - timedelta(weeks=week)
            add_scores(work.session, cast.shop_a.id, [7, 8, 9, 10, 8, 9, 6, 8, 9, 10, 4], day=day)
        answers = [10] * 19 + [8] * 12 + [3] * 5
        add_scores(work.session, cast.shop_a.id, answers, scale="recommend")
        add_scores(work.session, cast.shop_a.id, [5] * 12 + [3] * 8, scale="satisfaction")
        add_scores(work.session, cast.shop_a.id, [6] * 10 + [2] * 10, scale="effort")
        add_scores(work.session, cast.shop_a.id, [9] * 9, scale="friendliness")


def card(page, scale):
    return " ".join("".join(page.find("section", id=scale)[0].itertext()).split())


def test_each_scale_shows_its_own_figures(page, scores, cast):
    shown = page.as_("lead").get(f"/customers/teams/{cast.shop_a.id}")
    assert shown.heading == "Shop A"
    assert "8.0 33 scores · ± 0.6" in card(shown, "mark")
    assert "Share who gave a 9 or 10 45 % 95 % interval: 30 % to 62 %" in card(shown, "mark")
    assert "Share who gave the highest, a 5 60 % 95 % interval: 39 % to 78 %" in card(shown, "satisfaction")
    assert "4.0 20 scores" in card(shown, "effort")
    assert "Share" not in card(shown, "effort")


def test_promoters_minus_detractors_is_told_with_its_interval_and_only_for_recommending(page, scores, cast):
    shown = page.as_("lead").get(f"/customers/teams/{cast.shop_a.id}")
    assert "Net Promoter Score +39 95 % interval: +13 to +59" in card(shown, "recommend")
    assert sum("Net Promoter Score +" in card(shown, scale) for scale in ("mark", "satisfaction")) == 0
    assert "trademarks" in shown.text


def test_too_few_scores_are_said_so(page, scores, cast):
    shown = page.as_("lead").get(f"/customers/teams/{cast.shop_a.id}")
    assert "Not enough yet: 9 of 10" in card(shown, "friendliness")
    assert "Mean" not in card(shown, "friendliness")


def test_the_trend_leaves_gaps_and_its_table_says_why(page, work_as, cast):
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [8] * 5 + [9] * 5, day=DAY)
        add_scores(work.session, cast.shop_a.id, [2] * 9, day=DAY - timedelta(weeks=1))
        add_scores(work.session, cast.shop_a.id, [8] * 10, day=DAY - timedelta(weeks=2))
    shown = page.as_("lead").get(f"/customers/teams/{cast.shop_a.id}")
    drawing = json.loads(shown.find("script", type="application/json")[0].text)
    values = {point["x"]: point["y"] for point in drawing["series"][0]["points"]}
    assert values == {"wk 34": 8, "wk 35": None, "wk 36": 8.5, "wk 37": None, "wk 38": None}
    assert "week 35, 2026 Not enough yet: 9 of 10 9" in card(shown, "mark")


def test_where_weeks_have_too_few_scores_the_trend_goes_by_four_weeks(page, work_as, cast):
    with work_as("hr") as work:
        for week in range(8):
            add_scores(work.session, cast.shop_a.id, [7, 8, 9], day=DAY - timedelta(weeks=week))
    shown = page.as_("lead").get(f"/customers/teams/{cast.shop_a.id}")
    drawing = json.loads(shown.find("script", type="application/json")[0].text)
    assert [(p["x"], p["n"]) for p in drawing["series"][0]["points"]] == [
        ("wk 29–30", None),
        ("wk 31–34", 12),
        ("wk 35–38", None),
    ]


def test_a_group_shows_everything_beneath_it(page, scores, cast):
    shown = page.as_("employee").get(f"/customers/teams/{cast.north.id}")
    assert "33 scores" in card(shown, "mark")


def test_a_team_without_scores_says_so(page, cast):
    shown = page.as_("hr").get(f"/customers/teams/{cast.shop_b.id}")
    assert "No scores in these weeks" in shown.text


def test_another_teams_page_is_not_there(page, scores, cast):
    assert page.as_("colleague_elsewhere").get(f"/customers/teams/{cast.shop_a.id}").status == 404
    assert page.as_("works_council").get(f"/customers/teams/{cast.shop_a.id}").status == 200


def test_the_page_costs_the_same_with_a_hundred_times_the_scores(page, work_as, cast):
    address = f"/customers/teams/{cast.shop_a.id}"
    bare = len(page.as_("hr").get(address).statements)
    with work_as("hr") as work:
        for week in range(20):
            add_scores(work.session, cast.shop_a.id, [8, 9] * 20, day=DAY - timedelta(weeks=week))
    assert len(page.as_("hr").get(address).statements) == bare <= 8
