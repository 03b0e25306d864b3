"""The facts that lights are derived from, as plain values: each says when it was recorded and from when it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from saferplan.common.dated import DatedValue
from saferplan.report.outcomes import OutcomeRule, Reading
from saferplan.report.rollup import HeadlineMethod, RollUp
from saferplan.report.tree import Criteria, Light, Trend


class LightKind(StrEnum):
    """Is the work happening (delivery)? Is it making a difference (outcome)? One light of both (headline)."""

    DELIVERY = "delivery"
    OUTCOME = "outcome"
    HEADLINE = "headline"


class LightSource(StrEnum):
    IMPORT = "import"
    UPDATE = "update"
    JUDGEMENT = "judgement"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class PeriodFact:
    """`plan` names the plan that the period reports on: rules belong to plans."""

    key: str
    ends: date
    plan: int = 0


class StatedFact(NamedTuple):
    """A light somebody stated. `subject` is `activity:12`, `priority:3` or `card:7`; `ends` is its period's last day.

    An override holds from its period up to the one that ends on `until`; one that states no light lifts those before.
    A tuple, since a plan of years has tens of thousands.
    """

    subject: str
    period: str
    kind: str
    light: Light
    trend: Trend
    reason: str
    recorded_at: datetime
    until: date | None = None
    source: str = LightSource.IMPORT
    by: str = ""
    approved_by: str = ""
    ends: date = date.min
    id: int = 0


@dataclass(frozen=True, slots=True)
class UpdateFact:
    """An update that is not approved: `state` is draft, submitted, returned or withdrawn, since `at`."""

    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A rule of a plan as it was adopted. `number` is its version."""

    number: int
    effective_from: date
    adopted: str
    rollup: RollUp | None = None
    headline: HeadlineMethod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFact:
    """What a measure says of a subject in a period. An activity's counts only once its owner `accepted` the measure."""

    subject: str
    period: str
    name: str
    rule: OutcomeRule
    reading: Reading
    recorded_at: datetime
    accepted: bool = True


DatedRules = Sequence[DatedValue[RuleFact]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that lights are derived from: periods oldest first, and by period key what belongs to each.

    `children` are the activities of each card and priority. `criteria` are by card, and `cards` names those that an
    activity is held to, its own first. `rollups` and `headlines` are the dated rules by plan. `pending` are updates
    without approval by (activity, period key). `last` is the end of the last period before these in which a subject
    had a light.
    """

    periods: tuple[PeriodFact, ...]
    subjects: Mapping[str, tuple[str, ...]]
    stated: Sequence[StatedFact]
    children: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    criteria: Mapping[str, Sequence[DatedValue[Criteria]]] = field(default_factory=dict)
    cards: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    rollups: Mapping[int, DatedRules] = field(default_factory=dict)
    headlines: Mapping[int, DatedRules] = field(default_factory=dict)
    pending: Mapping[tuple[str, str], UpdateFact] = field(default_factory=dict)
    last: Mapping[str, date] = field(default_factory=dict)
    measures: Sequence[MeasureFact] = ()
