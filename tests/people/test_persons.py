"""The pages of people, asked as the cast."""

from datetime import timedelta

import pytest

from tests.cast import TODAY
from tracker.people.models import Person
from tracker.people.queries import build_actor, roles_of
from tracker.people.rules.drafts import PersonDraft
from tracker.people.service import add_person
from tracker.signin.models import SignInSession

YESTERDAY = (TODAY - timedelta(days=1)).isoformat()


def test_hr_finds_people_by_name_and_number(page, cast):
    browser = page.as_("hr")
    assert "Employee" in browser.get("/people").text
    found = browser.get("/people?search=coll")
    assert "Colleague Elsewhere" in found.text
    assert "Employee" not in found.text
    assert "Lead Elsewhere" in browser.get("/people?search=105").text
    assert "Nobody fits this search." in browser.get("/people?search=xyz").text
    assert len(found.statements) <= 5


def test_leavers_are_listed_only_if_asked_for(page, cast):
    browser = page.as_("administrator")
    assert "Leaver" not in browser.get("/people").text
    shown = browser.get("/people?ended=1")
    assert "Leaver" in shown.text
    assert "until 30 Jun 2026" in shown.text


def test_a_long_list_comes_in_pages(page, cast, work_as):
    with work_as("hr") as work:
        for number in range(250):
            add_person(work, PersonDraft(f"N{number}", f"Person {number:03}", None, None))
    browser = page.as_("hr")
    second = browser.get("/people?search=person&page=2")
    assert "Page 2 of 3" in second.text
    assert "Person 100" in second.text
    assert browser.get("/people?page=999").status == 200


def test_hr_sees_a_person_with_everything_that_can_be_done(page, cast):
    shown = page.as_("hr").get(f"/people/{cast.employee.id}")
    assert "Shop A" in shown.text
    for part in ("edit", "move", "end"):
        assert f"/people/{cast.employee.id}/{part}" in shown.links
    assert f"/people/{cast.employee.id}/roles" not in shown.links
    assert len(shown.statements) <= 7


def test_a_lead_sees_their_people_without_buttons(page, cast):
    shown = page.as_("lead").get(f"/people/{cast.employee.id}")
    assert shown.heading == "Employee"
    assert not [link for link in shown.links if link.startswith(f"/people/{cast.employee.id}/")]


def test_hr_adds_a_person_to_a_team(page, cast, work_as):
    new = {"name": "New One", "staff_number": "900", "email": "n@x.org", "language": "nl"}
    answer = page.as_("hr").submit(f"/people/new?team={cast.shop_b.id}", {**new, "team_id": cast.shop_b.id})
    assert answer.location == "/people?search=900"
    with work_as("hr") as work:
        person = work.session.query(Person).filter_by(staff_number="900").one()
        assert build_actor(work.session, person.id, TODAY).team_ids == {cast.shop_b.id}


def test_what_is_wrong_with_a_new_person_is_said_at_the_field(page, cast):
    wrong = {"name": "", "staff_number": "101", "email": "nobody", "language": "", "team_id": cast.shop_b.id}
    answer = page.as_("hr").submit("/people/new", wrong)
    assert answer.status == 422
    assert "This is not an e-mail address." in answer.text
    twin = page.as_("hr").submit("/people/new", {**wrong, "name": "Twin", "email": ""})
    assert "“Employee” has this staff number already." in twin.text


def test_a_person_is_changed(page, cast, work_as):
    answer = page.as_("hr").submit(
        f"/people/{cast.employee.id}/edit",
        {"name": "Emma Ployee", "staff_number": "101", "email": "", "language": "nl"},
    )
    assert answer.location == f"/people/{cast.employee.id}"
    assert page.as_("hr").get(f"/people/{cast.employee.id}").heading == "Emma Ployee"


