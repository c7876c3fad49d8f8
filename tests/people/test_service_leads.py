"""Leads and stand-ins, roles, and the lists of choices."""

from datetime import timedelta

import pytest

from tests.cast import TODAY
from tracker.core.access import Role
from tracker.core.errors import ConflictError, InvalidError
from tracker.people import service
from tracker.people.models import Choice
from tracker.people.queries import build_actor, list_choices, list_lead_views, roles_of
from tracker.people.rules.defaults import DEFAULTS, ChoiceKind
from tracker.people.rules.drafts import ChoiceDraft, OrganisationDraft


def ended(_work, person_id):
    ended.people.append(person_id)


@pytest.fixture(autouse=True)
def _nobody_ended_yet():
    ended.people = []


def test_a_team_may_have_two_leads_and_each_only_once(work_as, cast):
    with work_as("hr") as work:
        service.appoint_lead(work, cast.shop_a.id, cast.colleague.id)
        assert build_actor(work.session, cast.colleague.id, TODAY).led_ids == {cast.shop_a.id}
        with pytest.raises(ConflictError) as refused:
            service.appoint_lead(work, cast.shop_a.id, cast.colleague.id)
        assert refused.value.code == "leads-already"


def test_a_lead_who_is_replaced_loses_the_team_at_once_and_the_stand_in_too(work_as, cast):
    with work_as("hr") as work:
        view = next(
            v for v in list_lead_views(work.session, TODAY, team_id=cast.shop_a.id) if not v.in_place_of
        )
        service.end_lead(work, view.id)
        assert build_actor(work.session, cast.lead.id, TODAY).led_ids == frozenset()
        assert build_actor(work.session, cast.delegate.id, TODAY).delegated_ids == frozenset()


def test_ending_a_stand_in_leaves_the_lead(work_as, cast):
    with work_as("lead") as work:
        view = next(v for v in list_lead_views(work.session, TODAY, team_id=cast.shop_a.id) if v.in_place_of)
        service.end_lead(work, view.id)
        assert build_actor(work.session, cast.lead.id, TODAY).led_ids == {cast.shop_a.id}
        assert build_actor(work.session, cast.delegate.id, TODAY).delegated_ids == frozenset()


def test_a_lead_lets_somebody_stand_in_for_at_most_42_days(work_as, cast):
    with work_as("lead") as work:
        for until, code in (
            (TODAY - timedelta(days=1), "until-past"),
            (TODAY + timedelta(days=42), "until-far"),
        ):
            with pytest.raises(InvalidError) as refused:
                service.delegate_lead(work, cast.shop_a.id, cast.colleague.id, until=until)
            assert refused.value.code == code
        lead = service.delegate_lead(
            work, cast.shop_a.id, cast.colleague.id, until=TODAY + timedelta(days=41)
        )
        assert lead.delegated_by_id == cast.lead.id
        actor = build_actor(work.session, cast.colleague.id, TODAY)
        assert (actor.led_ids, actor.delegated_ids) == (frozenset(), {cast.shop_a.id})


def test_standing_in_ends_by_itself(work_as, cast, clock):
    with work_as("hr") as work:
        assert (
            build_actor(work.session, cast.delegate.id, TODAY + timedelta(days=31)).delegated_ids
            == frozenset()
        )


def test_hr_names_a_stand_in_for_the_teams_lead(work_as, cast):
    with work_as("hr") as work:
        lead = service.delegate_lead(work, cast.shop_a.id, cast.colleague.id, until=TODAY)
        assert lead.delegated_by_id == cast.lead.id
        with pytest.raises(ConflictError) as refused:
            service.delegate_lead(work, cast.shop_b.id, cast.colleague.id, until=TODAY)
        assert refused.value.code == "nobody-leads"


def test_nobody_stands_in_twice_or_for_themself_or_after_leaving(work_as, cast):
    with work_as("lead") as work:
        for person, code in (
            ("delegate", "leads-already"),
            ("lead", "leads-already"),
            ("leaver", "person-ended"),
        ):
            with pytest.raises(ConflictError) as refused:
                service.delegate_lead(work, cast.shop_a.id, getattr(cast, person).id, until=TODAY)
            assert refused.value.code == code


