"""Destroys what must not be kept: the withdrawn after a day, everything after two years."""

from collections.abc import Collection

from sqlalchemy import delete, or_, select

from tracker.good_things.models import (
    GoodThing,
    GoodThingNamed,
    GoodThingNote,
    GoodThingProof,
    GoodThingReaction,
    GoodThingTeam,
)
from tracker.good_things.rules.entry import CHANGEABLE_FOR, KEPT_FOR
from tracker.storage.work import Work

PARTS = (GoodThingNamed, GoodThingTeam, GoodThingProof, GoodThingReaction, GoodThingNote)
AT_ONCE = 500


def purge_good_things(work: Work, *, locked: Collection[int] = ()) -> int:
    """Delete what is past its time, except what an open case holds, and return how many went."""
    old = or_(
        GoodThing.withdrawn_at <= work.now - CHANGEABLE_FOR,
        GoodThing.happened_on < work.now.date() - KEPT_FOR,
    )
    gone = [
        number for number in work.session.scalars(select(GoodThing.id).where(old)) if number not in locked
    ]
    for first in range(0, len(gone), AT_ONCE):
        some = gone[first : first + AT_ONCE]
        for part in PARTS:
            work.session.execute(delete(part).where(part.good_thing_id.in_(some)))
        work.session.execute(delete(GoodThing).where(GoodThing.id.in_(some)))
    return len(gone)
