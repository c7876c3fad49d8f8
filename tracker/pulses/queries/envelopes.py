"""The one place that reads sealed envelopes; only the closing of a round uses it."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.core.calendar import Block
from tracker.pulses.models import PulseBox, PulseComment

AT_ONCE = 2000


def iterate_envelopes(session: Session, round_id: int) -> Iterator[bytes]:
    """Return the envelopes of a round, a few thousand in memory at a time."""
    query = select(PulseBox.ct).where(PulseBox.round_id == round_id)
    return iter(session.scalars(query.execution_options(yield_per=AT_ONCE)))


def count_envelopes(session: Session, round_id: int) -> int:
    """Return how many envelopes a round has received."""
    return (
        session.scalar(select(func.count()).select_from(PulseBox).where(PulseBox.round_id == round_id)) or 0
    )


def list_comments_of(session: Session, block: Block) -> list[PulseComment]:
    """Return the pooled comments of a block."""
    return list(session.scalars(select(PulseComment).where(PulseComment.block == block.first)))
