"""Every pair of state and action, for every kind of person: what is not written here cannot happen."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from tracker.reviews.rules.steps import (
    TRANSITIONS,
    Action,
    Position,
    Refusal,
    Standing,
    State,
    appointment_refusal,
    refusal,
    ruling_refusal,
)

TODAY = date(2026, 9, 16)
EARLIER, LATER = date(2026, 9, 15), date(2026, 9, 17)

# Read as the flow is told: state, action, state after it. Written by hand, apart from the code.
FLOW = """
requested accept draft
requested decline declined
requested withdraw withdrawn
draft share shared
draft appoint draft
draft withdraw withdrawn
shared answer answered
shared propose proposed
shared appoint shared
shared withdraw withdrawn
answered answer answered
answered propose proposed
answered appoint answered
answered withdraw withdrawn
proposed approve approved
proposed reject rejected
proposed find-not-enough not-enough
proposed appoint proposed
proposed withdraw withdrawn
approved contest contested
approved close closed
rejected contest contested
rejected close closed
not-enough contest contested
not-enough close closed
contested approve approved
contested reject rejected
contested find-not-enough not-enough
contested appoint contested
"""
PERSONS = {
    "employee": Standing(is_employee=True, has_seen_evidence=True),
    "employee of HR": Standing(is_employee=True, is_hr=True, is_decider=True, has_seen_evidence=True),
    "lead": Standing(is_lead=True, has_seen_evidence=True),
    "lead who proposed": Standing(is_lead=True, has_proposed=True, has_seen_evidence=True),
    "lead named to decide": Standing(is_lead=True, is_decider=True, has_seen_evidence=True),
    "HR": Standing(is_hr=True, has_seen_evidence=True),
    "HR led by the person": Standing(
        is_hr=True, is_decider=True, is_led_by_employee=True, has_seen_evidence=True
    ),
    "HR who proposed": Standing(is_hr=True, is_decider=True, has_proposed=True, has_seen_evidence=True),
    "HR who ruled": Standing(is_hr=True, is_decider=True, has_ruled=True, has_seen_evidence=True),
    "HR who decided": Standing(is_hr=True, is_decider=True, has_decided=True, has_seen_evidence=True),
    "decider of HR": Standing(is_hr=True, is_decider=True, has_seen_evidence=True),
    "decider of HR who has not looked": Standing(is_hr=True, is_decider=True),
    "decider from outside HR": Standing(is_decider=True, has_seen_evidence=True),
    "somebody else": Standing(has_seen_evidence=True),
    "nobody": Standing(),
    "the system": Standing(is_system=True),
}
HELPERS = {name for name in PERSONS if "HR" in name and name != "employee of HR" and "outside" not in name}
LEADS = {name for name in PERSONS if name.startswith("lead")}
PEOPLE_OF_THE_CASE = {"employee", "employee of HR"}
DECIDE = {"decider of HR", "decider from outside HR"}
MAY = {
    "accept": HELPERS | LEADS,
    "decline": HELPERS | LEADS,
    "share": HELPERS | LEADS,
    "answer": PEOPLE_OF_THE_CASE,
    "propose": (HELPERS | LEADS) - {"HR led by the person", "HR who ruled"},
    "approve": DECIDE,
    "reject": DECIDE,
    "find-not-enough": DECIDE,
    "contest": PEOPLE_OF_THE_CASE,
    "appoint": HELPERS,
    "close": HELPERS | {"the system"},
}
OTHERS_WITHDRAW = {"draft", "shared", "answered"}
RULED_IN = {"shared", "answered", "proposed", "contested"}


def flow():
    return {tuple(line.split()[:2]): line.split()[2] for line in FLOW.strip().splitlines()}


def open_position(state, action):
    """A position in which no deadline stands in the way."""
    passed = EARLIER if action in {"propose", "close"} else LATER
    return Position(State(state), TODAY, answer_due_on=passed, contest_until=passed)


def expected(state, action, name):
    if (state, action) not in flow():
        return False
    if action == "withdraw":
        others = HELPERS | LEADS if state in OTHERS_WITHDRAW else set()
        return name in PEOPLE_OF_THE_CASE | others
    return name in MAY[action]


CASES = list(product([s.value for s in State], [a.value for a in Action], PERSONS))


@pytest.mark.parametrize("state", [s.value for s in State])
def test_every_step_of_every_person_is_as_the_flow_says(state):
    wrong = [
        (state, action, name)
        for each, action, name in CASES
        if each == state
        and (refusal(Action(action), open_position(state, action), PERSONS[name]) is None)
        != expected(state, action, name)
    ]
    assert wrong == []


def test_the_flow_is_the_whole_table():
    assert {
        (state.value, action.value): after.value
        for state, actions in TRANSITIONS.items()
        for action, after in actions.items()
    } == flow()


@pytest.mark.parametrize("state", [State.CLOSED, State.WITHDRAWN, State.DECLINED])
def test_an_ended_review_takes_no_step(state):
    for action, person in product(Action, PERSONS.values()):
        assert refusal(action, Position(state, TODAY), person) is Refusal.STATE


@pytest.mark.parametrize(
    ("due", "reason"), [(LATER, Refusal.ANSWER_TIME), (TODAY, Refusal.ANSWER_TIME), (EARLIER, None)]
)
def test_a_proposal_waits_for_the_answer_until_its_last_day_is_over(due, reason):
    shared = Position(State.SHARED, TODAY, answer_due_on=due)
    assert refusal(Action.PROPOSE, shared, PERSONS["lead"]) is reason
    answered = replace(shared, state=State.ANSWERED)
    assert refusal(Action.PROPOSE, answered, PERSONS["lead"]) is None


def test_a_decision_needs_a_look_at_the_evidence_and_no_open_dispute_about_what_it_rests_on():
    proposed = Position(State.PROPOSED, TODAY)
    unseen = PERSONS["decider of HR who has not looked"]
    assert refusal(Action.APPROVE, proposed, unseen) is Refusal.UNSEEN
    disputed = replace(proposed, has_open_dispute_on_used=True)
    assert refusal(Action.REJECT, disputed, PERSONS["decider of HR"]) is Refusal.DISPUTE_OPEN


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("employee of HR", Refusal.OWN_CASE),
        ("HR", Refusal.NOT_YOURS),
        ("HR who proposed", Refusal.SAME_PERSON),
        ("lead named to decide", Refusal.OWN_LEAD),
        ("HR led by the person", Refusal.OWN_MANAGER),
        ("HR who decided", Refusal.DECIDED_BEFORE),
        ("HR who ruled", Refusal.RULED),
    ],
)
def test_somebody_with_another_part_in_the_review_is_told_why_they_cannot_decide(name, reason):
    assert refusal(Action.APPROVE, Position(State.PROPOSED, TODAY), PERSONS[name]) is reason


def test_a_decision_is_contested_once_and_within_six_weeks():
    rejected = Position(State.REJECTED, TODAY, contest_until=TODAY)
    person = PERSONS["employee"]
    assert refusal(Action.CONTEST, rejected, person) is None
    assert refusal(Action.CONTEST, replace(rejected, contest_until=EARLIER), person) is Refusal.CONTEST_OVER
    assert refusal(Action.CONTEST, replace(rejected, was_contested=True), person) is Refusal.CONTESTED_BEFORE


def test_a_review_closes_when_it_can_no_longer_be_contested():
    rejected = Position(State.REJECTED, TODAY, contest_until=TODAY)
    system = PERSONS["the system"]
    assert refusal(Action.CLOSE, rejected, system) is Refusal.CONTEST_OPEN
    assert refusal(Action.CLOSE, replace(rejected, contest_until=EARLIER), system) is None
    assert refusal(Action.CLOSE, replace(rejected, was_contested=True), system) is None


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing(), None),
        (Standing(is_hr=True), None),
        (Standing(is_employee=True), Refusal.OWN_CASE),
        (Standing(is_lead=True), Refusal.OWN_LEAD),
        (Standing(is_led_by_employee=True), Refusal.OWN_MANAGER),
        (Standing(has_proposed=True), Refusal.SAME_PERSON),
        (Standing(has_decided=True), Refusal.DECIDED_BEFORE),
        (Standing(has_ruled=True), Refusal.RULED),
    ],
)
def test_only_somebody_without_another_part_can_be_named_to_decide(standing, reason):
    assert appointment_refusal(standing) is reason


@pytest.mark.parametrize(
    ("standing", "disputed", "reason"),
    [
        (Standing(is_hr=True), False, None),
        (Standing(is_hr=True, is_decider=True), False, None),
        (Standing(is_hr=True), True, Refusal.SAME_PERSON),
        (Standing(is_hr=True, has_proposed=True), False, Refusal.SAME_PERSON),
        (Standing(is_hr=True, is_employee=True), False, Refusal.OWN_CASE),
        (Standing(is_hr=True, is_lead=True), False, Refusal.OWN_LEAD),
        (Standing(is_hr=True, is_led_by_employee=True), False, Refusal.OWN_MANAGER),
        (Standing(is_hr=True, has_decided=True), False, Refusal.DECIDED_BEFORE),
        (Standing(is_lead=True), False, Refusal.NOT_YOURS),
        (Standing(is_decider=True), False, Refusal.NOT_YOURS),
    ],
)
def test_a_dispute_is_ruled_on_by_a_third_person(standing, disputed, reason):
    position = Position(State.SHARED, TODAY)
    assert ruling_refusal(position, standing, has_disputed=disputed) is reason


@pytest.mark.parametrize("state", [s for s in State if s.value not in RULED_IN])
def test_there_is_nothing_to_rule_on_before_the_evidence_is_shared_or_after_a_decision(state):
    found = ruling_refusal(Position(state, TODAY), Standing(is_hr=True), has_disputed=False)
    assert found is Refusal.STATE
