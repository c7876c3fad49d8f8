"""What all pages of reviews share: the blueprint, the case of a page, and who can do what next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint
from wtforms.fields.choices import SelectChoice

from tracker.core.access import Permission
from tracker.core.errors import InvalidError
from tracker.people.queries import PersonView, list_people
from tracker.reviews.forms import REASONS
from tracker.reviews.queries.cases import Case, get_case, get_position, get_standing, local_today
from tracker.reviews.rules.steps import Action, Position, Refusal, Standing, refusal
from tracker.web.forms import Form, refuse_with
from tracker.web.guards import load
from tracker.web.request import current_actor, current_session, current_work, end_work

pages = Blueprint("reviews", __name__)


@dataclass(frozen=True, slots=True)
class Hand:
    """A case with where it stands and how the reader stands to it."""

    case: Case
    position: Position
    standing: Standing

    def can(self, name: str) -> bool:
        """Whether the reader can take a step now."""
        return self.why_not(name) is None

    def why_not(self, name: str) -> Refusal | None:
        """Return why the reader cannot take a step now."""
        return refusal(Action(name), self.position, self.standing)


def today() -> date:
    """Return today's date where the organisation is."""
    return local_today(current_work())


def get_own_case(review_id: int, permission: Permission) -> Case:
    """Return a case if the reader may do this with it."""
    day = today()
    return load(
        lambda session, number: get_case(session, number, day),
        review_id,
        permission,
        see=Permission.REVIEW_READ,
    )


def take_in_hand(case: Case) -> Hand:
    """Return a case with where it stands and how the reader stands to it."""
    session, day = current_session(), today()
    return Hand(case, get_position(session, case, day), get_standing(session, case, current_actor(), day))


def people_to_choose(*, but: frozenset[int] = frozenset()) -> list[SelectChoice]:
    """Return people as choices, by name."""
    found = list_people(current_session(), today())
    return [choice_of(one) for one in found if one.id not in but]


def choice_of(one: PersonView) -> SelectChoice:
    """Return a person as a choice; the staff number tells two of the same name apart."""
    return SelectChoice(one.id, f"{one.name} ({one.staff_number})")


def tried(form: Form, act: Callable[[], Any]) -> bool:
    """Do something with what a form holds; what the service refuses is said on the form."""
    try:
        act()
    except InvalidError as error:
        end_work(keep=False)
        refuse_with(form, error, REASONS)
        return False
    return True
