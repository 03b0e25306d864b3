"""What is usual in a series and which points are signals, as the rule set's reference answers it. Pure.

This is the reference's answer, also where it says too much: limits from two points, or a signal at every point of a
series that hardly moves. What Saferplan itself says of a series is in `verdict`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from saferplan.measures.exact import Floats
from saferplan.measures.refused import RefusedSeries
from saferplan.measures.rule_sets import MAKING_DATA_COUNT, PRECEDENCE, Codes, Limits, Rule, RuleSet, Signals
from saferplan.report.outcomes import Polarity

# Fewer points than this and limits are only on trial.
FEWEST = 13
FEWEST_FIXED = 12
MOST = 1e150
_SAME = 1e-12


class Kind(StrEnum):
    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "high"
    LOW = "low"


class Assurance(StrEnum):
    """Whether a target will be met as things are: always, never, or now and then."""

    PASS = "pass"
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a series is read. `breaks` are the first dates after a change in recording; there limits begin anew.

    With `fix_first`, limits are of the first so many dates of each part. `screening` leaves the largest moves out.
    """

    good: Polarity
    target: float | None = None
    breaks: tuple[date, ...] = ()
    fix_first: int | None = None
    screening: bool = True
    rules: RuleSet = MAKING_DATA_COUNT


class Point(NamedTuple):
    """`side` is 1 above the mean, -1 below, 0 on it; what depends on a missing value or limit is None."""

    x: date
    y: float | None
    group: int
    side: int | None
    outside: bool | None
    close: bool | None
    rule: Rule | None
    direction: int
    kind: Kind

    @property
    def label(self) -> str:
        """`trend-down`, `outside-above`; empty where the point is no signal."""
        if self.rule is None:
            return ""
        ways = ("down", "up") if self.rule is Rule.TREND else ("below", "above")
        return f"{self.rule}-{ways[self.direction > 0]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The part of a series between two breaks: its points from `first` up to and without `last`.

    `number` counts the breaks up to it. `n` counts dates, those without a value too. Only the last group has assurance.
    """

    number: int
    first: int
    last: int
    n: int
    mean: float | None
    lpl: float | None
    upl: float | None
    near_lpl: float | None
    near_upl: float | None
    variation: Kind
    assurance: Assurance | None
    short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spc:
    groups: tuple[Group, ...]
    points: tuple[Point, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class Block:
    """The part between two breaks of many series side by side: one row a date, one column a series."""

    first: int
    last: int
    limits: Limits
    signals: Signals


def compute(dates: Sequence[date], values: Sequence[float | None], options: Options) -> Spc:
    """Limits and signals of one series, in order of its dates. Raises RefusedSeries."""
    check(dates, values, options)
    order = sorted(range(len(dates)), key=lambda place: dates[place])
    days = [dates[place] for place in order]
    given = [values[place] for place in order]
    row = np.array([math.nan if value is None else value for value in given], dtype=np.float64)
    starts = [place for place, day in enumerate(days) if day in options.breaks]
    groups: list[Group] = []
    points: list[Point] = []
    before = 1 if starts[:1] == [0] else 0
    blocks = compute_many(row[np.newaxis, :], options, starts)
    for number, block in enumerate(blocks, before):
        made = _points(days, row, number, block, options.good)
        points += made
        groups.append(_group(number, block, made[-1].kind, options, is_last=block is blocks[-1]))
    return Spc(groups=tuple(groups), points=tuple(points), options=options)


def compute_many(values: Floats, options: Options, starts: Sequence[int] = ()) -> list[Block]:
    """Limits and signals of many series over the same dates, one a row, NaN where missing.

    `starts` are the places where limits begin anew; the dates in `options.breaks` are not looked at.
    """
    rows = np.ascontiguousarray(values.T, dtype=np.float64)
    edges = sorted({0, len(rows), *starts})
    blocks = []
    for first, last in zip(edges, edges[1:], strict=False):
        block = rows[first:last]
        counted = ~np.isnan(block)
        if options.fix_first is not None:
            counted[options.fix_first :] = False
        limits = options.rules.limits(block, counted, options.screening)
        blocks.append(Block(first, last, limits, options.rules.signals(block, limits)))
    return blocks


def kinds(signals: Signals, good: Polarity) -> Codes:
    """1 improvement, -1 concern, 0 common; where neither way is better 1 is high and -1 low."""
    return signals.direction * np.int8(-1 if good is Polarity.LOWER else 1)


def check(dates: Sequence[date], values: Sequence[float | None], options: Options) -> None:
    """Raises RefusedSeries unless these can be dates and values of a series."""
    if len(dates) != len(values):
        text = "There are {dates} dates and {values} values: each date needs a value or a gap."
        raise RefusedSeries("unequal", text, dates=len(dates), values=len(values))
    if not dates:
        raise RefusedSeries("empty", "There is no figure to look at.")
    seen: dict[date, int] = {}
    for place, (day, value) in enumerate(zip(dates, values, strict=True), 1):
        if seen.setdefault(day, place) != place:
            text = "Rows {first} and {second} have the same date, {day}: a series has one value a date."
            raise RefusedSeries("duplicate", text, first=seen[day], second=place, day=day)
        _check_value(place, value)
    if options.fix_first is not None and options.fix_first < FEWEST_FIXED:
        text = "Limits can be fixed on {fewest} points or more, not on {count}."
        raise RefusedSeries("fixed", text, fewest=FEWEST_FIXED, count=options.fix_first)
    for day in options.breaks:
        if day not in seen:
            text = "The break {day} is not among the dates: give the first date after the change."
            raise RefusedSeries("break", text, day=day)
    if options.target is not None and not math.isfinite(options.target):
        raise RefusedSeries("target", "The target is not a number.")


def _check_value(place: int, value: float | None) -> None:
    if value is None or (type(value) is float and -MOST < value < MOST):
        return
    if isinstance(value, bool | str) or not isinstance(value, int | float | np.number):
        text = "Row {row} holds {value!r}, which is not a number: give a number or leave it empty."
        raise RefusedSeries("text", text, row=place, value=value)
    if math.isinf(value) or abs(value) > MOST:
        text = "Row {row} holds a number without end: give a number or leave it empty."
        raise RefusedSeries("infinite", text, row=place)


def _points(days: Sequence[date], row: Floats, number: int, block: Block, good: Polarity) -> list[Point]:
    signals = block.signals
    has_mean, has_limits = (not math.isnan(each[0]) for each in (block.limits.mean, block.limits.upper))
    of_way = _kinds_of(good)
    columns = (signals.side, signals.outside, signals.close, signals.rule, signals.direction, kinds(signals, good))
    listed = zip(*(column[:, 0].tolist() for column in columns), strict=True)
    made = []
    for place, (side, outside, close, rule, direction, way) in enumerate(listed, block.first):
        y = float(row[place])
        known = not math.isnan(y)
        limited = known and has_limits
        made.append(
            Point(
                days[place],
                y if known else None,
                number,
                side if known and has_mean else None,
                outside if limited else None,
                close if limited else None,
                PRECEDENCE[rule],
                direction,
                of_way[way],
            )
        )
    return made


def _kinds_of(good: Polarity) -> dict[int, Kind]:
    if good is Polarity.NEITHER:
        return {0: Kind.COMMON, 1: Kind.HIGH, -1: Kind.LOW}
    return {0: Kind.COMMON, 1: Kind.IMPROVEMENT, -1: Kind.CONCERN}


def _group(number: int, block: Block, variation: Kind, options: Options, *, is_last: bool) -> Group:
    limits, n = block.limits, block.last - block.first
    lower, upper = float(limits.lower[0]), float(limits.upper[0])
    return Group(
        number=number,
        first=block.first,
        last=block.last,
        n=n,
        mean=_known(float(limits.mean[0])),
        lpl=_known(lower),
        upl=_known(upper),
        near_lpl=_known(float(limits.near_lower[0])),
        near_upl=_known(float(limits.near_upper[0])),
        variation=variation,
        assurance=assurance(options.target, lower, upper, options.good) if is_last else None,
        short=n < FEWEST,
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def assurance(target: float | None, lower: float, upper: float, good: Polarity) -> Assurance | None:
    """A target on a limit, up to the last digits that a file keeps of it, is within the limits."""
    if target is None or good is Polarity.NEITHER:
        return None
    slack = _SAME * max(abs(target), abs(lower), abs(upper))
    if target > upper + slack:
        return Assurance.FAIL if good is Polarity.HIGHER else Assurance.PASS
    if target < lower - slack:
        return Assurance.PASS if good is Polarity.HIGHER else Assurance.FAIL
    return Assurance.INCONSISTENT
