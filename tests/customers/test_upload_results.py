"""Handing in results from elsewhere through the page."""

import io

import pytest
from sqlalchemy import select

from tracker.customers.models import CustomerImport, CustomerResult
from tracker.customers.queries import list_left_out, list_standing

ADDRESS = "/customers/imports/results"
HEADER = "team,period,measure,mean,n\n"


def hand_in(page, *lines: str, **more):
    data = (HEADER + "\n".join(lines)).encode()
    form = {"source": "Earlier supplier", "low": "0", "high": "10", **more}
    form["file"] = (io.BytesIO(data), "results.csv")
    return page.as_("hr").post(ADDRESS, form, content_type="multipart/form-data")


@pytest.fixture
def bring(page):
    def bringing(*lines: str, **more):
        answer = hand_in(page, *lines, **more)
        assert answer.status == 303, answer.text
        page.as_("hr").post(f"{answer.location}/take")
        return page.as_("hr").get(answer.location)

    return bringing


def kept(work_as):
    with work_as() as work:
        return {(f.team_id, str(f.period), f.measure): (f.mean, f.n) for f in list_standing(work.session)}


def test_results_of_weeks_months_quarters_and_years_are_kept_with_their_source(bring, work_as, cast):
    periods = ("2026-W30", "2026-06", "2026-Q2", "2011")
    bring(*(f"shop_a,{period},mark,7.8,120" for period in periods))
    assert kept(work_as) == {(cast.shop_a.id, period, "mark"): (7.8, 120) for period in periods}
    with work_as() as work:
        assert work.session.scalar(select(CustomerImport.source)) == "Earlier supplier"


def test_small_rows_and_groups_that_give_them_away_are_left_out_by_name(bring, work_as, cast):
    shown = bring("shop_a,2026,mark,7.8,9", "shop_b,2026,mark,7.1,20", "north,2026,mark,7.3,24")
    assert kept(work_as) == {(cast.shop_b.id, "2026", "mark"): (7.1, 20)}
    assert "Shop A mark 2026 too few answers" in shown.text
    assert "North mark 2026 its parts would leave too few people" in shown.text


def test_parts_in_a_later_file_cannot_open_up_a_group_that_is_there(bring, work_as, cast):
    bring("north,2026,mark,7.3,24")
    shown = bring("shop_b,2026,mark,7.1,20")
    assert "Shop B mark 2026 its parts would leave too few people" in shown.text
    assert list(kept(work_as)) == [(cast.north.id, "2026", "mark")]


def test_the_same_file_twice_adds_nothing_and_another_figure_is_wrong(bring, page, work_as):
    bring("shop_a,2026,mark,7.8,120")
    assert "There already 1" in bring("shop_a,2026,mark,7.8,120").text
    shown = hand_in(page, "shop_a,2026,mark,7.9,120")
    assert shown.status == 422
    assert "This team has another figure for this measure and period (2026) already." in shown.text


WRONG = {
    "nowhere,2026,mark,7,20": "2 team There is no team with the code “nowhere”.",
    "shop_a,soon,mark,7,20": "2 period “soon” is not a period.",
    "shop_a,2027,mark,7,20": "2 period “2027” has not begun yet.",
    "shop_a,2026-W60,mark,7,20": "2 period “2026-W60” is not a period.",
    "shop_a,2026,,7,20": "2 measure This cell is empty.",
    "shop_a,2026,mark,11,20": "2 mean “11” lies outside 0–10.",
    "shop_a,2026,mark,7,many": "2 n “many” is not a whole number.",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_cell_is_named_and_nothing_is_kept(line, page, work_as):
    shown = hand_in(page, line)
    assert shown.status == 422
    assert WRONG[line] in shown.text
    assert kept(work_as) == {}


def test_a_row_that_stands_twice_is_named(page):
    shown = hand_in(page, "shop_a,2026,mark,7,20", "shop_a,2026,mark,8,20")
    assert "stands in row 2 already" in shown.text


@pytest.mark.parametrize(("low", "high"), [("10", "1"), ("x", "10"), ("1", ""), ("1", "nan")])
def test_a_scale_that_is_none_is_refused(low, high, page):
    assert hand_in(page, "shop_a,2026,mark,7,20", low=low, high=high).status == 422


def test_undoing_takes_results_and_left_out_rows_back(bring, page, work_as):
    bring("shop_a,2026,mark,7.8,120", "shop_b,2026,mark,7.8,3")
    with work_as() as work:
        import_id = work.session.scalar(select(CustomerImport.id))
        assert len(list_left_out(work.session)) == 1
    page.as_("hr").post(f"/customers/imports/{import_id}/undo")
    with work_as() as work:
        assert work.session.scalar(select(CustomerResult.id)) is None
        assert list_left_out(work.session) == []
