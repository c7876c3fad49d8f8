"""The list of teams, as everybody may see it."""

import pytest

from tests.factories.customers import add_import, add_scores
from tracker.core.calendar import Week


@pytest.fixture
def scores(work_as, cast):
    """Thirty overall marks for one shop, twelve for another; friendliness only for a third."""
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [8] * 15 + [9] * 15)
        add_scores(work.session, cast.shop_b.id, [6] * 12)
        add_scores(work.session, cast.shop_c.id, [7] * 31, scale="friendliness")


def cells(page, name):
    for row in page.find("tr"):
        words = [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in {"th", "td"}]
        if words and words[0] == name:
            return words[1:]
    return None


def test_a_team_stands_beside_others_from_thirty_scores(page, scores):
    shown = page.as_("hr").get("/customers")
    assert cells(shown, "Shop A") == ["8.5", "± 0.2", "50 %", "30"]
    assert cells(shown, "Shop B") == ["Not enough yet: 12 of 30", "12"]
    assert cells(shown, "Shop C") == ["Not enough yet: 0 of 30", "0"]


def test_a_group_holds_everything_beneath_it(page, scores):
    shown = page.as_("hr").get("/customers")
    assert cells(shown, "North")[-1] == "42"
    assert cells(shown, "North")[0] == "7.8"
    assert cells(shown, "South")[-1] == "0"


def test_each_scale_is_shown_by_itself(page, scores):
    shown = page.as_("hr").get("/customers?scale=friendliness")
    assert cells(shown, "Shop C") == ["7.0", "± 0.0", "0 %", "31"]
    assert cells(shown, "Shop A")[-1] == "0"
    effort = page.as_("hr").get("/customers?scale=effort")
    assert "Share who" not in effort.text


def test_people_see_their_own_team_and_what_is_above_it_and_no_other(page, scores):
    shown = page.as_("employee").get("/customers")
    assert cells(shown, "Shop A") is not None
    assert cells(shown, "Company") is not None
    assert cells(shown, "Shop B") is None
    assert cells(shown, "Shop C") is None
    assert "/customers/imports" not in shown.links
    assert "/customers/imports" in page.as_("hr").get("/customers").links


def test_without_a_mark_the_scale_with_most_scores_comes_first(page, work_as, cast):
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [5] * 40, scale="satisfaction")
        add_scores(work.session, cast.shop_a.id, [5] * 30, scale="effort")
    shown = page.as_("hr").get("/customers")
    assert [a.text for a in shown.find("a", aria_current="page") if a.text] == ["Satisfaction", "26 weeks"]


def test_only_the_chosen_weeks_count(page, work_as, cast):
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [8] * 30, day=(Week(2026, 38) - 4).sunday)
    assert cells(page.as_("hr").get("/customers?weeks=4"), "Shop A")[-1] == "0"
    assert cells(page.as_("hr").get("/customers?weeks=13"), "Shop A")[-1] == "30"
    assert cells(page.as_("hr").get("/customers?weeks=999"), "Shop A")[-1] == "30"


def test_the_page_asks_as_few_questions_for_many_scores_as_for_none(page, work_as, cast):
    bare = len(page.as_("hr").get("/customers").statements)
    with work_as("hr") as work:
        for team in (cast.shop_a, cast.shop_b, cast.shop_c):
            add_scores(work.session, team.id, [8] * 40, brought=add_import(work.session))
    assert len(page.as_("hr").get("/customers").statements) == bare <= 5


def test_the_list_speaks_dutch(page, scores):
    shown = page.as_("hr", language="nl").get("/customers")
    assert cells(shown, "Shop A")[0] == "8,5"
    assert "Nog niet genoeg: 12 van 30" in shown.text
