"""Organisation, teams, persons and how they belong together over time."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.core.access import Target
from tracker.storage.base import Base, UtcDateTime


class Organisation(Base):
    """The one organisation of an installation."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    time_zone: Mapped[str] = mapped_column(String(60))
    set_up: Mapped[bool] = mapped_column(default=False)


class Team(Base):
    """A team or a group of teams; `path` holds the ids from the top down to itself, as in /1/4/."""

    __tablename__ = "team"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        Index("ix_team_path", "path"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(200), default="/")
    ended_on: Mapped[date | None]

    @property
    def target(self) -> Target:
        """Reduce the team to what permissions depend on."""
        return Target.team(self.id)


class Person(Base):
    """Somebody who works here, or did; the staff number is the sign-in name."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("staff_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_number: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str | None] = mapped_column(String(2))
    added_on: Mapped[date]
    ended_on: Mapped[date | None]


class Membership(Base):
    """A person in a team, from a day and until a day (the last day included)."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        Index("ix_membership_person_id", "person_id"),
        Index("ix_membership_team_id", "team_id"),
        Index(
            "uq_membership_person_id_open",
            "person_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Lead(Base):
    """A person who leads a team; with `delegated_by_id`, for somebody else and until a date."""

    __tablename__ = "lead"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        CheckConstraint("delegated_by_id IS NULL OR ends_on IS NOT NULL", name="delegation_ends"),
        CheckConstraint("delegated_by_id IS NULL OR delegated_by_id <> person_id", name="not_to_oneself"),
        Index("ix_lead_person_id", "person_id"),
        Index("ix_lead_team_id", "team_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    delegated_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class RoleGrant(Base):
    """A role that a person holds."""

    __tablename__ = "role_grant"
    __table_args__ = (CheckConstraint("role IN ('hr', 'administrator', 'works_council')", name="known_role"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class Choice(Base):
    """An entry of a list that the organisation can edit: a moment, a channel or a kind of good thing."""

    __tablename__ = "choice"
    __table_args__ = (
        UniqueConstraint("kind", "code"),
        CheckConstraint("kind IN ('moment', 'channel', 'good_thing_kind')", name="known_kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40))
    label_en: Mapped[str] = mapped_column(String(80))
    label_nl: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class RosterUpload(Base):
    """A roster file between its list of differences and the decision about it, for an hour at most."""

    __tablename__ = "roster_upload"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    file_name: Mapped[str] = mapped_column(String(200))
    holds_everybody: Mapped[bool]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RosterImport(Base):
    """One committed import of people and teams."""

    __tablename__ = "roster_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterChange(Base):
    """One step of an import with what stood there before, so that the import can be undone."""

    __tablename__ = "roster_change"
    __table_args__ = (Index("ix_roster_change_import_id", "import_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("roster_import.id"))
    kind: Mapped[str] = mapped_column(String(30))
    row_id: Mapped[int]
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
