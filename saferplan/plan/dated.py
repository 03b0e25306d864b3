"""The rows that a change of dated values needs. Pure; rows are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from saferplan.common.dated import DatedValue, in_force

Value = TypeVar("Value")


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
