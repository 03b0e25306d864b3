"""Writes of what is said of a measure besides its values: baselines, targets, breaks, exclusions. All dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from saferplan.accounts.chain import text_hash
from saferplan.common.dated import DatedValue, row_in_force
from saferplan.measures.actions import note
from saferplan.measures.dated_rows import load_dated
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Baseline, Exclusion, Measure, MeasureValue, SeriesBreak, Target
from saferplan.measures.rules import BaselineKind, TargetShape
from saferplan.measures.series import Dated
from saferplan.measures.targets import TargetFact, rows_to_add, target_on

USUAL_TOLERANCE = Decimal("0.05")
REACHES_BACK = "This reaches back into a published period. Write why, and confirm that it is meant."


@dataclass(frozen=True, slots=True)
class Published:
    """The last day of the periods that are published, and whether changing what counts in them is meant."""

    until: date | None = None
    is_restating: bool = False

    def check(self, first: date, reason: str) -> None:
        """BadMeasure for a change that counts from a day in a published period, unless meant and with a reason."""
        if self.until is not None and first <= self.until and not (self.is_restating and reason.strip()):
            raise BadMeasure(REACHES_BACK)


NOTHING_PUBLISHED = Published()


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineText:
    """A value; or the first and last day of a period; or why there is none, who was asked and when it comes."""

    kind: BaselineKind
    value: Decimal | None = None
    starts: date | None = None
    ends: date | None = None
    asked_of: str = ""
    asked_on: date | None = None
    due_on: date | None = None


@transaction.atomic
def set_baseline(
    *,
    measure: Measure,
    baseline: BaselineText,
    effective_from: date,
    reason: str = "",
    published: Published = NOTHING_PUBLISHED,
    by: str,
    now: datetime,
) -> Baseline:
    """What the measure is compared with, from a day on. A change of one that was there needs a reason."""
    _check_baseline(baseline, reason)
    before = row_in_force(_dated(measure, now).baselines, effective_from)
    if before is not None and before.value.kind is not BaselineKind.NONE and not reason.strip():
        raise BadMeasure("There is a baseline already: write why it changes.")
    published.check(effective_from, reason)
    is_none, is_period = baseline.kind is BaselineKind.NONE, baseline.kind is BaselineKind.PERIOD
    row = Baseline.objects.create(
        measure=measure,
        kind=baseline.kind.value,
        value=baseline.value if baseline.kind is BaselineKind.VALUE else None,
        starts=baseline.starts if is_period else None,
        ends=baseline.ends if is_period else None,
        asked_of=baseline.asked_of.strip() if is_none else "",
        asked_on=baseline.asked_on if is_none else None,
        due_on=baseline.due_on if is_none else None,
        effective_from=effective_from,
        reason=reason.strip(),
        recorded_at=now,
        by=by,
    )
    details = {"row": row.pk, "kind": baseline.kind.value, "from": effective_from.isoformat(), **_why(reason)}
    note(measure, "measure.baseline", details, by, now)
    return row


def _check_baseline(baseline: BaselineText, reason: str) -> None:
    if baseline.kind is BaselineKind.VALUE and baseline.value is None:
        raise BadMeasure("Write the baseline's value.")
    if baseline.kind is BaselineKind.PERIOD:
        if baseline.starts is None or baseline.ends is None:
            raise BadMeasure("Write the first and the last day of the baseline's period.")
        if baseline.ends < baseline.starts:
            raise BadMeasure("The baseline's period ends before it starts.")
    if baseline.kind is BaselineKind.NONE:
        if not reason.strip():
            raise BadMeasure("Write why there is no baseline yet.")
        if not baseline.asked_of.strip() or baseline.due_on is None:
            raise BadMeasure("Write who was asked for the baseline, and when it will come.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetText:
    """A value that counts from `day` on; or one that a line reaches on `day`, having started on `line_from`.

    No value ends the targets before. `tolerance` is the share by which it may be missed and still be nearly met.
    """

    day: date
    value: Decimal | None
    tolerance: Decimal = USUAL_TOLERANCE
    line_from: date | None = None
    line_start: Decimal | None = None


@transaction.atomic
def set_target(
    *,
    measure: Measure,
    target: TargetText,
    reason: str = "",
    published: Published = NOTHING_PUBLISHED,
    by: str,
    now: datetime,
) -> Target:
    """What is to be reached. A change of what was said needs a reason; the days before it keep their target."""
    _check_target(target)
    rows = _dated(measure, now).targets
    first = target.line_from or target.day
    here = target_on(rows, first)
    if rows and not reason.strip():
        raise BadMeasure("There is a target already: write why it changes.")
    if target.value is None and here is None:
        raise BadMeasure("There is no target on that day that could end.")
    if target.line_from is not None and target.line_start is None and here is None:
        raise BadMeasure("No target counts on the day on which the line starts: write the value that it starts from.")
    published.check(first, reason)
    fact = TargetFact(
        value=_exact(target.value),
        shape=TargetShape.LINE if target.line_from else TargetShape.STEP,
        tolerance=Fraction(target.tolerance),
        reason=reason.strip(),
        by=by,
    )
    row = DatedValue(target.day, now, fact)
    added = rows_to_add(rows, row, line_from=target.line_from, line_start=_exact(target.line_start))
    written = [_write_target(measure, each) for each in added]
    details = {"row": written[-1].pk, "shape": fact.shape.value, "from": first.isoformat(), **_why(reason)}
    note(measure, "measure.target", details, by, now)
    return written[-1]


def _check_target(target: TargetText) -> None:
    if not 0 <= target.tolerance < 1:
        raise BadMeasure("A tolerance is from 0 to less than 100 per cent of the target.")
    if target.line_from is not None and not (target.line_from < target.day and target.value is not None):
        raise BadMeasure("A line starts before the day on which it reaches its value.")


def _write_target(measure: Measure, row: DatedValue[TargetFact]) -> Target:
    value, tolerance = row.value.value, row.value.tolerance
    return Target.objects.create(
        measure=measure,
        effective_from=row.effective_from,
        value=None if value is None else _decimal(value),
        shape=row.value.shape.value,
        tolerance=_decimal(tolerance),
        reason=row.value.reason,
        recorded_at=row.recorded_at,
        by=row.value.by,
    )


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


@transaction.atomic
def add_break(
    *, measure: Measure, day: date, reason: str, published: Published = NOTHING_PUBLISHED, by: str, now: datetime
) -> SeriesBreak:
    """Recording changed on a day: limits restart, nothing is compared across it."""
    if not reason.strip():
        raise BadMeasure("Write what changed in the way the figures are recorded.")
    if SeriesBreak.objects.filter(measure=measure, day=day, withdrawn_at=None).exists():
        raise BadMeasure("There is a break on that day already.")
    published.check(day, reason)
    row = SeriesBreak.objects.create(measure=measure, day=day, reason=reason.strip(), by=by, recorded_at=now)
    note(measure, "measure.break", {"row": row.pk, "day": day.isoformat(), **_why(reason)}, by, now)
    return row


@transaction.atomic
def withdraw_break(*, row: SeriesBreak, by: str, now: datetime) -> None:
    """There was no break after all. What was shown before keeps it."""
    if row.withdrawn_at is not None:
        raise BadMeasure("This break was withdrawn already.")
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    note(row.measure, "measure.withdraw-break", {"row": row.pk}, by, now)


@transaction.atomic
def exclude_point(*, measure: Measure, ends: date, reason: str, by: str, now: datetime) -> Exclusion:
    """Leave the period that ends on a day out of limits and sums. It stays to be seen, with the reason."""
    if not reason.strip():
        raise BadMeasure("Write why the figure is left out.")
    if not MeasureValue.objects.filter(measure=measure, ends=ends).exists():
        raise BadMeasure("There is no figure for a period that ends on that day.")
    if Exclusion.objects.filter(measure=measure, ends=ends, lifted_at=None).exists():
        raise BadMeasure("This figure is left out already.")
    row = Exclusion.objects.create(measure=measure, ends=ends, reason=reason.strip(), by=by, recorded_at=now)
    note(measure, "measure.exclude", {"row": row.pk, "ends": ends.isoformat(), **_why(reason)}, by, now)
    return row


@transaction.atomic
def lift_exclusion(*, row: Exclusion, by: str, now: datetime) -> None:
    """Count the figure again."""
    if row.lifted_at is not None:
        raise BadMeasure("This figure counts again already.")
    row.lifted_at = now
    row.save(update_fields=["lifted_at"])
    note(row.measure, "measure.lift-exclusion", {"row": row.pk}, by, now)


def _dated(measure: Measure, now: datetime) -> Dated:
    return load_dated([measure.pk], now).get(measure.pk, Dated())


def _why(reason: str) -> dict[str, object]:
    return {"reason": text_hash(reason.strip())} if reason.strip() else {}
