"""A good thing kept by the employee, for tests that do something with it."""

import pytest

from tests.factories.good_things import add_choices, add_good_thing
from tracker.good_things.models import GoodThing


@pytest.fixture
def choices(work_as):
    with work_as() as work:
        add_choices(work.session)


@pytest.fixture
def kept(work_as, cast):
    """The number of a log of the employee's."""
    with work_as() as work:
        return add_good_thing(work, cast.employee.id).id


@pytest.fixture
def row(work_as):
    """Read a good thing as it stands in the database."""

    def read(number: int) -> GoodThing:
        with work_as() as work:
            return work.session.get_one(GoodThing, number)

    return read
