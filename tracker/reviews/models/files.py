"""Reviews: one file per person and cycle. What is written into a file is only ever added to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base, UtcDateTime

_STATES = (
    "'requested', 'draft', 'shared', 'answered', 'proposed', 'approved', 'rejected', 'not-enough', "
    "'contested', 'closed', 'withdrawn', 'declined'"
)
_LIVE = text("state NOT IN ('withdrawn', 'declined')")


class Review(Base):
    """A promotion file of one person in one cycle, and where it stands."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="known_state"),
        CheckConstraint("outcome IN ('approved', 'rejected', 'not-enough')", name="known_outcome"),
        Index(
            "uq_review_cycle_id_person_id_live",
            "cycle_id",
            "person_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index("ix_review_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("promotion_cycle.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    team_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(20))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    shared_on: Mapped[date | None]
    answer_due_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    contest_until: Mapped[date | None]
    was_contested: Mapped[bool] = mapped_column(default=False)


class ReviewDecider(Base):
    """Somebody named to decide on a review."""

    __tablename__ = "review_decider"
    __table_args__ = (Index("ix_review_decider_person_id", "person_id"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class ReviewStep(Base):
    """One step of a review: who, when, what and why."""

    __tablename__ = "review_step"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    number: Mapped[int]
    action: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")


class ReviewStatement(Base):
    """What the person or the lead writes into the file; a later one stands below an earlier one."""

    __tablename__ = "review_statement"
    __table_args__ = (
        CheckConstraint("part IN ('person', 'lead')", name="known_part"),
        Index("ix_review_statement_review_id", "review_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    part: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    body: Mapped[str] = mapped_column(Text)


class ReviewSnapshot(Base):
    """What was gathered at a moment and under which rules, with the level of the team at that moment."""

    __tablename__ = "review_snapshot"
    __table_args__ = (UniqueConstraint("review_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    version: Mapped[int]
    rules_version: Mapped[str] = mapped_column(String(20))
    gathered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    team_n: Mapped[int]
    team_mean: Mapped[float | None]
    team_low: Mapped[float | None]
    team_high: Mapped[float | None]


class ReviewEvidence(Base):
    """One piece of evidence, frozen as it was when it was gathered."""

    __tablename__ = "review_evidence"
    __table_args__ = (
        UniqueConstraint("snapshot_id", "number"),
        CheckConstraint("kind IN ('score', 'good-thing', 'added')", name="known_kind"),
        CheckConstraint("proof IN ('self', 'colleague', 'customer')", name="known_proof"),
        Index("ix_review_evidence_review_id", "review_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("review_snapshot.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[int | None]
    day: Mapped[date]
    body: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(120), default="")
    proof: Mapped[str | None] = mapped_column(String(20))
    confirmers: Mapped[int] = mapped_column(default=0)
    moment_en: Mapped[str] = mapped_column(String(80), default="")
    moment_nl: Mapped[str] = mapped_column(String(80), default="")
    channel_en: Mapped[str] = mapped_column(String(80), default="")
    channel_nl: Mapped[str] = mapped_column(String(80), default="")
    scale: Mapped[str] = mapped_column(String(40), default="")
    mark: Mapped[int | None]


class ReviewDispute(Base):
    """Somebody's objection to a piece of evidence, and the ruling of a third person."""

    __tablename__ = "review_dispute"
    __table_args__ = (
        UniqueConstraint("evidence_id"),
        CheckConstraint("ruling IN ('stands', 'out')", name="known_ruling"),
        CheckConstraint("(ruling IS NULL) = (ruled_by_id IS NULL)", name="ruled_by_somebody"),
        Index("ix_review_dispute_review_id", "review_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("review_evidence.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)
    ruling: Mapped[str | None] = mapped_column(String(10))
    ruled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ruled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ruling_reason: Mapped[str] = mapped_column(Text, default="")


class ReviewProposal(Base):
    """The proposal to promote: who makes it, and why."""

    __tablename__ = "review_proposal"
    __table_args__ = (UniqueConstraint("review_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)


class ReviewUsed(Base):
    """A piece of evidence on which a proposal rests."""

    __tablename__ = "review_used"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("review_proposal.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("review_evidence.id"), primary_key=True)


class ReviewView(Base):
    """That somebody else than the person opened the evidence on a day: the person is told."""

    __tablename__ = "review_view"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    times: Mapped[int] = mapped_column(default=1)


class ReviewDownload(Base):
    """That somebody took a copy of a file, why, and the fingerprint of what they took."""

    __tablename__ = "review_download"
    __table_args__ = (Index("ix_review_download_review_id", "review_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
