"""One import: what it would change, taking it, undoing it."""

from tests.customers.test_upload import GOOD, hand_in
from tests.factories.customers import add_import, count_scores
from tracker.audit.models import AuditEntry


def test_a_checked_file_is_taken_with_one_button_and_undone_with_another(page, work_as):
    location = hand_in(page, GOOD).location
    shown = page.as_("hr").get(location)
    assert "Take in 2 rows" in shown.text
    assert page.as_("hr").post(f"{location}/take").location == location
    with work_as() as work:
        assert count_scores(work.session) == 2
    shown = page.as_("hr").get(location)
    assert "The file has been taken in" not in shown.heading
    assert "Undo this import" in shown.text
    page.as_("hr").post(f"{location}/undo")
    with work_as() as work:
        assert count_scores(work.session) == 0
        assert [e.event for e in work.session.query(AuditEntry)] == ["scores-imported", "import-undone"]
    assert "Nothing of this file is kept" in page.as_("hr").get(location).text


def test_taking_or_undoing_twice_is_answered_plainly(page):
    location = hand_in(page, GOOD).location
    hr = page.as_("hr")
    assert hr.post(f"{location}/undo").status == 409
    hr.post(f"{location}/take")
    again = hr.post(f"{location}/take")
    assert again.status == 409
    assert "was taken already" in again.text
    hr.post(f"{location}/undo")
    assert hr.post(f"{location}/undo").status == 409


def test_a_file_without_anything_new_offers_no_button(page):
    location = hand_in(page, GOOD).location
    page.as_("hr").post(f"{location}/take")
    shown = page.as_("hr").get(hand_in(page, GOOD).location)
    assert "There is nothing new in this file." in shown.text
    assert "There already 2" in shown.text


def test_nobody_but_hr_can_take_or_undo(page, work_as):
    with work_as("hr") as work:
        import_id = add_import(work.session).id
    for persona in ("employee", "lead", "administrator", "works_council"):
        assert page.as_(persona).post(f"/customers/imports/{import_id}/undo").status == 403
