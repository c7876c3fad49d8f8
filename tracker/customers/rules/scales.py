"""The five scales, each kept as it was asked, and how many scores a figure needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST_FOR_TREND = 10
FEWEST_FOR_COMPARISON = 30
FEWEST_FOR_PERSON = 20
FEWEST_FOR_RESULT = 10


class Scale(StrEnum):
    """How the customer was asked; figures of two scales are never put into one mean."""

    RECOMMEND = "recommend"
    SATISFACTION = "satisfaction"
    EFFORT = "effort"
    MARK = "mark"
    FRIENDLINESS = "friendliness"


@dataclass(frozen=True, slots=True)
class Ends:
    """The lowest and highest answer of a scale, and from where an answer counts as a top one."""

    low: int
    high: int
    top: int


ENDS: dict[Scale, Ends] = {
    Scale.RECOMMEND: Ends(0, 10, 9),
    Scale.SATISFACTION: Ends(1, 5, 5),
    Scale.EFFORT: Ends(1, 7, 7),
    Scale.MARK: Ends(1, 10, 9),
    Scale.FRIENDLINESS: Ends(1, 10, 9),
}
PROMOTER, PASSIVE = 9, 7
MARKS_OF_PERSON = (Scale.FRIENDLINESS, Scale.MARK)


class Praise(StrEnum):
    """What a score that names a person is to that person."""

    THANKS = "thanks"
    MARK = "mark"
    MENTION = "mention"


def is_top(scale: Scale, value: int) -> bool:
    """Whether an answer is one of the best the scale allows."""
    return value >= ENDS[scale].top


def praise_of(scale: Scale, value: int, comment: str | None) -> Praise:
    """Tell what a score means to the person it names: thanks in words, a friendliness mark, or a mention."""
    if comment and is_top(scale, value):
        return Praise.THANKS
    return Praise.MARK if scale is Scale.FRIENDLINESS else Praise.MENTION


def default_scale(counts: Mapping[Scale, int]) -> Scale:
    """Return the scale to begin with: the overall mark, else the one with most scores."""
    if counts.get(Scale.MARK) or not counts:
        return Scale.MARK
    return max(counts, key=lambda scale: counts[scale])
