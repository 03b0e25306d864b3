"""A measure's values as they were known at an instant, as far as an audience may see them. Pure: no database, no clock.

A period may have many rows: each revision is one. What is shown is the latest that the audience is cleared for; that
there is no value needs no clearance. A value that is not cleared is never carried along, only since when it waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from saferplan.common.periods import Frequency, spans_between
from saferplan.measures.baselines import BaselineFact, DatedBaselines, baseline_on
from saferplan.measures.families import Held
from saferplan.measures.public_past import timeline, together
from saferplan.measures.releases import Clearance, ReleaseFact, clearance_of
from saferplan.measures.rules import (
    FROM_PARTS,
    LEVELS,
    Aggregation,
    Missing,
    ReleaseLevel,
    Sensitivity,
    SmallNumbers,
    StandingRelease,
    Unit,
    is_cleared,
)
from saferplan.measures.running import hidden_running
from saferplan.measures.small_numbers import NO_RULE, Rule, rule_of, shown_ratio
from saferplan.measures.targets import DatedTargets, TargetOnDay, target_on
from saferplan.report.outcomes import Polarity, TargetBasis

ONE_DAY = timedelta(days=1)


class PointState(StrEnum):
    VALUE = "value"
    MISSING = "missing"
    NOT_RELEASED = "awaiting release"
    SMALL = "small number"
    WAITS = "awaiting the others of its total"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFacts:
    """What a measure is. `per` is what a rate or percentage is told for: 100, 1,000 residents."""

    id: int
    uid: str
    code: str
    name: str
    definition: str = ""
    unit: Unit = Unit.COUNT
    unit_words: str = ""
    per: int = 1
    decimals: int = 0
    polarity: Polarity = Polarity.LOWER
    frequency: Frequency = Frequency.MONTH
    aggregation: Aggregation = Aggregation.SUM
    target_basis: TargetBasis = TargetBasis.EACH_PERIOD
    supplier_id: int | None = None
    supplier: str = ""
    geography: str = ""
    source: str = ""
    is_proxy_for: str = ""
    caveat: str = ""
    sensitivity: Sensitivity = Sensitivity.OPEN
    small_numbers: SmallNumbers = SmallNumbers.NONE
    threshold: int = 0
    standing: StandingRelease = StandingRelease.NONE
    title: str = ""
    part_of_id: int | None = None
    retired_on: date | None = None

    @property
    def has_parts(self) -> bool:
        return self.unit in FROM_PARTS

    @property
    def is_running(self) -> bool:
        """Whether each figure is the sum of the year so far."""
        return self.aggregation is Aggregation.LATEST and self.target_basis is TargetBasis.CUMULATIVE

    @property
    def small_rule(self) -> Rule:
        return rule_of(self.small_numbers, self.threshold)


class ValueRow(NamedTuple):
    """One row of what was recorded; `missing` is empty where there is a value."""

    starts: date
    ends: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    missing: str
    note: str
    by: str
    recorded_at: datetime


class Point(NamedTuple):
    """A period of a series. `value` is told for the measure's `per`; it is None unless `state` says VALUE.

    A period between others of which nothing was ever recorded has no `recorded_at`. `waits_since` is when a value,
    or a newer one than is shown, was recorded that is not released. `revisions` counts the rows before this one.
    """

    starts: date
    ends: date
    state: PointState
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: Missing | None = None
    level: ReleaseLevel = ReleaseLevel.PROVISIONAL
    is_excluded: bool = False
    note: str = ""
    by: str = ""
    recorded_at: datetime | None = None
    waits_since: datetime | None = None
    embargo_until: datetime | None = None
    caveat: str = ""
    revisions: int = 0

    @property
    def ratio(self) -> tuple[Fraction, Fraction] | None:
        """The exact value as what is divided and by what, before `per`; anything but a rate is divided by one."""
        if self.value is None:
            return None
        if self.numerator is None or self.denominator is None:
            return Fraction(self.value), Fraction(1)
        return Fraction(self.numerator), Fraction(self.denominator)


class BreakFact(NamedTuple):
    """`ended_at` is when the mark was taken away."""

    day: date
    reason: str
    by: str
    recorded_at: datetime
    ended_at: datetime | None = None


class ExclusionFact(NamedTuple):
    """`ended_at` is when the figure began to count again."""

    ends: date
    reason: str
    by: str
    recorded_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What was said of a measure besides its values, as known at an instant."""

    baselines: DatedBaselines = ()
    targets: DatedTargets = ()
    breaks: Sequence[BreakFact] = ()
    exclusions: Sequence[ExclusionFact] = ()
    releases: Sequence[ReleaseFact] = ()


