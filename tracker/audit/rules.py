"""The chain of the log and the list of what is logged.

Each entry's hash covers the hash before it. Details sit beside the chain, which holds only a salted
commitment to them, so that a detail can be erased later without breaking the chain.
"""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

START = bytes(32)


class Event(StrEnum):
    """What is logged. Answering a pulse is not among them and never will be."""

    FIRST_ADMINISTRATOR = "first-administrator"
    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGNED_OUT = "signed-out"
    SIGNED_OUT_EVERYWHERE = "signed-out-everywhere"
    PASSWORD_SET = "password-set"  # noqa: S105 - the name of an event
    CODE_ISSUED = "code-issued"
    DENIED = "denied"
    PERSON_CHANGED = "person-changed"
    PERSON_ENDED = "person-ended"
    TEAM_CHANGED = "team-changed"
    LEAD_CHANGED = "lead-changed"
    ROLE_GRANTED = "role-granted"
    ROLE_WITHDRAWN = "role-withdrawn"
    ROSTER_IMPORTED = "roster-imported"
    ROSTER_UNDONE = "roster-undone"
    SETTING_CHANGED = "setting-changed"
    CHOICE_CHANGED = "choice-changed"
    ROUND_PLANNED = "round-planned"
    ROUND_OPENED = "round-opened"
    ROUND_CLOSED = "round-closed"
    ROUND_VOIDED = "round-voided"
    SCORES_IMPORTED = "scores-imported"
    RESULTS_IMPORTED = "results-imported"
    IMPORT_UNDONE = "import-undone"
    CYCLE_CHANGED = "cycle-changed"
    REVIEW_OPENED = "review-opened"
    REVIEW_CHANGED = "review-changed"
    REVIEW_VIEWED = "review-viewed"
    REVIEW_EXPORTED = "review-exported"
    BACKUP_RESTORED = "backup-restored"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the chain holds of one event."""

    number: int
    at: str
    event: str
    actor_id: int | None
    subject_id: int | None
    commitment: bytes


def commitment(salt: bytes, details: str) -> bytes:
    """Return the salted hash that stands for the details in the chain."""
    return hashlib.sha256(salt + details.encode()).digest()


def link(previous: bytes, entry: Entry) -> bytes:
    """Return the hash of an entry, given the hash of the entry before it."""
    canonical = json.dumps(
        [entry.number, entry.at, entry.event, entry.actor_id, entry.subject_id, entry.commitment.hex()],
        separators=(",", ":"),
    )
    return hashlib.sha256(previous + canonical.encode()).digest()
