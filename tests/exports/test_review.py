"""Copies of a review: the same bytes for everybody, checked by anybody, told to the person."""

import hashlib
import io
import json
import zipfile

import openpyxl
import pytest
from pypdf import PdfReader

from tests.factories.reviews import PASSWORD, add_marks, give_passwords, review_in
from tracker.audit.models import AuditEntry
from tracker.exports.rules.archive import check_archive
from tracker.reviews.rules.steps import State

WORDS = "=2+2 She took her time 😀 for me, ☕ и спасибо, شكرا, 谢谢 #[evil] $x$ <b>"


@pytest.fixture
def review_id(work_as, cast):
    give_passwords(work_as, cast, "employee", "hr", "hr_two", "lead")
    add_marks(work_as, cast, [9, 8, 10] * 8)
    add_marks(work_as, cast, [10, 3], words=WORDS)
    return review_in(work_as, cast, State.PROPOSED)


def take(browser, review_id, kind, **fields):
    return browser.submit(
        f"/reviews/{review_id}/copy",
        {"kind": kind, "reason": "For the meeting of Friday.", "confirm_password": PASSWORD, **fields},
    )


@pytest.mark.parametrize("kind", ["zip", "pdf", "xlsx", "csv", "json"])
def test_the_person_and_hr_get_the_same_bytes_whatever_their_language_and_the_hour(
    page, clock, review_id, kind
):
    first = take(page.as_("employee"), review_id, kind, reason="")
    clock.advance(minutes=10)
    second = take(page.as_("hr", language="nl"), review_id, kind)
    assert first.status == second.status == 200
    assert first.response.data == second.response.data
    assert "attachment" in first.response.headers["Content-Disposition"]


def test_the_archive_checks_itself_and_holds_every_format(page, review_id):
    content = take(page.as_("hr"), review_id, "zip").response.data
    verdict = check_archive(content)
    assert verdict.is_sound
    assert verdict.checked == 9
    assert verdict.about["rules"]["marks_shown_from"] == 20
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        found = json.loads(packed.read(f"review-{review_id}.json"))
    assert found["review"]["items"][0]["piece"]["scale"] == "friendliness"
    assert WORDS in [item["piece"]["text"] for item in found["review"]["items"]]


def test_the_pdf_is_archival_tagged_and_titled_and_its_data_is_never_markup(page, review_id):
    reader = PdfReader(io.BytesIO(take(page.as_("hr"), review_id, "pdf").response.data))
    meta = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in meta.replace(" ", "") or "pdfaid:part" in meta
    assert "pdfuaid" in meta
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == "Review of Employee"
    text = "".join(page.extract_text() for page in reader.pages)
    assert "#[evil] $x$ <b>" in text
    assert "[grinning face]" in text


def test_the_workbook_holds_no_formula(page, review_id):
    book = openpyxl.load_workbook(io.BytesIO(take(page.as_("hr"), review_id, "xlsx").response.data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert WORDS in [cell.value for cell in cells]


def test_hr_says_why_and_everybody_enters_the_password(page, review_id):
    hr, employee = page.as_("hr"), page.as_("employee")
    assert take(hr, review_id, "pdf", reason="").status == 422
    assert take(hr, review_id, "pdf", confirm_password="not my password at all").status == 422
    assert take(employee, review_id, "pdf", reason="", confirm_password="").status == 422


def test_the_person_is_told_of_every_copy_with_its_fingerprint(page, review_id, work_as):
    content = take(page.as_("hr"), review_id, "json").response.data
    shown = page.as_("employee").get(f"/reviews/{review_id}").text
    assert hashlib.sha256(content).hexdigest() in shown
    assert "For the meeting of Friday." in shown
    with work_as("hr") as work:
        assert work.session.query(AuditEntry).filter_by(event="review-exported").count() == 1


@pytest.mark.parametrize("name", ["lead", "colleague", "delegate", "administrator", "works_council"])
def test_nobody_else_takes_a_copy(page, review_id, name):
    answer = page.as_(name).get(f"/reviews/{review_id}/copy")
    assert answer.status == (403 if name == "lead" else 404)
