"""Pooled comments of blocks that are over: whose group, never whose hand, week or order."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.core.calendar import Block, Week
from tracker.pulses.models import PulseComment, PulseNode, PulseRound

BLOCKS = 6


@dataclass(frozen=True, slots=True)
class Pool:
    """The comments of one group in one block, in an order that says nothing."""

    block: Block
    bodies: tuple[str, ...]


def list_pools(session: Session, team_id: int | None, *, week: Week) -> list[Pool]:
    """Return a group's pools of the newest blocks that ended before this week, newest first.

    No team stands for the whole organisation.
    """
    own = PulseNode.team_id.is_(None) if team_id is None else PulseNode.team_id == team_id
    nodes = (
        select(PulseRound.block, PulseNode.node_id)
        .join(PulseNode, PulseNode.round_id == PulseRound.id)
        .where(own)
        .distinct()
        .subquery()
    )
    rows = session.execute(
        select(PulseComment.block, PulseComment.body)
        .join(nodes, (nodes.c.block == PulseComment.block) & (nodes.c.node_id == PulseComment.node_id))
        .where(PulseComment.block < week)
        .order_by(PulseComment.block.desc(), PulseComment.k)
    )
    found: dict[Block, list[str]] = {}
    for first, body in rows:
        found.setdefault(Block(first), []).append(body)
    over = [Pool(block, tuple(bodies)) for block, bodies in found.items() if block.last < week]
    return over[:BLOCKS]
