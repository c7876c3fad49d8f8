"""Forgetting: comments a year after their block, figures three years after their week."""

from datetime import date, timedelta

from sqlalchemy import delete, select

from tracker.core.calendar import WEEKS_IN_BLOCK, Week
from tracker.pulses.models import (
    PulseCell,
    PulseComment,
    PulseMoment,
    PulseParticipation,
    PulseRound,
    PulseSplit,
    PulseSpread,
)
from tracker.storage.work import Work

COMMENTS_KEPT = timedelta(days=365)
FIGURES_KEPT = timedelta(days=3 * 365)
FIGURES = (PulseCell, PulseSpread, PulseSplit, PulseMoment, PulseParticipation)


def purge_comments(work: Work) -> int:
    """Forget the comments of blocks that ended more than a year ago."""
    newest = _week_before(work.now.date() - COMMENTS_KEPT) - (WEEKS_IN_BLOCK - 1)
    gone = delete(PulseComment).where(PulseComment.block <= newest).returning(PulseComment.node_id)
    return len(work.session.execute(gone).all())


def purge_figures(work: Work) -> int:
    """Forget the figures of rounds that ended more than three years ago; that they took place stays known."""
    newest = _week_before(work.now.date() - FIGURES_KEPT)
    old = select(PulseRound.id).where(PulseRound.week <= newest, PulseRound.live.is_(None))
    count = 0
    for table in FIGURES:
        gone = delete(table).where(table.round_id.in_(old)).returning(table.round_id)
        count += len(work.session.execute(gone).all())
    return count


def _week_before(day: date) -> Week:
    """Return the last week that was over before a day."""
    return Week.of(day) - 1
