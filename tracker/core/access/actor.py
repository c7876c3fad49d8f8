"""Who is asking, and in which teams they stand today."""

from dataclasses import dataclass
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
    teams led for somebody else until a date, which never opens promotion reviews.
    """

    person_id: int | None = None
    roles: frozenset[Role] = frozenset()
    team_ids: frozenset[int] = frozenset()
    ancestor_ids: frozenset[int] = frozenset()
    led_ids: frozenset[int] = frozenset()
    delegated_ids: frozenset[int] = frozenset()

    @property
    def signed_in(self) -> bool:
        """Whether a person stands behind the request."""
        return self.person_id is not None

    @property
    def overseen_ids(self) -> frozenset[int]:
        """The teams this person leads, in their own right or for somebody else."""
        return self.led_ids | self.delegated_ids

    def has(self, role: Role) -> bool:
        """Whether the person holds this role."""
        return role in self.roles


NOBODY = Actor()
SYSTEM = Actor()


@dataclass(frozen=True, slots=True)
class Target:
    """The thing asked for, reduced to what a permission may depend on.

    `person_id` is whom it is about, `team_ids` the teams it belongs to, `author_id` who wrote it,
    `named_ids` the other people named in it.
    """

    person_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    author_id: int | None = None
    named_ids: frozenset[int] = frozenset()

    @classmethod
    def team(cls, team_id: int) -> "Target":
        """A team itself, or a figure about it."""
        return cls(team_ids=frozenset({team_id}))
