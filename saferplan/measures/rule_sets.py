"""Named and versioned rules for what is usual in a series and what is a signal.

A rule set takes a block of series side by side: one row a period, one column a series, NaN where a value is missing.
Rows of a block belong together: no rule looks beyond its first or last row. A set with other limits, such as one for
the seasons of recorded crime, gives limits that broadcast over the block.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from saferplan.measures.exact import Flags, Floats, exact_mean

Codes: TypeAlias = NDArray[np.int8]


class Rule(StrEnum):
    """What makes a point a signal."""

    SHIFT = "shift"
    TWO_IN_THREE = "two-in-three"
    TREND = "trend"
    OUTSIDE = "outside"


# The codes of signals: the place in this row. Where a point keeps several rules, the last of them is its label.
PRECEDENCE = (None, Rule.SHIFT, Rule.TWO_IN_THREE, Rule.TREND, Rule.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Limits:
    """In the unit of the values. NaN where they cannot be computed."""

    mean: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats


@dataclass(frozen=True, slots=True)
class Signals:
    """For each value: the code of its rule, and which way it points: 1 up, -1 down, 0 where there is none.

    `side` is the side of the mean. `outside` and `close` are false where a value or the limits are missing.
    """

    rule: Codes
    direction: Codes
    side: Codes
    outside: Flags
    close: Flags


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """`limits` takes a block, which of its values count, and whether to screen; `signals` the block and its limits."""

    name: str
    version: int
    source: str
    limits: Callable[[Floats, Flags, bool], Limits]
    signals: Callable[[Floats, Limits], Signals]

    @property
    def key(self) -> str:
        return f"{self.name}/{self.version}"


_RANGE_FACTOR = 2.66
_NEAR_FACTOR = 2 * (_RANGE_FACTOR / 3)
_SCREEN_FACTOR = 3.267
RUN = 7


def _moving_range_limits(block: Floats, counted: Flags, screening: bool) -> Limits:
    """The mean, and 2.66 mean moving ranges either side. Ranges far above their own mean are left out, once."""
    mean = exact_mean(block, counted)
    ranges = np.abs(block[1:] - block[:-1])
    used = counted[1:] & counted[:-1]
    spread = exact_mean(ranges, used)
    if screening:
        with np.errstate(invalid="ignore"):
            used &= ranges < _SCREEN_FACTOR * spread
        spread = exact_mean(ranges, used)
    wide, near = _RANGE_FACTOR * spread, _NEAR_FACTOR * spread
    return Limits(mean, mean - wide, mean + wide, mean - near, mean + near)


def _four_rules(block: Floats, limits: Limits) -> Signals:
    """All comparisons are strict, and with a missing value or limit they are false."""
    with np.errstate(invalid="ignore"):
        above, below = block > limits.mean, block < limits.mean
        outside = (block > limits.upper) | (block < limits.lower)
        close = ~outside & ((block > limits.near_upper) | (block < limits.near_lower))
    shift = _part_of(_all_of(above, RUN) | _all_of(below, RUN), RUN, len(block))
    pairs = _all_of(above, 3) | _all_of(below, 3)
    pairs &= (close[:-2] & close[1:-1]) | (close[:-2] & close[2:]) | (close[1:-1] & close[2:])
    two_in_three = close & _part_of(pairs, 3, len(block))
    trend, travel = _trends(block)
    rule = shift.view(np.int8)
    for code, flags in ((2, two_in_three), (3, trend), (4, outside)):
        rule = np.maximum(rule, flags.view(np.int8) * np.int8(code))
    side = above.view(np.int8) - below.view(np.int8)
    direction = np.where(rule == 3, travel, side) * (rule > 0).view(np.int8)
    return Signals(rule, direction, side, outside, close)


def _trends(block: Floats) -> tuple[Flags, Codes]:
    """Which points are part of a trend, and which way the series travels there: 1 up, else -1.

    A point followed by one that is part of a trend too takes the way to that one, else the way it was reached by.
    """
    with np.errstate(invalid="ignore"):
        rises, falls = block[1:] > block[:-1], block[1:] < block[:-1]
    part = _part_of(_all_of(rises, RUN - 1) | _all_of(falls, RUN - 1), RUN, len(block))
    rising = np.zeros(block.shape, bool)
    rising[1:] = rises
    rising[:-1] = np.where(part[:-1] & part[1:], rises, rising[:-1])
    return part, np.where(rising, np.int8(1), np.int8(-1))


def _all_of(flags: Flags, size: int) -> Flags:
    """Whether all of `size` rows are set, for each row that such a window begins at."""
    width = 1
    while width < size:
        step = min(width, size - width)
        flags = flags[:-step] & flags[step:]
        width += step
    return flags


def _part_of(windows: Flags, size: int, rows: int) -> Flags:
    """Whether a row is in one of the windows of `size` rows."""
    marked = np.zeros((rows, windows.shape[1]), bool)
    for place in range(size):
        marked[place : place + windows.shape[0]] |= windows
    return marked


MAKING_DATA_COUNT = RuleSet(
    name="making-data-count",
    version=1,
    source="NHS England, Making Data Count, as NHSRplotthedots 0.2.2 computes it",
    limits=_moving_range_limits,
    signals=_four_rules,
)
RULE_SETS = {rules.key: rules for rules in (MAKING_DATA_COUNT,)}
