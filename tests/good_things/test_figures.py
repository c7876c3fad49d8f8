from collections import Counter
from datetime import timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import TODAY
from tests.factories.good_things import add_customer_proof, add_good_thing, add_thanks, in_name_of
from tracker.core.access import NOBODY
from tracker.core.calendar import Week
from tracker.good_things import service
from tracker.good_things.queries import count_per_team_week, list_evidence_about
from tracker.good_things.rules.entry import Part, Rung, counted

THIS = Week.of(TODAY)
WRITERS = st.sampled_from(["employee", "colleague", "colleague_elsewhere"])


def counts(work, start=THIS, end=THIS):
    return {(c.team_id, c.week): c.count for c in count_per_team_week(work.session, start, end)}


def test_three_logs_of_a_day_count_and_all_thanks_do(work_as, cast):
    with work_as() as work:
        for _ in range(5):
            add_good_thing(work, cast.employee.id)
            add_thanks(work, cast.employee.id, cast.colleague.id)
        add_good_thing(work, cast.colleague.id)
        assert counts(work) == {(cast.shop_a.id, THIS): 3 + 5 + 1}


def test_private_and_withdrawn_ones_do_not_count_and_hidden_ones_do(work_as, cast):
    with work_as() as work:
        add_good_thing(work, cast.employee.id, private=True)
        service.withdraw_good_thing(
            in_name_of(work, cast.employee.id), add_good_thing(work, cast.employee.id)
        )
        hidden = add_thanks(work, cast.colleague.id, cast.employee.id)
        service.hide_good_thing(in_name_of(work, cast.employee.id), hidden)
        assert counts(work) == {(cast.shop_a.id, THIS): 1}


def test_thanks_count_where_the_doers_are_and_a_log_where_its_writer_is(work_as, cast):
    with work_as() as work:
        add_thanks(work, cast.employee.id, cast.colleague_elsewhere.id)
        add_good_thing(work, cast.employee.id, cast.colleague_elsewhere.id)
        assert counts(work) == {(cast.shop_c.id, THIS): 1, (cast.shop_a.id, THIS): 1}


def test_weeks_are_cut_at_their_ends(work_as, cast):
    with work_as() as work:
        for day in (THIS.monday, THIS.monday - timedelta(days=1), (THIS - 3).sunday):
            add_good_thing(work, cast.employee.id, happened_on=day)
        assert counts(work) == {(cast.shop_a.id, THIS): 1}
        assert counts(work, THIS - 1) == {(cast.shop_a.id, THIS): 1, (cast.shop_a.id, THIS - 1): 1}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(logs=st.lists(st.tuples(WRITERS, st.integers(0, 9)), max_size=14))
def test_the_sum_is_the_plain_one(logs, storage, clock, cast):
    work = storage.open(NOBODY, clock.now())
    try:
        teams = {
            "employee": cast.shop_a.id,
            "colleague": cast.shop_a.id,
            "colleague_elsewhere": cast.shop_c.id,
        }
        plain: Counter = Counter()
        for name, days in logs:
            add_good_thing(work, getattr(cast, name).id, happened_on=TODAY - timedelta(days=days))
        for (name, days), number in Counter(logs).items():
            plain[teams[name], Week.of(TODAY - timedelta(days=days))] += counted(number)
        assert counts(work, THIS - 2) == dict(plain)
    finally:
        storage.finish(work, keep=False)


def about(work, person_id):
    return list_evidence_about(work.session, person_id, TODAY - timedelta(days=5), TODAY)


def test_evidence_says_what_a_person_did_helped_with_and_was_thanked_for(work_as, cast):
    me, mate = cast.employee.id, cast.colleague.id
    with work_as() as work:
        did = add_good_thing(work, me, happened_on=TODAY - timedelta(days=2))
        helped = add_good_thing(work, mate, me, happened_on=TODAY - timedelta(days=1))
        thanked = add_thanks(work, mate, me)
        add_thanks(work, me, mate)
        add_thanks(work, mate, named_team_id=cast.shop_a.id)
        found = about(work, me)
    assert [(e.id, e.part) for e in found] == [
        (did.id, Part.DID),
        (helped.id, Part.HELPED),
        (thanked.id, Part.THANKED),
    ]
    assert [e.rung for e in found] == [Rung.SELF, Rung.COLLEAGUE, Rung.COLLEAGUE]
    assert [e.confirmers for e in found] == [0, 1, 1]
    assert [(e.author_id, e.author) for e in found][1] == (mate, "Colleague")
    assert (found[0].moment.nl, found[0].channel.en, found[0].sentence) == (
        "Advies",
        "In the shop",
        did.sentence,
    )


def test_confirmers_are_distinct_and_never_the_person(work_as, cast):
    me = cast.employee.id
    with work_as() as work:
        log = add_good_thing(work, me, cast.hr.id)
        for name in ("colleague", "hr"):
            service.confirm_good_thing(in_name_of(work, getattr(cast, name).id), log, edition="first")
        helped = add_good_thing(work, cast.colleague.id, me)
        service.confirm_good_thing(in_name_of(work, me), helped, edition="first")
        found = {e.id: e for e in about(work, me)}
    assert found[log.id].confirmers == 2
    assert (found[helped.id].confirmers, found[helped.id].rung) == (1, Rung.COLLEAGUE)


def test_a_customer_is_the_highest_rung(work_as, cast):
    with work_as() as work:
        add_customer_proof(work, add_good_thing(work, cast.employee.id))
        [found] = about(work, cast.employee.id)
    assert (found.rung, found.customers, found.confirmers) == (Rung.CUSTOMER, 1, 0)


def test_notes_come_along_and_private_or_withdrawn_ones_do_not(work_as, cast):
    me = cast.employee.id
    with work_as() as work:
        entry = add_good_thing(work, me)
        service.add_note(in_name_of(work, me), entry, "It was somebody else's idea.")
        add_good_thing(work, me, private=True)
        service.withdraw_good_thing(in_name_of(work, me), add_good_thing(work, me))
        add_good_thing(work, me, happened_on=TODAY - timedelta(days=6))
        [found] = about(work, me)
    assert [note.text for note in found.notes] == ["It was somebody else's idea."]


def test_evidence_takes_few_statements_however_much_there_is(work_as, cast, storage):
    with work_as() as work:
        for _ in range(12):
            add_good_thing(work, cast.employee.id, cast.colleague.id)
        seen: list[str] = []
        sa.event.listen(storage.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
        about(work, cast.employee.id)
    assert len(seen) == 3
