"""Figures typed in for one period: each cell is read as a spreadsheet's would be, and looked at before it counts. Pure.

A doubt does not refuse a figure: whoever types it may know better, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from saferplan.common.periods import Frequency, Span, is_span, span_of
from saferplan.measures.loading.cells import figure_of, is_blank
from saferplan.measures.loading.said import Said, said
from saferplan.measures.recording import NewValue
from saferplan.measures.rules import Missing, Unit
from saferplan.measures.series import Point, Series
from saferplan.measures.spc import Options, compute
from saferplan.measures.verdict import judge

_MANY = 10
_TIMES = 3
_YEAR_TO_MARCH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The texts of a row: a value, or two parts; and why there is no figure, where that was chosen."""

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    missing: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.missing and all(is_blank(text) for text in (self.value, self.numerator, self.denominator))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A row of the grid: what it gives, or what is wrong with it, and what is doubtful."""

    given: NewValue | None = None
    problem: Said | None = None
    doubts: tuple[Said, ...] = ()


def span_for(series: Series, key: str) -> Span | None:
    """The measure's own period that ends with a month; None where none does."""
    measure = series.measure
    span = span_of(key, measure.frequency)
    if not is_span(span.starts, span.ends, measure.frequency):
        return None
    if measure.frequency is Frequency.YEAR:
        month = series.points[-1].ends.month if series.points else _YEAR_TO_MARCH
        return span if span.ends.month == month else None
    return span


def check_row(series: Series, span: Span, typed: Typed) -> Checked:
    """What a row says, set against the figures before it."""
    measure = series.measure
    if typed.is_blank:
        return Checked()
    numbers = [typed.numerator, typed.denominator] if measure.has_parts else [typed.value]
    if typed.missing:
        if not all(is_blank(text) for text in numbers):
            return Checked(problem=said("There is a figure and a reason why there is none: keep one of them"))
        return Checked(given=_given(series, span, missing=Missing(typed.missing)))
    unit = Unit.COUNT if measure.has_parts else measure.unit
    found = [figure_of(text, unit) for text in numbers]
    for text, figure in zip(numbers, found, strict=True):
        if isinstance(figure, Said):
            return Checked(problem=said("{text} {why}", text=text.strip()[:40], why=figure))
    if any(is_blank(text) for text in numbers):
        return Checked(problem=said("One of the two numbers is missing"))
    missing = next((figure for figure in found if isinstance(figure, Missing)), None)
    if missing is not None:
        return Checked(given=_given(series, span, missing=missing))
    given = _given(series, span, numbers=[figure for figure in found if isinstance(figure, Decimal)])
    if given.denominator is not None and given.denominator == 0:
        return Checked(problem=said("Nothing can be divided by zero: choose why there is no figure"))
    return Checked(given=given, doubts=tuple(_doubts(series, span, given)))


def _given(series: Series, span: Span, *, numbers: Sequence[Decimal] = (), missing: Missing | None = None) -> NewValue:
    return NewValue(
        measure_id=series.measure.id,
        starts=span.starts,
        ends=span.ends,
        value=numbers[0] if len(numbers) == 1 else None,
        numerator=numbers[0] if len(numbers) == 2 else None,
        denominator=numbers[1] if len(numbers) == 2 else None,
        missing=missing,
    )


def _doubts(series: Series, span: Span, given: NewValue) -> list[Said]:
    before = [point for point in series.points if point.ends < span.starts]
    known = [point for point in before if point.value is not None]
    number = _number(series, given)
    found = []
    if series.measure.unit is Unit.PERCENTAGE and number > 100:
        found.append(said("This is over 100%"))
    if before and _is_copied(before[-1], given):
        found.append(said("This is the same as in the period before: was it copied?"))
    usual = [float(point.value) for point in known[-12:] if point.value is not None]
    if number == 0 and usual and median(usual) >= _MANY:
        found.append(said("This is zero, and the figures before are not: if it is missing, choose why"))
    elif (limits := _limits(series, known)) and not limits[0] <= number <= limits[1]:
        words = {"low": f"{max(limits[0], 0.0):,.4g}", "high": f"{limits[1]:,.4g}"}
        found.append(said("This is far outside the usual {low} to {high}", **words))
    elif limits is None and usual and max(usual) > 0 and not min(usual) / _TIMES <= number <= max(usual) * _TIMES:
        words = {"low": f"{min(usual):,g}", "high": f"{max(usual):,g}"}
        found.append(said("This is far from the figures before, which are {low} to {high}", **words))
    return found


def _number(series: Series, given: NewValue) -> float:
    if given.numerator is not None and given.denominator:
        return float(Fraction(given.numerator) / Fraction(given.denominator) * series.measure.per)
    return float(given.value or 0)


def _is_copied(before: Point, given: NewValue) -> bool:
    if given.numerator is not None:
        return (before.numerator, before.denominator) == (given.numerator, given.denominator)
    return before.value is not None and before.value != 0 and before.value == given.value


def _limits(series: Series, known: Sequence[Point]) -> tuple[float, float] | None:
    """The usual range since the last break; None where the figures are too few, or do not tell one."""
    if not known:
        return None
    breaks = tuple(each.day for each in series.dated.breaks if known[0].ends < each.day <= known[-1].ends)
    dates = [point.ends for point in known]
    values = [float(point.value) for point in known if point.value is not None]
    part = judge(compute(dates, values, Options(good=series.measure.polarity, breaks=breaks))).part
    return None if part.lower is None or part.upper is None else (part.lower, part.upper)
