import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.cast import TODAY
from tests.factories.good_things import draft, new_key
from tracker.core.errors import InvalidError
from tracker.good_things import service
from tracker.good_things.models import GoodThing, GoodThingNamed, GoodThingTeam
from tracker.people.models import Choice, Membership, Person

SENTENCE = "Walked an old man to the lift, and he said he would come back."
FILLED = {
    "sentence": SENTENCE,
    "moment": "advice",
    "channel": "visit",
    "happened_on": str(TODAY),
    "named_team": "0",
    "kind": "",
}

pytestmark = pytest.mark.usefixtures("choices")


def kept_ones(work_as):
    with work_as() as work:
        return list(work.session.scalars(select(GoodThing).order_by(GoodThing.id)))


def test_one_sentence_and_three_taps_keep_a_good_thing(page, work_as, cast):
    answer = page.as_("employee").submit("/good-things/new", FILLED)
    [thing] = kept_ones(work_as)
    assert (answer.status, answer.location) == (303, f"/good-things/{thing.id}")
    assert (thing.author_id, thing.sentence, thing.way) == (cast.employee.id, SENTENCE, "log")
    assert (thing.moment, thing.channel, thing.happened_on) == ("advice", "visit", TODAY)
    assert (thing.kind, thing.minutes, thing.could_copy, thing.private) == (None, None, None, False)


def test_the_day_of_today_and_the_last_channel_stand_ready(page):
    browser = page.as_("employee")
    opened = browser.get("/good-things/new")
    assert opened.find("input", name="happened_on")[0].get("value") == "2026-09-16"
    assert not [e for e in opened.find("input", name="channel") if "checked" in e.attrib]
    browser.submit("/good-things/new", {**FILLED, "channel": "telephone"})
    again = browser.get("/good-things/new")
    [checked] = [e for e in again.find("input", name="channel") if "checked" in e.attrib]
    assert checked.get("value") == "telephone"


def test_today_is_the_day_where_the_organisation_is(page, clock):
    clock.set(clock.now().replace(hour=22, minute=30))
    opened = page.as_("employee").get("/good-things/new")
    assert opened.find("input", name="happened_on")[0].get("value") == "2026-09-17"


def test_everything_optional_is_kept_too(page, work_as, cast):
    page.as_("employee").submit(
        "/good-things/new",
        {
            **FILLED,
            "named": [str(cast.colleague.id)],
            "others": "Colleague Elsewhere",
            "named_team": str(cast.shop_b.id),
            "kind": "personal-touch",
            "minutes": "15",
            "could_copy": "y",
            "private": "y",
        },
    )
    [thing] = kept_ones(work_as)
    assert (thing.kind, thing.minutes, thing.could_copy, thing.private) == ("personal-touch", 15, True, True)
    with work_as() as work:
        named = set(work.session.scalars(select(GoodThingNamed.person_id)))
        walls = {t.team_id: t.counts for t in work.session.scalars(select(GoodThingTeam))}
    assert named == {cast.colleague.id, cast.colleague_elsewhere.id}
    assert walls == {cast.shop_a.id: True, cast.shop_b.id: False, cast.shop_c.id: False}


def test_the_same_page_sent_twice_keeps_one(page, work_as):
    browser, key = page.as_("employee"), new_key()
    first = browser.post("/good-things/new", {**FILLED, "key": key})
    second = browser.post("/good-things/new", {**FILLED, "key": key})
    assert first.location == second.location
    assert len(kept_ones(work_as)) == 1


def test_two_people_may_hold_the_same_key(page, work_as):
    key = new_key()
    for name in ("employee", "colleague"):
        page.as_(name).post("/good-things/new", {**FILLED, "key": key})
    assert len(kept_ones(work_as)) == 2


