import pytest

from tracker.people.models import Person
from tracker.signin import service

OLD, NEW = "a quiet shop on monday", "a busy shop on saturday"


@pytest.fixture
def with_password(work_as, cast):
    with work_as() as work:
        service.set_password(work, work.session.get_one(Person, cast.employee.id), OLD)


def change(browser, old=OLD, new=NEW):
    return browser.submit("/account/password", {"old": old, "password": new, "again": new})


def test_the_account_page_shows_who_one_is(page):
    answer = page.as_("employee").get("/account")
    assert "101" in answer.text
    assert "Shop A" in answer.text


def test_the_log_about_oneself_is_shown(page, cast):
    page.as_("hr").post(f"/people/{cast.employee.id}/code")
    assert "One-time code made" in page.as_("employee").get("/account").text


def test_the_password_can_be_changed_with_the_present_one(page, with_password):
    assert change(page.as_("employee")).status == 303
    assert page.anonymous.submit("/sign-in", {"staff_number": "101", "password": NEW}).status == 303


def test_a_wrong_present_password_changes_nothing(page, with_password):
    assert "not right" in change(page.as_("employee"), old="not my password at all").text
    assert page.anonymous.submit("/sign-in", {"staff_number": "101", "password": OLD}).status == 303


def test_the_chosen_language_stays_with_the_person(page):
    browser = page.as_("employee")
    assert browser.submit("/account", {"language": "nl"}).status == 303
    browser.language = "nl"
    assert browser.get("/account").heading == "Mijn account"


def test_every_page_of_the_account_speaks_dutch(page):
    browser = page.as_("employee", language="nl")
    assert browser.get("/account").heading == "Mijn account"
    assert browser.get("/account/password").heading == "Wachtwoord wijzigen"
    assert page.as_("anonymous", language="nl").get("/sign-in").heading == "Inloggen"
    assert page.as_("anonymous", language="nl").get("/first-sign-in").heading == "Stel je wachtwoord in"
