"""Who leads a team, in their own right or for a while in somebody's place."""

from datetime import date, timedelta

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError, InvalidError
from tracker.people.models import Lead
from tracker.people.queries import get_team, list_open_leads, row_of_lead, row_of_person
from tracker.people.rules.standing_in import LONGEST, why_not_until
from tracker.people.service.dates import close
from tracker.storage.work import Work


def appoint_lead(work: Work, team_id: int, person_id: int) -> Lead:
    """Let a person lead a team from today; a team may have several leads."""
    _refuse_unfit(work, team_id, person_id)
    if any(
        lead.delegated_by_id is None
        for lead in list_open_leads(work.session, work.now.date(), team_id=team_id, person_id=person_id)
    ):
        raise ConflictError("leads-already")
    lead = Lead(team_id=team_id, person_id=person_id, starts_on=work.now.date())
    work.session.add(lead)
    work.session.flush()
    audit.record(work, Event.LEAD_CHANGED, person_id, team=team_id, change="appointed")
    return lead


def end_lead(work: Work, lead_id: int) -> None:
    """End a lead at once, together with whoever stood in for that person."""
    lead = row_of_lead(work.session, lead_id)
    today, team_id, person_id = work.now.date(), lead.team_id, lead.person_id
    own = lead.delegated_by_id is None
    ending = [lead]
    if own:
        ending += list_open_leads(work.session, today, team_id=team_id, delegated_by_id=person_id)
    for row in ending:
        close(work.session, row, today - timedelta(days=1))
    audit.record(
        work, Event.LEAD_CHANGED, person_id, team=team_id, change="ended" if own else "stand-in ended"
    )


def delegate_lead(work: Work, team_id: int, person_id: int, *, until: date) -> Lead:
    """Let a person stand in as lead until a day, at most 42 days from today, and never pass it on."""
    _refuse_unfit(work, team_id, person_id)
    today = work.now.date()
    wrong = why_not_until(until, today)
    if wrong:
        raise InvalidError(wrong, limit=LONGEST.days)
    open_leads = list_open_leads(work.session, today, team_id=team_id)
    if any(lead.person_id == person_id for lead in open_leads):
        raise ConflictError("leads-already")
    lead = Lead(
        team_id=team_id,
        person_id=person_id,
        starts_on=today,
        ends_on=until,
        delegated_by_id=_stood_in_for(work, team_id, open_leads),
    )
    work.session.add(lead)
    work.session.flush()
    audit.record(
        work, Event.LEAD_CHANGED, person_id, team=team_id, change="stand-in", until=until.isoformat()
    )
    return lead


def _stood_in_for(work: Work, team_id: int, open_leads: list[Lead]) -> int:
    """Return whose place is taken: the asker's if they lead this team, else that of its first lead."""
    me = work.actor.person_id
    if me is not None and team_id in work.actor.led_ids:
        return me
    own = [lead.person_id for lead in open_leads if lead.delegated_by_id is None]
    if not own:
        raise ConflictError("nobody-leads")
    return own[0]


def _refuse_unfit(work: Work, team_id: int, person_id: int) -> None:
    if get_team(work.session, team_id).ended_on is not None:
        raise ConflictError("team-ended")
    person = row_of_person(work.session, person_id)
    if person.ended_on is not None and person.ended_on < work.now.date():
        raise ConflictError("person-ended")
