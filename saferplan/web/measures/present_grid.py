"""The grid for typing in a supplier's figures of one period: a row a measure, with its doubts beside each cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.common.dates import date_words
from saferplan.common.periods import Span
from saferplan.measures.loading.grid import Checked, Typed, check_row, span_for
from saferplan.measures.loading.request_sheet import months_between
from saferplan.measures.rules import Missing
from saferplan.measures.series import Point, Series
from saferplan.measures.showing import unit_of, written
from saferplan.web.measures.present_load import words_of

SHOWN_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One box. `label` is read out; `part` is shown above it where a row has two."""

    name: str
    label: str
    part: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    series: Series
    span: Span
    typed: Typed
    checked: Checked
    cells: Sequence[GridCell]
    unit: str
    before: str
    year_before: str
    now: str
    problem: str
    doubts: Sequence[str]

    @property
    def pk(self) -> int:
        return self.series.measure.id

    @property
    def reasons(self) -> list[tuple[str, str, bool]]:
        """Why there may be no figure: the value, its words, and whether it was chosen."""
        return [(each.value, _(each.value), each.value == self.typed.missing) for each in Missing]

    @property
    def notes_id(self) -> str:
        return f"notes-{self.pk}"

    @property
    def error_link(self) -> str:
        return f"#{self.cells[0].name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMonth:
    """A month that figures can be typed in for: how many of its measures have them."""

    words: str
    url: str
    done: int
    total: int


def grid_rows(series: Sequence[Series], key: str, sent: Mapping[str, str] | None) -> list[GridRow]:
    """A row for each measure with a period that ends with the month. `sent` is what was typed, None before that."""
    return [
        _row(each, span, _typed(each, span, sent), is_sent=sent is not None)
        for each in series
        if (span := span_for(each, key)) is not None
    ]


def stamp_of(rows: Sequence[GridRow]) -> str:
    """What somebody says they have checked: these figures and no others."""
    text = repr([(row.pk, row.typed) for row in rows])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def grid_months(slug: str, agency: int, series: Sequence[Series], today: date) -> list[GridMonth]:
    """The months before today's, the latest first."""
    last = today.year * 12 + today.month - 2
    first = last - SHOWN_MONTHS + 1
    days = [date(month // 12, month % 12 + 1, 1) for month in (first, last)]
    return [_month(slug, agency, series, key) for key in reversed(months_between(*days))]


def _month(slug: str, agency: int, series: Sequence[Series], key: str) -> GridMonth:
    points = [_at(each, span) for each in series if (span := span_for(each, key)) is not None]
    return GridMonth(
        words=date_words(key, _),
        url=reverse("measure-grid", args=[slug, agency, key]),
        done=sum(point is not None and point.recorded_at is not None for point in points),
        total=len(points),
    )


def _row(series: Series, span: Span, typed: Typed, *, is_sent: bool) -> GridRow:
    checked = check_row(series, span, typed) if is_sent else Checked()
    earlier = [point for point in series.points if point.ends < span.starts]
    year = [point for point in earlier if (point.ends.year, point.ends.month) == (span.ends.year - 1, span.ends.month)]
    known = _at(series, span)
    return GridRow(
        series=series,
        span=span,
        typed=typed,
        checked=checked,
        cells=list(_cells(series, typed)),
        unit=_unit(series),
        before=_words(series, earlier[-1] if earlier else None),
        year_before=_words(series, year[-1] if year else None),
        now=_words(series, known) if known and known.recorded_at else "",
        problem=words_of(checked.problem) if checked.problem else "",
        doubts=[words_of(each) for each in checked.doubts],
    )


def _unit(series: Series) -> str:
    measure = series.measure
    parts = (unit_of(measure), measure.unit_words if measure.has_parts else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _cells(series: Series, typed: Typed) -> Iterator[GridCell]:
    measure = series.measure
    if not measure.has_parts:
        yield GridCell(name=f"value-{measure.id}", label=measure.name, part="", text=typed.value)
        return
    parts = (
        ("numerator", _("How many"), typed.numerator),
        ("denominator", _("Out of how many"), typed.denominator),
    )
    for name, words, text in parts:
        yield GridCell(name=f"{name}-{measure.id}", label=f"{measure.name}: {words}", part=words, text=text)


def _typed(series: Series, span: Span, sent: Mapping[str, str] | None) -> Typed:
    pk = series.measure.id
    if sent is not None:
        value, top, bottom, why = (
            sent.get(f"{name}-{pk}", "")[:60] for name in ("value", "numerator", "denominator", "missing")
        )
        return Typed(value=value, numerator=top, denominator=bottom, missing=why if why in set(Missing) else "")
    known = _at(series, span)
    if known is None or known.recorded_at is None:
        return Typed()
    if known.missing is not None:
        return Typed(missing=known.missing.value)
    if known.numerator is not None and known.denominator is not None:
        return Typed(numerator=_plain(known.numerator), denominator=_plain(known.denominator))
    return Typed(value=_plain(known.value)) if known.value is not None else Typed()


def _at(series: Series, span: Span) -> Point | None:
    return next((point for point in series.points if point.ends == span.ends), None)


def _plain(number: object) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _words(series: Series, point: Point | None) -> str:
    if point is None:
        return ""
    if point.value is not None:
        return written(series.measure, float(point.value))
    return _(point.missing.value) if point.missing else ""
