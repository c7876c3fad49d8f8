"""The default linkage on made-up organisations whose truth is known.

Weeks of a team resemble the week before, and shocks hit all teams at once, as in life.
"""

import numpy as np
import pytest

from tracker.core.stats import default_linkage, repeated_measures_correlation

TEAMS, WEEKS, PANELS = 10, 26, 300
CARRY_OVER, SHOCK = 0.5, 0.7
# Three standard errors of a share of .05 (or .95) among 300 panels.
LEEWAY = 3 * np.sqrt(0.05 * 0.95 / PANELS)


def series(rng):
    noise = rng.normal(size=(TEAMS, WEEKS))
    for week in range(1, WEEKS):
        noise[:, week] = CARRY_OVER * noise[:, week - 1] + np.sqrt(1 - CARRY_OVER**2) * noise[:, week]
    return noise


def make_panel(rng, true_r, gaps):
    mood, other, shocks = series(rng), series(rng), SHOCK * rng.normal(size=WEEKS)
    marks = true_r * mood + np.sqrt(1 - true_r**2) * other
    kept = rng.random(mood.shape) >= gaps
    team, week = np.nonzero(kept)
    levels = rng.normal(size=(2, TEAMS, 1))
    return team, week, (mood + levels[0] + shocks)[kept], (marks + levels[1] + shocks)[kept]


def study(true_r, *, gaps=0.0):
    rng = np.random.default_rng(20_261)
    panels = [make_panel(rng, true_r, gaps) for _ in range(PANELS)]
    return panels, [default_linkage(*panel, permutations=199, rng=rng) for panel in panels]


def alarms(results) -> float:
    return float(np.mean([found.p <= 0.05 for found in results]))


def test_without_a_link_the_alarm_rings_in_five_of_a_hundred_while_the_usual_test_always_rings() -> None:
    panels, found = study(0.0)

    usual = [repeated_measures_correlation(team, x, y) for team, _, x, y in panels]
    assert alarms(found) == pytest.approx(0.05, abs=LEEWAY)
    assert alarms(usual) > 0.9


def test_with_gaps_the_alarm_rings_no_more_often() -> None:
    assert alarms(study(0.0, gaps=0.3)[1]) <= 0.05 + LEEWAY


@pytest.mark.parametrize("gaps", [0.0, 0.2])
def test_a_true_link_is_found_at_its_size_and_inside_its_interval(gaps) -> None:
    _, found = study(0.3, gaps=gaps)

    assert np.mean([result.r for result in found]) == pytest.approx(0.3, abs=0.02)
    assert np.mean([result.low <= 0.3 <= result.high for result in found]) >= 0.95 - LEEWAY
    assert alarms(found) > 0.8
