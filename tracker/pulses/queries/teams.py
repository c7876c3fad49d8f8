"""What the pages of teams show: shown figures and withheld ones, with no exact value left in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.core.calendar import Block, Week
from tracker.core.disclosure import (
    SPLIT_FLOOR,
    SPLIT_IN_FULL_FLOOR,
    WITHHELD,
    ShownShare,
    Withheld,
    share,
    show,
    shown_share,
)
from tracker.people.models import Team
from tracker.people.queries import ids_in_path
from tracker.pulses.models import PulseItem, PulseNode
from tracker.pulses.queries import ledger
from tracker.pulses.queries.ledger import PastRound, Split, Spread
from tracker.pulses.rules.figures import (
    Figure,
    LedgerCell,
    by_code,
    index,
    rest_of,
    shown_levels,
    weekly_line,
)
from tracker.pulses.rules.seating import ORGANISATION

HISTORY = 52
Share = ShownShare | Withheld


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """A group's index and response over one block."""

    block: Block
    index: Figure
    response: Share


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """A group's item-centred engagement and response in one week."""

    week: Week
    value: Figure
    response: Share


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One item of the newest block in this group and in the group above it."""

    item: PulseItem
    value: Figure
    favourable: Share
    above: Figure


@dataclass(frozen=True, slots=True)
class PartFigure:
    """A group within the group, or the rest of it, with its index of the newest block."""

    team_id: int | None
    label: str
    index: Figure


@dataclass(frozen=True, slots=True)
class SplitShift:
    """The shares of a full round with both cuts moved by so many hundredths."""

    shift: int
    engaged: Share
    not_engaged: Share
    actively_disengaged: Share


@dataclass(frozen=True, slots=True)
class TeamPulse:
    """Everything a team's page shows of its pulses; `team_id` is the group that is shown, none for all."""

    team_id: int | None
    label: str
    is_own: bool
    above: str
    blocks: tuple[BlockFigure, ...]
    weeks: tuple[WeekFigure, ...]
    items: tuple[ItemFigure, ...]
    parts: tuple[PartFigure, ...]
    split_week: Week | None
    split: tuple[SplitShift, ...]

    @property
    def newest(self) -> BlockFigure | None:
        """Return the newest block, if there has been a round."""
        return self.blocks[-1] if self.blocks else None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the figures are made from: nodes from the team upward, cells, rounds."""

    chain: list[PulseNode]
    children: list[PulseNode]
    cells: list[LedgerCell]
    rounds: list[PastRound]

    def of(self, node_id: int, block: Week | None = None) -> list[LedgerCell]:
        return [c for c in self.cells if c.node_id == node_id and block in {None, c.block}]


def find_team_pulse(session: Session, team: Team, *, week: Week) -> TeamPulse | None:
    """Return what is shown for a team, or nothing before the first closed round.

    A team without figures of its own in the newest block is answered with the nearest group above it that
    has some, and that group is named.
    """
    path = ids_in_path(team.path)
    nodes = ledger.list_newest_nodes(session, path)
    chain = _chain(nodes, team.id)
    if not chain:
        return None
    own = chain[0].node_id
    children = [node for node in nodes if node.parent_id == own and chain[0].team_id == team.id]
    ids = [node.node_id for node in chain]
    since = week - HISTORY
    rounds = ledger.list_past_rounds(session, since=since, nodes=ids)
    block = rounds[-1].block if rounds else None
    cells = ledger.list_cells(
        session, nodes=ids, since=since, children=[node.node_id for node in children], block=block
    )
    ground = _Ground(chain, children, cells, rounds)
    shown = (p for p, node in enumerate(chain) if block and ground.of(node.node_id, block))
    place = next(shown, 0)
    return _page(session, ground, place, own=chain[0].team_id == team.id and place == 0)


def _chain(nodes: list[PulseNode], team_id: int) -> list[PulseNode]:
    """Return the nodes from a team's own up to the organisation's; a team too new starts higher up."""
    by_id = {node.node_id: node for node in nodes}
    at = next((node for node in nodes if node.team_id == team_id), by_id.get(ORGANISATION))
    chain = []
    while at is not None:
        chain.append(at)
        at = by_id.get(at.parent_id) if at.parent_id is not None else None
    return chain


def _page(session: Session, ground: _Ground, place: int, *, own: bool) -> TeamPulse:
    node = ground.chain[place]
    above = ground.chain[place + 1] if place + 1 < len(ground.chain) else None
    blocks = _blocks(ground, node.node_id)
    newest = blocks[-1].block.first if blocks else None
    spreads = ledger.list_spreads(session, node.node_id, newest) if newest else []
    bank = ledger.list_bank(session)
    split = ledger.list_newest_split(session, [node.node_id])
    return TeamPulse(
        team_id=node.team_id,
        label=node.label,
        is_own=own,
        above=above.label if above else "",
        blocks=blocks,
        weeks=_weeks(ground, node.node_id),
        items=_items(ground, node.node_id, above, bank, spreads) if newest else (),
        parts=_parts(ground, node.node_id, newest) if newest and own else (),
        split_week=split[0].week if split else None,
        split=tuple(_shares(row) for row in sorted(split, key=lambda row: row.shift)),
    )


def _blocks(ground: _Ground, node_id: int) -> tuple[BlockFigure, ...]:
    firsts = sorted({past.block for past in ground.rounds})
    return tuple(
        BlockFigure(
            Block(first),
            index(ground.of(node_id, first)),
            _response(past.bands.get(node_id) for past in ground.rounds if past.block == first),
        )
        for first in firsts
    )


def _weeks(ground: _Ground, node_id: int) -> tuple[WeekFigure, ...]:
    line = weekly_line(ground.of(node_id), shown_levels(ground.of(ORGANISATION)))
    return tuple(
        WeekFigure(past.week, line.get(past.week, WITHHELD), _response([past.bands.get(node_id)]))
        for past in ground.rounds
    )


def _response(bands: Iterable[int | None]) -> Share:
    known = [band for band in bands if band is not None]
    return shown_share(int(sum(known) / len(known) + 0.5)) if known else WITHHELD


def _items(
    ground: _Ground,
    node_id: int,
    above: PulseNode | None,
    bank: dict[str, PulseItem],
    spreads: list[Spread],
) -> tuple[ItemFigure, ...]:
    block = ground.rounds[-1].block
    own = by_code(ground.of(node_id, block))
    higher = by_code(ground.of(above.node_id, block)) if above else {}
    shares = {spread.code: share(sum(spread.counts[3:]), sum(spread.counts)) for spread in spreads}
    asked = sorted({cell.code for cell in ground.cells if cell.block == block}, key=_order)
    return tuple(
        ItemFigure(bank[code], show(own.get(code)), shares.get(code, WITHHELD), show(higher.get(code)))
        for code in asked
    )


def _order(code: str) -> tuple[int, str]:
    """Return the place of an item in a list: needs, then outcomes, then service."""
    return "EAS".index(code[0]), code


def _parts(ground: _Ground, node_id: int, block: Week) -> tuple[PartFigure, ...]:
    if not ground.children:
        return ()
    parts = [
        PartFigure(child.team_id, child.label, index(ground.of(child.node_id, block)))
        for child in sorted(ground.children, key=lambda child: child.label)
    ]
    below = [cell for child in ground.children for cell in ground.of(child.node_id, block)]
    rest = index(rest_of(ground.of(node_id, block), below))
    return (*parts, PartFigure(None, "", rest))


def _shares(split: Split) -> SplitShift:
    whole = split.engaged + split.not_engaged + split.actively_disengaged
    step = 1 if whole >= SPLIT_IN_FULL_FLOOR else 5
    return SplitShift(
        split.shift,
        share(split.engaged, whole, floor_at=SPLIT_FLOOR, step=step),
        share(split.not_engaged, whole, floor_at=SPLIT_IN_FULL_FLOOR, step=step),
        share(split.actively_disengaged, whole, floor_at=SPLIT_IN_FULL_FLOOR, step=step),
    )


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the list of teams, with its newest index and response."""

    team: Team
    depth: int
    index: Figure
    response: Share


def list_team_lines(session: Session, teams: list[Team]) -> list[TeamLine]:
    """Return teams with their index of the newest block; a team too new for a figure is there without one."""
    block = ledger.newest_block(session)
    nodes = {node.team_id: node.node_id for node in ledger.list_all_newest_nodes(session)}
    cells: dict[int, list[LedgerCell]] = {}
    for cell in ledger.list_cells_of_block(session, block) if block else []:
        cells.setdefault(cell.node_id, []).append(cell)
    rounds = ledger.list_past_rounds(session, since=block, nodes=list(nodes.values())) if block else []
    known = {team.id for team in teams}
    return [
        TeamLine(
            team,
            sum(1 for above in ids_in_path(team.path)[:-1] if above in known),
            index(cells.get(nodes.get(team.id, -1), [])),
            _response(past.bands.get(nodes.get(team.id, -1)) for past in rounds),
        )
        for team in teams
    ]
