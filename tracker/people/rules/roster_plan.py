"""What an import would change: the differences between a file and what is known, and when to stop.

Roles never appear here: a file cannot give or take them.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.people.rules.roster_file import RosterPerson, RosterTeam


class Kind(StrEnum):
    """What happens to a person or a team, the weightiest first."""

    ENDED = "ended"
    NEW = "new"
    BACK = "back"
    NUMBER = "number"
    MOVED = "moved"
    CHANGED = "changed"


class Brake(StrEnum):
    """Why an import stops although every row is in order."""

    ENDED = "brake-ended"
    NUMBERS = "brake-numbers"


@dataclass(frozen=True, slots=True)
class KnownTeam:
    """A team as it is."""

    id: int
    code: str
    name: str
    parent_key: str | None
    in_use: bool


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as they are, with the team of today."""

    id: int
    staff_number: str
    name: str
    email: str | None
    language: str | None
    ended_on: date | None
    team_key: str | None

    def is_here(self, today: date) -> bool:
        """Whether the person is at work on a day."""
        return self.ended_on is None or self.ended_on >= today


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a file is compared with; `leads` holds pairs of person and team joined by a slash."""

    teams: Mapping[str, KnownTeam]
    people: Mapping[str, KnownPerson]
    leads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """How the file is meant: the day, whether it holds everybody, and who must not be ended by it."""

    today: date
    holds_everybody: bool
    keep_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changes, before and after."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TeamStep:
    """A team that is made, changed or taken back into use."""

    kind: Kind
    team: RosterTeam
    known: KnownTeam | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonStep:
    """A person to whom something happens, and whether they begin or stop leading the team of their row."""

    kind: Kind
    person: RosterPerson | None
    known: KnownPerson | None
    differences: tuple[Difference, ...] = ()
    last_day: date | None = None
    leads: bool | None = None

    @property
    def name(self) -> str:
        """Return the name under which the step is shown."""
        return self.person.name if self.person else self.known.name if self.known else ""

    @property
    def staff_number(self) -> str:
        """Return the number under which the step is shown."""
        return self.person.staff_number if self.person else self.known.staff_number if self.known else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps of an import, with what stays as it is and whether it must stop."""

    teams: tuple[TeamStep, ...]
    people: tuple[PersonStep, ...]
    unchanged: int
    gone_before: int
    kept: tuple[str, ...]
    at_work: int
    brake: Brake | None

    @property
    def counts(self) -> Mapping[Kind, int]:
        """Return how many people meet each kind of step."""
        return Counter(step.kind for step in self.people)

    @property
    def changes_nothing(self) -> bool:
        """Whether the file says what is known already."""
        return not self.teams and not self.people

    @property
    def mark(self) -> str:
        """Return a short mark of these very steps, by which a confirmation names what was shown."""
        return hashlib.sha256(repr((self.teams, self.people, self.kept)).encode()).hexdigest()[:32]
