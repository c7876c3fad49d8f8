"""The menu as data: at most five entries for anybody."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l

from tracker.core.access import Permission, Role, ever_allowed
from tracker.web.request import current_actor
from tracker.web.runtime import Entry


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the menu; roles in `not_for` reach it another way."""

    label: Any
    endpoint: str
    permission: Permission
    icon: str
    not_for: frozenset[Role] = frozenset()


MENU = (
    Item(_l("Home"), "home.start", Permission.HOME_READ, "home"),
    Item(_l("Pulse"), "pulses.teams", Permission.PULSE_TEAM_LIST, "pulse"),
    Item(_l("Good things"), "good_things.wall", Permission.GOOD_THING_CREATE, "heart"),
    Item(_l("Customers"), "customers.teams", Permission.SCORE_TEAM_LIST, "chat"),
    Item(_l("Manage"), "home.manage", Permission.SETUP, "settings"),
    Item(
        _l("Reviews"),
        "reviews.mine",
        Permission.REVIEW_LIST,
        "file",
        not_for=frozenset({Role.HR, Role.ADMINISTRATOR}),
    ),
)


def menu() -> list[Entry]:
    """Return the entries that the reader can use."""
    actor = current_actor()
    here = (request.endpoint or "").split(".")[0]
    return [
        Entry(str(item.label), url_for(item.endpoint), _is_here(item, here), item.icon)
        for item in MENU
        if item.endpoint in current_app.view_functions
        and ever_allowed(actor, item.permission)
        and not actor.roles & item.not_for
    ]


def _is_here(item: Item, room: str) -> bool:
    own = item.endpoint.split(".")[0]
    return item.endpoint == request.endpoint if own == "home" else own == room
