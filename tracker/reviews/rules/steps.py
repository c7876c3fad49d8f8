"""The steps a review can take: from which state, into which, by whom, and never by whom.

This is the whole flow. A pair of state and action that does not stand in `TRANSITIONS` cannot happen.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a review stands."""

    REQUESTED = "requested"
    DRAFT = "draft"
    SHARED = "shared"
    ANSWERED = "answered"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    NOT_ENOUGH = "not-enough"
    CONTESTED = "contested"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class Action(StrEnum):
    """What somebody does with a review."""

    REQUEST = "request"
    OPEN = "open"
    ACCEPT = "accept"
    DECLINE = "decline"
    SHARE = "share"
    ANSWER = "answer"
    PROPOSE = "propose"
    APPROVE = "approve"
    REJECT = "reject"
    FIND_NOT_ENOUGH = "find-not-enough"
    CONTEST = "contest"
    APPOINT = "appoint"
    WITHDRAW = "withdraw"
    CLOSE = "close"


_S, _A = State, Action
TRANSITIONS: dict[State, dict[Action, State]] = {
    _S.REQUESTED: {_A.ACCEPT: _S.DRAFT, _A.DECLINE: _S.DECLINED, _A.WITHDRAW: _S.WITHDRAWN},
    _S.DRAFT: {_A.SHARE: _S.SHARED, _A.APPOINT: _S.DRAFT, _A.WITHDRAW: _S.WITHDRAWN},
    _S.SHARED: {
        _A.ANSWER: _S.ANSWERED,
        _A.PROPOSE: _S.PROPOSED,
        _A.APPOINT: _S.SHARED,
        _A.WITHDRAW: _S.WITHDRAWN,
    },
    _S.ANSWERED: {
        _A.ANSWER: _S.ANSWERED,
        _A.PROPOSE: _S.PROPOSED,
        _A.APPOINT: _S.ANSWERED,
        _A.WITHDRAW: _S.WITHDRAWN,
    },
    _S.PROPOSED: {
        _A.APPROVE: _S.APPROVED,
        _A.REJECT: _S.REJECTED,
        _A.FIND_NOT_ENOUGH: _S.NOT_ENOUGH,
        _A.APPOINT: _S.PROPOSED,
        _A.WITHDRAW: _S.WITHDRAWN,
    },
    _S.APPROVED: {_A.CONTEST: _S.CONTESTED, _A.CLOSE: _S.CLOSED},
    _S.REJECTED: {_A.CONTEST: _S.CONTESTED, _A.CLOSE: _S.CLOSED},
    _S.NOT_ENOUGH: {_A.CONTEST: _S.CONTESTED, _A.CLOSE: _S.CLOSED},
    _S.CONTESTED: {
        _A.APPROVE: _S.APPROVED,
        _A.REJECT: _S.REJECTED,
        _A.FIND_NOT_ENOUGH: _S.NOT_ENOUGH,
        _A.APPOINT: _S.CONTESTED,
    },
    _S.CLOSED: {},
    _S.WITHDRAWN: {},
    _S.DECLINED: {},
}
BY_EMPLOYEE = frozenset({Action.ANSWER, Action.CONTEST})
DECIDING = frozenset({Action.APPROVE, Action.REJECT, Action.FIND_NOT_ENOUGH})
DECIDED = frozenset({State.APPROVED, State.REJECTED, State.NOT_ENOUGH})
ENDED = frozenset({State.CLOSED, State.WITHDRAWN, State.DECLINED})
AWAITING_DECISION = frozenset({State.PROPOSED, State.CONTESTED})
DISPUTABLE = frozenset({State.SHARED, State.ANSWERED, State.PROPOSED, State.CONTESTED})
OPEN_TO_LEAD_STATEMENT = frozenset({State.DRAFT, State.SHARED, State.ANSWERED})
OPEN_TO_ADDITIONS = frozenset({State.SHARED, State.ANSWERED})
WITHDRAWN_BY_OTHERS = frozenset({State.DRAFT, State.SHARED, State.ANSWERED})
READ_BY_DECIDERS = AWAITING_DECISION | DECIDED | {State.CLOSED}


