"""Single scores, and their sums per team, week and scale.

`key` is what makes a score the same score when it arrives again: source and external id, or a hash of the
row and of how many equal rows the file had before it. `content` tells whether a row with a known id still
says the same. A customer's reference is only ever kept as a keyed hash.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.core.calendar import Week
from tracker.storage.base import Base, WeekType

ON_SCALE = (
    "(scale = 'recommend' AND value BETWEEN 0 AND 10)"
    " OR (scale = 'satisfaction' AND value BETWEEN 1 AND 5)"
    " OR (scale = 'effort' AND value BETWEEN 1 AND 7)"
    " OR (scale IN ('mark', 'friendliness') AND value BETWEEN 1 AND 10)"
)
KNOWN_SCALE = "scale IN ('recommend', 'satisfaction', 'effort', 'mark', 'friendliness')"


class CustomerScore(Base):
    """One answer of one customer on one scale."""

    __tablename__ = "customer_score"
    __table_args__ = (
        CheckConstraint(ON_SCALE, name="on_scale"),
        Index("uq_customer_score_key", "key", unique=True),
        Index("ix_customer_score_import_id", "import_id"),
        Index(
            "ix_customer_score_person_id_day",
            "person_id",
            "day",
            sqlite_where=text("person_id IS NOT NULL"),
            postgresql_where=text("person_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("customer_import.id"))
    source: Mapped[str] = mapped_column(String(80))
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    content: Mapped[bytes] = mapped_column(LargeBinary(8))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    day: Mapped[date]
    week: Mapped[Week] = mapped_column(WeekType)
    scale: Mapped[str] = mapped_column(String(12))
    value: Mapped[int] = mapped_column(SmallInteger)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    not_about_person: Mapped[bool] = mapped_column(default=False)
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("choice.id"))
    moment_id: Mapped[int | None] = mapped_column(ForeignKey("choice.id"))
    comment: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(String(200))
    reference: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    external_id: Mapped[str | None] = mapped_column(String(120))


class CustomerRollup(Base):
    """The sums over one team's scores of one week on one scale; every page of teams reads these."""

    __tablename__ = "customer_rollup"
    __table_args__ = (
        CheckConstraint(KNOWN_SCALE, name="known_scale"),
        CheckConstraint("n > 0", name="not_empty"),
        CheckConstraint(
            "promoters + passives + detractors = CASE scale WHEN 'recommend' THEN n ELSE 0 END",
            name="groups_add_up",
        ),
        {"sqlite_with_rowid": False},
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    week: Mapped[Week] = mapped_column(WeekType, primary_key=True)
    scale: Mapped[str] = mapped_column(String(12), primary_key=True)
    n: Mapped[int]
    total: Mapped[int]
    squares: Mapped[int]
    top: Mapped[int]
    promoters: Mapped[int]
    passives: Mapped[int]
    detractors: Mapped[int]
