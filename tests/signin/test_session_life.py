from datetime import date

from sqlalchemy import update

from tracker.people.models import Person, RoleGrant
from tracker.signin import service
from tracker.signin.models import SignInSession


def is_in(browser) -> bool:
    return browser.get("/account").status == 200


def test_an_employee_may_rest_for_an_hour(page, clock):
    browser = page.as_("employee")
    clock.advance(minutes=59)
    assert is_in(browser)
    clock.advance(minutes=61)
    assert not is_in(browser)


def test_hr_is_signed_out_after_a_quarter_of_an_hour(page, clock):
    browser = page.as_("hr")
    clock.advance(minutes=16)
    assert not is_in(browser)


def test_no_session_outlives_twelve_hours_however_busy(page, clock):
    browser = page.as_("employee")
    for _ in range(12):
        assert is_in(browser)
        clock.advance(minutes=59)
    clock.advance(minutes=59)
    assert not is_in(browser)


def test_use_keeps_a_session_alive(page, clock):
    browser = page.as_("employee")
    for _ in range(3):
        clock.advance(minutes=50)
        assert is_in(browser)


def test_a_last_day_in_the_past_ends_every_session_at_once(page, work_as, cast):
    browser = page.as_("employee")
    with work_as() as work:
        work.session.execute(
            update(Person).where(Person.id == cast.employee.id).values(ended_on=date(2026, 9, 1))
        )
    assert not is_in(browser)


def test_a_changed_role_is_felt_on_the_next_request(page, work_as, cast):
    browser = page.as_("hr")
    assert browser.get("/manage").status == 200
    with work_as() as work:
        work.session.delete(work.session.get_one(RoleGrant, (cast.hr.id, "hr")))
    assert browser.get("/manage").status == 403


def test_a_new_password_ends_the_sessions_that_stood_on_the_old_one(page, work_as, cast):
    browser = page.as_("employee")
    with work_as() as work:
        service.set_password(work, work.session.get_one(Person, cast.employee.id), "a quiet shop on monday")
    assert not is_in(browser)


def test_the_session_is_stamped_only_now_and_then(page, clock, work_as):
    browser = page.as_("employee")
    clock.advance(minutes=1)
    browser.get("/account")
    with work_as() as work:
        kept = work.session.query(SignInSession).one()
        assert kept.seen_at == kept.created_at
    clock.advance(minutes=2)
    browser.get("/account")
    with work_as() as work:
        kept = work.session.query(SignInSession).one()
        assert kept.seen_at == clock.now()


def test_knowing_who_asks_takes_one_statement(page):
    for persona in ("employee", "lead", "hr"):
        assert len(page.as_(persona).get("/account/password").statements) == 1