@dataclass(frozen=True, slots=True)
class Position:
    """Where a review stands on a day: its state and the deadlines that bind the next step."""

    state: State
    today: date
    answer_due_on: date | None = None
    contest_until: date | None = None
    was_contested: bool = False
    has_open_dispute_on_used: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a review: their part in it, and what they did in it before."""

    is_employee: bool = False
    is_hr: bool = False
    is_lead: bool = False
    is_decider: bool = False
    is_system: bool = False
    is_led_by_employee: bool = False
    has_proposed: bool = False
    has_decided: bool = False
    has_ruled: bool = False
    has_seen_evidence: bool = False


class Refusal(StrEnum):
    """Why a step cannot be taken."""

    STATE = "review-state"
    NOT_YOURS = "review-not-yours"
    OWN_CASE = "review-own-case"
    OWN_MANAGER = "review-own-manager"
    OWN_LEAD = "review-own-lead"
    SAME_PERSON = "review-same-person"
    DECIDED_BEFORE = "review-decided-before"
    RULED = "review-ruled"
    UNSEEN = "review-unseen"
    ANSWER_TIME = "review-answer-time"
    DISPUTE_OPEN = "review-dispute-open"
    CONTEST_OVER = "review-contest-over"
    CONTESTED_BEFORE = "review-contested-before"
    CONTEST_OPEN = "review-contest-open"


ABOUT_PEOPLE = frozenset(
    {
        Refusal.NOT_YOURS,
        Refusal.OWN_CASE,
        Refusal.OWN_MANAGER,
        Refusal.OWN_LEAD,
        Refusal.SAME_PERSON,
        Refusal.DECIDED_BEFORE,
        Refusal.RULED,
    }
)


def refusal(action: Action, position: Position, standing: Standing) -> Refusal | None:
    """Return why somebody cannot take this step now, or nothing if they can."""
    if action not in TRANSITIONS[position.state]:
        return Refusal.STATE
    return _refused_person(action, position, standing) or _refused_time(action, position, standing)


def _refused_person(action: Action, position: Position, standing: Standing) -> Refusal | None:
    if action in BY_EMPLOYEE:
        return None if standing.is_employee else Refusal.NOT_YOURS
    if action is Action.WITHDRAW:
        return _refused_withdrawal(position, standing)
    if standing.is_employee:
        return Refusal.OWN_CASE
    if action in DECIDING:
        return _refused_decider(standing)
    return _refused_proposer(standing) if action is Action.PROPOSE else _refused_helper(action, standing)


def _refused_withdrawal(position: Position, standing: Standing) -> Refusal | None:
    by_others = position.state in WITHDRAWN_BY_OTHERS and (standing.is_hr or standing.is_lead)
    return None if standing.is_employee or by_others else Refusal.NOT_YOURS


def _refused_helper(action: Action, standing: Standing) -> Refusal | None:
    if action is Action.CLOSE:
        may = standing.is_hr or standing.is_system
    elif action is Action.APPOINT:
        may = standing.is_hr
    else:
        may = standing.is_hr or standing.is_lead
    return None if may else Refusal.NOT_YOURS


def _refused_proposer(standing: Standing) -> Refusal | None:
    if not (standing.is_hr or standing.is_lead):
        return Refusal.NOT_YOURS
    if standing.is_led_by_employee:
        return Refusal.OWN_MANAGER
    return Refusal.RULED if standing.has_ruled else None


def _refused_decider(standing: Standing) -> Refusal | None:
    """A decision is taken by a named second person who has no other part in the review."""
    conflicts = (
        (not standing.is_decider, Refusal.NOT_YOURS),
        (standing.has_proposed, Refusal.SAME_PERSON),
        (standing.is_lead, Refusal.OWN_LEAD),
        (standing.is_led_by_employee, Refusal.OWN_MANAGER),
        (standing.has_decided, Refusal.DECIDED_BEFORE),
        (standing.has_ruled, Refusal.RULED),
    )
    return _first(conflicts)


def _refused_time(action: Action, position: Position, standing: Standing) -> Refusal | None:
    found: tuple[tuple[bool, Refusal], ...] = ()
    if action in DECIDING:
        found = (
            (not standing.has_seen_evidence, Refusal.UNSEEN),
            (position.has_open_dispute_on_used, Refusal.DISPUTE_OPEN),
        )
    elif action is Action.PROPOSE:
        waiting = position.state is State.SHARED and not _is_past(position.answer_due_on, position)
        found = ((waiting, Refusal.ANSWER_TIME),)
    elif action is Action.CONTEST:
        over = _is_past(position.contest_until, position)
        found = ((position.was_contested, Refusal.CONTESTED_BEFORE), (over, Refusal.CONTEST_OVER))
    elif action is Action.CLOSE:
        final = position.was_contested or _is_past(position.contest_until, position)
        found = ((not final, Refusal.CONTEST_OPEN),)
    return _first(found)


def _first(conflicts: tuple[tuple[bool, Refusal], ...]) -> Refusal | None:
    return next((reason for holds, reason in conflicts if holds), None)


def _is_past(day: date | None, position: Position) -> bool:
    return day is not None and position.today > day


def appointment_refusal(standing: Standing) -> Refusal | None:
    """Return why somebody cannot be named as the second person, or nothing if they can."""
    if standing.is_employee:
        return Refusal.OWN_CASE
    return _refused_decider(replace(standing, is_decider=True))


def ruling_refusal(position: Position, standing: Standing, *, has_disputed: bool) -> Refusal | None:
    """Return why somebody cannot rule on a disputed piece: a third person has no other part in the review."""
    if position.state not in DISPUTABLE:
        return Refusal.STATE
    conflicts = (
        (standing.is_employee, Refusal.OWN_CASE),
        (not standing.is_hr, Refusal.NOT_YOURS),
        (standing.is_lead, Refusal.OWN_LEAD),
        (standing.is_led_by_employee, Refusal.OWN_MANAGER),
        (standing.has_proposed or has_disputed, Refusal.SAME_PERSON),
        (standing.has_decided, Refusal.DECIDED_BEFORE),
    )
    return _first(conflicts)
