"""Reads of the release ledger. Exact cells stay within the room; pages receive shown figures."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from tracker.core.calendar import Week
from tracker.core.disclosure import Exact
from tracker.pulses.models import (
    PulseCell,
    PulseItem,
    PulseNode,
    PulseParticipation,
    PulseRound,
    PulseSplit,
    PulseSpread,
)
from tracker.pulses.rules.figures import LedgerCell
from tracker.pulses.rules.planning import RoundState
from tracker.pulses.rules.seating import ORGANISATION

CellRow = tuple[Week, Week, int, str, int, int]


@dataclass(frozen=True, slots=True)
class PastRound:
    """A closed round, with the response bands of the groups asked for."""

    round_id: int
    week: Week
    block: Week
    bands: dict[int, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """How many people chose each step for an item in a group of ten or more."""

    code: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The three counts of a full round at one shift of the cuts."""

    week: Week
    node_id: int
    shift: int
    engaged: int
    not_engaged: int
    actively_disengaged: int


def _newest_closed() -> ScalarSelect[int]:
    return (
        select(PulseRound.id)
        .where(PulseRound.state == RoundState.CLOSED)
        .order_by(PulseRound.week.desc())
        .limit(1)
        .scalar_subquery()
    )


def list_newest_nodes(session: Session, team_ids: Collection[int]) -> list[PulseNode]:
    """Return the nodes of some teams in the newest closed round, the organisation's and their children's."""
    newest = _newest_closed()
    own = select(PulseNode.node_id).where(PulseNode.round_id == newest, PulseNode.team_id.in_(team_ids))
    wanted = or_(
        PulseNode.team_id.in_(team_ids), PulseNode.node_id == ORGANISATION, PulseNode.parent_id.in_(own)
    )
    return list(session.scalars(select(PulseNode).where(PulseNode.round_id == newest, wanted)))


def list_all_newest_nodes(session: Session) -> list[PulseNode]:
    """Return the whole tree of the newest closed round."""
    return list(session.scalars(select(PulseNode).where(PulseNode.round_id == _newest_closed())))


def list_past_rounds(session: Session, *, since: Week, nodes: Collection[int]) -> list[PastRound]:
    """Return the closed rounds from a week on, in order, with the response of some groups."""
    query = (
        select(
            PulseRound.id,
            PulseRound.week,
            PulseRound.block,
            PulseParticipation.node_id,
            PulseParticipation.rate_band,
        )
        .outerjoin(
            PulseParticipation,
            and_(PulseParticipation.round_id == PulseRound.id, PulseParticipation.node_id.in_(nodes)),
        )
        .where(PulseRound.state == RoundState.CLOSED, PulseRound.week >= since)
        .order_by(PulseRound.week)
    )
    found: dict[int, PastRound] = {}
    for round_id, week, block, node_id, band in session.execute(query):
        past = found.setdefault(round_id, PastRound(round_id, week, block, {}))
        if node_id is not None:
            past.bands[node_id] = band
    return list(found.values())


def newest_block(session: Session) -> Week | None:
    """Return the block of the newest closed round."""
    return session.scalar(select(PulseRound.block).where(PulseRound.id == _newest_closed()))


def list_cells(
    session: Session,
    *,
    nodes: Collection[int],
    since: Week,
    children: Collection[int] = (),
    block: Week | None = None,
) -> list[LedgerCell]:
    """Return the cells of some groups since a week, and of their children in one block."""
    lately = and_(PulseCell.node_id.in_(children), PulseRound.block == block) if children else false()
    query = _cells().where(or_(and_(PulseCell.node_id.in_(nodes), PulseRound.week >= since), lately))
    return _read(session, query)


def list_cells_of_block(session: Session, block: Week) -> list[LedgerCell]:
    """Return all cells of one block."""
    return _read(session, _cells().where(PulseRound.block == block))


def list_all_cells(session: Session, *, since: Week | None = None) -> list[LedgerCell]:
    """Return the whole ledger of means, or its part from a week on."""
    query = _cells() if since is None else _cells().where(PulseRound.week >= since)
    return _read(session, query)


def list_spreads(session: Session, node_id: int, block: Week) -> list[Spread]:
    """Return the spread of each item of a block in one group."""
    rows = session.execute(
        select(
            PulseItem.code,
            func.sum(PulseSpread.h1),
            func.sum(PulseSpread.h2),
            func.sum(PulseSpread.h3),
            func.sum(PulseSpread.h4),
            func.sum(PulseSpread.h5),
        )
        .join(PulseRound, PulseRound.id == PulseSpread.round_id)
        .join(PulseItem, PulseItem.id == PulseSpread.item_id)
        .where(PulseSpread.node_id == node_id, PulseRound.block == block)
        .group_by(PulseItem.code)
    )
    return [Spread(row[0], tuple(int(count) for count in row[1:])) for row in rows]


def list_newest_split(session: Session, nodes: Collection[int]) -> list[Split]:
    """Return the split of the newest full round that has one, for some groups."""
    newest = (
        select(func.max(PulseRound.week))
        .join(PulseSplit, PulseSplit.round_id == PulseRound.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            PulseRound.week,
            PulseSplit.node_id,
            PulseSplit.shift,
            PulseSplit.engaged,
            PulseSplit.not_engaged,
            PulseSplit.actively_disengaged,
        )
        .join(PulseRound, PulseRound.id == PulseSplit.round_id)
        .where(PulseSplit.node_id.in_(nodes), PulseRound.week == newest)
    )
    return [Split(*row) for row in rows]


def list_bank(session: Session) -> dict[str, PulseItem]:
    """Return the newest version of every item, by code."""
    return {
        item.code: item
        for item in session.scalars(select(PulseItem).order_by(PulseItem.code, PulseItem.version))
    }


def _cells() -> Select[*CellRow]:
    return (
        select(
            PulseRound.week,
            PulseRound.block,
            PulseCell.node_id,
            PulseItem.code,
            PulseCell.n,
            PulseCell.total,
        )
        .join(PulseRound, PulseRound.id == PulseCell.round_id)
        .join(PulseItem, PulseItem.id == PulseCell.item_id)
        .order_by(PulseRound.week, PulseCell.node_id, PulseItem.code)
    )


def _read(session: Session, query: Select[*CellRow]) -> list[LedgerCell]:
    return [
        LedgerCell(week, block, node_id, code, Exact(n, total))
        for week, block, node_id, code, n, total in session.execute(query)
    ]
