"""One team's two lines, for those in the team, above it, and its lead."""

import json

from tests.clock import WEDNESDAY
from tests.factories.insights import add_linked, add_sums
from tracker.core.calendar import Week


def test_a_team_sees_its_two_lines_and_no_coefficient(page, work_as, cast):
    with work_as("hr") as work:
        add_linked(work.session, [cast.shop_a.id, cast.shop_b.id], weeks=10, slope=1.0)
    shown = page.as_("lead").get(f"/linkage/teams/{cast.shop_a.id}")
    drawing = json.loads(shown.find("script", type="application/json")[0].text)
    assert [series["name"] for series in drawing["series"]] == ["Engagement", "Overall mark"]
    assert sum(p["y"] is not None for p in drawing["series"][0]["points"]) == 10
    assert sum(p["y"] is not None for p in drawing["series"][1]["points"]) == 10
    assert " r " not in shown.text
    assert "Moving together is not the same as causing." in shown.text


def test_a_team_without_anything_is_told_when_lines_begin(page, cast):
    shown = page.as_("employee").get(f"/linkage/teams/{cast.shop_a.id}")
    assert "Nothing to set beside each other yet" in shown.text


def test_scores_without_rounds_show_one_line_and_say_so(page, work_as, cast):
    weeks = [Week.of(WEDNESDAY.date()) - back for back in range(4)]
    with work_as("hr") as work:
        add_sums(work.session, weeks, {cast.shop_a.id: [8.0] * 4})
    shown = page.as_("employee").get(f"/linkage/teams/{cast.shop_a.id}?scale=mark")
    assert "There is no engagement line yet" in shown.text
    assert page.as_("employee").get(f"/linkage/teams/{cast.shop_a.id}?scale=effort").status == 200


def test_another_team_is_not_there(page, cast):
    assert page.as_("employee").get(f"/linkage/teams/{cast.shop_c.id}").status == 404


def test_the_page_asks_few_questions(page, work_as, cast):
    with work_as("hr") as work:
        add_linked(work.session, [cast.shop_a.id, cast.shop_b.id], weeks=10, slope=1.0)
    assert len(page.as_("lead").get(f"/linkage/teams/{cast.shop_a.id}").statements) <= 12
