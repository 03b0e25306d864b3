"""A measure's figure among those of a group of other areas, for one period. Pure: no database, no clock.

The group is the one in force on the period's last day. What is missing is no zero, what is divided by something else
is not compared, and where sizes are not divided away there is no rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from saferplan.measures.rules import Missing, Unit
from saferplan.measures.series import MeasureFacts, Point, PointState, Series

# With fewer areas than these a rank says nothing.
LEAST_RANKED = 3


class MemberFact(NamedTuple):
    """An area belongs from a day on, up to the day before it left."""

    area: str
    joined_on: date
    left_on: date | None = None

    def belongs_on(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFact:
    """`source` says who made the group; `own_area` is what we are called in it."""

    id: int
    name: str
    own_area: str
    source: str
    members: tuple[MemberFact, ...] = ()


class AreaRow(NamedTuple):
    """What was published of an area. A rate without its parts is for each `per`; `missing` says why there is none."""

    area: str
    starts: date
    ends: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    per: int
    per_words: str
    missing: str
    source: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is known of other areas for a measure. `per_words` is what ours is divided by."""

    per_words: str = ""
    rows: tuple[AreaRow, ...] = ()


class Absent(StrEnum):
    """Why an area has no bar."""

    NO_FIGURE = "no figure"
    AWAITING = "awaiting data"
    NOT_COLLECTED = "not collected"
    SUPPRESSED = "suppressed at the source"
    NOT_APPLICABLE = "not applicable"
    OTHER_DENOMINATOR = "divided by something else"
    NOT_RELEASED = "awaiting release"
    SMALL = "small number"
    WAITS = "awaiting the others of its total"
    LEFT_OUT = "left out"


class Unranked(StrEnum):
    """Why no rank is told."""

    SIZES = "the areas differ in size"
    NO_DENOMINATOR = "what it is divided by is not said"
    NO_OWN = "no figure of ours"
    TOO_FEW = "too few areas"


class AreaBar(NamedTuple):
    area: str
    value: Decimal | None
    absent: Absent | None = None
    is_own: bool = False


class Rank(NamedTuple):
    """Counted from the highest and from the lowest; `shared` is how many others have the same figure."""

    highest: int
    lowest: int
    of: int
    shared: int


class Change(NamedTuple):
    """Who joined and left on a day after the group began."""

    day: date
    joined: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Bars from the highest down, then the areas without one. There is a rank, or why there is none."""

    group: GroupFact
    starts: date
    ends: date
    bars: tuple[AreaBar, ...]
    rank: Rank | None
    unranked: Unranked | None
    middle: Decimal | None
    before: Change | None
    after: Change | None
    sources: tuple[str, ...]

    @property
    def own(self) -> AreaBar:
        return next(bar for bar in self.bars if bar.is_own)

    @property
    def known(self) -> tuple[AreaBar, ...]:
        return tuple(bar for bar in self.bars if bar.value is not None)

    @property
    def absent(self) -> tuple[AreaBar, ...]:
        """The others without a bar."""
        return tuple(bar for bar in self.bars if bar.value is None and not bar.is_own)


def named(text: str) -> str:
    """An area's name as it is compared."""
    return " ".join(text.split()).casefold()


def compare_all(
    series: Series, groups: Iterable[GroupFact], published: Published, *, until: date | None = None
) -> tuple[Compared, ...]:
    """The groups of which anything is known for a period up to a day."""
    found = (compare_group(series, group, published, until=until) for group in groups)
    return tuple(each for each in found if each is not None)


def compare_group(
    series: Series, group: GroupFact, published: Published, *, until: date | None = None
) -> Compared | None:
    """The latest period in which there is something to compare; None where nothing is known of the others."""
    rows = latest_rows(row for row in published.rows if until is None or row.ends <= until)
    period = _period(series, group, rows, published.per_words)
    if period is None:
        return None
    starts, ends = period
    measure = series.measure
    others = [
        _bar(area, rows.get((named(area), starts, ends)), measure, published.per_words)
        for area in members_on(group, ends)
    ]
    own = _own(series, group, starts, ends)
    bars = [own, *others]
    known = sorted((bar for bar in bars if bar.value is not None), key=_from_the_highest)
    unranked = _unranked(measure, published.per_words, own, len(known))
    values = [bar.value for bar in known if bar.value is not None]
    return Compared(
        group=group,
        starts=starts,
        ends=ends,
        bars=(*known, *sorted((bar for bar in bars if bar.value is None), key=lambda bar: (not bar.is_own, bar.area))),
        rank=None if unranked else _rank(own, values, measure.decimals),
        unranked=unranked,
        middle=median(values) if unranked in (None, Unranked.NO_OWN) and len(values) >= LEAST_RANKED else None,
        before=last_change(group, ends),
        after=next_change(group, ends),
        sources=_sources(rows, others, starts, ends),
    )


Latest = Mapping[tuple[str, date, date], AreaRow]


def latest_rows(rows: Iterable[AreaRow]) -> Latest:
    """Of each area and period what was recorded last."""
    return {(named(row.area), row.starts, row.ends): row for row in sorted(rows, key=lambda each: each.recorded_at)}


def members_on(group: GroupFact, day: date) -> tuple[str, ...]:
    """The areas that belong to a group on a day, each once."""
    found = {named(each.area): each.area for each in group.members if each.belongs_on(day)}
    found.pop(named(group.own_area), None)
    return tuple(found.values())


