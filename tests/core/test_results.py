"""The rule that sifts team results from elsewhere, attacked by subtraction."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.calendar import Period
from tracker.core.results import Figure, LeftOutRule, sift

YEAR = Period.parse("2026")
TREE = {1: None, 2: 1, 3: 1, 4: 2, 5: 2}


def figure(row, team, n, *, measure="engagement", period=YEAR):
    return Figure(row, team, period, measure, 7.5, n)


def kept(sifted):
    return [each.team_id for each in sifted.kept]


def left_out(sifted):
    return [(each.figure.team_id, each.rule) for each in sifted.left_out]


def test_a_row_about_too_few_people_is_left_out_by_name():
    sifted = sift([figure(2, 4, 4), figure(3, 5, 5)], TREE, least=5)
    assert kept(sifted) == [5]
    assert left_out(sifted) == [(4, LeftOutRule.TOO_FEW)]


def test_a_group_whose_parts_leave_one_to_four_people_is_left_out():
    sifted = sift([figure(2, 2, 14), figure(3, 4, 10), figure(4, 5, 4)], TREE, least=5)
    assert kept(sifted) == [4]
    assert left_out(sifted) == [(2, LeftOutRule.LEAVES_FEW), (5, LeftOutRule.TOO_FEW)]


def test_a_group_whose_parts_leave_nobody_or_five_people_is_kept():
    assert kept(sift([figure(2, 2, 20), figure(3, 4, 10), figure(4, 5, 10)], TREE, least=5)) == [2, 4, 5]
    assert kept(sift([figure(2, 2, 15), figure(3, 4, 10)], TREE, least=5)) == [2, 4]


def test_a_group_that_is_left_out_does_not_hide_its_parts_from_the_group_above():
    rows = [figure(2, 1, 25), figure(3, 2, 13), figure(4, 4, 10), figure(5, 3, 12)]
    sifted = sift(rows, TREE, least=5)
    assert left_out(sifted) == [(1, LeftOutRule.LEAVES_FEW), (2, LeftOutRule.LEAVES_FEW)]


def test_measures_and_periods_do_not_mix():
    other = Period.parse("2025")
    rows = [figure(2, 2, 14), figure(3, 4, 10, measure="customers"), figure(4, 5, 10, period=other)]
    assert kept(sift(rows, TREE, least=5)) == [2, 4, 5]


def test_a_part_that_would_undo_a_group_from_an_earlier_file_is_left_out():
    sifted = sift([figure(2, 4, 12)], TREE, least=5, standing=[figure(0, 2, 14)])
    assert left_out(sifted) == [(4, LeftOutRule.LEAVES_FEW)]


def test_a_group_is_left_out_when_parts_from_an_earlier_file_leave_too_few():
    sifted = sift([figure(2, 2, 14)], TREE, least=5, standing=[figure(0, 4, 12)])
    assert left_out(sifted) == [(2, LeftOutRule.LEAVES_FEW)]


@st.composite
def organisations(draw):
    parents = {0: None}
    for team in range(1, draw(st.integers(2, 7))):
        parents[team] = draw(st.integers(0, team - 1))
    people = {team: draw(st.integers(0, 9)) for team in parents}
    return parents, people


@given(organisations(), st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_no_kept_rows_of_any_two_files_can_be_subtracted_down_to_fewer_than_five(organisation, first, second):
    parents, people = organisation
    totals = dict(people)
    for team in sorted(parents, reverse=True):
        if parents[team] is not None:
            totals[parents[team]] += totals[team]
    rows = {team: figure(team, team, totals[team]) for team in parents}
    one = sift([rows[team] for team in first if team in rows], parents, least=5)
    new = [rows[team] for team in second - {each.team_id for each in one.kept} if team in rows]
    two = sift(new, parents, least=5, standing=one.kept)
    shown = {each.team_id for each in (*one.kept, *two.kept)}
    for top in shown:
        below = [team for team in shown if team != top and is_below(team, top, parents)]
        for count in range(1, len(below) + 1):
            for parts in combinations(below, count):
                if any(is_below(a, b, parents) for a in parts for b in parts if a != b):
                    continue
                assert not 0 < totals[top] - sum(totals[part] for part in parts) < 5


def is_below(team, top, parents):
    while team is not None and team != top:
        team = parents[team]
    return team == top
