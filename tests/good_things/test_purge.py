from datetime import timedelta

from sqlalchemy import func, select

from tests.cast import TODAY
from tests.factories.good_things import add_customer_proof, add_good_thing, in_name_of
from tracker.good_things import service
from tracker.good_things.models import (
    GoodThing,
    GoodThingNamed,
    GoodThingNote,
    GoodThingProof,
    GoodThingReaction,
    GoodThingTeam,
)
from tracker.good_things.queries import get_entry
from tracker.good_things.rules.entry import KEPT_FOR, Reaction
from tracker.people.models import Organisation

PARTS = (GoodThing, GoodThingNamed, GoodThingTeam, GoodThingProof, GoodThingReaction, GoodThingNote)


def left(work):
    return {part.__tablename__: work.session.scalar(select(func.count()).select_from(part)) for part in PARTS}


def add_full(work, cast):
    """A good thing with everything that can stand around one."""
    entry = add_good_thing(work, cast.employee.id, cast.lead.id)
    service.add_reaction(in_name_of(work, cast.colleague.id), entry, Reaction.LEARNED)
    service.confirm_good_thing(in_name_of(work, cast.colleague.id), entry, edition="first")
    add_customer_proof(work, entry)
    service.add_note(in_name_of(work, cast.employee.id), entry, "And she came back the day after.")
    return get_entry(work.session, entry.id)


def test_what_was_withdrawn_goes_after_a_day_and_leaves_nothing(work_as, cast, clock):
    with work_as() as work:
        entry = add_full(work, cast)
        service.withdraw_good_thing(in_name_of(work, cast.employee.id), entry)
    clock.advance(hours=23)
    with work_as() as work:
        assert service.purge_good_things(work) == 0
    clock.advance(hours=1)
    with work_as() as work:
        assert service.purge_good_things(work) == 1
        assert set(left(work).values()) == {0}
        assert service.purge_good_things(work) == 0


def test_two_years_are_the_end_unless_an_open_case_holds_it(work_as, cast, clock):
    with work_as() as work:
        held, free, young = add_full(work, cast), add_full(work, cast), add_full(work, cast)
        for entry in (held, free):
            work.session.get_one(GoodThing, entry.id).happened_on = TODAY - KEPT_FOR - timedelta(days=1)
        work.session.get_one(GoodThing, young.id).happened_on = TODAY - KEPT_FOR
        work.session.flush()
        assert service.purge_good_things(work, locked={held.id}) == 1
        assert set(work.session.scalars(select(GoodThing.id))) == {held.id, young.id}
        assert left(work)["good_thing_note"] == 2


def test_an_installation_that_is_not_set_up_has_nothing_to_forget(work_as):
    with work_as() as work:
        work.session.query(Organisation).delete()
        assert service.purge_good_things(work) == 0
