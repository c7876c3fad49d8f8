"""The tables of the pulse room."""

from tracker.pulses.models.ledger import (
    PulseCell,
    PulseComment,
    PulseMoment,
    PulseParticipation,
    PulseSplit,
    PulseSpread,
)
from tracker.pulses.models.results import PulseImport, PulseResult
from tracker.pulses.models.rounds import (
    PulseBox,
    PulseItem,
    PulseNode,
    PulseNullifier,
    PulseRoster,
    PulseRound,
    PulseRoundItem,
    PulseSeat,
    PulseSetting,
    PulseWeek,
)

__all__ = [
    "PulseBox",
    "PulseCell",
    "PulseComment",
    "PulseImport",
    "PulseItem",
    "PulseMoment",
    "PulseNode",
    "PulseNullifier",
    "PulseParticipation",
    "PulseResult",
    "PulseRoster",
    "PulseRound",
    "PulseRoundItem",
    "PulseSeat",
    "PulseSetting",
    "PulseSplit",
    "PulseSpread",
    "PulseWeek",
]
