"""What is missing of measures: no baseline, no target, figures awaited, late, or not released. Pure rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from saferplan.common.periods import Span, next_span
from saferplan.measures.baselines import BaselineFact, baseline_figure
from saferplan.measures.rules import BaselineKind, Missing, ReleaseLevel
from saferplan.measures.series import Point, PointState, Series
from saferplan.report.outcomes import Polarity
from saferplan.report.tree import Gap

ONE_DAY = timedelta(days=1)


class RequestFact(NamedTuple):
    """Figures asked of an agency for the days from `starts` to `ends`."""

    agency__name: str
    starts: date
    ends: date
    asked_on: date
    due_on: date

    def is_about(self, point: Span | Point) -> bool:
        return self.starts <= point.starts and point.ends <= self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One thing that is missing of a measure. `starts` and `ends` are of the periods it is about, `periods` how many.

    `asked_of` may be somebody else than the supplier. A baseline that was to come by now is `is_overdue`.
    """

    measure_id: int
    code: str
    name: str
    gap: Gap
    supplier: str
    asked_of: str = ""
    asked_on: date | None = None
    due_on: date | None = None
    reason: str = ""
    starts: date | None = None
    ends: date | None = None
    periods: int = 0
    is_overdue: bool = False


def register_rows(
    series: Iterable[Series],
    requests: Mapping[int, Sequence[RequestFact]],
    *,
    today: date,
    until: date | None = None,
    reach: date | None = None,
) -> tuple[RegisterRow, ...]:
    """What is missing on a day, the most pressing first. Measures that are retired need nothing.

    Figures are wanted of the periods that end by `until`, where that is not said of all that have ended, and of those
    that somebody was asked for. Of a report that reaches to a day, nothing after that day is missing.
    """
    days = Days(today, until or today - ONE_DAY, reach or date.max)
    rows = [
        row
        for each in series
        if each.measure.retired_on is None
        for row in _of(each, requests.get(each.measure.id, ()), days)
    ]
    order = list(Gap)
    return tuple(sorted(rows, key=lambda row: (order.index(row.gap), row.due_on or date.max, row.name, row.code)))


class Days(NamedTuple):
    """Late is what was due before `today`; unasked, figures are wanted up to `wanted`; `reach` cuts all of it off."""

    today: date
    wanted: date
    reach: date


def _of(series: Series, requests: Sequence[RequestFact], days: Days) -> Iterator[RegisterRow]:
    yield from _awaited(series, requests, days)
    held = [each for each in series.points if _is_held(each) and each.ends <= days.reach]
    if held:
        yield _row(series, Gap.PROVISIONAL, periods=held)
    day = min(days.today, days.reach)
    yield from _without_baseline(series, day, days.today)
    if series.measure.polarity is not Polarity.NEITHER and series.target_on(day) is None:
        yield _row(series, Gap.NO_TARGET)


def _is_held(point: Point) -> bool:
    """A value that its supplier has not cleared for anybody."""
    return bool(point.waits_since) or (point.state is PointState.VALUE and point.level is ReleaseLevel.PROVISIONAL)


def _awaited(series: Series, requests: Sequence[RequestFact], days: Days) -> Iterator[RegisterRow]:
    """A row for each request that was not answered whole, and one for what nobody asked for."""
    if not series.points:
        yield from _never_told(series, requests, days)
        return
    groups: dict[RequestFact | None, list[Span | Point]] = {}
    for point in awaited_periods(series, days.today - ONE_DAY):
        if point.ends > days.reach:
            continue
        asked = next((each for each in requests if each.is_about(point)), None)
        if asked is not None or point.ends <= days.wanted:
            groups.setdefault(asked, []).append(point)
    for asked, periods in groups.items():
        if asked is None:
            yield _row(series, Gap.AWAITING, periods=periods)
            continue
        late = asked.due_on < days.today
        yield _row(
            series,
            Gap.LATE if late else Gap.AWAITING,
            periods=periods,
            asked_of=asked.agency__name,
            asked_on=asked.asked_on,
            due_on=asked.due_on,
            is_overdue=late,
        )


def _never_told(series: Series, requests: Sequence[RequestFact], days: Days) -> Iterator[RegisterRow]:
    """Nothing was ever recorded: what was asked for last stands for all of it."""
    asked = next((each for each in requests if each.starts <= days.reach), None)
    if asked is None:
        yield _row(series, Gap.AWAITING)
        return
    late = asked.due_on < days.today
    told = _row(series, Gap.LATE if late else Gap.AWAITING, asked_of=asked.agency__name, asked_on=asked.asked_on)
    yield replace(told, due_on=asked.due_on, starts=asked.starts, ends=asked.ends, is_overdue=late)


def awaited_periods(series: Series, until: date) -> list[Span | Point]:
    """The periods that end by a day and of which figures are still to come, oldest first."""
    found: list[Span | Point] = [each for each in series.points if each.missing is Missing.AWAITING]
    if not series.points:
        return []
    span = next_span(series.points[-1].ends, series.measure.frequency)
    while span.ends <= until:
        found.append(span)
        span = next_span(span.ends, series.measure.frequency)
    return found


def _without_baseline(series: Series, day: date, today: date) -> Iterator[RegisterRow]:
    baseline = series.baseline_on(day)
    if baseline is None:
        yield _row(series, Gap.NO_BASELINE)
    elif baseline.kind is BaselineKind.NONE or not _has_figure(baseline, series):
        overdue = baseline.due_on is not None and baseline.due_on < today
        yield _row(
            series,
            Gap.NO_BASELINE,
            reason=baseline.reason,
            asked_of=baseline.asked_of,
            asked_on=baseline.asked_on,
            due_on=baseline.due_on,
            is_overdue=overdue,
        )


def _has_figure(baseline: BaselineFact, series: Series) -> bool:
    return baseline_figure(baseline, series.points, per=series.measure.per).value is not None


def _row(
    series: Series,
    gap: Gap,
    *,
    periods: Sequence[Span | Point] = (),
    reason: str = "",
    asked_of: str = "",
    asked_on: date | None = None,
    due_on: date | None = None,
    is_overdue: bool = False,
) -> RegisterRow:
    measure = series.measure
    return RegisterRow(
        measure_id=measure.id,
        code=measure.code,
        name=measure.name,
        gap=gap,
        supplier=measure.supplier,
        asked_of=asked_of,
        asked_on=asked_on,
        due_on=due_on,
        reason=reason,
        starts=periods[0].starts if periods else None,
        ends=periods[-1].ends if periods else None,
        periods=len(periods),
        is_overdue=is_overdue,
    )
