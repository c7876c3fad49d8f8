"""The room's pages in one place, and the key files they need."""

from flask import Blueprint

from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.web.request import current_actor
from tracker.web.runtime import runtime

pages = Blueprint("pulses", __name__)


def key_ring() -> KeyRing:
    """Return the key files of this installation."""
    return KeyRing(runtime().key_dir)


def installation() -> Installation:
    """Return what a job of the room works with, in the name of the person who asks."""
    return Installation(runtime().storage, runtime().clock, key_ring(), current_actor())
