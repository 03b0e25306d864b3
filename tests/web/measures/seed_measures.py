"""Measures of a seeded partnership: a steady one with a break and a jump, one awaited, one short, one with parts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from saferplan.accounts.models import Agency, Partnership
from saferplan.common.periods import Frequency, span_of
from saferplan.measures.models import Baseline, Exclusion, Measure, MeasureValue, Release, SeriesBreak, Target
from saferplan.plan.models import MeasureLink, Priority

LAST = 2026 * 12 + 4  # May 2026
RECORDED = datetime(2026, 6, 14, 9, tzinfo=UTC)


def month_key(back: int) -> str:
    at = LAST - back
    return f"{at // 12:04}-{at % 12 + 1:02}"


def add_measure(partnership: Partnership, code: str, **facts: object) -> Measure:
    plain: dict[str, object] = {
        "name": code.replace("-", " ").capitalize(),
        "unit_words": "offences",
        "supplier": Agency.objects.filter(partnership=partnership, name="Police").first(),
        "source": "Police recorded crime",
        "definition": "Offences recorded by the police in the partnership’s area.",
        "geography": "Harbourside",
    }
    return Measure.objects.create(partnership=partnership, code=code, **(plain | facts))


def add_values(
    measure: Measure,
    values: Sequence[object],
    *,
    recorded_at: datetime = RECORDED,
    missing: str = "not collected",
    back: int = 0,
) -> None:
    """Months up to May 2026, or `back` months before; a pair is a numerator and a denominator, None is missing."""
    rows = []
    for place, value in enumerate(values):
        span = span_of(month_key(back + len(values) - 1 - place), Frequency.MONTH)
        told: dict[str, object] = {"value": value}
        if value is None:
            told = {"missing": missing}
        elif isinstance(value, tuple):
            told = {"numerator": Decimal(value[0]), "denominator": Decimal(value[1])}
        rows.append(
            MeasureValue(
                measure=measure, starts=span.starts, ends=span.ends, by="analyst", recorded_at=recorded_at, **told
            )
        )
    MeasureValue.objects.bulk_create(rows)


def release(measure: Measure, level: str = "board", *, at: datetime | None = None, **facts: object) -> None:
    plain = {"starts": date(2010, 1, 1), "ends": date(2030, 12, 31), "by": "second person"}
    Release.objects.create(measure=measure, level=level, at=at or RECORDED + timedelta(hours=2), **(plain | facts))


def link(measure: Measure, priority: Priority, *, at: datetime = RECORDED) -> None:
    MeasureLink.objects.create(measure=measure, priority=priority, by="ed", recorded_at=at)


def steady(number: int, size: int = 36, middle: int = 40, spread: int = 5) -> list[int]:
    luck = random.Random(number)
    return [max(0, round(luck.gauss(middle, spread))) for _ in range(size)]


def seed_measures(partnership: Partnership) -> dict[str, Measure]:
    """Linked to the first and second priority."""
    first, second = Priority.objects.filter(partnership=partnership).order_by("id")[:2]
    violence = add_measure(partnership, "violence-after-dark", caveat="Counted when recorded, not when it happened.")
    values: list[object] = [*steady(1, 18), *steady(2, 17, 58), 96]
    values[9] = None
    add_values(violence, values)
    add_values(violence, [steady(1, 18)[3] - 4], recorded_at=datetime(2024, 1, 5, tzinfo=UTC), back=32)
    SeriesBreak.objects.create(
        measure=violence, day=date(2024, 12, 1), reason="New crime system", by="ed", recorded_at=RECORDED
    )
    Target.objects.create(
        measure=violence, value=50, effective_from=date(2025, 4, 1), recorded_at=RECORDED, by="ed", reason="Plan 2025"
    )
    Baseline.objects.create(
        measure=violence,
        kind="period",
        starts=date(2024, 12, 1),
        ends=date(2025, 5, 31),
        effective_from=date(2025, 4, 1),
        recorded_at=RECORDED,
        by="ed",
    )
    release(violence)
    burglary = add_measure(partnership, "burglary", standing_release="already published")
    add_values(burglary, steady(7, 36, 30, 4))
    Exclusion.objects.create(
        measure=burglary, ends=date(2025, 11, 30), reason="Carnival weekend", by="ed", recorded_at=RECORDED
    )
    nuisance = add_measure(partnership, "nuisance", unit_words="calls")
    zero: list[object] = [*steady(4, 36, 300, 25)]
    zero[30] = 0
    add_values(nuisance, zero)
    release(nuisance, "public")
    answered = add_measure(
        partnership, "calls-answered", unit="percentage", per=100, decimals=1, polarity="higher", unit_words="calls"
    )
    add_values(answered, [(each * 10 + 7, 1000) for each in steady(5, 8, 80, 4)])
    release(answered)
    Baseline.objects.create(
        measure=answered,
        kind="none",
        reason="The phone system counts since October 2025 only",
        asked_of="Police",
        asked_on=date(2026, 4, 2),
        due_on=date(2026, 9, 30),
        effective_from=date(2025, 4, 1),
        recorded_at=RECORDED,
        by="ed",
    )
    held = add_measure(partnership, "repeat-victims", unit_words="people")
    add_values(held, steady(6, 6, 12, 3))
    for each, priority in ((violence, first), (burglary, first), (nuisance, first), (answered, second), (held, second)):
        link(each, priority)
    return {each.code: each for each in (violence, burglary, nuisance, answered, held)}
