"""Reads about people and teams."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.core.access import Target
from tracker.core.errors import NotFoundError
from tracker.people.models import Choice, Lead, Membership, Organisation, Person, Team

PAGE = 100


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as the rest of the product sees them, with the team of today."""

    id: int
    staff_number: str
    name: str
    email: str | None
    language: str | None
    ended_on: date | None
    team_id: int | None
    team_name: str | None

    @property
    def target(self) -> Target:
        """Reduce the person to what permissions depend on."""
        teams = frozenset() if self.team_id is None else frozenset({self.team_id})
        return Target(person_id=self.id, team_ids=teams)


def valid_on(table: type[Membership | Lead], day: date) -> ColumnElement[bool]:
    """Return the condition under which a membership or a lead holds on a day."""
    return and_(table.starts_on <= day, or_(table.ends_on.is_(None), table.ends_on >= day))


def find_organisation(session: Session) -> Organisation | None:
    """Return the organisation, once it has been set up."""
    return session.get(Organisation, 1)


def get_organisation(session: Session) -> Organisation:
    """Return the organisation."""
    organisation = find_organisation(session)
    if organisation is None:
        raise NotFoundError("organisation")
    return organisation


def get_team(session: Session, team_id: int) -> Team:
    """Return a team."""
    team = session.get(Team, team_id)
    if team is None:
        raise NotFoundError("team")
    return team


def find_team_by_code(session: Session, code: str) -> Team | None:
    """Return the team with this code, if there is one."""
    return session.scalar(select(Team).where(Team.code == code))


def list_teams(session: Session, *, ended: bool = False) -> list[Team]:
    """Return the teams in tree order of names, those that have ended only if asked for."""
    query = select(Team).order_by(Team.name)
    if not ended:
        query = query.where(Team.ended_on.is_(None))
    return in_tree_order(list(session.scalars(query)))


def in_tree_order(teams: list[Team]) -> list[Team]:
    """Return teams so that each stands below its parent, siblings in the order given."""
    known = {team.id for team in teams}
    children: dict[int | None, list[Team]] = {}
    for team in teams:
        children.setdefault(team.parent_id if team.parent_id in known else None, []).append(team)
    ordered: list[Team] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        team = waiting.pop()
        ordered.append(team)
        waiting.extend(reversed(children.get(team.id, [])))
    return ordered


def ids_in_path(path: str) -> list[int]:
    """Return the team ids of a path, from the top down."""
    return [int(part) for part in path.split("/") if part]


def _people(day: date) -> Any:
    return (
        select(
            Person.id,
            Person.staff_number,
            Person.name,
            Person.email,
            Person.language,
            Person.ended_on,
            Team.id.label("team_id"),
            Team.name.label("team_name"),
        )
        .outerjoin(Membership, and_(Membership.person_id == Person.id, valid_on(Membership, day)))
        .outerjoin(Team, Team.id == Membership.team_id)
        .order_by(Person.name, Person.id)
    )


def get_person(session: Session, person_id: int, day: date) -> PersonView:
    """Return a person with the team in which they stand on a day."""
    row: Any = session.execute(_people(day).where(Person.id == person_id)).first()
    if row is None:
        raise NotFoundError("person")
    return PersonView(*row)


def list_people(
    session: Session, day: date, *, search: str = "", ended: bool = False, page: int | None = None
) -> list[PersonView]:
    """Return people by name, with the team in which they stand on a day: all of them, or one page."""
    query = _people(day).where(*_asked(day, search, ended=ended))
    if page is not None:
        query = query.offset((page - 1) * PAGE).limit(PAGE)
    return [PersonView(*row) for row in session.execute(query)]


def find_people(session: Session, day: date, who: str) -> list[PersonView]:
    """Return whoever at work on a day has exactly this staff number, or else exactly this name."""
    text = who.strip().lower()
    query = _people(day).where(at_work(day))
    for column in (Person.staff_number, Person.name):
        found = [PersonView(*row) for row in session.execute(query.where(func.lower(column) == text))]
        if found:
            return found
    return []


def count_people(session: Session, day: date, *, search: str = "", ended: bool = False) -> int:
    """Return how many people there are, as the list would show them."""
    return session.scalar(select(func.count(Person.id)).where(*_asked(day, search, ended=ended))) or 0


def at_work(day: date) -> ColumnElement[bool]:
    """Return the condition under which a person is here on a day."""
    return or_(Person.ended_on.is_(None), Person.ended_on >= day)


def _asked(day: date, search: str, *, ended: bool) -> list[ColumnElement[bool]]:
    conditions = [] if ended else [at_work(day)]
    if search:
        text = search.lower()
        conditions.append(
            or_(
                func.lower(Person.name).contains(text, autoescape=True),
                func.lower(Person.staff_number).contains(text, autoescape=True),
            )
        )
    return conditions


def current_members(session: Session, team_id: int, day: date) -> list[PersonView]:
    """Return the people who are in a team itself on a day."""
    query = _people(day).where(Team.id == team_id, at_work(day))
    return [PersonView(*row) for row in session.execute(query)]


def list_leads(session: Session, team_id: int, day: date) -> list[PersonView]:
    """Return the people who lead a team on a day, in their own right."""
    query = _people(day).join(Lead, and_(Lead.person_id == Person.id, valid_on(Lead, day)))
    query = query.where(Lead.team_id == team_id, Lead.delegated_by_id.is_(None))
    return [PersonView(*row) for row in session.execute(query)]


def list_choices(session: Session, kind: str, *, retired: bool = False) -> list[Choice]:
    """Return the entries of a list in their order, retired ones only if asked for."""
    query = select(Choice).where(Choice.kind == kind).order_by(Choice.position, Choice.id)
    return list(session.scalars(query if retired else query.where(Choice.active.is_(True))))


def names_of(session: Session, person_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of people by their ids."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(set(person_ids))))
    return {row[0]: row[1] for row in rows}
