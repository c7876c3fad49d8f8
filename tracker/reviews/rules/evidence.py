"""What a review can hold as evidence, and what a cycle asks for. No number here weighs a person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.core.errors import InvalidError
from tracker.core.stats import mean_interval_from_sums

RULES_VERSION = "2026-1"
MARKS_SHOWN = 20
MARKS_FIRM = 45
SHORTEST_REASON = 50
LONGEST_TEXT = 4000
ALL_WEIGHT = 100
MOST_CRITERIA = 6


class Kind(StrEnum):
    """What a piece of evidence is."""

    SCORE = "score"  # a customer's answer that names the person, with or without words
    GOOD_THING = "good-thing"  # a small good thing, on its rung of proof
    ADDED = "added"  # what the person adds because the rest misses it


class Source(StrEnum):
    """What a criterion looks at."""

    MARKS = "marks"  # customers' friendliness marks, as one figure
    WORDS = "words"  # what customers wrote about the person
    GOOD_THINGS = "good-things"
    ADDED = "added"


class Proof(StrEnum):
    """The rung of a good thing: who vouches for it."""

    SELF = "self"
    COLLEAGUE = "colleague"
    CUSTOMER = "customer"


class Strength(StrEnum):
    """How far a figure can be trusted by the number of marks behind it."""

    NOT_YET = "not-yet"
    INDICATIVE = "indicative"
    FIRM = "firm"


FRIENDLINESS = "friendliness"
# From here down an answer speaks against the person, as it does where a customer's trouble is opened.
LOW_MARKS = {"recommend": 6, "mark": 5, FRIENDLINESS: 5, "satisfaction": 2, "effort": 3}


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a cycle looks at: a name, the weight as printed, the source, and how much evidence it asks for."""

    name: str
    weight: int
    source: Source
    minimum: int


@dataclass(frozen=True, slots=True)
class Label:
    """A name of the organisation's own lists, in both languages; empty where it is not known."""

    en: str = ""
    nl: str = ""

    def in_language(self, language: str) -> str:
        """Return the name in a language."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence as gathered: it stands for itself."""

    kind: Kind
    source_id: int | None
    day: date
    text: str
    author: str = ""
    proof: Proof | None = None
    confirmers: int = 0
    moment: Label = Label()
    channel: Label = Label()
    scale: str = ""
    mark: int | None = None

    @property
    def speaks_against(self) -> bool:
        """Whether the piece is a low answer of a customer."""
        return self.mark is not None and self.mark <= LOW_MARKS.get(self.scale, -1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its interval and how many marks are behind it; without enough of them, only how many."""

    n: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def strength(self) -> Strength:
        """How far the figure can be trusted."""
        return strength_of(self.n)


@dataclass(frozen=True, slots=True)
class Exposure:
    """How many friendliness marks came in through a channel."""

    channel: Label
    n: int


def strength_of(n: int) -> Strength:
    """Return how far a figure over so many marks can be trusted."""
    if n < MARKS_SHOWN:
        return Strength.NOT_YET
    return Strength.INDICATIVE if n < MARKS_FIRM else Strength.FIRM


def friendliness(pieces: Sequence[Piece]) -> Figure:
    """Return the friendliness marks as one figure, or only their number while there are too few."""
    marks = [piece.mark for piece in pieces if piece.scale == FRIENDLINESS and piece.mark is not None]
    if len(marks) < MARKS_SHOWN:
        return Figure(n=len(marks))
    found = mean_interval_from_sums(len(marks), sum(marks), sum(mark * mark for mark in marks))
    return Figure(n=found.n, mean=found.mean, low=found.low, high=found.high)


def exposures(pieces: Sequence[Piece]) -> tuple[Exposure, ...]:
    """Return through which channels the friendliness marks came in, the most used first."""
    counts = Counter(piece.channel for piece in pieces if piece.scale == FRIENDLINESS)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].en))
    return tuple(Exposure(channel, n) for channel, n in ordered)


def counts_for(source: Source, piece: Piece) -> bool:
    """Whether a piece is what a criterion asks for; good things count once somebody else vouches for them."""
    match source:
        case Source.MARKS:
            return piece.scale == FRIENDLINESS
        case Source.WORDS:
            return piece.kind is Kind.SCORE and bool(piece.text)
        case Source.GOOD_THINGS:
            return piece.kind is Kind.GOOD_THING and piece.proof is not Proof.SELF
        case Source.ADDED:
            return piece.kind is Kind.ADDED


def checked_criteria(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return the criteria heaviest first, or refuse weights that do not add up to a hundred."""
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        raise InvalidError("criteria-count")
    if any(not 1 <= criterion.weight <= ALL_WEIGHT for criterion in criteria):
        raise InvalidError("criteria-weight")
    if sum(criterion.weight for criterion in criteria) != ALL_WEIGHT:
        raise InvalidError("criteria-sum")
    if any(criterion.minimum < 0 for criterion in criteria):
        raise InvalidError("criteria-minimum")
    sources = [criterion.source for criterion in criteria]
    if len(set(sources)) != len(sources):
        raise InvalidError("criteria-source")
    return tuple(sorted(criteria, key=lambda criterion: -criterion.weight))


def checked_reason(text: str) -> str:
    """Return a reason without the space around it, or refuse one too short to be understood later."""
    reason = text.strip()
    if len(reason) < SHORTEST_REASON:
        raise InvalidError("reason-short", count=SHORTEST_REASON)
    return checked_text(reason)


def checked_text(text: str) -> str:
    """Return a text without the space around it, or refuse an empty or endless one."""
    plain = text.strip()
    if not plain:
        raise InvalidError("text-missing")
    if len(plain) > LONGEST_TEXT:
        raise InvalidError("text-long", count=LONGEST_TEXT)
    return plain
