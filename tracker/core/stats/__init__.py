"""Statistics for teams and customers: arrays in, frozen named results out, nothing rounded.

Pure: no clock, no globals, no generator of its own. What the data cannot carry is answered by
`NotEnoughDataError`, input without meaning by `InvalidError`. Each function is explained for
its readers in `docs/statistics/`.
"""

from tracker.core.stats.agreement import a_wg, average_deviation, rwg, rwg_j, rwg_j_lindell
from tracker.core.stats.alpha import cronbach_alpha
from tracker.core.stats.association import pearson, spearman
from tracker.core.stats.control_chart import xmr
from tracker.core.stats.corrections import correct_group_correlation, disattenuated
from tracker.core.stats.crossed import crossed_random_effects
from tracker.core.stats.customers import nps, nps_difference, score_interval_paired
from tracker.core.stats.drivers import relative_importance
from tracker.core.stats.engagement import engagement_index, house_split
from tracker.core.stats.fairness import adverse_impact, reciprocity
from tracker.core.stats.intervals import mean_interval, mean_interval_from_sums, wilson
from tracker.core.stats.linkage import default_linkage
from tracker.core.stats.mixed import random_intercept
from tracker.core.stats.multiple import benjamini_hochberg
from tracker.core.stats.planning import marks_needed, teams_needed
from tracker.core.stats.reliability import icc, icc_from_counts, icc_shrout_fleiss
from tracker.core.stats.shrinkage import james_stein, shrink_means
from tracker.core.stats.shrinkage_counts import shrink_rates, shrink_shares
from tracker.core.stats.within import cross_lagged, repeated_measures_correlation, waba

__all__ = [
    "a_wg",
    "adverse_impact",
    "average_deviation",
    "benjamini_hochberg",
    "correct_group_correlation",
    "cronbach_alpha",
    "cross_lagged",
    "crossed_random_effects",
    "default_linkage",
    "disattenuated",
    "engagement_index",
    "house_split",
    "icc",
    "icc_from_counts",
    "icc_shrout_fleiss",
    "james_stein",
    "marks_needed",
    "mean_interval",
    "mean_interval_from_sums",
    "nps",
    "nps_difference",
    "pearson",
    "random_intercept",
    "reciprocity",
    "relative_importance",
    "repeated_measures_correlation",
    "rwg",
    "rwg_j",
    "rwg_j_lindell",
    "score_interval_paired",
    "shrink_means",
    "shrink_rates",
    "shrink_shares",
    "spearman",
    "teams_needed",
    "waba",
    "wilson",
    "xmr",
]
