"""Tables of promotion cycles and of the files of evidence."""

from tracker.reviews.models.cycles import Cycle, CycleCriterion, ReviewDocument
from tracker.reviews.models.files import (
    Review,
    ReviewDecider,
    ReviewDispute,
    ReviewDownload,
    ReviewEvidence,
    ReviewProposal,
    ReviewSnapshot,
    ReviewStatement,
    ReviewStep,
    ReviewUsed,
    ReviewView,
)

__all__ = [
    "Cycle",
    "CycleCriterion",
    "Review",
    "ReviewDecider",
    "ReviewDispute",
    "ReviewDocument",
    "ReviewDownload",
    "ReviewEvidence",
    "ReviewProposal",
    "ReviewSnapshot",
    "ReviewStatement",
    "ReviewStep",
    "ReviewUsed",
    "ReviewView",
]
