"""Figures of other areas as the pages show them: what a table would change, and what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.common.periods import Frequency
from saferplan.measures.group_actions import AreaChanges, AreaCounts
from saferplan.measures.groups import AreaRow
from saferplan.measures.loading.areas import AreaReading
from saferplan.measures.loading.table import column_letters
from saferplan.measures.models import Measure
from saferplan.measures.recording import NewValue
from saferplan.web.measures.present_load import RefusedLine, words_of
from saferplan.web.measures.wording import period_words

MOST_SHOWN = 300
MOST_PERIODS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    area: str
    period: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasPage:
    sheet: str
    counts: Sequence[str]
    to_record: int
    lines: Sequence[AreaLine]
    more: int
    left_out: str
    notes: Sequence[str]
    refused: Sequence[RefusedLine]
    count_refused: int
    problem: str

    @property
    def title(self) -> str:
        return _("Not ready to record") if self.problem or self.refused else _("What would change")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """What is known of a period: how many areas have a figure, which have none, and where it is from."""

    period: str
    count: int
    missing: str
    told_in: str
    sources: str


def present_areas(measure: Measure, read: AreaReading, changes: AreaChanges) -> AreasPage:
    reading = read.reading
    lines = [] if reading.refused or reading.problem else list(_lines(measure, changes))
    notes = [words_of(each) for each in read.notes]
    if read.has_own:
        notes.append(_("Our own area is left out: its figures are those of the measure."))
    return AreasPage(
        sheet=reading.sheet,
        counts=list(_counts(changes.counts)) if lines or changes.counts.unchanged else (),
        to_record=len(lines),
        lines=lines[:MOST_SHOWN],
        more=max(0, len(lines) - MOST_SHOWN),
        left_out=", ".join(read.left_out[:40]),
        notes=notes,
        refused=[
            RefusedLine(row=each.row, column=column_letters(each.column), text=each.text, why=words_of(each.why))
            for each in reading.refused
        ],
        count_refused=reading.count_refused,
        problem=words_of(reading.problem) if reading.problem else "",
    )


def _counts(counts: AreaCounts) -> Iterator[str]:
    numbers = (
        (counts.new, ngettext("%(count)s new figure", "%(count)s new figures", counts.new)),
        (counts.revised, ngettext("%(count)s revised", "%(count)s revised", counts.revised)),
        (counts.unchanged, ngettext("%(count)s as it is known", "%(count)s as they are known", counts.unchanged)),
    )
    for count, words in numbers:
        if count:
            yield words % {"count": f"{count:,}"}


def _lines(measure: Measure, changes: AreaChanges) -> Iterator[AreaLine]:
    ordered = sorted(changes.rows, key=lambda row: (row[0].given.ends, row[0].area), reverse=False)
    for figure, before in ordered:
        yield AreaLine(
            area=figure.area,
            period=period_words(figure.given.ends, Frequency(measure.frequency)),
            old=told(before) if before else "",
            new=told(figure.given),
        )


def told(row: AreaRow | NewValue) -> str:
    """As it was published: a number, two parts, or why there is none."""
    if row.value is not None:
        return _number(row.value)
    if row.numerator is not None and row.denominator is not None:
        words = _("%(part)s of %(whole)s")
        return words % {"part": _number(row.numerator), "whole": _number(row.denominator)}
    return _(str(row.missing)).capitalize()


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def present_known(measure: Measure, rows: Sequence[AreaRow]) -> tuple[KnownLine, ...]:
    """By period, the latest first."""
    periods: dict[date, list[AreaRow]] = {}
    for row in rows:
        periods.setdefault(row.ends, []).append(row)
    return tuple(
        KnownLine(
            period=period_words(ends, Frequency(measure.frequency)),
            count=sum(1 for row in mine if not row.missing),
            missing=", ".join(sorted(row.area for row in mine if row.missing)),
            told_in="; ".join(dict.fromkeys(_told_in(row) for row in mine if row.per_words)),
            sources="; ".join(dict.fromkeys(row.source for row in mine)),
        )
        for ends, mine in sorted(periods.items(), reverse=True)[:MOST_PERIODS]
    )


def _told_in(row: AreaRow) -> str:
    return _("for every %(per)s %(words)s") % {"per": f"{row.per:,}", "words": row.per_words}
