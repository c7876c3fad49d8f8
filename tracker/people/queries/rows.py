"""Rows as services change them, and who holds what."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.core.access import Role, Target
from tracker.core.errors import NotFoundError
from tracker.people.models import Choice, Lead, Membership, Person, RoleGrant, Team
from tracker.people.queries.lookups import at_work, ids_in_path, valid_on


@dataclass(frozen=True, slots=True)
class LeadView:
    """Somebody who leads a team, and in whose place if it is for a while."""

    id: int
    team_id: int
    team_name: str
    person_id: int
    name: str
    until: date | None
    in_place_of: str | None

    @property
    def target(self) -> Target:
        """Reduce the lead to what permissions depend on: the team."""
        return Target.team(self.team_id)


@dataclass(frozen=True, slots=True)
class Stay:
    """A team in which a person is or was, from a day until a day."""

    team_id: int
    team_name: str
    starts_on: date
    ends_on: date | None


def row_of_person(session: Session, person_id: int) -> Person:
    """Return a person's row."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFoundError("person")
    return person


def find_person_by_number(session: Session, staff_number: str) -> Person | None:
    """Return whoever has this staff number, large and small letters alike."""
    return session.scalar(select(Person).where(func.lower(Person.staff_number) == staff_number.lower()))


def row_of_lead(session: Session, lead_id: int) -> Lead:
    """Return a lead's row."""
    lead = session.get(Lead, lead_id)
    if lead is None:
        raise NotFoundError("lead")
    return lead


def get_choice(session: Session, choice_id: int) -> Choice:
    """Return an entry of a list."""
    choice = session.get(Choice, choice_id)
    if choice is None:
        raise NotFoundError("choice")
    return choice


def list_teams_below(session: Session, path: str) -> list[Team]:
    """Return the team with this path and every team beneath it."""
    return list(session.scalars(select(Team).where(Team.path.like(path + "%")).order_by(Team.path)))


def list_memberships(session: Session, person_id: int) -> list[Membership]:
    """Return a person's memberships, the newest first."""
    query = select(Membership).where(Membership.person_id == person_id).order_by(Membership.starts_on.desc())
    return list(session.scalars(query))


def list_open_leads(session: Session, day: date, **about: int) -> list[Lead]:
    """Return the leads that hold on a day or later, for a team, a person or whose place is taken."""
    query = select(Lead).where(or_(Lead.ends_on.is_(None), Lead.ends_on >= day)).filter_by(**about)
    return list(session.scalars(query.order_by(Lead.starts_on, Lead.id)))


def list_lead_views(session: Session, day: date, **about: int) -> list[LeadView]:
    """Return who leads on a day, for a team or for a person, with names."""
    other = aliased(Person)
    query = (
        select(Lead.id, Team.id, Team.name, Person.id, Person.name, Lead.ends_on, other.name)
        .join(Person, Person.id == Lead.person_id)
        .join(Team, Team.id == Lead.team_id)
        .outerjoin(other, other.id == Lead.delegated_by_id)
        .where(valid_on(Lead, day), *(getattr(Lead, name) == value for name, value in about.items()))
        .order_by(Lead.delegated_by_id.isnot(None), Person.name, Lead.id)
    )
    return [LeadView(*row) for row in session.execute(query)]


def get_lead(session: Session, lead_id: int) -> LeadView:
    """Return a lead with names."""
    row = row_of_lead(session, lead_id)
    found = list_lead_views(session, row.starts_on, id=lead_id)
    if not found:
        raise NotFoundError("lead")
    return found[0]


def list_stays(session: Session, person_id: int) -> list[Stay]:
    """Return the teams in which a person is, was or will be, the newest first."""
    query = (
        select(Team.id, Team.name, Membership.starts_on, Membership.ends_on)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.starts_on.desc())
    )
    return [Stay(*row) for row in session.execute(query)]


def count_members(session: Session, day: date) -> dict[int, int]:
    """Return how many people are in each team itself on a day."""
    query = (
        select(Membership.team_id, func.count())
        .join(Person, Person.id == Membership.person_id)
        .where(valid_on(Membership, day), at_work(day))
        .group_by(Membership.team_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def list_teams_above(session: Session, team: Team) -> list[Team]:
    """Return the teams above a team, from the top down."""
    ids = [team_id for team_id in ids_in_path(team.path) if team_id != team.id]
    return list(session.scalars(select(Team).where(Team.id.in_(ids)).order_by(Team.path)))


def roles_of(session: Session, person_id: int) -> frozenset[Role]:
    """Return the roles that a person holds."""
    return frozenset(
        Role(role) for role in session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == person_id))
    )


def ids_with_role(session: Session, role: Role, day: date) -> set[int]:
    """Return the people at work on a day who hold a role."""
    query = (
        select(RoleGrant.person_id)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.role == role.value, at_work(day))
    )
    return set(session.scalars(query))


def is_last_administrator(session: Session, person_id: int, day: date) -> bool:
    """Whether nobody else at work on a day could look after accounts and roles."""
    return ids_with_role(session, Role.ADMINISTRATOR, day) == {person_id}
