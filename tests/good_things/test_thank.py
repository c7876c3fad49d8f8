import pytest
from sqlalchemy import select

from tests.cast import TODAY
from tracker.good_things.models import GoodThing, GoodThingNamed, GoodThingTeam

FILLED = {
    "sentence": "Stayed with a lost child until the father came, and both went home calm.",
    "moment": "advice",
    "channel": "visit",
    "happened_on": str(TODAY),
    "named_team": "0",
    "kind": "",
}

pytestmark = pytest.mark.usefixtures("choices")


def kept_one(work_as):
    with work_as() as work:
        return work.session.scalars(select(GoodThing)).one()


def walls(work_as):
    with work_as() as work:
        return {wall.team_id: wall.counts for wall in work.session.scalars(select(GoodThingTeam))}


def test_a_colleague_is_thanked_and_can_read_it(page, cast, work_as):
    answer = page.as_("colleague").submit("/good-things/thanks", {**FILLED, "named": [str(cast.employee.id)]})
    thing = kept_one(work_as)
    assert (answer.status, thing.way, thing.minutes) == (303, "thanks", None)
    assert f"/good-things/{thing.id}" in page.as_("employee").get("/good-things/mine").links


def test_several_people_and_a_team_can_be_thanked_at_once(page, cast, work_as):
    page.as_("employee").submit(
        "/good-things/thanks",
        {
            **FILLED,
            "named": [str(cast.colleague.id)],
            "others": "104; 103",
            "named_team": str(cast.shop_b.id),
        },
    )
    with work_as() as work:
        named = set(work.session.scalars(select(GoodThingNamed.person_id)))
    assert named == {cast.colleague.id, cast.lead.id, cast.colleague_elsewhere.id}
    assert walls(work_as) == {
        cast.shop_a.id: True, cast.shop_b.id: True, cast.north.id: True, cast.shop_c.id: True,
    }  # fmt: skip


def test_thanks_to_another_team_count_there_and_stand_on_both_walls(page, cast, work_as):
    page.as_("employee").submit("/good-things/thanks", {**FILLED, "others": "Colleague Elsewhere"})
    assert walls(work_as) == {cast.shop_a.id: False, cast.shop_c.id: True}


def test_a_whole_team_can_be_thanked(page, cast, work_as):
    answer = page.as_("hr").submit("/good-things/thanks", {**FILLED, "named_team": str(cast.shop_a.id)})
    assert answer.status == 303
    assert f"/good-things/{kept_one(work_as).id}" in page.as_("employee").get("/good-things").links


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Say whom you thank"),
        ({"others": "Employee"}, "You named yourself"),
        ({"others": "Colleague", "sentence": "Ask her on 0612345678 how kind."}, "looks like a phone number"),
    ],
)
def test_thanks_need_somebody_else_and_a_discreet_sentence(page, change, words):
    answer = page.as_("employee").submit("/good-things/thanks", {**FILLED, **change})
    assert answer.status == 422
    assert words in answer.text


def test_somebody_without_mates_is_told_where_to_type(page):
    answer = page.as_("delegate").submit("/good-things/thanks", FILLED)
    assert answer.status == 422
    assert "Say whom you thank" in answer.text
    assert answer.find("a", href="#others")


def test_thanks_that_stay_between_two(page, cast, work_as):
    page.as_("colleague").submit(
        "/good-things/thanks", {**FILLED, "named": [str(cast.employee.id)], "private": "y"}
    )
    url = f"/good-things/{kept_one(work_as).id}"
    assert page.as_("employee").get(url).status == 200
    assert page.as_("lead").get(url).status == 404
