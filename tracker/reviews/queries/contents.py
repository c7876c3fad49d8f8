"""What a review's file consists of, as values; nothing here knows who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.reviews.queries.cycles import CycleView
from tracker.reviews.rules.evidence import Criterion, Exposure, Figure, Kind, Piece
from tracker.reviews.rules.steps import Action, State


@dataclass(frozen=True, slots=True)
class Dispute:
    """An objection to a piece of evidence, and the ruling if there is one."""

    by: str
    by_id: int
    at: datetime
    reason: str
    ruling: str | None
    ruled_by: str | None
    ruled_at: datetime | None
    ruling_reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence as gathered, whether it is disputed, and whether the proposal rests on it."""

    id: int
    number: int
    piece: Piece
    dispute: Dispute | None
    is_used: bool

    @property
    def is_disputed(self) -> bool:
        """Whether a ruling is still awaited."""
        return self.dispute is not None and self.dispute.ruling is None

    @property
    def is_out(self) -> bool:
        """Whether a third person took it out."""
        return self.dispute is not None and self.dispute.ruling == "out"


@dataclass(frozen=True, slots=True)
class Found:
    """A criterion of the cycle and how much evidence this file holds for it."""

    criterion: Criterion
    count: int

    @property
    def is_enough(self) -> bool:
        """Whether there is as much evidence as the cycle asks for."""
        return self.count >= self.criterion.minimum


@dataclass(frozen=True, slots=True)
class Statement:
    """What the person or the lead wrote."""

    part: str
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the review."""

    number: int
    action: Action
    state: State
    at: datetime
    by: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal to promote."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """When the evidence was frozen, under which rules, and what the team's level was then."""

    version: int
    rules_version: str
    at: datetime
    team: Figure


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """Everything a file holds."""

    id: int
    person: str
    team: str
    state: State
    outcome: str | None
    opened_at: datetime
    shared_on: date | None
    answer_due_on: date | None
    decided_on: date | None
    contest_until: date | None
    cycle: CycleView
    deciders: tuple[str, ...]
    gathered: Gathered | None
    figure: Figure
    exposures: tuple[Exposure, ...]
    found: tuple[Found, ...]
    items: tuple[Item, ...]
    statements: tuple[Statement, ...]
    proposal: Proposal | None
    steps: tuple[Step, ...]

    @property
    def changed_at(self) -> datetime:
        """When something was last written into the file."""
        moments = [self.opened_at, *(step.at for step in self.steps), *(each.at for each in self.statements)]
        disputes = [item.dispute for item in self.items if item.dispute is not None]
        moments += [dispute.at for dispute in disputes]
        moments += [dispute.ruled_at for dispute in disputes if dispute.ruled_at is not None]
        return max(moments)


def words(items: Iterable[Item]) -> list[Item]:
    """Return what customers wrote."""
    return [item for item in items if item.piece.kind is Kind.SCORE and item.piece.text]


def silent_marks(items: Iterable[Item]) -> list[Item]:
    """Return customers' answers without words."""
    return [item for item in items if item.piece.kind is Kind.SCORE and not item.piece.text]


def good_things(items: Iterable[Item]) -> list[Item]:
    """Return the small good things."""
    return [item for item in items if item.piece.kind is Kind.GOOD_THING]


def additions(items: Iterable[Item]) -> list[Item]:
    """Return what the person added."""
    return [item for item in items if item.piece.kind is Kind.ADDED]
