"""Reads about rounds, their items and the standing plan."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from tracker.core.calendar import Block, Week
from tracker.core.disclosure import Thresholds
from tracker.core.errors import NotFoundError
from tracker.pulses.models import (
    PulseItem,
    PulseNode,
    PulseNullifier,
    PulseRoster,
    PulseRound,
    PulseRoundItem,
    PulseSetting,
    PulseWeek,
)
from tracker.pulses.rules.planning import ASK_AGAIN, Plan, RoundState


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item as one round asks it, at its place on the sheet."""

    place: int
    item_id: int
    code: str
    bank: str
    need_en: str
    need_nl: str
    text_en: str
    text_nl: str

    def text(self, language: str) -> str:
        """Return the item's text in a reader's language."""
        return self.text_nl if language == "nl" else self.text_en

    def need(self, language: str) -> str:
        """Return the name of the need in a reader's language."""
        return self.need_nl if language == "nl" else self.need_en


@dataclass(frozen=True, slots=True)
class OwnRound:
    """The running round as it concerns one person; no node means that they are not on its roster.

    `asked_again` tells that sheets of this week were lost once and everybody may answer anew.
    """

    round: PulseRound
    node_id: int | None
    asked_again: bool


def find_setting(session: Session) -> PulseSetting | None:
    """Return the standing plan as stored, once pulses have begun."""
    return session.get(PulseSetting, 1)


def plan_of(setting: PulseSetting) -> Plan:
    """Return the standing plan as the rules know it."""
    return Plan(setting.anchor, setting.needs_a_round, setting.automatic)


def thresholds_of(source: PulseSetting | PulseRound) -> Thresholds:
    """Return the thresholds of the plan or of a round, never beneath the floors whatever the row says."""
    return Thresholds.at_least(score=source.k_score, comment=source.k_comment)


def find_live_round(session: Session) -> PulseRound | None:
    """Return the round that is open or closing."""
    return session.scalar(select(PulseRound).where(PulseRound.live == 1))


def thresholds_now(session: Session) -> Thresholds:
    """Return the thresholds of the running round, or else those the next one will have."""
    source = find_live_round(session) or find_setting(session)
    return thresholds_of(source) if source is not None else Thresholds()


def find_own_round(session: Session, person_id: int) -> OwnRound | None:
    """Return the running round with the place of one person in it."""
    row = session.execute(_own_rounds(), {"person": person_id}).first()
    return None if row is None else OwnRound(row[0], row[1], bool(row[2]))


@cache
def _own_rounds() -> Any:
    """Put the statement together once: everybody sends it twice a week."""
    lost = aliased(PulseRound)
    asked_again = exists().where(lost.week == PulseRound.week, lost.void_reason.in_(ASK_AGAIN))
    placed = and_(PulseRoster.round_id == PulseRound.id, PulseRoster.person_id == bindparam("person"))
    return (
        select(PulseRound, PulseRoster.node_id, asked_again)
        .outerjoin(PulseRoster, placed)
        .where(PulseRound.live == 1)
    )


def has_mark(session: Session, round_id: int, mark: bytes) -> bool:
    """Tell whether a sheet with this mark was received."""
    return session.get(PulseNullifier, (round_id, mark)) is not None


def get_round(session: Session, round_id: int) -> PulseRound:
    """Return a round."""
    found = session.get(PulseRound, round_id)
    if found is None:
        raise NotFoundError("round")
    return found


def has_begun(session: Session) -> bool:
    """Tell whether there has ever been a round."""
    return session.scalar(select(PulseRound.id).limit(1)) is not None


def find_round_of(session: Session, week: Week) -> PulseRound | None:
    """Return the round of a week that counts, if there is one."""
    query = select(PulseRound).where(PulseRound.week == week, PulseRound.state != RoundState.VOID)
    return session.scalar(query)


def find_void_round(session: Session, week: Week) -> PulseRound | None:
    """Return the newest round of a week that counts for nothing."""
    query = select(PulseRound).where(PulseRound.week == week, PulseRound.state == RoundState.VOID)
    return session.scalar(query.order_by(PulseRound.id.desc()).limit(1))


def list_rounds(session: Session, *, since: Week) -> list[PulseRound]:
    """Return all rounds from a week on, in order."""
    query = select(PulseRound).where(PulseRound.week >= since).order_by(PulseRound.week, PulseRound.id)
    return list(session.scalars(query))


def list_unscrubbed(session: Session) -> list[PulseRound]:
    """Return rounds that are over but whose remains have not been cleared away yet."""
    over = (RoundState.CLOSED, RoundState.VOID)
    query = select(PulseRound).where(PulseRound.state.in_(over), PulseRound.scrubbed.is_(False))
    return list(session.scalars(query))


def list_planned_weeks(session: Session, *, since: Week) -> dict[Week, PulseWeek]:
    """Return the weeks for which HR decided otherwise than the plan."""
    return {row.week: row for row in session.scalars(select(PulseWeek).where(PulseWeek.week >= since))}


def list_items(session: Session, round_id: int) -> list[AskedItem]:
    """Return the items of a round in the order of the sheet."""
    rows = session.execute(
        select(
            PulseRoundItem.place,
            PulseItem.id,
            PulseItem.code,
            PulseItem.bank,
            PulseItem.need_en,
            PulseItem.need_nl,
            PulseItem.text_en,
            PulseItem.text_nl,
        )
        .join(PulseItem, PulseItem.id == PulseRoundItem.item_id)
        .where(PulseRoundItem.round_id == round_id)
        .order_by(PulseRoundItem.place)
    )
    return [AskedItem(*row) for row in rows]


def newest_items(session: Session) -> dict[str, int]:
    """Return the newest version of every item in the bank, by code."""
    rows = session.execute(select(PulseItem.code, PulseItem.id).order_by(PulseItem.version))
    return {row[0]: row[1] for row in rows}


def asked_in_block(session: Session, block: Block) -> frozenset[str]:
    """Return the codes that rounds of a block have asked so far."""
    rows = session.scalars(
        select(PulseItem.code)
        .join(PulseRoundItem, PulseRoundItem.item_id == PulseItem.id)
        .join(PulseRound, PulseRound.id == PulseRoundItem.round_id)
        .where(PulseRound.block == block.first, PulseRound.state != RoundState.VOID)
    )
    return frozenset(rows)


def last_round_in(session: Session, block: Block) -> PulseRound | None:
    """Return the newest round of a block, void ones included."""
    query = select(PulseRound).where(PulseRound.block == block.first).order_by(PulseRound.id.desc()).limit(1)
    return session.scalar(query)


def last_round_before(session: Session, block: Block) -> PulseRound | None:
    """Return the newest round of an earlier block, void ones included."""
    query = select(PulseRound).where(PulseRound.block < block.first).order_by(PulseRound.id.desc()).limit(1)
    return session.scalar(query)


def list_nodes(session: Session, round_id: int) -> list[PulseNode]:
    """Return the frozen tree of a round."""
    return list(session.scalars(select(PulseNode).where(PulseNode.round_id == round_id)))


def highest_node(session: Session) -> int:
    """Return the highest node number ever given."""
    return session.scalar(select(func.max(PulseNode.node_id))) or 0


def count_roster(session: Session, round_id: int) -> dict[int, int]:
    """Return how many people are invited in each group itself."""
    rows = session.execute(
        select(PulseRoster.node_id, func.count())
        .where(PulseRoster.round_id == round_id)
        .group_by(PulseRoster.node_id)
    )
    return {row[0]: row[1] for row in rows}
