"""Imports every table, so that the metadata is complete."""

from tracker.audit import models as audit
from tracker.customers import models as customers
from tracker.good_things import models as good_things
from tracker.people import models as people
from tracker.pulses import models as pulses
from tracker.reviews import models as reviews
from tracker.signin import models as signin
from tracker.storage import models as storage
from tracker.storage.base import Base

ROOMS = (audit, customers, good_things, people, pulses, reviews, signin, storage)
METADATA = Base.metadata
