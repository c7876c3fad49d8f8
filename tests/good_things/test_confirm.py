from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories.good_things import add_good_thing, add_thanks, in_name_of
from tracker.core.errors import ConflictError
from tracker.good_things import service
from tracker.good_things.models import GoodThing, GoodThingProof
from tracker.good_things.rules.entry import CONFIRMATIONS_A_WEEK


def proofs(work_as):
    with work_as() as work:
        return [(p.rung, p.person_id) for p in work.session.scalars(select(GoodThingProof))]


def confirm(browser, number, edition="first", **more):
    return browser.post(f"/good-things/{number}/confirm", {"edition": edition, **more})


def test_a_colleague_who_was_there_confirms(page, kept, work_as, cast):
    answer = confirm(page.as_("colleague"), kept)
    assert (answer.status, answer.location) == (303, f"/good-things/{kept}#good-thing-{kept}")
    assert proofs(work_as) == [("colleague", cast.colleague.id)]


def test_the_reader_comes_back_to_the_wall(page, kept):
    answer = confirm(page.as_("colleague"), kept, next="/good-things?page=2")
    assert answer.location == f"/good-things?page=2#good-thing-{kept}"


def test_no_page_of_others_is_come_back_to(page, kept):
    for elsewhere in ("https://example.com/", "//example.com/", "/\\example.com"):
        answer = confirm(page.as_("colleague"), kept, next=elsewhere)
        assert answer.location == f"/good-things/{kept}#good-thing-{kept}"


def test_twice_is_once(page, kept, work_as):
    browser = page.as_("colleague")
    confirm(browser, kept)
    assert confirm(browser, kept).status == 303
    assert len(proofs(work_as)) == 1


def test_somebody_named_as_a_helper_was_there(page, work_as, cast):
    with work_as() as work:
        number = add_good_thing(work, cast.employee.id, cast.colleague_elsewhere.id).id
    assert confirm(page.as_("colleague_elsewhere"), number).status == 303


def test_nobody_confirms_what_they_did_themselves(page, work_as, cast):
    with work_as() as work:
        log = add_good_thing(work, cast.employee.id).id
        thanks = add_thanks(work, cast.colleague.id, cast.employee.id).id
        team = add_thanks(work, cast.lead.id, named_team_id=cast.shop_a.id).id
    assert confirm(page.as_("employee"), log).status == 403
    assert confirm(page.as_("employee"), thanks).status == 409
    assert confirm(page.as_("employee"), team).status == 409
    assert "your own good thing" in confirm(page.as_("employee"), thanks).text
    assert not proofs(work_as)


def test_the_service_refuses_an_author_too(work_as, cast):
    with work_as("employee") as work:
        entry = add_good_thing(work, cast.employee.id)
        with pytest.raises(ConflictError) as refused:
            service.confirm_good_thing(work, entry, edition=entry.edition)
    assert refused.value.code == "confirm-own"


def test_ten_a_week_and_again_from_monday(page, work_as, cast, clock):
    with work_as() as work:
        numbers = [add_good_thing(work, cast.employee.id).id for _ in range(CONFIRMATIONS_A_WEEK + 1)]
    browser = page.as_("colleague")
    for number in numbers[:-1]:
        assert confirm(browser, number).status == 303
    refused = confirm(browser, numbers[-1])
    assert refused.status == 409
    assert "From Monday you can confirm again" in refused.text
    assert len(proofs(work_as)) == CONFIRMATIONS_A_WEEK
    clock.set(clock.now().replace(day=20, hour=21, minute=59))
    assert confirm(page.as_("colleague"), numbers[-1]).status == 409
    clock.advance(minutes=2)
    assert confirm(page.as_("colleague"), numbers[-1]).status == 303


def test_one_persons_limit_is_not_anothers(page, work_as, cast):
    with work_as() as work:
        named = (cast.colleague.id, cast.hr.id)
        entries = [add_good_thing(work, cast.employee.id, *named) for _ in range(CONFIRMATIONS_A_WEEK + 1)]
        for entry in entries[:-1]:
            service.confirm_good_thing(in_name_of(work, cast.colleague.id), entry, edition="first")
    assert confirm(page.as_("hr"), entries[-1].id).status == 303


def test_nobody_stands_for_words_they_did_not_read(page, kept, work_as, clock):
    with work_as() as work:
        work.session.get_one(GoodThing, kept).edited_at = clock.now()
    refused = confirm(page.as_("colleague"), kept)
    assert refused.status == 409
    assert "Read them again first" in refused.text
    form = page.as_("colleague").get(f"/good-things/{kept}").find("input", name="edition")[0]
    assert confirm(page.as_("colleague"), kept, form.get("value")).status == 303
    assert len(proofs(work_as)) == 1


def test_a_tap_without_its_page_is_refused(page, kept):
    assert page.as_("colleague").post(f"/good-things/{kept}/confirm").status == 422


def test_a_confirmation_can_be_taken_back_for_a_day(page, kept, work_as, clock):
    browser = page.as_("colleague")
    confirm(browser, kept)
    assert browser.get(f"/good-things/{kept}").find("form", action=f"/good-things/{kept}/confirm/undo")
    assert browser.post(f"/good-things/{kept}/confirm/undo").status == 303
    assert browser.post(f"/good-things/{kept}/confirm/undo").status == 303
    assert not proofs(work_as)
    confirm(browser, kept)
    clock.advance(hours=24)
    assert page.as_("colleague").post(f"/good-things/{kept}/confirm/undo").status == 409
    assert len(proofs(work_as)) == 1


def test_a_customers_rung_is_nobodys_to_take_back(page, kept, work_as, clock):
    with work_as() as work:
        proof = GoodThingProof(
            good_thing_id=kept, rung="customer", source_key="score 1", at=clock.now() - timedelta(hours=1)
        )
        work.session.add(proof)
    page.as_("colleague").post(f"/good-things/{kept}/confirm/undo")
    assert proofs(work_as) == [("customer", None)]
