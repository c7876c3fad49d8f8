"""A good thing as a page shows it to one reader: with what this reader can do with it."""

from dataclasses import dataclass
from datetime import datetime

from tracker.core.access import Permission
from tracker.good_things.queries import Entry
from tracker.good_things.rules.entry import Reaction, is_a_doer, may_be_edited, still_open
from tracker.web.guards import may
from tracker.web.request import current_actor


@dataclass(frozen=True, slots=True)
class Tap:
    """A reaction as a button: how many gave it, whether the reader did, what a tap sends."""

    kind: str
    count: int
    pressed: bool
    sends: str


@dataclass(frozen=True, slots=True)
class Card:
    """A good thing and what the reader can do with it."""

    entry: Entry
    reactions: tuple[Tap, ...]
    may_react: bool
    may_confirm: bool
    has_confirmed: bool
    may_hide: bool
    has_hidden: bool
    may_edit: bool
    may_note: bool
    may_withdraw: bool
    may_restore: bool


def card_of(entry: Entry, now: datetime) -> Card:
    """Return a good thing with what the present reader can do with it."""
    me = current_actor().person_id
    author = may(Permission.GOOD_THING_EDIT, entry.target)
    gone = entry.withdrawn_at is not None
    fresh = still_open(entry.logged_at, now)
    editable = author and may_be_edited(logged_at=entry.logged_at, now=now, proofs=entry.proofs)
    confirmed = any(person.id == me for person in entry.marks.colleagues)
    return Card(
        entry=entry,
        reactions=tuple(_tap(entry, kind) for kind in Reaction),
        may_react=may(Permission.GOOD_THING_REACT, entry.target),
        may_confirm=may(Permission.GOOD_THING_CONFIRM, entry.target) and not confirmed and not _did_it(entry),
        has_confirmed=confirmed,
        may_hide=may(Permission.GOOD_THING_HIDE, entry.target),
        has_hidden=me in entry.hidden_by,
        may_edit=editable and not gone,
        may_note=author and not editable and not gone,
        may_withdraw=author and fresh and not gone,
        may_restore=author and entry.withdrawn_at is not None and still_open(entry.withdrawn_at, now),
    )


def _tap(entry: Entry, kind: Reaction) -> Tap:
    pressed = kind.value in entry.marks.mine
    verb = "drop" if pressed else "add"
    return Tap(kind.value, entry.marks.reactions.get(kind.value, 0), pressed, f"{verb} {kind.value}")


def _did_it(entry: Entry) -> bool:
    actor = current_actor()
    return is_a_doer(
        way=entry.way,
        person_is_named=any(person.id == actor.person_id for person in entry.named),
        person_in_named_team=entry.named_team_id in actor.team_ids,
    )
