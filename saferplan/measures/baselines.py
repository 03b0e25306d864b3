"""The baseline of a measure: a value, the mean of some periods, or why there is none yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from saferplan.common.dated import DatedValue, in_force
from saferplan.measures.rules import BaselineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineFact:
    """A value, the first and last day of a period, or the `reason` for having none, who was asked, when it comes."""

    kind: BaselineKind
    value: Fraction | None = None
    starts: date | None = None
    ends: date | None = None
    reason: str = ""
    asked_of: str = ""
    asked_on: date | None = None
    due_on: date | None = None
    by: str = ""


DatedBaselines = Sequence[DatedValue[BaselineFact]]


class Told(Protocol):
    """A period of a series as far as a baseline needs it; `ratio` is None where it has no value."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...
    @property
    def ratio(self) -> tuple[Fraction, Fraction] | None: ...
    @property
    def is_excluded(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class BaselineFigure:
    """What a baseline comes to; of a period's `of` values `used` were there and not left out."""

    value: Fraction | None
    used: int = 0
    of: int = 0

    @property
    def is_whole(self) -> bool:
        return self.used == self.of


def baseline_on(rows: DatedBaselines, day: date) -> BaselineFact | None:
    """The baseline in force on a day; None where nothing was ever said about one."""
    return in_force(rows, day)


def baseline_figure(baseline: BaselineFact, points: Iterable[Told], *, per: int = 1) -> BaselineFigure:
    """A rate or percentage is the ratio of the sums, told for `per`; anything else the mean of the values."""
    if baseline.kind is not BaselineKind.PERIOD:
        return BaselineFigure(baseline.value if baseline.kind is BaselineKind.VALUE else None)
    assert baseline.starts is not None
    assert baseline.ends is not None
    within = [point for point in points if baseline.starts <= point.starts and point.ends <= baseline.ends]
    parts = [point.ratio for point in within if point.ratio is not None and not point.is_excluded]
    below = sum((part[1] for part in parts), Fraction())
    if not below:
        return BaselineFigure(None, 0, len(within))
    return BaselineFigure(sum((part[0] for part in parts), Fraction()) * per / below, len(parts), len(within))
