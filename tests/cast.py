"""The cast: one small organisation in which every test's people have their place."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tests.clock import WEDNESDAY
from tracker.core.access import Actor
from tracker.people.models import Lead, Membership, Organisation, Person, RoleGrant, Team
from tracker.people.queries import build_actor

STARTED = date(2024, 1, 1)
LEFT = date(2026, 6, 30)
TODAY = WEDNESDAY.date()
PERSONAS = (
    "anonymous",
    "employee",
    "colleague",
    "colleague_elsewhere",
    "lead",
    "lead_elsewhere",
    "delegate",
    "hr",
    "administrator",
    "works_council",
    "leaver",
)
TEAMS = {
    "company": None,
    "north": "company",
    "south": "company",
    "shop_a": "north",
    "shop_b": "north",
    "shop_c": "south",
}
PEOPLE = {
    "employee": "shop_a",
    "colleague": "shop_a",
    "colleague_elsewhere": "shop_c",
    "lead": "north",
    "lead_elsewhere": "south",
    "delegate": "shop_b",
    "hr": "company",
    "hr_two": "company",
    "administrator": "company",
    "works_council": "shop_c",
    "leaver": "shop_a",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast, or one of its teams."""

    id: int
    name: str


class Cast:
    """People and teams by name: `cast.lead.id`, `cast.shop_a.id`."""

    def __init__(self, members: dict[str, Member]) -> None:
        self._members = members

    def __getattr__(self, name: str) -> Member:
        try:
            return self._members[name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, session: Session, name: str, day: date = TODAY) -> Actor:
        return build_actor(session, self._members[name].id, day)


def _title(name: str) -> str:
    return name.replace("_", " ").title()


def add_cast(session: Session) -> None:
    """Write the cast into an empty database."""
    session.add(Organisation(id=1, name="Fernhill", language="en", time_zone="Europe/Amsterdam", set_up=True))
    teams: dict[str, Team] = {}
    for name, parent in TEAMS.items():
        team = Team(code=name, name=_title(name), parent_id=teams[parent].id if parent else None)
        session.add(team)
        session.flush()
        team.path = f"{teams[parent].path if parent else '/'}{team.id}/"
        teams[name] = team
    people: dict[str, Person] = {}
    for number, (name, team_name) in enumerate(PEOPLE.items(), start=101):
        ended = LEFT if name == "leaver" else None
        person = Person(staff_number=str(number), name=_title(name), added_on=STARTED, ended_on=ended)
        session.add(person)
        session.flush()
        session.add(
            Membership(person_id=person.id, team_id=teams[team_name].id, starts_on=STARTED, ends_on=ended)
        )
        people[name] = person
    session.add_all(
        [
            Lead(team_id=teams["shop_a"].id, person_id=people["lead"].id, starts_on=STARTED),
            Lead(team_id=teams["shop_c"].id, person_id=people["lead_elsewhere"].id, starts_on=STARTED),
            Lead(
                team_id=teams["shop_a"].id,
                person_id=people["delegate"].id,
                starts_on=WEDNESDAY.date(),
                ends_on=WEDNESDAY.date() + timedelta(days=30),
                delegated_by_id=people["lead"].id,
            ),
            RoleGrant(person_id=people["hr"].id, role="hr"),
            RoleGrant(person_id=people["hr_two"].id, role="hr"),
            RoleGrant(person_id=people["administrator"].id, role="administrator"),
            RoleGrant(person_id=people["works_council"].id, role="works_council"),
        ]
    )
    session.flush()


def find_cast(session: Session) -> Cast:
    """Read the cast back by name."""
    members = {team.code: Member(team.id, team.name) for team in session.query(Team)}
    by_number = {person.staff_number: person for person in session.query(Person)}
    for number, name in enumerate(PEOPLE, start=101):
        person = by_number[str(number)]
        members[name] = Member(person.id, person.name)
    return Cast(members)
