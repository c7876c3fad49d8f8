"""Many tests on one page: how small a p must be when several were looked at."""

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError
from tracker.core.stats.arrays import vector


def benjamini_hochberg(p: npt.ArrayLike) -> tuple[float, ...]:
    """Return p-values adjusted for the false discovery rate.

    Parameters
    ----------
    p : array_like, shape (m,)
        All p-values of one page, each in [0, 1]; none may be missing, because leaving one out
        would make the others look stronger than they are.

    Returns
    -------
    tuple of float
        Adjusted values in the order given. Those at or below q are the findings of which, in
        the long run, at most a share q is false.

    Raises
    ------
    InvalidError
        `not-a-probability`: a value that is missing or outside [0, 1].

    Notes
    -----
    q_i = min over j >= i of p_(j) m / j, with p_(1) <= ... <= p_(m).

    References
    ----------
    Benjamini & Hochberg (1995). JRSS-B 57, 289-300, procedure (1). Validated against the
    fifteen p-values of their example (four rejected at .05) and R `p.adjust`.

    Examples
    --------
    >>> [round(q, 3) for q in benjamini_hochberg([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    values = vector(p, "p")
    if not ((values >= 0) & (values <= 1)).all():
        raise InvalidError("not-a-probability", name="p")
    if values.size == 0:
        return ()
    from scipy.stats import false_discovery_control

    return tuple(float(q) for q in np.asarray(false_discovery_control(values)))
