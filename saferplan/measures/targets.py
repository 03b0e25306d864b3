"""The target of a measure on a day: steps, or a line from one target to the next. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
