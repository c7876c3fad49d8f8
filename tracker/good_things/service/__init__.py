"""The verbs of good things."""

from tracker.good_things.service.marks import (
    add_reaction,
    confirm_good_thing,
    drop_reaction,
    hide_good_thing,
    show_good_thing_again,
    take_back_confirmation,
)
from tracker.good_things.service.purge import purge_good_things
from tracker.good_things.service.writing import (
    add_note,
    edit_good_thing,
    keep_good_thing,
    restore_good_thing,
    withdraw_good_thing,
)

__all__ = [
    "add_note",
    "add_reaction",
    "confirm_good_thing",
    "drop_reaction",
    "edit_good_thing",
    "hide_good_thing",
    "keep_good_thing",
    "purge_good_things",
    "restore_good_thing",
    "show_good_thing_again",
    "take_back_confirmation",
    "withdraw_good_thing",
]
