"""From the ledger to lines: centring by item, the index of a block, and the exact side for statistics."""

import pytest

from tracker.core.access import SYSTEM
from tracker.core.calendar import Week
from tracker.core.disclosure import WITHHELD, End, Exact, Shown
from tracker.pulses.queries.linkage import list_cells_for_linkage
from tracker.pulses.rules.figures import (
    LedgerCell,
    exact_weeks,
    index,
    rest_of,
    shown_levels,
    weekly_line,
)

FIRST = Week(2026, 38)


def cell(week: int, node: int, code: str, mean: float, n: int = 20) -> LedgerCell:
    return LedgerCell(FIRST + week, FIRST, node, code, Exact(n, mean * n))


def test_the_index_is_the_mean_of_the_needs_and_leaves_other_banks_out():
    cells = [cell(0, 1, "E01", 3.0), cell(0, 1, "E02", 4.0), cell(0, 1, "A01", 1.0), cell(0, 1, "S01", 1.0)]
    assert index(cells).value == 3.5


def test_an_item_asked_twice_in_a_block_counts_once():
    cells = [cell(0, 1, "E01", 2.0), cell(1, 1, "E01", 4.0), cell(1, 1, "E02", 4.0)]
    assert index(cells).value == 3.5


def test_the_index_is_as_sure_as_its_smallest_group():
    figure = index([cell(0, 1, "E01", 3.0, 60), cell(0, 1, "E02", 3.9, 6)])
    assert (figure.step, figure.band, figure.value) == (0.5, "5-9", 3.5)


def test_without_any_need_there_is_no_index():
    assert index([cell(0, 1, "A01", 4.0)]) is WITHHELD
    assert index([]) is WITHHELD


def test_a_week_with_easy_items_is_not_taken_for_a_good_week():
    cells = [
        cell(week, node, code, level)
        for week, code, level in ((0, "E01", 4.4), (1, "E02", 2.6), (2, "E01", 4.4), (3, "E02", 2.6))
        for node in (0, 1)
    ]
    organisation = [c for c in cells if c.node_id == 0]
    line = weekly_line([c for c in cells if c.node_id == 1], shown_levels(organisation))
    assert [round(figure.value, 9) for figure in line.values()] == [3.5] * 4


def test_the_weekly_line_shows_a_real_fall():
    organisation = [cell(week, 0, "E01", 4.0) for week in range(4)]
    own = [cell(week, 1, "E01", level) for week, level in enumerate((4.0, 4.0, 3.0, 4.0))]
    line = list(weekly_line(own, shown_levels(organisation)).values())
    assert [figure.value for figure in line] == [4.0, 4.0, 3.0, 4.0]


def test_the_weekly_line_is_a_function_of_shown_values_alone():
    levels = shown_levels([cell(0, 0, "E01", 3.0, 100)])
    line = [weekly_line([cell(0, 1, "E01", mean, 5)], levels)[FIRST] for mean in (3.3, 3.4, 3.5, 3.6, 3.7)]
    assert {(figure.value, figure.end) for figure in line if isinstance(figure, Shown)} == {(3.5, End.NONE)}


def test_the_rest_of_a_group_is_what_its_parts_leave():
    own = [cell(0, 1, "E01", 3.0, 20)]
    rest = rest_of(own, [cell(0, 2, "E01", 4.0, 10)])
    assert [(found.exact.n, found.exact.mean) for found in rest] == [(10, 2.0)]
    assert rest_of(own, [cell(0, 2, "E01", 3.0, 20)]) == []


def test_exact_weeks_centre_each_need_on_its_own_mean():
    cells = [cell(0, 0, "E01", 4.0), cell(1, 0, "E02", 2.0), cell(0, 5, "E01", 4.5), cell(1, 5, "E02", 2.5)]
    found = {(week.node_id, week.week): week.exact.mean for week in exact_weeks(cells, organisation=0)}
    assert found[5, FIRST] == pytest.approx(3.5)
    assert found[5, FIRST + 1] == pytest.approx(3.5)
    assert found[0, FIRST] == pytest.approx(3.0)


def test_linkage_reads_every_released_team_and_week(world, storage, clock, cast):
    for _ in range(2):
        world.play(lambda person: 2 + person % 3)
    with storage.look(SYSTEM, clock.now()) as work:
        cells = list_cells_for_linkage(work.session)
    assert {found.team_id for found in cells} == {
        cast.shop_a.id,
        cast.north.id,
        cast.shop_c.id,
        cast.south.id,
        cast.company.id,
    }
    assert len({found.week for found in cells}) == 2
    assert all(found.exact.n >= 5 for found in cells)
