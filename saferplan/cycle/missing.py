"""What figures a period's report says are missing, up to the day that its figures reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from saferplan.common.dates import local_day
from saferplan.measures.register import RegisterRow, RequestFact, register_rows
from saferplan.measures.series import Series
from saferplan.report import tree
from saferplan.report.register import in_order


def missing_figures(
    series: Iterable[Series],
    requests: Mapping[int, Sequence[RequestFact]],
    *,
    linked: Collection[int],
    reach: date,
) -> tuple[tree.MissingFigure, ...]:
    """As known at the instant of the series. What is due later than the report reaches is not missing from it.

    A measure counts that says whether a priority or an activity makes a difference, or of which something was recorded
    by then; one whose figures begin after the report does not.
    """
    known = [each for each in series if _counts(each, requests, linked, reach)]
    if not known:
        return ()
    today = local_day(known[0].as_at)
    return in_order(_figure(row) for row in register_rows(known, requests, today=today, until=reach, reach=reach))


def _counts(
    series: Series, requests: Mapping[int, Sequence[RequestFact]], linked: Collection[int], reach: date
) -> bool:
    if series.points:
        return series.points[0].starts <= reach
    asked = any(each.starts <= reach for each in requests.get(series.measure.id, ()))
    return asked or series.measure.id in linked or bool(series.dated.baselines or series.dated.targets)


def _figure(row: RegisterRow) -> tree.MissingFigure:
    return tree.MissingFigure(
        code=row.code,
        name=row.name,
        gap=row.gap,
        supplier=row.supplier,
        starts=f"{row.starts:%Y-%m}" if row.starts else "",
        ends=f"{row.ends:%Y-%m}" if row.ends else "",
        reason=row.reason,
        asked_of=row.asked_of if row.asked_of != row.supplier else "",
        asked_on=_day(row.asked_on),
        due_on=_day(row.due_on),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
