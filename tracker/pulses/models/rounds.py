"""Items, the plan, rounds with their frozen tree and roster, and the sealed envelopes of the open one.

No table here or anywhere holds an answer beside a person. `pulse_box` holds envelopes under random keys,
without a time; `pulse_nullifier` holds marks that mean nothing without the key file. Both, and the roster,
are emptied when the round closes.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.core.calendar import Week
from tracker.storage.base import Base, WeekType


class PulseItem(Base):
    """One version of an item's text; a changed text is a new version, so that a round keeps what it asked."""

    __tablename__ = "pulse_item"
    __table_args__ = (
        UniqueConstraint("code", "version"),
        CheckConstraint("bank IN ('need', 'outcome', 'service')", name="known_bank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(default=1)
    bank: Mapped[str] = mapped_column(String(10))
    need_en: Mapped[str] = mapped_column(String(60))
    need_nl: Mapped[str] = mapped_column(String(60))
    text_en: Mapped[str] = mapped_column(String(300))
    text_nl: Mapped[str] = mapped_column(String(300))


class PulseSetting(Base):
    """The standing plan; thresholds lie at or above their floors and are copied to a round when it opens."""

    __tablename__ = "pulse_setting"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("k_score >= 5", name="score_floor"),
        CheckConstraint("k_comment >= 10", name="comment_floor"),
        CheckConstraint("needs_a_round IN (3, 4, 5, 6, 12)", name="known_needs"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    anchor: Mapped[Week] = mapped_column(WeekType)
    first_day: Mapped[date]
    needs_a_round: Mapped[int] = mapped_column(default=3)
    automatic: Mapped[bool] = mapped_column(default=True)
    k_score: Mapped[int] = mapped_column(default=5)
    k_comment: Mapped[int] = mapped_column(default=10)


class PulseWeek(Base):
    """A week for which HR decided otherwise than the standing plan: skipped, or of another kind."""

    __tablename__ = "pulse_week"
    __table_args__ = (CheckConstraint("kind IS NULL OR kind IN ('quick', 'full')", name="known_kind"),)

    week: Mapped[Week] = mapped_column(WeekType, primary_key=True)
    skipped: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str | None] = mapped_column(String(5))


class PulseRound(Base):
    """One week's round; `live` is set while it is open or closing, and being unique allows one such round."""

    __tablename__ = "pulse_round"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closing', 'closed', 'void')", name="known_state"),
        CheckConstraint("kind IN ('quick', 'full')", name="known_kind"),
        CheckConstraint("live IS NULL OR live = 1", name="live_is_one"),
        CheckConstraint("(state IN ('open', 'closing')) = (live IS NOT NULL)", name="live_while_running"),
        CheckConstraint("(state = 'void') = (void_reason IS NOT NULL)", name="void_has_reason"),
        CheckConstraint("k_score >= 5", name="score_floor"),
        CheckConstraint("k_comment >= 10", name="comment_floor"),
        CheckConstraint("closes_on >= opens_on", name="dates_in_order"),
        UniqueConstraint("live"),
        Index(
            "uq_pulse_round_week_counted",
            "week",
            unique=True,
            sqlite_where=text("state <> 'void'"),
            postgresql_where=text("state <> 'void'"),
        ),
        Index("ix_pulse_round_block", "block"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[Week] = mapped_column(WeekType)
    block: Mapped[Week] = mapped_column(WeekType)
    kind: Mapped[str] = mapped_column(String(5))
    state: Mapped[str] = mapped_column(String(7))
    live: Mapped[int | None]
    void_reason: Mapped[str | None] = mapped_column(String(10))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    time_zone: Mapped[str] = mapped_column(String(60))
    k_score: Mapped[int]
    k_comment: Mapped[int]
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    key_fingerprint: Mapped[str] = mapped_column(String(16))
    notice_version: Mapped[int]
    scrubbed: Mapped[bool] = mapped_column(default=False)


class PulseRoundItem(Base):
    """An item of a round, frozen at opening; the place is what a sheet's answers are ordered by."""

    __tablename__ = "pulse_round_item"
    __table_args__ = (UniqueConstraint("round_id", "item_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("pulse_item.id"))


class PulseNode(Base):
    """A group of the tree as frozen for a round; the node without a team is the whole organisation.

    A node's number carries a group's history from block to block. A team that was renamed, or of which more
    than half changed, goes on under a new number.
    """

    __tablename__ = "pulse_node"
    __table_args__ = (Index("ix_pulse_node_team_id", "team_id"), Index("ix_pulse_node_node_id", "node_id"))

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    node_id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    label: Mapped[str] = mapped_column(String(120))


class PulseSeat(Base):
    """A person's group for a block, decided when its first round opened."""

    __tablename__ = "pulse_seat"
    __table_args__ = ({"sqlite_with_rowid": False},)

    block: Mapped[Week] = mapped_column(WeekType, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    team_id: Mapped[int]
    node_id: Mapped[int]


class PulseRoster(Base):
    """Who may answer the open round, and for which group; written at opening, emptied at closing."""

    __tablename__ = "pulse_roster"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    node_id: Mapped[int]


class PulseNullifier(Base):
    """A mark that stops a second sheet; it names nobody without the key file."""

    __tablename__ = "pulse_nullifier"
    __table_args__ = (
        CheckConstraint("length(h) = 32", name="length"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    h: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


class PulseBox(Base):
    """A sealed sheet under a random key: one length, no time, no author, no order."""

    __tablename__ = "pulse_box"
    __table_args__ = (
        CheckConstraint("length(k) = 16", name="key_length"),
        CheckConstraint("length(ct) = 4144", name="one_length"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("pulse_round.id"), primary_key=True)
    k: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    ct: Mapped[bytes] = mapped_column(LargeBinary(4144))
