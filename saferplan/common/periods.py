"""Months, quarters and years: their days, and what they are called. Pure: no database, no clock."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from saferplan.common.dates import MONTHS, date_words


class Frequency(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


LENGTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}
KEY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day of a period."""

    starts: date
    ends: date


def span_of(key: str, frequency: Frequency) -> Span:
    """The days of the period whose last month is `key` (`2018-09`). ValueError for anything else."""
    found = KEY.fullmatch(key)
    if not found:
        raise ValueError(f"A period is named by its last month, such as 2018-09, not {key!r}.")
    year, month = int(found[1]), int(found[2])
    first = year * 12 + month - LENGTHS[frequency]
    ends = date(year, month, calendar.monthrange(year, month)[1])
    return Span(date(first // 12, first % 12 + 1, 1), ends)


@lru_cache(maxsize=4096)
def is_span(starts: date, ends: date, frequency: Frequency) -> bool:
    """Whether two days are the first and last of a period: whole months, and quarters of the calendar year."""
    if frequency is Frequency.QUARTER and ends.month % LENGTHS[frequency]:
        return False
    return span_of(f"{ends:%Y-%m}", frequency) == Span(starts, ends)


def next_span(ends: date, frequency: Frequency) -> Span:
    """The period that follows one that ends on a day."""
    months = ends.year * 12 + ends.month - 1 + LENGTHS[frequency]
    return span_of(f"{months // 12:04}-{months % 12 + 1:02}", frequency)


def spans_between(ends: date, starts: date, frequency: Frequency) -> Iterator[Span]:
    """The periods after one that ends on a day, up to but not with the one that starts on another."""
    span = next_span(ends, frequency)
    while span.ends < starts:
        yield span
        span = next_span(span.ends, frequency)


def label_of(key: str, frequency: Frequency) -> str:
    """`July to September 2018`, `September 2018`, `October 2017 to September 2018`."""
    span = span_of(key, frequency)
    last = date_words(key)
    if frequency is Frequency.MONTH:
        return last
    first = MONTHS[span.starts.month - 1]
    return f"{first} to {last}" if span.starts.year == span.ends.year else f"{first} {span.starts.year} to {last}"
