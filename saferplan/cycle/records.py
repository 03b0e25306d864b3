"""What was known of the measures behind a period's report, for the record that a publication keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.measures.queries import series_of
from saferplan.measures.rule_sets import MAKING_DATA_COUNT
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import Point, Series
from saferplan.plan.measure_links import load_links
from saferplan.report.records import DatedRecord, MeasureRecord, ReleaseRecord, ValueRecord


def load_records(partnership: Partnership, period: Period, *, at: datetime) -> tuple[MeasureRecord, ...]:
    """Each linked measure with its values as cleared for the board, up to where figures reach. Three queries."""
    measures = {link.measure.id: link.measure for link in load_links(partnership, as_at=at)}
    reach = period.figures_to or period.ends
    found = series_of(measures, as_at=at, audience=ReleaseLevel.BOARD).values()
    return tuple(sorted((_record(each.up_to(reach)) for each in found), key=lambda record: record.code))


def _record(series: Series) -> MeasureRecord:
    measure = series.measure
    return MeasureRecord(
        code=measure.code,
        name=measure.name,
        definition=measure.definition,
        unit=" ".join(part for part in (measure.unit.value, measure.unit_words) if part),
        polarity=measure.polarity.value,
        frequency=measure.frequency.value,
        supplier=measure.supplier,
        source=measure.source,
        small_numbers=measure.small_numbers.value,
        threshold=measure.threshold,
        standing=measure.standing.value,
        rules=MAKING_DATA_COUNT.key,
        values=tuple(_value(point) for point in series.points),
        dated=tuple(_dated(series)),
        releases=tuple(_releases(series)),
    )


def _value(point: Point) -> ValueRecord:
    return ValueRecord(
        starts=point.starts.isoformat(),
        ends=point.ends.isoformat(),
        value=_number(point.value),
        numerator=_number(point.numerator),
        denominator=_number(point.denominator),
        missing=(point.missing.value if point.missing else "") if point.value is None else "",
        level=point.level.value if point.value is not None else point.state.value,
        recorded_at=_instant(point.recorded_at),
        is_excluded=point.is_excluded,
    )


def _dated(series: Series) -> Iterator[DatedRecord]:
    for base in series.dated.baselines:
        said = base.value
        span = f"{_day(said.starts)} to {_day(said.ends)}" if said.starts else ""
        words = "; ".join(text for text in (said.kind.value, span, said.reason, said.asked_of) if text)
        yield _line("baseline", base.effective_from, said.value, words, base.recorded_at)
    for target in series.dated.targets:
        told = target.value
        words = f"{told.shape.value}, tolerance {_number(told.tolerance)}. {told.reason}".strip()
        yield _line("target", target.effective_from, told.value, words, target.recorded_at)
    for each in series.dated.breaks:
        yield _line("break", each.day, None, each.reason, each.recorded_at)
    for left_out in series.dated.exclusions:
        yield _line("exclusion", left_out.ends, None, left_out.reason, left_out.recorded_at)


def _line(what: str, day: date, value: Fraction | None, words: str, recorded_at: datetime) -> DatedRecord:
    return DatedRecord(
        what=what, day=day.isoformat(), value=_number(value), words=words, recorded_at=_instant(recorded_at)
    )


def _releases(series: Series) -> Iterator[ReleaseRecord]:
    for each in series.dated.releases:
        yield ReleaseRecord(
            starts=each.starts.isoformat(),
            ends=each.ends.isoformat(),
            level=each.level.value,
            by=each.by,
            at=_instant(each.at),
            clearance=each.clearance,
            embargo_until=_instant(each.embargo_until),
            caveat=each.caveat,
        )


def _number(value: Decimal | Fraction | None) -> str:
    """A decimal as text without trailing zeros; a fraction that is no decimal as `1/3`."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return _number(exact) if Fraction(exact) == value else str(value)
    return f"{value.normalize():f}"


def _instant(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
