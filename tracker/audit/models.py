"""The chain, and the erasable details beside it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base, UtcDateTime


class AuditEntry(Base):
    """One event in the chain."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject_id", "subject_id"),
        Index("ix_audit_entry_actor_id", "actor_id"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None]
    subject_id: Mapped[int | None]
    commitment: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditDetail(Base):
    """The details of an entry, which may be erased while the chain stays whole."""

    __tablename__ = "audit_detail"

    entry_number: Mapped[int] = mapped_column(ForeignKey("audit_entry.number"), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    details: Mapped[str] = mapped_column(Text)
