"""Good things as small as they can be, kept by the product's own services."""

import itertools
from datetime import timedelta
from uuid import UUID

from tracker.core.access import NOBODY
from tracker.good_things import service
from tracker.good_things.models import GoodThing, GoodThingProof
from tracker.good_things.queries import Entry, get_entry
from tracker.good_things.rules.entry import Draft, Way
from tracker.people.models import Choice
from tracker.people.queries import build_actor
from tracker.storage.work import Work

NUMBERS = itertools.count(1)
CHOICES = (
    ("moment", "advice", "Advice", "Advies"),
    ("moment", "complaint", "Complaint", "Klacht"),
    ("channel", "visit", "In the shop", "In de winkel"),
    ("channel", "telephone", "Telephone", "Telefoon"),
    ("good_thing_kind", "personal-touch", "Personal touch", "Persoonlijk gebaar"),
)


def new_key() -> str:
    return str(UUID(int=next(NUMBERS), version=4))


def add_choices(session) -> None:
    """Give the organisation its lists, unless it has them."""
    known = {(c.kind, c.code) for c in session.query(Choice)}
    for position, (kind, code, en, nl) in enumerate(CHOICES):
        if (kind, code) not in known:
            session.add(Choice(kind=kind, code=code, label_en=en, label_nl=nl, position=90 + position))
    session.flush()


def in_name_of(work: Work, person_id: int) -> Work:
    return Work(work.session, build_actor(work.session, person_id, work.now.date()), work.now)


def draft(work: Work, **values) -> Draft:
    number = next(NUMBERS)
    return Draft(
        **{
            "key": new_key(),
            "way": Way.LOG,
            "sentence": f"Walked a customer to shelf {number}, and she found her paint at once.",
            "happened_on": work.now.date(),
            "moment": "advice",
            "channel": "visit",
            **values,
        }
    )


def add_good_thing(work: Work, author_id: int, *named: int, **values) -> Entry:
    """Keep a good thing in somebody's name."""
    add_choices(work.session)
    words = draft(work, named_ids=frozenset(named), **values)
    return get_entry(work.session, service.keep_good_thing(in_name_of(work, author_id), words))


def add_thanks(work: Work, author_id: int, *named: int, **values) -> Entry:
    return add_good_thing(work, author_id, *named, way=Way.THANKS, **values)


def add_customer_proof(work: Work, entry: Entry) -> None:
    work.session.add(
        GoodThingProof(good_thing_id=entry.id, rung="customer", source_key=f"score {entry.id}", at=work.now)
    )
    work.session.flush()


def access_things(storage, cast, clock) -> dict[str, int]:
    """The good things of the access matrix; none changes hands while one persona after the other asks."""
    me, mate = cast.employee.id, cast.colleague.id
    with storage.work(NOBODY, clock.now()) as work:
        hidden = add_good_thing(work, me, cast.lead.id, cast.works_council.id)
        for person_id in (cast.lead.id, cast.works_council.id):
            service.hide_good_thing(in_name_of(work, person_id), hidden)
        old = add_good_thing(work, me)
        work.session.get_one(GoodThing, old.id).logged_at = clock.now() - timedelta(days=2)
        return {
            "log": add_good_thing(work, me).id,
            "old": old.id,
            "abroad": add_good_thing(work, me, cast.colleague_elsewhere.id).id,
            "thanks": add_thanks(work, mate, me).id,
            "private": add_good_thing(work, me, private=True).id,
            "hidden": hidden.id,
        }
