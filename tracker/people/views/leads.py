"""Who leads a team, and who stands in for a while."""

from datetime import timedelta

from flask import Response, flash
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.core.errors import NotFoundError
from tracker.people import service
from tracker.people.forms import StandInForm, WhoForm
from tracker.people.queries import get_lead
from tracker.people.rules.standing_in import LONGEST
from tracker.people.views.room import ask_for_team, done, pages, today
from tracker.web.forms import answer, go
from tracker.web.guards import load, requires
from tracker.web.request import current_work


@pages.route("/teams/<int:team_id>/lead", methods=["GET", "POST"])
@requires(Permission.TEAM_MANAGE)
def appoint_lead(team_id: int) -> Response:
    """Let somebody lead a team."""
    team, form = ask_for_team(team_id, Permission.TEAM_MANAGE), WhoForm()
    who = form.find(today()) if form.accepted() else None
    if who is not None and done(form, lambda work: service.appoint_lead(work, team.id, who.id)):
        flash(_("%(name)s leads “%(team)s” from today.", name=who.name, team=team.name))
        return go("people.team", team_id=team.id)
    return answer("people/appoint_lead.html", form=form, team=team)


@pages.route("/teams/<int:team_id>/stand-in", methods=["GET", "POST"])
@requires(Permission.LEAD_DELEGATE)
def delegate_lead(team_id: int) -> Response:
    """Let somebody stand in for the lead of a team until a day."""
    team = ask_for_team(team_id, Permission.LEAD_DELEGATE)
    form = StandInForm()
    who = form.find(today()) if form.accepted() else None
    until = form.until.data
    if who is not None and done(form, lambda work: service.delegate_lead(work, team.id, who.id, until=until)):
        flash(_("%(name)s stands in for “%(team)s”.", name=who.name, team=team.name))
        return go("people.team", team_id=team.id)
    latest = today() + LONGEST - timedelta(days=1)
    return answer("people/delegate_lead.html", form=form, team=team, latest=latest)


@pages.post("/leads/<int:lead_id>/end")
@requires(Permission.TEAM_MANAGE)
def end_lead(lead_id: int) -> Response:
    """End a lead at once."""
    lead = load(get_lead, lead_id, Permission.TEAM_MANAGE)
    service.end_lead(current_work(), lead.id)
    flash(_("%(name)s no longer leads “%(team)s”.", name=lead.name, team=lead.team_name))
    return go("people.team", team_id=lead.team_id)


@pages.post("/leads/<int:lead_id>/end-stand-in")
@requires(Permission.LEAD_DELEGATE)
def end_stand_in(lead_id: int) -> Response:
    """End somebody's standing in before its last day."""
    lead = load(get_lead, lead_id, Permission.LEAD_DELEGATE)
    if lead.in_place_of is None:
        raise NotFoundError("lead")
    service.end_lead(current_work(), lead.id)
    flash(_("%(name)s no longer stands in for “%(team)s”.", name=lead.name, team=lead.team_name))
    return go("people.team", team_id=lead.team_id)