def test_a_role_ends_the_sessions_of_whoever_gets_or_loses_it(work_as, cast):
    with work_as("administrator") as work:
        service.grant_role(work, cast.employee.id, Role.HR, end_sessions=ended)
        service.grant_role(work, cast.employee.id, Role.HR, end_sessions=ended)
        assert roles_of(work.session, cast.employee.id) == {Role.HR}
        service.withdraw_role(work, cast.employee.id, Role.HR, end_sessions=ended)
        service.withdraw_role(work, cast.employee.id, Role.HR, end_sessions=ended)
        assert roles_of(work.session, cast.employee.id) == frozenset()
    assert ended.people == [cast.employee.id, cast.employee.id]


def test_nobody_changes_their_own_roles(work_as, cast):
    with work_as("administrator") as work:
        for change in (service.grant_role, service.withdraw_role):
            with pytest.raises(ConflictError) as refused:
                change(work, cast.administrator.id, Role.HR, end_sessions=ended)
            assert refused.value.code == "role-to-oneself"
    assert ended.people == []


def test_the_last_administrator_keeps_the_role(work_as, cast):
    with work_as("hr") as work, pytest.raises(ConflictError) as refused:
        service.withdraw_role(work, cast.administrator.id, Role.ADMINISTRATOR, end_sessions=ended)
    assert refused.value.code == "last-administrator"


def test_a_leaver_gets_no_role(work_as, cast):
    with work_as("administrator") as work, pytest.raises(ConflictError) as refused:
        service.grant_role(work, cast.leaver.id, Role.HR, end_sessions=ended)
    assert refused.value.code == "person-ended"


def codes(work, kind=ChoiceKind.CHANNEL):
    return [choice.code for choice in list_choices(work.session, kind.value)]


def test_the_default_lists_are_made_once(work_as, cast):
    with work_as("hr") as work:
        service.add_default_choices(work)
        service.add_default_choices(work)
        assert work.session.query(Choice).count() == len(DEFAULTS)


def test_an_entry_is_added_renamed_moved_and_retired(work_as, cast):
    with work_as("hr") as work:
        service.add_default_choices(work)
        entry = service.add_choice(work, ChoiceKind.CHANNEL, ChoiceDraft("Drive-through", "Drive-through"))
        assert codes(work)[-1] == "drive-through"
        service.rename_choice(work, entry.id, ChoiceDraft("Drive-in", "Drive-in"))
        assert entry.code == "drive-through"
        service.move_choice(work, entry.id, up=True)
        service.move_choice(work, entry.id, up=True)
        assert codes(work)[-3] == "drive-through"
        service.move_choice(work, entry.id, up=False)
        assert codes(work)[-2] == "drive-through"
        service.set_choice_active(work, entry.id, active=False)
        service.set_choice_active(work, entry.id, active=False)
        assert "drive-through" not in codes(work)
        service.set_choice_active(work, entry.id, active=True)
        assert "drive-through" in codes(work)


def test_the_first_entry_does_not_move_up(work_as, cast):
    with work_as("hr") as work:
        service.add_default_choices(work)
        before = codes(work)
        service.move_choice(work, list_choices(work.session, "channel")[0].id, up=True)
        assert codes(work) == before


def test_two_entries_never_share_a_name_and_a_list_is_never_empty(work_as, cast):
    with work_as("hr") as work:
        first = service.add_choice(work, ChoiceKind.MOMENT, ChoiceDraft("Tea", "Thee"))
        with pytest.raises(ConflictError) as refused:
            service.add_choice(work, ChoiceKind.MOMENT, ChoiceDraft("Other", "THEE"))
        assert refused.value.code == "choice-twice"
        with pytest.raises(ConflictError) as refused:
            service.set_choice_active(work, first.id, active=False)
        assert refused.value.code == "choice-last"
        other = service.add_choice(work, ChoiceKind.MOMENT, ChoiceDraft("téa", "koffie"))
        assert other.code.startswith("tea-")


def test_the_organisation_is_made_with_its_lists(work_as, cast):
    with work_as("administrator") as work:
        draft = OrganisationDraft(name="Fern", language="nl", time_zone="Europe/Brussels")
        assert service.save_organisation(work, draft).time_zone == "Europe/Brussels"
        with pytest.raises(InvalidError):
            service.save_organisation(work, OrganisationDraft(name="F", language="nl", time_zone="Mars/Base"))
        service.finish_setup(work)
