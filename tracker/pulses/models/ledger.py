"""The release ledger: sums over large enough groups, written once when a round closes and never changed.

Everything anybody sees of a pulse is computed from these tables. The checks repeat the floors, so that the
database refuses a figure about too few people whatever the code does.
"""

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.core.calendar import Week
from tracker.storage.base import Base, WeekType


class PulseCell(Base):
    """The sum of one item's answers in one group."""

    __tablename__ = "pulse_cell"
    __table_args__ = (
        CheckConstraint("n >= 5", name="score_floor"),
        CheckConstraint("total >= n AND total <= 5 * n", name="total_on_scale"),
        Index("ix_pulse_cell_node_id", "node_id"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    node_id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("pulse_item.id"), primary_key=True)
    n: Mapped[int]
    total: Mapped[int]


class PulseSpread(Base):
    """How the answers to one item spread in one group of ten or more."""

    __tablename__ = "pulse_spread"
    __table_args__ = (
        CheckConstraint("n >= 10", name="spread_floor"),
        CheckConstraint("h1 + h2 + h3 + h4 + h5 = n", name="counts_add_up"),
        CheckConstraint("sum_sq = h1 + 4 * h2 + 9 * h3 + 16 * h4 + 25 * h5", name="squares_fit"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    node_id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("pulse_item.id"), primary_key=True)
    n: Mapped[int]
    sum_sq: Mapped[int]
    h1: Mapped[int]
    h2: Mapped[int]
    h3: Mapped[int]
    h4: Mapped[int]
    h5: Mapped[int]


class PulseSplit(Base):
    """How many people of a group of thirty or more are engaged, at one shift of the cuts in hundredths."""

    __tablename__ = "pulse_split"
    __table_args__ = (
        CheckConstraint("engaged + not_engaged + actively_disengaged >= 30", name="split_floor"),
        CheckConstraint("shift IN (-25, 0, 25)", name="known_shift"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    node_id: Mapped[int] = mapped_column(primary_key=True)
    shift: Mapped[int] = mapped_column(primary_key=True)
    rule_version: Mapped[int] = mapped_column(default=1)
    engaged: Mapped[int]
    not_engaged: Mapped[int]
    actively_disengaged: Mapped[int]


class PulseMoment(Base):
    """Sums over pairs of items for the whole organisation, plain and within teams."""

    __tablename__ = "pulse_moment"
    __table_args__ = (CheckConstraint("n >= 100", name="moment_floor"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    item_a: Mapped[int] = mapped_column(ForeignKey("pulse_item.id"), primary_key=True)
    item_b: Mapped[int] = mapped_column(ForeignKey("pulse_item.id"), primary_key=True)
    n: Mapped[int]
    sum_a: Mapped[float] = mapped_column(Float(53))
    sum_b: Mapped[float] = mapped_column(Float(53))
    sum_aa: Mapped[float] = mapped_column(Float(53))
    sum_bb: Mapped[float] = mapped_column(Float(53))
    sum_ab: Mapped[float] = mapped_column(Float(53))
    within_a: Mapped[float] = mapped_column(Float(53))
    within_b: Mapped[float] = mapped_column(Float(53))
    within_aa: Mapped[float] = mapped_column(Float(53))
    within_bb: Mapped[float] = mapped_column(Float(53))
    within_ab: Mapped[float] = mapped_column(Float(53))


class PulseComment(Base):
    """A comment in the pool of a group of ten or more who took part: no week, no author, no order."""

    __tablename__ = "pulse_comment"
    __table_args__ = (
        CheckConstraint("length(k) = 16", name="key_length"),
        Index("ix_pulse_comment_block", "block", "node_id"),
        {"sqlite_with_rowid": False},
    )

    k: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    block: Mapped[Week] = mapped_column(WeekType)
    node_id: Mapped[int]
    body: Mapped[str] = mapped_column(Text)


class PulseParticipation(Base):
    """The share of a group that took part, to the nearest ten percent, from ten invited people."""

    __tablename__ = "pulse_participation"
    __table_args__ = (
        CheckConstraint("rate_band BETWEEN 10 AND 90 AND rate_band % 10 = 0", name="band"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    node_id: Mapped[int] = mapped_column(primary_key=True)
    rate_band: Mapped[int]