def known_by(dated: Dated, instant: datetime) -> Dated:
    """What of it had been said by an instant."""
    return Dated(
        baselines=[each for each in dated.baselines if each.recorded_at <= instant],
        targets=[each for each in dated.targets if each.recorded_at <= instant],
        breaks=[each for each in dated.breaks if _held(each, instant)],
        exclusions=[each for each in dated.exclusions if _held(each, instant)],
        releases=[each for each in dated.releases if each.at <= instant],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points oldest first, without holes. `audience` is None for those who work with the figures before release.

    `small` is the rule by which small numbers were kept back: no rule for anybody but the public.
    """

    measure: MeasureFacts
    points: tuple[Point, ...]
    dated: Dated
    as_at: datetime
    audience: ReleaseLevel | None = None
    small: Rule = NO_RULE

    @property
    def latest(self) -> Point | None:
        """The last point with a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def data_to(self) -> date | None:
        """The last day that a shown value tells of."""
        return self.latest.ends if self.latest else None

    @property
    def recorded_at(self) -> datetime | None:
        """When the newest of the shown values was recorded."""
        return max(
            (each.recorded_at for each in self.points if each.value is not None and each.recorded_at), default=None
        )

    @property
    def level(self) -> ReleaseLevel | None:
        """The least that any of the shown values is cleared for."""
        return min((each.level for each in self.points if each.value is not None), key=LEVELS.index, default=None)

    @property
    def waiting(self) -> tuple[Point, ...]:
        """The points of which a value, or a newer one, awaits release."""
        return tuple(point for point in self.points if point.waits_since)

    @property
    def caveats(self) -> tuple[str, ...]:
        """The measure's caveat and those of the releases of what is shown, each once."""
        texts = (self.measure.caveat, *(point.caveat for point in self.points if point.value is not None))
        return tuple(dict.fromkeys(text for text in texts if text))

    def up_to(self, day: date) -> Series:
        """The same without the periods that end after a day."""
        return replace(self, points=tuple(point for point in self.points if point.ends <= day))

    def baseline_on(self, day: date) -> BaselineFact | None:
        return baseline_on(self.dated.baselines, day)

    def target_on(self, day: date) -> TargetOnDay | None:
        return target_on(self.dated.targets, day)


def _held(said: BreakFact | ExclusionFact, instant: datetime) -> bool:
    return said.recorded_at <= instant and (said.ended_at is None or said.ended_at > instant)


NOTHING_HELD: Mapping[date, Held] = MappingProxyType({})


def make_series(
    measure: MeasureFacts,
    rows: Iterable[ValueRow],
    dated: Dated,
    *,
    as_at: datetime,
    audience: ReleaseLevel | None,
    small: Rule | None = None,
    held: Mapping[date, Held] = NOTHING_HELD,
) -> Series:
    """`rows` in the order of their period, then of their recording, of which none is later than `as_at`.

    For the public, `small` is the rule that the measure shares with its total and parts, and `held` what they mean for
    its figures, by the last day of the period.
    """
    left_out = {each.ends for each in dated.exclusions}
    by_period = [tuple(known) for _ends_on, known in groupby(rows, key=_ends)]
    found = [
        _point(measure, known, dated.releases, known[-1].ends in left_out, as_at=as_at, audience=audience)
        for known in by_period
    ]
    rule = NO_RULE
    if audience is ReleaseLevel.PUBLIC:
        rule = small or measure.small_rule
        hidden = _hidden_running(measure, by_period, dated, rule, as_at)
        found = [_kept_small(measure, point, rule, held.get(point.ends, Held()), hidden) for point in found]
    points = tuple(_without_holes(found, measure.frequency))
    return Series(measure=measure, points=points, dated=dated, as_at=as_at, audience=audience, small=rule)


def _ends(row: ValueRow) -> date:
    return row.ends


def _point(
    measure: MeasureFacts,
    rows: Sequence[ValueRow],
    releases: Sequence[ReleaseFact],
    is_excluded: bool,
    *,
    as_at: datetime,
    audience: ReleaseLevel | None,
) -> Point:
    waits_since: datetime | None = None
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        clearance = clearance_of(
            row.starts, row.ends, row.recorded_at, standing=measure.standing, releases=releases, at=as_at
        )
        if row.missing or audience is None or is_cleared(clearance.level, audience):
            return _shown(measure, row, clearance, is_excluded, waits_since, place)
        waits_since = row.recorded_at
    last = rows[-1]
    state = PointState.NOT_RELEASED
    return Point(last.starts, last.ends, state, is_excluded=is_excluded, waits_since=waits_since)


def _shown(
    measure: MeasureFacts,
    row: ValueRow,
    clearance: Clearance,
    is_excluded: bool,
    waits_since: datetime | None,
    revisions: int,
) -> Point:
    level, release = clearance
    value = _value(measure, row)
    missing = None
    if value is None:
        missing = Missing(row.missing) if row.missing else Missing.NOT_APPLICABLE
    return Point(
        row.starts,
        row.ends,
        PointState.MISSING if missing else PointState.VALUE,
        value,
        None if missing else row.numerator,
        None if missing else row.denominator,
        missing,
        level,
        is_excluded,
        row.note,
        row.by,
        row.recorded_at,
        waits_since,
        release.embargo_until if release else None,
        release.caveat if release else "",
        revisions,
    )


def _value(measure: MeasureFacts, row: ValueRow) -> Decimal | None:
    """None where there is none, or where a rate is of nothing."""
    if row.value is not None:
        return row.value
    if row.numerator is None or not row.denominator:
        return None
    return row.numerator * measure.per / row.denominator


def _hidden_running(
    measure: MeasureFacts, periods: Sequence[Sequence[ValueRow]], dated: Dated, rule: Rule, as_at: datetime
) -> Collection[date]:
    if rule is NO_RULE or rule.is_rounding or not measure.is_running:
        return ()
    lines = {rows[0].ends: timeline(rows, dated.releases, measure.standing, as_at) for rows in periods}
    return hidden_running(together(lines), rule)


def _kept_small(measure: MeasureFacts, point: Point, rule: Rule, held: Held, hidden: Collection[date]) -> Point:
    """For the public: a small count, or a rate made of one, is not told, or told rounded. No note: it may name one."""
    if rule is NO_RULE or point.value is None:
        return point
    point = point._replace(note="")
    if held.waits:
        return _without_value(point, PointState.WAITS)
    if held.is_hidden or point.ends in hidden:
        return _without_value(point, PointState.SMALL)
    if held.rounded is not None:
        return point._replace(value=Decimal(held.rounded))
    if point.numerator is None or point.denominator is None:
        shown = None if point.value is None else rule.shown(point.value)
        return _without_value(point, PointState.SMALL) if shown is None else point._replace(value=shown)
    parts = shown_ratio(rule, measure.unit, point.numerator, point.denominator)
    if parts is None:
        return _without_value(point, PointState.SMALL)
    return point._replace(value=parts[0] * measure.per / parts[1], numerator=parts[0], denominator=parts[1])


def _without_value(point: Point, state: PointState) -> Point:
    return point._replace(state=state, value=None, numerator=None, denominator=None)


def _without_holes(points: Sequence[Point], frequency: Frequency) -> Iterator[Point]:
    """The points, and between them the periods of which nothing was recorded."""
    before: Point | None = None
    for point in points:
        if before is not None and point.starts - before.ends > ONE_DAY:
            for span in spans_between(before.ends, point.starts, frequency):
                yield Point(span.starts, span.ends, PointState.MISSING, missing=Missing.AWAITING)
        yield point
        before = point
