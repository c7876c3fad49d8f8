"""What all pages of the room share: the blueprint, the day, and how a thing is asked for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint
from sqlalchemy.orm import Session

from tracker.core.access import Permission
from tracker.core.errors import KindlineError
from tracker.people.forms.words import REASONS
from tracker.people.models import Team
from tracker.people.queries import PersonView, get_person, get_team
from tracker.storage.work import Work
from tracker.web.forms import Form, refuse_with
from tracker.web.guards import load
from tracker.web.request import current_work

pages = Blueprint("people", __name__)


def today() -> date:
    """Return the day of this request."""
    return current_work().now.date()


def ask_for_team(team_id: int, permission: Permission) -> Team:
    """Return a team if the asker may do this with it; everybody may know that it exists."""
    return load(get_team, team_id, permission, see=Permission.TEAM_READ)


def ask_for_person(person_id: int, permission: Permission) -> PersonView:
    """Return a person if the asker may do this with them; those who may see the person learn of a refusal."""
    return load(_person_today, person_id, permission, see=Permission.PERSON_READ)


def done(form: Form, do: Callable[[Work], Any]) -> bool:
    """Do what a form asks for, or put the service's refusal into the form."""
    try:
        do(current_work())
    except KindlineError as error:
        refuse_with(form, error, REASONS)
        return False
    return True


def _person_today(session: Session, person_id: int) -> PersonView:
    return get_person(session, person_id, today())
