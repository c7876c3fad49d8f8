"""Who works in the demo organisation, and whose sign-in is printed."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tracker.cli.demo.names import made_up_names
from tracker.cli.demo.teams import Shape
from tracker.core.access import Role

FIRST_NUMBER = 1001
LANGUAGES = ("nl", "nl", "nl", "en", "")


class Part(StrEnum):
    """The people whose sign-in is printed."""

    EMPLOYEE = "employee"
    LEAD = "lead"
    SMALL_LEAD = "lead of a small team"
    HR = "HR"
    HR_TWO = "HR, second person"
    ADMINISTRATOR = "administrator"
    WORKS_COUNCIL = "works council"


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in that is printed: the team, the place in it (0 leads it) and the role."""

    part: Part
    team: str
    place: int
    name: str
    role: Role | None = None


ACCOUNTS = (
    Account(Part.EMPLOYEE, "zwolle", 1, "Sanne Dijkhof"),
    Account(Part.LEAD, "zwolle", 0, "Murat Yildirim"),
    Account(Part.SMALL_LEAD, "atelier", 0, "Geert Hoekzema"),
    Account(Part.HR, "kantoor", 1, "Nadia Wolters", Role.HR),
    Account(Part.HR_TWO, "kantoor", 2, "Hugo Santoso", Role.HR),
    Account(Part.ADMINISTRATOR, "kantoor", 3, "Iris Nguyen", Role.ADMINISTRATOR),
    Account(Part.WORKS_COUNCIL, "webshop", 2, "Kwame Vroom", Role.WORKS_COUNCIL),
)


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody of the demo organisation, as the roster file says it; place 0 leads the team."""

    number: str
    name: str
    team: str
    place: int
    language: str


def make_people(shape: Shape, rng: np.random.Generator) -> tuple[Employee, ...]:
    """Return everybody, with the printed ones at their places."""
    names = made_up_names(rng)
    printed = {(account.team, account.place): account.name for account in ACCOUNTS}
    places = [(team.code, place) for team in shape.teams for place in range(team.people)]
    return tuple(
        Employee(
            number=str(FIRST_NUMBER + order),
            name=printed.get(place) or next(names),
            team=place[0],
            place=place[1],
            language="" if place in printed else LANGUAGES[rng.integers(len(LANGUAGES))],
        )
        for order, place in enumerate(places)
    )


def number_of(people: Iterable[Employee], part: Part) -> str:
    """Return the staff number, which is the sign-in name, of a printed person."""
    account = next(account for account in ACCOUNTS if account.part is part)
    return next(each.number for each in people if (each.team, each.place) == (account.team, account.place))


def roster_file(shape: Shape, people: Iterable[Employee]) -> bytes:
    """Return the organisation as the CSV file that a personnel system would give."""
    teams = {team.code: team for team in shape.teams}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["staff_number", "name", "language", "team_code", "team_name", "parent_code", "lead"])
    for each in people:
        team = teams[each.team]
        leads = "yes" if each.place == 0 else "no"
        writer.writerow([each.number, each.name, each.language, team.code, team.name, team.above, leads])
    return text.getvalue().encode()
