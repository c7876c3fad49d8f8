"""The organisation's settings and its lists, through their pages."""

from tracker.people.models import Choice, Organisation
from tracker.people.queries import list_choices
from tracker.people.service import add_default_choices


def fill(work_as):
    with work_as("hr") as work:
        add_default_choices(work)
        return {choice.code: choice.id for choice in list_choices(work.session, "channel")}


def codes(work_as):
    with work_as("hr") as work:
        return [choice.code for choice in list_choices(work.session, "channel")]


def test_the_organisation_is_changed(page, cast, work_as):
    browser = page.as_("administrator")
    shown = browser.get("/manage/organisation")
    assert shown.find("option", value="Europe/Amsterdam")[0].get("selected") is not None
    answer = browser.submit(
        "/manage/organisation", {"name": "Fern & Co", "language": "nl", "time_zone": "Europe/Brussels"}
    )
    assert answer.location == "/manage"
    with work_as("hr") as work:
        assert work.session.get_one(Organisation, 1).time_zone == "Europe/Brussels"


def test_an_unknown_time_zone_is_refused(page, cast):
    wrong = {"name": "Fern", "language": "nl", "time_zone": "Mars/Base"}
    assert page.as_("hr").submit("/manage/organisation", wrong).status == 422


def test_the_first_time_the_organisation_is_made_with_its_lists(page, cast, work_as):
    with work_as("hr") as work:
        work.session.delete(work.session.get_one(Organisation, 1))
    browser = page.as_("administrator")
    assert browser.get("/manage/organisation").status == 200
    made = browser.submit(
        "/manage/organisation", {"name": "Fern", "language": "en", "time_zone": "Europe/Amsterdam"}
    )
    assert made.location == "/manage/setup"
    with work_as("hr") as work:
        assert work.session.query(Choice).count() > 10


def test_a_list_shows_its_entries_and_its_siblings(page, cast, work_as):
    fill(work_as)
    shown = page.as_("hr").get("/manage/choices/channel")
    assert "Face to face" in shown.text
    assert "/manage/choices/good_thing_kind" in shown.links
    assert len(shown.statements) <= 4


def test_an_entry_is_added_changed_moved_and_retired(page, cast, work_as):
    ids = fill(work_as)
    browser = page.as_("hr")
    assert (
        browser.submit("/manage/choices/channel/new", {"label_en": "Stall", "label_nl": "Kraam"}).status
        == 303
    )
    assert codes(work_as)[-1] == "stall"
    chat = ids["chat"]
    changed = browser.submit(f"/manage/choice/{chat}", {"label_en": "Live chat", "label_nl": "Chat"})
    assert changed.location == "/manage/choices/channel"
    browser.post(f"/manage/choice/{chat}/move", {"way": "up"})
    assert codes(work_as).index("chat") == 2
    browser.post(f"/manage/choice/{chat}/move", {"way": "down"})
    browser.post(f"/manage/choice/{chat}/use", {"active": "no"})
    assert "chat" not in codes(work_as)
    assert "Use it again" in browser.get("/manage/choices/channel").text
    browser.post(f"/manage/choice/{chat}/use", {"active": "yes"})
    assert "chat" in codes(work_as)


def test_twins_and_empty_words_are_refused(page, cast, work_as):
    fill(work_as)
    browser = page.as_("hr")
    twin = browser.submit("/manage/choices/channel/new", {"label_en": "phone", "label_nl": "x"})
    assert twin.status == 422
    assert "is in this list already" in twin.text
    assert browser.submit("/manage/choices/channel/new", {"label_en": "", "label_nl": ""}).status == 422


def test_the_last_entry_stays(page, cast, work_as):
    ids = fill(work_as)
    browser = page.as_("hr")
    answers = [browser.post(f"/manage/choice/{number}/use", {"active": "no"}) for number in ids.values()]
    assert answers[-1].status == 409
    assert "A list needs at least one entry." in answers[-1].text


def test_the_pages_speak_dutch(page, cast, work_as):
    ids = fill(work_as)
    browser = page.as_("hr", language="nl")
    for url in (
        "/manage/organisation",
        "/manage/choices/moment",
        "/manage/choices/moment/new",
        f"/manage/choice/{ids['chat']}",
    ):
        assert browser.get(url).status == 200
