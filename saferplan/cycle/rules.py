"""Periods and what they are called. Pure: no database, no clock."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from datetime import date as Day
from enum import StrEnum

from saferplan.common.dates import MONTHS, date_words
from saferplan.report.light_facts import LightKind as LightKind
from saferplan.report.light_facts import LightSource as LightSource


class Frequency(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class PeriodState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    IN_REVIEW = "in review"
    READY = "ready"
    PUBLISHED = "published"
    CLOSED = "closed"


class UpdateState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class StepKind(StrEnum):
    """The dated points of a period before its meeting."""

    PARTNER_RETURN = "partner return"
    POLICE_CLEARANCE = "police clearance"
    DIRECTOR = "director"
    LEGAL_AND_FINANCE = "legal and finance"
    FINAL_PAPERS = "final papers"
    PUBLICATION = "publication"
    OTHER = "other"


LENGTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}
KEY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day of a period."""

    starts: date
    ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a report's cover says; `label` is empty where the words made from the key will do."""

    title: str = ""
    version: str = ""
    date: str = ""
    author: str = ""
    classification: str = ""
    label: str = ""
    work_to: Day | None = None
    figures_to: Day | None = None
    going_well: str = ""
    concern: str = ""
    rollup_rule: str = ""


def span_of(key: str, frequency: Frequency) -> Span:
    """The days of the period whose last month is `key` (`2018-09`). ValueError for anything else."""
    found = KEY.fullmatch(key)
    if not found:
        raise ValueError(f"A period is named by its last month, such as 2018-09, not {key!r}.")
    year, month = int(found[1]), int(found[2])
    first = year * 12 + month - LENGTHS[frequency]
    ends = date(year, month, calendar.monthrange(year, month)[1])
    return Span(date(first // 12, first % 12 + 1, 1), ends)


def label_of(key: str, frequency: Frequency) -> str:
    """`July to September 2018`, `September 2018`, `October 2017 to September 2018`."""
    span = span_of(key, frequency)
    last = date_words(key)
    if frequency is Frequency.MONTH:
        return last
    first = MONTHS[span.starts.month - 1]
    return f"{first} to {last}" if span.starts.year == span.ends.year else f"{first} {span.starts.year} to {last}"
