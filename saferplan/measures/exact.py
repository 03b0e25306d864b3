"""Means that are rounded once. A point exactly on the mean is on neither side of it, so the last digit counts."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

# From so many series on, adding all of them row by row is faster than one after the other.
_MANY = 24
# 2**27 + 1 parts a float into two of half its digits, whose products with a count are exact.
_SPLITTER = 134217729.0


def exact_mean(values: Floats, counted: Flags) -> Floats:
    """The mean down each column of the values that are counted; NaN where there are none."""
    if values.shape[1] < _MANY:
        return np.array([_mean_of(column[flags]) for column, flags in zip(values.T, counted.T, strict=True)])
    return _means_of_many(values, counted)


def _mean_of(values: Floats) -> float:
    count = len(values)
    if not count:
        return math.nan
    listed = values.tolist()
    first = math.fsum(listed) / count
    return first + math.fsum([*listed, *[-first] * count]) / count


def _means_of_many(values: Floats, counted: Flags) -> Floats:
    """The same for all columns at once: a sum and what its rounding lost, then the quotient and its own rest."""
    high, low = np.zeros(values.shape[1]), np.zeros(values.shape[1])
    for row in np.where(counted, values, 0.0):
        high, lost = _sum_and_loss(high, row)
        low += lost
    high, low = _sum_and_loss(high, low)
    count = counted.sum(axis=0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        first = high / count
        large = _SPLITTER * first
        large -= large - first
        rest = ((high - large * count) - (first - large) * count) + low
        return np.asarray(first + rest / count)


def _sum_and_loss(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    total = left + right
    part = total - left
    return total, (left - (total - part)) + (right - part)
