"""Reading a roster file and planning its import: every error by row, every difference by person."""

from datetime import date, timedelta

import pytest

from tracker.core.errors import InvalidError
from tracker.core.intake import read_table
from tracker.people.rules.roster_file import TeamPlace, read_roster
from tracker.people.rules.roster_plan import Brake, Kind, Known, KnownPerson, KnownTeam, Wish
from tracker.people.rules.roster_steps import plan_roster

TODAY = date(2026, 9, 16)
HEADER = "staff_number,name,team_code,team_name,email,language,parent_code,lead,ended_on"


def roster(*lines, header=HEADER, known=None):
    sheet = read_table("\n".join([header, *lines]).encode(), "r.csv", max_rows=10_000)
    return read_roster(sheet, known or {})


def found(*lines, **options):
    return [(p.row, p.column, p.code, p.value) for p in roster(*lines, **options).problems]


def test_a_row_is_a_person_with_a_team_and_a_team_may_stand_alone():
    read = roster("1,Ann,a,Shop A,ann@x.org,NL,top,ja,", ",,top,The top,,,,,")
    assert read.problems == ()
    person = read.people[0]
    assert (person.email, person.language, person.team_key, person.leads) == ("ann@x.org", "nl", "a", True)
    assert read.teams["a"].parent_key == "top"


def test_missing_columns_stop_the_reading():
    with pytest.raises(InvalidError) as refused:
        roster("1,Ann", header="staff_number,name")
    assert refused.value.facts["missing"] == "team_code, team_name"


def test_everything_wrong_is_listed_by_row_and_column():
    assert found(
        "1,Ann,a,Shop A,,,,,",
        ",Bob,a,Shop A,,,,,",
        "3,,a,Shop A,,,,,",
        "4,Dan,,,,,,,",
        "1,Eve,a,Shop A,,,,,",
        "6,Fay,a,Shop A,nobody,,,,",
        "7,Gus,a,Shop A,,fr,,,",
        "8,Hal,a,Shop A,,,,perhaps,",
        "9,Ida,a,Shop A,,,,,soon",
        "10,Jan,b,,,,,,",
        "11,Kim,a,Shop B,,,,,",
        "12,Lea,a,Shop A,,,nowhere,,",
    ) == [
        (3, "staff_number", "cell-empty", ""),
        (4, "name", "cell-empty", ""),
        (5, "team_code", "cell-empty", ""),
        (6, "staff_number", "row-twice", "1"),
        (7, "email", "not-an-e-mail", "nobody"),
        (8, "language", "unknown-choice", "fr"),
        (9, "lead", "not-yes-or-no", "perhaps"),
        (10, "ended_on", "not-a-day", "soon"),
        (11, "team_name", "team-unnamed", "b"),
        (12, "team_name", "team-differs", "Shop B"),
        (13, "parent_code", "unknown-team", "nowhere"),
    ]


def test_two_parents_for_one_team_are_a_contradiction():
    assert found("1,Ann,a,A,,,p,,", "2,Bob,a,A,,,q,,", ",,p,P,,,,,", ",,q,Q,,,,,") == [
        (3, "parent_code", "team-differs", "q")
    ]


def test_a_tree_that_bites_its_tail_is_named_with_its_rows():
    problems = found(",,a,A,,,b,,", ",,b,B,,,c,,", ",,c,C,,,a,,", "1,Ann,d,D,,,a,,")
    assert [(row, code) for row, _, code, _ in problems] == [(row, "team-cycle") for row in (2, 3, 4)]


def test_a_cycle_through_what_is_there_already_is_found():
    known = {"a": TeamPlace("A", "b", in_use=True), "b": TeamPlace("B", None, in_use=True)}
    assert [code for _, _, code, _ in found(",,b,B,,,a,,", known=known)] == ["team-cycle"]


def test_a_tree_that_is_too_deep_is_refused():
    lines = [f",,t{i},T{i},,,{f't{i - 1}' if i else ''},," for i in range(14)]
    assert [code for _, _, code, _ in found(*lines)] == ["team-deep", "team-deep"]


def test_a_parent_that_has_ended_is_unknown():
    known = {"old": TeamPlace("Old", None, in_use=False)}
    assert [code for _, _, code, _ in found(",,a,A,,,old,,", known=known)] == ["unknown-team"]


TEAMS = {
    key: KnownTeam(place, key, key.upper(), None, in_use=True) for place, key in enumerate("ab", start=1)
}


def person(number, name=None, team="a", **more):
    values = {"email": None, "language": None, "ended_on": None, **more}
    return KnownPerson(number, str(number), name or f"P{number}", team_key=team, **values)


def plan(*lines, people=(), leads=(), everybody=True, keep=(), header=HEADER):
    known = Known(TEAMS, {p.staff_number: p for p in people}, frozenset(leads))
    places = {key: TeamPlace(team.name, team.parent_key, team.in_use) for key, team in TEAMS.items()}
    read = roster(*lines, known=places, header=header)
    assert read.problems == ()
    return plan_roster(read, known, Wish(TODAY, everybody, frozenset(keep)))


def kinds(made):
    return {step.staff_number: step.kind for step in made.people}


def line(number, name=None, team="a", email="", language="", lead="", ended=""):
    return f"{number},{name or f'P{number}'},{team},{team.upper()},{email},{language},,{lead},{ended}"


def many(count, start=100):
    return [person(n) for n in range(start, start + count)], [line(n) for n in range(start, start + count)]


