"""Answering: one tap an item, one to send, sealed at once, and the same answer for everybody."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tracker.core.access import SYSTEM
from tracker.core.sealing import Opener
from tracker.pulses.models import PulseBox, PulseNullifier, PulseRound

PULSE = "/pulse"
BASE_STATEMENTS = 3  # the visitor, their place in the teams, the organisation


@pytest.fixture
def opened(world):
    return world.open()


def sheet(opened, **answers):
    data = {"round": str(opened.id), "comment": answers.pop("comment", "")}
    return data | {f"answer-{place[1:]}": value for place, value in answers.items()}


def held(storage, clock):
    with storage.look(SYSTEM, clock.now()) as work:
        boxes = list(work.session.scalars(select(PulseBox.ct)))
        marks = work.session.scalar(select(func.count()).select_from(PulseNullifier))
    return boxes, marks


def test_the_sheet_shows_each_item_as_a_group_of_labelled_steps(opened, page):
    shown = page.as_("employee").get(PULSE)
    groups = [g for g in shown.find("fieldset") if "data-answer" in g.attrib]
    assert len(groups) == 4
    assert "1 of 4" in shown.text
    assert shown.text.count("Strongly disagree") == 4
    assert shown.text.count("Does not apply to me") == 4
    assert "My priorities for this week are clear to me." in shown.text


def test_before_the_first_item_it_says_who_sees_what(opened, page):
    text = page.as_("employee").get(PULSE).text
    promise, first = text.index("Your sheet is sealed"), text.index("1 of 4")
    assert promise < first
    assert "at least 5 people" in text
    assert "Nobody sees whether you took part" in text


def test_the_sheet_is_dutch_in_dutch(opened, page):
    text = page.as_("employee", language="nl").get(PULSE).text
    assert "Het is mij duidelijk wat deze week mijn prioriteiten zijn." in text
    assert "Helemaal oneens" in text


def test_no_page_of_the_pulse_is_kept_by_the_browser(opened, page):
    browser = page.as_("employee")
    for url in (PULSE, "/pulse/received", "/pulse/trust"):
        assert browser.get(url).response.headers["Cache-Control"] == "no-store"
    form = next(f for f in browser.get(PULSE).find("form") if f.get("action") == PULSE)
    assert form.get("autocomplete") == "off"


def test_a_sheet_is_received_sealed_and_confirmed(opened, page, storage, clock, world):
    answer = page.as_("employee").post(PULSE, sheet(opened, _0="5", _1="4", _3="na", comment="Fine week"))
    assert (answer.status, answer.location) == (303, "/pulse/received")
    boxes, marks = held(storage, clock)
    assert (len(boxes), marks) == (1, 1)
    inside = Opener(world.keys.find(opened.public_key)).open(boxes[0]).sheet
    assert inside.answers == (5, 4, 0, 0)
    assert inside.comment == "Fine week"
    assert "your sheet is in" in page.as_("employee").get("/pulse/received").text


def test_a_second_sheet_changes_nothing_and_is_answered_the_same(opened, page, storage, clock):
    browser = page.as_("employee")
    first = browser.post(PULSE, sheet(opened, _0="5"))
    before = held(storage, clock)
    second = browser.post(PULSE, sheet(opened, _0="1", comment="again"))
    assert held(storage, clock) == before
    assert first.response.data == second.response.data
    assert first.response.headers.getlist("Set-Cookie") == second.response.headers.getlist("Set-Cookie")
    alike = {k: v for k, v in first.response.headers.items() if k not in {"Date", "Set-Cookie"}}
    assert alike == {k: v for k, v in second.response.headers.items() if k not in {"Date", "Set-Cookie"}}


def test_whoever_has_answered_is_told_so_and_only_they(opened, page):
    page.as_("employee").post(PULSE, sheet(opened, _0="5"))
    assert "Your sheet of this week is in" in page.as_("employee").get(PULSE).text
    assert "Send" in page.as_("colleague").get(PULSE).text
    assert "Your sheet of this week is in" not in page.as_("lead").get(PULSE).text


@pytest.mark.parametrize("answer", ["0", "6", "-1", "5.0", "five", "", "1 OR 1=1"])
def test_an_answer_outside_the_scale_is_refused_and_nothing_received(opened, page, storage, clock, answer):
    refused = page.as_("employee").post(PULSE, sheet(opened, _0=answer, _1="3"))
    assert refused.status == 422
    assert held(storage, clock) == ([], 0)


def test_a_comment_that_is_too_long_is_refused_and_kept_in_the_page(opened, page, storage, clock):
    long = "é" * 1600
    refused = page.as_("employee").post(PULSE, sheet(opened, _0="4", comment=long))
    assert refused.status == 422
    assert long in refused.html
    assert "too long to seal" in refused.text
    assert held(storage, clock) == ([], 0)


@pytest.mark.parametrize("comment", ["\0nul\0", "😀" * 700, "\u202eabc", "a\r\nb", "=1+1", "<b>x</b>"])
def test_any_other_comment_is_received(opened, page, storage, clock, comment):
    assert page.as_("employee").post(PULSE, sheet(opened, _0="4", comment=comment)).status == 303
    assert len(held(storage, clock)[0]) == 1


def test_an_empty_sheet_is_asked_about_before_it_is_received(opened, page, storage, clock):
    browser = page.as_("employee")
    asked = browser.post(PULSE, sheet(opened))
    assert asked.status == 422
    assert "Nothing is filled in" in asked.text
    assert held(storage, clock) == ([], 0)
    assert browser.post(PULSE, sheet(opened) | {"empty": "yes"}).status == 303
    assert len(held(storage, clock)[0]) == 1


def test_everything_may_be_marked_as_not_applying(opened, page):
    answers = {f"_{place}": "na" for place in range(4)}
    assert page.as_("employee").post(PULSE, sheet(opened, **answers)).status == 303


def test_without_a_round_it_says_when_the_next_one_opens(world, page, clock):
    text = page.as_("employee").get(PULSE).text
    assert "There is no pulse to answer now" in text
    assert "HR has not planned the next one yet" in text
    world.play(4)
    assert "21 Sep 2026" not in page.as_("employee").get(PULSE).text
    assert "28 Sep 2026" in page.as_("employee").get(PULSE).text


def test_somebody_who_came_lately_is_told_why_they_are_not_on_the_list(opened, page, work_as, cast):
    from tracker.pulses.models import PulseRoster  # noqa: PLC0415 - used in one test

    with work_as() as work:
        work.session.delete(work.session.get(PulseRoster, (opened.id, cast.employee.id)))
    browser = page.as_("employee")
    assert "You are not on the list of this round" in browser.get(PULSE).text
    assert browser.post(PULSE, sheet(opened, _0="5")).status == 403


def test_after_the_last_moment_nothing_is_received_even_if_the_job_is_late(opened, page, storage, clock):
    clock.set(datetime(2026, 9, 20, 21, 59, 59, tzinfo=UTC))
    assert page.as_("colleague").post(PULSE, sheet(opened, _0="4")).status == 303
    clock.set(datetime(2026, 9, 20, 22, 0, 0, tzinfo=UTC))
    browser = page.as_("employee")
    assert "This week's pulse has closed" in browser.get(PULSE).text
    late = browser.post(PULSE, sheet(opened, _0="4"))
    assert late.status == 409
    assert "This round has closed" in late.text
    assert len(held(storage, clock)[0]) == 1


@pytest.mark.parametrize("asked", ["", "0", "999", "-1", "1e3", "٣", "1; DROP TABLE pulse_box", "9" * 40])
def test_a_sheet_of_another_round_is_refused(opened, page, storage, clock, asked):
    refused = page.as_("employee").post(PULSE, sheet(opened, _0="4") | {"round": asked})
    assert refused.status in {409, 422}
    assert held(storage, clock) == ([], 0)


def test_a_sheet_filled_in_last_week_is_not_taken_for_this_week(world, page, storage, clock):
    last = world.play(4)
    world.open()
    assert page.as_("employee").post(PULSE, sheet(last, _0="4")).status == 409


def test_fields_that_are_not_on_the_sheet_change_nothing(opened, page, storage, clock, world, cast):
    page.as_("employee").post(
        PULSE,
        sheet(opened, _0="4") | {"node_id": "1", "person_id": str(cast.lead.id), "answer-9": "1", "n": "99"},
    )
    (box,) = held(storage, clock)[0]
    inside = Opener(world.keys.find(opened.public_key)).open(box).sheet
    assert inside.answers == (4, 0, 0, 0)
    assert "Send" in page.as_("lead").get(PULSE).text


def test_a_sheet_sent_while_signed_out_is_handed_back_and_goes_through_after_signing_in(
    opened, page, storage, clock
):
    lost = page.anonymous.post(PULSE, sheet(opened, _0="5", _2="2", comment="keep me") | {"password": "x"})
    assert lost.status == 401
    assert "has not been sent" in lost.text
    form = next(f for f in lost.find("form") if f.get("action") == PULSE)
    kept = {e.get("name"): e.get("value") for e in form.iter("input") if e.get("name") != "csrf_token"}
    assert kept == {"round": str(opened.id), "answer-0": "5", "answer-2": "2", "comment": "keep me"}
    assert held(storage, clock) == ([], 0)
    browser = page.as_("employee")
    again = browser.post_without_token(PULSE, kept)
    assert again.status == 422
    assert "send it once more" in again.text
    assert [e.get("value") for e in again.find("input", type="radio") if "checked" in e.attrib] == ["5", "2"]
    assert "keep me" in again.html
    assert held(storage, clock) == ([], 0)
    assert browser.post(PULSE, kept).status == 303


def test_a_foreign_page_cannot_send_a_sheet(opened, page, storage, clock):
    browser = page.as_("employee")
    refused = browser.post(PULSE, sheet(opened, _0="1"), headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status == 403
    assert held(storage, clock) == ([], 0)


def test_where_the_key_is_lost_it_says_that_the_week_starts_again(opened, page, key_dir):
    for path in key_dir.iterdir():
        path.unlink()
    browser = page.as_("employee")
    assert "has to start again" in browser.get(PULSE).text
    assert browser.post(PULSE, sheet(opened, _0="4")).status == 409


def test_an_ex_employee_cannot_answer(opened, page):
    assert page.as_("leaver").get(PULSE).status == 303
    assert page.as_("leaver").post(PULSE, sheet(opened, _0="4")).status == 401


@pytest.mark.parametrize("persona", ["lead", "delegate", "hr", "administrator", "works_council"])
def test_everybody_on_the_list_may_answer_whatever_else_they_are(opened, page, persona):
    assert page.as_(persona).post(PULSE, sheet(opened, _0="4")).status == 303


def test_the_form_and_the_sheet_cost_few_statements(opened, page):
    browser = page.as_("employee")
    assert len(browser.get(PULSE).statements) <= BASE_STATEMENTS + 3
    assert len(browser.post(PULSE, sheet(opened, _0="4")).statements) <= BASE_STATEMENTS + 6 - 1


def test_a_closed_round_is_over_for_good(world, page, storage, clock):
    opened = world.open()
    world.close()
    clock.advance(hours=-1)
    assert page.as_("employee").post(PULSE, sheet(opened, _0="4")).status == 409
    with storage.look(SYSTEM, clock.now() + timedelta(days=1)) as work:
        assert work.session.scalars(select(PulseRound.state)).all() == ["closed"]
