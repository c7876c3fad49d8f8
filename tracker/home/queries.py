"""How far setting up has come, and what waits for the reader."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.core.access import Actor, Role
from tracker.good_things.queries import Entry, list_wall
from tracker.people.models import Lead, Organisation, Person, RoleGrant, Team
from tracker.people.queries import at_work, valid_on
from tracker.pulses.queries.rounds import has_begun
from tracker.reviews.queries.cases import Case, list_cases
from tracker.reviews.rules.steps import State

NEWEST = 3
OVER = frozenset({State.CLOSED, State.WITHDRAWN, State.DECLINED})


@dataclass(frozen=True, slots=True)
class SetupState:
    """What of setting up is done."""

    organisation: bool
    teams: bool
    people: bool
    leads: bool
    hr: bool
    rounds: bool
    finished: bool

    @property
    def states(self) -> dict[str, str]:
        """Return for each step whether it is done, the one to take now, or one for later."""
        done = {
            "organisation": self.organisation,
            "teams": self.teams,
            "people": self.people,
            "leads": self.leads and self.hr,
            "rounds": self.rounds,
        }
        now = next((name for name, is_done in done.items() if not is_done), None)
        return {
            name: "done" if is_done else "now" if name == now else "next" for name, is_done in done.items()
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a reader finds on their start page: own teams, led teams, the newest of the wall, own reviews."""

    teams: tuple[Team, ...]
    led: tuple[Team, ...]
    newest: tuple[Entry, ...]
    own_reviews: tuple[Case, ...]
    other_reviews: int


def setup_state(session: Session, day: date) -> SetupState:
    """Return how far setting up has come."""
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
        rounds=has_begun(session),
        finished=bool(row[4]),
    )


def what_waits(session: Session, actor: Actor, day: date) -> Waiting:
    """Return what a reader finds on their start page, besides the pulse."""
    ids = actor.team_ids | actor.overseen_ids
    query = select(Team).where(Team.id.in_(ids), Team.ended_on.is_(None)).order_by(Team.path)
    teams = list(session.scalars(query))
    cases = [case for case in list_cases(session, actor, day) if case.state not in OVER]
    own = tuple(case for case in cases if case.person_id == actor.person_id)
    return Waiting(
        teams=tuple(team for team in teams if team.id in actor.team_ids),
        led=tuple(team for team in teams if team.id in actor.overseen_ids),
        newest=list_wall(session, actor).entries[:NEWEST],
        own_reviews=own,
        other_reviews=len(cases) - len(own),
    )
