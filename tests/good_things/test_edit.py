from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.cast import TODAY
from tests.factories.good_things import add_good_thing, add_thanks, draft, in_name_of
from tracker.core.errors import ConflictError
from tracker.good_things import service
from tracker.good_things.models import GoodThingNamed, GoodThingTeam
from tracker.good_things.queries import get_entry
from tracker.people.models import Choice, Person

NEW = "Carried it to her car, and her back stayed whole."


def change(browser, number, **values):
    """Open the page and send back what it holds, with some of it changed."""
    opened = browser.get(f"/good-things/{number}/edit")
    assert opened.status == 200, opened.text
    kept = ("hidden", "text", "number", "date")
    held = {e.get("name"): e.get("value", "") for kind in kept for e in opened.find("input", type=kind)}
    for kind in ("radio", "checkbox"):
        chosen = [e for e in opened.find("input", type=kind) if "checked" in e.attrib]
        held |= {e.get("name"): e.get("value") for e in chosen}
    for select_ in opened.find("select"):
        held[select_.get("name")] = next(
            (o.get("value") for o in select_.iter("option") if "selected" in o.attrib), "0"
        )
    held["sentence"] = "".join(opened.find("textarea")[0].itertext()).strip()
    held |= values
    del held["csrf_token"]
    return browser.post(f"/good-things/{number}/edit", {k: v for k, v in held.items() if v is not None})


def test_the_page_holds_what_was_kept_and_saves_it_unchanged(page, work_as, cast, row):
    with work_as() as work:
        entry = add_good_thing(
            work, cast.employee.id, cast.colleague.id, cast.colleague_elsewhere.id,
            kind="personal-touch", minutes=12, could_copy=True, private=True,
            named_team_id=cast.shop_b.id, happened_on=TODAY - timedelta(days=2),
        )  # fmt: skip
    before = row(entry.id)
    assert change(page.as_("employee"), entry.id).status == 303
    after = row(entry.id)
    for name in (
        "sentence",
        "happened_on",
        "kind",
        "minutes",
        "could_copy",
        "private",
        "named_team_id",
        "moment",
    ):
        assert getattr(before, name) == getattr(after, name), name
    assert after.edited_at is not None
    with work_as() as work:
        assert set(work.session.scalars(select(GoodThingNamed.person_id))) == {
            cast.colleague.id, cast.colleague_elsewhere.id,
        }  # fmt: skip


def test_the_writer_changes_the_words(page, kept, row):
    answer = change(page.as_("employee"), kept, sentence=NEW, channel="telephone")
    assert (answer.status, answer.location) == (303, f"/good-things/{kept}")
    assert (row(kept).sentence, row(kept).channel) == (NEW, "telephone")
    assert "Edited" in page.as_("colleague").get(f"/good-things/{kept}").text


def test_walls_follow_the_people_named(page, work_as, cast, kept):
    change(page.as_("employee"), kept, others="Colleague Elsewhere")
    with work_as() as work:
        assert set(work.session.scalars(select(GoodThingTeam.team_id))) == {cast.shop_a.id, cast.shop_c.id}
    change(page.as_("employee"), kept, others="")
    with work_as() as work:
        assert set(work.session.scalars(select(GoodThingTeam.team_id))) == {cast.shop_a.id}
        assert not list(work.session.scalars(select(GoodThingNamed.person_id)))


def test_whoever_keeps_it_off_the_wall_keeps_doing_so(page, work_as, cast):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id, cast.colleague.id)
        service.hide_good_thing(in_name_of(work, cast.colleague.id), entry)
    change(page.as_("employee"), entry.id, sentence=NEW)
    assert page.as_("lead").get(f"/good-things/{entry.id}").status == 404


def test_a_namesake_who_was_named_stays_the_one_who_was_named(page, work_as, cast):
    with work_as() as work:
        entry = add_thanks(work, cast.employee.id, cast.colleague_elsewhere.id)
        work.session.add(Person(staff_number="901", name="Colleague Elsewhere", added_on=TODAY))
    assert change(page.as_("employee"), entry.id, sentence=NEW).status == 303
    with work_as() as work:
        assert list(work.session.scalars(select(GoodThingNamed.person_id))) == [cast.colleague_elsewhere.id]


def test_a_retired_answer_that_was_chosen_stays(page, work_as, kept, row):
    with work_as() as work:
        work.session.scalars(select(Choice).where(Choice.code == "advice")).one().active = False
    assert change(page.as_("employee"), kept, sentence=NEW).status == 303
    assert row(kept).moment == "advice"


def test_bad_words_are_refused_and_nothing_changes(page, kept, row):
    before = row(kept).sentence
    answer = change(page.as_("employee"), kept, sentence="Mail anna@example.com for it")
    assert answer.status == 422
    assert "looks like an e-mail address" in answer.text
    assert row(kept).sentence == before


def test_after_a_day_the_words_stand(page, kept, clock):
    clock.advance(hours=23, minutes=59)
    assert page.as_("employee").get(f"/good-things/{kept}/edit").status == 200
    clock.advance(minutes=1)
    assert page.as_("employee").get(f"/good-things/{kept}/edit").status == 409
    assert page.as_("employee").post(f"/good-things/{kept}/edit", {"sentence": NEW}).status == 409


def test_once_confirmed_the_words_stand(page, kept):
    page.as_("colleague").post(f"/good-things/{kept}/confirm", {"edition": "first"})
    answer = page.as_("employee").get(f"/good-things/{kept}/edit")
    assert answer.status == 409
    assert "somebody has confirmed it" in answer.text


@pytest.mark.parametrize("state", ["confirmed", "withdrawn"])
def test_the_service_looks_again_before_it_changes_anything(work_as, cast, state):
    with work_as("employee") as work:
        entry = add_good_thing(work, cast.employee.id)
        stale = entry
        if state == "confirmed":
            service.confirm_good_thing(in_name_of(work, cast.colleague.id), entry, edition="first")
        else:
            service.withdraw_good_thing(work, entry)
            stale = get_entry(work.session, entry.id)
        with pytest.raises(ConflictError):
            service.edit_good_thing(work, stale, draft(work))


def test_thanks_are_edited_as_thanks(page, work_as, cast, row):
    with work_as() as work:
        entry = add_thanks(work, cast.colleague.id, cast.employee.id)
    assert change(page.as_("colleague"), entry.id, named=None).status == 422
    assert change(page.as_("colleague"), entry.id, sentence=NEW).status == 303
    assert (row(entry.id).sentence, row(entry.id).way) == (NEW, "thanks")
