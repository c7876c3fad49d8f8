"""Reads of a review as a case to act on: who it is about, where it stands, how somebody stands to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from tracker.core.access import SYSTEM, Actor, Role, Target
from tracker.core.calendar import local_day
from tracker.core.errors import NotFoundError
from tracker.people.models import Membership, Person, Team
from tracker.people.queries import build_actor, get_organisation, valid_on
from tracker.reviews.models import (
    Cycle,
    Review,
    ReviewDecider,
    ReviewDispute,
    ReviewProposal,
    ReviewStep,
    ReviewUsed,
    ReviewView,
)
from tracker.reviews.rules.steps import (
    AWAITING_DECISION,
    DECIDING,
    READ_BY_DECIDERS,
    Position,
    Standing,
    State,
)
from tracker.storage.work import Work


def local_today(work: Work) -> date:
    """Return today's date where the organisation is."""
    return local_day(work.now, ZoneInfo(get_organisation(work.session).time_zone))


@dataclass(frozen=True, slots=True)
class Case:
    """A review, reduced to what permissions and the next step depend on."""

    id: int
    cycle_id: int
    role: str
    person_id: int
    person: str
    team: str
    team_ids: frozenset[int]
    state: State
    outcome: str | None
    decider_ids: frozenset[int]
    answer_due_on: date | None
    contest_until: date | None
    was_contested: bool

    @property
    def target(self) -> Target:
        """Reduce it to what permissions depend on; deciders read it once a proposal waits for them."""
        deciding = self.state in READ_BY_DECIDERS
        return Target(
            person_id=self.person_id,
            team_ids=self.team_ids,
            named_ids=self.decider_ids if deciding else frozenset(),
        )


def visible_to(actor: Actor, today: date) -> ColumnElement[bool]:
    """Return the condition under which somebody may read a review: the policy's table, said in SQL."""
    if not actor.signed_in:
        return ~true()
    if actor.has(Role.HR):
        return true()
    in_team = select(Membership.person_id).where(
        valid_on(Membership, today), Membership.team_id.in_(actor.led_ids)
    )
    named = select(ReviewDecider.review_id).where(ReviewDecider.person_id == actor.person_id)
    return or_(
        Review.person_id == actor.person_id,
        Review.person_id.in_(in_team),
        and_(Review.id.in_(named), Review.state.in_(READ_BY_DECIDERS)),
    )


def _cases(today: date) -> Any:
    return (
        select(Review, Person.name, Cycle.role, Team.id)
        .join(Person, Person.id == Review.person_id)
        .join(Cycle, Cycle.id == Review.cycle_id)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, valid_on(Membership, today)))
        .outerjoin(Team, Team.id == Membership.team_id)
        .order_by(Person.name, Review.id)
    )


def get_case(session: Session, review_id: int, today: date) -> Case:
    """Return a review as a case."""
    found = _read(session, _cases(today).where(Review.id == review_id))
    if not found:
        raise NotFoundError("review")
    return found[0]


def list_cases(session: Session, actor: Actor, today: date, *, cycle_id: int | None = None) -> list[Case]:
    """Return the reviews that somebody may read, by the name of the person they are about."""
    query = _cases(today).where(visible_to(actor, today))
    if cycle_id is not None:
        query = query.where(Review.cycle_id == cycle_id)
    return _read(session, query)


def _read(session: Session, query: Any) -> list[Case]:
    rows: dict[int, tuple[Review, str, str, int | None]] = {}
    teams: dict[int, set[int]] = {}
    for review, person, role, team_id in session.execute(query):
        rows.setdefault(review.id, (review, person, role, team_id))
        teams.setdefault(review.id, set()).update(() if team_id is None else (team_id,))
    deciders: dict[int, set[int]] = {number: set() for number in rows}
    named = select(ReviewDecider.review_id, ReviewDecider.person_id)
    for number, person_id in session.execute(named.where(ReviewDecider.review_id.in_(rows))):
        deciders[number].add(person_id)
    return [
        Case(
            id=review.id,
            cycle_id=review.cycle_id,
            role=role,
            person_id=review.person_id,
            person=person,
            team=review.team_name,
            team_ids=frozenset(teams[review.id]),
            state=State(review.state),
            outcome=review.outcome,
            decider_ids=frozenset(deciders[review.id]),
            answer_due_on=review.answer_due_on,
            contest_until=review.contest_until,
            was_contested=review.was_contested,
        )
        for review, person, role, _team in rows.values()
    ]


def get_position(session: Session, case: Case, today: date) -> Position:
    """Return where a review stands today."""
    return Position(
        state=case.state,
        today=today,
        answer_due_on=case.answer_due_on,
        contest_until=case.contest_until,
        was_contested=case.was_contested,
        has_open_dispute_on_used=case.state in AWAITING_DECISION and _disputed_use(session, case.id),
    )


def _disputed_use(session: Session, review_id: int) -> bool:
    query = (
        select(ReviewDispute.id)
        .join(ReviewUsed, ReviewUsed.evidence_id == ReviewDispute.evidence_id)
        .where(ReviewDispute.review_id == review_id, ReviewDispute.ruling.is_(None))
        .limit(1)
    )
    return session.scalar(query) is not None


def get_standing(session: Session, case: Case, actor: Actor, today: date) -> Standing:
    """Return how somebody stands to a review, with what they did in it before."""
    if actor is SYSTEM or not actor.signed_in:
        return Standing(is_system=actor is SYSTEM)
    mine = case.person_id == actor.person_id
    done = _deeds(session, case.id, actor)
    about = build_actor(session, case.person_id, today)
    return Standing(
        is_employee=mine,
        is_hr=actor.has(Role.HR),
        is_lead=bool(case.team_ids & actor.led_ids) and not mine,
        is_decider=actor.person_id in case.decider_ids,
        is_led_by_employee=bool(about.led_ids & actor.team_ids) and not mine,
        has_proposed="proposed" in done,
        has_decided="decided" in done,
        has_ruled="ruled" in done,
        has_seen_evidence="seen" in done,
    )


def _deeds(session: Session, review_id: int, actor: Actor) -> set[str]:
    """Return what somebody did in a review, in one statement; a view counts from the proposal on."""
    proposed = select(ReviewProposal.id).where(
        ReviewProposal.review_id == review_id, ReviewProposal.by_id == actor.person_id
    )
    decided = select(ReviewStep.id).where(
        ReviewStep.review_id == review_id,
        ReviewStep.by_id == actor.person_id,
        ReviewStep.action.in_(DECIDING),
    )
    ruled = select(ReviewDispute.id).where(
        ReviewDispute.review_id == review_id, ReviewDispute.ruled_by_id == actor.person_id
    )
    at = select(func.max(ReviewProposal.at)).where(ReviewProposal.review_id == review_id).scalar_subquery()
    seen = select(ReviewView.review_id).where(
        ReviewView.review_id == review_id,
        ReviewView.person_id == actor.person_id,
        ReviewView.last_at >= at,
    )
    row = session.execute(select(proposed.exists(), decided.exists(), ruled.exists(), seen.exists())).one()
    return {name for name, holds in zip(("proposed", "decided", "ruled", "seen"), row, strict=True) if holds}
