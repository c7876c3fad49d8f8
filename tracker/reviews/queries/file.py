"""The whole file of a review as every reader sees it.

There is one function and it is not told who asks: the person's view and HR's view cannot differ.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tracker.core.errors import NotFoundError
from tracker.people.models import Person
from tracker.reviews.models import (
    Review,
    ReviewDecider,
    ReviewDispute,
    ReviewEvidence,
    ReviewProposal,
    ReviewSnapshot,
    ReviewStatement,
    ReviewStep,
    ReviewUsed,
)
from tracker.reviews.queries.contents import (
    Dispute,
    Found,
    Gathered,
    Item,
    Proposal,
    ReviewFile,
    Statement,
    Step,
)
from tracker.reviews.queries.cycles import get_cycle
from tracker.reviews.rules.evidence import (
    Figure,
    Kind,
    Label,
    Piece,
    Proof,
    counts_for,
    exposures,
    friendliness,
)
from tracker.reviews.rules.steps import Action, State


def get_file(session: Session, review_id: int) -> ReviewFile:
    """Return the file of a review, the same for whoever reads it."""
    row = session.execute(
        select(Review, Person.name)
        .join(Person, Person.id == Review.person_id)
        .where(Review.id == review_id)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NotFoundError("review")
    review, person = row
    cycle = get_cycle(session, review.cycle_id)
    items = _items(session, review_id)
    kept = [item.piece for item in items if not item.is_out]
    return ReviewFile(
        id=review.id,
        person=person,
        team=review.team_name,
        state=State(review.state),
        outcome=review.outcome,
        opened_at=review.opened_at,
        shared_on=review.shared_on,
        answer_due_on=review.answer_due_on,
        decided_on=review.decided_on,
        contest_until=review.contest_until,
        cycle=cycle,
        deciders=_deciders(session, review_id),
        gathered=_gathered(session, review_id),
        figure=friendliness(kept),
        exposures=exposures(kept),
        found=tuple(
            Found(criterion, sum(1 for piece in kept if counts_for(criterion.source, piece)))
            for criterion in cycle.criteria
        ),
        items=items,
        statements=_statements(session, review_id),
        proposal=_proposal(session, review_id),
        steps=_steps(session, review_id),
    )


def _deciders(session: Session, review_id: int) -> tuple[str, ...]:
    query = (
        select(Person.name)
        .join(ReviewDecider, ReviewDecider.person_id == Person.id)
        .where(ReviewDecider.review_id == review_id)
        .order_by(Person.name)
    )
    return tuple(session.scalars(query))


def _gathered(session: Session, review_id: int) -> Gathered | None:
    query = select(ReviewSnapshot).where(ReviewSnapshot.review_id == review_id)
    found = session.scalar(query.order_by(ReviewSnapshot.version.desc()).limit(1))
    if found is None:
        return None
    team = Figure(n=found.team_n, mean=found.team_mean, low=found.team_low, high=found.team_high)
    return Gathered(found.version, found.rules_version, found.gathered_at, team)


def _items(session: Session, review_id: int) -> tuple[Item, ...]:
    disputer, ruler = aliased(Person), aliased(Person)
    rows = session.execute(
        select(ReviewEvidence, ReviewDispute, disputer.name, ruler.name, ReviewUsed.proposal_id)
        .outerjoin(ReviewDispute, ReviewDispute.evidence_id == ReviewEvidence.id)
        .outerjoin(disputer, disputer.id == ReviewDispute.by_id)
        .outerjoin(ruler, ruler.id == ReviewDispute.ruled_by_id)
        .outerjoin(ReviewUsed, ReviewUsed.evidence_id == ReviewEvidence.id)
        .where(ReviewEvidence.review_id == review_id)
        .order_by(ReviewEvidence.number)
    )
    return tuple(
        Item(
            id=evidence.id,
            number=evidence.number,
            piece=piece_of(evidence),
            dispute=None if dispute is None else _dispute(dispute, by, ruled_by),
            is_used=used is not None,
        )
        for evidence, dispute, by, ruled_by, used in rows
    )


def _dispute(row: ReviewDispute, by: str, ruled_by: str | None) -> Dispute:
    return Dispute(
        by=by,
        by_id=row.by_id,
        at=row.at,
        reason=row.reason,
        ruling=row.ruling,
        ruled_by=ruled_by,
        ruled_at=row.ruled_at,
        ruling_reason=row.ruling_reason,
    )


def piece_of(row: ReviewEvidence) -> Piece:
    """Return a stored piece as the value it was gathered as."""
    return Piece(
        kind=Kind(row.kind),
        source_id=row.source_id,
        day=row.day,
        text=row.body,
        author=row.author,
        proof=None if row.proof is None else Proof(row.proof),
        confirmers=row.confirmers,
        moment=Label(row.moment_en, row.moment_nl),
        channel=Label(row.channel_en, row.channel_nl),
        scale=row.scale,
        mark=row.mark,
    )


def _statements(session: Session, review_id: int) -> tuple[Statement, ...]:
    rows = session.execute(
        select(ReviewStatement, Person.name)
        .join(Person, Person.id == ReviewStatement.by_id)
        .where(ReviewStatement.review_id == review_id)
        .order_by(ReviewStatement.id)
    )
    return tuple(Statement(row.part, by, row.at, row.body) for row, by in rows)


def _proposal(session: Session, review_id: int) -> Proposal | None:
    row = session.execute(
        select(ReviewProposal, Person.name)
        .join(Person, Person.id == ReviewProposal.by_id)
        .where(ReviewProposal.review_id == review_id)
    ).first()
    return None if row is None else Proposal(row[1], row[0].at, row[0].reason)


def _steps(session: Session, review_id: int) -> tuple[Step, ...]:
    rows = session.execute(
        select(ReviewStep, Person.name)
        .outerjoin(Person, Person.id == ReviewStep.by_id)
        .where(ReviewStep.review_id == review_id)
        .order_by(ReviewStep.number)
    )
    return tuple(
        Step(row.number, Action(row.action), State(row.state), row.at, by, row.reason) for row, by in rows
    )
