"""The weekly line: which weeks stand out from ordinary ups and downs."""

import numpy as np
import numpy.typing as npt

from tracker.core.stats.arrays import Vector, need, vector
from tracker.core.stats.results import ControlChart

# 3 / 1.128, the constant of the individuals chart for moving ranges of two neighbours.
LIMIT_FACTOR = 2.66
RUN_LENGTH = 8
FEWEST_VALUES = 6


def xmr(values: npt.ArrayLike) -> ControlChart:
    """Return centre line, natural limits and signals of an individuals chart.

    Parameters
    ----------
    values : array_like, shape (n,)
        One figure per period in order of time, in its own unit. A missing period is NaN:
        it keeps its position, has no moving range and does not break a run.

    Returns
    -------
    ControlChart
        Mean, lower and upper limit in the unit of the figures (they may lie outside the
        scale), and the positions, counted from 0, that are signals: outside the limits, or
        part of eight or more in a row on one side of the mean.

    Raises
    ------
    NotEnoughDataError
        `too-few-values`: fewer than six figures (a rule of this house: limits from fewer are
        worth nothing), or no two neighbouring periods.
    InvalidError
        Input that is not one column of finite numbers.

    Notes
    -----
    mean +- 2.66 times the mean moving range |x_i - x_(i-1)|. A point exactly on the mean ends
    a run.

    References
    ----------
    Shewhart (1931). Economic control of quality of manufactured product. Wheeler (2000).
    Understanding variation, for limits and the run of eight. Validated against the formula
    worked by hand in two languages on twelve weeks, where a fall to 3.1 stays inside.

    Examples
    --------
    >>> chart = xmr([3.9, 4.1, 4.0, 3.8, 4.2, 4.0, 3.7, 4.1, 3.9, 3.1, 3.8, 4.0])
    >>> round(chart.low, 3), round(chart.high, 3), chart.signals
    (2.989, 4.778, ())
    """
    series = vector(values, "values")
    present = series[~np.isnan(series)]
    need(present.size, FEWEST_VALUES, "too-few-values")
    ranges = np.abs(np.diff(series))
    ranges = ranges[~np.isnan(ranges)]
    need(ranges.size, 1, "too-few-neighbours")
    mean = float(present.mean())
    reach = LIMIT_FACTOR * float(ranges.mean())
    outside = np.abs(series - mean) > reach
    signals = np.flatnonzero(outside | _in_run(series, mean))
    return ControlChart(mean, mean - reach, mean + reach, tuple(int(i) for i in signals))


def _in_run(series: Vector, mean: float) -> npt.NDArray[np.bool_]:
    flagged = np.zeros(series.size, dtype=np.bool_)
    run: list[int] = []
    side = 0.0
    for position in np.flatnonzero(~np.isnan(series)):
        here = float(np.sign(series[position] - mean))
        run = [*run, int(position)] if here == side else [int(position)]
        side = here
        if side != 0 and len(run) >= RUN_LENGTH:
            flagged[run] = True
    return flagged
