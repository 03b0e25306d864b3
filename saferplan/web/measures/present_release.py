"""What a release would show: every sentence and chart made of the figures, as those who will see them would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.measures.returns import Return, ReturnLine
from saferplan.measures.series import Point, Series
from saferplan.measures.showing import show, written
from saferplan.report.tree import Measure as Figure
from saferplan.web.figures import FigureCard, present_cards
from saferplan.web.measures.wording import LEVELS, days_words, period_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """A measure of the return: what would be cleared of it. Its sentence and chart stand on a card."""

    name: str
    level: str | Promise
    clears: str
    values: tuple[tuple[str, str], ...]
    revised: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    cards: tuple[FigureCard, ...]
    lines: tuple[PreviewLine, ...]
    seen: str
    days: str
    summary: str


def present_preview(slug: str, whole: Return, after: Mapping[int, Series]) -> Preview:
    """`after` are the series as their audience would see them after the release."""
    figures: Sequence[Figure] = [show(after[line.measure.id], _).figure for line in whole.lines]
    count = sum(len(line.cleared) for line in whole.lines)
    return Preview(
        cards=present_cards(figures, slug),
        lines=tuple(_line(line) for line in whole.lines),
        seen=whole.seen,
        days=days_words(whole.starts, whole.ends),
        summary=_("%(figures)s of %(measures)s") % {"figures": figures_words(count), "measures": _measures(whole)},
    )


def figures_words(count: int) -> str:
    return ngettext("%(count)d figure", "%(count)d figures", count) % {"count": count}


def _measures(whole: Return) -> str:
    count = len(whole.lines)
    return ngettext("%(count)d measure", "%(count)d measures", count) % {"count": count}


def _line(line: ReturnLine) -> PreviewLine:
    return PreviewLine(
        name=line.measure.name,
        level=LEVELS[line.level],
        clears=figures_words(len(line.cleared)),
        values=tuple((_period(line, point), _value(line, point)) for point in line.cleared),
        revised=", ".join(_period(line, point) for point in line.revised),
    )


def _period(line: ReturnLine, point: Point) -> str:
    return period_words(point.ends, line.measure.frequency)


def _value(line: ReturnLine, point: Point) -> str:
    assert point.value is not None
    return written(line.measure, float(point.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingReturn:
    """The figures of an agency that nobody released yet."""

    agency_id: int
    name: str
    waiting: str
    days: str
    first: str
    last: str


def present_waiting(agency_id: int, name: str, series: Sequence[Series]) -> WaitingReturn:
    points = [point for each in series for point in each.points if is_waiting(point)]
    starts = min((point.starts for point in points), default=None)
    ends = max((point.ends for point in points), default=None)
    return WaitingReturn(
        agency_id=agency_id,
        name=name,
        waiting=figures_words(len(points)) if points else "",
        days=days_words(starts, ends) if starts and ends else "",
        first=_key(starts),
        last=_key(ends),
    )


def _key(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else ""


def is_waiting(point: Point) -> bool:
    """A value that is not cleared for anybody. The series must be as those see it who work with it."""
    return point.value is not None and point.level.value == "provisional"
