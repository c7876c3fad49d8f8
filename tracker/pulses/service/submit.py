"""Receiving a sheet: sealed here, once for each person, with nothing else written anywhere.

No log entry, no time stamp, no message and no counter stands beside it; whoever sends a second sheet gets the
same answer as the first time.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.core.calendar import closing_of
from tracker.core.errors import ConflictError, ForbiddenError, InvalidError
from tracker.core.sealing import COMMENT_BYTES, Sheet, nullifier, seal
from tracker.pulses.models import PulseBox, PulseNullifier, PulseRound
from tracker.pulses.queries import rounds
from tracker.pulses.queries.rounds import AskedItem
from tracker.pulses.rules.planning import RoundState
from tracker.pulses.service.keys import KeyRing
from tracker.storage.work import Work

HIGHEST = 5

# The three statements of a submit, put together once: everybody in the organisation sends them in one week.
STILL_OPEN = (
    select(PulseRound.id)
    .where(PulseRound.id == bindparam("number"), PulseRound.state == RoundState.OPEN)
    .with_for_update(read=True)
)
NEW_MARK: dict[str, Any] = {
    name: own_insert(PulseNullifier).on_conflict_do_nothing().returning(PulseNullifier.round_id)
    for name, own_insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
NEW_BOX = insert(PulseBox)


class DeskState(StrEnum):
    """What a person finds when they come to answer."""

    OPEN = "open"
    NO_ROUND = "no-round"
    OVER = "over"
    NOT_INVITED = "not-invited"
    ANSWERED = "answered"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Desk:
    """The running round as one person finds it; `asked_again` where this week's sheets were lost once."""

    state: DeskState
    round: PulseRound | None = None
    items: tuple[AskedItem, ...] = ()
    asked_again: bool = False


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """The round a person may answer now, and the group that the roster, never the sender, puts them in."""

    round: PulseRound
    node_id: int
    items: tuple[AskedItem, ...]
    asked_again: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A filled-in sheet as it arrives: an answer per item (0 is none), and a comment."""

    answers: tuple[int, ...]
    comment: str = ""

    def __post_init__(self) -> None:
        """Refuse what no sheet of ours can hold."""
        if any(not 0 <= answer <= HIGHEST for answer in self.answers):
            raise InvalidError("answer-outside-scale")
        if len(self.comment.encode()) > COMMENT_BYTES:
            raise InvalidError("comment-too-long")


def is_over(found: PulseRound, work: Work) -> bool:
    """Tell whether a round's last moment has passed, however late the job that closes it may be."""
    closing = closing_of(found.closes_on, ZoneInfo(found.time_zone))
    return found.state != RoundState.OPEN or work.now >= closing


def find_desk(work: Work, keys: KeyRing) -> Desk:
    """Return what the person who asks finds; only they themselves are ever told that they answered."""
    person_id = _person(work)
    own = rounds.find_own_round(work.session, person_id)
    if own is None:
        return Desk(DeskState.NO_ROUND)
    if is_over(own.round, work):
        return Desk(DeskState.OVER, own.round)
    if own.node_id is None:
        return Desk(DeskState.NOT_INVITED, own.round)
    secrets = keys.find(own.round.public_key)
    if secrets is None:
        return Desk(DeskState.BROKEN, own.round)
    mark = nullifier(secrets, round_id=own.round.id, person_id=person_id)
    if rounds.has_mark(work.session, own.round.id, mark):
        return Desk(DeskState.ANSWERED, own.round, asked_again=own.asked_again)
    items = tuple(rounds.list_items(work.session, own.round.id))
    return Desk(DeskState.OPEN, own.round, items, own.asked_again)


def find_sheet(work: Work, round_id: int) -> OpenSheet:
    """Return the round that a sheet was made for, or refuse: closed, void, or not for this person."""
    own = rounds.find_own_round(work.session, _person(work))
    if own is None or own.round.id != round_id or is_over(own.round, work):
        raise ConflictError("round-over")
    if own.node_id is None:
        raise ForbiddenError("not-invited")
    items = tuple(rounds.list_items(work.session, round_id))
    return OpenSheet(own.round, own.node_id, items, own.asked_again)


def submit_pulse(work: Work, sheet: OpenSheet, draft: Draft, keys: KeyRing) -> None:
    """Seal a sheet and receive it; a person's second sheet changes nothing and is told nothing."""
    if len(draft.answers) != len(sheet.items):
        raise InvalidError("sheet-of-another-round")
    secrets = keys.find(sheet.round.public_key)
    if secrets is None:
        raise ConflictError("round-broken")
    envelope = seal(
        Sheet(sheet.node_id, draft.answers, draft.comment),
        public=sheet.round.public_key,
        nullifier_key=secrets.nullifier_key,
    )
    mark = nullifier(secrets, round_id=sheet.round.id, person_id=_person(work))
    receive(work.session, sheet.round.id, mark, envelope)


def receive(session: Session, round_id: int, mark: bytes, envelope: bytes) -> bool:
    """Take in an envelope if the round is still open and the mark is new; tell whether it was taken in."""
    connection = session.connection()
    if connection.scalar(STILL_OPEN, {"number": round_id}) is None:
        raise ConflictError("round-over")
    new_mark = NEW_MARK[connection.dialect.name]
    if connection.execute(new_mark, {"round_id": round_id, "h": mark}).first() is None:
        return False
    connection.execute(NEW_BOX, {"round_id": round_id, "k": os.urandom(16), "ct": envelope})
    return True


def _person(work: Work) -> int:
    if work.actor.person_id is None:
        raise ForbiddenError("not-signed-in")
    return work.actor.person_id
