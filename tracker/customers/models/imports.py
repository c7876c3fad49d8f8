"""Files that were brought in: checked first, then taken, perhaps undone."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base, UtcDateTime


class CustomerImport(Base):
    """One file of scores or results, with what it held; `problems` lists the rows that were wrong.

    `low` and `high` are the ends of the scale of a file of results.
    """

    __tablename__ = "customer_import"
    __table_args__ = (
        CheckConstraint("kind IN ('scores', 'results')", name="known_kind"),
        CheckConstraint("state IN ('checked', 'taken', 'undone')", name="known_state"),
        CheckConstraint("(state = 'undone') = (undone_at IS NOT NULL)", name="undone_has_moment"),
        CheckConstraint(
            "(kind = 'results') = (low IS NOT NULL AND high IS NOT NULL)", name="results_have_scale"
        ),
        CheckConstraint("low IS NULL OR high > low", name="scale_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    low: Mapped[float | None] = mapped_column(Float(53))
    high: Mapped[float | None] = mapped_column(Float(53))
    added: Mapped[int]
    same: Mapped[int]
    wrong: Mapped[int]
    problems: Mapped[str] = mapped_column(Text, default="[]")
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CustomerImportPart(Base):
    """A block of a checked file's good rows, packed, waiting to be taken; gone afterwards."""

    __tablename__ = "customer_import_part"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("customer_import.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)
