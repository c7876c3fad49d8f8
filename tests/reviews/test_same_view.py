"""One file for all readers, made in a fixed number of statements, and nothing of a pulse in it."""

import re
from dataclasses import fields

import pytest

from tests.factories.reviews import add_marks, bring_to, open_review, plan_cycle, review_in
from tracker.core.access import Permission, allowed
from tracker.exports.service.data import to_data
from tracker.reviews.models import Review
from tracker.reviews.queries.cases import get_case, list_cases, local_today
from tracker.reviews.queries.contents import ReviewFile
from tracker.reviews.queries.file import get_file
from tracker.reviews.rules.steps import State
from tracker.reviews.service.prepare import share_review
from tracker.schema import METADATA

READERS = ("employee", "lead", "hr")
PULSE_WORDS = re.compile(r"pulse|engagement|cell|sheet|nullifier|\bround\b|need_|item_code", re.IGNORECASE)


def words_of(page, url):
    """The words of a page between its heading and its foot, without what the reader can do."""
    text = page.get(url).text
    return re.sub(r"What happens next.*?In their own words", "", text)


@pytest.fixture
def marks(work_as, cast):
    add_marks(work_as, cast, [9, 8, 10] * 10)
    add_marks(work_as, cast, [10, 3], words="She took her time for me.")


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_the_person_the_lead_and_hr_read_the_same_words(page, work_as, cast, marks, state):
    review_id = review_in(work_as, cast, state)
    shown = set()
    for name in READERS:
        text = words_of(page.as_(name), f"/reviews/{review_id}")
        start = text.index("Take a copy") if "Take a copy" in text else text.index("Review for")
        end = text.index("Who looked, and who took a copy")
        shown.add(
            text[start:end].replace("Take a copy", "").strip().removeprefix("Review for").strip()[-600:]
        )
    assert len(shown) == 1


def test_the_evidence_reads_the_same_for_all(page, work_as, cast, marks):
    review_id = review_in(work_as, cast, State.PROPOSED)
    texts = [page.as_(name).get(f"/reviews/{review_id}/evidence").text for name in READERS]
    bodies = {
        text[
            text.index("Evidence about") : text.index("There are none.")
            if "There are none." in text
            else None
        ]
        for text in texts
    }
    without_links = {re.sub(r"Dispute no\. \d+", "", body).split(" Fernhill ")[0] for body in bodies}
    assert len(without_links) == 1


def test_the_file_is_read_without_knowing_who_asks(work_as, cast, marks):
    review_id = review_in(work_as, cast, State.PROPOSED)
    found = []
    for name in READERS:
        with work_as(name) as work:
            found.append(to_data(get_file(work.session, review_id)))
    assert found[0] == found[1] == found[2]


def test_nothing_of_a_pulse_is_in_the_tables_the_file_or_its_fields(work_as, cast, marks):
    tables = [table for table in METADATA.tables.values() if table.name.startswith(("review", "promotion"))]
    assert len(tables) == 14
    names = [column.name for table in tables for column in table.columns] + [
        f.name for f in fields(ReviewFile)
    ]
    assert not [name for name in names if PULSE_WORDS.search(name)]
    linked = {key.column.table.name for table in tables for key in table.foreign_keys}
    assert linked <= {"person", *(table.name for table in tables)}
    review_id = review_in(work_as, cast, State.APPROVED)
    with work_as("hr") as work:
        assert not PULSE_WORDS.search(str(to_data(get_file(work.session, review_id))))


def test_a_look_at_the_evidence_is_told_to_the_person_and_ones_own_is_not(page, work_as, cast, marks):
    review_id = review_in(work_as, cast, State.SHARED)
    page.as_("employee").get(f"/reviews/{review_id}/evidence")
    assert "Nobody besides the person so far." in page.as_("employee").get(f"/reviews/{review_id}").text
    for _ in range(3):
        page.as_("hr").get(f"/reviews/{review_id}/evidence")
    shown = page.as_("employee").get(f"/reviews/{review_id}").text
    assert "Hr 16 Sept 2026 12:00 3" in shown or "Hr 16 Sep 2026 12:00 3" in shown


def test_lists_and_the_policy_agree_for_everybody(work_as, cast, marks):
    for state in (State.REQUESTED, State.SHARED, State.PROPOSED, State.CONTESTED):
        review_in(work_as, cast, state)
    own = open_review(work_as, cast, plan_cycle(work_as, cast), person="hr", by="hr_two")
    bring = open_review(
        work_as, cast, plan_cycle(work_as, cast), person="colleague_elsewhere", by="lead_elsewhere"
    )
    assert own != bring
    for name in (
        "employee",
        "colleague",
        "colleague_elsewhere",
        "lead",
        "lead_elsewhere",
        "delegate",
        "hr",
        "administrator",
        "works_council",
    ):
        with work_as(name) as work:
            today = local_today(work)
            listed = {case.id for case in list_cases(work.session, work.actor, today)}
            every = [get_case(work.session, review.id, today) for review in work.session.query(Review)]
            may = {case.id for case in every if allowed(work.actor, Permission.REVIEW_READ, case.target)}
            assert listed == may, name


def test_pages_take_a_fixed_number_of_statements_however_much_there_is(page, work_as, cast):
    add_marks(work_as, cast, [9, 8], words="Kind.")
    cycle_id = plan_cycle(work_as, cast)
    first = open_review(work_as, cast, cycle_id)
    bring_to(work_as, first, State.PROPOSED)
    hr = page.as_("hr")
    urls = (f"/reviews/{first}", f"/reviews/{first}/evidence", "/reviews", f"/reviews/cycles/{cycle_id}")
    few = [len(hr.get(url).statements) for url in urls]
    add_marks(work_as, cast, [9] * 60, words="Kind.", person="colleague")
    second = open_review(work_as, cast, cycle_id, person="colleague")
    with work_as("lead") as work:
        share_review(work, second)
    urls = (f"/reviews/{second}", f"/reviews/{second}/evidence", *urls[2:])
    many = [len(hr.get(url).statements) for url in urls]
    assert all(later <= earlier for later, earlier in zip(many, few, strict=True)), (few, many)
    assert max(few) <= 24
