"""The target of a measure on a day: steps, or a line from one target to the next. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from saferplan.common.dated import DatedValue, row_in_force
from saferplan.measures.rules import TargetShape


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFact:
    """A value from a day on, or reached on it by a line; no value ends the targets before. `tolerance` is a share."""

    value: Fraction | None
    shape: TargetShape = TargetShape.STEP
    tolerance: Fraction = Fraction(1, 20)
    reason: str = ""
    by: str = ""


ONE_DAY = timedelta(days=1)
MILLION = Fraction(1_000_000)
DatedTargets = Sequence[DatedValue[TargetFact]]


@dataclass(frozen=True, slots=True)
class TargetOnDay:
    """What is to be reached on a day, by a target that counts from `since`. `until` ends a line that it stands on."""

    value: Fraction
    tolerance: Fraction
    since: date
    until: date | None = None


def target_on(rows: DatedTargets, day: date) -> TargetOnDay | None:
    """None where no target counts on that day. A line needs a target before it to start from."""
    here = row_in_force(rows, day)
    if here is None or here.value.value is None:
        return None
    ahead = next_after(rows, day)
    if ahead is None or ahead.value.shape is not TargetShape.LINE or ahead.value.value is None:
        return TargetOnDay(here.value.value, here.value.tolerance, here.effective_from)
    gone = Fraction((day - here.effective_from).days, (ahead.effective_from - here.effective_from).days)
    value = here.value.value + (ahead.value.value - here.value.value) * gone
    return TargetOnDay(value, ahead.value.tolerance, here.effective_from, ahead.effective_from)


def next_after(rows: DatedTargets, day: date) -> DatedValue[TargetFact] | None:
    """The first row that begins to count after a day; of those that begin together the one recorded last."""
    days = [row.effective_from for row in rows if row.effective_from > day]
    return row_in_force(rows, min(days)) if days else None


def rows_to_add(
    rows: DatedTargets,
    row: DatedValue[TargetFact],
    *,
    line_from: date | None = None,
    line_start: Fraction | None = None,
) -> list[DatedValue[TargetFact]]:
    """The rows that make `row` count and leave every day before it, or before its line, as it was. It comes last."""
    first = line_from or row.effective_from
    added = _cut(rows, first, row)
    if line_from is not None:
        added += _line(rows, row, line_from, line_start)
    else:
        added += _freed(rows, row)
    return [*added, row]


def _cut(rows: DatedTargets, first: date, row: DatedValue[TargetFact]) -> list[DatedValue[TargetFact]]:
    """A line that runs past the eve of a change would bend: it ends on the eve, where it had come to."""
    eve = first - ONE_DAY
    here = target_on(rows, eve)
    if here is None or here.until is None or here.since == eve:
        return []
    fact = replace(row.value, value=_kept(here.value), shape=TargetShape.LINE, tolerance=here.tolerance)
    return [DatedValue(eve, row.recorded_at, fact)]


def _line(
    rows: DatedTargets, row: DatedValue[TargetFact], line_from: date, line_start: Fraction | None
) -> list[DatedValue[TargetFact]]:
    """Where the line starts; and rows that were in its way are put on it."""
    here = target_on(rows, line_from)
    start = line_start if line_start is not None or here is None else here.value
    assert start is not None
    assert row.value.value is not None
    added = [DatedValue(line_from, row.recorded_at, replace(row.value, value=_kept(start), shape=TargetShape.STEP))]
    length = (row.effective_from - line_from).days
    for day in sorted({each.effective_from for each in rows if line_from < each.effective_from < row.effective_from}):
        value = start + (row.value.value - start) * Fraction((day - line_from).days, length)
        added.append(DatedValue(day, row.recorded_at, replace(row.value, value=_kept(value))))
    return added


def _freed(rows: DatedTargets, row: DatedValue[TargetFact]) -> list[DatedValue[TargetFact]]:
    """A step in the middle of a line holds until the line's last day, on which its end counts as a step."""
    here, ahead = target_on(rows, row.effective_from), next_after(rows, row.effective_from)
    if here is None or here.until is None or here.since == row.effective_from or ahead is None:
        return []
    return [DatedValue(ahead.effective_from, row.recorded_at, replace(ahead.value, shape=TargetShape.STEP))]


def _kept(value: Fraction) -> Fraction:
    """As far as it is stored."""
    return round(value * MILLION) / MILLION
