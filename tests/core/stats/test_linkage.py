import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from tracker.core.calendar import Week
from tracker.core.errors import InvalidError, NotEnoughDataError
from tracker.core.stats import default_linkage


def make_cells(seed, teams, periods, *, gaps=0.0, link=0.5):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(teams, periods)) + rng.normal(size=(teams, 1)) + rng.normal(size=periods)
    y = link * x + rng.normal(size=(teams, periods)) + rng.normal(size=periods)
    kept = rng.random((teams, periods)) >= gaps
    team, period = np.nonzero(kept)
    return team, period, x[kept], y[kept]


def link(team, period, x, y, *, seed=0, **options):
    return default_linkage(team, period, x, y, rng=np.random.default_rng(seed), **options)


def dummy_residuals(team, period, values, weights):
    """Residuals on team and period dummies by plain least squares: the definition itself."""
    design = np.column_stack([team[:, None] == np.unique(team), period[:, None] == np.unique(period)])
    root = np.sqrt(weights)
    fitted = np.linalg.lstsq(design * root[:, None], values * root, rcond=None)[0]
    return values - design @ fitted


def definition_r(team, period, x, y, weights):
    left, right = (dummy_residuals(team, period, side, weights) for side in (x, y))
    return (weights * left * right).sum() / np.sqrt((weights * left**2).sum() * (weights * right**2).sum())


def definition_interval(team, period, x, y, weights):
    labels = np.unique(team)
    z = np.arctanh([definition_r(*(c[team != k] for c in (team, period, x, y, weights))) for k in labels])
    centre = np.arctanh(definition_r(team, period, x, y, weights))
    reach = stdtrit(len(labels) - 1, 0.975) * np.sqrt((len(z) - 1) / len(z) * ((z - z.mean()) ** 2).sum())
    return np.tanh([centre - reach, centre + reach])


def definition_p(team, period, x, y, weights):
    """Pair every team's whole series with every other's, cell by cell, over their common periods."""
    left, right = (dummy_residuals(team, period, side, weights) for side in (x, y))
    values = zip(left, right, weights, strict=True)
    cells = dict(zip(zip(team, period, strict=True), values, strict=True))
    labels, periods = np.unique(team), np.unique(period)
    found = []
    for order in itertools.permutations(labels):
        product = squares_x = squares_y = 0.0
        for own, other, week in ((k, m, w) for k, m in zip(labels, order, strict=True) for w in periods):
            if (own, week) in cells and (other, week) in cells:
                (a, _, weight_a), (_, b, weight_b) = cells[own, week], cells[other, week]
                product += np.sqrt(weight_a * weight_b) * a * b
                squares_x += weight_a * a**2
                squares_y += weight_b * b**2
        found.append(abs(product) / np.sqrt(squares_x * squares_y))
    return np.mean(np.array(found) >= found[0] - 1e-12)


@pytest.mark.parametrize("gaps", [0.0, 0.25])
@pytest.mark.parametrize("weighted", [False, True])
def test_every_number_is_the_one_of_the_definition(gaps, weighted) -> None:
    team, period, x, y = make_cells(11, 5, 9, gaps=gaps)
    weights = np.random.default_rng(2).uniform(1, 9, len(x)) if weighted else np.ones(len(x))

    found = link(team, period, x, y, weights=weights if weighted else None)

    assert found.exact
    assert found.n_cells == len(x)
    assert found.r == pytest.approx(definition_r(team, period, x, y, weights), abs=1e-10)
    assert (found.low, found.high) == pytest.approx(
        definition_interval(team, period, x, y, weights), abs=1e-8
    )
    assert found.p == pytest.approx(definition_p(team, period, x, y, weights), abs=1e-12)


def test_more_teams_than_one_block_give_the_interval_of_the_definition() -> None:
    team, period, x, y = make_cells(4, 70, 9, gaps=0.2)

    found = link(team, period, x, y, permutations=9)

    expected = definition_interval(team, period, x, y, np.ones(len(x)))
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-8)


def test_a_full_grid_is_centred_by_the_means() -> None:
    team, period, x, y = make_cells(7, 12, 20)
    grids = [side.reshape(12, 20) for side in (x, y)]
    a, b = (g - g.mean(1, keepdims=True) - g.mean(0) + g.mean() for g in grids)

    found = link(team, period, x, y)

    assert found.r == pytest.approx((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()), abs=1e-12)
    assert (found.n_teams, found.n_periods, found.n_cells) == (12, 20, 240)
    assert not found.exact
    assert not found.early


