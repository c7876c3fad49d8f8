"""Who may answer, for which group, and when a group's history goes on."""

from datetime import date, timedelta

import pytest

from tracker.pulses.rules.seating import (
    ORGANISATION,
    EarlierGroup,
    Employee,
    Group,
    groups,
    may_answer,
    name_nodes,
    same_group,
    seat,
)

FIRST_DAY = date(2026, 1, 5)
PARENTS = {1: None, 2: 1, 3: 2, 4: 2, 5: 1}


def employee(team: int, *led: int, added_on: date = FIRST_DAY) -> Employee:
    return Employee(person_id=7, team_id=team, added_on=added_on, led_ids=frozenset(led))


def test_everybody_known_when_pulses_began_takes_part_at_once_and_ever_after():
    for days in (0, 28, 56):
        assert may_answer(employee(3), first_day=FIRST_DAY, block_day=FIRST_DAY + timedelta(days=days))


@pytest.mark.parametrize(("days", "takes_part"), [(0, False), (29, False), (30, True), (60, True)])
def test_a_newcomer_waits_thirty_days(days, takes_part):
    came = FIRST_DAY + timedelta(days=100)
    block = came + timedelta(days=days)
    assert may_answer(employee(3, added_on=came), first_day=FIRST_DAY, block_day=block) is takes_part


@pytest.mark.parametrize(
    ("person", "counts_for"),
    [
        (employee(3), 3),
        (employee(3, 3), 2),
        (employee(3, 2), 1),
        (employee(3, 2, 3), 1),
        (employee(1, 1), ORGANISATION),
        (employee(4, 1, 2, 3, 4), ORGANISATION),
        (employee(3, 5), 3),
        (employee(2, 3), 2),
    ],
)
def test_nobody_s_sheet_sits_in_a_group_they_lead(person, counts_for):
    assert seat(person, PARENTS) == counts_for


def test_a_group_holds_its_own_people_and_those_beneath_it():
    found = groups({1: 3, 2: 4, 3: 2, 4: ORGANISATION}, {t: f"Team {t}" for t in PARENTS}, PARENTS)
    assert found[2].members == {1, 2, 3}
    assert found[3].members == {1}
    assert found[1].members == {1, 2, 3}
    assert found[5].members == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "label", "same"),
    [
        ({1, 2, 3, 4}, {1, 2, 3, 4}, "North", True),
        ({1, 2, 3, 4}, {1, 2, 5, 6}, "North", True),
        ({1, 2, 3, 4}, {1, 5, 6, 7}, "North", False),
        ({1, 2, 3, 4}, {1, 2, 3, 4}, "South", False),
        ({1, 2}, {1, 2, 3, 4, 5}, "North", False),
        (set(), set(), "North", True),
    ],
)
def test_history_goes_on_only_for_the_same_name_and_mostly_the_same_people(before, after, label, same):
    earlier = EarlierGroup(11, "North", frozenset(before))
    assert same_group(earlier, Group(1, label, frozenset(after))) is same


def test_a_changed_team_gets_a_new_node_and_the_others_keep_theirs():
    now = [Group(1, "North", frozenset({1})), Group(2, "South", frozenset({2})), Group(3, "New", frozenset())]
    earlier = {1: EarlierGroup(11, "North", frozenset({1})), 2: EarlierGroup(12, "West", frozenset({2}))}
    assert name_nodes(now, earlier, next_free=20) == {1: 11, 2: 20, 3: 21}
