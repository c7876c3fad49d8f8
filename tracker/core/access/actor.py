"""Who is asking, and in which teams they stand today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may be besides an employee."""

    HR = "hr"
    ADMINISTRATOR = "administrator"
    WORKS_COUNCIL = "works_council"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person asking for something, with their place in the tree as it is valid now.

    `led_ids` are the teams led in one's own right, with everything beneath them; `delegated_ids` the
    teams led for somebody else until a date, which never opens promotion reviews. `led_since` holds the
    day from which each of them is led: what people did before that day stays with the lead before.
    """

    person_id: int | None = None
    roles: frozenset[Role] = frozenset()
    team_ids: frozenset[int] = frozenset()
    ancestor_ids: frozenset[int] = frozenset()
    led_ids: frozenset[int] = frozenset()
    delegated_ids: frozenset[int] = frozenset()
    led_since: frozenset[tuple[int, date]] = frozenset()

    @property
    def signed_in(self) -> bool:
        """Whether a person stands behind the request."""
        return self.person_id is not None

    @property
    def overseen_ids(self) -> frozenset[int]:
        """The teams this person leads, in their own right or for somebody else."""
        return self.led_ids | self.delegated_ids

    def overseen_on(self, day: date | None) -> frozenset[int]:
        """Return the teams that were led on a day already; without a day, all that are led now."""
        if day is None:
            return self.overseen_ids
        return frozenset(team_id for team_id, since in self.led_since if since <= day)

    def has(self, role: Role) -> bool:
        """Whether the person holds this role."""
        return role in self.roles


NOBODY = Actor()
SYSTEM = Actor()


@dataclass(frozen=True, slots=True)
class Target:
    """The thing asked for, reduced to what a permission may depend on.

    `person_id` is whom it is about, `team_ids` the teams it belongs to, `author_id` who wrote it,
    `named_ids` the other people named in it. With `on`, the day it happened, a lead reaches it only if
    they led the team on that day already.
    """

    person_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    author_id: int | None = None
    named_ids: frozenset[int] = frozenset()
    on: date | None = None

    @classmethod
    def team(cls, team_id: int) -> "Target":
        """A team itself, or a figure about it."""
        return cls(team_ids=frozenset({team_id}))
