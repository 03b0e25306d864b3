"""How a sheet is set out: where its headings end, and what its columns are. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from typing import NamedTuple

from saferplan.common.periods import Frequency
from saferplan.measures.loading.cells import is_blank, text_of
from saferplan.measures.loading.mapping import (
    Catalogue,
    Found,
    Part,
    Role,
    SourceReading,
    folded,
    part_of,
    role_by_words,
)
from saferplan.measures.loading.period_words import frequencies_of
from saferplan.measures.loading.said import Said, said
from saferplan.measures.loading.table import Cell, Sheet
from saferplan.measures.series import MeasureFacts

_SEARCHED = 40
_LOOKED_AT = 10
_MOST_SPREAD = 200_000
_NO_MEASURES = {"total", "totals", "grand total", "sum", "all", "overall", "ytd", "year to date", "average", "mean"} | {
    *("change", "difference", "variance", "trend", "direction", "rag", "status", "cumulative", "running total"),
    *("percentage change", "overall total", "year total"),
}
UNIT_WORDS = {"number", "numbers", "no", "count", "counts", "rate", "percentage", "percent", "per cent", "days"} | {
    *("score", "pounds", "gbp", "offences", "households", "people", "index", "per 1000", "per 1 000", "per 100 000"),
    *("per 1 000 population", "per 1000 population", "000s", "thousands"),
}
_UNIT_SIGNS = {"%", "\u00a3", "#", "\u00a3s"}


class Shape(StrEnum):
    """One figure a row; or periods across, with a measure a row; or measures across, with a period a row."""

    LONG = "long"
    PERIODS_ACROSS = "periods across"
    MEASURES_ACROSS = "measures across"


class Asks(StrEnum):
    """What must be answered before a table can be read."""

    COLUMN = "column"
    NAME = "name"
    MEASURE = "measure"


class Question(NamedTuple):
    """`text` is as it stands in the table, at a row and column."""

    asks: Asks
    text: str
    row: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """`header` is the place, among the sheet's rows, of the last heading. `figures` are columns of a long table,
    `periods` and `measures` those across."""

    shape: Shape
    header: int
    roles: Mapping[Role, int] = field(default_factory=dict)
    figures: Mapping[int, Part] = field(default_factory=dict)
    periods: Mapping[int, Cell] = field(default_factory=dict)
    measures: Mapping[int, Found] = field(default_factory=dict)
    measure: MeasureFacts | None = None
    questions: tuple[Question, ...] = ()
    notes: tuple[Said, ...] = ()


def is_total(text: str) -> bool:
    words = folded(text)
    return words in _NO_MEASURES or words.startswith(("total ", "grand total")) or text.strip() in ("% change", "+/-")


def is_unit(text: str, own: frozenset[str] = frozenset()) -> bool:
    return text.strip() in _UNIT_SIGNS or folded(text) in UNIT_WORDS or folded(text) in own


class Grid:
    """A sheet whose merged headings and labels stand in each of their cells."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self._spread: dict[tuple[int, int], Cell] = {}
        by_number = {row.number: row for row in sheet.rows} if sheet.merged else {}
        for area in sheet.merged:
            room = _MOST_SPREAD - len(self._spread)
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            first = by_number.get(area.top)
            if first is None or size > room:
                continue
            for number in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    self._spread[number, column] = first.at(area.left)

    def label(self, place: int, column: int) -> Cell:
        row = self.rows[place]
        cell = row.at(column)
        return self._spread.get((row.number, column)) if cell is None and self._spread else cell

    def is_merged_away(self, place: int, column: int) -> bool:
        row = self.rows[place]
        return bool(self._spread) and (row.number, column) in self._spread and row.at(column) is None

    def width(self, place: int) -> int:
        row = self.rows[place]
        spread = max((column + 1 for number, column in self._spread if number == row.number), default=0)
        return max(len(row.cells), spread)


def find_layout(grid: Grid, reading: SourceReading, catalogue: Catalogue) -> Layout | Said:
    """How the sheet is set out, or what to say where no period is found in it."""
    finder = _Finder(grid, reading, catalogue)
    for place in range(min(len(grid.rows), _SEARCHED)):
        if not grid.rows[place].cells:
            continue
        found = finder.by_words(place) or finder.periods_across(place) or finder.by_period_below(place)
        if found is not None:
            return found
    return said(
        "No months, quarters or years were found in the first {count} rows of {sheet}.",
        count=_SEARCHED,
        sheet=grid.sheet.name,
    )


