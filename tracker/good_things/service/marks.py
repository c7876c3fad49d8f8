"""What others do with a good thing: confirm it, take it off the walls, react to it."""

from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update

from tracker.core.calendar import Week, start_of_day
from tracker.core.errors import ConflictError
from tracker.good_things.models import GoodThingNamed, GoodThingProof, GoodThingReaction
from tracker.good_things.queries import Entry
from tracker.good_things.rules.entry import (
    CONFIRMATIONS_A_WEEK,
    Reaction,
    Rung,
    edition_of,
    is_a_doer,
    still_open,
)
from tracker.good_things.service.writing import asker, lock_words, today
from tracker.people.models import Person
from tracker.people.queries import get_organisation
from tracker.storage.work import Work


def confirm_good_thing(work: Work, entry: Entry, *, edition: str) -> None:
    """Stand for a good thing, in the words that were read, as a colleague who was there."""
    me = asker(work)
    if entry.author.id == me or _did_it(work, entry):
        raise ConflictError("confirm-own")
    if any(person.id == me for person in entry.marks.colleagues):
        return
    # Two taps at the same moment wait here for each other, so that the week's limit holds; the author's
    # edit waits too, so that nobody stands for words they did not read.
    work.session.execute(select(Person.id).where(Person.id == me).with_for_update())
    edited_at = lock_words(work, entry.id)
    if edition != edition_of(edited_at):
        raise ConflictError("good-thing-changed")
    if _is_confirmed(work, entry.id, me):
        return
    if count_confirmations_this_week(work) >= CONFIRMATIONS_A_WEEK:
        raise ConflictError("confirm-limit", most=CONFIRMATIONS_A_WEEK)
    work.session.add(
        GoodThingProof(good_thing_id=entry.id, rung=Rung.COLLEAGUE.value, person_id=me, at=work.now)
    )
    work.session.flush()


def take_back_confirmation(work: Work, entry: Entry) -> None:
    """Undo one's own confirmation within a day of it."""
    found = work.session.scalar(
        select(GoodThingProof).where(
            GoodThingProof.good_thing_id == entry.id, GoodThingProof.person_id == asker(work)
        )
    )
    if found is None:
        return
    if not still_open(found.at, work.now):
        raise ConflictError("confirmation-stands")
    work.session.delete(found)
    work.session.flush()


def hide_good_thing(work: Work, entry: Entry) -> None:
    """Take a good thing that names the asker off every wall."""
    _set_hidden(work, entry, hidden=True)


def show_good_thing_again(work: Work, entry: Entry) -> None:
    """Undo hiding, as far as the asker is concerned."""
    _set_hidden(work, entry, hidden=False)


def add_reaction(work: Work, entry: Entry, kind: Reaction) -> None:
    """React to a good thing; the same reaction twice is one."""
    if kind.value in entry.marks.mine:
        return
    me = asker(work)
    work.session.execute(select(Person.id).where(Person.id == me).with_for_update())
    known = work.session.get(
        GoodThingReaction, {"good_thing_id": entry.id, "person_id": me, "kind": kind.value}
    )
    if known is None:
        work.session.add(GoodThingReaction(good_thing_id=entry.id, person_id=me, kind=kind.value))
        work.session.flush()


def drop_reaction(work: Work, entry: Entry, kind: Reaction) -> None:
    """Take a reaction back."""
    work.session.execute(
        delete(GoodThingReaction).where(
            GoodThingReaction.good_thing_id == entry.id,
            GoodThingReaction.person_id == asker(work),
            GoodThingReaction.kind == kind.value,
        )
    )


def count_confirmations_this_week(work: Work) -> int:
    """Return how many good things the asker has confirmed since Monday."""
    monday = Week.of(today(work)).monday
    since = start_of_day(monday, ZoneInfo(get_organisation(work.session).time_zone))
    query = select(func.count()).where(GoodThingProof.person_id == asker(work), GoodThingProof.at >= since)
    return work.session.scalar(query) or 0


def _did_it(work: Work, entry: Entry) -> bool:
    return is_a_doer(
        way=entry.way,
        person_is_named=any(person.id == work.actor.person_id for person in entry.named),
        person_in_named_team=entry.named_team_id in work.actor.team_ids,
    )


def _is_confirmed(work: Work, thing_id: int, person_id: int) -> bool:
    query = select(GoodThingProof.id).where(
        GoodThingProof.good_thing_id == thing_id, GoodThingProof.person_id == person_id
    )
    return work.session.scalar(query) is not None


def _set_hidden(work: Work, entry: Entry, *, hidden: bool) -> None:
    mine = (GoodThingNamed.good_thing_id == entry.id, GoodThingNamed.person_id == asker(work))
    same = GoodThingNamed.hidden_at.is_(None) if hidden else GoodThingNamed.hidden_at.is_not(None)
    work.session.execute(
        update(GoodThingNamed).where(*mine, same).values(hidden_at=work.now if hidden else None)
    )
