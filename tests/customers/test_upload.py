"""Handing in a file of scores through the page."""

import io

import pytest
from openpyxl import Workbook

from tests.factories.customers import count_scores
from tracker.customers.models import CustomerImport

ADDRESS = "/customers/imports/scores"
HEADER = b"team,date,scale,value\n"
GOOD = HEADER + b"shop_a,2026-09-01,mark,8\nshop_b,2026-09-02,recommend,10\n"


def hand_in(page, data: bytes, name: str = "scores.csv", **more):
    form = {"source": "Till", "file": (io.BytesIO(data), name), **more}
    answer = page.as_("hr").post(ADDRESS, form, content_type="multipart/form-data")
    # The test client leaves the file open in which it packs a large form.
    answer.response.request.environ["wsgi.input"].close()
    return answer


@pytest.fixture
def nothing_is_kept(work_as):
    yield
    with work_as() as work:
        assert count_scores(work.session) == 0
        assert work.session.query(CustomerImport).count() == 0


def test_a_good_file_leads_to_what_it_would_change(page, work_as):
    answer = hand_in(page, GOOD)
    assert answer.status == 303
    shown = page.as_("hr").get(answer.location)
    assert "Nothing has changed yet" in shown.text
    assert "New 2" in shown.text
    with work_as() as work:
        assert count_scores(work.session) == 0


def test_a_workbook_is_read_like_a_text_file(page):
    book = Workbook()
    for row in (["Team", "Date", "Scale", "Value"], ["shop_a", "2026-09-01", "mark", 8]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert hand_in(page, out.getvalue(), "scores.xlsx").status == 303


BAD_FILES = {
    "empty": (b"", "This file is empty."),
    "only a header": (HEADER, "nothing below it"),
    "missing columns": (b"team,date\nshop_a,2026-09-01\n", "These columns are missing: scale, value"),
    "wrong encoding": (HEADER + "shop_a,2026-09-01,märk é,8\n".encode() + b"\xe9,\xff,x,8\n", "row 3"),
    "formula": (HEADER + b"shop_a,2026-09-01,mark,=1+1\n", "Row 2, column value holds a formula"),
    "long line": (HEADER + b"x" * 10_000_000 + b",2026-09-01,mark,8\n", "Row 2, column A"),
    "broken workbook": (b"PK\x03\x04 nothing inside", "not a readable XLSX file"),
    "binary": (b"\x00\x01\x02team\x00", "holds a sign that no table has"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(kind, page, nothing_is_kept):
    data, words = BAD_FILES[kind]
    shown = hand_in(page, data)
    assert shown.status == 422
    assert words in shown.text
    assert shown.find("input", name="source")[0].get("value") == "Till"


def test_wrong_rows_are_listed_by_row_and_column(page, nothing_is_kept):
    shown = hand_in(page, GOOD + b"nowhere,2026-09-01,mark,8\nshop_a,2026-09-01,mark,11\n")
    assert shown.status == 422
    assert "4 team There is no team with the code “nowhere”." in shown.text
    assert "5 value “11” lies outside 1–10." in shown.text
    assert "nothing was changed" in shown.text


def test_wrong_rows_can_be_left_out(page):
    answer = hand_in(page, GOOD + b"nowhere,2026-09-01,mark,8\n", leave_out="y")
    assert answer.status == 303
    shown = page.as_("hr").get(answer.location)
    assert "Wrong 1 These are left out." in shown.text
    assert "4 team There is no team" in shown.text


def test_a_form_without_file_or_source_is_refused(page, nothing_is_kept):
    shown = page.as_("hr").post(ADDRESS, {"source": ""}, content_type="multipart/form-data")
    assert shown.status == 422
    assert "Choose a file." in shown.text
    assert "Say where the scores come from" in shown.text


def test_the_words_are_dutch_for_a_dutch_reader(page, nothing_is_kept):
    browser = page.as_("hr", language="nl")
    form = {"source": "Kassa", "file": (io.BytesIO(HEADER + b"nergens,2026-09-01,mark,8\n"), "a.csv")}
    shown = browser.post(ADDRESS, form, content_type="multipart/form-data")
    assert "Sommige rijen kloppen niet" in shown.text


def test_a_customers_number_is_kept_as_a_hash_only(page, work_as, storage):
    data = b"team,date,scale,value,customer\nshop_a,2026-09-01,mark,8,customer-4711\n"
    location = hand_in(page, data).location
    page.as_("hr").post(f"{location}/take")
    with storage.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT reference FROM customer_score").scalar()
        packed = connection.exec_driver_sql("SELECT count(*) FROM customer_import_part").scalar()
    assert len(bytes(kept)) == 32
    assert b"4711" not in bytes(kept)
    assert packed == 0
