"""The import done and undone: exactly as shown, exactly back, and nothing half."""

from datetime import timedelta

import pytest

from tests.cast import LEFT, STARTED, TODAY
from tracker.core.errors import ConflictError, InvalidError, NotFoundError
from tracker.people import service
from tracker.people.models import (
    Lead,
    Membership,
    Person,
    RoleGrant,
    RosterChange,
    RosterImport,
    RosterUpload,
    Team,
)
from tracker.people.queries import build_actor
from tracker.people.rules.drafts import PersonDraft
from tracker.people.rules.roster_plan import Kind
from tracker.people.service.ledger import snapshot

HEADER = "staff_number,name,team_code,team_name,parent_code,lead,ended_on"
NOW = (
    "101,Employee,shop_a,Shop A,,,",
    "102,Colleague,shop_a,Shop A,,,",
    "103,Colleague Elsewhere,shop_c,Shop C,,,",
    "104,Lead,north,North,,,",
    "105,Lead Elsewhere,south,South,,,",
    "106,Delegate,shop_b,Shop B,,,",
    "107,Hr,company,Company,,,",
    "108,Hr Two,company,Company,,,",
    "109,Administrator,company,Company,,,",
    "110,Works Council,shop_c,Shop C,,,",
)
YESTERDAY = TODAY - timedelta(days=1)


def draft(*lines, everybody=True):
    return service.RosterDraft("\n".join([HEADER, *lines]).encode(), "people.csv", holds_everybody=everybody)


def bring_in(work, *lines, everybody=True):
    made = draft(*lines, everybody=everybody)
    token = service.stage_roster(work, made)
    preview = service.preview_roster(work, service.get_staged(work, token))
    assert preview.problems == ()
    return service.import_roster(work, token, mark=preview.plan.mark)


def everything(work):
    tables = (Team, Person, Membership, Lead, RoleGrant)
    work.session.expire_all()
    return {t.__name__: sorted(snapshot(row) for row in work.session.query(t)) for t in tables}


def forget(_work, ids):
    forget.ids = ids


def changed(*replacements, drop=()):
    by_number = {line.split(",")[0]: line for line in NOW}
    for line in replacements:
        by_number[line.split(",")[0]] = line
    return [line for number, line in by_number.items() if number not in drop]


def test_a_file_that_says_what_is_known_changes_nothing(work_as, cast):
    with work_as("hr") as work:
        before = everything(work)
        assert bring_in(work, *NOW) is None
        assert everything(work) == before
        assert work.session.query(RosterImport).count() == 0
        assert work.session.query(RosterUpload).count() == 0


def test_an_import_does_what_it_showed_and_a_second_time_nothing(work_as, cast):
    lines = changed(
        "101,Employee,shop_d,Shop D,south,yes,",
        "102,Colleague Renamed,shop_a,Shop A,,,",
        "201,New One,shop_e,Shop E,shop_d,,",
        drop=("104",),
    )
    with work_as("hr") as work:
        done = bring_in(work, *lines)
        assert done is not None
    with work_as("hr") as work:
        shop_d = work.session.query(Team).filter_by(code="shop_d").one()
        shop_e = work.session.query(Team).filter_by(code="shop_e").one()
        assert shop_d.path == f"/{cast.company.id}/{cast.south.id}/{shop_d.id}/"
        assert shop_e.path == f"{shop_d.path}{shop_e.id}/"
        employee = build_actor(work.session, cast.employee.id, TODAY)
        assert (employee.team_ids, employee.led_ids) == ({shop_d.id}, {shop_d.id, shop_e.id})
        assert work.session.get_one(Person, cast.colleague.id).name == "Colleague Renamed"
        assert work.session.get_one(Person, cast.lead.id).ended_on == YESTERDAY
        assert build_actor(work.session, cast.lead.id, TODAY).led_ids == frozenset()
        assert build_actor(work.session, cast.delegate.id, TODAY).delegated_ids == frozenset()
        assert bring_in(work, *lines) is None


def test_undo_brings_back_exactly_what_was_there(work_as, cast):
    with work_as("hr") as work:
        before = everything(work)
    with work_as("hr") as work:
        bring_in(
            work,
            *changed(
                "101,Employee,shop_d,Shop D,south,yes,",
                ",,north,The North,south,,",
                "106,Delegate,shop_a,Shop A,,,2026-12-31",
                "201,New One,shop_e,Shop E,shop_d,yes,",
                "111,Leaver,shop_a,Shop A,,,",
                drop=("104",),
            ),
        )
        assert everything(work) != before
    with work_as("hr") as work:
        undone = service.undo_last_import(work, forget_codes=forget)
        assert undone.undone_at == work.now
    with work_as("hr") as work:
        assert everything(work) == before
        assert len(forget.ids) == 1
        with pytest.raises(ConflictError) as refused:
            service.undo_last_import(work, forget_codes=forget)
        assert refused.value.code == "nothing-to-undo"


