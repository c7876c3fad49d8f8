from datetime import timedelta

from tests.factories.good_things import add_good_thing, add_thanks, in_name_of
from tracker.good_things import service
from tracker.good_things.queries.entries import PAGE


def listed(page, name="employee"):
    return {link for link in page.as_(name).get("/good-things/mine").links if link.split("/")[-1].isdigit()}


def test_it_holds_what_i_wrote_and_what_names_me(page, work_as, cast):
    with work_as() as work:
        mine = add_good_thing(work, cast.employee.id)
        private = add_good_thing(work, cast.employee.id, private=True)
        thanked = add_thanks(work, cast.colleague.id, cast.employee.id)
        helped = add_good_thing(work, cast.lead.id, cast.employee.id, private=True)
        add_good_thing(work, cast.colleague.id)
    assert listed(page) == {f"/good-things/{entry.id}" for entry in (mine, private, thanked, helped)}


def test_what_i_withdrew_stays_for_a_day(page, work_as, cast, clock):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id, cast.colleague.id)
        service.withdraw_good_thing(in_name_of(work, cast.employee.id), entry)
    assert listed(page) == {f"/good-things/{entry.id}"}
    assert listed(page, "colleague") == set()
    clock.advance(hours=24)
    assert listed(page) == set()


def test_what_i_keep_off_the_wall_stays_on_my_list(page, work_as, cast):
    with work_as() as work:
        entry = add_thanks(work, cast.colleague.id, cast.employee.id)
        service.hide_good_thing(in_name_of(work, cast.employee.id), entry)
    opened = page.as_("employee").get("/good-things/mine")
    assert f"/good-things/{entry.id}" in opened.links
    assert "Off the wall" in opened.text


def test_an_empty_list_says_that_absence_means_nothing(page):
    assert "An empty page says nothing about you." in page.as_("employee").get("/good-things/mine").text


def test_it_turns_its_pages(page, work_as, cast):
    with work_as() as work:
        for _ in range(PAGE + 2):
            add_good_thing(work, cast.employee.id)
    assert "Page 2 of 2" in page.as_("employee").get("/good-things/mine?page=2").text


def test_what_names_me_stays_mine_after_i_changed_teams(page, work_as, cast, clock):
    with work_as() as work:
        entry = add_thanks(work, cast.colleague_elsewhere.id, cast.employee.id)
    clock.advance(days=20)
    assert listed(page) == {f"/good-things/{entry.id}"}
    assert clock.now() - entry.logged_at == timedelta(days=20)
