"""Who sees which good things, as a condition in SQL; a test holds it against the policy."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, or_

from tracker.core.access import Actor, Target
from tracker.good_things.models import GoodThing, GoodThingNamed, GoodThingTeam


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which the asker may read a good thing.

    Authors read their own, named people read what names them, and what stands on a wall is read by the
    team and by whoever led it on the day it happened. A withdrawn one is its author's alone.
    """
    if actor.person_id is None:
        return false()
    return or_(
        GoodThing.author_id == actor.person_id,
        and_(GoodThing.withdrawn_at.is_(None), names(actor.person_id)),
        and_(is_public(), on_walls(actor)),
    )


def names(person_id: int) -> ColumnElement[bool]:
    """Return the condition that a good thing names a person."""
    return exists().where(GoodThingNamed.good_thing_id == GoodThing.id, GoodThingNamed.person_id == person_id)


def is_public() -> ColumnElement[bool]:
    """Return the condition under which a good thing stands on walls at all."""
    hidden = exists().where(
        GoodThingNamed.good_thing_id == GoodThing.id, GoodThingNamed.hidden_at.is_not(None)
    )
    return and_(GoodThing.withdrawn_at.is_(None), GoodThing.private.is_(False), ~hidden)


def on_walls(actor: Actor, chosen: int | None = None) -> ColumnElement[bool]:
    """Return the condition that it stands on a wall that the asker may read, or on the chosen one."""
    ways = []
    if own := _chosen(actor.team_ids, chosen):
        ways.append(_stands_with(own))
    for since, led in _led_by_day(actor):
        if teams := _chosen(led, chosen):
            ways.append(and_(GoodThing.happened_on >= since, _stands_with(teams)))
    return or_(false(), *ways)


def target_of(
    entry: GoodThing, *, named_ids: frozenset[int], team_ids: frozenset[int], hidden: bool
) -> Target:
    """Reduce it to what permissions depend on: no team reads what is private, hidden or withdrawn."""
    withdrawn = entry.withdrawn_at is not None
    off = withdrawn or entry.private or hidden
    return Target(
        author_id=entry.author_id,
        named_ids=frozenset() if withdrawn else named_ids,
        team_ids=frozenset() if off else team_ids,
        on=entry.happened_on,
    )


def _stands_with(team_ids: Iterable[int]) -> ColumnElement[bool]:
    return exists().where(
        GoodThingTeam.good_thing_id == GoodThing.id, GoodThingTeam.team_id.in_(sorted(team_ids))
    )


def _chosen(team_ids: Iterable[int], chosen: int | None) -> frozenset[int]:
    return frozenset(team_ids) if chosen is None else frozenset(team_ids) & {chosen}


def _led_by_day(actor: Actor) -> list[tuple[date, frozenset[int]]]:
    days = sorted({since for _team_id, since in actor.led_since})
    return [(day, frozenset(team_id for team_id, since in actor.led_since if since == day)) for day in days]