def test_the_same_state_changes_nothing():
    people, lines = many(5)
    made = plan(*lines, people=people)
    assert made.changes_nothing
    assert made.unchanged == 5


def test_each_person_meets_one_kind_of_step():
    people, lines = many(60)
    known = [
        *people,
        person(1),
        person(2),
        person(3, email="three@x.org"),
        person(4, ended_on=date(2026, 1, 1), team=None),
        person(5),
        person(6),
    ]
    made = plan(
        *lines,
        line(1, "Renamed"),
        line(2, team="b"),
        line(33, email="Three@X.org"),
        line(4),
        line(5, ended="2026-09-15"),
        line(7),
        people=known,
    )
    assert kinds(made) == {
        "1": Kind.CHANGED,
        "2": Kind.MOVED,
        "33": Kind.NUMBER,
        "4": Kind.BACK,
        "5": Kind.ENDED,
        "6": Kind.ENDED,
        "7": Kind.NEW,
    }
    assert (made.unchanged, made.brake) == (60, None)
    assert made.counts[Kind.ENDED] == 2


def test_who_is_missing_stays_if_the_file_holds_only_some():
    made = plan(line(1), people=[person(1), person(2)], everybody=False)
    assert made.changes_nothing


def test_whoever_imports_and_the_last_administrator_are_kept_and_named():
    made = plan(line(1), line(3, ended="2026-01-01"), people=[person(1), person(2), person(3)], keep=(2, 3))
    assert kinds(made) == {}
    assert made.kept == ("P2", "P3")


@pytest.mark.parametrize(("gone", "brake"), [(40, None), (41, Brake.ENDED)])
def test_more_than_forty_in_a_hundred_leaving_stops_the_import(gone, brake):
    people, lines = many(100)
    assert plan(*lines[gone:], people=people).brake is brake


@pytest.mark.parametrize(("changed", "brake"), [(5, None), (6, Brake.NUMBERS)])
def test_more_than_five_in_a_hundred_changed_numbers_stop_the_import(changed, brake):
    people, lines = many(100)
    renumbered = [line(n + 1000, f"P{n}") for n in range(100, 100 + changed)]
    made = plan(*renumbered, *lines[changed:], people=people)
    assert made.counts[Kind.NUMBER] == changed
    assert made.brake is brake


def test_a_name_alone_never_makes_two_numbers_one_person():
    people = [person(1, "Jan"), person(2, "Jan")]
    made = plan(line(3, "Jan"), line(4, "Jan"), people=people)
    assert made.counts == {Kind.NEW: 2, Kind.ENDED: 2}
    partly = plan(line(3, "Jan"), people=[person(1, "Jan")], everybody=False)
    assert partly.counts == {Kind.NEW: 1}


def test_a_last_day_to_come_is_a_change_and_one_already_past_is_skipped():
    later = (TODAY + timedelta(days=9)).isoformat()
    made = plan(line(1, ended=later), line(9, ended="2020-01-01"), people=[person(1)])
    assert kinds(made) == {"1": Kind.CHANGED}
    assert made.people[0].last_day == TODAY + timedelta(days=9)
    assert made.gone_before == 1


def test_a_leaver_in_the_file_stays_a_leaver():
    left = person(1, ended_on=date(2026, 1, 1), team=None)
    assert plan(line(1, ended="2026-01-01"), people=[left]).changes_nothing


def test_without_a_column_of_last_days_a_planned_one_stays():
    leaving = person(1, ended_on=TODAY + timedelta(days=5))
    header = "staff_number,name,team_code,team_name"
    assert plan("1,P1,a,A", people=[leaving], header=header).changes_nothing


def test_leads_begin_and_stop_only_where_the_file_speaks_of_them():
    people = [person(1), person(2), person(3), person(4)]
    lines = [line(1, lead="yes"), line(2, lead="no"), line(3, team="b"), line(4, lead="yes")]
    made = plan(*lines, people=people, leads={"2/a", "3/a", "4/a"})
    steps = {step.staff_number: step for step in made.people}
    assert (steps["1"].leads, steps["2"].leads, steps["3"].leads) == (True, False, None)
    assert "no_longer_leads" in {difference.field for difference in steps["3"].differences}
    assert "4" not in steps
    header = "staff_number,name,team_code,team_name"
    assert plan("2,P2,a,A", people=[person(2)], leads={"2/a"}, header=header).changes_nothing


def test_teams_are_made_renamed_and_hung_elsewhere():
    made = plan(",,c,C,,,a,,", ",,b,Bee,,,c,,", people=[], everybody=False)
    steps = {step.team.key: step for step in made.teams}
    assert steps["c"].kind is Kind.NEW
    assert [(d.field, d.before, d.after) for d in steps["b"].differences] == [
        ("name", "B", "Bee"),
        ("parent", None, "C"),
    ]


def test_an_empty_cell_says_nothing_about_e_mail_language_or_parent():
    known = person(1, email="a@x.org", language="nl")
    assert plan(line(1), people=[known]).changes_nothing
    made = plan(line(1, email="b@x.org", language="en"), people=[known])
    assert {d.field for d in made.people[0].differences} == {"email", "language"}


def test_the_mark_of_a_plan_changes_with_what_it_would_do():
    assert plan(line(1)).mark == plan(line(1)).mark
    assert plan(line(1)).mark != plan(line(2)).mark
