"""Engagement results of teams from elsewhere, each with the file and the source it came from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base, UtcDateTime


class PulseImport(Base):
    """One file of results: checked and waiting, taken in, or undone; with the scale its figures are on.

    `waiting` holds the checked rows until they are taken; `left_out` names the rows that were not kept and by
    which rule, without their figures.
    """

    __tablename__ = "pulse_import"
    __table_args__ = (
        CheckConstraint("high > low", name="scale_in_order"),
        CheckConstraint("state IN ('checked', 'taken', 'undone')", name="known_state"),
        CheckConstraint("(state = 'checked') = (waiting IS NOT NULL)", name="waits_while_checked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    low: Mapped[float] = mapped_column(Float(53))
    high: Mapped[float] = mapped_column(Float(53))
    added: Mapped[int]
    same: Mapped[int]
    waiting: Mapped[bytes | None] = mapped_column(LargeBinary)
    left_out: Mapped[str] = mapped_column(Text)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PulseResult(Base):
    """The figure of one team for one measure in one period, from at least five answers."""

    __tablename__ = "pulse_result"
    __table_args__ = (
        UniqueConstraint(
            "team_id", "measure", "first_day", "last_day", name="uq_pulse_result_team_measure_period"
        ),
        CheckConstraint("n >= 5", name="score_floor"),
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        CheckConstraint("period_kind IN ('week', 'month', 'quarter', 'year')", name="known_period"),
        Index("ix_pulse_result_import_id", "import_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("pulse_import.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    measure: Mapped[str] = mapped_column(String(80))
    period_kind: Mapped[str] = mapped_column(String(8))
    first_day: Mapped[date]
    last_day: Mapped[date]
    n: Mapped[int]
    mean: Mapped[float] = mapped_column(Float(53))
