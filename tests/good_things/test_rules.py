from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clock import WEDNESDAY
from tracker.core.errors import InvalidError
from tracker.good_things.rules.entry import (
    LONGEST_NOTE,
    Draft,
    Rung,
    Way,
    check_draft,
    check_note,
    counted,
    edition_of,
    is_a_doer,
    may_be_edited,
    rung_of,
    still_open,
)

TODAY = date(2026, 9, 16)
GOOD = Draft(
    key="0" * 36,
    way=Way.LOG,
    sentence="Opened the second till, and nobody waited.",
    happened_on=TODAY,
    moment="pay",
    channel="visit",
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sentence": "Short."}, "sentence-length"),
        ({"sentence": "long " * 60}, "sentence-length"),
        ({"sentence": "Mailed her at a@example.com at once"}, "contact-email"),
        ({"happened_on": TODAY + timedelta(days=1)}, "good-thing-future"),
        ({"happened_on": TODAY - timedelta(days=32)}, "good-thing-old"),
        ({"named_ids": frozenset({1})}, "good-thing-names-author"),
        ({"named_ids": frozenset(range(2, 20))}, "good-thing-many-named"),
        ({"way": Way.THANKS}, "thanks-without-name"),
        ({"minutes": 0}, "good-thing-minutes"),
        ({"minutes": 481}, "good-thing-minutes"),
    ],
)
def test_a_draft_that_cannot_be_kept_says_why(change, code):
    with pytest.raises(InvalidError) as refused:
        check_draft(replace(GOOD, **change), author_id=1, today=TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"minutes": 480},
        {"happened_on": TODAY - timedelta(days=31)},
        {"way": Way.THANKS, "named_ids": frozenset({2})},
        {"way": Way.THANKS, "named_team_id": 4},
    ],
)
def test_a_draft_in_order_passes(change):
    check_draft(replace(GOOD, **change), author_id=1, today=TODAY)


@pytest.mark.parametrize(("text", "code"), [("", "note-length"), ("x" * 501, "note-length")])
def test_a_note_has_a_length(text, code):
    assert len(text) in {0, LONGEST_NOTE + 1}
    with pytest.raises(InvalidError) as refused:
        check_note(text)
    assert refused.value.code == code


def test_a_note_tells_nobody_how_to_reach_a_customer():
    with pytest.raises(InvalidError) as refused:
        check_note("She can be reached on 06-12345678.")
    assert refused.value.code == "contact-phone"


@pytest.mark.parametrize(
    ("confirmers", "customers", "rung"),
    [(0, 0, Rung.SELF), (1, 0, Rung.COLLEAGUE), (0, 1, Rung.CUSTOMER), (3, 1, Rung.CUSTOMER)],
)
def test_the_ladder_has_three_rungs(confirmers, customers, rung):
    assert rung_of(confirmers=confirmers, customers=customers) is rung


@given(st.integers(0, 100))
def test_at_most_three_logs_of_a_day_count(number):
    assert counted(number) == min(number, 3)


def test_words_stay_open_for_exactly_a_day():
    assert still_open(WEDNESDAY, WEDNESDAY + timedelta(hours=23, minutes=59))
    assert not still_open(WEDNESDAY, WEDNESDAY + timedelta(hours=24))


def test_what_somebody_confirmed_is_not_edited():
    assert may_be_edited(logged_at=WEDNESDAY, now=WEDNESDAY, proofs=0)
    assert not may_be_edited(logged_at=WEDNESDAY, now=WEDNESDAY, proofs=1)


def test_who_is_thanked_did_it_and_who_helped_was_there():
    assert is_a_doer(way=Way.THANKS, person_is_named=True, person_in_named_team=False)
    assert is_a_doer(way=Way.THANKS, person_is_named=False, person_in_named_team=True)
    assert not is_a_doer(way=Way.LOG, person_is_named=True, person_in_named_team=True)


def test_every_edit_has_its_own_mark():
    assert edition_of(None) == "first"
    assert edition_of(WEDNESDAY) != edition_of(WEDNESDAY + timedelta(microseconds=1))
