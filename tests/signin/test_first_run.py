import pytest
from sqlalchemy import delete

from tracker.people.models import RoleGrant
from tracker.signin import service

PASSWORD = "the very first sentence"


@pytest.fixture
def token(work_as):
    """An installation without administrator, and the token its terminal shows."""
    with work_as() as work:
        work.session.execute(delete(RoleGrant).where(RoleGrant.role == "administrator"))
        return service.issue_first_run_token(work)


def make(browser, token, **changed):
    filled = {
        "token": token,
        "name": "Noor de Wit",
        "staff_number": "1",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    return browser.post("/first-run", {**filled, **changed})


def test_the_token_makes_the_first_administrator(page, token):
    browser = page.anonymous
    assert make(browser, token).status == 303
    assert browser.get("/manage").status == 200


def test_a_wrong_token_makes_nobody(page, token):
    assert make(page.anonymous, "not the token").status == 422


def test_the_token_works_once_and_the_page_is_gone_afterwards(page, token):
    make(page.anonymous, token)
    assert make(page.anonymous, token, staff_number="2").location == "/sign-in"
    assert page.anonymous.get("/first-run").location == "/sign-in"


def test_the_token_lapses_after_an_hour(page, token, clock):
    clock.advance(minutes=61)
    assert make(page.anonymous, token).status == 422
