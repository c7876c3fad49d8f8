"""Figures of teams: the list a reader may see, and one team's page."""

from zoneinfo import ZoneInfo

from flask import render_template

from tracker.core.access import Permission, Target
from tracker.core.calendar import Week, local_day
from tracker.core.errors import NotFoundError
from tracker.people.queries import get_team, list_teams
from tracker.pulses.queries.comments import list_pools
from tracker.pulses.queries.results import list_team_results
from tracker.pulses.queries.rounds import thresholds_now
from tracker.pulses.queries.teams import find_team_pulse, list_team_lines
from tracker.pulses.views.blueprint import pages
from tracker.pulses.views.drawing import draw_blocks, draw_weeks
from tracker.web.guards import check, may, requires
from tracker.web.request import current_session, current_work, find_place


@pages.get("/rounds/teams")
@requires(Permission.PULSE_TEAM_LIST)
def teams() -> str:
    """List the teams whose figures the reader may see, with the newest block of each."""
    seen = [
        each
        for each in list_teams(current_session())
        if may(Permission.PULSE_TEAM_READ, Target.team(each.id))
    ]
    return render_template("pulses/teams.html", lines=list_team_lines(current_session(), seen))


@pages.get("/rounds/teams/<int:team_id>")
@requires(Permission.PULSE_TEAM_READ)
def team(team_id: int) -> str:
    """Show a team's engagement over time, and say what is shown and why."""
    check(Target.team(team_id), Permission.PULSE_TEAM_READ)
    found = get_team(current_session(), team_id)
    pulse = find_team_pulse(current_session(), found, week=_this_week())
    readable = [
        part
        for part in (pulse.parts if pulse else ())
        if part.team_id is not None and may(Permission.PULSE_TEAM_READ, Target.team(part.team_id))
    ]
    all_readable = pulse is not None and len(readable) == len(pulse.parts) - 1
    return render_template(
        "pulses/team.html",
        team=found,
        pulse=pulse,
        parts=pulse.parts if pulse and all_readable else readable,
        results=list_team_results(current_session(), team_id),
        block_chart=draw_blocks(pulse) if pulse else None,
        week_chart=draw_weeks(pulse) if pulse else None,
    )


@pages.get("/rounds/comments", defaults={"team_id": None})
@pages.get("/rounds/teams/<int:team_id>/comments")
@requires(Permission.PULSE_COMMENT_READ)
def comments(team_id: int | None) -> str:
    """Show what people wrote in blocks that are over, from groups that are large enough."""
    target = Target() if team_id is None else Target.team(team_id)
    check(target, Permission.PULSE_COMMENT_READ, see=Permission.PULSE_TEAM_READ)
    return render_template(
        "pulses/comments.html",
        team=None if team_id is None else get_team(current_session(), team_id),
        pools=list_pools(current_session(), team_id, week=_this_week()),
        least=thresholds_now(current_session()).comment,
    )


def _this_week() -> Week:
    place = find_place()
    if place is None:
        raise NotFoundError("organisation")
    return Week.of(local_day(current_work().now, ZoneInfo(place.time_zone)))
