"""The pages of teams, asked as the cast."""

from tests.cast import TODAY
from tracker.people.models import Lead, Team
from tracker.people.queries import build_actor

DAY = TODAY.isoformat()


def test_everybody_sees_the_tree_with_its_leads(page, cast):
    shown = page.as_("employee").get("/teams")
    assert shown.status == 200
    for name in ("Company", "North", "Shop A", "Shop C", "Lead Elsewhere"):
        assert name in shown.text
    assert "your team" in shown.text
    assert "/teams/new" not in shown.links
    assert len(shown.statements) <= 8


def test_hr_sees_what_can_be_changed(page, cast):
    shown = page.as_("hr").get("/teams")
    assert "/teams/new" in shown.links


def test_colleagues_see_who_is_in_a_team_and_nothing_more_of_them(page, cast):
    shown = page.as_("colleague_elsewhere").get(f"/teams/{cast.shop_a.id}")
    assert "Employee" in shown.text
    assert "Colleague" in shown.text
    assert "Leaver" not in shown.text
    assert "stands in for Lead until 16 Oct 2026" in shown.text
    assert not [link for link in shown.links if link.startswith("/people/")]
    assert len(shown.statements) <= 9


def test_a_lead_reaches_the_people_of_their_team(page, cast):
    shown = page.as_("lead").get(f"/teams/{cast.shop_a.id}")
    assert f"/people/{cast.employee.id}" in shown.links
    assert f"/teams/{cast.shop_a.id}/stand-in" in shown.links
    elsewhere = page.as_("lead").get(f"/teams/{cast.shop_c.id}")
    assert not [link for link in elsewhere.links if link.startswith("/people/")]


def test_hr_makes_a_team(page, cast):
    answer = page.as_("hr").submit(
        "/teams/new", {"name": "Shop D", "code": "D-1", "parent_id": cast.north.id}
    )
    assert (answer.status, answer.location) == (303, "/teams")
    assert "Shop D" in page.as_("employee").get("/teams").text


def test_a_team_needs_a_name_and_a_usable_code(page, cast):
    answer = page.as_("hr").submit("/teams/new", {"name": " ", "code": "a;b", "parent_id": "0"})
    assert answer.status == 422
    assert "Fill this in." in answer.text
    assert "Use letters, figures" in answer.text


def test_a_code_in_use_is_refused_by_name(page, cast):
    answer = page.as_("hr").submit("/teams/new", {"name": "X", "code": "shop_a", "parent_id": "0"})
    assert answer.status == 422
    assert "“Shop A” has this code already." in answer.text


def test_a_team_is_renamed_and_hung_elsewhere(page, cast, work_as):
    browser = page.as_("administrator")
    shown = browser.get(f"/teams/{cast.shop_b.id}/edit")
    assert shown.find("option", value=str(cast.north.id))[0].get("selected") is not None
    answer = browser.submit(
        f"/teams/{cast.shop_b.id}/edit", {"name": "Shop Bee", "code": "shop_b", "parent_id": cast.south.id}
    )
    assert answer.location == f"/teams/{cast.shop_b.id}"
    with work_as("hr") as work:
        assert work.session.get_one(Team, cast.shop_b.id).parent_id == cast.south.id


def test_a_team_below_itself_is_refused_in_words(page, cast):
    answer = page.as_("hr").submit(
        f"/teams/{cast.north.id}/edit", {"name": "North", "code": "north", "parent_id": cast.shop_a.id}
    )
    assert answer.status == 422
    assert "A team cannot stand below itself." in answer.text


def test_a_team_with_people_cannot_be_ended_and_says_why(page, cast):
    answer = page.as_("hr").post(f"/teams/{cast.shop_a.id}/end")
    assert answer.status == 409
    assert "There are still people in this team." in answer.text


def test_an_empty_team_ends_and_is_used_again(page, cast, work_as):
    browser = page.as_("hr")
    browser.submit("/teams/new", {"name": "Pop-up", "code": "pop", "parent_id": "0"})
    with work_as("hr") as work:
        team_id = work.session.query(Team).filter_by(code="pop").one().id
    assert browser.post(f"/teams/{team_id}/end").location == "/teams"
    assert "No longer in use" in browser.get(f"/teams/{team_id}").text
    assert "Pop-up" in browser.get("/teams").text
    assert "Pop-up" not in page.as_("employee").get("/teams").text
    assert browser.post(f"/teams/{team_id}/reopen").location == f"/teams/{team_id}"


def test_hr_names_a_lead_by_number_or_by_name(page, cast, work_as):
    browser = page.as_("hr")
    for who in ("101", "colleague elsewhere"):
        answer = browser.submit(f"/teams/{cast.shop_b.id}/lead", {"who": who})
        assert answer.location == f"/teams/{cast.shop_b.id}"
    with work_as("hr") as work:
        assert build_actor(work.session, cast.employee.id, TODAY).led_ids == {cast.shop_b.id}


def test_a_name_that_nobody_or_several_have_is_refused(page, cast, work_as):
    browser = page.as_("hr")
    url = f"/teams/{cast.shop_b.id}/lead"
    assert "Nobody here has this number or name." in browser.submit(url, {"who": "Nobody"}).text
    twin = {"name": "Employee", "staff_number": "555", "email": "", "language": "", "team_id": cast.shop_b.id}
    browser.submit("/people/new", twin)
    assert "Several people have this name." in browser.submit(url, {"who": "Employee"}).text
    assert "leads the team already" in browser.submit(f"/teams/{cast.shop_a.id}/lead", {"who": "104"}).text


def test_a_lead_lets_somebody_stand_in_and_ends_it(page, cast, work_as):
    browser = page.as_("lead")
    url = f"/teams/{cast.shop_a.id}/stand-in"
    assert "At the latest 27 Oct 2026." in browser.get(url).text
    late = browser.submit(url, {"who": "101", "until": "2026-10-28"})
    assert "Standing in lasts at most 42 days." in late.text
    assert browser.submit(url, {"who": "101", "until": "2026-10-27"}).status == 303
    with work_as("lead") as work:
        row = work.session.query(Lead).filter_by(person_id=cast.employee.id).one()
        assert row.delegated_by_id == cast.lead.id
    assert page.as_("employee").get(f"/people/{cast.colleague.id}").status == 404
    assert browser.post(f"/leads/{row.id}/end-stand-in").location == f"/teams/{cast.shop_a.id}"


def test_a_stand_in_cannot_pass_it_on(page, cast):
    assert page.as_("delegate").get(f"/teams/{cast.shop_a.id}/stand-in").status == 403


def test_a_lead_is_ended_at_once(page, cast, work_as):
    with work_as("hr") as work:
        row = work.session.query(Lead).filter_by(person_id=cast.lead.id).one()
    assert page.as_("hr").post(f"/leads/{row.id}/end").location == f"/teams/{cast.shop_a.id}"
    assert page.as_("lead").get(f"/people/{cast.employee.id}").status == 404


def test_the_pages_speak_dutch(page, cast):
    browser = page.as_("hr", language="nl")
    for url in ("/teams", f"/teams/{cast.shop_a.id}", "/teams/new", f"/teams/{cast.shop_a.id}/edit"):
        assert browser.get(url).status == 200
    for part in ("lead", "stand-in"):
        assert browser.get(f"/teams/{cast.shop_a.id}/{part}").status == 200
