"""Pages that show scores: of the teams, of one team, and those that name the reader."""

from datetime import timedelta

from flask import render_template, request

from tracker.core.access import Permission, Target
from tracker.core.calendar import Week
from tracker.customers.forms.words import SCALE_NAMES, SCALE_SPANS, SHARE_NAMES, long_step_name
from tracker.customers.queries import (
    Span,
    count_by_scale,
    get_scored_team,
    list_evidence_about,
    list_team_sums,
    list_visible_teams,
    sums_by_week,
)
from tracker.customers.rules.figures import NONE, add_up, figure_of, figures_of_person, trend
from tracker.customers.rules.scales import (
    FEWEST_FOR_COMPARISON,
    FEWEST_FOR_TREND,
    Scale,
    default_scale,
)
from tracker.customers.views.drawings import Trend, trend_chart
from tracker.customers.views.room import pages
from tracker.web.guards import load, may, requires
from tracker.web.request import current_actor, current_session, current_work

PERIODS = (4, 13, 26, 52)
USUAL_PERIOD = 26
MOST_LISTED = 100
YEAR = timedelta(days=365)


@pages.get("")
@requires(Permission.SCORE_TEAM_LIST)
def teams() -> str:
    """Show the teams whose scores the reader may see, in their tree, without a ranking."""
    session = current_session()
    scale = _asked_scale() or default_scale(count_by_scale(session))
    weeks = _asked_weeks()
    visible = list_visible_teams(session, current_actor())
    rows = [
        (row.team, figure_of(scale, row.by_scale.get(scale, NONE), FEWEST_FOR_COMPARISON))
        for row in list_team_sums(session, visible, _span(weeks))
    ]
    return render_template(
        "customers/teams.html",
        rows=rows,
        scale=scale,
        scales=SCALE_NAMES,
        share_name=SHARE_NAMES.get(scale),
        weeks=weeks,
        periods=PERIODS,
        needed=FEWEST_FOR_COMPARISON,
        spans=SCALE_SPANS,
        may_import=may(Permission.SCORE_IMPORT, Target()),
        may_link=may(Permission.LINKAGE_READ, Target()),
    )


@pages.get("/teams/<int:team_id>")
@requires(Permission.SCORE_TEAM_READ)
def team(team_id: int) -> str:
    """Show what customers say about one team, each scale by itself."""
    found = load(get_scored_team, team_id, Permission.SCORE_TEAM_READ)
    weeks = _asked_weeks()
    span = _span(weeks)
    trends = []
    for scale, by_week in sorted(sums_by_week(current_session(), found, span).items(), key=_in_order):
        steps = trend(scale, by_week, span.first, span.last)
        figure = figure_of(scale, add_up(by_week.values()), FEWEST_FOR_TREND)
        trends.append(Trend(scale, figure, steps, trend_chart(scale, steps)))
    return render_template(
        "customers/team.html",
        found=found,
        trends=trends,
        names=SCALE_NAMES,
        spans=SCALE_SPANS,
        shares=SHARE_NAMES,
        weeks=weeks,
        periods=PERIODS,
        needed=FEWEST_FOR_TREND,
        step_name=long_step_name,
    )


@pages.get("/mine")
@requires(Permission.SCORE_OWN_READ)
def mine() -> str:
    """Show the reader what customers said that names them: thanks first."""
    today = current_work().now.date()
    found = list_evidence_about(current_session(), current_actor().person_id or 0, today - YEAR, today)
    return render_template(
        "customers/mine.html",
        praise=[each for each in found if each.is_top][:MOST_LISTED],
        others=[each for each in found if not each.is_top][:MOST_LISTED],
        figures=figures_of_person((each.scale, each.value) for each in found),
        count=len(found),
        most=MOST_LISTED,
        names=SCALE_NAMES,
        spans=SCALE_SPANS,
    )


def _in_order(item: tuple[Scale, object]) -> int:
    return list(SCALE_NAMES).index(item[0])


def _asked_scale() -> Scale | None:
    asked = request.args.get("scale", "")
    return Scale(asked) if asked in set(Scale) else None


def _asked_weeks() -> int:
    asked = request.args.get("weeks", default=USUAL_PERIOD, type=int)
    return asked if asked in PERIODS else USUAL_PERIOD


def _span(weeks: int) -> Span:
    """Return the weeks up to the present one."""
    last = Week.of(current_work().now.date())
    return Span(last - (weeks - 1), last)
