"""Writing the ledger: what the tally found goes in, and nothing else ever does."""

import os
import secrets
from dataclasses import asdict, dataclass

import numpy as np
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.core.calendar import Block
from tracker.core.disclosure import Thresholds, Tree
from tracker.pulses.models import (
    PulseCell,
    PulseComment,
    PulseMoment,
    PulseParticipation,
    PulseRound,
    PulseSplit,
    PulseSpread,
)
from tracker.pulses.queries import envelopes, rounds
from tracker.pulses.queries.rounds import AskedItem
from tracker.pulses.rules.moments import MomentRow, tally_moments
from tracker.pulses.rules.planning import RoundKind
from tracker.pulses.rules.tally import (
    ItemTally,
    Sheets,
    SpreadRow,
    pool_comments,
    tally_item,
    tally_response,
    tally_split,
)
from tracker.storage.base import Base
from tracker.storage.work import Work


@dataclass(frozen=True, slots=True)
class Opened:
    """All sheets of a round in memory, for as long as the closing takes."""

    sheets: Sheets
    comments: list[str]
    refused: int


def release(work: Work, found: PulseRound, tree: Tree, opened: Opened) -> None:
    """Write every figure of a round that enough people stand behind."""
    session, thresholds = work.session, rounds.thresholds_of(found)
    items = rounds.list_items(session, found.id)
    tallies = [tally_item(tree, opened.sheets, item.place, thresholds) for item in items]
    _write_scores(session, found.id, items, tallies)
    if found.kind == RoundKind.FULL:
        needs = [item.place for item in items if item.bank == "need"]
        split = tally_split(tree, opened.sheets, needs, thresholds)
        _write(
            session, PulseSplit, [{"round_id": found.id, "rule_version": 1, **asdict(row)} for row in split]
        )
    rng = np.random.default_rng(secrets.randbits(128))
    pairs = tally_moments(opened.sheets, tallies, thresholds, rng)
    _write(session, PulseMoment, [_moment(found.id, items, row) for row in pairs])
    _write_response(session, found.id, tree, opened.sheets)
    _pool(session, found, tree, opened, thresholds)


def _write(session: Session, table: type[Base], rows: list[dict[str, object]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _write_scores(session: Session, round_id: int, items: list[AskedItem], tallies: list[ItemTally]) -> None:
    ids = {item.place: item.item_id for item in items}
    cells: list[dict[str, object]] = [
        {
            "round_id": round_id,
            "node_id": row.node_id,
            "item_id": ids[row.item],
            "n": row.n,
            "total": row.total,
        }
        for tally in tallies
        for row in tally.cells
    ]
    spreads = [_spread(round_id, ids[row.item], row) for tally in tallies for row in tally.spreads]
    _write(session, PulseCell, cells)
    _write(session, PulseSpread, spreads)


def _spread(round_id: int, item_id: int, row: SpreadRow) -> dict[str, object]:
    counts = {f"h{step}": count for step, count in enumerate(row.counts, start=1)}
    return {
        "round_id": round_id,
        "node_id": row.node_id,
        "item_id": item_id,
        "n": sum(row.counts),
        "sum_sq": sum(step * step * count for step, count in enumerate(row.counts, start=1)),
        **counts,
    }


def _moment(round_id: int, items: list[AskedItem], row: MomentRow) -> dict[str, object]:
    return {
        "round_id": round_id,
        "item_a": items[row.item_a].item_id,
        "item_b": items[row.item_b].item_id,
        "n": row.n,
        **{f"sum_{name}": value for name, value in asdict(row.plain).items()},
        **{f"within_{name}": value for name, value in asdict(row.within).items()},
    }


def _write_response(session: Session, round_id: int, tree: Tree, sheets: Sheets) -> None:
    invited = rounds.count_roster(session, round_id)
    rows = tally_response(
        tree,
        np.array([invited.get(node, 0) for node in tree.nodes], dtype=np.int64),
        np.bincount(sheets.places, minlength=len(tree.nodes)),
    )
    _write(
        session,
        PulseParticipation,
        [{"round_id": round_id, "node_id": row.node_id, "rate_band": row.percent} for row in rows],
    )


def _pool(session: Session, found: PulseRound, tree: Tree, opened: Opened, thresholds: Thresholds) -> None:
    """Put comments into the block's pools; one that no group is large enough for is destroyed unread.

    The pools of the whole block are written anew in a fresh order, so that neither a key nor a place in the
    table tells in which week something was written.
    """
    pools = pool_comments(tree, opened.sheets.places, thresholds)
    block = Block(found.block)
    rows: list[dict[str, object]] = [
        {"k": os.urandom(16), "block": block.first, "node_id": tree.nodes[pool], "body": text}
        for pool, text in zip(pools, opened.comments, strict=True)
        if pool >= 0 and text
    ]
    rows += [
        {"k": os.urandom(16), "block": block.first, "node_id": kept.node_id, "body": kept.body}
        for kept in envelopes.list_comments_of(session, block)
    ]
    secrets.SystemRandom().shuffle(rows)
    session.execute(delete(PulseComment).where(PulseComment.block == block.first))
    _write(session, PulseComment, rows)
