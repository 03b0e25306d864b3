"""A measure's chart, drawn from the same result as its words: for pages and for every document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from saferplan.charts.bars import Bar, bars
from saferplan.charts.figures import figure
from saferplan.charts.marks import DRAW, Kind
from saferplan.charts.points import Band, SpcPoint
from saferplan.charts.sparkline import sparkline
from saferplan.charts.spc import spc_chart
from saferplan.common.dates import date_words
from saferplan.report.labels import Translate
from saferplan.report.readable import line
from saferplan.report.tree import GroupComparison, Measure, Point, UsualRange

# How many values a sparkline shows: two years of months.
SPARK = 24


def chart_of(
    measure: Measure,
    *,
    translate: Translate = str,
    width: int = 640,
    height: int = 260,
    key: bool = False,
    prefix: str = "",
) -> str:
    """The chart as SVG. `key` where it stands alone, in a document."""
    points = measure.points
    return spc_chart(
        title=measure.title or measure.name,
        description=describe(measure, translate),
        points=[_point(each, measure, at) for at, each in enumerate(points)],
        bands=[_band(each) for each in measure.ranges],
        target=_number(measure.target),
        breaks=[(each.at, each.reason) for each in measure.breaks],
        unit=measure.unit,
        decimals=measure.decimals,
        zero=_is_near_zero(points),
        width=width,
        height=height,
        key=key,
        prefix=prefix,
        translate=translate,
    )


def spark_of(measure: Measure, *, prefix: str = "", width: int = 120, height: int = 28) -> str:
    """The last values as a line without axes."""
    points = measure.points[-SPARK:]
    return sparkline(
        measure.name,
        [_number(each.value) for each in points],
        [_kind(each) for each in points],
        width=width,
        height=height,
        prefix=prefix,
    )


def bars_of(
    measure: Measure, group: GroupComparison, *, translate: Translate = str, width: int = 640, prefix: str = ""
) -> str:
    """The figures of a group as bars from zero; ours says so in a word, and is filled."""
    return bars(
        title=translate("{name}, {period}: {group}").format(name=measure.name, period=group.period, group=group.group),
        description=describe_group(group, translate),
        bars=[
            Bar(
                label=each.area,
                value=_number(each.value),
                note=_beside(each.note, translate("Our area") if each.area == group.own else ""),
                is_own=each.area == group.own,
            )
            for each in group.bars
        ],
        unit=group.unit,
        decimals=group.decimals,
        reference=(translate("Middle of the group"), float(group.middle)) if group.middle else None,
        width=width,
        prefix=prefix,
        translate=translate,
    )


def _beside(note: str, own: str) -> str:
    return f"{own}: {note}" if note and own else note[:1].upper() + note[1:] or own


def describe_group(group: GroupComparison, translate: Translate = str) -> str:
    """Every figure in words, from the highest down; what is missing stands in the sentence beside it."""
    told = "; ".join(
        f"{each.area} {figure(float(each.value), unit=group.unit, decimals=group.decimals)}"
        for each in group.bars
        if each.value
    )
    if not told:
        return translate("There is no value to draw yet.")
    words = translate("Bars from the highest down, in {unit}: {areas}.") if group.unit else "{areas}."
    return line(words.format(unit=group.unit, areas=told))


def describe(measure: Measure, translate: Translate = str) -> str:
    """What somebody who cannot see the chart is told of it; the values stand in a table beside it."""
    known = [(each, number) for each in measure.points if (number := _number(each.value)) is not None]
    if not known:
        return translate("There is no value to draw yet.")
    low, high = min(known, key=lambda each: each[1])[0], max(known, key=lambda each: each[1])[0]
    said = [
        translate("A line of {count} values from {first} to {last}.").format(
            count=len(known),
            first=date_words(measure.points[0].label, translate),
            last=date_words(measure.points[-1].label, translate),
        ),
        translate("The lowest is {low} ({low_at}), the highest {high} ({high_at}), the latest {latest}.").format(
            low=_written(measure, low.value),
            low_at=date_words(low.label, translate),
            high=_written(measure, high.value),
            high_at=date_words(high.label, translate),
            latest=_written(measure, known[-1][0].value),
        ),
    ]
    kept = sum(bool(each.mark) for each in measure.points)
    if kept:
        said.append(translate("Small counts that are not shown: {count}.").format(count=kept))
    missing = len(measure.points) - len(known) - kept
    if missing:
        said.append(translate("Values missing: {count}.").format(count=missing))
    return line(" ".join([*said, *_range_words(measure, translate), *_break_words(measure, translate)]))


def _range_words(measure: Measure, translate: Translate) -> list[str]:
    now = measure.ranges[-1] if measure.ranges else UsualRange()
    if not now.lower or not now.upper:
        return []
    words = translate("Values now usually lie between {lower} and {upper}.")
    return [words.format(lower=_written(measure, now.lower), upper=_written(measure, now.upper))]


def _break_words(measure: Measure, translate: Translate) -> list[str]:
    words = translate("Recording changed before {month}: {reason}.")
    return [
        words.format(month=date_words(measure.points[each.at].label, translate), reason=each.reason.rstrip("."))
        for each in measure.breaks
        if each.at < len(measure.points)
    ]


def _written(measure: Measure, text: str) -> str:
    return figure(float(text), unit=measure.unit, decimals=measure.decimals)


def _point(point: Point, measure: Measure, at: int) -> SpcPoint:
    group = next((number for number, each in enumerate(measure.ranges) if each.first <= at <= each.last), 0)
    last = max((place for place, each in enumerate(measure.points) if each.value), default=-1)
    return SpcPoint(
        label=point.label,
        value=_number(point.value),
        kind=_kind(point),
        note=point.note,
        group=group,
        mark=point.mark,
        is_latest=at == last,
    )


def _kind(point: Point) -> Kind:
    return cast(Kind, point.kind) if point.kind in DRAW else "common"


def _band(given: UsualRange) -> Band:
    return Band(
        first=given.first,
        last=given.last,
        mean=_number(given.mean),
        lower=_number(given.lower),
        upper=_number(given.upper),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _is_near_zero(points: Sequence[Point]) -> bool:
    """Whether the scale may begin at zero without pressing the line flat."""
    known = [number for each in points if (number := _number(each.value)) is not None]
    return bool(known) and min(known) >= 0 and min(known) <= max(known) * 0.6
