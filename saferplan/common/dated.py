"""What is in force on a day, of dated values that are only ever added to. Pure.

In force: the latest `effective_from` not after the day, then the latest `recorded_at`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class DatedValue(Generic[Value]):
    effective_from: date
    recorded_at: datetime
    value: Value


def row_in_force(
    rows: Iterable[DatedValue[Value]], on: date, *, as_at: datetime | None = None
) -> DatedValue[Value] | None:
    """The row in force on a day, as known at an instant (None: all that is known). Of equal rows the last counts."""
    best: DatedValue[Value] | None = None
    for row in rows:
        if row.effective_from > on or (as_at is not None and row.recorded_at > as_at):
            continue
        if best is None or (row.effective_from, row.recorded_at) >= (best.effective_from, best.recorded_at):
            best = row
    return best


def in_force(rows: Iterable[DatedValue[Value]], on: date) -> Value | None:
    """The value in force on a day; None where nothing was ever said."""
    best = row_in_force(rows, on)
    return best.value if best else None
