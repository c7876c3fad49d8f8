"""The organisation's own settings."""

from zoneinfo import available_timezones

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import InvalidError
from tracker.people.models import Organisation
from tracker.people.queries import find_organisation, get_organisation
from tracker.people.rules.drafts import OrganisationDraft
from tracker.people.service.choices import add_default_choices
from tracker.storage.work import Work


def save_organisation(work: Work, draft: OrganisationDraft) -> Organisation:
    """Set name, language and time zone; the first time this also makes the lists everybody starts with."""
    if draft.time_zone not in available_timezones():
        raise InvalidError("time-zone-unknown")
    known = find_organisation(work.session)
    if known is None:
        known = Organisation(id=1, name=draft.name, language=draft.language, time_zone=draft.time_zone)
        work.session.add(known)
        add_default_choices(work)
    changed = (known.name, known.language, known.time_zone)
    known.name, known.language, known.time_zone = draft.name, draft.language, draft.time_zone
    work.session.flush()
    audit.record(
        work,
        Event.SETTING_CHANGED,
        before=" | ".join(changed),
        after=f"{draft.name} | {draft.language} | {draft.time_zone}",
    )
    return known


def finish_setup(work: Work) -> None:
    """Note that setting up is done, so that nobody is led through it again."""
    get_organisation(work.session).set_up = True
    audit.record(work, Event.SETTING_CHANGED, setup="done")
