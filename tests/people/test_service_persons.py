"""Persons: who they are and where they belong, over time."""

from datetime import date, timedelta

import pytest

from tests.cast import STARTED, TODAY
from tracker.audit.models import AuditEntry
from tracker.core.errors import ConflictError, InvalidError
from tracker.people import service
from tracker.people.models import Lead, Membership, Person
from tracker.people.queries import build_actor, get_person, list_people
from tracker.people.rules.drafts import PersonDraft

YESTERDAY = TODAY - timedelta(days=1)


def draft(number="900", name="New Person", email=None, language=None):
    return PersonDraft(staff_number=number, name=name, email=email, language=language)


def stays(work, person_id):
    rows = work.session.query(Membership).filter_by(person_id=person_id).order_by(Membership.starts_on)
    return [(row.team_id, row.starts_on, row.ends_on) for row in rows]


def test_a_new_person_starts_today_in_a_team(work_as, cast):
    with work_as("hr") as work:
        person = service.add_person(work, draft(), team_id=cast.shop_b.id)
        assert get_person(work.session, person.id, TODAY).team_id == cast.shop_b.id
        assert person.added_on == TODAY


def test_a_staff_number_is_used_once(work_as, cast):
    with work_as("hr") as work:
        for wanted in (lambda: service.add_person(work, draft("101")),):
            with pytest.raises(ConflictError) as refused:
                wanted()
            assert refused.value.code == "number-taken"
        with pytest.raises(ConflictError):
            service.change_person(work, cast.colleague.id, draft("101", "Colleague"))


def test_changing_a_person_logs_which_fields_never_their_values(work_as, cast):
    with work_as("hr") as work:
        before = work.session.query(AuditEntry).count()
        service.change_person(work, cast.employee.id, draft("101", "Employee"))
        assert work.session.query(AuditEntry).count() == before
        service.change_person(work, cast.employee.id, draft("101", "Employee", "e@example.org", "nl"))
        assert work.session.query(AuditEntry).count() == before + 1
        assert work.session.get_one(Person, cast.employee.id).email == "e@example.org"


def test_moving_ends_the_old_membership_the_day_before(work_as, cast):
    with work_as("hr") as work:
        service.move_person(work, cast.employee.id, cast.shop_b.id, from_day=TODAY)
        assert stays(work, cast.employee.id) == [
            (cast.shop_a.id, STARTED, YESTERDAY),
            (cast.shop_b.id, TODAY, None),
        ]
        assert build_actor(work.session, cast.employee.id, TODAY).team_ids == {cast.shop_b.id}


def test_a_move_can_be_planned_and_replanned(work_as, cast):
    later, sooner = TODAY + timedelta(days=30), TODAY + timedelta(days=10)
    with work_as("hr") as work:
        service.move_person(work, cast.employee.id, cast.shop_b.id, from_day=later)
        service.move_person(work, cast.employee.id, cast.shop_c.id, from_day=sooner)
        assert stays(work, cast.employee.id) == [
            (cast.shop_a.id, STARTED, sooner - timedelta(days=1)),
            (cast.shop_c.id, sooner, None),
        ]


def test_moving_twice_on_a_day_leaves_the_last_move(work_as, cast):
    with work_as("hr") as work:
        service.move_person(work, cast.employee.id, cast.shop_b.id, from_day=TODAY)
        service.move_person(work, cast.employee.id, cast.shop_c.id, from_day=TODAY)
        assert [stay[0] for stay in stays(work, cast.employee.id)] == [cast.shop_a.id, cast.shop_c.id]


def test_a_move_cannot_reach_back_before_the_present_membership(work_as, cast):
    with work_as("hr") as work, pytest.raises(InvalidError) as refused:
        service.move_person(work, cast.employee.id, cast.shop_b.id, from_day=date(2023, 1, 1))
    assert refused.value.code == "move-too-early"


def test_nobody_moves_into_an_ended_team_or_after_leaving(work_as, cast):
    with work_as("hr") as work:
        with pytest.raises(ConflictError) as refused:
            service.move_person(work, cast.leaver.id, cast.shop_b.id, from_day=TODAY)
        assert refused.value.code == "person-ended"
        service.move_person(work, cast.delegate.id, cast.shop_a.id, from_day=TODAY)
        service.end_team(work, cast.shop_b.id)
        with pytest.raises(ConflictError) as refused:
            service.move_person(work, cast.employee.id, cast.shop_b.id, from_day=TODAY)
        assert refused.value.code == "team-ended"


def test_leaving_ends_membership_leads_and_whoever_stood_in(work_as, cast):
    with work_as("hr") as work:
        service.end_person(work, cast.lead.id, last_day=YESTERDAY)
        assert stays(work, cast.lead.id) == [(cast.north.id, STARTED, YESTERDAY)]
        assert build_actor(work.session, cast.lead.id, TODAY).led_ids == frozenset()
        assert build_actor(work.session, cast.delegate.id, TODAY).delegated_ids == frozenset()
        assert work.session.query(Lead).filter_by(person_id=cast.delegate.id).count() == 0
        assert cast.lead.id not in {person.id for person in list_people(work.session, TODAY)}


def test_nobody_ends_themself(work_as, cast):
    with work_as("hr") as work, pytest.raises(ConflictError) as refused:
        service.end_person(work, cast.hr.id, last_day=TODAY)
    assert refused.value.code == "not-yourself"


def test_the_last_administrator_cannot_leave(work_as, cast):
    with work_as("hr") as work, pytest.raises(ConflictError) as refused:
        service.end_person(work, cast.administrator.id, last_day=TODAY)
    assert refused.value.code == "last-administrator"


def test_a_last_day_cannot_lie_before_the_first(work_as, cast):
    with work_as("hr") as work, pytest.raises(InvalidError) as refused:
        service.end_person(work, cast.employee.id, last_day=date(2020, 1, 1))
    assert refused.value.code == "ends-before-start"


def test_a_leaver_can_come_back(work_as, cast):
    with work_as("hr") as work:
        service.bring_back(work, cast.leaver.id, team_id=cast.shop_b.id)
        assert get_person(work.session, cast.leaver.id, TODAY).team_id == cast.shop_b.id
        with pytest.raises(ConflictError):
            service.bring_back(work, cast.leaver.id, team_id=cast.shop_b.id)


def test_a_planned_leaving_can_be_taken_back(work_as, cast):
    with work_as("hr") as work:
        service.end_person(work, cast.employee.id, last_day=TODAY + timedelta(days=20))
        assert build_actor(work.session, cast.employee.id, TODAY).team_ids == {cast.shop_a.id}
        service.bring_back(work, cast.employee.id, team_id=cast.shop_a.id)
        assert stays(work, cast.employee.id)[-1] == (cast.shop_a.id, TODAY, None)


def test_a_search_takes_signs_as_they_are(work_as, cast):
    with work_as("hr") as work:
        assert [p.name for p in list_people(work.session, TODAY, search="coll")] == [
            "Colleague",
            "Colleague Elsewhere",
        ]
        assert list_people(work.session, TODAY, search="%") == []
