"""The one function for lights: what each subject's light is in each period, and how it moved.

Pages, documents and checks call `derive_all`; nothing else works a light out. Until a partnership adopts a rule for
computing lights, a light is the latest one stated for that subject and period. Pure: no database, no clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from saferplan.report.tree import Light, Trend

DELIVERY = "delivery"
OUTCOME = "outcome"

# Better is lower. Deferred and none cannot be compared: they say nothing about how well the work goes.
RANK: Mapping[Light, int] = {Light.COMPLETE: 0, Light.GREEN: 1, Light.AMBER: 2, Light.RED: 3}


class Since(StrEnum):
    """How a light moved since the period before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"
    GONE = "gone"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class PeriodFact:
    key: str
    ends: date


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A light somebody stated. `subject` is `activity:12`, `priority:3` or `card:7`; `kind` delivery or outcome."""

    subject: str
    period: str
    kind: str
    light: Light
    trend: Trend
    reason: str
    recorded_at: datetime
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that lights are derived from: periods oldest first, and for each period the subjects that belong to it."""

    periods: tuple[PeriodFact, ...]
    subjects: Mapping[str, tuple[str, ...]]
    stated: Sequence[StatedFact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A light with where it came from. `periods_same` counts this period and those before it with the same light."""

    light: Light
    trend: Trend = Trend.NONE
    since: Since = Since.NEW
    before: Light = Light.NONE
    periods_same: int = 1
    reason: str = ""


NOTHING = Derived(light=Light.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights:
    """Every derived light, by (subject, period key, kind)."""

    derived: Mapping[tuple[str, str, str], Derived] = field(default_factory=dict)

    def of(self, subject: str, period: str, kind: str = DELIVERY) -> Derived:
        return self.derived.get((subject, period, kind), NOTHING)


def compare(before: Light | None, now: Light) -> Since:
    """How `now` stands against the light of the period before (None: the subject is new)."""
    if before is None:
        return Since.NEW
    if before is now:
        return Since.SAME
    if now is Light.NONE:
        return Since.GONE
    if before not in RANK or now not in RANK:
        return Since.NOT_COMPARABLE
    return Since.BETTER if RANK[now] < RANK[before] else Since.WORSE


def derive_all(facts: Facts, now: datetime) -> Lights:
    """Every light of every subject in every period. Lights recorded after `now` do not count."""
    latest = _latest(facts.stated, now)
    derived: dict[tuple[str, str, str], Derived] = {}
    for kind in (DELIVERY, OUTCOME):
        last: dict[str, Derived] = {}
        for period in facts.periods:
            lit = {s: _derive(latest.get((s, period.key, kind)), last.get(s)) for s in facts.subjects[period.key]}
            derived.update({(subject, period.key, kind): light for subject, light in lit.items()})
            last = lit
    return Lights(derived=derived)


def _latest(stated: Iterable[StatedFact], now: datetime) -> dict[tuple[str, str, str], StatedFact]:
    latest: dict[tuple[str, str, str], StatedFact] = {}
    for fact in stated:
        key = (fact.subject, fact.period, fact.kind)
        if fact.recorded_at <= now and (key not in latest or fact.recorded_at >= latest[key].recorded_at):
            latest[key] = fact
    return latest


def _derive(fact: StatedFact | None, before: Derived | None) -> Derived:
    light = fact.light if fact else Light.NONE
    since = compare(before.light if before else None, light)
    return Derived(
        light=light,
        trend=fact.trend if fact else Trend.NONE,
        since=since,
        before=before.light if before else Light.NONE,
        periods_same=before.periods_same + 1 if before and since is Since.SAME else 1,
        reason=fact.reason if fact else "",
    )


def tally(lights: Iterable[Light]) -> Counter[Light]:
    """How many of each light. A total is `.total()`: silence is counted too."""
    return Counter(lights)
