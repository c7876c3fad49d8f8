"""The named results of `tracker.core.stats`: plain values, nothing rounded, nothing worded.

Every result is frozen and comparable; rows of numbers are tuples. A field that is undefined
for the data at hand is NaN and its description says when. Intervals are two-sided, at the
level that was asked for (95 % unless told).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class EngagementGroup(StrEnum):
    """The house's own three-way split of a person's twelve answers."""

    ENGAGED = "engaged"
    NOT_ENGAGED = "not engaged"
    ACTIVELY_DISENGAGED = "actively disengaged"


@dataclass(frozen=True, slots=True)
class Interval:
    """The lower and upper end of an interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean with its t interval; `margin` is half the width, in the unit of the values."""

    mean: float
    low: float
    high: float
    n: int
    margin: float


@dataclass(frozen=True, slots=True)
class Correlation:
    """A correlation with interval, two-sided p and the number of complete pairs."""

    r: float
    low: float
    high: float
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class RepeatedMeasures:
    """The common correlation within subjects; `df` are the error degrees of freedom."""

    r: float
    df: int
    p: float
    low: float
    high: float
    n_subjects: int


@dataclass(frozen=True, slots=True)
class Linkage:
    """The two-way centred within-team correlation and what it rests on.

    `exact` tells that every pairing of teams was tried, `early` that there are fewer than ten
    teams or twelve periods. The three counts are of what carries information: a team seen in
    one period only, or a period with one team only, is not among them.
    """

    r: float
    low: float
    high: float
    p: float
    n_teams: int
    n_periods: int
    n_cells: int
    exact: bool
    early: bool


@dataclass(frozen=True, slots=True)
class Waba:
    """A total correlation taken apart into its part between and its part within groups.

    `r_between` or `r_within` is NaN where one side has no spread at that level.
    """

    r_total: float
    eta_between_x: float
    eta_between_y: float
    r_between: float
    eta_within_x: float
    eta_within_y: float
    r_within: float


@dataclass(frozen=True, slots=True)
class CrossLagged:
    """Both directions over one time step: plain correlations and standardised partial slopes."""

    r_x1_y2: float
    r_y1_x2: float
    beta_x1_y2: float
    beta_y1_x2: float
    n: int


@dataclass(frozen=True, slots=True)
class IntraclassCorrelation:
    """One-way ANOVA of answers in groups with ICC(1) and ICC(2), kept raw even below zero.

    `icc2` is NaN when all group means are equal.
    """

    icc1: float
    icc2: float
    ms_between: float
    ms_within: float
    f: float
    df_between: int
    df_within: int
    p: float
    n_groups: int
    group_size: float


@dataclass(frozen=True, slots=True)
class ShroutFleiss:
    """The six intraclass correlations of Shrout and Fleiss (1979); NaN where a divisor is 0."""

    icc1: float
    icc2: float
    icc3: float
    icc1k: float
    icc2k: float
    icc3k: float


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha with Feldt's interval.

    `standardised` is NaN when an item never varies; `item_total` holds, in the order of the
    items, each item's correlation with the sum of the others (NaN where undefined).
    """

    alpha: float
    standardised: float
    low: float
    high: float
    n: int
    item_total: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RandomIntercept:
    """A REML fit with one random intercept; `boundary` tells that the group variance is zero."""

    coefficients: tuple[float, ...]
    standard_errors: tuple[float, ...]
    variance_group: float
    variance_residual: float
    log_restricted_likelihood: float
    boundary: bool


@dataclass(frozen=True, slots=True)
class CrossedEffects:
    """A REML fit with raters crossed by ratees; `effects_ratee` are deviations from `mean`."""

    mean: float
    variance_rater: float
    variance_ratee: float
    variance_residual: float
    effects_ratee: Mapping[Hashable, float]


@dataclass(frozen=True, slots=True)
class Nps:
    """Promoters' share minus detractors' share, from -1 to 1, with two intervals.

    `low` and `high` are the adjusted Wald interval, clipped to [-1, 1]; `score_low` and
    `score_high` the score interval. `variance` is that of one answer.
    """

    score: float
    variance: float
    low: float
    high: float
    score_low: float
    score_high: float
    n: int


@dataclass(frozen=True, slots=True)
class NpsDifference:
    """The difference of two independent scores with z and two-sided p."""

    difference: float
    z: float
    p: float


@dataclass(frozen=True, slots=True)
class ShrunkMeans:
    """Means drawn towards their common mean.

    `variance_between` is the variance of the true means; zero tells that no differences are
    measurable, and then every estimate equals `mean`. `reliability` is the weight of a unit's
    own mean; `standard_errors` carry the uncertainty of `mean` too.
    """

    estimates: tuple[float, ...]
    standard_errors: tuple[float, ...]
    mean: float
    variance_between: float
    reliability: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ShrunkShares:
    """Shares drawn towards a beta prior; `a` and `b` are infinite when no differences show."""

    estimates: tuple[float, ...]
    standard_errors: tuple[float, ...]
    a: float
    b: float
    mean: float
    reliability: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ShrunkRates:
    """Rates per unit of exposure drawn towards a gamma prior of mean `mu` and shape `theta`.

    `theta` is infinite when no differences show.
    """

    estimates: tuple[float, ...]
    standard_errors: tuple[float, ...]
    mu: float
    theta: float
    reliability: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class JamesStein:
    """Estimates of equal precision drawn to their mean by one common `factor`."""

    estimates: tuple[float, ...]
    mean: float
    factor: float
    reliability: float


@dataclass(frozen=True, slots=True)
class RelativeImportance:
    """Shares of the explained variance per predictor, in the order of the columns."""

    r_squared: float
    lmg: tuple[float, ...]
    johnson: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AdverseImpact:
    """Two selection rates, lower divided by higher, and Fisher's exact two-sided p.

    `ratio` is NaN when nobody was selected in either group.
    """

    rate_a: float
    rate_b: float
    ratio: float
    p_fisher: float


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Centre line and natural limits of a series; `signals` are positions counted from 0."""

    mean: float
    low: float
    high: float
    signals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """The share of endorsements that are returned, plain and corrected for density.

    `rho` is NaN when everybody endorsed everybody.
    """

    r: float
    rho: float
