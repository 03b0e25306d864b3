"""Series to show, made of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from saferplan.common.periods import Frequency, span_of
from saferplan.measures.rules import Missing, ReleaseLevel
from saferplan.measures.series import BreakFact, Dated, MeasureFacts, Point, PointState, Series

NOW = datetime(2018, 10, 3, 12, tzinfo=UTC)


def month(place: int, first: int = 2015 * 12) -> str:
    at = first + place
    return f"{at // 12:04}-{at % 12 + 1:02}"


def point(place: int, value: float | str | None, **more: object) -> Point:
    """`None` is a value that is awaited."""
    span = span_of(month(place), Frequency.MONTH)
    if value is None:
        return Point(span.starts, span.ends, PointState.MISSING, missing=Missing.AWAITING)
    facts = {"level": ReleaseLevel.PUBLIC, "recorded_at": NOW, **more}
    return Point(span.starts, span.ends, PointState.VALUE, Decimal(str(value)), **facts)  # type: ignore[arg-type]


def series(
    values: Sequence[float | str | None], *, breaks: Sequence[int] = (), dated: Dated | None = None, **facts: object
) -> Series:
    """Months from January 2015 on; `breaks` are places of the first month after each."""
    told = dated or Dated(
        breaks=tuple(
            BreakFact(span_of(month(place), Frequency.MONTH).starts, "New crime system", "A. Analyst", NOW)
            for place in breaks
        )
    )
    plain: dict[str, object] = {
        "code": "burglary",
        "name": "Burglary",
        "unit_words": "offences",
        "supplier": "City Police",
    }
    measure = MeasureFacts(id=1, uid="u", **(plain | facts))  # type: ignore[arg-type]
    points = tuple(point(place, value) for place, value in enumerate(values))
    return Series(measure=measure, points=points, dated=told, as_at=NOW)