class _Finder:
    def __init__(self, grid: Grid, reading: SourceReading, catalogue: Catalogue) -> None:
        self.grid = grid
        self.reading = reading
        self.catalogue = catalogue
        self.uses_1904 = grid.sheet.uses_1904

    def by_words(self, place: int) -> Layout | None:
        """A row of headings that names the period and something else that a long table has."""
        roles = {role for _column, text in self._headings(place) if (role := self._role(text))}
        if Role.PERIOD in roles and roles & {Role.VALUE, Role.NUMERATOR, Role.MEASURE}:
            return self._by_columns(place)
        return None

    def periods_across(self, place: int) -> Layout | None:
        here, below = self._periods(place), self._periods(place + 1)
        if here and self._is_under(here, below) and not self._has_periods_down(place + 1):
            place, here = place + 1, below
        if len(here) < 2 or min(here) == 0:
            return None
        others = [
            text for column, text in self._headings(place) if column > min(here) and column not in here and text.strip()
        ]
        if len(others) > len(here) or not _common(here.values(), self.uses_1904):
            return None
        return self._labels(place, here, others)

    def by_period_below(self, place: int) -> Layout | None:
        """A row of headings with a column of periods under it; a row of units may stand between."""
        below = next((each for each in range(place + 1, len(self.grid.rows)) if self.grid.rows[each].cells), None)
        if below is not None and self._is_units_row(below):
            below = next((each for each in range(below + 1, len(self.grid.rows)) if self.grid.rows[each].cells), None)
        if below is None or not self._has_periods_down(below) or self._has_periods_down(place):
            return None
        return self._by_columns(place)

    def _is_units_row(self, place: int) -> bool:
        texts = [text_of(cell) for cell in self.grid.rows[place].cells if not is_blank(cell)]
        return bool(texts) and all(is_unit(text) for text in texts)

    def _has_periods_down(self, place: int) -> bool:
        return self._period_column(place) is not None

    def _period_column(self, place: int) -> int | None:
        """The first column in which most of the next rows name a period."""
        if place >= len(self.grid.rows):
            return None
        rows = [row for row in self.grid.rows[place : place + _LOOKED_AT] if row.cells]
        for column in range(min(self.grid.width(place), 30)):
            cells = [row.at(column) for row in rows if not is_blank(row.at(column))]
            good = sum(1 for cell in cells if frequencies_of(cell, uses_1904=self.uses_1904))
            first = rows[0].at(column) if rows else None
            if cells and good * 2 > len(cells) and frequencies_of(first, uses_1904=self.uses_1904):
                return column
        return None

    def _periods(self, place: int) -> dict[int, Cell]:
        """The columns whose heading names a period, alone or with what stands above it: `Apr` under `2018/19`."""
        if place >= len(self.grid.rows):
            return {}
        found: dict[int, Cell] = {}
        for column in range(self.grid.width(place)):
            cell = self.grid.label(place, column)
            if is_blank(cell):
                continue
            if frequencies_of(cell, uses_1904=self.uses_1904):
                found[column] = cell
            elif place and _has_letters(cell) and not is_blank(above := self._above(place, column)):
                both = f"{text_of(cell)} {text_of(above)}"
                if frequencies_of(both):
                    found[column] = both
        return found

    def _above(self, place: int, column: int) -> Cell:
        """The heading above, or where it is blank the one to its left, as years are written over their months."""
        for each in range(column, 0, -1):
            cell = self.grid.label(place - 1, each)
            if not is_blank(cell):
                return cell if frequencies_of(cell, uses_1904=self.uses_1904) else None
        return None

    @staticmethod
    def _is_under(here: Mapping[int, Cell], below: Mapping[int, Cell]) -> bool:
        """Whether the row below names months or quarters of the years in this one, and no figures that look alike."""
        named = all(not isinstance(each, int | float) and not text_of(each).isdecimal() for each in below.values())
        return len(below) >= len(here) and set(here) <= set(below) and named

    def _headings(self, place: int) -> Iterator[tuple[int, str]]:
        for column in range(self.grid.width(place)):
            text = text_of(self.grid.label(place, column))
            if text:
                yield column, text

    def _role(self, text: str) -> Role | None:
        answered = self.reading.columns.get(folded(text))
        if answered is not None:
            return answered
        return None if self.catalogue.find(text) else role_by_words(text)

    def _labels(self, place: int, periods: Mapping[int, Cell], others: Sequence[str]) -> Layout:
        """Which of the columns before the periods names the measure, and which the part of it."""
        first = min(periods)
        body = range(place + 1, min(len(self.grid.rows), place + 1 + 200))
        known, parts = [0] * first, [0] * first
        texts = [0] * first
        for each in body:
            for column in range(first):
                text = text_of(self.grid.label(each, column))
                texts[column] += bool(text) and not is_unit(text)
                known[column] += self.catalogue.find(text) is not None
                parts[column] += part_of(text) is not None
        roles: dict[Role, int] = {}
        if any(parts):
            roles[Role.PART] = parts.index(max(parts))
            texts[roles[Role.PART]] = 0
        titled = [
            column for column, text in self._headings(place) if column < first and self._role(text) is Role.MEASURE
        ]
        if any(known):
            roles[Role.MEASURE] = known.index(max(known))
        else:
            roles[Role.MEASURE] = titled[0] if titled and titled[0] < first else texts.index(max(texts))
        notes = tuple(said("The column {name} is left out.", name=text) for text in others)
        return Layout(shape=Shape.PERIODS_ACROSS, header=place, roles=roles, periods=periods, notes=notes)

    def _by_columns(self, place: int) -> Layout:
        """A table whose columns have headings: long, or with measures across."""
        body = next(
            (each for each in range(place + 1, len(self.grid.rows)) if self._period_column(each) is not None), None
        )
        columns: dict[int, Found] = {}
        roles: dict[Role, int] = {}
        figures: dict[int, Part] = {}
        unknown: list[tuple[int, str]] = []
        notes: list[Said] = []
        for column, text in self._full_headings(place):
            role = self._role(text)
            found = self.catalogue.find(text)
            if found and role is None:
                columns[column] = found
            elif role in (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR):
                figures[column] = Part(role.value)
            elif role is Role.IGNORED:
                notes.append(said("The column {name} is left out.", name=text))
            elif role is not None:
                roles.setdefault(role, column)
            else:
                unknown.append((column, text))
        if body is not None:
            roles.setdefault(Role.PERIOD, self._period_column(body) or 0)
        unknown = [each for each in unknown if each[0] not in roles.values()]
        if columns or not figures:
            return self._measures_across(place, roles, columns, unknown, notes, figures)
        return self._long(place, roles, figures, unknown, notes)

    def _full_headings(self, place: int) -> Iterator[tuple[int, str]]:
        """Each heading, with the measure that stands merged above it: `Solved` over `numerator`, `denominator`."""
        for column, text in self._headings(place):
            above = text_of(self.grid.label(place - 1, column)) if place else ""
            both = f"{above} {text}"
            yield column, both if above and part_of(text) and self.catalogue.find(both) else text

    def _measures_across(
        self,
        place: int,
        roles: dict[Role, int],
        columns: dict[int, Found],
        unknown: Sequence[tuple[int, str]],
        notes: list[Said],
        figures: Mapping[int, Part],
    ) -> Layout:
        questions = []
        headings = dict(self._headings(place))
        for column, text in [*unknown, *((column, headings[column]) for column in figures)]:
            if is_total(text) or self.catalogue.is_left_out(text) or column in figures:
                notes.append(said("The column {name} is left out.", name=text))
            else:
                questions.append(Question(Asks.COLUMN, text, self.grid.rows[place].number, column))
        return Layout(
            shape=Shape.MEASURES_ACROSS,
            header=place,
            roles=roles,
            measures=columns,
            questions=tuple(questions),
            notes=tuple(notes),
        )

    def _long(
        self,
        place: int,
        roles: dict[Role, int],
        figures: Mapping[int, Part],
        unknown: Sequence[tuple[int, str]],
        notes: list[Said],
    ) -> Layout:
        measure = self.catalogue.by_code.get(self.reading.measure)
        questions: tuple[Question, ...] = ()
        if Role.MEASURE not in roles:
            measure = measure or self.catalogue.only
            if measure is None:
                questions = (Question(Asks.MEASURE, "", self.grid.rows[place].number, min(figures)),)
        notes += [said("The column {name} is left out.", name=text) for _column, text in unknown]
        return Layout(
            shape=Shape.LONG,
            header=place,
            roles=roles,
            figures=figures,
            measure=measure,
            questions=questions,
            notes=tuple(notes),
        )


def _common(cells: Collection[Cell], uses_1904: bool) -> frozenset[Frequency]:
    """The lengths of period that all of these can name."""
    every = [frequencies_of(cell, uses_1904=uses_1904) for cell in cells]
    return reduce(frozenset.__and__, every)


def _has_letters(cell: Cell) -> bool:
    """A month's or quarter's name, not a number that would look like a day of what stands above."""
    return isinstance(cell, str) and any(letter.isalpha() for letter in cell)
