"""What stands around good things: named people, walls, proof, reactions and notes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, literal, select, union_all
from sqlalchemy.orm import Session

from tracker.good_things.models import (
    GoodThingNamed,
    GoodThingNote,
    GoodThingProof,
    GoodThingReaction,
    GoodThingTeam,
)
from tracker.good_things.rules.entry import Rung
from tracker.people.models import Person


@dataclass(frozen=True, slots=True)
class Named:
    """A person by name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A correction that the author added."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Marks:
    """What readers added to a good thing, and which of it the asker added."""

    colleagues: tuple[Named, ...] = ()
    customers: int = 0
    reactions: dict[str, int] = field(default_factory=dict)
    mine: frozenset[str] = frozenset()


@dataclass(slots=True)
class Around:
    """Everything that stands around good things, read in two statements whatever their number."""

    named: dict[int, list[Named]] = field(default_factory=dict)
    hidden: dict[int, list[int]] = field(default_factory=dict)
    teams: dict[int, list[int]] = field(default_factory=dict)
    notes: dict[int, list[Note]] = field(default_factory=dict)
    colleagues: dict[int, list[Named]] = field(default_factory=dict)
    customers: dict[int, int] = field(default_factory=dict)
    reactions: dict[int, dict[str, int]] = field(default_factory=dict)
    mine: dict[int, set[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session, ids: list[int], reader_id: int | None) -> "Around":
        """Read what stands around these good things."""
        around = cls()
        if ids:
            for row in session.execute(_around(ids, reader_id)):
                around.take(row)
            for note in session.scalars(
                select(GoodThingNote).where(GoodThingNote.good_thing_id.in_(ids)).order_by(GoodThingNote.id)
            ):
                around.notes.setdefault(note.good_thing_id, []).append(Note(note.text, note.at))
        return around

    def take(self, row: Any) -> None:
        """Sort one row to its good thing."""
        what, thing_id, number, text, flag = row
        match what:
            case "named":
                self.named.setdefault(thing_id, []).append(Named(number, text))
                if flag:
                    self.hidden.setdefault(thing_id, []).append(number)
            case "team":
                self.teams.setdefault(thing_id, []).append(number)
            case "colleague":
                self.colleagues.setdefault(thing_id, []).append(Named(number, text))
            case "customer":
                self.customers[thing_id] = number
            case _:
                self.reactions.setdefault(thing_id, {})[text] = number
                if flag:
                    self.mine.setdefault(thing_id, set()).add(text)

    def marks(self, thing_id: int) -> Marks:
        """Return what readers added to a good thing."""
        return Marks(
            colleagues=tuple(self.colleagues.get(thing_id, [])),
            customers=self.customers.get(thing_id, 0),
            reactions=self.reactions.get(thing_id, {}),
            mine=frozenset(self.mine.get(thing_id, set())),
        )


def _around(ids: list[int], reader_id: int | None) -> Any:
    named = (
        select(
            literal("named").label("what"),
            GoodThingNamed.good_thing_id.label("thing_id"),
            Person.id.label("number"),
            Person.name.label("text"),
            func.count(GoodThingNamed.hidden_at).label("flag"),
        )
        .join(Person, Person.id == GoodThingNamed.person_id)
        .where(GoodThingNamed.good_thing_id.in_(ids))
        .group_by(GoodThingNamed.good_thing_id, Person.id, Person.name)
    )
    team = select(
        literal("team"), GoodThingTeam.good_thing_id, GoodThingTeam.team_id, literal(""), literal(0)
    ).where(GoodThingTeam.good_thing_id.in_(ids))
    colleague = (
        select(literal("colleague"), GoodThingProof.good_thing_id, Person.id, Person.name, literal(0))
        .join(Person, Person.id == GoodThingProof.person_id)
        .where(GoodThingProof.good_thing_id.in_(ids))
    )
    customer = (
        select(literal("customer"), GoodThingProof.good_thing_id, func.count(), literal(""), literal(0))
        .where(GoodThingProof.good_thing_id.in_(ids), GoodThingProof.rung == Rung.CUSTOMER.value)
        .group_by(GoodThingProof.good_thing_id)
    )
    mine = func.sum(case((GoodThingReaction.person_id == (reader_id or 0), 1), else_=0))
    reaction = (
        select(
            literal("reaction"), GoodThingReaction.good_thing_id, func.count(), GoodThingReaction.kind, mine
        )
        .where(GoodThingReaction.good_thing_id.in_(ids))
        .group_by(GoodThingReaction.good_thing_id, GoodThingReaction.kind)
    )
    return union_all(named, team, colleague, customer, reaction).order_by(
        "what", "thing_id", "text", "number"
    )
