"""What a roster file says: a row per person with their team, and rows for teams without own people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.core.intake import Problem, Reading, Row, Sheet
from tracker.people.rules.tree import DEEPEST, codes_in_cycles, levels

REQUIRED = ("staff_number", "name", "team_code", "team_name")
OPTIONAL = ("email", "language", "parent_code", "lead", "ended_on")
LANGUAGES = {"en": "en", "english": "en", "engels": "en", "nl": "nl", "dutch": "nl", "nederlands": "nl"}
E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
LONGEST_CODE, LONGEST_NAME, LONGEST_E_MAIL = 40, 120, 254


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """A person as the file has them."""

    row: int
    staff_number: str
    name: str
    email: str | None
    language: str | None
    team_key: str | None
    leads: bool
    ended_on: date | None

    @property
    def key(self) -> str:
        """Return the staff number as it is compared."""
        return self.staff_number.casefold()


@dataclass(frozen=True, slots=True)
class RosterTeam:
    """A team as the file has it; what no row says about it is None."""

    row: int
    code: str
    name: str | None
    parent_key: str | None
    parent_row: int = 0
    parent_code: str = ""

    @property
    def key(self) -> str:
        """Return the code as it is compared."""
        return self.code.casefold()


@dataclass(frozen=True, slots=True)
class Roster:
    """A whole file, and everything wrong with it."""

    people: tuple[RosterPerson, ...]
    teams: Mapping[str, RosterTeam]
    columns: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """Where a team stands already: its parent by key, and whether it is in use."""

    name: str
    parent_key: str | None
    in_use: bool


def read_roster(sheet: Sheet, known: Mapping[str, TeamPlace]) -> Roster:
    """Return what a sheet says about people and teams, given the teams that are there already."""
    sheet.demand(*REQUIRED)
    reader = _Reader(Reading(sheet))
    for row in sheet.rows:
        reader.read(row)
    reader.check_tree(known)
    problems = tuple(sorted(reader.cells.problems, key=lambda problem: problem.row))
    return Roster(tuple(reader.people), reader.teams, frozenset(sheet.places), problems)


@dataclass(slots=True)
class _Reader:
    cells: Reading
    people: list[RosterPerson] = field(default_factory=list)
    teams: dict[str, RosterTeam] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def read(self, row: Row) -> None:
        """Read one row: a person with a team, or a team alone."""
        number, name = self.cells.raw(row, "staff_number"), self.cells.raw(row, "name")
        ended_on = self.cells.day(row, "ended_on", required=False)
        team_key = self._team(row, required=ended_on is None)
        if number or name:
            self._person(row, team_key, ended_on)

    def _team(self, row: Row, *, required: bool) -> str | None:
        code = self.cells.text(row, "team_code", longest=LONGEST_CODE, required=required)
        name = self.cells.text(row, "team_name", longest=LONGEST_NAME, required=False)
        parent = self.cells.text(row, "parent_code", longest=LONGEST_CODE, required=False)
        if code is None:
            return None
        said = RosterTeam(
            row.number, code, name, parent and parent.casefold(), row.number if parent else 0, parent or ""
        )
        before = self.teams.setdefault(said.key, said)
        if before is not said:
            self._agree(row, before, said)
        return said.key

    def _agree(self, row: Row, before: RosterTeam, said: RosterTeam) -> None:
        """Join what two rows say about one team; a contradiction is a problem of the later row."""
        if before.name and said.name and before.name != said.name:
            self.cells.refuse(row, "team_name", "team-differs", limit=str(before.row))
        if before.parent_key and said.parent_key and before.parent_key != said.parent_key:
            self.cells.refuse(row, "parent_code", "team-differs", limit=str(before.parent_row))
        if not before.parent_key and said.parent_key:
            before = replace(
                before, parent_key=said.parent_key, parent_row=said.row, parent_code=said.parent_code
            )
        self.teams[said.key] = replace(before, name=before.name or said.name)

    def _person(self, row: Row, team_key: str | None, ended_on: date | None) -> None:
        number = self.cells.text(row, "staff_number", longest=LONGEST_CODE)
        name = self.cells.text(row, "name", longest=LONGEST_NAME)
        email = self.cells.text(row, "email", longest=LONGEST_E_MAIL, required=False)
        if email and not E_MAIL.fullmatch(email):
            self.cells.refuse(row, "email", "not-an-e-mail")
        if number is None or name is None:
            return
        first = self.seen.setdefault(number.casefold(), row.number)
        if first != row.number:
            self.cells.refuse(row, "staff_number", "row-twice", limit=str(first))
        leads = self.cells.yes(row, "lead")
        language = self._language(row)
        self.people.append(RosterPerson(row.number, number, name, email, language, team_key, leads, ended_on))

    def _language(self, row: Row) -> str | None:
        said = self.cells.raw(row, "language").casefold()
        if said and said not in LANGUAGES:
            self.cells.refuse(row, "language", "unknown-choice", limit="en, nl")
        return LANGUAGES.get(said)

    def check_tree(self, known: Mapping[str, TeamPlace]) -> None:
        """Keep a problem for every parent that is not there and every team that would stand below itself."""
        for team in self.teams.values():
            if team.name is None and team.key not in known:
                self._refuse(team.row, "team_name", "team-unnamed", team.code)
            parent = team.parent_key
            in_use = parent is not None and parent in known and known[parent].in_use
            if parent is not None and parent not in self.teams and not in_use:
                self._refuse(team.parent_row, "parent_code", "unknown-team", team.parent_code)
        parents = {key: place.parent_key for key, place in known.items()}
        parents.update({key: team.parent_key for key, team in self.teams.items() if team.parent_key})
        parents = {**dict.fromkeys(self.teams), **parents}
        self._check_shape(parents)

    def _check_shape(self, parents: Mapping[str, str | None]) -> None:
        caught = codes_in_cycles(parents)
        for key, team in self.teams.items():
            if key in caught:
                self._refuse(team.parent_row or team.row, "parent_code", "team-cycle", team.parent_code)
            elif not caught and levels(parents, key) > DEEPEST:
                self._refuse(team.row, "parent_code", "team-deep", team.code, limit=str(DEEPEST))

    def _refuse(self, row: int, column: str, code: str, value: str, limit: str = "") -> None:
        self.cells.problems.append(Problem(row, column, code, value, limit))