def test_undo_brings_back_what_began_on_the_same_day(work_as, cast):
    with work_as("hr") as work:
        service.move_person(work, cast.employee.id, cast.shop_b.id, from_day=TODAY)
        service.appoint_lead(work, cast.shop_b.id, cast.employee.id)
        work.session.flush()
        before = everything(work)
        bring_in(work, *changed("101,Employee,shop_c,Shop C,,no,"))
        service.undo_last_import(work, forget_codes=forget)
        assert everything(work) == before


@pytest.mark.parametrize("later", ["rename", "move", "depend", "member", "number"])
def test_undo_is_refused_where_a_later_edit_would_be_lost_and_says_which(work_as, cast, later):
    with work_as("hr") as work:
        bring_in(work, *changed("101,Employee R,shop_b,Shop B,,,", "201,New One,shop_d,Shop D,north,,"))
    with work_as("hr") as work:
        new = work.session.query(Person).filter_by(staff_number="201").one()
        shop_d = work.session.query(Team).filter_by(code="shop_d").one()
        if later == "rename":
            service.change_person(work, cast.employee.id, PersonDraft("101", "Employee S", None, None))
        elif later == "move":
            service.move_person(work, cast.employee.id, cast.shop_c.id, from_day=TODAY + timedelta(days=1))
        elif later == "depend":
            work.session.add(RoleGrant(person_id=new.id, role="works_council"))
        elif later == "member":
            service.add_person(work, PersonDraft("900", "Later One", None, None), team_id=shop_d.id)
        else:
            work.session.add(Lead(team_id=cast.shop_a.id, person_id=new.id, starts_on=TODAY))
    with work_as("hr") as work:
        before = everything(work)
    with pytest.raises(ConflictError) as refused, work_as("hr") as work:
        service.undo_last_import(work, forget_codes=forget)
    assert refused.value.code == "undo-later-edits"
    names = {"rename": "Employee R", "move": "Employee R", "depend": "New One", "number": "New One"}
    assert names.get(later, "Shop D") in str(refused.value.facts["names"])
    with work_as("hr") as work:
        assert everything(work) == before


def test_an_import_never_touches_roles_nor_ends_its_sender_or_the_last_administrator(work_as, cast):
    with work_as("hr") as work:
        roles = work.session.query(RoleGrant).count()
        made = draft(*changed(drop=("107", "109")))
        preview = service.preview_roster(work, made)
        assert preview.plan.kept == ("Administrator", "Hr")
        bring_in(work, *changed(drop=("107", "108", "109")))
        assert work.session.get_one(Person, cast.hr.id).ended_on is None
        assert work.session.get_one(Person, cast.administrator.id).ended_on is None
        assert work.session.get_one(Person, cast.hr_two.id).ended_on == YESTERDAY
        assert work.session.query(RoleGrant).count() == roles


def test_a_brake_stops_the_import_even_when_confirmed(work_as, cast):
    with work_as("hr") as work:
        token = service.stage_roster(work, draft(*NOW[:2]))
        preview = service.preview_roster(work, service.get_staged(work, token))
        with pytest.raises(ConflictError) as refused:
            service.import_roster(work, token, mark=preview.plan.mark)
        assert refused.value.code == "brake-ended"
        assert work.session.query(RosterChange).count() == 0


def test_what_was_not_shown_is_not_done(work_as, cast):
    with work_as("hr") as work:
        token = service.stage_roster(work, draft(*changed("101,Employee R,shop_a,Shop A,,,")))
        mark = service.preview_roster(work, service.get_staged(work, token)).plan.mark
    with work_as("hr_two") as work:
        service.change_person(work, cast.employee.id, PersonDraft("101", "Otherwise", None, None))
    with work_as("hr") as work:
        with pytest.raises(ConflictError) as refused:
            service.import_roster(work, token, mark=mark)
        assert refused.value.code == "roster-moved-on"


def test_a_parent_that_ended_meanwhile_stops_the_import(work_as, cast):
    with work_as("hr") as work:
        empty = service.add_team(work, service_team("gone"))
        token = service.stage_roster(work, draft(",,new,New,gone,,", everybody=False))
        mark = service.preview_roster(work, service.get_staged(work, token)).plan.mark
        service.end_team(work, empty.id)
        with pytest.raises(ConflictError) as refused:
            service.import_roster(work, token, mark=mark)
        assert refused.value.code == "roster-moved-on"


