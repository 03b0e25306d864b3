"""The dates of a period, and the period that comes after one. Pure: no database, no clock."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from saferplan.common.periods import LENGTHS, Frequency, Span


class DateProblem(StrEnum):
    """What is wrong with the dates of a period."""

    WORK_BEFORE_START = "the cut-off for work lies before the period"
    FIGURES_BEFORE_START = "the figures end before the period"
    FIGURES_AHEAD = "the figures reach into the future"


def next_key(key: str, frequency: Frequency) -> str:
    """The key of the period after one: `2026-09` of quarters gives `2026-12`."""
    year, month = (int(part) for part in key.split("-"))
    months = year * 12 + month - 1 + LENGTHS[frequency]
    return f"{months // 12}-{months % 12 + 1:02}"


def date_problems(span: Span, *, work_to: date | None, figures_to: date | None, today: date) -> tuple[DateProblem, ...]:
    """What cannot be: each of the dates may be left open."""
    found = []
    if work_to is not None and work_to < span.starts:
        found.append(DateProblem.WORK_BEFORE_START)
    if figures_to is not None and figures_to < span.starts:
        found.append(DateProblem.FIGURES_BEFORE_START)
    if figures_to is not None and figures_to > today:
        found.append(DateProblem.FIGURES_AHEAD)
    return tuple(found)
