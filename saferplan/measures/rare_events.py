"""Events so rare that counts a period say little: the gaps between them are looked at instead. Pure.

Where most counts are 0 or 1, limits from moving ranges mislead: they collapse, or every event is a signal. Two charts
look at the gaps between one event and the next; a gap above the upper limit means that events have become rarer.

- G chart: opportunities between events (cases, days, months), geometric. Limits: g ± 3 √(g (g + 1)), g being the mean
  gap, and never below zero.
- T chart: time between events in days, exponential. Gaps to the power 1/3.6 are nearly normal; limits of moving ranges
  are made of those and brought back by the power 3.6.

Formulas and example: Anhøj, "Mastering statistical process control charts in healthcare", chapter "SPC charts for rare
events", which follows Benneyan (Health Care Management Science 4, 2001) and Nelson (Journal of Quality Technology 26,
1994). It also says why counts fail when more than half of them are nothing: the middle value is then nothing too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saferplan.measures.refused import RefusedSeries
from saferplan.measures.rule_sets import MAKING_DATA_COUNT

_POWER = 3.6


@dataclass(frozen=True, slots=True)
class GapLimits:
    """In the unit of the gaps: opportunities or days."""

    mean: float
    lower: float
    upper: float

    def is_rarer(self, gap: float) -> bool:
        """Whether a gap is so long that events have become rarer."""
        return gap > self.upper


def is_rare(values: Sequence[float | None]) -> bool:
    """Whether these are counts of which more than half are 0 or 1."""
    known = [value for value in values if value is not None]
    counts = all(value >= 0 and value == math.floor(value) for value in known)
    return counts and sum(value <= 1 for value in known) * 2 > len(known)


def between_limits(gaps: Sequence[int]) -> GapLimits:
    """The G chart: limits of opportunities between events."""
    if not gaps or any(gap < 0 for gap in gaps):
        raise RefusedSeries("gaps", "Gaps between events are counts of what lies between them: give at least one.")
    mean = math.fsum(gaps) / len(gaps)
    wide = 3 * math.sqrt(mean * (mean + 1))
    return GapLimits(mean, max(0.0, mean - wide), mean + wide)


def time_limits(days: Sequence[float]) -> GapLimits:
    """The T chart: limits of days between events. Two events at the same moment cannot be told apart."""
    if len(days) < 2 or any(not day > 0 for day in days):
        raise RefusedSeries("times", "Times between events are above nothing, and there are two of them or more.")
    powers = np.power(np.asarray(days, dtype=np.float64), 1 / _POWER)[:, np.newaxis]
    limits = MAKING_DATA_COUNT.limits(powers, np.ones(powers.shape, bool), True)
    back = [max(0.0, float(each[0])) ** _POWER for each in (limits.mean, limits.lower, limits.upper)]
    return GapLimits(*back)


def periods_between(counts: Sequence[float | None]) -> tuple[list[int], int]:
    """The gaps in periods between events, and the periods since the last. Several in one period are 0 apart.

    A period without a value ends a gap that nobody can know: the next event begins anew.
    """
    gaps: list[int] = []
    since: int | None = None
    for count in counts:
        if count is None:
            since = None
            continue
        since = None if since is None else since + 1
        if count > 0:
            gaps += [] if since is None else [since]
            gaps += [0] * (int(count) - 1)
            since = 0
    return gaps, since or 0
