"""Rows of values, and series of them, for tests without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from saferplan.common.periods import Frequency, span_of
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.rules import Missing, ReleaseLevel
from saferplan.measures.series import Dated, ExclusionFact, MeasureFacts, Series, ValueRow, make_series

RECORDED = datetime(2026, 8, 10, 9, tzinfo=UTC)
AS_AT = datetime(2026, 10, 1, 9, tzinfo=UTC)


def facts(**changed: object) -> MeasureFacts:
    told: dict[str, object] = {
        **{"id": 1, "uid": "u", "code": "burglary", "name": "Burglary"},
        **{"supplier_id": 1, "supplier": "City Police"},
    }
    return MeasureFacts(**told | changed)  # type: ignore[arg-type]


def known(
    starts: date,
    ends: date,
    value: object = None,
    *,
    parts: tuple[object, object] | None = None,
    missing: Missing | None = None,
    note: str = "",
    by: str = "ann",
    at: datetime = RECORDED,
) -> ValueRow:
    """What was recorded of some days: a value, two parts, or why there is neither."""
    numerator, denominator = (Decimal(str(part)) for part in parts) if parts else (None, None)
    number = None if value is None else Decimal(str(value))
    return ValueRow(starts, ends, number, numerator, denominator, missing.value if missing else "", note, by, at)


def month(key: str, value: object = None, **told: object) -> ValueRow:
    span = span_of(key, Frequency.MONTH)
    return known(span.starts, span.ends, value, **told)  # type: ignore[arg-type]


def series(
    rows: Sequence[ValueRow],
    *,
    facts: MeasureFacts | None = None,
    releases: Sequence[ReleaseFact] = (),
    exclusions: Sequence[ExclusionFact] = (),
    dated: Dated | None = None,
    as_at: datetime = AS_AT,
    audience: ReleaseLevel | None = None,
) -> Series:
    said = dated or Dated(releases=releases, exclusions=exclusions)
    return make_series(facts or _facts(), rows, said, as_at=as_at, audience=audience)


def _facts() -> MeasureFacts:
    return facts()