def test_a_person_is_moved_from_a_day(page, cast, work_as):
    url = f"/people/{cast.employee.id}/move"
    day = TODAY + timedelta(days=3)
    answer = page.as_("hr").submit(url, {"team_id": cast.shop_b.id, "from_day": day.isoformat()})
    assert answer.status == 303
    with work_as("hr") as work:
        assert build_actor(work.session, cast.employee.id, TODAY).team_ids == {cast.shop_a.id}
        assert build_actor(work.session, cast.employee.id, day).team_ids == {cast.shop_b.id}
    early = page.as_("hr").submit(url, {"team_id": cast.shop_c.id, "from_day": "2020-01-01"})
    assert early.status == 422
    assert "Choose a day from then on." in early.text


def test_somebody_who_has_left_is_out_on_the_next_request(page, cast, work_as):
    gone = page.as_("employee")
    assert gone.get("/teams").status == 200
    answer = page.as_("hr").submit(f"/people/{cast.employee.id}/end", {"last_day": YESTERDAY})
    assert answer.status == 303
    assert gone.get("/teams").location.startswith("/sign-in")
    with work_as("hr") as work:
        assert work.session.query(SignInSession).filter_by(person_id=cast.employee.id).count() == 0
    shown = page.as_("hr").get(f"/people/{cast.employee.id}")
    assert "Signing in is no longer possible." in shown.text


def test_on_the_last_day_signing_in_still_works(page, cast):
    going = page.as_("employee")
    page.as_("hr").submit(f"/people/{cast.employee.id}/end", {"last_day": TODAY.isoformat()})
    assert going.get("/teams").status == 200
    assert "The last day will be" in page.as_("hr").get(f"/people/{cast.employee.id}").text


def test_the_last_administrator_and_oneself_are_refused(page, cast):
    last = page.as_("hr").submit(f"/people/{cast.administrator.id}/end", {"last_day": YESTERDAY})
    assert last.status == 422
    assert "only administrator" in last.text
    own = page.as_("hr").submit(f"/people/{cast.hr.id}/end", {"last_day": YESTERDAY})
    assert "You cannot end your own time here." in own.text


def test_a_leaver_is_brought_back(page, cast, work_as):
    url = f"/people/{cast.leaver.id}"
    assert f"{url}/return" in page.as_("hr").get(url).links
    assert page.as_("hr").submit(f"{url}/return", {"team_id": cast.shop_b.id}).location == url
    with work_as("hr") as work:
        assert build_actor(work.session, cast.leaver.id, TODAY).team_ids == {cast.shop_b.id}


def test_an_administrator_changes_roles_and_the_person_signs_in_anew(page, cast, work_as):
    promoted = page.as_("employee")
    url = f"/people/{cast.employee.id}/roles"
    assert page.as_("administrator").submit(url, {"roles": ["hr", "works_council"]}).status == 303
    assert promoted.get("/teams").location.startswith("/sign-in")
    with work_as("hr") as work:
        assert {role.value for role in roles_of(work.session, cast.employee.id)} == {"hr", "works_council"}
    assert page.as_("administrator").submit(url, {"roles": ["hr"]}).status == 303
    shown = page.as_("hr").get(f"/people/{cast.employee.id}")
    assert "HR" in shown.text
    assert "Works council" not in shown.text


def test_a_leaver_gets_no_role(page, cast):
    answer = page.as_("administrator").submit(f"/people/{cast.leaver.id}/roles", {"roles": ["hr"]})
    assert answer.status == 422
    assert "will have left" in answer.text


@pytest.mark.parametrize("part", ["", "/edit", "/move", "/end", "/return", "/roles"])
def test_the_pages_speak_dutch(page, cast, part):
    assert page.as_("administrator", language="nl").get(f"/people/{cast.employee.id}{part}").status == 200


def test_the_lists_speak_dutch(page, cast):
    browser = page.as_("hr", language="nl")
    assert browser.get("/people").heading == "Mensen"
    assert browser.get("/people/new").status == 200
