"""Turns what callers hand in into checked arrays: one shape, one type, missing values as NaN.

Every public function of this package passes its input through here first, so that the
formulas never see a string, an infinity, two columns of unequal length or a negative count.
It knows nothing of statistics.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.errors import InvalidError, NotEnoughDataError

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]

# Below this share of the raw sum of squares a spread is rounding error and not variation.
NO_SPREAD = 1e-20


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns of equal length without missing values."""

    x: Vector
    y: Vector


@dataclass(frozen=True, slots=True)
class Groups:
    """Labels as numbers: `index[i]` is the place of the i-th label in the sorted `labels`."""

    index: Index
    labels: tuple[Hashable, ...]


def numbers(values: npt.ArrayLike, name: str, *, dimensions: int) -> npt.NDArray[np.float64]:
    """Return `values` as floats with that many dimensions, missing values as NaN."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidError("not-numbers", name=name) from error
    if array.ndim != dimensions:
        raise InvalidError("wrong-shape", name=name, dimensions=dimensions)
    if np.isinf(array).any():
        raise InvalidError("not-finite", name=name)
    return array


def vector(values: npt.ArrayLike, name: str) -> Vector:
    """Return `values` as one column, missing values as NaN."""
    return numbers(values, name, dimensions=1)


def matrix(values: npt.ArrayLike, name: str) -> Matrix:
    """Return `values` as rows and columns, missing values as NaN."""
    return numbers(values, name, dimensions=2)


def complete_rows(values: npt.ArrayLike, name: str) -> Matrix:
    """Return the rows of a matrix in which nothing is missing; one column counts as a matrix."""
    array = np.asarray(values)
    table = vector(values, name)[:, None] if array.ndim == 1 else matrix(values, name)
    return table[~np.isnan(table).any(axis=1)]


def same_length(**columns: npt.NDArray[np.generic]) -> None:
    """Refuse columns of unequal length."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise InvalidError("unequal-lengths", lengths=lengths)


def complete_pairs(x: npt.ArrayLike, y: npt.ArrayLike) -> Pairs:
    """Return the pairs in which neither value is missing."""
    left, right = vector(x, "x"), vector(y, "y")
    same_length(x=left, y=right)
    present = ~(np.isnan(left) | np.isnan(right))
    return Pairs(left[present], right[present])


def groups(labels: Iterable[Hashable]) -> Groups:
    """Number the labels in their own sort order, so that the order of rows changes nothing."""
    listed = list(labels)
    try:
        distinct = sorted(set(listed))  # type: ignore[type-var]
    except TypeError as error:
        raise InvalidError("labels-not-sortable") from error
    if any(label != label for label in distinct):  # noqa: PLR0124 - only NaN differs from itself
        raise InvalidError("label-missing")
    place = {label: number for number, label in enumerate(distinct)}
    return Groups(np.array([place[label] for label in listed], dtype=np.intp), tuple(distinct))


def sums_by_group(values: Vector, index: Index) -> Vector:
    """Return the sum of the values of each group."""
    # NumPy's types call these sums whole numbers; with weights they are floats.
    return np.bincount(index, weights=values).astype(np.float64)


def whole_counts(values: npt.ArrayLike, name: str, *, dimensions: int) -> npt.NDArray[np.float64]:
    """Return counts: whole numbers of zero or more, none missing."""
    array = numbers(values, name, dimensions=dimensions)
    if np.isnan(array).any() or (array < 0).any() or (array != np.floor(array)).any():
        raise InvalidError("not-counts", name=name)
    return array


def whole_count(value: float, name: str) -> int:
    """Return one count: a whole number of zero or more."""
    return int(whole_counts(value, name, dimensions=0))


def within_unit(value: float, name: str, *, lowest: float = 0.0) -> float:
    """Return a number strictly between `lowest` and 1, such as a level of confidence."""
    if not lowest < value < 1:
        raise InvalidError("outside-range", name=name, low=lowest, high=1)
    return float(value)


def need(found: int, needed: int, code: str) -> None:
    """Say that the data cannot carry the answer when fewer than `needed` were found."""
    if found < needed:
        raise NotEnoughDataError(code, found=found, needed=needed)


def need_spread(spread: float, squares: float) -> None:
    """Say that the data cannot carry the answer when all values are equal up to rounding."""
    if spread <= NO_SPREAD * squares:
        raise NotEnoughDataError("no-variation")
