"""The wall, one's own list, and a single good thing."""

from flask import render_template, request, url_for

from tracker.core.access import Permission, Target
from tracker.good_things.forms import MarkForm
from tracker.good_things.queries import WallPage, list_mine, list_wall
from tracker.good_things.queries.colleagues import list_wall_teams
from tracker.good_things.views.blueprint import load_entry, pages
from tracker.good_things.views.cards import card_of
from tracker.web.guards import check, requires
from tracker.web.request import current_actor, current_session, current_work


@pages.get("")
@requires(Permission.GOOD_THING_READ)
def wall() -> str:
    """Show the walls of the reader's teams, or of the one they chose, newest first."""
    actor = current_actor()
    team_id = request.args.get("team", type=int)
    if team_id is not None:
        check(Target.team(team_id), Permission.WALL_READ)
    found = list_wall(current_session(), actor, team_id=team_id, page=_page())
    teams = list_wall_teams(current_session(), actor.team_ids | actor.overseen_ids)
    return render_template(
        "good_things/wall.html",
        form=MarkForm(),
        cards=[card_of(entry, current_work().now) for entry in found.entries],
        teams=teams,
        team_id=team_id,
        found=found,
        **_turns("good_things.wall", found, team_id),
    )


@pages.get("/mine")
@requires(Permission.GOOD_THING_READ)
def mine() -> str:
    """Show what the reader wrote and what names them."""
    found = list_mine(current_session(), current_actor(), now=current_work().now, page=_page())
    return render_template(
        "good_things/mine.html",
        form=MarkForm(),
        cards=[card_of(entry, current_work().now) for entry in found.entries],
        found=found,
        **_turns("good_things.mine", found, None),
    )


@pages.get("/<int:good_thing_id>")
@requires(Permission.GOOD_THING_READ)
def show(good_thing_id: int) -> str:
    """Show one good thing with its proof."""
    entry = load_entry(good_thing_id, Permission.GOOD_THING_READ)
    return render_template(
        "good_things/show.html", form=MarkForm(), card=card_of(entry, current_work().now), entry=entry
    )


def _page() -> int:
    return max(1, request.args.get("page", 1, type=int))


def _turns(endpoint: str, found: WallPage, team_id: int | None) -> dict[str, str]:
    def to(number: int) -> str:
        return url_for(endpoint, team=team_id, page=number)

    return {
        "url_previous": to(found.number - 1) if found.number > 1 else "",
        "url_next": to(found.number + 1) if found.number < found.pages else "",
    }
