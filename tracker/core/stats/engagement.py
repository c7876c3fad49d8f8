"""Two published-rule scores: an index from shares of items, and the house's three-way split."""

import math
from collections.abc import Sequence

import numpy as np

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import need, vector
from tracker.core.stats.results import EngagementGroup

LOWEST, HIGHEST = 1, 5
ENGAGED_FROM, DISENGAGED_BELOW = 4.25, 2.75
# An answer at or below this keeps a person out of the engaged, whatever the mean.
SPOILING = 2
ANSWERED_SHARE = 0.75


def engagement_index(item_shares: Sequence[Sequence[float]]) -> float:
    """Return the index of a public-sector survey: the mean of the means of its parts.

    Parameters
    ----------
    item_shares : sequence of sequences
        Per part of the index the shares of favourable answers to its items, all in the same
        unit (share or per cent). Parts may have different numbers of items and weigh the same.

    Returns
    -------
    float
        The index in the unit of the shares.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: no parts, or a part without items.
    InvalidError
        Shares that are not numeric or missing.

    References
    ----------
    US Office of Personnel Management, Federal Employee Viewpoint Survey, Employee Engagement
    Index. Validated on the published answers of 2020 to 2024 (72, 71, 71, 72, 73).

    Examples
    --------
    >>> round(engagement_index([[60.0, 62.0], [80.0, 84.0, 79.0]]), 6)
    71.0
    """
    parts = [vector(shares, "item_shares") for shares in item_shares]
    need(min((part.size for part in parts), default=0), 1, "too-few-values")
    index = float(np.mean([part.mean() for part in parts]))
    if math.isnan(index):
        raise InvalidError("missing-value", name="item_shares")
    return index


def house_split(answers: Sequence[float | None], *, shift: float = 0.0) -> EngagementGroup | None:
    """Return in which of three groups a person's answers to the twelve items fall.

    Parameters
    ----------
    answers : sequence
        Answers from 1 to 5; None (or NaN) where the item was skipped or did not apply.
    shift : float
        Moves both cuts up or down, to show how much hangs on them (.25 on the page).

    Returns
    -------
    EngagementGroup or None
        Engaged: mean of 4.25 or more and no answer of 1 or 2. Actively disengaged: mean below
        2.75. Otherwise not engaged. None with fewer than three quarters of the items answered.

    Raises
    ------
    InvalidError
        `outside-range`: an answer beyond 1 to 5.

    Notes
    -----
    A rule of this house, not comparable with the percentages of any vendor. Only for counting
    inside the closing of a full round; never kept or shown for a person.

    References
    ----------
    None published: the rule is this product's own. Validated on four worked cases.

    Examples
    --------
    >>> house_split([5, 5, 4, 4, 4, 5, 4, 4, 4, 4, 4, 5]).value
    'engaged'
    >>> house_split([5, 5, 5, 5, 5, 5, 5, 5, None, None, None, None]) is None
    True
    """
    all_answers = vector([math.nan if answer is None else answer for answer in answers], "answers")
    given = all_answers[~np.isnan(all_answers)]
    if ((given < LOWEST) | (given > HIGHEST)).any():
        raise InvalidError("outside-range", name="answers", low=LOWEST, high=HIGHEST)
    if given.size == 0 or given.size < ANSWERED_SHARE * all_answers.size:
        return None
    mean = float(given.mean())
    if mean >= ENGAGED_FROM + shift and given.min() > SPOILING:
        return EngagementGroup.ENGAGED
    if mean < DISENGAGED_BELOW + shift:
        return EngagementGroup.ACTIVELY_DISENGAGED
    return EngagementGroup.NOT_ENGAGED
