"""Reads of promotion cycles and of the papers that open the module."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from tracker.core.access import Target
from tracker.core.errors import NotFoundError
from tracker.people.models import Person
from tracker.people.queries import names_of
from tracker.reviews.models import Cycle, CycleCriterion, Review, ReviewDocument
from tracker.reviews.rules.cycles import is_live
from tracker.reviews.rules.evidence import Criterion, Source


@dataclass(frozen=True, slots=True)
class Paper:
    """A recorded paper, without its content."""

    id: int
    kind: str
    dated_on: date
    file_name: str
    sha256: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None

    @property
    def target(self) -> Target:
        """A paper is about nobody."""
        return Target()


@dataclass(frozen=True, slots=True)
class CycleView:
    """A promotion cycle with everything that is printed about it."""

    id: int
    role: str
    about: str
    starts_on: date
    ends_on: date
    decide_by: date
    decider_ids: tuple[int, int]
    deciders: tuple[str, ...]
    criteria: tuple[Criterion, ...]

    @property
    def target(self) -> Target:
        """A cycle is about nobody."""
        return Target()


def list_papers(session: Session) -> list[Paper]:
    """Return the recorded papers, newest first."""
    rows = session.execute(
        select(ReviewDocument, Person.name)
        .join(Person, Person.id == ReviewDocument.recorded_by_id)
        .order_by(ReviewDocument.id.desc())
    )
    return [
        Paper(
            id=paper.id,
            kind=paper.kind,
            dated_on=paper.dated_on,
            file_name=paper.file_name,
            sha256=paper.sha256.hex(),
            recorded_at=paper.recorded_at,
            recorded_by=name,
            withdrawn_at=paper.withdrawn_at,
        )
        for paper, name in rows
    ]


def get_paper_with_content(session: Session, paper_id: int) -> ReviewDocument:
    """Return a paper with its content."""
    found = session.get(ReviewDocument, paper_id, options=[undefer(ReviewDocument.content)])
    if found is None:
        raise NotFoundError("document")
    return found


def is_module_live(session: Session) -> bool:
    """Whether both papers are recorded and not withdrawn."""
    valid = select(ReviewDocument.kind).where(ReviewDocument.withdrawn_at.is_(None))
    return is_live(list(session.scalars(valid)))


def list_cycles(session: Session, *, running_on: date | None = None) -> list[CycleView]:
    """Return the cycles by role, or only those in which a review can still be opened on a day."""
    query = select(Cycle).order_by(Cycle.role, Cycle.starts_on.desc(), Cycle.id)
    if running_on is not None:
        query = query.where(Cycle.decide_by >= running_on)
    return _with_criteria(session, list(session.scalars(query)))


def get_cycle(session: Session, cycle_id: int) -> CycleView:
    """Return a cycle."""
    found = session.get(Cycle, cycle_id)
    if found is None:
        raise NotFoundError("cycle")
    return _with_criteria(session, [found])[0]


def has_reviews(session: Session, cycle_id: int) -> bool:
    """Whether anybody's review has begun in a cycle, after which its rules no longer change."""
    return session.scalar(select(Review.id).where(Review.cycle_id == cycle_id).limit(1)) is not None


def _with_criteria(session: Session, cycles: list[Cycle]) -> list[CycleView]:
    criteria: dict[int, list[Criterion]] = {cycle.id: [] for cycle in cycles}
    rows = session.scalars(
        select(CycleCriterion)
        .where(CycleCriterion.cycle_id.in_(criteria))
        .order_by(CycleCriterion.cycle_id, CycleCriterion.position)
    )
    for row in rows:
        criteria[row.cycle_id].append(Criterion(row.name, row.weight, Source(row.source), row.minimum))
    people = {i for cycle in cycles for i in (cycle.first_decider_id, cycle.second_decider_id)}
    names = names_of(session, people)
    return [
        CycleView(
            id=cycle.id,
            role=cycle.role,
            about=cycle.about,
            starts_on=cycle.starts_on,
            ends_on=cycle.ends_on,
            decide_by=cycle.decide_by,
            decider_ids=(cycle.first_decider_id, cycle.second_decider_id),
            deciders=tuple(sorted(names[i] for i in (cycle.first_decider_id, cycle.second_decider_id))),
            criteria=tuple(criteria[cycle.id]),
        )
        for cycle in cycles
    ]
