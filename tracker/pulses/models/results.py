"""Engagement results of teams from elsewhere, each with the file and the source it came from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base, UtcDateTime


class PulseImport(Base):
    """One file of results, with the scale its figures are on."""

    __tablename__ = "pulse_import"
    __table_args__ = (CheckConstraint("high > low", name="scale_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str] = mapped_column(String(120))
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    low: Mapped[float] = mapped_column(Float(53))
    high: Mapped[float] = mapped_column(Float(53))
    taken: Mapped[int]
    left_out: Mapped[int]
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
