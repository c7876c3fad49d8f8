"""Teams: made, changed, moved in the tree, ended and reopened."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError, InvalidError
from tracker.people.models import Team
from tracker.people.queries import (
    current_members,
    find_team_by_code,
    get_team,
    list_open_leads,
    list_teams_below,
)
from tracker.people.rules.drafts import TeamDraft
from tracker.people.rules.tree import DEEPEST, depth, lies_within, path_of
from tracker.people.service.dates import close
from tracker.storage.work import Work


def add_team(work: Work, draft: TeamDraft) -> Team:
    """Make a team, at the top or below another one."""
    _refuse_twin(work.session, draft.code, None)
    above = _path_above(work.session, draft.parent_id)
    team = Team(name=draft.name, code=draft.code, parent_id=draft.parent_id)
    work.session.add(team)
    work.session.flush()
    team.path = _checked(path_of(team.id, above))
    audit.record(work, Event.TEAM_CHANGED, team=team.id, change="added", name=team.name)
    return team


def change_team(work: Work, team_id: int, draft: TeamDraft) -> Team:
    """Rename a team, give it another code, or hang it elsewhere in the tree with everything beneath it."""
    team = get_team(work.session, team_id)
    _refuse_twin(work.session, draft.code, team.id)
    before = f"{team.code} | {team.name} | {team.parent_id or 'top'}"
    team.name, team.code = draft.name, draft.code
    if draft.parent_id != team.parent_id:
        hang_below(work, team, draft.parent_id)
    after = f"{team.code} | {team.name} | {team.parent_id or 'top'}"
    if after != before:
        audit.record(work, Event.TEAM_CHANGED, team=team.id, change="changed", before=before, after=after)
    return team


def hang_below(work: Work, team: Team, parent_id: int | None) -> None:
    """Put a team below another one and keep every path beneath it right."""
    above = _path_above(work.session, parent_id)
    if lies_within(above, team.path):
        raise InvalidError("team-below-itself")
    old, new = team.path, path_of(team.id, above)
    team.parent_id = parent_id
    for below in list_teams_below(work.session, old):
        below.path = _checked(new + below.path.removeprefix(old))


def end_team(work: Work, team_id: int) -> None:
    """End a team that has no members and no teams beneath it; whoever led it no longer does."""
    team = get_team(work.session, team_id)
    today = work.now.date()
    if current_members(work.session, team_id, today):
        raise ConflictError("team-not-empty")
    if any(
        below.id != team.id and below.ended_on is None for below in list_teams_below(work.session, team.path)
    ):
        raise ConflictError("team-has-teams")
    team.ended_on = today
    for lead in list_open_leads(work.session, today, team_id=team.id):
        close(work.session, lead, today - timedelta(days=1))
    audit.record(work, Event.TEAM_CHANGED, team=team.id, change="ended")


def reopen_team(work: Work, team_id: int) -> None:
    """Take an ended team back into use."""
    team = get_team(work.session, team_id)
    _path_above(work.session, team.parent_id)
    team.ended_on = None
    audit.record(work, Event.TEAM_CHANGED, team=team.id, change="reopened")


def _path_above(session: Session, parent_id: int | None) -> str:
    if parent_id is None:
        return "/"
    parent = get_team(session, parent_id)
    if parent.ended_on is not None:
        raise ConflictError("parent-ended", name=parent.name)
    return parent.path


def _checked(path: str) -> str:
    if depth(path) > DEEPEST:
        raise InvalidError("tree-deep", limit=DEEPEST)
    return path


def _refuse_twin(session: Session, code: str, own_id: int | None) -> None:
    other = find_team_by_code(session, code)
    if other is not None and other.id != own_id:
        raise ConflictError("code-taken", name=other.name)
    same = session.scalar(select(Team).where(func.lower(Team.code) == code.lower(), Team.id != (own_id or 0)))
    if same is not None:
        raise ConflictError("code-taken", name=same.name)
