"""The tree of teams, and one team with its people."""

from flask import Response, flash, render_template, request
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.people import service
from tracker.people.forms import PushForm, TeamForm
from tracker.people.queries import (
    count_members,
    current_members,
    list_lead_views,
    list_teams,
    list_teams_above,
)
from tracker.people.rules.tree import depth
from tracker.people.views.room import ask_for_team, done, pages, today
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_actor, current_session, current_work

DEEPEST_SHOWN = 5


@pages.get("/teams")
@requires(Permission.TEAM_LIST)
def teams() -> str:
    """Show the tree of teams with who leads them."""
    session = current_session()
    shown = list_teams(session)
    leads: dict[int, list[str]] = {}
    for lead in list_lead_views(session, today()):
        leads.setdefault(lead.team_id, []).append(lead.name)
    return render_template(
        "people/teams.html",
        teams=shown,
        ended=[team for team in list_teams(session, ended=True) if team.ended_on],
        leads=leads,
        members=count_members(session, today()),
        levels={team.id: min(depth(team.path) - 1, DEEPEST_SHOWN) for team in shown},
        own_ids=current_actor().team_ids,
    )


@pages.get("/teams/<int:team_id>")
@requires(Permission.TEAM_READ)
def team(team_id: int) -> str:
    """Show a team: who is in it and who leads it; every colleague may see both."""
    shown = ask_for_team(team_id, Permission.TEAM_READ)
    session = current_session()
    return render_template(
        "people/team.html",
        team=shown,
        above=list_teams_above(session, shown),
        below=[team for team in list_teams(session) if team.parent_id == shown.id],
        members=current_members(session, shown.id, today()),
        leads=list_lead_views(session, today(), team_id=shown.id),
        form=PushForm(),
    )


@pages.route("/teams/new", methods=["GET", "POST"])
@requires(Permission.TEAM_MANAGE)
def add_team() -> Response:
    """Make a team."""
    form = TeamForm(below=request.args.get("below", type=int))
    if form.accepted() and done(form, lambda work: service.add_team(work, form.to_draft())):
        flash(_("“%(name)s” is made.", name=form.name.data))
        return go("people.teams")
    return answer("people/add_team.html", form=form)


@pages.route("/teams/<int:team_id>/edit", methods=["GET", "POST"])
@requires(Permission.TEAM_MANAGE)
def edit_team(team_id: int) -> Response:
    """Rename a team or hang it elsewhere in the tree."""
    shown = ask_for_team(team_id, Permission.TEAM_MANAGE)
    name, form = shown.name, TeamForm(shown)
    if form.accepted() and done(form, lambda work: service.change_team(work, team_id, form.to_draft())):
        flash(_("Saved."))
        return go("people.team", team_id=team_id)
    return answer("people/edit_team.html", form=form, team_id=team_id, name=name)


@pages.post("/teams/<int:team_id>/end")
@requires(Permission.TEAM_MANAGE)
def end_team(team_id: int) -> Response:
    """End a team that nobody is in."""
    shown = ask_for_team(team_id, Permission.TEAM_MANAGE)
    service.end_team(current_work(), shown.id)
    flash(_("“%(name)s” is no longer in use. Its past stays as it was.", name=shown.name))
    return go("people.teams")


@pages.post("/teams/<int:team_id>/reopen")
@requires(Permission.TEAM_MANAGE)
def reopen_team(team_id: int) -> Response:
    """Take an ended team back into use."""
    shown = ask_for_team(team_id, Permission.TEAM_MANAGE)
    service.reopen_team(current_work(), shown.id)
    flash(_("“%(name)s” is in use again.", name=shown.name))
    return go("people.team", team_id=team_id)
