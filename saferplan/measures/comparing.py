"""One stretch of time against another of a measure. Both are always named, and what cannot be compared says why. Pure.

Percentages and rates come from their parts: numerators and denominators are added up, and divided once.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from saferplan.charts.figures import figure
from saferplan.common.dates import MONTHS, date_words
from saferplan.common.periods import LENGTHS, Frequency, Span
from saferplan.measures.rules import Aggregation
from saferplan.report.derivations import Sentence

APRIL = 4
_YEAR = 12


class Told(Protocol):
    """A period of a series: what is divided and by what, before `per`; None where it has no value."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...
    @property
    def ratio(self) -> tuple[Fraction, Fraction] | None: ...
    @property
    def is_excluded(self) -> bool: ...


class Way(StrEnum):
    QUARTER = "this quarter"
    YEAR_TO_DATE = "year to date"
    ROLLING_YEAR = "rolling 12 months"
    SAME_LAST_YEAR = "same period last year"


class NotCompared(StrEnum):
    BREAK = "break"
    UNEQUAL = "unequal lengths"
    INCOMPLETE = "incomplete"
    TOO_SHORT = "too short"
    NO_FIGURES = "no figures"
    TOO_COARSE = "too coarse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """How the values of a measure become one. `per` is what a rate is told for; `year_starts` is a month.

    `doubted` are the last days of periods whose value may be a missing one: suspect zeros are not added up.
    """

    frequency: Frequency
    aggregation: Aggregation = Aggregation.SUM
    has_parts: bool = False
    per: int = 1
    breaks: tuple[date, ...] = ()
    doubted: frozenset[date] = frozenset()
    year_starts: int = APRIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`change` is a share of the value before; None where that is nothing."""

    current: Span
    before: Span
    value: Fraction
    was: Fraction

    @property
    def difference(self) -> Fraction:
        return self.value - self.was

    @property
    def change(self) -> Fraction | None:
        return self.difference / self.was if self.was else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why two stretches are not compared. Where the current one is known by itself, `value` has it."""

    code: NotCompared
    sentence: Sentence
    current: Span | None = None
    value: Fraction | None = None


def compare(points: Sequence[Told], way: Way, adding: Adding) -> Comparison | Refusal:
    """The latest stretch against the one before it; `points` oldest first, up to the latest that counts."""
    if not points:
        return Refusal(code=NotCompared.NO_FIGURES, sentence=("There is no figure to compare.", {}))
    each = LENGTHS[adding.frequency]
    if way is Way.QUARTER and each > LENGTHS[Frequency.QUARTER]:
        text = "The figures are of whole years: a quarter cannot be told."
        return Refusal(code=NotCompared.TOO_COARSE, sentence=(text, {}))
    last = _month(points[-1].ends)
    if way is Way.QUARTER:
        last -= (last + 1) % 3
        current, back = (last - 2, last), 3
    elif way is Way.YEAR_TO_DATE:
        current, back = (last - (last - (adding.year_starts - 1)) % _YEAR, last), _YEAR
    else:
        current, back = (last - (_YEAR if way is Way.ROLLING_YEAR else each) + 1, last), _YEAR
    before = (current[0] - back, current[1] - back)
    return compare_spans(points, _span(*current), _span(*before), adding)


def compare_spans(points: Sequence[Told], current: Span, before: Span, adding: Adding) -> Comparison | Refusal:
    """Refuses unequal lengths, a break in between, and a stretch with a hole in it."""
    names: dict[str, object] = {"current": span_words(current), "before": span_words(before)}
    found = total(points, current, adding)
    value = None if isinstance(found, Refusal) else found

    def refuse(code: NotCompared, text: str, **more: object) -> Refusal:
        return Refusal(code=code, sentence=(text, names | more), current=current, value=value)

    if _months(current) != _months(before):
        return refuse(NotCompared.UNEQUAL, "{current} and {before} are not equally long, so they are not compared.")
    crossed = [day for day in adding.breaks if before.starts < day <= current.ends]
    if crossed:
        text = "{current} and {before} are not compared: recording changed in {month}."
        return refuse(NotCompared.BREAK, text, month=_month_words(max(crossed)))
    if isinstance(found, Refusal):
        return found
    if points and points[0].starts > before.starts:
        text = "{current} has nothing to be compared with: the figures begin in {month}, so {before} is incomplete."
        return refuse(NotCompared.TOO_SHORT, text, month=_month_words(points[0].starts))
    was = total(points, before, adding)
    if isinstance(was, Refusal):
        return refuse(was.code, was.sentence[0], **was.sentence[1])
    return Comparison(current=current, before=before, value=found, was=was)


def total(points: Sequence[Told], span: Span, adding: Adding) -> Fraction | Refusal:
    """What the values of a stretch come to, or why it is incomplete."""
    own = [point for point in points if span.starts <= point.starts and point.ends <= span.ends]
    if adding.aggregation is Aggregation.LATEST:
        own = [point for point in own if point.ends == span.ends]
        needed = min(LENGTHS[adding.frequency], _months(span))
    else:
        needed = _months(span)
    sure = [point for point in own if not point.is_excluded and point.ends not in adding.doubted]
    told = [(point, ratio) for point in sure if (ratio := point.ratio) is not None]
    covered = {month for point, _ratio in told for month in _months_of(point)}
    wanted = range(_month(span.ends) - needed + 1, _month(span.ends) + 1)
    holes = [month for month in wanted if month not in covered]
    if holes:
        text = "{stretch} is incomplete: there is no certain figure for {months}."
        params = {"stretch": span_words(span), "months": _listed(holes)}
        return Refusal(code=NotCompared.INCOMPLETE, sentence=(text, params), current=span)
    above = sum((ratio[0] for _point, ratio in told), Fraction())
    below = sum((ratio[1] for _point, ratio in told), Fraction())
    if adding.aggregation is Aggregation.SUM and not adding.has_parts:
        return above
    if not below:
        text = "{stretch} cannot be told: what it would be divided by is nothing."
        return Refusal(code=NotCompared.NO_FIGURES, sentence=(text, {"stretch": span_words(span)}), current=span)
    return above / below * (adding.per if adding.has_parts else 1)


def comparison_words(comparison: Comparison, *, unit: str = "", decimals: int | None = None) -> Sentence:
    """`12 months to August 2018: 351, up from 261 in 12 months to August 2017.`"""
    way = "up from" if comparison.difference > 0 else "down from" if comparison.difference < 0 else "the same as"
    params = {
        "current": span_words(comparison.current),
        "value": figure(float(comparison.value), unit=unit, decimals=decimals),
        "was": figure(float(comparison.was), unit=unit, decimals=decimals),
        "before": span_words(comparison.before),
    }
    if way == "the same as":
        return ("{current}: {value}, " + way + " in {before}.", params)
    return ("{current}: {value}, " + way + " {was} in {before}.", params)


def span_words(span: Span) -> str:
    """`August 2018`, `July to September 2018`, `12 months to August 2018`."""
    months, last = _months(span), _month_words(span.ends)
    if months == 1:
        return last
    if months == _YEAR:
        return f"12 months to {last}"
    first = MONTHS[span.starts.month - 1]
    return f"{first} to {last}" if span.starts.year == span.ends.year else f"{first} {span.starts.year} to {last}"


def _month_words(day: date) -> str:
    return date_words(f"{day:%Y-%m}")


def _listed(months: Sequence[int]) -> str:
    words = [date_words(f"{month // 12:04}-{month % 12 + 1:02}") for month in months]
    if len(words) > 3:
        return f"{words[0]} and {len(words) - 1} other months"
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _months(span: Span) -> int:
    return _month(span.ends) - _month(span.starts) + 1


def _months_of(point: Told) -> Iterable[int]:
    return range(_month(point.starts), _month(point.ends) + 1)


def _span(first: int, last: int) -> Span:
    ends = calendar.monthrange(last // 12, last % 12 + 1)[1]
    return Span(date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, ends))
