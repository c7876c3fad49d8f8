"""Lift, ladder and the types that keep an exact figure from being written."""

import dataclasses
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.disclosure import (
    WITHHELD,
    End,
    Exact,
    Scale,
    Shown,
    ShownShare,
    Thresholds,
    Tree,
    derive,
    lift,
    mean_of_means,
    share,
    show,
    shown_share,
)
from tracker.core.errors import InvalidError


def lifted(parents: dict[int, int | None], respondents: dict[int, int], k: int = 5) -> dict[int, int]:
    """Return the number of people behind each node's released figure."""
    tree = Tree.of(parents)
    counts = np.array([respondents.get(node, 0) for node in tree.nodes])
    released = lift(tree, counts, k)
    totals = released.totals(counts)
    return {node: int(totals[place]) for place, node in enumerate(tree.nodes) if released.shown[place]}


def test_a_team_with_enough_answers_is_shown_and_its_parent_counts_it():
    assert lifted({1: None, 2: 1}, {2: 7}) == {2: 7, 1: 7}


def test_a_small_team_moves_up_into_its_parent_s_rest():
    assert lifted({1: None, 2: 1, 3: 1}, {2: 4, 3: 8, 1: 1}) == {3: 8, 1: 13}


def test_a_rest_that_stays_small_is_not_counted_in_the_parent_so_that_nobody_can_subtract():
    assert lifted({1: None, 2: 1, 3: 1}, {2: 4, 3: 8}) == {3: 8, 1: 8}


def test_small_rests_meet_further_up():
    assert lifted({1: None, 2: 1, 3: 1, 4: 2, 5: 3}, {4: 3, 5: 3}) == {1: 6}


def test_a_neighbour_never_costs_a_team_its_figure():
    assert lifted({1: None, 2: 1, 3: 1, 4: 1}, {2: 5, 3: 5, 4: 2}) == {2: 5, 3: 5, 1: 10}


def test_nothing_is_shown_where_nobody_answered():
    assert lifted({1: None, 2: 1}, {}) == {}


def test_several_trees_stand_beside_each_other_without_adding_up():
    assert lifted({1: None, 2: None}, {1: 3, 2: 3}) == {}


@pytest.mark.parametrize("parents", [{1: 2, 2: 1}, {1: 1}, {1: 9}])
def test_a_loop_and_an_unknown_parent_are_refused(parents):
    with pytest.raises(InvalidError):
        Tree.of(parents)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_every_team_with_enough_answers_of_its_own_is_shown(counts, random):
    tree = Tree.of({node: random.randrange(node) if node else None for node in range(len(counts))})
    own = np.array([counts[node] for node in tree.nodes])
    released = lift(tree, own, 5)
    assert all(released.shown[own >= 5])
    assert all(released.totals(own)[released.shown] >= 5)
    assert all(released.totals(own)[~released.shown] == 0)


