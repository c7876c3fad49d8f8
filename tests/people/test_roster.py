"""The import of people and teams through its pages."""

import io

import pytest
from openpyxl import Workbook

from tests.cast import TODAY
from tracker.core.intake import read_table
from tracker.people.models import Person, RosterImport, RosterUpload
from tracker.people.rules.roster_file import OPTIONAL, REQUIRED, read_roster
from tracker.people.rules.roster_sample import COLUMNS
from tracker.signin.models import OneTimeCode

HEADER = "staff_number;name;team_code;team_name;lead"
ROWS = (
    "101;Employee;shop_b;Shop B;",
    "102;Colleague;shop_a;Shop A;",
    "103;Colleague Elsewhere;shop_c;Shop C;",
    "104;Lead;north;North;",
    "105;Lead Elsewhere;south;South;",
    "107;Hr;company;Company;",
    "108;Hr Two;company;Company;",
    "110;Works Council;shop_c;Shop C;",
    "201;Nina New;shop_a;Shop A;ja",
)


def csv(*rows, header=HEADER):
    return "\r\n".join([header, *rows]).encode()


def send(browser, data, *, name="people.csv", holds="all"):
    return browser.submit("/people/import", {"file": (io.BytesIO(data), name), "holds": holds})


def confirm(browser, url):
    return browser.submit(url, {})


def test_a_roster_is_checked_confirmed_and_undone(page, cast, work_as):
    browser = page.as_("hr")
    sent = send(browser, csv(*ROWS))
    assert sent.status == 303
    shown = browser.get(sent.location)
    for words in ("Nina New", "in Shop A, leads it", "Shop A → Shop B", "Delegate", "not in the file"):
        assert words in shown.text
    assert "kept: Administrator." in shown.text
    assert len(shown.statements) <= 9
    with work_as("hr") as work:
        assert work.session.query(Person).filter_by(staff_number="201").count() == 0
    assert confirm(browser, sent.location).location == "/people/import"
    with work_as("hr") as work:
        assert work.session.query(Person).filter_by(staff_number="201").count() == 1
        assert work.session.query(RosterUpload).count() == 0
    after = browser.get("/people/import")
    assert "people.csv" in after.text
    assert browser.get(sent.location).status == 404
    assert page.as_("administrator").post("/people/import/undo").location == "/people/import"
    with work_as("hr") as work:
        assert work.session.query(Person).filter_by(staff_number="201").count() == 0
    assert "Undone on" in browser.get("/people/import").text


def test_printed_codes_do_not_stand_in_the_way_of_an_undo(page, cast, work_as):
    browser = page.as_("hr")
    confirm(browser, send(browser, csv("201;Nina;shop_a;Shop A;"), holds="some").location)
    browser.post("/people/codes")
    assert browser.post("/people/import/undo").status == 303
    with work_as("hr") as work:
        assert work.session.query(Person).filter_by(staff_number="201").count() == 0
        assert work.session.query(OneTimeCode).count() > 0


def test_an_undo_that_would_lose_later_work_says_whose(page, cast, work_as):
    browser = page.as_("hr")
    confirm(browser, send(browser, csv("101;Emma;shop_a;Shop A;"), holds="some").location)
    edit = {"name": "Emily", "staff_number": "101", "email": "", "language": ""}
    browser.submit(f"/people/{cast.employee.id}/edit", edit)
    answer = browser.post("/people/import/undo")
    assert answer.status == 422
    assert "later work depends on it: Emma" in answer.text
    assert page.as_("hr").get(f"/people/{cast.employee.id}").heading == "Emily"


def test_there_is_nothing_to_undo_at_first(page, cast):
    answer = page.as_("hr").post("/people/import/undo")
    assert answer.status == 422
    assert "There is no import that could be undone." in answer.text


def test_the_same_file_again_has_nothing_to_change(page, cast):
    browser = page.as_("hr")
    confirm(browser, send(browser, csv(*ROWS)).location)
    again = browser.get(send(browser, csv(*ROWS)).location)
    assert "Nothing to change" in again.text
    assert not again.find("button", value="Import this")


def test_too_many_leaving_stops_with_a_plain_reason(page, cast, work_as):
    browser = page.as_("hr")
    sent = send(browser, csv(*ROWS[:2]))
    shown = browser.get(sent.location)
    assert "This import stops here" in shown.text
    assert "more than 40 in every 100" in shown.text
    assert "Import this" not in shown.text
    forced = confirm(browser, sent.location)
    assert forced.status == 422
    with work_as("hr") as work:
        assert work.session.query(RosterImport).count() == 0


