"""What an author does with a good thing: keep, edit, correct, withdraw and bring back."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.core.calendar import local_day
from tracker.core.errors import ConflictError, ForbiddenError, InvalidError
from tracker.good_things.models import GoodThing, GoodThingNamed, GoodThingNote, GoodThingProof, GoodThingTeam
from tracker.good_things.queries import Entry
from tracker.good_things.rules.entry import Draft, Way, check_draft, check_note, may_be_edited, still_open
from tracker.people.models import Choice, Membership, Person, Team
from tracker.people.queries import get_organisation, valid_on
from tracker.storage.work import Work


def keep_good_thing(work: Work, draft: Draft) -> int:
    """Keep a good thing and return its number; the same page sent again changes nothing."""
    author_id = asker(work)
    known = _find_kept(work.session, author_id, draft.key)
    if known is not None:
        return known
    _check(work, draft, author_id)
    thing = GoodThing(
        author_id=author_id, client_key=draft.key, way=draft.way.value, logged_at=work.now, **_words(draft)
    )
    try:
        with work.session.begin_nested():
            work.session.add(thing)
            work.session.flush()
    except IntegrityError:
        # Another process kept the same page between the look and the write.
        known = _find_kept(work.session, author_id, draft.key)
        if known is None:
            raise
        return known
    _name(work, thing.id, draft.named_ids)
    _put_on_walls(work, thing.id, draft, author_id)
    return thing.id


def edit_good_thing(work: Work, entry: Entry, draft: Draft) -> None:
    """Change the words of a good thing while that is still open."""
    if entry.withdrawn_at is not None:
        raise ConflictError("good-thing-withdrawn")
    lock_words(work, entry.id)
    proofs = work.session.scalar(select(func.count()).where(GoodThingProof.good_thing_id == entry.id)) or 0
    if not may_be_edited(logged_at=entry.logged_at, now=work.now, proofs=proofs):
        raise ConflictError("good-thing-fixed")
    _check(work, draft, entry.author.id)
    thing = work.session.get_one(GoodThing, entry.id)
    for name, value in _words(draft).items():
        setattr(thing, name, value)
    thing.edited_at = work.now
    before = {person.id for person in entry.named}
    work.session.execute(
        delete(GoodThingNamed).where(
            GoodThingNamed.good_thing_id == thing.id, GoodThingNamed.person_id.in_(before - draft.named_ids)
        )
    )
    _name(work, thing.id, draft.named_ids - before)
    work.session.execute(delete(GoodThingTeam).where(GoodThingTeam.good_thing_id == thing.id))
    _put_on_walls(work, thing.id, draft, entry.author.id)


def add_note(work: Work, entry: Entry, text: str) -> None:
    """Add a correction below a good thing whose words stand."""
    check_note(text)
    if entry.withdrawn_at is not None:
        raise ConflictError("good-thing-withdrawn")
    if [note.text for note in entry.notes][-1:] == [text]:
        return
    work.session.add(GoodThingNote(good_thing_id=entry.id, text=text, at=work.now))
    work.session.flush()


def withdraw_good_thing(work: Work, entry: Entry) -> None:
    """Take a good thing back, for everybody but its author."""
    if entry.withdrawn_at is not None:
        return
    if not still_open(entry.logged_at, work.now):
        raise ConflictError("good-thing-old-to-withdraw")
    work.session.get_one(GoodThing, entry.id).withdrawn_at = work.now


def restore_good_thing(work: Work, entry: Entry) -> None:
    """Undo a withdrawal within a day of it."""
    if entry.withdrawn_at is None:
        return
    if not still_open(entry.withdrawn_at, work.now):
        raise ConflictError("good-thing-gone")
    work.session.get_one(GoodThing, entry.id).withdrawn_at = None


def lock_words(work: Work, thing_id: int) -> datetime | None:
    """Hold a good thing's words until this work ends, and return when they were last changed."""
    query = select(GoodThing.edited_at).where(GoodThing.id == thing_id).with_for_update()
    return work.session.scalar(query)


def asker(work: Work) -> int:
    """Return the person in whose name this is done."""
    if work.actor.person_id is None:
        raise ForbiddenError("not-allowed")
    return work.actor.person_id


def today(work: Work) -> date:
    """Return the day it is where the organisation is."""
    return local_day(work.now, ZoneInfo(get_organisation(work.session).time_zone))


def _find_kept(session: Session, author_id: int, key: str) -> int | None:
    query = select(GoodThing.id).where(GoodThing.author_id == author_id, GoodThing.client_key == key)
    return session.scalar(query)


def _words(draft: Draft) -> dict[str, object]:
    return {
        "sentence": draft.sentence,
        "happened_on": draft.happened_on,
        "moment": draft.moment,
        "channel": draft.channel,
        "kind": draft.kind,
        "minutes": draft.minutes,
        "could_copy": draft.could_copy,
        "private": draft.private,
        "named_team_id": draft.named_team_id,
    }


def _check(work: Work, draft: Draft, author_id: int) -> None:
    day = today(work)
    check_draft(draft, author_id=author_id, today=day)
    known = select(Choice.kind, Choice.code)
    choices = {(kind, code) for kind, code in work.session.execute(known)}
    wanted = {("moment", draft.moment), ("channel", draft.channel)}
    wanted |= {("good_thing_kind", draft.kind)} if draft.kind else set()
    if not wanted <= choices:
        raise InvalidError("choice-unknown")
    if draft.named_ids:
        here = select(Person.id).where(Person.id.in_(draft.named_ids))
        present = here.where((Person.ended_on.is_(None)) | (Person.ended_on >= draft.happened_on))
        if set(work.session.scalars(present)) != draft.named_ids:
            raise InvalidError("person-unknown")
    if draft.named_team_id is not None and work.session.get(Team, draft.named_team_id) is None:
        raise InvalidError("team-unknown")


def _name(work: Work, thing_id: int, person_ids: Iterable[int]) -> None:
    work.session.add_all(
        GoodThingNamed(good_thing_id=thing_id, person_id=person_id) for person_id in sorted(person_ids)
    )
    work.session.flush()


def _put_on_walls(work: Work, thing_id: int, draft: Draft, author_id: int) -> None:
    """Write down the teams of everybody in it, as they stood on the day it happened."""
    teams = _teams_of(work, {author_id, *draft.named_ids}, draft.happened_on)
    named = {teams[person_id] for person_id in draft.named_ids if person_id in teams}
    if draft.named_team_id is not None:
        named.add(draft.named_team_id)
    own = {teams[author_id]} if author_id in teams else set()
    doing = own if draft.way is Way.LOG else named
    work.session.add_all(
        GoodThingTeam(good_thing_id=thing_id, team_id=team_id, counts=team_id in doing)
        for team_id in sorted(own | named)
    )
    work.session.flush()


def _teams_of(work: Work, person_ids: set[int], day: date) -> dict[int, int]:
    """Return each person's team on a day, or today's for those who had none then."""
    found: dict[int, int] = {}
    for each in (today(work), day):
        query = select(Membership.person_id, Membership.team_id).where(
            Membership.person_id.in_(person_ids), valid_on(Membership, each)
        )
        found.update((person_id, team_id) for person_id, team_id in work.session.execute(query))
    return found
