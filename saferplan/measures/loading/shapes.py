"""From a sheet, long or wide, to figures of measures and periods; every cell that is refused keeps its place. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import msgspec

from saferplan.common.periods import Frequency, Span
from saferplan.measures.loading.cells import Figure, figure_of, is_blank, text_of
from saferplan.measures.loading.layouts import Asks, Grid, Layout, Question, Shape, find_layout, is_total, is_unit
from saferplan.measures.loading.mapping import Catalogue, Found, Part, Role, SourceReading, folded, part_of
from saferplan.measures.loading.period_words import PeriodReader
from saferplan.measures.loading.said import Said, said
from saferplan.measures.loading.table import Cell, Row, Sheet, Special, Tell, place_of
from saferplan.measures.recording import NewValue
from saferplan.measures.rules import Missing, Unit
from saferplan.measures.series import MeasureFacts

MOST_REFUSED = 500
MOST_NOTES = 40
LONGEST_NOTE = 300
# More than a sheet has columns, so that one number names a cell.
SPOTS = 4096
TOLD_EACH = 20_000
NO_PARTS = "is a part of a rate, which this measure is not"


class Fact(msgspec.Struct, frozen=True, gc=False):
    """What the file says of a measure and period. A blank says only that there is nothing yet."""

    measure: MeasureFacts
    given: NewValue
    row: int
    column: int
    is_blank: bool = False


class Refused(NamedTuple):
    """A cell that cannot be read: row and column as the spreadsheet shows them, its text, and why."""

    row: int
    column: int
    text: str
    why: Said

    @property
    def place(self) -> str:
        return place_of(self.row, self.column)


@dataclass
class Reading:
    """What was read of one sheet. `more` counts refused cells beyond those that are listed."""

    sheet: str
    shape: Shape | None = None
    facts: list[Fact] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    more: int = 0
    questions: list[Question] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    problem: Said | None = None
    signs: dict[str, Missing] = field(default_factory=dict)

    @property
    def count_refused(self) -> int:
        return len(self.refused) + self.more


def read_sheet(
    sheet: Sheet, reading: SourceReading, measures: Sequence[MeasureFacts], tell: Tell | None = None
) -> Reading:
    """The figures of a sheet. Where something must be asked first, `questions` says what."""
    result = Reading(sheet=sheet.name)
    catalogue = Catalogue(measures, reading.names)
    grid = Grid(sheet)
    layout = find_layout(grid, reading, catalogue)
    if isinstance(layout, Said):
        result.problem = layout
        return result
    result.shape = layout.shape
    result.notes += [said(note.replace("{", "{{").replace("}", "}}")) for note in sheet.notes]
    result.notes += layout.notes
    result.questions += layout.questions
    _Table(grid, layout, catalogue, reading, result).read(tell)
    return result


class _Line(NamedTuple):
    """A name of a long table whose figures are whole numbers by themselves, with what its measure has had so far."""

    measure: MeasureFacts
    spans: dict[Cell, Span]
    seen: dict[date, int]


class _Table:
    def __init__(
        self, grid: Grid, layout: Layout, catalogue: Catalogue, reading: SourceReading, result: Reading
    ) -> None:
        self.grid = grid
        self.layout = layout
        self.catalogue = catalogue
        self.result = result
        self.readers = {
            frequency: PeriodReader(frequency, uses_1904=grid.sheet.uses_1904, starts_in_april=reading.starts_in_april)
            for frequency in Frequency
        }
        self.own_units = frozenset(folded(each.unit_words) for each in catalogue.measures if each.unit_words)
        self.asked: set[str] = set()
        self.seen: dict[str, dict[date, int]] = {}
        self.halves: dict[tuple[str, date], dict[Part, tuple[Figure, int, int, Found, Span, str]]] = {}
        self.no_asides: set[Cell] = set()
        self.spans: dict[Frequency, dict[Cell, Span]] = {frequency: {} for frequency in Frequency}
        self.lines: dict[Cell, _Line] = {}
        self.quick = self._quick_columns()

    def _quick_columns(self) -> tuple[int, int, int] | None:
        """Where name, period and figure stand in a long table that holds nothing else to look at."""
        roles, figures = self.layout.roles, self.layout.figures
        if self.layout.shape is not Shape.LONG or set(roles) - {Role.IGNORED} != {Role.MEASURE, Role.PERIOD}:
            return None
        if list(figures.values()) != [Part.VALUE] or self.grid.sheet.merged:
            return None
        return roles[Role.MEASURE], roles[Role.PERIOD], next(iter(figures))

    def read(self, tell: Tell | None = None) -> None:
        ways = {
            Shape.LONG: self._long_row,
            Shape.PERIODS_ACROSS: self._measure_row,
            Shape.MEASURES_ACROSS: self._period_row,
        }
        way = ways[self.layout.shape]
        first = self.layout.header + 1
        for place, row in enumerate(self.grid.rows):
            if tell and not place % TOLD_EACH:
                tell(place, len(self.grid.rows))
            if place < first or not row.cells or self._take_quickly(row):
                continue
            if place < first + 2 and self._is_units_row(place):
                self._note(said("Row {row} holds the units and is left out.", row=row.number))
                continue
            way(place)
        self._join_halves()

    def _is_units_row(self, place: int) -> bool:
        texts = [text_of(cell) for cell in self.grid.rows[place].cells if not is_blank(cell)]
        return bool(texts) and all(is_unit(text, self.own_units) for text in texts)

    # Rows

    def _take_quickly(self, row: Row) -> bool:
        """Takes a row of a known name and period and a whole number; anything else is looked at as a whole.

        A table of a million rows is mostly such rows.
        """
        if self.quick is None or self.quick[2] >= len(row.cells):
            return False
        name, when, column = self.quick
        line = self.lines.get(row.at(name))
        span = line.spans.get(row.at(when)) if line else None
        cell = row.cells[column]
        if line is None or span is None or not (isinstance(cell, str) and len(cell) < 15 and cell.isdecimal()):
            return False
        spot = row.number * SPOTS + column
        if line.seen.setdefault(span.ends, spot) != spot:
            return False
        given = NewValue(measure_id=line.measure.id, starts=span.starts, ends=span.ends, value=Decimal(cell))
        self.result.facts.append(Fact(line.measure, given, row.number, column))
        return True

    def _know_line(self, row: Row, found: Found, span: Span) -> None:
        """The next row of this name, and that of this period, need no second look."""
        if self.quick is None or found.measure.has_parts or found.part is not Part.VALUE:
            return
        name, when, _column = self.quick
        own = row.at(name), row.at(when)
        if all(isinstance(cell, str) for cell in own):
            spans = self.spans[found.measure.frequency]
            spans[own[1]] = span
            self.lines[own[0]] = _Line(found.measure, spans, self.seen.setdefault(found.measure.code, {}))

    def _long_row(self, place: int) -> None:
        row = self.grid.rows[place]
        roles = self.layout.roles
        when = roles[Role.PERIOD]
        found = self._found(place, roles.get(Role.MEASURE), self.layout.figures)
        if found is None:
            return
        cell = self.grid.label(place, when)
        if self._is_aside(place, cell, self.layout.figures):
            return
        span = self.readers[found.measure.frequency].read(cell)
        if isinstance(span, Said):
            self._refuse(row.number, when, cell, span)
            return
        self._know_line(row, found, span)
        part = self._part(place)
        note = text_of(row.at(roles[Role.NOTE]))[:LONGEST_NOTE] if Role.NOTE in roles else ""
        has_parts = found.measure.has_parts
        for column, own in self.layout.figures.items():
            cell = row.at(column)
            # A table for measures of both kinds has columns for both: each row fills its own.
            if is_blank(cell) and len(self.layout.figures) > 1 and (own is Part.VALUE) == has_parts:
                continue
            wanted = part or (found.part if own is Part.VALUE else own)
            self._take(place, column, Found(found.measure, wanted), span, note)

    def _measure_row(self, place: int) -> None:
        row = self.grid.rows[place]
        column = self.layout.roles[Role.MEASURE]
        found = self._found(place, column, self.layout.periods)
        if found is None:
            return
        part = self._part(place)
        reader = self.readers[found.measure.frequency]
        for across, heading in self.layout.periods.items():
            span = reader.read(heading)
            if isinstance(span, Span):
                self._take(place, across, Found(found.measure, part or found.part), span, "")
            elif not is_blank(row.at(across)):
                self._refuse(row.number, across, heading, span)

    def _period_row(self, place: int) -> None:
        row = self.grid.rows[place]
        when = self.layout.roles.get(Role.PERIOD, 0)
        cell = self.grid.label(place, when)
        if self._is_aside(place, cell, self.layout.measures):
            return
        for column, found in self.layout.measures.items():
            span = self.readers[found.measure.frequency].read(cell)
            if isinstance(span, Span):
                self._take(place, column, found, span, "")
            elif not is_blank(row.at(column)):
                self._refuse(row.number, when, cell, span)
                return

    def _is_aside(self, place: int, cell: Cell, columns: Collection[int]) -> bool:
        """A row of totals, or one without figures: a heading between, a footnote."""
        if cell in self.no_asides:
            return False
        row = self.grid.rows[place]
        text = text_of(cell)
        if text and is_total(text):
            self._note(said("Row {row} ({text}) is a total and is left out.", row=row.number, text=text[:60]))
            return True
        readable = any(isinstance(reader.read(cell), Span) for reader in self.readers.values())
        if not readable and all(is_blank(row.at(column)) for column in columns):
            self._note(said("Row {row} has no figures and is left out.", row=row.number))
            return True
        if readable and isinstance(cell, str | Special):
            self.no_asides.add(cell)
        return False

    def _found(self, place: int, column: int | None, columns: Collection[int]) -> Found | None:
        """The measure of a row; None where the row is left out, refused, or must be asked about."""
        if column is None:
            return Found(self.layout.measure, Part.VALUE) if self.layout.measure else None
        row = self.grid.rows[place]
        cell = self.grid.label(place, column)
        text = text_of(cell)
        found = self.catalogue.find(text) if text else None
        if found is not None:
            return found
        if all(is_blank(row.at(each)) for each in columns):
            self._note(said("Row {row} has no figures and is left out.", row=row.number))
        elif not text:
            self._refuse(row.number, column, cell, said("is blank: the row does not say which measure it is"))
        elif self.catalogue.is_left_out(text):
            if text not in self.asked:
                self._note(said("{text} is left out, as you said.", text=text[:60]))
        elif is_total(text):
            self._note(said("Row {row} ({text}) is a total and is left out.", row=row.number, text=text[:60]))
        elif text not in self.asked and len(self.result.questions) < MOST_REFUSED:
            self.result.questions.append(Question(Asks.NAME, text, row.number, column))
        self.asked.add(text)
        return None

    def _part(self, place: int) -> Part | None:
        column = self.layout.roles.get(Role.PART)
        return part_of(text_of(self.grid.label(place, column))) if column is not None else None

    # Cells

    def _take(self, place: int, column: int, found: Found, span: Span, note: str) -> None:
        row = self.grid.rows[place]
        cell = row.at(column)
        if self.grid.is_merged_away(place, column):
            self._refuse(row.number, column, cell, said("is part of merged cells: unmerge them and write each figure"))
            return
        measure, part = found
        # Between months a year's blank is no year that is missing.
        if measure.frequency is Frequency.YEAR and is_blank(cell):
            return
        figure = figure_of(cell, measure.unit if part is Part.VALUE else Unit.COUNT)
        if isinstance(figure, Said):
            self._refuse(row.number, column, cell, figure)
            return
        if part is Part.VALUE and measure.has_parts and not isinstance(figure, Missing):
            self._refuse(row.number, column, cell, said("is a rate by itself: give the two numbers that it is made of"))
            return
        if part is not Part.VALUE:
            self._take_half(row.number, column, found, span, note, figure, cell)
            return
        if self._is_second(row.number, column, measure, span, cell):
            return
        if isinstance(figure, Missing):
            if isinstance(cell, str):
                self.result.signs.setdefault(cell.strip(), figure)
            given = _given(measure, span, note, missing=figure)
        else:
            given = _given(measure, span, note, value=figure)
        self.result.facts.append(Fact(measure, given, row.number, column, is_blank(cell)))

    def _is_second(self, row: int, column: int, measure: MeasureFacts, span: Span, cell: Cell) -> bool:
        """Whether the period had a figure already; the place of the first is kept as one number."""
        mine = self.seen.setdefault(measure.code, {})
        first = mine.setdefault(span.ends, row * SPOTS + column)
        if first == row * SPOTS + column:
            return False
        why = said(
            "is a second figure of {measure} for the same period; the first stands in {place}",
            measure=measure.name,
            place=place_of(*divmod(first, SPOTS)),
        )
        self._refuse(row, column, cell, why)
        return True

    def _take_half(
        self, row: int, column: int, found: Found, span: Span, note: str, figure: Figure, cell: Cell
    ) -> None:
        if not found.measure.has_parts:
            self._refuse(row, column, cell, said(NO_PARTS))
            return
        halves = self.halves.setdefault((found.measure.code, span.ends), {})
        if found.part in halves:
            first = place_of(halves[found.part][1], halves[found.part][2])
            why = said("is a second figure for the same period; the first stands in {place}", place=first)
            self._refuse(row, column, cell, why)
            return
        halves[found.part] = (figure, row, column, found, span, note)

    def _join_halves(self) -> None:
        for halves in self.halves.values():
            top, bottom = halves.get(Part.NUMERATOR), halves.get(Part.DENOMINATOR)
            figure, row, column, found, span, note = top or bottom or next(iter(halves.values()))
            other = (bottom or (Missing.AWAITING,))[0] if top else Missing.AWAITING
            measure = found.measure
            if self._is_second(row, column, measure, span, None):
                continue
            is_empty = False
            if isinstance(figure, Decimal) and isinstance(other, Decimal):
                given = _given(measure, span, note, numerator=figure, denominator=other)
            elif isinstance(figure, Missing) and isinstance(other, Missing):
                is_empty = figure is other is Missing.AWAITING
                given = _given(measure, span, note, missing=figure)
            else:
                self._refuse(row, column, None, said("is one of two numbers of which the other is missing"))
                continue
            self.result.facts.append(Fact(measure, given, row, column, is_empty))

    def _refuse(self, row: int, column: int, cell: Cell, why: Said) -> None:
        if len(self.result.refused) >= MOST_REFUSED:
            self.result.more += 1
        else:
            self.result.refused.append(Refused(row, column, text_of(cell)[:80], why))

    def _note(self, note: Said) -> None:
        if len(self.result.notes) < MOST_NOTES:
            self.result.notes.append(note)


def _given(
    measure: MeasureFacts,
    span: Span,
    note: str,
    *,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    missing: Missing | None = None,
) -> NewValue:
    return NewValue(
        measure_id=measure.id,
        starts=span.starts,
        ends=span.ends,
        value=value,
        numerator=numerator,
        denominator=denominator,
        missing=missing,
        note=note,
    )