def test_every_error_is_listed_with_row_and_column_and_nothing_is_kept(page, cast, work_as):
    answer = send(page.as_("hr"), csv("101;;shop_a;Shop;", "102;Colleague;new;;", "103;X;shop_a;Other;"))
    assert answer.status == 422
    for words in (
        "3 things in this file need another look",
        "This cell is empty.",
        "The team “new” is new and needs a name.",
        "“Other” contradicts row 2 about the same team.",
    ):
        assert words in answer.text
    rows = [cell.text for cell in answer.find("th", scope="row") if cell.get("class") == "num"]
    assert rows == ["2", "3", "4"]
    with work_as("hr") as work:
        assert work.session.query(RosterUpload).count() == 0


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "This file is empty."),
        (csv(header="name;team"), "a.csv", "has a first row with names, but nothing below it"),
        (
            csv("x;y", header="name;team"),
            "a.csv",
            "These columns are missing: staff_number, team_code, team_name.",
        ),
        (csv("101;=1+1;shop_a;Shop A;"), "a.csv", "Row 2, column name holds a formula (=1+1)."),
        (
            csv("101;" + "x" * 10_000_000 + ";shop_a;A;")[:4_900_000],
            "a.csv",
            "Row 2, column B: this text is longer",
        ),
        (b"x" * 5_000_001, "a.csv", "This file is larger than 5 MB."),
        (csv("101;Zoë;shop_a;A;") + b"\r\n1;Zo" + b"\xeb;shop_a;A;", "a.csv", "The letters in row 3"),
        (b"PK\x03\x04broken", "a.xlsx", "This is not a readable XLSX file."),
        (csv(*ROWS), "a.xlsx", "This is not a readable XLSX file."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(page, cast, data, name, words):
    answer = send(page.as_("hr"), data, name=name)
    assert answer.status == 422
    assert words in answer.text


def test_without_a_file_the_page_asks_for_one(page, cast):
    answer = page.as_("hr").submit("/people/import", {"holds": "all"})
    assert answer.status == 422
    assert "Choose a file." in answer.text


def test_a_workbook_is_read_as_well(page, cast):
    book = Workbook()
    for row in (HEADER.split(";"), ["101", "Emma", "shop_a", "Shop A", None]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    browser = page.as_("hr")
    shown = browser.get(send(browser, target.getvalue(), name="people.xlsx", holds="some").location)
    assert "Employee → Emma" in shown.text


def test_a_list_that_is_no_longer_right_is_not_carried_out(page, cast, work_as):
    browser = page.as_("hr")
    sent = send(browser, csv("101;Emma;shop_a;Shop A;"), holds="some")
    mark = browser.get(sent.location).find("input", name="mark")[0].get("value")
    other = {"name": "Other", "staff_number": "101", "email": "", "language": ""}
    page.as_("hr_two").submit(f"/people/{cast.employee.id}/edit", other)
    answer = browser.post(sent.location, {"mark": mark})
    assert answer.status == 422
    assert "Something changed since this list was made." in answer.text
    assert answer.find("input", name="mark")[0].get("value") != mark
    assert confirm(browser, sent.location).status == 303


def test_a_file_is_forgotten_at_wish_and_hidden_from_others(page, cast):
    browser = page.as_("hr")
    sent = send(browser, csv(*ROWS))
    assert page.as_("administrator").get(sent.location).status == 404
    assert browser.post(f"{sent.location}/drop").location == "/people/import"
    assert browser.get(sent.location).status == 404


def test_the_sample_is_a_file_that_can_be_imported(page, cast):
    for language, separator in (("en", ","), ("nl", ";")):
        answer = page.as_("hr", language=language).get("/people/sample.csv")
        assert answer.response.headers["Content-Disposition"].startswith("attachment")
        sheet = read_table(answer.response.get_data(), "sample.csv", max_rows=100)
        assert sheet.separator == separator
        assert read_roster(sheet, {}).problems == ()
    assert set(COLUMNS) == {*REQUIRED, *OPTIONAL}


def test_the_pages_speak_dutch(page, cast):
    browser = page.as_("hr", language="nl")
    sent = send(browser, csv(*ROWS))
    assert "Nieuw" in browser.get(sent.location).text
    wrong = send(browser, csv("101;;shop_a;Shop A;"))
    assert "Deze cel is leeg." in wrong.text
    assert TODAY.year == 2026
