"""A derived light: what it is, what it follows from, how it moved. Plain values; `lights.derive_all` makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from saferplan.report.light_facts import LightKind, MeasureFact, RuleFact, StatedFact, UpdateFact
from saferplan.report.outcomes import Outcome
from saferplan.report.rollup import RANK, Counts
from saferplan.report.tree import Light, Trend

DELIVERY = LightKind.DELIVERY
OUTCOME = LightKind.OUTCOME
HEADLINE = LightKind.HEADLINE


class Since(StrEnum):
    """How a light moved since the period before. Not comparable: its criteria or its rule changed between."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"
    GONE = "gone"
    NOT_COMPARABLE = "not comparable"


class Basis(StrEnum):
    """What a light follows from."""

    NO_UPDATE = "no update"
    WITHDRAWN = "withdrawn"
    UPDATE = "update"
    IMPORT = "import"
    JUDGEMENT = "judgement"
    OVERRIDE = "override"
    ROLLED_UP = "rolled up"
    NO_RULE = "no rule"
    NO_JUDGEMENT = "no judgement"
    MEASURED = "measured"
    NOT_MEASURED = "not measured"
    BOTH = "work and results"


class Measured(NamedTuple):
    """A measure's part in an outcome light."""

    fact: MeasureFact
    outcome: Outcome


class Derived(NamedTuple):
    """A light with everything that it follows from. `periods_same` counts this period and those before it.

    `fact` is the statement that made it; `beside` one that stands beside a computed light. `computed` is what the rule
    gives where a stated light stands in its place. `last` and `ends` are the last days of the last period that had an
    update, and of this one; `unapproved` that of an earlier one whose update was never approved, or withdrawn
    (`was_withdrawn`). A tuple, since a page derives thousands.
    """

    light: Light
    trend: Trend = Trend.NONE
    since: Since = Since.NEW
    before: Light = Light.NONE
    periods_same: int = 1
    basis: Basis = Basis.NO_UPDATE
    fact: StatedFact | None = None
    criteria_from: date | None = None
    computed: Light = Light.NONE
    computed_basis: Basis | None = None
    beside: StatedFact | None = None
    rule: RuleFact | None = None
    counts: Counts | None = None
    last: date | None = None
    ends: date | None = None
    unapproved: date | None = None
    was_withdrawn: bool = False
    pending: UpdateFact | None = None
    measures: tuple[Measured, ...] = ()
    parts: tuple[Light, Light] = (Light.NONE, Light.NONE)

    @property
    def reason(self) -> str:
        return self.fact.reason if self.fact else ""

    @property
    def is_made_otherwise(self) -> bool:
        """Whether the light before and this one could be compared, but for other criteria or another rule."""
        return self.since is Since.NOT_COMPARABLE and compare(self.before, self.light) is not Since.NOT_COMPARABLE

    @property
    def months_silent(self) -> int:
        """How many months before this period ends the last one with an update did; 0 where there was none."""
        if self.last is None or self.ends is None:
            return 0
        return (self.ends.year - self.last.year) * 12 + self.ends.month - self.last.month


NOTHING = Derived(light=Light.NONE)
NOT_MEASURED = Derived(light=Light.NONE, basis=Basis.NOT_MEASURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights:
    """Every derived light, by (subject, period key, kind). What was never stated or measured has no outcome entry."""

    derived: Mapping[tuple[str, str, str], Derived] = field(default_factory=dict)

    def of(self, subject: str, period: str, kind: str = DELIVERY) -> Derived:
        return self.derived.get((subject, period, kind), NOTHING if kind == DELIVERY else NOT_MEASURED)


def compare(before: Light | None, now: Light, *, comparable: bool = True) -> Since:
    """How `now` stands against the light of the period before (None: the subject is new)."""
    if before is None:
        return Since.NEW
    if now is Light.NONE:
        return Since.SAME if before is now else Since.GONE
    if not comparable:
        return Since.NOT_COMPARABLE
    if before is now:
        return Since.SAME
    if before not in RANK or now not in RANK:
        return Since.NOT_COMPARABLE
    return Since.BETTER if RANK[now] < RANK[before] else Since.WORSE


TRENDS = {Since.BETTER: Trend.IMPROVING, Since.SAME: Trend.SAME, Since.WORSE: Trend.WORSENING}
