"""The log's pages: what happened for those who watch, with names only for the administrator."""

from tracker.audit import service as audit
from tracker.audit.rules import Event


def write(work_as, cast, count=1):
    with work_as("hr") as work:
        for _ in range(count):
            audit.record(work, Event.REVIEW_VIEWED, cast.employee.id, review=1)


def test_the_administrator_sees_who_did_what_to_whom(page, work_as, cast):
    write(work_as, cast)
    text = page.as_("administrator").get("/log").text
    assert "Promotion review looked into Hr Employee" in text


def test_the_works_council_sees_what_happened_without_any_name(page, work_as, cast):
    write(work_as, cast)
    shown = page.as_("works_council").get("/log")
    assert "Promotion review looked into" in shown.text
    assert "Employee" not in shown.text
    assert "Hr" not in " ".join(cell.text or "" for cell in shown.find("td"))


def test_older_entries_stand_on_the_next_page(page, work_as, cast):
    write(work_as, cast, 101)
    first = page.as_("administrator").get("/log")
    assert "/log?before=2" in first.links
    assert page.as_("administrator").get("/log?before=2").text.count("looked into") == 1


def test_everybody_sees_what_the_log_holds_about_them_and_who_looked(page, work_as, cast):
    write(work_as, cast)
    assert "Promotion review looked into Hr Employee" in page.as_("employee").get("/log/about-me").text
    assert "looked into" not in page.as_("colleague").get("/log/about-me").text


def test_the_pages_take_a_fixed_number_of_statements(page, work_as, cast):
    write(work_as, cast, 3)
    few = len(page.as_("administrator").get("/log").statements)
    write(work_as, cast, 60)
    assert len(page.as_("administrator").get("/log").statements) == few


def test_the_dutch_pages_are_dutch(page, work_as, cast):
    write(work_as, cast)
    assert page.as_("administrator", language="nl").get("/log").heading == "Logboek"
    assert page.as_("employee", language="nl").get("/log/about-me").status == 200
