"""What a promotion cycle and the go-live gate consist of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.core.errors import InvalidError
from tracker.reviews.rules.evidence import Criterion, checked_criteria

LARGEST_DOCUMENT = 10 * 1024 * 1024
PDF_START = b"%PDF-"


class DocumentKind(StrEnum):
    """The two papers without which the module stays off."""

    CONSENT = "consent"  # the works council's
    ASSESSMENT = "assessment"  # the data protection impact assessment


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A paper as handed in."""

    kind: DocumentKind
    dated_on: date
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CycleDraft:
    """A promotion cycle as HR plans it."""

    role: str
    about: str
    starts_on: date
    ends_on: date
    decide_by: date
    decider_ids: tuple[int, ...]
    criteria: tuple[Criterion, ...]


def is_live(kinds: Collection[str]) -> bool:
    """Whether both papers are recorded, so that the module may be used."""
    return set(DocumentKind) <= set(kinds)


def checked_document(draft: DocumentDraft, today: date) -> DocumentDraft:
    """Return a paper in order, or refuse it."""
    if draft.dated_on > today:
        raise InvalidError("document-future")
    if not draft.content.startswith(PDF_START):
        raise InvalidError("document-pdf")
    if len(draft.content) > LARGEST_DOCUMENT:
        raise InvalidError("document-large")
    return draft


def checked_cycle(draft: CycleDraft) -> CycleDraft:
    """Return a cycle in order, with its criteria heaviest first, or refuse it."""
    if draft.starts_on >= draft.ends_on:
        raise InvalidError("cycle-period")
    if draft.decide_by < draft.ends_on:
        raise InvalidError("cycle-decide-by")
    if len(set(draft.decider_ids)) != 2:  # noqa: PLR2004 - a decision has two people behind it
        raise InvalidError("cycle-deciders")
    return CycleDraft(
        role=draft.role.strip(),
        about=draft.about.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        decide_by=draft.decide_by,
        decider_ids=draft.decider_ids,
        criteria=checked_criteria(draft.criteria),
    )
