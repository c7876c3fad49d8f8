"""Finding the top of a likelihood in one dimension: a coarse look first, then SciPy."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

# How closely the top is found, as a share of the upper end of the last step.
FINE = 1e-12


def maximise(function: Callable[[float], float], grid: npt.NDArray[np.float64]) -> float:
    """Return where a function is highest, the first point of the grid included exactly.

    The grid is rising and starts at the boundary (a variance of 0); a likelihood that is
    highest there must give the boundary itself and not a number near it.
    """
    from scipy.optimize import minimize_scalar

    values = [function(float(point)) for point in grid]
    top = int(np.argmax(values))
    low, high = grid[max(top - 1, 0)], grid[min(top + 1, len(grid) - 1)]
    found = minimize_scalar(
        lambda point: -function(float(point)),
        bounds=(low, high),
        method="bounded",
        options={"xatol": FINE * high},
    )
    return float(grid[0]) if function(float(found.x)) <= values[0] else float(found.x)
