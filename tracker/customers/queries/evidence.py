"""What customers said that names a person; scores marked as not about the person stay out of all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from tracker.core.calendar import Week
from tracker.core.stats import mean_interval_from_sums
from tracker.core.stats.results import MeanInterval
from tracker.customers.models import CustomerRollup, CustomerScore
from tracker.customers.rules.scales import (
    FEWEST_FOR_PERSON,
    FEWEST_FOR_TREND,
    Praise,
    Scale,
    is_top,
    praise_of,
)
from tracker.people.models import Choice


@dataclass(frozen=True, slots=True)
class Evidence:
    """One score that names a person; channel and moment in both languages, where known."""

    id: int
    day: date
    team_id: int
    scale: Scale
    value: int
    channel_en: str | None
    channel_nl: str | None
    moment_en: str | None
    moment_nl: str | None
    comment: str | None
    reason: str | None
    source: str

    def on_known_scale(self) -> Self:
        """Return the same with the scale's name from the database turned into the scale itself."""
        return replace(self, scale=Scale(self.scale))

    @property
    def praise(self) -> Praise:
        """Tell what the score is to the person: thanks, a friendliness mark or a mention."""
        return praise_of(self.scale, self.value, self.comment)

    @property
    def is_top(self) -> bool:
        """Whether the answer is one of the best its scale allows."""
        return is_top(self.scale, self.value)


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """How many marks came in through a channel; both names are missing where it is not known."""

    channel_en: str | None
    channel_nl: str | None
    n: int


@dataclass(frozen=True, slots=True)
class Friendliness:
    """A person's friendliness marks beside the level of the teams and weeks in which they were given.

    `mean` is missing below twenty marks, `team` below ten marks of the team; `n` and `team_n` are always
    there, so that a page can say how many are missing.
    """

    n: int
    mean: MeanInterval | None
    team_n: int
    team: MeanInterval | None
    channels: tuple[ChannelCount, ...]


def list_evidence_about(session: Session, person_id: int, start: date, end: date) -> list[Evidence]:
    """Return the scores of some days that name a person, newest first."""
    channel, moment = aliased(Choice), aliased(Choice)
    rows: Any = session.execute(
        select(
            CustomerScore.id,
            CustomerScore.day,
            CustomerScore.team_id,
            CustomerScore.scale,
            CustomerScore.value,
            channel.label_en,
            channel.label_nl,
            moment.label_en,
            moment.label_nl,
            CustomerScore.comment,
            CustomerScore.reason,
            CustomerScore.source,
        )
        .outerjoin(channel, channel.id == CustomerScore.channel_id)
        .outerjoin(moment, moment.id == CustomerScore.moment_id)
        .where(
            CustomerScore.person_id == person_id,
            CustomerScore.day.between(start, end),
            CustomerScore.not_about_person.is_(False),
        )
        .order_by(CustomerScore.day.desc(), CustomerScore.id.desc())
    )
    return [Evidence(*row).on_known_scale() for row in rows]


def friendliness_of(session: Session, person_id: int, start: date, end: date) -> Friendliness:
    """Return a person's friendliness marks of some days beside their team's level.

    The team's level is made of every friendliness mark, the person's own among them, of the teams in which
    the person was marked and of the weeks that hold the days.
    """
    found = [e for e in list_evidence_about(session, person_id, start, end) if e.scale is Scale.FRIENDLINESS]
    values = [each.value for each in found]
    squares = sum(value * value for value in values)
    team = _team_level(session, {each.team_id for each in found}, start, end)
    enough = len(values) >= FEWEST_FOR_PERSON
    return Friendliness(
        n=len(values),
        mean=mean_interval_from_sums(len(values), sum(values), squares) if enough else None,
        team_n=team.n,
        team=mean_interval_from_sums(team.n, team.total, team.squares)
        if team.n >= FEWEST_FOR_TREND
        else None,
        channels=_by_channel(found),
    )


@dataclass(frozen=True, slots=True)
class _Sums:
    n: int
    total: int
    squares: int


def _team_level(session: Session, team_ids: set[int], start: date, end: date) -> _Sums:
    row = session.execute(
        select(
            func.coalesce(func.sum(CustomerRollup.n), 0),
            func.coalesce(func.sum(CustomerRollup.total), 0),
            func.coalesce(func.sum(CustomerRollup.squares), 0),
        ).where(
            CustomerRollup.team_id.in_(team_ids),
            CustomerRollup.scale == Scale.FRIENDLINESS,
            CustomerRollup.week.between(Week.of(start), Week.of(end)),
        )
    ).one()
    return _Sums(int(row[0]), int(row[1]), int(row[2]))


def _by_channel(found: Iterable[Evidence]) -> tuple[ChannelCount, ...]:
    counts: dict[tuple[str | None, str | None], int] = {}
    for each in found:
        names = (each.channel_en, each.channel_nl)
        counts[names] = counts.get(names, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0] or ""))
    return tuple(ChannelCount(en, nl, n) for (en, nl), n in ordered)
