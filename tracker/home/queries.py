"""How far setting up has come, and what waits for the reader."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.core.access import Role
from tracker.people.models import Lead, Organisation, Person, RoleGrant, Team
from tracker.people.queries import at_work, valid_on


@dataclass(frozen=True, slots=True)
class SetupState:
    """What of setting up is done."""

    organisation: bool
    teams: bool
    people: bool
    leads: bool
    hr: bool
    finished: bool

    @property
    def states(self) -> dict[str, str]:
        """Return for each step whether it is done, the one to take now, or one for later."""
        done = {
            "organisation": self.organisation,
            "teams": self.teams,
            "people": self.people,
            "leads": self.leads and self.hr,
        }
        now = next((name for name, is_done in done.items() if not is_done), None)
        return {
            name: "done" if is_done else "now" if name == now else "next" for name, is_done in done.items()
        }


def setup_state(session: Session, day: date) -> SetupState:
    """Return how far setting up has come, in one statement."""
    people = select(func.count(Person.id)).where(at_work(day)).scalar_subquery()
    teams = select(func.count(Team.id)).where(Team.ended_on.is_(None)).scalar_subquery()
    leads = select(func.count(Lead.id)).where(valid_on(Lead, day)).scalar_subquery()
    hr = select(func.count()).where(RoleGrant.role == Role.HR.value).scalar_subquery()
    named = select(Organisation.set_up).where(Organisation.id == 1).scalar_subquery()
    row = session.execute(select(people, teams, leads, hr, named)).one()
    return SetupState(
        organisation=row[4] is not None,
        teams=row[1] > 0,
        people=row[0] > 1,
        leads=row[2] > 0,
        hr=row[3] > 0,
        finished=bool(row[4]),
    )
