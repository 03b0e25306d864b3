"""Timing two things in one run, in turns, so that a busy machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Median milliseconds of the thing measured and of its alternative; `value` is the one over the other."""

    name: str
    alternative: str
    milliseconds: float
    alternative_milliseconds: float
    note: str = ""

    @property
    def value(self) -> float:
        return self.milliseconds / self.alternative_milliseconds


def in_turns(
    name: str, measured: Callable[[], object], alternative: str, other: Callable[[], object], *, rounds: int = 7
) -> Ratio:
    """Run both once to warm up, then in turns; medians."""
    measured()
    other()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for bucket, call in zip(times, (measured, other), strict=True):
            begun = time.perf_counter()
            call()
            bucket.append((time.perf_counter() - begun) * 1000)
    return Ratio(name, alternative, statistics.median(times[0]), statistics.median(times[1]))