@given(st.lists(st.integers(0, 14), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_a_second_lift_only_moves_whole_pools_of_the_first(counts, random):
    tree = Tree.of({node: random.randrange(node) if node else None for node in range(len(counts))})
    own = np.array([counts[node] for node in tree.nodes])
    first = lift(tree, own, 5)
    second = first.coarser(own, 10)
    assert all(second.totals(own)[second.shown] >= 10)
    for pool in set(first.taken_at[first.taken_at >= 0].tolist()):
        assert len(set(second.taken_at[first.taken_at == pool].tolist())) == 1
    assert all(second.taken_at[first.taken_at < 0] < 0)


@pytest.mark.parametrize(
    ("n", "total", "value", "step", "band"),
    [
        (5, 16, 3.0, 0.5, "5-9"),
        (9, 30, 3.5, 0.5, "5-9"),
        (10, 33, 3.4, 0.2, "10-19"),
        (19, 62, 3.2, 0.2, "10-19"),
        (20, 65, 3.3, 0.1, "20-49"),
        (49, 160, 3.3, 0.1, "20-49"),
        (50, 160, 3.2, 0.1, "50+"),
    ],
)
def test_the_ladder_widens_as_groups_get_smaller(n, total, value, step, band):
    figure = show(Exact(n, total))
    assert isinstance(figure, Shown)
    assert (figure.value, figure.step, figure.band, figure.end) == (value, step, band, End.NONE)


@pytest.mark.parametrize("n", [5, 12, 30, 400])
def test_a_unanimous_team_cannot_be_told_from_a_nearly_unanimous_one(n):
    top, bottom = show(Exact(n, 5 * n)), show(Exact(n, n))
    assert (top.value, top.end) == (4.5, End.AT_LEAST)
    assert (bottom.value, bottom.end) == (1.5, End.AT_MOST)
    assert top == show(Exact(n, 5 * n - 1))
    assert bottom == show(Exact(n, n + 1))


@given(st.integers(5, 200).flatmap(lambda n: st.tuples(st.just(n), st.integers(n, 5 * n))))
def test_a_shown_value_lies_on_a_step_within_the_ends_and_near_the_truth(figure):
    n, total = figure
    shown = show(Exact(n, total))
    assert 1.5 <= shown.value <= 4.5
    if shown.end is End.NONE:
        assert abs(shown.value / shown.step - round(shown.value / shown.step)) < 1e-9
        assert abs(shown.value - total / n) <= shown.step / 2 + 1e-9


@pytest.mark.parametrize("figure", [None, Exact(4, 12), Exact(1, 3)])
def test_fewer_than_five_people_give_the_one_answer_withheld(figure):
    assert show(figure) is WITHHELD


def test_a_wider_scale_has_wider_steps():
    figure = show(Exact(5, 36.5), Scale(0, 10))
    assert (figure.value, figure.step) == (7.5, 1.25)
    assert show(Exact(5, 48), Scale(0, 10)).end is End.AT_LEAST


def test_an_exact_figure_refuses_to_be_written():
    figure = Exact(7, 23)
    with pytest.raises(TypeError):
        str(figure)
    with pytest.raises(TypeError):
        f"{figure}"
    with pytest.raises(TypeError):
        json.dumps(figure)
    assert "23" not in repr(figure)
    assert "7" not in repr(figure)


def test_a_shown_figure_cannot_be_made_by_hand():
    with pytest.raises(TypeError):
        Shown(3.21, 0.01, "5-9", End.NONE, None)
    with pytest.raises(TypeError):
        ShownShare(37, End.NONE, None)
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(show(Exact(9, 30)), value=3.3333)


def test_a_shown_figure_holds_nothing_but_what_may_leave_the_server():
    names = {field.name for field in dataclasses.fields(Shown)}
    assert names == {"value", "step", "band", "end"}


def test_a_figure_over_several_items_is_as_sure_as_its_smallest_group():
    together = mean_of_means([Exact(5, 15), Exact(30, 120)])
    assert together.n == 5
    assert together.mean == pytest.approx(3.5)
    assert mean_of_means([]) is None


def test_a_derived_figure_keeps_the_widest_step_and_stays_within_the_ends():
    small, large = show(Exact(6, 18)), show(Exact(40, 160))
    together = derive([small, large], [0.25, -0.25])
    assert (together.value, together.step, together.band) == (3.5, 0.5, "5-9")
    assert derive([large], [0.9]).end is End.AT_LEAST
    assert derive([], []) is WITHHELD


@pytest.mark.parametrize(
    ("part", "whole", "percent", "end"),
    [(0, 10, 10, End.AT_MOST), (10, 10, 90, End.AT_LEAST), (5, 11, 50, End.NONE), (19, 20, 90, End.AT_LEAST)],
)
def test_a_share_comes_in_steps_of_ten_and_is_never_none_or_all(part, whole, percent, end):
    figure = share(part, whole)
    assert (figure.percent, figure.end) == (percent, end)


def test_a_share_of_fewer_than_ten_is_withheld():
    assert share(5, 9) is WITHHELD
    assert share(15, 29, floor_at=30) is WITHHELD


@pytest.mark.parametrize("percent", [10, 40, 90])
def test_a_share_kept_in_the_ledger_reads_back_as_it_was(percent):
    assert shown_share(percent).percent == percent


@pytest.mark.parametrize(("score", "comment"), [(4, 10), (5, 9), (1, 1), (0, 10), (-1, 10)])
def test_thresholds_below_the_floors_cannot_exist(score, comment):
    with pytest.raises(InvalidError):
        Thresholds(score, comment)
    raised = Thresholds.at_least(score=score, comment=comment)
    assert raised.score >= 5
    assert raised.comment >= 10


def test_thresholds_may_be_raised():
    assert Thresholds.at_least(score=8, comment=15) == Thresholds(8, 15)
