"""A partnership with two agencies and a measure of each, for tests of what is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.models import Agency, AuditEvent, Partnership
from saferplan.common.periods import Frequency, span_of
from saferplan.measures.actions import MeasureText, define_measure
from saferplan.measures.models import Measure
from saferplan.measures.queries import load_series
from saferplan.measures.recording import NewValue
from saferplan.measures.rules import Missing, ReleaseLevel, Unit
from saferplan.measures.series import Series

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Town:
    partnership: Partnership
    police: Agency
    council: Agency
    burglary: Measure
    share: Measure

    def series(self, measure: Measure, *, at: datetime = NOW, audience: ReleaseLevel | None = None) -> Series:
        return load_series(self.partnership, [measure], as_at=at, audience=audience)[measure.pk]

    def audited(self) -> list[str]:
        return list(AuditEvent.objects.filter(partnership_id=self.partnership.pk).values_list("action", flat=True))


def make_town(slug: str = "town") -> Town:
    partnership = create_partnership(slug=slug, name=slug.capitalize(), by="test", now=NOW)
    police = Agency.objects.create(partnership=partnership, name="City Police")
    council = Agency.objects.create(partnership=partnership, name="Council")
    texts = (
        MeasureText(code="burglary", name="Burglary", unit_words="offences", supplier=police),
        MeasureText(code="homes", name="People housed", unit=Unit.PERCENTAGE, supplier=council),
    )
    made = [define_measure(partnership=partnership, text=text, by="eve", now=NOW) for text in texts]
    return Town(partnership, police, council, *made)


def value(
    measure: Measure,
    key: str,
    number: object = None,
    *,
    parts: tuple[object, object] | None = None,
    missing: Missing | None = None,
    note: str = "",
) -> NewValue:
    span = span_of(key, Frequency(measure.frequency))
    numerator, denominator = (Decimal(str(part)) for part in parts) if parts else (None, None)
    return NewValue(
        measure_id=measure.pk,
        starts=span.starts,
        ends=span.ends,
        value=None if number is None else Decimal(str(number)),
        numerator=numerator,
        denominator=denominator,
        missing=missing,
        note=note,
    )
