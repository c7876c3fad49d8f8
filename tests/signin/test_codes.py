import re

from tracker.audit.models import AuditEntry
from tracker.signin.models import Account, OneTimeCode

PASSWORD = "we open at nine every day"


def redeem(browser, code, number="101", password=PASSWORD, again=None):
    return browser.submit(
        "/first-sign-in",
        {"staff_number": number, "code": code, "password": password, "again": again or password},
    )


def code_for(page, cast, name="employee"):
    answer = page.as_("hr").post(f"/people/{getattr(cast, name).id}/code")
    assert answer.status == 200
    return re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}", answer.text)[0]


def test_a_printed_code_sets_a_password_and_signs_in(page, cast):
    browser = page.anonymous
    assert redeem(browser, code_for(page, cast)).status == 303
    assert browser.get("/account").status == 200


def test_a_code_works_once(page, cast):
    code = code_for(page, cast)
    redeem(page.anonymous, code)
    assert redeem(page.anonymous, code).status == 422


def test_small_letters_and_spaces_are_understood(page, cast):
    code = code_for(page, cast).lower().replace("-", " ")
    assert redeem(page.anonymous, code).status == 303


def test_somebody_elses_code_is_refused(page, cast):
    assert redeem(page.anonymous, code_for(page, cast), number="102").status == 422


def test_a_code_lapses_after_thirty_days(page, cast, clock):
    code = code_for(page, cast)
    clock.advance(days=31)
    assert redeem(page.anonymous, code).status == 422


def test_a_new_code_replaces_the_old_one(page, cast):
    old, new = code_for(page, cast), code_for(page, cast)
    assert redeem(page.anonymous, old).status == 422
    assert redeem(page.anonymous, new).status == 303


def test_a_weak_password_is_refused_in_words_and_the_code_stays_good(page, cast):
    code = code_for(page, cast)
    assert "at least 15 characters" in redeem(page.anonymous, code, password="short").text
    assert "same few characters" in redeem(page.anonymous, code, password="aaaaaaaaaaaaaaaa").text
    assert "Use something else" in redeem(page.anonymous, code, password="employee-fernhill-101").text
    assert "not the same" in redeem(page.anonymous, code, again="something else entirely").text
    assert redeem(page.anonymous, code).status == 303


def test_only_a_hash_of_the_code_is_kept_and_the_log_names_the_issuer(page, cast, work_as):
    code = code_for(page, cast)
    with work_as() as work:
        kept = work.session.query(OneTimeCode).one()
        assert code.encode() not in kept.code_hash
        entry = work.session.query(AuditEntry).filter_by(event="code-issued").one()
        assert (entry.actor_id, entry.subject_id) == (cast.hr.id, cast.employee.id)


def test_codes_for_everybody_without_a_password_come_on_one_page(page, cast, work_as):
    redeem(page.anonymous, code_for(page, cast))
    answer = page.as_("administrator").post("/people/codes")
    assert len(re.findall(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}", answer.text)) == 9
    with work_as() as work:
        assert work.session.query(Account).count() == 1


def test_a_forgotten_password_is_replaced_with_a_new_code(page, cast):
    redeem(page.anonymous, code_for(page, cast))
    browser = page.anonymous
    assert redeem(browser, code_for(page, cast), password="another quiet sentence").status == 303
    old = page.anonymous.submit("/sign-in", {"staff_number": "101", "password": PASSWORD})
    assert old.status == 422
