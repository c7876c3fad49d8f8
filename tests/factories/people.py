"""What the people room's access lines speak of, besides the cast."""

from sqlalchemy import select

from tracker.core.access import NOBODY
from tracker.people import service
from tracker.people.models import Choice, Lead


def access_things(storage, cast, clock):
    with storage.work(NOBODY, clock.now()) as work:
        service.add_default_choices(work)
        choice = work.session.scalars(select(Choice)).first()
        stand_in = work.session.scalars(select(Lead).where(Lead.delegated_by_id.is_not(None))).one()
        lead = work.session.scalars(select(Lead).where(Lead.person_id == cast.lead.id)).one()
        return {
            "choice": choice.id,
            "stand_in": stand_in.id,
            "lead_of_shop_a": lead.id,
            "moment": "moment",
            "token": "0" * 32,
        }
