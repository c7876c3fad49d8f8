"""Which items a round asks, and when rounds open by themselves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tracker.core.calendar import WEEKS_IN_BLOCK, Block, Week, opening_of, start_of_day
from tracker.core.errors import InvalidError

NEEDS = tuple(f"E{number:02d}" for number in range(1, 13))
OUTCOMES = ("A01", "A02", "A03")
SERVICE = ("S01", "S02", "S03", "S04", "S05", "S06")
SERVICE_PAIRS = 3
FEWEST_NEEDS = 3
MOST_NEEDS = 6
ALL_NEEDS = len(NEEDS)
NEEDS_CHOICES = (3, 4, 5, 6, ALL_NEEDS)
LAST_DAY_TO_OPEN = 3  # Thursday, so that everybody has at least three days


class RoundKind(StrEnum):
    """How much a round asks."""

    QUICK = "quick"
    FULL = "full"


class RoundState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    VOID = "void"


class VoidReason(StrEnum):
    """Why a round counts for nothing."""

    STOPPED = "stopped"
    KEY_LOST = "key-lost"
    RESTORED = "restored"


ASK_AGAIN = frozenset({VoidReason.KEY_LOST, VoidReason.RESTORED})


@dataclass(frozen=True, slots=True)
class Plan:
    """The standing plan of an organisation: where blocks start and how many needs a quick round asks."""

    anchor: Week
    needs_a_round: int = FEWEST_NEEDS
    automatic: bool = True

    def __post_init__(self) -> None:
        """Refuse a number of needs that leaves some out of a block, or is more than a minute's work."""
        if self.needs_a_round not in NEEDS_CHOICES:
            raise InvalidError("needs-a-round", needs=self.needs_a_round)

    def block(self, week: Week) -> Block:
        """Return the block that a week falls in."""
        return Block.holding(week, anchor=self.anchor)

    def kind(self, week: Week) -> RoundKind:
        """Return the kind of a week's round as planned: once a quarter everything, otherwise a few items.

        The full round is the first of the first block that begins in a quarter, not counting the block in
        which pulses began: the first thing people meet here is short.
        """
        block = self.block(week)
        number = block.number(anchor=self.anchor)
        if number < 1 or block.position(week) != 0:
            return RoundKind.QUICK
        new_quarter = _quarter(block.first.monday) != _quarter((block + -1).first.monday)
        return RoundKind.FULL if new_quarter or number == 1 else RoundKind.QUICK

    def turn(self, week: Week) -> tuple[str, ...]:
        """Return the needs whose turn it is in a week."""
        start = self.block(week).position(week) * self.needs_a_round
        return tuple(NEEDS[(start + step) % ALL_NEEDS] for step in range(self.needs_a_round))


def _quarter(day: date) -> int:
    """Return a number that changes with every quarter of a year."""
    return day.year * 4 + (day.month - 1) // 3


def items_of(plan: Plan, week: Week, *, kind: RoundKind, asked: frozenset[str]) -> tuple[str, ...]:
    """Return the codes of a round's items in order.

    `asked` holds the needs that this block has asked already. A need whose turn passed in a skipped or void
    week is asked with the next ones, as far as the round stays short.
    """
    if kind is RoundKind.FULL:
        return NEEDS + OUTCOMES
    block = plan.block(week)
    place = block.position(week)
    turn = plan.turn(week)
    passed = {need for earlier in block.weeks[:place] for need in plan.turn(earlier)}
    missed = [need for need in NEEDS if need in passed and need not in asked and need not in turn]
    room = max(MOST_NEEDS - len(turn), 0)
    return tuple(sorted({*turn, *missed[:room]})) + _second_bank(block, place, plan.anchor)


def _second_bank(block: Block, place: int, anchor: Week) -> tuple[str, ...]:
    """Return the outcome item of weeks one to three, or the two service items of week four."""
    if place < WEEKS_IN_BLOCK - 1:
        return (OUTCOMES[place],)
    pair = block.number(anchor=anchor) % SERVICE_PAIRS
    return SERVICE[2 * pair : 2 * pair + 2]


def opens_by_itself(week: Week, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a planned round may open at this moment: from Monday 09:00 until Thursday ends."""
    after = week.monday + timedelta(days=LAST_DAY_TO_OPEN + 1)
    return opening_of(week.monday, zone) <= now < start_of_day(after, zone)
