"""The import of people and teams: looked at first, done only as it was shown, written down to be undone."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.access import Role
from tracker.core.errors import ConflictError, NotFoundError
from tracker.core.intake import Problem, check_size, read_table
from tracker.people.models import Organisation, RosterImport, RosterUpload
from tracker.people.queries import ids_with_role
from tracker.people.queries.roster import find_upload, load_known, team_places
from tracker.people.rules.roster_file import Roster, read_roster
from tracker.people.rules.roster_plan import Known, Plan, Wish
from tracker.people.rules.roster_steps import plan_roster
from tracker.people.service.ledger import Ledger
from tracker.people.service.roster_steps import Steps
from tracker.storage.work import Work

MOST_BYTES = 5_000_000
MOST_ROWS = 50_000
WAITS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RosterDraft:
    """A roster file as it was handed in."""

    content: bytes
    file_name: str
    holds_everybody: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change, or what is wrong with it."""

    file_name: str
    holds_everybody: bool
    problems: tuple[Problem, ...]
    plan: Plan | None
    team_names: Mapping[str, str] = field(default_factory=dict)


def stage_roster(work: Work, draft: RosterDraft) -> str:
    """Put a file aside for an hour, for whoever sent it only, and return the token that finds it again."""
    if work.actor.person_id is None:
        raise NotFoundError("roster-upload")
    purge_uploads(work)
    work.session.execute(delete(RosterUpload).where(RosterUpload.by_id == work.actor.person_id))
    token = secrets.token_hex(16)
    work.session.add(
        RosterUpload(
            token=token,
            by_id=work.actor.person_id,
            at=work.now,
            file_name=draft.file_name[-200:],
            holds_everybody=draft.holds_everybody,
            content=draft.content,
        )
    )
    work.session.flush()
    return token


def purge_uploads(work: Work) -> int:
    """Forget every file that has waited too long for a decision."""
    gone = work.session.execute(
        delete(RosterUpload).where(RosterUpload.at <= work.now - WAITS).returning(RosterUpload.token)
    )
    return len(gone.all())


def drop_roster(work: Work, token: str) -> None:
    """Forget a file at its sender's wish."""
    work.session.delete(_own_upload(work, token))


def get_staged(work: Work, token: str) -> RosterDraft:
    """Return a file that its sender has put aside and that has not waited too long."""
    upload = _own_upload(work, token)
    return RosterDraft(upload.content, upload.file_name, upload.holds_everybody)


def preview_roster(work: Work, draft: RosterDraft) -> Preview:
    """Return what a file would change, or everything wrong with it; nothing is written."""
    check_size(draft.content, MOST_BYTES)
    known = load_known(work.session, work.now.date())
    roster = _read(draft, known)
    if roster.problems:
        return Preview(draft.file_name, draft.holds_everybody, roster.problems, None)
    names = {key: team.name for key, team in known.teams.items()}
    names.update({key: team.name for key, team in roster.teams.items() if team.name})
    plan = _plan(work, draft, roster, known)
    return Preview(draft.file_name, draft.holds_everybody, (), plan, names)


def import_roster(work: Work, token: str, *, mark: str) -> RosterImport | None:
    """Do what the list of differences showed; nothing if the file changes nothing.

    `mark` names the list that was confirmed: if the same file would change something else by now, the
    import stops, so that nobody confirms what they have not seen.
    """
    work.session.get(Organisation, 1, with_for_update=True)
    upload = _own_upload(work, token)
    draft = RosterDraft(upload.content, upload.file_name, upload.holds_everybody)
    known = load_known(work.session, work.now.date())
    roster = _read(draft, known)
    if roster.problems:
        raise ConflictError("roster-moved-on")
    plan = _plan(work, draft, roster, known)
    if plan.mark != mark:
        raise ConflictError("roster-moved-on")
    if plan.brake is not None:
        raise ConflictError(plan.brake.value)
    work.session.delete(upload)
    if plan.changes_nothing:
        return None
    return _carry_out(work, draft, plan)


def _carry_out(work: Work, draft: RosterDraft, plan: Plan) -> RosterImport:
    done = RosterImport(
        at=work.now,
        by_id=work.actor.person_id,
        file_name=draft.file_name,
        file_hash=hashlib.sha256(draft.content).digest(),
    )
    work.session.add(done)
    work.session.flush()
    ledger = Ledger(work.session)
    Steps(work.session, ledger, work.now.date()).take(plan)
    ledger.write(done.id)
    counts = {kind.value: count for kind, count in plan.counts.items()}
    audit.record(
        work,
        Event.ROSTER_IMPORTED,
        import_id=done.id,
        file=hashlib.sha256(draft.content).hexdigest(),
        teams=len(plan.teams),
        **counts,
    )
    return done


def _read(draft: RosterDraft, known: Known) -> Roster:
    sheet = read_table(draft.content, draft.file_name, max_rows=MOST_ROWS)
    return read_roster(sheet, team_places(known))


def _plan(work: Work, draft: RosterDraft, roster: Roster, known: Known) -> Plan:
    """Plan the import so that it never ends its sender or the last administrator."""
    administrators = ids_with_role(work.session, Role.ADMINISTRATOR, work.now.date())
    keep = set(administrators) if len(administrators) == 1 else set()
    if work.actor.person_id is not None:
        keep.add(work.actor.person_id)
    wish = Wish(work.now.date(), draft.holds_everybody, frozenset(keep))
    return plan_roster(roster, known, wish)


def _own_upload(work: Work, token: str) -> RosterUpload:
    upload = find_upload(work.session, token)
    if upload is None or upload.by_id != work.actor.person_id or upload.at <= work.now - WAITS:
        raise NotFoundError("roster-upload")
    return upload
