from tests.factories.good_things import add_good_thing, add_thanks


def on_wall(page, number, name="colleague"):
    return f"/good-things/{number}" in page.as_(name).get("/good-things").links


def test_the_named_person_takes_it_off_the_wall_and_puts_it_back(page, work_as, cast):
    with work_as() as work:
        number = add_thanks(work, cast.lead.id, cast.employee.id).id
    browser = page.as_("employee")
    assert on_wall(page, number)
    answer = browser.post(f"/good-things/{number}/hide")
    assert (answer.status, answer.location) == (303, f"/good-things/{number}")
    assert not on_wall(page, number)
    assert page.as_("colleague").get(f"/good-things/{number}").status == 404
    assert browser.get(f"/good-things/{number}").status == 200
    assert page.as_("lead").get(f"/good-things/{number}").status == 200
    assert browser.post(f"/good-things/{number}/hide/undo").status == 303
    assert on_wall(page, number)


def test_one_of_several_is_enough_and_each_undoes_only_their_own(page, work_as, cast):
    with work_as() as work:
        number = add_good_thing(work, cast.employee.id, cast.colleague.id, cast.lead.id).id
    for name in ("colleague", "lead"):
        page.as_(name).post(f"/good-things/{number}/hide")
    page.as_("lead").post(f"/good-things/{number}/hide/undo")
    assert not on_wall(page, number, "delegate")
    page.as_("colleague").post(f"/good-things/{number}/hide/undo")
    assert on_wall(page, number, "delegate")


def test_hiding_twice_is_hiding_once(page, work_as, cast):
    with work_as() as work:
        number = add_thanks(work, cast.lead.id, cast.employee.id).id
    browser = page.as_("employee")
    for _ in range(2):
        assert browser.post(f"/good-things/{number}/hide").status == 303
    browser.post(f"/good-things/{number}/hide/undo")
    assert on_wall(page, number)


def test_it_is_offered_to_the_named_person_only(page, work_as, cast):
    with work_as() as work:
        number = add_thanks(work, cast.lead.id, cast.employee.id).id
    for name, offered in (("employee", True), ("colleague", False), ("lead", False)):
        found = (
            page.as_(name).get(f"/good-things/{number}").find("form", action=f"/good-things/{number}/hide")
        )
        assert bool(found) is offered
    page.as_("employee").post(f"/good-things/{number}/hide")
    opened = page.as_("employee").get(f"/good-things/{number}")
    assert opened.find("form", action=f"/good-things/{number}/hide/undo")
    assert "keeps this off the wall" in opened.text
