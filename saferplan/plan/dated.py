"""What is in force, and the rows that a change needs. Pure.

Rows are only ever added. In force on a day: the latest `effective_from` not after it, then the latest `recorded_at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class DatedValue(Generic[Value]):
    effective_from: date
    recorded_at: datetime
    value: Value


def in_force(rows: Iterable[DatedValue[Value]], on: date) -> Value | None:
    """The value in force on a day; None where nothing was ever said. Of equal rows the last counts."""
    best: DatedValue[Value] | None = None
    for row in rows:
        if row.effective_from > on:
            continue
        if best is None or (row.effective_from, row.recorded_at) >= (best.effective_from, best.recorded_at):
            best = row
    return best.value if best else None


def rows_for(
    rows: Sequence[DatedValue[Value]],
    value: Value,
    *,
    starts: date,
    ends: date,
    later: Sequence[tuple[date, date]],
    nothing: Value,
    now: datetime,
) -> list[DatedValue[Value]]:
    """The rows to add so that `value` is in force at the end of a period, and later periods keep what they had.

    `later` are the (first, last) days of the periods after it, in order. Empty if the value is in force already.
    """
    if (in_force(rows, ends) or nothing) == value:
        return []
    # A row of this period with a later date would still win, so the new one takes that date.
    within = [row.effective_from for row in rows if starts <= row.effective_from <= ends]
    added = [DatedValue(max([starts, *within]), now, value)]
    for first, last in later:
        before = in_force(rows, last)
        if before is None:
            continue
        if in_force([*rows, *added], last) != before:
            added.append(DatedValue(first, now, before))
        break
    return added
