"""Customers' results of teams from elsewhere, as means over a period, each with the file it came from."""

from datetime import date

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base

KNOWN_PERIOD = "period_kind IN ('week', 'month', 'quarter', 'year')"


class CustomerResult(Base):
    """The mean of one team for one measure in one period, from at least ten answers."""

    __tablename__ = "customer_result"
    __table_args__ = (
        UniqueConstraint(
            "team_id", "measure", "first_day", "last_day", name="uq_customer_result_team_measure_period"
        ),
        CheckConstraint("n >= 10", name="enough"),
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        CheckConstraint(KNOWN_PERIOD, name="known_period"),
        Index("ix_customer_result_import_id", "import_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("customer_import.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    measure: Mapped[str] = mapped_column(String(80))
    period_kind: Mapped[str] = mapped_column(String(8))
    first_day: Mapped[date]
    last_day: Mapped[date]
    n: Mapped[int]
    mean: Mapped[float] = mapped_column(Float(53))


class CustomerLeftOut(Base):
    """A row that a file held and that was not kept, with the name of the rule and without its figure."""

    __tablename__ = "customer_left_out"
    __table_args__ = (
        CheckConstraint("rule IN ('too-few', 'leaves-few')", name="known_rule"),
        CheckConstraint(KNOWN_PERIOD, name="known_period"),
        Index("ix_customer_left_out_import_id", "import_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("customer_import.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    measure: Mapped[str] = mapped_column(String(80))
    period_kind: Mapped[str] = mapped_column(String(8))
    first_day: Mapped[date]
    last_day: Mapped[date]
    rule: Mapped[str] = mapped_column(String(12))
