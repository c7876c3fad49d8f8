"""Results from elsewhere: checked by row and column, sifted by the rules on small groups, undone whole."""

import io

import openpyxl
import pytest
from sqlalchemy import func, select

from tracker.core.access import SYSTEM
from tracker.pulses.models import PulseImport, PulseResult
from tracker.pulses.queries.linkage import list_exact_results

LIST, NEW = "/rounds/results", "/rounds/results/new"
GOOD = """team,period,measure,mean,n
shop_a,2025,engagement,3.9,9
shop_c,2025,engagement,4.1,12
"""


def hand_in(browser, content, *, name="survey.csv", **said):
    data = content.encode() if isinstance(content, str) else content
    fields = {"source": "Old survey", "low": "1", "high": "5"} | said
    return browser.post(NEW, {**fields, "file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def kept(storage, clock):
    with storage.look(SYSTEM, clock.now()) as work:
        return work.session.scalar(select(func.count()).select_from(PulseResult))


def test_a_file_is_checked_first_and_counts_only_when_taken_in(page, storage, clock, cast):
    browser = page.as_("hr")
    checked = hand_in(browser, GOOD)
    assert checked.status == 303
    assert "Nothing counts yet" in browser.get(checked.location).text
    assert kept(storage, clock) == 0
    assert browser.post(f"{checked.location}/take").location == checked.location
    assert kept(storage, clock) == 2
    assert "survey.csv" in browser.get(LIST).text
    shown = page.as_("employee").get(f"/rounds/teams/{cast.shop_a.id}").text
    assert "Old survey" in shown
    assert "4.0" in shown
    assert "3.9" not in shown


def test_statistics_read_the_exact_figures_with_their_source(page, storage, clock, cast):
    browser = page.as_("hr")
    browser.post(f"{hand_in(browser, GOOD).location}/take")
    with storage.look(SYSTEM, clock.now()) as work:
        found = {row.team_id: row for row in list_exact_results(work.session)}
    assert found[cast.shop_a.id].exact.mean == pytest.approx(3.9)
    assert (found[cast.shop_c.id].exact.n, found[cast.shop_c.id].source) == (12, "Old survey")
    assert str(found[cast.shop_a.id].period) == "2025"


def test_the_same_file_twice_brings_nothing(page, storage, clock):
    browser = page.as_("hr")
    browser.post(f"{hand_in(browser, GOOD).location}/take")
    again = hand_in(browser, GOOD)
    assert "There is nothing new in this file" in browser.get(again.location).text
    browser.post(f"{again.location}/take")
    assert kept(storage, clock) == 2


def test_another_figure_for_the_same_place_is_refused_until_the_first_is_undone(page, storage, clock):
    browser = page.as_("hr")
    first = hand_in(browser, GOOD).location
    browser.post(f"{first}/take")
    refused = hand_in(browser, GOOD.replace("3.9", "2.0"))
    assert refused.status == 422
    assert "has another figure for this measure and period" in refused.text
    browser.post(f"{first}/undo")
    assert kept(storage, clock) == 0
    assert hand_in(browser, GOOD.replace("3.9", "2.0")).status == 303


def test_an_undone_import_is_marked_and_cannot_be_undone_twice(page):
    browser = page.as_("hr")
    place = hand_in(browser, GOOD).location
    browser.post(f"{place}/take")
    browser.post(f"{place}/undo")
    assert "Undone on" in browser.get(place).text
    assert browser.post(f"{place}/undo").status == 409
    assert browser.post(f"{place}/take").status == 409


def test_rows_about_too_few_people_are_left_out_by_the_name_of_the_rule(page, storage, clock):
    browser = page.as_("hr")
    checked = hand_in(browser, GOOD + "shop_b,2025,engagement,4.0,4\n")
    text = browser.get(checked.location).text
    assert "too few answers: fewer than 5" in text
    assert "Shop B" in text
    browser.post(f"{checked.location}/take")
    assert kept(storage, clock) == 2


def test_a_group_whose_parts_would_leave_a_few_people_is_left_out(page, storage, clock):
    browser = page.as_("hr")
    checked = hand_in(browser, GOOD + "north,2025,engagement,3.8,12\n")
    assert "its parts would leave 1 to 4 people" in browser.get(checked.location).text
    browser.post(f"{checked.location}/take")
    assert kept(storage, clock) == 2


def test_two_files_tell_no_more_than_one(page, storage, clock):
    browser = page.as_("hr")
    browser.post(f"{hand_in(browser, GOOD).location}/take")
    second = "team,period,measure,mean,n\nnorth,2025,engagement,3.8,12\n"
    checked = hand_in(browser, second)
    assert "its parts would leave 1 to 4 people" in browser.get(checked.location).text


def test_a_scale_of_another_width_is_laddered_by_its_width(page, cast):
    browser = page.as_("hr")
    rows = "team,period,measure,mean,n\nshop_a,2011,engagement,7.7,8\n"
    browser.post(f"{hand_in(browser, rows, low='0', high='10').location}/take")
    assert "7.50" in page.as_("hr").get(f"/rounds/teams/{cast.shop_a.id}").text


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("shop_x,2025,engagement,3,9", "team", "There is no team with the code “shop_x”"),
        ("shop_a,2025-W60,engagement,3,9", "period", "is not a period"),
        ("shop_a,2099,engagement,3,9", "period", "has not begun yet"),
        ("shop_a,2025,,3,9", "measure", "This cell is empty"),
        ("shop_a,2025,engagement,5.1,9", "mean", "lies outside"),
        ("shop_a,2025,engagement,much,9", "mean", "is not a number"),
        ("shop_a,2025,engagement,3,9.5", "n", "is not a whole number"),
        ("shop_a,2025,engagement,3,-9", "n", "lies outside"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column_and_nothing_is_taken(
    page, storage, clock, row, column, told
):
    refused = hand_in(page.as_("hr"), GOOD.replace("shop_a,2025,engagement,3.9,9", row))
    assert refused.status == 422
    cells = [["".join(c.itertext()) for c in r] for r in refused.find("tr")]
    assert any(line[:2] == ["2", column] and told in line[2] for line in cells), cells
    assert kept(storage, clock) == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This file is empty"),
        (b"team,period\nshop_a,2025\n", "These columns are missing: measure, mean, n"),
        (b"team,period,measure,mean,n\n", "nothing below it"),
        (b"\x00\x01\x02\x03", "cannot be read"),
        (GOOD.encode() + b"shop_c,2025,engagement,4.1,12\n", "stands in row 3 already"),
    ],
)
def test_a_broken_file_is_refused_in_plain_words(page, storage, clock, content, told):
    refused = hand_in(page.as_("hr"), content)
    assert refused.status == 422
    if told != "cannot be read":
        assert told in refused.text
    assert kept(storage, clock) == 0


def test_an_xlsx_file_is_read_as_well(page, storage, clock):
    book = openpyxl.Workbook()
    for line in GOOD.strip().splitlines():
        book.active.append([float(c) if c.replace(".", "").isdigit() else c for c in line.split(",")])
    book.active["B2"], book.active["B3"] = "2025", "2025"
    buffer = io.BytesIO()
    book.save(buffer)
    browser = page.as_("hr")
    checked = hand_in(browser, buffer.getvalue(), name="survey.xlsx")
    assert checked.status == 303, checked.text
    browser.post(f"{checked.location}/take")
    assert kept(storage, clock) == 2


def test_a_formula_in_a_workbook_is_refused(page):
    book = openpyxl.Workbook()
    book.active.append(["team", "period", "measure", "mean", "n"])
    book.active.append(["shop_a", "2025", "engagement", "=1+2", 9])
    buffer = io.BytesIO()
    book.save(buffer)
    assert hand_in(page.as_("hr"), buffer.getvalue(), name="survey.xlsx").status == 422


@pytest.mark.parametrize("said", [{"low": "5", "high": "1"}, {"low": "x"}, {"high": "nan"}, {"source": ""}])
def test_a_form_that_makes_no_sense_is_refused(page, said):
    assert hand_in(page.as_("hr"), GOOD, **said).status == 422


def test_a_file_that_waits_too_long_is_forgotten(page, clock, storage):
    hand_in(page.as_("hr"), GOOD, name="first.csv")
    clock.advance(days=2)
    hand_in(page.as_("hr"), GOOD, name="second.csv")
    with storage.look(SYSTEM, clock.now()) as work:
        assert list(work.session.scalars(select(PulseImport.file_name))) == ["second.csv"]


def test_the_pages_are_dutch_in_dutch(page):
    browser = page.as_("hr", language="nl")
    place = hand_in(browser, GOOD + "shop_b,2025,engagement,4.0,4\n").location
    assert "te weinig antwoorden" in browser.get(place).text
    assert "Resultaten" in browser.get(NEW).text
