import pytest
from sqlalchemy import select

from tests.factories.good_things import add_good_thing
from tracker.core.errors import ConflictError
from tracker.good_things import service
from tracker.good_things.models import GoodThingNote
from tracker.good_things.queries import get_entry

NOTE = "It was the day before, as I found out later."


def notes(work_as):
    with work_as() as work:
        return list(work.session.scalars(select(GoodThingNote.text)))


def test_a_note_stands_below_the_words_for_every_reader(page, kept, clock, work_as):
    clock.advance(days=3)
    answer = page.as_("employee").submit(f"/good-things/{kept}/correct", {"text": NOTE})
    assert (answer.status, answer.location) == (303, f"/good-things/{kept}")
    assert notes(work_as) == [NOTE]
    assert NOTE in page.as_("colleague").get(f"/good-things/{kept}").text
    assert "With a note" in page.as_("colleague").get("/good-things").text


def test_the_same_note_twice_is_one(page, kept, work_as):
    browser = page.as_("employee")
    for _ in range(2):
        assert browser.submit(f"/good-things/{kept}/correct", {"text": NOTE}).status == 303
    assert notes(work_as) == [NOTE]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write a note."),
        ("   ", "Write a note"),
        ("x" * 501, "at most 500"),
        ("Her address is a@example.com", "looks like an e-mail address"),
    ],
)
def test_a_note_in_disorder_is_refused_beside_its_field(page, kept, work_as, text, words):
    answer = page.as_("employee").submit(f"/good-things/{kept}/correct", {"text": text})
    assert answer.status == 422
    assert words in answer.text
    assert not notes(work_as)


def test_nothing_is_added_to_what_is_withdrawn(work_as, cast):
    with work_as("employee") as work:
        entry = add_good_thing(work, cast.employee.id)
        service.withdraw_good_thing(work, entry)
        with pytest.raises(ConflictError):
            service.add_note(work, get_entry(work.session, entry.id), NOTE)