def service_team(code):
    from tracker.people.rules.drafts import TeamDraft  # noqa: PLC0415 - used by one test only

    return TeamDraft(name=code.title(), code=code, parent_id=None)


def test_a_file_waits_an_hour_for_its_sender_only(work_as, cast, clock):
    with work_as("hr") as work:
        token = service.stage_roster(work, draft(*NOW))
        again = service.stage_roster(work, draft(*NOW))
        assert work.session.query(RosterUpload).count() == 1
        with pytest.raises(NotFoundError):
            service.get_staged(work, token)
    with work_as("administrator") as work, pytest.raises(NotFoundError):
        service.get_staged(work, again)
    clock.set(clock.now() + timedelta(hours=1))
    with work_as("hr") as work:
        with pytest.raises(NotFoundError):
            service.get_staged(work, again)
        assert service.purge_uploads(work) == 1


def test_a_file_can_be_dropped(work_as, cast):
    with work_as("hr") as work:
        service.drop_roster(work, service.stage_roster(work, draft(*NOW)))
        assert work.session.query(RosterUpload).count() == 0


def test_nobody_stages_a_file_without_a_name(work_as, cast):
    with work_as() as work, pytest.raises(NotFoundError):
        service.stage_roster(work, draft(*NOW))


def test_a_file_over_five_megabytes_is_refused(work_as, cast):
    with work_as("hr") as work, pytest.raises(InvalidError) as refused:
        service.preview_roster(work, service.RosterDraft(b"x" * 5_000_001, "a.csv", holds_everybody=True))
    assert refused.value.code == "file-large"


def test_errors_in_the_file_come_before_any_plan(work_as, cast):
    with work_as("hr") as work:
        preview = service.preview_roster(work, draft("101,,shop_a,Shop A,,,"))
        assert preview.plan is None
        assert [(p.row, p.code) for p in preview.problems] == [(2, "cell-empty")]


def test_a_changed_number_keeps_the_person(work_as, cast):
    people = [f"{n},Person {n},shop_b,Shop B,,," for n in range(300, 330)]
    with work_as("hr") as work:
        bring_in(work, *NOW, *people)
        done = bring_in(work, *NOW, *people[1:], "999,Person 300,shop_b,Shop B,,,")
        assert done is not None
        assert work.session.query(Person).filter_by(name="Person 300").one().staff_number == "999"
        service.undo_last_import(work, forget_codes=forget)
        assert work.session.query(Person).filter_by(name="Person 300").one().staff_number == "300"


def test_a_taken_number_stops_the_undo(work_as, cast):
    people = [f"{n},Person {n},shop_b,Shop B,,," for n in range(300, 330)]
    with work_as("hr") as work:
        bring_in(work, *NOW, *people)
        bring_in(work, *NOW, *people[1:], "999,Person 300,shop_b,Shop B,,,")
        service.add_person(work, PersonDraft("300", "Somebody Else", None, None))
    with pytest.raises(ConflictError) as refused, work_as("hr") as work:
        service.undo_last_import(work, forget_codes=forget)
    assert refused.value.code == "undo-later-edits"


def test_a_return_opens_a_new_membership_and_leaves_the_old_one(work_as, cast):
    with work_as("hr") as work:
        bring_in(work, *NOW, "111,Leaver,shop_b,Shop B,,,")
        rows = (
            work.session.query(Membership).filter_by(person_id=cast.leaver.id).order_by(Membership.starts_on)
        )
        assert [(row.team_id, row.starts_on, row.ends_on) for row in rows.order_by(Membership.starts_on)] == [
            (cast.shop_a.id, STARTED, LEFT),
            (cast.shop_b.id, TODAY, None),
        ]


def test_a_thousand_people_come_in_at_once_and_go_again(work_as, cast):
    lines = [
        f"{n},Person {n},t{n % 40},Team {n % 40},north,{'yes' if n < 1040 else ''},"
        for n in range(1000, 2000)
    ]
    with work_as("hr") as work:
        done = bring_in(work, *lines, everybody=False)
        assert work.session.query(RosterChange).filter_by(import_id=done.id).count() == 40 + 1000 + 1000 + 40
        service.undo_last_import(work, forget_codes=forget)
        assert work.session.query(Person).count() == 11
        assert Kind.NEW.value == "new"