@pytest.mark.parametrize(("teams", "exact"), [(7, True), (8, False)])
def test_up_to_seven_teams_all_pairings_are_tried(teams, exact) -> None:
    found = link(*make_cells(1, teams, 9), permutations=99)

    assert found.exact is exact
    assert found.p * (5040 if exact else 100) == pytest.approx(round(found.p * (5040 if exact else 100)))


@pytest.mark.parametrize(("teams", "periods", "early"), [(9, 12, True), (10, 11, True), (10, 12, False)])
def test_it_is_early_below_ten_teams_or_twelve_periods(teams, periods, early) -> None:
    assert link(*make_cells(1, teams, periods), permutations=9).early is early


@pytest.mark.parametrize(
    ("teams", "periods", "gate", "needed"), [(4, 20, "too-few-teams", 5), (20, 7, "too-few-periods", 8)]
)
def test_below_the_gates_there_is_no_coefficient(teams, periods, gate, needed) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        link(*make_cells(1, teams, periods))

    assert caught.value.code == gate
    assert caught.value.facts["needed"] == needed


def test_no_cells_at_all_are_too_few_teams() -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        link([], [], [], [])

    assert caught.value.facts == {"found": 0, "needed": 5}


def test_a_team_seen_once_and_a_period_of_one_team_change_nothing_and_are_not_counted() -> None:
    team, period, x, y = make_cells(6, 6, 10)
    whole = link(team, period, x, y)

    more = link(
        np.append(team, [90, 2]), np.append(period, [3, 77]), np.append(x, [50, -40]), np.append(y, [-60, 80])
    )

    assert more.r == pytest.approx(whole.r, abs=1e-12)
    assert (more.n_teams, more.n_periods, more.n_cells, more.p) == (6, 10, 60, whole.p)


def test_the_gate_counts_only_teams_that_carry_information() -> None:
    team, period, x, y = make_cells(6, 4, 10)

    with pytest.raises(NotEnoughDataError) as caught:
        link(np.append(team, 90), np.append(period, 3), np.append(x, 1), np.append(y, 2))

    assert caught.value.facts == {"found": 4, "needed": 5}


def test_rows_with_a_missing_value_or_no_weight_are_left_out() -> None:
    team, period, x, y = make_cells(6, 6, 10)
    whole = link(team[2:], period[2:], x[2:], y[2:])
    weights = np.ones(60)
    weights[0] = 0
    x = x.copy()
    x[1] = np.nan

    found = link(team, period, x, y, weights=weights)

    assert (found.r, found.p, found.n_cells) == (pytest.approx(whole.r, abs=1e-12), whole.p, 58)


def test_shocks_that_hit_every_team_and_lasting_differences_are_taken_out() -> None:
    team, period, x, y = make_cells(6, 8, 12)
    whole = link(team, period, x, y)

    moved = link(team, period, x + 5 * np.sin(period), y + 9 * np.sin(period) - 3 * team)

    assert moved.r == pytest.approx(whole.r, abs=1e-9)
    assert (moved.low, moved.high) == pytest.approx((whole.low, whole.high), abs=1e-7)
    assert moved.p == whole.p


def test_a_measure_that_only_moves_with_everybody_has_no_variation() -> None:
    team, period, x, _ = make_cells(6, 8, 12)

    with pytest.raises(NotEnoughDataError) as caught:
        link(team, period, x, 3.7 + 0.1 * period + 0.3 * team)

    assert caught.value.code == "no-variation"


def test_when_one_team_carries_all_movement_the_interval_excludes_nothing() -> None:
    team, period, x, y = make_cells(6, 6, 10)
    still = team > 0
    x, y = np.where(still, 0.0, x), np.where(still, 0.0, y)

    found = link(team, period, x, y)

    assert (found.low, found.high) == (-1, 1)


def test_a_perfect_link_lies_inside_its_interval() -> None:
    team, period, x, _ = make_cells(6, 6, 10)

    found = link(team, period, x, 2 * x)

    assert found.low <= found.r <= found.high
    assert found.r == pytest.approx(1)


