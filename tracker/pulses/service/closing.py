"""Closing a round: count once, release, destroy. Safe to run again after a crash at any point.

Three steps, each its own transaction. First the round stops taking sheets. Then everything is opened in
memory, added up and released to the ledger, and envelopes, marks and roster are emptied: all or nothing. Last
the key is destroyed and the database's files are rid of what was deleted; only then is the round scrubbed.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from sqlalchemy import update
from sqlalchemy.orm import Session

from tracker.audit.rules import Event
from tracker.audit.service import record
from tracker.core.disclosure import Tree
from tracker.core.errors import ConflictError
from tracker.core.sealing import BrokenSealError, Opener, RoundKeys
from tracker.pulses.models import PulseBox, PulseNullifier, PulseRoster, PulseRound
from tracker.pulses.queries import envelopes, rounds
from tracker.pulses.rules.planning import RoundState, VoidReason
from tracker.pulses.rules.tally import Sheets
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.pulses.service.releasing import Opened, release
from tracker.storage.scrub import empty, scrub
from tracker.storage.work import Work

ORPHANED_AFTER = timedelta(hours=1)
RUNNING = (PulseBox, PulseNullifier, PulseRoster)

log = logging.getLogger("kindline.pulses")


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closing tells: how many envelopes were refused, never how many there were of anybody's team."""

    week: str
    refused: int


def close_round(place: Installation, round_id: int) -> Closed:
    """Close a round from wherever it stands and destroy what it was made of."""
    with place.storage.work(place.actor, place.now) as work:
        stop_receiving(work, round_id)
    with place.storage.work(place.actor, place.now) as work:
        closed = count_and_release(work, round_id, place.keys)
    clear_remains(place)
    return closed


def void_round(place: Installation, round_id: int, *, reason: VoidReason) -> None:
    """Let the running round count for nothing and destroy its sheets unread."""
    with place.storage.work(place.actor, place.now) as work:
        discard(work, round_id, reason)
    clear_remains(place)


def discard(work: Work, round_id: int, reason: VoidReason) -> None:
    """Turn the running round void and empty envelopes, marks and roster."""
    found = work.session.get(PulseRound, round_id, with_for_update=True)
    if found is None or found.live is None:
        raise ConflictError("round-not-running")
    empty(work.session, *RUNNING)
    found.state, found.live, found.void_reason = RoundState.VOID, None, reason
    record(work, Event.ROUND_VOIDED, found.id, week=str(found.week), reason=reason)


def stop_receiving(work: Work, round_id: int) -> None:
    """Let no further sheet in; sheets that are being received at this moment still are."""
    work.session.execute(
        update(PulseRound)
        .where(PulseRound.id == round_id, PulseRound.state == RoundState.OPEN)
        .values(state=RoundState.CLOSING)
    )


def count_and_release(work: Work, round_id: int, keys: KeyRing) -> Closed:
    """Open every envelope in memory, release the sums, and empty envelopes, marks and roster."""
    session = work.session
    found = session.get(PulseRound, round_id, with_for_update=True)
    if found is None or found.state != RoundState.CLOSING:
        raise ConflictError("round-not-closing")
    secret = keys.find(found.public_key)
    if secret is None:
        raise ConflictError("round-broken")
    nodes = {node.node_id: node.parent_id for node in rounds.list_nodes(session, round_id)}
    tree = Tree.of(nodes)
    opened = _open_all(session, found, secret, tree)
    release(work, found, tree, opened)
    empty(session, *RUNNING)
    found.state, found.live = RoundState.CLOSED, None
    record(work, Event.ROUND_CLOSED, found.id, week=str(found.week), refused=opened.refused)
    if opened.refused:
        log.error("round %s: %s envelopes were not ours and were left out", found.id, opened.refused)
    return Closed(str(found.week), opened.refused)


def clear_remains(place: Installation) -> bool:
    """Destroy the keys of rounds that are over and scrub the database; tell whether nothing is left to do.

    A key that belongs to no round (left by an opening that failed, or by a restored backup) goes too, once it
    is old enough not to belong to a round that is being opened at this moment.
    """
    with place.storage.look(place.actor, place.now) as work:
        over = {found.id: found.key_fingerprint for found in rounds.list_unscrubbed(work.session)}
        live = rounds.find_live_round(work.session)
        running = None if live is None else live.key_fingerprint
    for name in over.values():
        place.keys.destroy(name)
    for name in place.keys.names(untouched_since=place.now - ORPHANED_AFTER):
        if name != running:
            place.keys.destroy(name)
    if not over:
        return True
    if not scrub(place.storage):
        return False
    with place.storage.work(place.actor, place.now) as work:
        work.session.execute(update(PulseRound).where(PulseRound.id.in_(list(over))).values(scrubbed=True))
    return True


def _open_all(session: Session, found: PulseRound, secret: RoundKeys, tree: Tree) -> Opened:
    """Open the envelopes of a round; a copy of one, or one that is not ours, is left out and counted."""
    opener, place = Opener(secret), tree.places()
    width = len(rounds.list_items(session, found.id))
    seen: set[bytes] = set()
    places, answers, comments, refused = [], bytearray(), [], 0
    for envelope in envelopes.iterate_envelopes(session, found.id):
        try:
            taken = opener.open(envelope)
        except BrokenSealError:
            refused += 1
            continue
        sheet = taken.sheet
        if taken.stamp in seen or sheet.node_id not in place or len(sheet.answers) != width:
            refused += 1
            continue
        seen.add(taken.stamp)
        places.append(place[sheet.node_id])
        answers += bytes(sheet.answers)
        comments.append(sheet.comment.replace("\0", "").strip())
    matrix = np.frombuffer(bytes(answers), dtype=np.uint8).reshape(len(places), width)
    return Opened(Sheets(np.array(places, dtype=np.int64), matrix), comments, refused)
