"""Two lines per team on one axis: where on its own scale each figure stands, from 0 to 100.

Engagement is drawn from values that are shown anyway, customers' means from ten scores.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.core.disclosure import Scale, Shown, Withheld
from tracker.insights.rules.panel import FEWEST_SCORES, Marks, Mood, Panel, When

TOP = 100.0


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One period of a team: both figures as they may be shown, and where they stand on their scales."""

    when: When
    engagement: Shown | Withheld | None
    engagement_at: float | None
    mean: float | None
    mean_at: float | None
    n: int


@dataclass(frozen=True, slots=True)
class TeamLines:
    """The two lines of one team."""

    team_id: int
    points: tuple[LinePoint, ...]


def position(value: float, scale: Scale) -> float:
    """Return where a value stands between the ends of its scale."""
    return TOP * (value - scale.low) / (scale.high - scale.low)


def lines_of(panel: Panel, ends: Scale) -> list[TeamLines]:
    """Return the lines of every team with engagement, over the periods of the panel."""
    whens = sorted({mood.when for mood in panel.moods})
    moods = {(mood.team_id, mood.when): mood for mood in panel.moods}
    marks = {(each.team_id, each.when): each for each in panel.marks}
    teams = sorted({mood.team_id for mood in panel.moods})
    return [
        TeamLines(
            team_id,
            tuple(
                point_of(when, moods.get((team_id, when)), marks.get((team_id, when)), panel.mood_scale, ends)
                for when in whens
            ),
        )
        for team_id in teams
    ]


def point_of(when: When, mood: Mood | None, marks: Marks | None, mood_scale: Scale, ends: Scale) -> LinePoint:
    """Return one period of a team."""
    shown = mood.shown if mood else None
    enough = marks is not None and marks.n >= FEWEST_SCORES
    mean = marks.total / marks.n if marks is not None and enough else None
    return LinePoint(
        when=when,
        engagement=shown,
        engagement_at=position(shown.value, mood_scale) if isinstance(shown, Shown) else None,
        mean=mean,
        mean_at=None if mean is None else position(mean, ends),
        n=marks.n if marks else 0,
    )


def observed(marks: Iterable[Marks]) -> Scale:
    """Return a scale that holds the means of results from elsewhere, whose own ends are not known."""
    means = [each.total / each.n for each in marks]
    if not means or min(means) == max(means):
        return Scale(0, 10)
    return Scale(min(means), max(means))