def test_teams_that_never_meet_are_still_centred_each_in_their_own_periods() -> None:
    team, period, x, y = make_cells(6, 6, 20)
    apart = (team < 3) == (period < 10)
    cells = [column[apart] for column in (team, period, x, y)]

    found = link(*cells)

    weights = np.ones(apart.sum())
    assert found.r == pytest.approx(definition_r(*cells, weights), abs=1e-10)
    assert (found.low, found.high) == pytest.approx(definition_interval(*cells, weights), abs=1e-8)
    assert found.p == pytest.approx(count_with_strangers(*cells), abs=1e-12)


def test_pairs_of_teams_that_share_two_periods_with_nobody_else_are_still_centred() -> None:
    rng = np.random.default_rng(9)
    team, pair = np.repeat(np.arange(8), 2), np.repeat(np.arange(4), 4)
    period = 2 * pair + np.tile([0, 1], 8)
    x, y, ones = rng.normal(size=16), rng.normal(size=16), np.ones(16)

    found = link(team, period, x, y, permutations=19)

    assert found.r == pytest.approx(definition_r(team, period, x, y, ones), abs=1e-10)
    assert (found.low, found.high) == pytest.approx(definition_interval(team, period, x, y, ones), abs=1e-8)


def count_with_strangers(team, period, x, y) -> float:
    """As the definition, except that a pairing without common periods counts against the finding."""
    with np.errstate(invalid="ignore"):
        left, right = (dummy_residuals(team, period, side, np.ones(len(x))) for side in (x, y))
    grid = np.full((2, 6, 20), np.nan)
    grid[0][team, period], grid[1][team, period] = left, right
    found = []
    for order in itertools.permutations(range(6)):
        a, b = grid[0], grid[1][list(order)]
        common = ~np.isnan(a + b)
        norm = np.sqrt((a[common] ** 2).sum() * (b[common] ** 2).sum())
        found.append(abs((a * b)[common].sum()) / norm if norm else np.inf)
    return float(np.mean(np.array(found) >= found[0] - 1e-12))


def test_a_cell_given_twice_is_refused() -> None:
    team, period, x, y = make_cells(6, 6, 10)
    team[1], period[1] = team[0], period[0]

    with pytest.raises(InvalidError) as caught:
        link(team, period, x, y)

    assert caught.value.code == "repeated-cell"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"weights": [-1.0] * 60}, "negative-weight"),
        ({"weights": [1.0] * 59}, "unequal-lengths"),
        ({"team": [1] * 59}, "unequal-lengths"),
        ({"team": ["a", 1] * 30}, "labels-not-sortable"),
        ({"team": [float("nan")] * 60}, "label-missing"),
        ({"permutations": -1}, "not-counts"),
        ({"level": 1.0}, "outside-range"),
    ],
)
def test_input_without_meaning_is_refused(change, code) -> None:
    columns = dict(zip(("team", "period", "x", "y"), make_cells(6, 6, 10), strict=True))

    with pytest.raises(InvalidError) as caught:
        default_linkage(**{**columns, **change}, rng=np.random.default_rng(1))

    assert caught.value.code == code


def test_labels_may_be_words_and_weeks() -> None:
    team, period, x, y = make_cells(6, 6, 10)
    first = Week(2026, 48)

    found = link([f"team {number}" for number in team], [first + int(number) for number in period], x, y)

    assert found == link(team, period, x, y)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3]), st.sampled_from([6, 9]))
def test_the_order_of_rows_and_the_units_change_nothing(seed, gaps, teams) -> None:
    team, period, x, y = make_cells(seed, teams, 14, gaps=gaps)
    found = link(team, period, x, y, permutations=99)
    order = np.random.default_rng(seed).permutation(len(x))

    shuffled = link(team[order], period[order], x[order], y[order], permutations=99)
    rescaled = link(team, period, 10 * x + 3, 1 - y, permutations=99)

    assert -1 <= found.low <= found.r <= found.high <= 1
    assert 0 < found.p <= 1
    assert (shuffled.r, shuffled.p) == (pytest.approx(found.r, abs=1e-10), found.p)
    assert (rescaled.r, rescaled.p) == (pytest.approx(-found.r, abs=1e-10), found.p)
    assert (rescaled.low, rescaled.high) == pytest.approx((-found.high, -found.low), abs=1e-8)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_x_and_y_may_change_places(seed) -> None:
    team, period, x, y = make_cells(seed, 6, 10, gaps=0.2)

    one, other = link(team, period, x, y), link(team, period, y, x)

    assert other.r == pytest.approx(one.r, abs=1e-10)
    assert other.p == pytest.approx(one.p, abs=1e-12)
