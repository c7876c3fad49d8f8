"""Statistics for teams and customers: arrays in, frozen named results out, nothing rounded.

Pure: no clock, no globals, no generator of its own. What the data cannot carry is answered by
`NotEnoughDataError`, input without meaning by `InvalidError`. Each function is explained for
its readers in `docs/statistics/`.
"""

from tracker.core.stats.association import pearson, spearman
from tracker.core.stats.control_chart import xmr
from tracker.core.stats.customers import nps, nps_difference, score_interval_paired
from tracker.core.stats.intervals import mean_interval, mean_interval_from_sums, wilson
from tracker.core.stats.linkage import default_linkage
from tracker.core.stats.multiple import benjamini_hochberg

__all__ = [
    "benjamini_hochberg",
    "default_linkage",
    "mean_interval",
    "mean_interval_from_sums",
    "nps",
    "nps_difference",
    "pearson",
    "score_interval_paired",
    "spearman",
    "wilson",
    "xmr",
]
