"""Quantiles and tail areas that the intervals and tests of this package need.

The normal distribution comes from the standard library; t and F come from `scipy.special`,
imported where it is used because loading it takes longer than most pages.
"""

from statistics import NormalDist

from tracker.core.stats.arrays import within_unit

STANDARD_NORMAL = NormalDist()


def z_two_sided(level: float) -> float:
    """Return the normal quantile that leaves (1 - level) / 2 above it."""
    return STANDARD_NORMAL.inv_cdf((1 + within_unit(level, "level")) / 2)


def normal_p(z: float) -> float:
    """Return the two-sided p of a standard normal deviate."""
    return 2 * STANDARD_NORMAL.cdf(-abs(z))


def t_two_sided(level: float, df: float) -> float:
    """Return the quantile of Student's t that leaves (1 - level) / 2 above it."""
    from scipy.special import stdtrit

    return float(stdtrit(df, (1 + within_unit(level, "level")) / 2))


def t_p(t: float, df: float) -> float:
    """Return the two-sided p of a t statistic."""
    from scipy.special import stdtr

    return float(2 * stdtr(df, -abs(t)))


def f_quantile(probability: float, df1: float, df2: float) -> float:
    """Return the value below which that share of the F distribution lies."""
    from scipy.special import fdtri

    return float(fdtri(df1, df2, probability))


def f_p(f: float, df1: float, df2: float) -> float:
    """Return the upper tail area of an F statistic."""
    from scipy.special import fdtrc

    return float(fdtrc(df1, df2, f))
