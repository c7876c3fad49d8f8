"""What a closing releases, against counting by hand."""

import numpy as np
import pytest

from tracker.core.disclosure import Thresholds, Tree
from tracker.pulses.rules.tally import Sheets, pool_comments, tally_item, tally_response, tally_split

USUAL = Thresholds()
FLAT = Tree.of({1: None, 2: 1, 3: 1})
AT = FLAT.places()


def sheets(rows: dict[int, list[list[int]]]) -> Sheets:
    """Return sheets given as node to answers."""
    places = [AT[node] for node, answers in rows.items() for _ in answers]
    answers = [line for lines in rows.values() for line in lines]
    return Sheets(np.array(places), np.array(answers, dtype=np.uint8))


def test_an_item_s_sums_are_those_of_the_people_who_answered_it():
    tallied = tally_item(FLAT, sheets({2: [[5], [4], [3], [4], [0], [2]], 3: [[1]] * 4}), 0, USUAL)
    by_node = {row.node_id: row for row in tallied.cells}
    assert (by_node[2].n, by_node[2].total) == (5, 18)
    assert (by_node[1].n, by_node[1].total) == (5, 18)
    assert 3 not in by_node


def test_skipping_can_bring_an_item_below_the_threshold_while_others_are_shown():
    answers = sheets({2: [[5, 4]] * 3 + [[5, 0]] * 3})
    assert {row.node_id for row in tally_item(FLAT, answers, 0, USUAL).cells} == {1, 2}
    assert tally_item(FLAT, answers, 1, USUAL).cells == []


def test_a_raised_threshold_is_kept():
    answers = sheets({2: [[4]] * 7})
    assert tally_item(FLAT, answers, 0, Thresholds(8, 10)).cells == []
    assert len(tally_item(FLAT, answers, 0, Thresholds(7, 10)).cells) == 2


def test_spread_needs_ten_people_and_counts_each_step():
    tallied = tally_item(
        FLAT, sheets({2: [[1], [2], [2], [3], [3], [3], [4], [5], [5]], 3: [[4]] * 11}), 0, USUAL
    )
    by_node = {row.node_id: row.counts for row in tallied.spreads}
    assert by_node[3] == (0, 0, 0, 11, 0)
    assert 2 not in by_node
    assert by_node[1] == (0, 0, 0, 11, 0)
    assert {row.node_id: row.n for row in tallied.cells}[1] == 20


def test_the_split_counts_by_the_house_rule_and_shows_what_moving_the_cuts_does():
    engaged = [5] * 9 + [3] * 3
    engaged_but_for_one_low_answer = [5] * 11 + [2]
    in_between = [4] * 12
    disengaged = [2] * 12
    too_few_answers = [5] * 8 + [0] * 4
    rows = [engaged] * 10 + [engaged_but_for_one_low_answer] * 5 + [in_between] * 10 + [disengaged] * 5
    found = tally_split(FLAT, sheets({2: rows + [too_few_answers] * 9}), range(12), USUAL)
    at = {(row.node_id, row.shift): (row.engaged, row.not_engaged, row.actively_disengaged) for row in found}
    assert at[2, 0] == (10, 15, 5)
    assert at[2, -25] == (20, 5, 5)
    assert at[2, 25] == (10, 15, 5)
    assert at[1, 0] == at[2, 0]


def test_the_split_is_silent_below_thirty_people():
    assert tally_split(FLAT, sheets({2: [[5] * 12] * 29}), range(12), USUAL) == []


@pytest.mark.parametrize(
    ("mean", "kind"), [(4.25, "engaged"), (4.24, "not"), (2.75, "not"), (2.74, "disengaged")]
)
def test_the_cuts_lie_exactly_where_the_rule_says(mean, kind):
    total = {4.25: 51, 4.24: 50, 2.75: 33, 2.74: 32}[mean]
    low, extra = divmod(total, 12)
    answers = [low + 1] * extra + [low] * (12 - extra)
    row = next(r for r in tally_split(FLAT, sheets({2: [answers] * 30}), range(12), USUAL) if r.shift == 0)
    found = {"engaged": row.engaged, "not": row.not_engaged, "disengaged": row.actively_disengaged}
    assert found[kind] == 30


def test_response_is_a_band_and_only_from_ten_invited():
    invited = np.array([{1: 0, 2: 12, 3: 9}[node] for node in FLAT.nodes])
    responded = np.array([{1: 0, 2: 12, 3: 2}[node] for node in FLAT.nodes])
    rows = {row.node_id: row.percent for row in tally_response(FLAT, invited, responded)}
    assert rows == {2: 90, 1: 70}


def test_comments_move_up_until_ten_people_stand_behind_them_or_are_destroyed():
    deep = Tree.of({1: None, 2: 1, 3: 2, 4: 1})
    place = deep.places()
    writers = np.array([place[3]] * 4 + [place[2]] * 6 + [place[4]] * 3)
    pools = pool_comments(deep, writers, USUAL)
    assert all(pools[:10] == place[2])
    assert all(pools[10:] == -1)
