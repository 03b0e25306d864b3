"""Measures, their values and what is missing of them as tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from saferplan.common.dates import date_words
from saferplan.documents.formats.tidy.kinds import Cell, Column, Mark, Number, Role, Table, table
from saferplan.report.block_register import GAPS
from saferplan.report.labels import Translate
from saferplan.report.readable import line
from saferplan.report.tree import Gap, Measure, MissingFigure, Point, Report

KINDS = {
    "common": "Usual",
    "improvement": "Improvement",
    "concern": "Concern",
    "high": "High",
    "low": "Low",
}
_NUMBER = re.compile(r"-?(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]+))?")
# More of them a spreadsheet does not keep.
_MOST_DIGITS = 15
_NO_SUCH = "Not applicable"


def figure_tables(report: Report, say: Translate) -> Iterator[Table]:
    yield _measures(report, say)
    yield _values(report, say)
    if any(measure.groups for priority in report.priorities for measure in priority.measures):
        yield _areas(report, say)
    yield _missing(report, say)


def number_of(text: str, decimals: int) -> Number | str:
    """Words stay words: only what is a number in full is one."""
    words = line(text)
    found = _NUMBER.fullmatch(words)
    digits = len(found["whole"] + (found["part"] or "")) if found else 0
    return Number(words, max(decimals, 0)) if 0 < digits <= _MOST_DIGITS else words


def _measures(report: Report, say: Translate) -> Table:
    columns = (
        Column(name="Priority number", widest=10, is_label=True),
        Column(name="Code", role=Role.CODE, widest=24, stays=True),
        Column(name="Measure", role=Role.TITLE),
        Column(name="What it shows", widest=50),
        Column(name="In words", widest=60),
        Column(name="Signal", widest=16),
        Column(name="Unit", role=Role.UNIT, widest=20),
        Column(name="Latest", widest=26),
        Column(name="Compared", widest=40),
        Column(name="Target", widest=14),
        Column(name="Source", widest=30),
        Column(name="Data to", widest=20),
        Column(name="Release", widest=30),
        Column(name="As known on", widest=20),
        Column(name="Small numbers", widest=40, may_be_blank=True),
        Column(name="Caveat", widest=50, may_be_blank=True),
        Column(name="Source in words", widest=50),
    )
    rows = [
        (Number(str(priority.number)), *_measure(each, say))
        for priority in report.priorities
        for each in priority.measures
    ]
    names = (
        "Measures",
        "Measures",
        "Measure",
        "What the figures show",
        "One row for each measure: what its figures say, and where they come from",
    )
    return table(say, names, columns, rows)


def _measure(measure: Measure, say: Translate) -> tuple[Cell, ...]:
    signal = line(measure.signal)
    return (
        line(measure.code),
        line(measure.name),
        line(measure.title),
        line(measure.sentence),
        say(signal[:1].upper() + signal[1:]) if signal else "",
        line(measure.unit),
        line(measure.latest),
        line(measure.comparison),
        number_of(measure.target, measure.decimals) if measure.target else "",
        line(measure.source),
        line(date_words(line(measure.data_to), say)),
        line(measure.release),
        line(date_words(line(measure.known_on), say)),
        line(measure.small_numbers),
        line(measure.caveat),
        "" if measure.source or measure.data_to else line(measure.quiet),
    )


def _values(report: Report, say: Translate) -> Table:
    columns = (
        Column(name="Code", role=Role.CODE, widest=24, stays=True),
        Column(name="Measure", role=Role.TITLE),
        Column(name="Period", role=Role.WHEN, widest=12),
        Column(name="Period in words", role=Role.ELSEWHERE, widest=20),
        Column(name="Value", widest=14, stays=True),
        Column(name="Unit", role=Role.UNIT, widest=20),
        Column(name="Kind of point", role=Role.NOTE, widest=16),
        Column(name="Note", role=Role.NOTE, widest=50, may_be_blank=True),
        Column(name="Recording changed before", role=Role.NOTE, widest=40, may_be_blank=True, is_named=True),
        Column(name="Usual average", widest=12),
        Column(name="Usual lower limit", widest=12),
        Column(name="Usual upper limit", widest=12),
    )
    measures = dict.fromkeys(each for priority in report.priorities for each in priority.measures)
    rows = [row for each in measures for row in _points(each, say)]
    names = (
        "Values",
        "Values",
        "Value",
        "Every value of every measure",
        "One row for each value of a measure in a period, with what is usual for it",
    )
    return table(say, names, columns, rows)


def _points(measure: Measure, say: Translate) -> Iterator[tuple[Cell, ...]]:
    code, name, unit = line(measure.code), line(measure.name), line(measure.unit)
    kinds = {kind: say(word) for kind, word in KINDS.items()}
    ranges, breaks = _usual(measure), _breaks(measure)
    no_such = {_NO_SUCH, say(_NO_SUCH)}
    for at, point in enumerate(measure.points):
        label = line(point.label)
        words = date_words(label, say)
        yield (
            code,
            name,
            label,
            words if words != label else "",
            _value(point, measure.decimals, no_such),
            unit,
            kinds.get(point.kind, line(point.kind)) if point.value else Mark.NO_SUCH,
            line(f"{point.mark} {point.note}"),
            breaks.get(at, ""),
            *ranges.get(at, ("", "", "")),
        )


def _areas(report: Report, say: Translate) -> Table:
    columns = (
        Column(name="Code", role=Role.CODE, widest=24, stays=True),
        Column(name="Measure", role=Role.TITLE),
        Column(name="Group", widest=30),
        Column(name="Period", role=Role.WHEN, widest=24),
        Column(name="Area", widest=30, stays=True),
        Column(name="Our area", widest=10, may_be_blank=True),
        Column(name="Value", widest=14),
        Column(name="Unit", role=Role.UNIT, widest=20),
        Column(name="Note", role=Role.NOTE, widest=40, may_be_blank=True),
        Column(name="In words", widest=60),
        Column(name="Source in words", widest=50),
    )
    measures = dict.fromkeys(each for priority in report.priorities for each in priority.measures)
    rows: list[tuple[Cell, ...]] = [
        (
            line(measure.code),
            line(measure.name),
            line(group.group),
            line(group.period),
            line(bar.area),
            say("Yes") if bar.area == group.own else "",
            number_of(bar.value, group.decimals) if bar.value else Mark.NOTHING,
            line(group.unit),
            line(bar.note),
            line(group.sentence),
            line(group.quiet),
        )
        for measure in measures
        for group in measure.groups
        for bar in group.bars
    ]
    names = (
        "Other_areas",
        "Other areas",
        "Other area",
        "Measures beside other areas",
        "One row for each area that a measure is compared with in a period, our own among them",
    )
    return table(say, names, columns, rows)


def _usual(measure: Measure) -> dict[int, tuple[Cell, ...]]:
    """The average and limits of each point that has them."""
    found: dict[int, tuple[Cell, ...]] = {}
    for each in measure.ranges:
        texts = (each.mean, each.lower, each.upper)
        shown = tuple(number_of(text, measure.decimals + 1) if text else "" for text in texts)
        found |= dict.fromkeys(range(each.first, min(each.last + 1, len(measure.points))), shown)
    return found


def _breaks(measure: Measure) -> dict[int, str]:
    found: dict[int, str] = {}
    for each in measure.breaks:
        found[each.at] = "; ".join(text for text in (found.get(each.at, ""), line(each.reason)) if text)
    return found


def _value(point: Point, decimals: int, no_such: Collection[str]) -> Cell:
    if point.value:
        return number_of(point.value, decimals)
    if point.mark:
        return Mark.KEPT_BACK
    return Mark.NO_SUCH if point.note in no_such else Mark.NOTHING


def _no_month(figure: MissingFigure) -> Cell:
    """A baseline or a target is not missing of a month."""
    return Mark.NO_SUCH if figure.gap in (Gap.NO_BASELINE, Gap.NO_TARGET) else ""


def _missing(report: Report, say: Translate) -> Table:
    columns = (
        Column(name="Code", role=Role.CODE, widest=24, stays=True),
        Column(name="Measure", role=Role.TITLE),
        Column(name="What is missing", widest=20),
        Column(name="From", role=Role.NOTE, widest=20, is_named=True),
        Column(name="To", role=Role.NOTE, widest=20, is_named=True),
        Column(name="Supplier", role=Role.NOTE, widest=30, is_named=True),
        Column(name="Why", role=Role.NOTE, widest=50, may_be_blank=True, is_named=True),
        Column(name="Asked of", role=Role.NOTE, widest=30, is_named=True),
        Column(name="Asked on", role=Role.NOTE, widest=20, is_named=True),
        Column(name="Due", role=Role.NOTE, widest=20, is_named=True),
    )
    rows = [
        (
            line(each.code),
            line(each.name),
            say(GAPS[each.gap]),
            *(line(date_words(line(month), say)) or _no_month(each) for month in (each.starts, each.ends)),
            line(each.supplier),
            line(each.reason),
            line(each.asked_of),
            *(line(date_words(line(day), say)) for day in (each.asked_on, each.due_on)),
        )
        for each in report.register
    ]
    names = (
        "Missing_figures",
        "Missing figures",
        "Missing figure",
        "What figures are missing",
        "One row for each thing that is missing of a measure",
    )
    return table(say, names, columns, rows)
