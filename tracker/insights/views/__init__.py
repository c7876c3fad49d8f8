"""Pages of the linkage: all teams for HR and the works council, one team for those in and above it."""

from dataclasses import dataclass

from flask import Blueprint, Flask, render_template, request, url_for

from tracker.core.access import Permission
from tracker.core.calendar import Week
from tracker.core.disclosure import Scale as Width
from tracker.customers.forms.words import RULE_NAMES, SCALE_NAMES
from tracker.customers.queries import count_by_scale, get_scored_team
from tracker.customers.rules.scales import ENDS, Scale, default_scale
from tracker.insights.forms import NOT_ENOUGH, STEP_NAMES, between_sentence, when_name, within_sentence
from tracker.insights.queries import (
    Choice,
    choose,
    list_left_out_rows,
    list_options,
    load_panel,
    load_team,
    team_names,
)
from tracker.insights.rules.findings import Remembered, between, points_of, within
from tracker.insights.rules.lines import lines_of, observed
from tracker.insights.rules.panel import Panel, Step
from tracker.insights.views.drawings import draw_lines, draw_scatter
from tracker.web.guards import load, requires
from tracker.web.request import current_session, current_work

pages = Blueprint("insights", __name__)
TEAMS_ON_PAGE = 12
WEEKS_OF_TEAM = 26
remembered = Remembered()
WORDS = {
    "when_name": when_name,
    "within_sentence": within_sentence,
    "between_sentence": between_sentence,
    "not_enough": NOT_ENOUGH,
    "steps": STEP_NAMES,
    "scales": SCALE_NAMES,
    "rules": RULE_NAMES,
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the lines of many teams."""

    number: int
    pages: int
    url_previous: str
    url_next: str


@pages.get("/linkage")
@requires(Permission.LINKAGE_READ)
def linkage() -> str:
    """Show whether engagement and customers' scores move together, over all teams."""
    session = current_session()
    options = list_options(session)
    choice = choose(options, request.args.to_dict())
    panel = load_panel(session, choice)
    names = team_names(session)
    points = sorted(points_of(panel), key=lambda point: names[point.team_id])
    lines = sorted(lines_of(panel, _ends(choice, panel)), key=lambda line: names[line.team_id])
    leaf = _leaf(len(lines))
    some = lines[(leaf.number - 1) * TEAMS_ON_PAGE : leaf.number * TEAMS_ON_PAGE]
    return render_template(
        "insights/linkage.html",
        options=options,
        choice=choice,
        within=within(panel, remembered),
        across=between(panel),
        points=points,
        scatter=draw_scatter(points, names, _measure(choice), panel.mood_scale),
        lines=[(line, draw_lines(line, _measure(choice))) for line in some],
        has_lines=len({mood.when for mood in panel.moods}) > 1,
        leaf=leaf,
        left_out=panel.left_out,
        rows_left_out=list_left_out_rows(session) if choice.step is Step.IMPORTED else [],
        names=names,
        measure=_measure(choice),
        words=WORDS,
    )


@pages.get("/linkage/teams/<int:team_id>")
@requires(Permission.LINKAGE_TEAM_READ)
def team(team_id: int) -> str:
    """Show one team's engagement and customers' scores beside each other, week by week."""
    found = load(get_scored_team, team_id, Permission.LINKAGE_TEAM_READ)
    session = current_session()
    scale = _asked_scale() or default_scale(count_by_scale(session))
    week = Week.of(current_work().now.date())
    side = load_team(session, found, scale, first=week - (WEEKS_OF_TEAM - 1), last=week)
    return render_template(
        "insights/team.html",
        found=found,
        side=side,
        scale=scale,
        chart_data=draw_lines(side.lines, str(SCALE_NAMES[scale])),
        words=WORDS,
    )


def _measure(choice: Choice) -> str:
    return choice.customers if choice.step is Step.IMPORTED else str(SCALE_NAMES[choice.scale])


def _ends(choice: Choice, panel: Panel) -> Width:
    if choice.step is Step.IMPORTED:
        return observed(panel.marks)
    ends = ENDS[choice.scale]
    return Width(ends.low, ends.high)


def _asked_scale() -> Scale | None:
    asked = request.args.get("scale", "")
    return Scale(asked) if asked in set(Scale) else None


def _leaf(teams: int) -> Leaf:
    pages = max(1, -(-teams // TEAMS_ON_PAGE))
    number = min(max(request.args.get("page", default=1, type=int), 1), pages)
    return Leaf(number, pages, _page_url(number - 1), _page_url(number + 1) if number < pages else "")


def _page_url(number: int) -> str:
    if number < 1:
        return ""
    asked = {name: value for name, value in request.args.items() if name != "page"}
    return url_for("insights.linkage", **asked, page=number, _anchor="lines")  # type: ignore[arg-type]  # texts


def init_app(app: Flask) -> None:
    """Bind the pages to the application."""
    app.register_blueprint(pages)
