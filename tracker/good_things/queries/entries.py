"""Good things as pages show them, with names, proof and reactions: one entry or a page of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.core.access import Actor, Target
from tracker.core.errors import NotFoundError
from tracker.good_things.models import GoodThing
from tracker.good_things.queries.around import Around, Marks, Named, Note
from tracker.good_things.queries.labels import Labels, label_columns, labelled, labels_of
from tracker.good_things.queries.sight import is_public, names, on_walls, target_of, visible_to
from tracker.good_things.rules.entry import Rung, Way, edition_of, rung_of
from tracker.people.models import Person, Team

PAGE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A good thing with everything a page says about it."""

    id: int
    way: Way
    sentence: str
    author: Named
    named: tuple[Named, ...]
    named_team: str | None
    happened_on: date
    logged_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    moment: str
    channel: str
    kind: str | None
    labels: Labels
    minutes: int | None
    could_copy: bool | None
    private: bool
    hidden_by: frozenset[int]
    named_team_id: int | None
    notes: tuple[Note, ...]
    marks: Marks
    target: Target

    @property
    def edition(self) -> str:
        """A mark of the present words, so that nobody confirms words they have not read."""
        return edition_of(self.edited_at)

    @property
    def confirmers(self) -> tuple[Named, ...]:
        """The colleagues who stand for it, the writer of a thank-you among them."""
        saw = (self.author,) if self.way is Way.THANKS else ()
        return saw + self.marks.colleagues

    @property
    def rung(self) -> Rung:
        """The highest rung it has reached."""
        return rung_of(confirmers=len(self.confirmers), customers=self.marks.customers)

    @property
    def proofs(self) -> int:
        """How many others have confirmed it."""
        return len(self.marks.colleagues) + self.marks.customers


@dataclass(frozen=True, slots=True)
class WallPage:
    """One page of a wall."""

    entries: tuple[Entry, ...]
    number: int
    pages: int


_Author = aliased(Person)


def get_entry(session: Session, good_thing_id: int, *, reader_id: int | None = None) -> Entry:
    """Return a good thing."""
    found = _assemble(session, _select().where(GoodThing.id == good_thing_id), reader_id)
    if not found:
        raise NotFoundError("good-thing")
    return found[0]


def list_wall(session: Session, actor: Actor, *, team_id: int | None = None, page: int = 1) -> WallPage:
    """Return a page of the walls that the asker may read, newest first; of one team when chosen."""
    return _page(session, and_(is_public(), on_walls(actor, team_id)), actor, page)


def list_mine(session: Session, actor: Actor, *, now: datetime, page: int = 1) -> WallPage:
    """Return a page of what the asker wrote and what names them, newest first.

    What they withdrew stays for a day, so that they can undo it.
    """
    if actor.person_id is None:
        return WallPage((), 1, 1)
    mine = or_(GoodThing.author_id == actor.person_id, names(actor.person_id))
    kept = or_(GoodThing.withdrawn_at.is_(None), GoodThing.withdrawn_at > now - timedelta(days=1))
    return _page(session, and_(mine, kept, visible_to(actor)), actor, page)


def _page(session: Session, where: ColumnElement[bool], actor: Actor, number: int) -> WallPage:
    query = (
        _select()
        .where(where)
        .add_columns(func.count().over())
        .order_by(GoodThing.happened_on.desc(), GoodThing.id.desc())
    )
    rows = session.execute(query.limit(PAGE).offset((number - 1) * PAGE)).all()
    if not rows and number > 1:
        raise NotFoundError("page")
    total = rows[0][-1] if rows else 0
    return WallPage(_entries(session, rows, actor.person_id), number, max(1, -(-total // PAGE)))


def _select() -> Select[Any]:
    query: Any = (
        select(GoodThing, _Author.name, Team.name, *label_columns())
        .join(_Author, _Author.id == GoodThing.author_id)
        .outerjoin(Team, Team.id == GoodThing.named_team_id)
    )
    return labelled(query)


def _assemble(session: Session, query: Select[Any], reader_id: int | None) -> tuple[Entry, ...]:
    return _entries(session, session.execute(query).all(), reader_id)


def _entries(session: Session, rows: Sequence[Any], reader_id: int | None) -> tuple[Entry, ...]:
    around = Around.read(session, [row[0].id for row in rows], reader_id)
    return tuple(_entry(row, around) for row in rows)


def _entry(row: Any, around: Around) -> Entry:
    thing: GoodThing = row[0]
    named = around.named.get(thing.id, [])
    hidden_by = frozenset(around.hidden.get(thing.id, []))
    return Entry(
        id=thing.id,
        way=Way(thing.way),
        sentence=thing.sentence,
        author=Named(thing.author_id, row[1]),
        named=tuple(named),
        named_team=row[2],
        happened_on=thing.happened_on,
        logged_at=thing.logged_at,
        edited_at=thing.edited_at,
        withdrawn_at=thing.withdrawn_at,
        moment=thing.moment,
        channel=thing.channel,
        kind=thing.kind,
        labels=labels_of(thing, row[3:9]),
        minutes=thing.minutes,
        could_copy=thing.could_copy,
        private=thing.private,
        hidden_by=hidden_by,
        named_team_id=thing.named_team_id,
        notes=tuple(around.notes.get(thing.id, [])),
        marks=around.marks(thing.id),
        target=target_of(
            thing,
            named_ids=frozenset(person.id for person in named),
            team_ids=frozenset(around.teams.get(thing.id, [])),
            hidden=bool(hidden_by),
        ),
    )
