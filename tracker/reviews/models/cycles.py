"""Promotion cycles, what they ask for, and the two papers that open the module."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base, UtcDateTime


class ReviewDocument(Base):
    """A paper of the works council or of the impact assessment, kept as handed in."""

    __tablename__ = "review_document"
    __table_args__ = (CheckConstraint("kind IN ('consent', 'assessment')", name="known_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    dated_on: Mapped[date]
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Cycle(Base):
    """A promotion cycle: for one role, over one period, with two people named to decide."""

    __tablename__ = "promotion_cycle"
    __table_args__ = (
        CheckConstraint("starts_on < ends_on", name="period_in_order"),
        CheckConstraint("decide_by >= ends_on", name="decides_after_period"),
        CheckConstraint("first_decider_id <> second_decider_id", name="two_deciders"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    decide_by: Mapped[date]
    first_decider_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    second_decider_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class CycleCriterion(Base):
    """One thing a cycle looks at, with the weight as printed and the evidence it asks for."""

    __tablename__ = "promotion_criterion"
    __table_args__ = (
        UniqueConstraint("cycle_id", "position"),
        UniqueConstraint("cycle_id", "source"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight_in_range"),
        CheckConstraint("minimum >= 0", name="minimum_not_negative"),
        CheckConstraint("source IN ('marks', 'words', 'good-things', 'added')", name="known_source"),
        Index("ix_promotion_criterion_cycle_id", "cycle_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("promotion_cycle.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    weight: Mapped[int]
    source: Mapped[str] = mapped_column(String(20))
    minimum: Mapped[int]
