"""A small plan of invented facts for tests of lights: one priority, one card, four activities, four quarters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from saferplan.common.dated import DatedValue
from saferplan.report.derived import DELIVERY, Derived, Lights
from saferplan.report.light_facts import (
    Facts,
    LightKind,
    LightSource,
    MeasureFact,
    PeriodFact,
    RuleFact,
    StatedFact,
    UpdateFact,
)
from saferplan.report.lights import derive_all
from saferplan.report.rollup import HeadlineMethod, Method, RollUp
from saferplan.report.tree import Criteria, Light, Trend

PLAN = 1
KEYS = ("2025-03", "2025-06", "2025-09", "2025-12")
PERIODS = tuple(
    PeriodFact(key, ends, PLAN)
    for key, ends in zip(
        KEYS, (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)), strict=True
    )
)
ENDS = {period.key: period.ends for period in PERIODS}
ACTIVITIES = tuple(f"activity:{number}" for number in (1, 2, 3, 4))
PRIORITY, CARD = "priority:1", "card:1"
SUBJECTS = (PRIORITY, *ACTIVITIES, CARD)
CHILDREN = {PRIORITY: ACTIVITIES, CARD: ACTIVITIES[:2]}
LONG_AGO = datetime(2025, 1, 2, 9, tzinfo=UTC)
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
BY_LETTER = {
    "G": Light.GREEN,
    "A": Light.AMBER,
    "R": Light.RED,
    "C": Light.COMPLETE,
    "D": Light.DEFERRED,
}
WORST = RollUp(method=Method.WORST)
SHARE = RollUp(method=Method.SHARE, amber=Fraction(1, 4), red=Fraction(1, 2))


def stated(
    subject: str,
    period: str,
    light: Light,
    *,
    source: LightSource = LightSource.UPDATE,
    kind: LightKind = DELIVERY,
    reason: str = "",
    until: str = "",
    days: int = 5,
) -> StatedFact:
    """A light stated `days` after its period ended; `until` is the key of the last period that an override spans."""
    at = datetime.combine(ENDS[period], datetime.min.time(), UTC) + timedelta(days=days)
    return StatedFact(
        subject,
        period,
        kind,
        light,
        Trend.NONE,
        reason,
        at,
        ENDS[until] if until else None,
        source,
        "A. Okoro",
        "",
        ENDS[period],
        int(at.timestamp()),
    )


def letters(period: str, four: str, *, source: LightSource = LightSource.UPDATE) -> list[StatedFact]:
    """Lights of the four activities in a period: `GA-R`, where `-` is no update."""
    return [
        stated(activity, period, BY_LETTER[letter], source=source)
        for activity, letter in zip(ACTIVITIES, four, strict=True)
        if letter != "-"
    ]


def rule(rollup: RollUp, *, number: int = 1, start: date = date(2025, 1, 1)) -> DatedValue[RuleFact]:
    return DatedValue(start, LONG_AGO, RuleFact(number, start, "Strategy Group", rollup=rollup))


def headline_rule(method: HeadlineMethod) -> DatedValue[RuleFact]:
    return DatedValue(date(2025, 1, 1), LONG_AGO, RuleFact(1, date(2025, 1, 1), "Strategy Group", headline=method))


def criteria(green: str, start: date = date(2025, 1, 1)) -> DatedValue[Criteria]:
    return DatedValue(start, LONG_AGO, Criteria(green=green))


def facts(
    *stated_lights: StatedFact,
    rules: Sequence[DatedValue[RuleFact]] = (),
    headlines: Sequence[DatedValue[RuleFact]] = (),
    told: Mapping[str, Sequence[DatedValue[Criteria]]] | None = None,
    pending: Mapping[tuple[str, str], UpdateFact] | None = None,
    last: Mapping[str, date] | None = None,
    measures: Sequence[MeasureFact] = (),
) -> Facts:
    return Facts(
        periods=PERIODS,
        subjects={key: SUBJECTS for key in KEYS},
        children={key: CHILDREN for key in KEYS},
        stated=stated_lights,
        criteria=told or {},
        rollups={PLAN: rules},
        headlines={PLAN: headlines},
        pending=pending or {},
        last=last or {},
        measures=measures,
    )


def lights(given: Facts, now: datetime = NOW) -> Lights:
    return derive_all(given, now)


def of(given: Facts, subject: str, period: str, kind: LightKind = DELIVERY, now: datetime = NOW) -> Derived:
    return derive_all(given, now).of(subject, period, kind)


def add(given: Facts, *more: StatedFact) -> Facts:
    return replace(given, stated=(*given.stated, *more))
