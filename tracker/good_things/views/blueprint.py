"""The blueprint on which the pages of good things hang, and how each finds its good thing."""

from flask import Blueprint
from sqlalchemy.orm import Session

from tracker.core.access import Permission
from tracker.good_things.queries import Entry, get_entry
from tracker.web.guards import load
from tracker.web.request import current_actor

pages = Blueprint("good_things", __name__, url_prefix="/good-things")


def load_entry(good_thing_id: int, permission: Permission) -> Entry:
    """Return a good thing if the asker may do this with it; 404 if they may not even know of it."""
    return load(_read, good_thing_id, permission, see=Permission.GOOD_THING_READ)


def _read(session: Session, good_thing_id: int) -> Entry:
    return get_entry(session, good_thing_id, reader_id=current_actor().person_id)
