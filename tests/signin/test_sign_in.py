import pytest

from tracker.audit.models import AuditEntry
from tracker.people.models import Person
from tracker.signin import service
from tracker.signin.models import SignInSession
from tracker.signin.rules import PAIR_TRIES

PASSWORD = "a quiet shop on monday"


@pytest.fixture
def with_password(work_as, cast):
    with work_as() as work:
        service.set_password(work, work.session.get_one(Person, cast.employee.id), PASSWORD)


def sign_in(browser, password=PASSWORD, number="101", url="/sign-in"):
    return browser.submit(url, {"staff_number": number, "password": password})


def test_the_right_password_opens_the_door(page, with_password):
    browser = page.anonymous
    answer = sign_in(browser)
    assert (answer.status, answer.location) == (303, "/")
    assert browser.get("/account").status == 200


def test_a_wrong_password_and_an_unknown_number_get_the_same_answer(page, with_password):
    wrong = sign_in(page.anonymous, password="not the right password")
    unknown = sign_in(page.anonymous, number="999999")
    assert wrong.status == unknown.status == 422
    assert "do not fit together" in wrong.text
    assert wrong.text == unknown.text


def test_somebody_who_has_left_cannot_sign_in(page, work_as, cast):
    with work_as() as work:
        service.set_password(work, work.session.get_one(Person, cast.leaver.id), PASSWORD)
    assert sign_in(page.anonymous, number="111").status == 422


def test_only_a_hash_of_the_session_token_is_stored(page, with_password, work_as):
    browser = page.anonymous
    sign_in(browser)
    token = browser.client.get_cookie("kindline-session").value
    with work_as() as work:
        kept = work.session.query(SignInSession).one()
        assert token.encode() not in kept.token_hash
        assert len(kept.token_hash) == 32


def test_the_cookie_keeps_scripts_and_other_sites_out(page, with_password):
    answer = sign_in(page.anonymous)
    cookies = [c for c in answer.response.headers.getlist("Set-Cookie") if c.startswith("kindline-session")]
    assert "HttpOnly" in cookies[0]
    assert "SameSite=Lax" in cookies[0]
    assert "Domain" not in cookies[0]


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example", "/%2f%2fevil.example"]
)
def test_after_signing_in_nobody_is_sent_to_another_site(page, with_password, target):
    answer = sign_in(page.anonymous, url=f"/sign-in?next={target}")
    assert answer.location == "/"


def test_after_signing_in_one_comes_back_to_the_page_asked_for(page, with_password):
    asked = page.anonymous.get("/account/password")
    assert asked.location == "/sign-in?next=/account/password"
    assert sign_in(page.anonymous, url=asked.location).location == "/account/password"


def test_guessing_is_stopped_after_ten_tries(page, with_password):
    browser = page.anonymous
    for _ in range(PAIR_TRIES):
        assert "do not fit" in sign_in(browser, password="a guess at the password").text
    assert "Too many tries" in sign_in(browser).text


def test_the_brake_lets_go_after_a_quarter_of_an_hour(page, with_password, clock):
    browser = page.anonymous
    for _ in range(PAIR_TRIES + 1):
        sign_in(browser, password="a guess at the password")
    clock.advance(minutes=16)
    assert sign_in(browser).status == 303


def test_a_failed_try_is_logged_without_what_was_typed(page, with_password, work_as, cast):
    sign_in(page.anonymous, password="my secret typing slip")
    with work_as() as work:
        entry = work.session.query(AuditEntry).filter_by(event="sign-in-failed").one()
        assert entry.subject_id == cast.employee.id


def test_a_form_without_token_changes_nothing(page, with_password):
    answer = page.anonymous.post_without_token("/sign-in", {"staff_number": "101", "password": PASSWORD})
    assert answer.status == 400


def test_a_form_sent_by_another_site_is_refused(page):
    answer = page.as_("employee").post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403


def test_signing_out_ends_the_session_on_the_server(page):
    browser = page.as_("employee")
    token = browser.client.get_cookie("kindline-session").value
    answer = browser.post("/sign-out")
    assert answer.response.headers["Clear-Site-Data"]
    browser.client.set_cookie("kindline-session", token)
    assert browser.get("/account").status == 303


def test_signing_out_everywhere_ends_the_other_browsers_too(page):
    one, other = page.as_("employee"), page.as_("employee")
    one.post("/sign-out-everywhere")
    assert other.get("/account").status == 303
