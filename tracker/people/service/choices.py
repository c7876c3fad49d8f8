"""The lists that an organisation edits: moments, channels and kinds of good thing."""

import re
import secrets
import unicodedata

from sqlalchemy import func, select

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import ConflictError
from tracker.people.models import Choice
from tracker.people.queries import get_choice, list_choices
from tracker.people.rules.defaults import DEFAULTS, ChoiceKind
from tracker.people.rules.drafts import ChoiceDraft
from tracker.storage.work import Work

NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
LONGEST_CODE = 30


def add_default_choices(work: Work) -> None:
    """Add the entries everybody starts with, as far as a list is still empty."""
    filled = set(work.session.scalars(select(Choice.kind).distinct()))
    for position, default in enumerate(DEFAULTS, start=1):
        if default.kind.value not in filled:
            work.session.add(
                Choice(
                    kind=default.kind.value,
                    code=default.code,
                    label_en=default.label_en,
                    label_nl=default.label_nl,
                    position=position,
                    active=True,
                )
            )
    work.session.flush()


def add_choice(work: Work, kind: ChoiceKind, draft: ChoiceDraft) -> Choice:
    """Add an entry at the end of a list."""
    _refuse_twins(work, kind.value, draft, None)
    last = work.session.scalar(select(func.max(Choice.position)).where(Choice.kind == kind.value))
    choice = Choice(
        kind=kind.value,
        code=_free_code(work, kind.value, draft.label_en),
        label_en=draft.label_en,
        label_nl=draft.label_nl,
        position=(last or 0) + 1,
        active=True,
    )
    work.session.add(choice)
    work.session.flush()
    audit.record(work, Event.CHOICE_CHANGED, kind=kind.value, code=choice.code, change="added")
    return choice


def rename_choice(work: Work, choice_id: int, draft: ChoiceDraft) -> None:
    """Change the words of an entry; its code and everything tied to it stay."""
    choice = get_choice(work.session, choice_id)
    _refuse_twins(work, choice.kind, draft, choice.id)
    before = choice.label_en
    choice.label_en, choice.label_nl = draft.label_en, draft.label_nl
    audit.record(
        work, Event.CHOICE_CHANGED, kind=choice.kind, code=choice.code, change="renamed", before=before
    )


def set_choice_active(work: Work, choice_id: int, *, active: bool) -> None:
    """Take an entry out of use or back into use; what it was used for keeps its name."""
    choice = get_choice(work.session, choice_id)
    if choice.active == active:
        return
    if not active and len(list_choices(work.session, choice.kind)) == 1:
        raise ConflictError("choice-last")
    choice.active = active
    change = "returned" if active else "retired"
    audit.record(work, Event.CHOICE_CHANGED, kind=choice.kind, code=choice.code, change=change)


def move_choice(work: Work, choice_id: int, *, up: bool) -> None:
    """Move an entry one place up or down among those in use."""
    choice = get_choice(work.session, choice_id)
    row = [c for c in list_choices(work.session, choice.kind, retired=True) if c.active == choice.active]
    place = next(i for i, c in enumerate(row) if c.id == choice.id)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(row):
        return
    row[place], row[other] = row[other], row[place]
    for position, entry in enumerate(row, start=1):
        entry.position = position
    audit.record(work, Event.CHOICE_CHANGED, kind=choice.kind, code=choice.code, change="moved")


def _refuse_twins(work: Work, kind: str, draft: ChoiceDraft, own_id: int | None) -> None:
    for other in list_choices(work.session, kind, retired=True):
        same = {other.label_en.casefold(), other.label_nl.casefold()}
        if other.id != own_id and {draft.label_en.casefold(), draft.label_nl.casefold()} & same:
            raise ConflictError("choice-twice", name=draft.label_en)


def _free_code(work: Work, kind: str, label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().casefold()
    code = NOT_IN_CODES.sub("-", plain)[:LONGEST_CODE].strip("-") or "entry"
    taken = {choice.code for choice in list_choices(work.session, kind, retired=True)}
    return code if code not in taken else f"{code}-{secrets.token_hex(3)}"
