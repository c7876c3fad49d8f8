"""Reads for the import of people and teams."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tracker.people.models import Lead, Membership, Person, RosterChange, RosterImport, RosterUpload, Team
from tracker.people.queries.lookups import valid_on
from tracker.people.rules.roster_file import TeamPlace
from tracker.people.rules.roster_plan import Known, KnownPerson, KnownTeam


def load_known(session: Session, day: date) -> Known:
    """Return everything a roster file is compared with, as it is on a day."""
    teams = list(session.scalars(select(Team).order_by(Team.path)))
    keys = {team.id: team.code.casefold() for team in teams}
    people = session.execute(
        select(
            Person.id,
            Person.staff_number,
            Person.name,
            Person.email,
            Person.language,
            Person.ended_on,
            Membership.team_id,
        )
        .outerjoin(Membership, and_(Membership.person_id == Person.id, valid_on(Membership, day)))
        .order_by(Person.id)
    )
    leads = session.execute(
        select(Lead.person_id, Lead.team_id).where(valid_on(Lead, day), Lead.delegated_by_id.is_(None))
    )
    return Known(
        teams={
            keys[team.id]: KnownTeam(
                team.id, team.code, team.name, keys.get(team.parent_id or 0), team.ended_on is None
            )
            for team in teams
        },
        people={row[1].casefold(): KnownPerson(*row[:6], keys.get(row[6])) for row in people},
        leads=frozenset(f"{person_id}/{keys[team_id]}" for person_id, team_id in leads),
    )


def team_places(known: Known) -> dict[str, TeamPlace]:
    """Return where each team stands, as the reading of a file asks for it."""
    return {key: TeamPlace(team.name, team.parent_key, team.in_use) for key, team in known.teams.items()}


def find_upload(session: Session, token: str) -> RosterUpload | None:
    """Return a file that waits for a decision."""
    return session.get(RosterUpload, token)


def find_last_import(session: Session) -> RosterImport | None:
    """Return the newest import, undone or not."""
    return session.scalar(select(RosterImport).order_by(RosterImport.id.desc()).limit(1))


def list_changes(session: Session, import_id: int) -> list[RosterChange]:
    """Return the steps of an import, the last one first."""
    query = select(RosterChange).where(RosterChange.import_id == import_id).order_by(RosterChange.id.desc())
    return list(session.scalars(query))


def open_memberships(session: Session, day: date) -> dict[int, list[Membership]]:
    """Return the memberships that hold on a day or later, by person."""
    found: dict[int, list[Membership]] = {}
    query = select(Membership).where(or_(Membership.ends_on.is_(None), Membership.ends_on >= day))
    for membership in session.scalars(query):
        found.setdefault(membership.person_id, []).append(membership)
    return found


def open_leads(session: Session, day: date) -> list[Lead]:
    """Return the leads that hold on a day or later."""
    return list(session.scalars(select(Lead).where(or_(Lead.ends_on.is_(None), Lead.ends_on >= day))))
