"""Teams: the tree stays a tree, every path right, and nothing with people in it ends."""

import pytest

from tracker.core.errors import ConflictError, InvalidError
from tracker.people import service
from tracker.people.models import Lead, Team
from tracker.people.rules.drafts import TeamDraft


def draft(cast, name="Shop D", code="shop_d", parent="north"):
    return TeamDraft(name=name, code=code, parent_id=getattr(cast, parent).id if parent else None)


def test_a_new_team_stands_below_its_parent(work_as, cast):
    with work_as("hr") as work:
        team = service.add_team(work, draft(cast))
        assert team.path == f"/{cast.company.id}/{cast.north.id}/{team.id}/"
        top = service.add_team(work, draft(cast, code="other", parent=None))
        assert top.path == f"/{top.id}/"


@pytest.mark.parametrize("code", ["shop_a", "Shop_A"])
def test_a_code_is_used_once_whatever_its_letters(work_as, cast, code):
    with work_as("hr") as work, pytest.raises(ConflictError) as refused:
        service.add_team(work, draft(cast, code=code))
    assert refused.value.code == "code-taken"


def test_moving_a_team_takes_everything_beneath_along(work_as, cast):
    with work_as("hr") as work:
        moved = TeamDraft(name="North", code="north", parent_id=cast.south.id)
        service.change_team(work, cast.north.id, moved)
    with work_as("hr") as work:
        shop = work.session.get_one(Team, cast.shop_a.id)
        assert shop.path == f"/{cast.company.id}/{cast.south.id}/{cast.north.id}/{cast.shop_a.id}/"


@pytest.mark.parametrize("parent", ["north", "shop_a"])
def test_a_team_cannot_stand_below_itself(work_as, cast, parent):
    with work_as("hr") as work, pytest.raises(InvalidError) as refused:
        service.change_team(work, cast.north.id, draft(cast, code="north", parent=parent))
    assert refused.value.code == "team-below-itself"


def test_the_tree_has_a_greatest_depth(work_as, cast):
    with work_as("hr") as work:
        parent = cast.shop_a.id
        for level in range(4, 13):
            team = TeamDraft(name=f"L{level}", code=f"l{level}", parent_id=parent)
            parent = service.add_team(work, team).id
        with pytest.raises(InvalidError) as refused:
            service.add_team(work, TeamDraft(name="L13", code="l13", parent_id=parent))
    assert refused.value.code == "tree-deep"


def test_a_team_with_people_or_teams_does_not_end(work_as, cast):
    with work_as("hr") as work:
        with pytest.raises(ConflictError) as refused:
            service.end_team(work, cast.shop_a.id)
        assert refused.value.code == "team-not-empty"
        empty = service.add_team(work, draft(cast))
        service.add_team(work, TeamDraft(name="Below", code="below", parent_id=empty.id))
        with pytest.raises(ConflictError) as refused:
            service.end_team(work, empty.id)
        assert refused.value.code == "team-has-teams"


def test_an_empty_team_ends_with_its_leads_and_can_be_reopened(work_as, cast):
    with work_as("hr") as work:
        team = service.add_team(work, draft(cast))
        service.appoint_lead(work, team.id, cast.colleague.id)
        service.end_team(work, team.id)
        assert team.ended_on == work.now.date()
        assert work.session.query(Lead).filter_by(team_id=team.id).count() == 0
        with pytest.raises(ConflictError) as refused:
            service.add_team(work, TeamDraft(name="Below", code="below", parent_id=team.id))
        assert refused.value.code == "parent-ended"
        service.reopen_team(work, team.id)
        assert team.ended_on is None