def _period(series: Series, group: GroupFact, rows: Latest, per_words: str) -> tuple[date, date] | None:
    """The latest in which ours and most of the others are known; else ours and any; else any of theirs."""
    counts: dict[tuple[date, date], int] = {}
    for row in rows.values():
        if any(named(each.area) == named(row.area) and each.belongs_on(row.ends) for each in group.members):
            is_known = _bar(row.area, row, series.measure, per_words).value is not None
            counts[row.starts, row.ends] = counts.get((row.starts, row.ends), 0) + is_known
    every = sorted(counts, key=lambda period: period[::-1], reverse=True)
    known = [period for period in every if counts[period]]
    ours = [period for period in known if _own(series, group, *period).value is not None]
    most = [period for period in ours if counts[period] * 2 >= len(members_on(group, period[1]))]
    return next(iter([*most, *ours, *known, *every]), None)


def _own(series: Series, group: GroupFact, starts: date, ends: date) -> AreaBar:
    point = next((each for each in series.points if (each.starts, each.ends) == (starts, ends)), None)
    if point is None:
        return AreaBar(group.own_area, None, Absent.NO_FIGURE, is_own=True)
    if point.is_excluded:
        return AreaBar(group.own_area, None, Absent.LEFT_OUT, is_own=True)
    if point.value is not None:
        return AreaBar(group.own_area, point.value, is_own=True)
    return AreaBar(group.own_area, None, _why_none(point), is_own=True)


def _why_none(point: Point) -> Absent:
    states = {
        PointState.NOT_RELEASED: Absent.NOT_RELEASED,
        PointState.SMALL: Absent.SMALL,
        PointState.WAITS: Absent.WAITS,
    }
    if point.state in states:
        return states[point.state]
    return Absent(point.missing.value) if point.missing else Absent.NO_FIGURE


def _bar(area: str, row: AreaRow | None, measure: MeasureFacts, per_words: str) -> AreaBar:
    if row is None:
        return AreaBar(area, None, Absent.NO_FIGURE)
    if row.missing:
        return AreaBar(area, None, Absent(Missing(row.missing).value))
    if measure.has_parts and named(row.per_words) != named(denominator_words(measure, per_words)):
        return AreaBar(area, None, Absent.OTHER_DENOMINATOR)
    value = area_value(row, measure)
    return AreaBar(area, value, None if value is not None else Absent.NOT_APPLICABLE)


def area_value(row: AreaRow, measure: MeasureFacts) -> Decimal | None:
    """As the measure tells its own; None where a rate is of nothing."""
    if row.value is not None:
        return row.value * measure.per / row.per if measure.has_parts else row.value
    if row.numerator is None or not row.denominator:
        return None
    return row.numerator * measure.per / row.denominator


def denominator_words(measure: MeasureFacts, per_words: str) -> str:
    """What a rate is divided by, and what a percentage is of."""
    return per_words if measure.unit is Unit.RATE else measure.unit_words


def _unranked(measure: MeasureFacts, per_words: str, own: AreaBar, known: int) -> Unranked | None:
    if measure.unit in (Unit.COUNT, Unit.MONEY):
        return Unranked.SIZES
    if measure.has_parts and not denominator_words(measure, per_words).strip():
        return Unranked.NO_DENOMINATOR
    if own.value is None:
        return Unranked.NO_OWN
    return Unranked.TOO_FEW if known < LEAST_RANKED else None


def _rank(own: AreaBar, values: Sequence[Decimal], decimals: int) -> Rank:
    """Figures that are written alike are alike."""
    assert own.value is not None
    ours = round(own.value, decimals)
    shown = [round(each, decimals) for each in values]
    return Rank(
        highest=1 + sum(each > ours for each in shown),
        lowest=1 + sum(each < ours for each in shown),
        of=len(shown),
        shared=sum(each == ours for each in shown) - 1,
    )


def _from_the_highest(bar: AreaBar) -> tuple[Decimal, bool, str]:
    return (-(bar.value or Decimal(0)), not bar.is_own, bar.area)


def changes(group: GroupFact) -> tuple[Change, ...]:
    """The days on which areas joined or left after the group began, oldest first."""
    days = {each.joined_on for each in group.members} | {each.left_on for each in group.members if each.left_on}
    return tuple(_change(group, day) for day in sorted(days)[1:])


def last_change(group: GroupFact, day: date) -> Change | None:
    """The last up to a day; none where the group is as it began."""
    return next((each for each in reversed(changes(group)) if each.day <= day), None)


def next_change(group: GroupFact, day: date) -> Change | None:
    return next((each for each in changes(group) if each.day > day), None)


def _change(group: GroupFact, day: date) -> Change:
    return Change(
        day,
        tuple(sorted(each.area for each in group.members if each.joined_on == day)),
        tuple(sorted(each.area for each in group.members if each.left_on == day)),
    )


def _sources(rows: Latest, bars: Iterable[AreaBar], starts: date, ends: date) -> tuple[str, ...]:
    """Of the figures that have a bar, each once."""
    shown = (rows[named(bar.area), starts, ends].source for bar in bars if bar.value is not None)
    return tuple(dict.fromkeys(shown))