def test_the_same_page_sent_at_the_same_moment_keeps_one(storage, clock, cast, work_as):
    with work_as("employee") as work:
        actor, words = work.actor, draft(work)
    found: list[int] = []
    gate = threading.Barrier(4)

    def send() -> None:
        gate.wait()
        with storage.work(actor, clock.now()) as own:
            found.append(service.keep_good_thing(own, words))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    with work_as() as work:
        assert work.session.scalar(select(func.count()).select_from(GoodThingTeam)) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sentence": ""}, "Write one sentence"),
        ({"sentence": "Short."}, "Tell it in one sentence"),
        ({"sentence": "x" * 281}, "Tell it in one sentence"),
        ({"sentence": "Wrote to anna@example.com, and she was glad."}, "looks like an e-mail address"),
        ({"sentence": "Called her on 06-12345678, and she was glad."}, "looks like a phone number"),
        ({"sentence": "Paid back to NL91ABNA0417164300 at once."}, "looks like an account number"),
        ({"moment": ""}, "Choose a moment."),
        ({"moment": "elsewhere"}, "Not a valid choice"),
        ({"happened_on": "2026-09-17"}, "still to come"),
        ({"happened_on": "2026-08-01"}, "more than 31 days ago"),
        ({"happened_on": "yesterday"}, "Not a valid date"),
        ({"minutes": "0"}, "Number must be between"),
        ({"others": "Nobody Known"}, "no colleague called “Nobody Known”"),
        ({"others": "Employee"}, "You named yourself"),
        ({"others": "leaver"}, "no colleague called “leaver”"),
        ({"key": "not a key"}, "Reload it"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_kept(page, work_as, change, words):
    answer = page.as_("employee").submit("/good-things/new", {**FILLED, **change})
    assert answer.status == 422
    assert words in answer.text, answer.text
    assert not kept_ones(work_as)


def test_everything_wrong_is_said_at_once(page):
    answer = page.as_("employee").submit(
        "/good-things/new", {**FILLED, "sentence": "Wrote to a@example.com about it.", "moment": ""}
    )
    assert "looks like an e-mail address" in answer.text
    assert "Choose a moment." in answer.text
    assert "open" not in answer.find("details", class_="fold")[0].attrib


def test_optional_fields_open_when_something_is_wrong_in_them(page):
    answer = page.as_("employee").submit("/good-things/new", {**FILLED, "minutes": "9999"})
    assert "open" in answer.find("details", class_="fold")[0].attrib


def test_a_name_that_two_people_share_asks_for_the_staff_number(page, work_as, cast):
    with work_as() as work:
        work.session.add(Person(staff_number="900", name="Lead", added_on=TODAY - timedelta(days=9)))
    browser = page.as_("employee")
    assert "Several colleagues" in browser.submit("/good-things/new", {**FILLED, "others": "lead"}).text
    assert browser.submit("/good-things/new", {**FILLED, "others": "900"}).status == 303


def test_a_retired_answer_is_no_longer_offered(page, work_as):
    with work_as() as work:
        found = work.session.scalars(select(Choice).where(Choice.code == "complaint")).one()
        found.active = False
    assert "Complaint" not in page.as_("employee").get("/good-things/new").text


def test_without_lists_the_page_says_who_sets_them_up(page, work_as):
    with work_as() as work:
        for choice in work.session.scalars(select(Choice)):
            work.session.delete(choice)
    assert "HR has not set up" in page.as_("employee").get("/good-things/new").text


def test_the_service_refuses_what_no_page_would_send(work_as, cast):
    with work_as("employee") as work:
        for change, code in (
            ({"moment": "elsewhere"}, "choice-unknown"),
            ({"named_ids": frozenset({987_654})}, "person-unknown"),
            ({"named_ids": frozenset({cast.leaver.id})}, "person-unknown"),
            ({"named_team_id": 987_654}, "team-unknown"),
        ):
            with pytest.raises(InvalidError) as refused:
                service.keep_good_thing(work, draft(work, **change))
            assert refused.value.code == code


def test_a_large_team_is_named_by_typing(page, work_as, cast):
    with work_as() as work:
        for number in range(61):
            person = Person(staff_number=f"n{number}", name=f"Mate {number}", added_on=TODAY)
            work.session.add(person)
            work.session.flush()
            work.session.add(Membership(person_id=person.id, team_id=cast.shop_a.id, starts_on=TODAY))
    assert "Mate 7" not in page.as_("employee").get("/good-things/new").text


def test_the_page_speaks_dutch(page):
    opened = page.as_("employee", language="nl").get("/good-things/new")
    assert "Klacht" in opened.text
    assert "In de winkel" in opened.text
