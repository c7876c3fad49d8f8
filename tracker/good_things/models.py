"""Good things, the people and walls they belong to, their proof, reactions and correction notes.

A good thing is never changed behind a confirmer's back: after a day, or once somebody has confirmed it,
only notes are added. Rows of the rung `customer` carry the key of the score or thank-you they come from.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.base import Base, UtcDateTime


class GoodThing(Base):
    """One good thing, told by its doer or by somebody who saw it."""

    __tablename__ = "good_thing"
    __table_args__ = (
        UniqueConstraint("author_id", "client_key"),
        CheckConstraint("way IN ('log', 'thanks')", name="known_way"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 480", name="minutes_in_a_day"),
        CheckConstraint("length(sentence) BETWEEN 10 AND 280", name="one_sentence"),
        CheckConstraint("length(client_key) = 36", name="key_of_the_page"),
        Index("ix_good_thing_author_id_happened_on", "author_id", "happened_on"),
        Index("ix_good_thing_happened_on", "happened_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    client_key: Mapped[str] = mapped_column(String(36))
    way: Mapped[str] = mapped_column(String(10))
    sentence: Mapped[str] = mapped_column(String(280))
    happened_on: Mapped[date]
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    private: Mapped[bool]
    moment: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str | None] = mapped_column(String(40))
    minutes: Mapped[int | None]
    could_copy: Mapped[bool | None]
    named_team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))


class GoodThingNamed(Base):
    """A person named in a good thing, who may take it off the walls."""

    __tablename__ = "good_thing_named"
    __table_args__ = (Index("ix_good_thing_named_person_id", "person_id"),)

    good_thing_id: Mapped[int] = mapped_column(ForeignKey("good_thing.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GoodThingTeam(Base):
    """A team on whose wall a good thing stands; it counts in the figures of the teams whose people did it."""

    __tablename__ = "good_thing_team"
    __table_args__ = (Index("ix_good_thing_team_team_id_good_thing_id", "team_id", "good_thing_id"),)

    good_thing_id: Mapped[int] = mapped_column(ForeignKey("good_thing.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    counts: Mapped[bool]


class GoodThingProof(Base):
    """A rung of the ladder above the author's own word: a colleague who was there, or a customer."""

    __tablename__ = "good_thing_proof"
    __table_args__ = (
        UniqueConstraint("good_thing_id", "person_id"),
        UniqueConstraint("good_thing_id", "source_key"),
        CheckConstraint(
            "(rung = 'colleague' AND person_id IS NOT NULL AND source_key IS NULL)"
            " OR (rung = 'customer' AND person_id IS NULL AND source_key IS NOT NULL)",
            name="colleague_or_customer",
        ),
        Index("ix_good_thing_proof_person_id_at", "person_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    good_thing_id: Mapped[int] = mapped_column(ForeignKey("good_thing.id"))
    rung: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source_key: Mapped[str | None] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class GoodThingReaction(Base):
    """A reader's reaction; each kind once for each person."""

    __tablename__ = "good_thing_reaction"
    __table_args__ = (
        CheckConstraint("kind IN ('thank-you', 'well-done', 'learned')", name="known_kind"),
        Index("ix_good_thing_reaction_person_id", "person_id"),
    )

    good_thing_id: Mapped[int] = mapped_column(ForeignKey("good_thing.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)


class GoodThingNote(Base):
    """A correction that the author added later."""

    __tablename__ = "good_thing_note"
    __table_args__ = (Index("ix_good_thing_note_good_thing_id", "good_thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    good_thing_id: Mapped[int] = mapped_column(ForeignKey("good_thing.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
