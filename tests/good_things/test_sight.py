"""The list and the policy are two ways to the same answer."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.cast import PERSONAS, TODAY
from tests.factories.good_things import add_good_thing, add_thanks, in_name_of
from tracker.core.access import NOBODY, Permission, allowed
from tracker.good_things import service
from tracker.good_things.models import GoodThing
from tracker.good_things.queries import get_entry, list_mine, list_wall, visible_to
from tracker.good_things.rules.entry import Way
from tracker.people.models import Lead, Membership
from tracker.people.queries import build_actor

SIGNED_IN = [name for name in PERSONAS if name != "anonymous"]
PEOPLE = st.sampled_from(
    ["employee", "colleague", "colleague_elsewhere", "lead", "delegate", "hr", "works_council"]
)
THINGS = st.fixed_dictionaries(
    {
        "way": st.sampled_from(Way),
        "author": PEOPLE,
        "named": st.sets(PEOPLE, max_size=2),
        "team": st.sampled_from([None, "shop_a", "shop_c", "north"]),
        "days_ago": st.integers(0, 31),
        "private": st.booleans(),
        "hides": st.booleans(),
        "withdraws": st.booleans(),
    }
)


def write(work, cast, thing):
    """Keep a drawn good thing through the services."""
    author = getattr(cast, thing["author"]).id
    named = {getattr(cast, name).id for name in thing["named"]} - {author}
    team = None if thing["team"] is None else getattr(cast, thing["team"]).id
    if thing["way"] is Way.THANKS and not named and team is None:
        team = cast.shop_a.id
    day = work.now.date() - timedelta(days=thing["days_ago"])
    entry = add_good_thing(
        work, author, *named, way=thing["way"], happened_on=day, private=thing["private"], named_team_id=team
    )
    if thing["hides"] and named:
        service.hide_good_thing(in_name_of(work, min(named)), entry)
    if thing["withdraws"]:
        service.withdraw_good_thing(work, entry)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(things=st.lists(THINGS, min_size=1, max_size=6), since=st.integers(0, 40), moved=st.booleans())
def test_the_list_holds_exactly_what_the_policy_allows(things, since, moved, storage, clock, cast):
    work = storage.open(NOBODY, clock.now())
    try:
        session = work.session
        for thing in things:
            write(work, cast, thing)
        lead = session.scalars(select(Lead).where(Lead.person_id == cast.lead.id)).one()
        lead.starts_on = TODAY - timedelta(days=since)
        if moved:
            place = session.scalars(select(Membership).where(Membership.person_id == cast.colleague.id)).one()
            place.team_id = cast.shop_c.id
        session.flush()
        entries = [get_entry(session, number) for number in session.scalars(select(GoodThing.id))]
        for name in SIGNED_IN:
            actor = build_actor(session, getattr(cast, name).id, TODAY)
            listed = set(session.scalars(select(GoodThing.id).where(visible_to(actor))))
            readable = {e.id for e in entries if allowed(actor, Permission.GOOD_THING_READ, e.target)}
            assert listed == readable, name
            shown = list_wall(session, actor).entries + list_mine(session, actor, now=work.now).entries
            assert {entry.id for entry in shown} <= readable, name
    finally:
        storage.finish(work, keep=False)


def test_nobody_sees_nothing(work_as, kept):
    with work_as() as work:
        assert list(work.session.scalars(select(GoodThing.id).where(visible_to(NOBODY)))) == []
        assert list_mine(work.session, NOBODY, now=work.now).entries == ()
        assert list_wall(work.session, NOBODY).entries == ()


def readers(page, number):
    return {name for name in SIGNED_IN if page.as_(name).get(f"/good-things/{number}").status == 200}


def test_a_team_and_its_leads_read_what_stands_on_their_wall(page, kept):
    assert readers(page, kept) == {"employee", "colleague", "lead", "delegate"}


def test_hr_and_the_administrator_do_not_read_what_is_not_theirs(page, kept):
    for name in ("hr", "administrator", "works_council"):
        assert page.as_(name).get(f"/good-things/{kept}").status == 404


def test_naming_somebody_of_another_team_brings_it_to_their_wall(page, work_as, cast):
    with work_as() as work:
        number = add_thanks(work, cast.employee.id, cast.colleague_elsewhere.id).id
    assert readers(page, number) == {
        "employee", "colleague", "lead", "delegate", "colleague_elsewhere", "works_council", "lead_elsewhere",
    }  # fmt: skip


def test_a_private_one_is_read_by_its_writer_and_those_it_names(page, work_as, cast):
    with work_as() as work:
        number = add_good_thing(work, cast.employee.id, cast.lead.id, private=True).id
    assert readers(page, number) == {"employee", "lead"}


def test_a_new_lead_reaches_only_what_happened_since_they_lead(page, work_as, cast):
    with work_as() as work:
        before = add_good_thing(work, cast.employee.id, happened_on=TODAY - timedelta(days=3)).id
        after = add_good_thing(work, cast.employee.id, happened_on=TODAY - timedelta(days=2)).id
        old = work.session.scalars(select(Lead).where(Lead.person_id == cast.lead.id)).one()
        old.ends_on = TODAY - timedelta(days=3)
        work.session.add(
            Lead(
                team_id=cast.shop_a.id, person_id=cast.lead_elsewhere.id, starts_on=TODAY - timedelta(days=2)
            )
        )
    assert page.as_("lead_elsewhere").get(f"/good-things/{before}").status == 404
    assert page.as_("lead_elsewhere").get(f"/good-things/{after}").status == 200
    assert page.as_("lead").get(f"/good-things/{after}").status == 404


def test_somebody_who_changed_teams_reads_the_new_wall_and_keeps_their_own(page, work_as, cast, kept):
    with work_as() as work:
        mine = add_good_thing(work, cast.colleague.id).id
        place = work.session.scalars(
            select(Membership).where(Membership.person_id == cast.colleague.id)
        ).one()
        place.team_id = cast.shop_c.id
    browser = page.as_("colleague")
    assert browser.get(f"/good-things/{mine}").status == 200
    assert browser.get(f"/good-things/{kept}").status == 404
