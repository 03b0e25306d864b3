"""One tidy table on a worksheet of its own: title, what to know of it, then the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from saferplan.documents.formats.tidy.kinds import Cell, Column, LightWord, Mark, Number, Table
from saferplan.documents.formats.workbook.cells import fits, is_risky, looks_rich, parts_of
from saferplan.documents.formats.workbook.fitting import (
    EDGES,
    MOST_POINTS,
    fit,
    head_height,
    points_of,
)
from saferplan.documents.formats.workbook.look import Look
from saferplan.report.labels import Translate

_LONGEST_NAME = 31
# About how many letters go across a sheet of paper and can still be read.
_PAPER = 220


class Sheets:
    """Writes worksheets into a workbook."""

    def __init__(self, workbook: Any, say: Translate) -> None:
        self.workbook = workbook
        self.say = say
        self.look = Look(workbook)

    def add_table(self, name: str, table: Table, notes: str, links: Sequence[str] = ()) -> None:
        """`notes` is the worksheet that explains words and marks; `links` lead from the cells of the first column."""
        sheet = self.workbook.add_worksheet(name)
        table = in_cells(table, self.say)
        widths, heights = fit(table)
        top = self._head(sheet, table, notes, runs_over=max(heights) >= MOST_POINTS)
        sheet.set_row(top, head_height(table, widths))
        self._rows(sheet, table, top + 1, heights)
        for row, place in enumerate(links, top + 1):
            sheet.write_url(row, 0, inside(place), self.look.link, place)
        right = [self._is_right(table, at) for at in range(len(table.columns))]
        heads = [
            {"header": column.name, "header_format": self.look.head_right if is_right else self.look.head}
            for column, is_right in zip(table.columns, right, strict=True)
        ]
        last = (top + len(table.rows), len(table.columns) - 1)
        options = {"name": table.key, "style": None, "autofilter": False, "banded_rows": False, "columns": heads}
        sheet.add_table(top, 0, *last, {**options, "description": table.about, "title": table.title})
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width + EDGES)
        sheet.freeze_panes(top + 1, 0)
        self._paper(sheet, top, sum(widths))

    def _head(self, sheet: Any, table: Table, notes: str, *, runs_over: bool) -> int:
        """Title and what to know of the table. Returns the row of the table's header."""
        self.words(sheet, 0, table.title, self.look.title)
        sheet.set_row(0, points_of(1, size=17))
        row = 1
        for row, told in enumerate(self._told(table, runs_over), 1):
            self.words(sheet, row, told, self.look.said)
        if notes:
            row += 1
            told = self.say("The worksheet {name} says what words and marks mean.").format(name=notes)
            sheet.write_url(row, 0, inside(notes), self.look.said_link, told)
        return row + 1

    def _told(self, table: Table, runs_over: bool) -> Iterator[str]:
        yield self.say("This worksheet contains one table.")
        blank = [
            column.name
            for at, column in enumerate(table.columns)
            if column.may_be_blank and any(cells[at] == "" for cells in table.rows)
        ]
        if blank:
            told = self.say("Where a cell is blank there is nothing to add. Columns that may be blank: {names}.")
            yield told.format(names=", ".join(blank))
        if runs_over:
            yield self.say("Some texts are longer than a row can be high: select the cell to read all of it.")

    def words(self, sheet: Any, row: int, text: str, look: Any, column: int = 0) -> None:
        if looks_rich(text):
            sheet.write_rich_string(row, column, self.look.plain, text[:1], self.look.plain, text[1:], look)
        else:
            sheet.write_string(row, column, text, look)

    def _is_right(self, table: Table, at: int) -> bool:
        return not table.columns[at].is_label and any(isinstance(row[at], Number) for row in table.rows)

    def _rows(self, sheet: Any, table: Table, top: int, heights: Sequence[float]) -> None:
        marks = [
            self.look.mark_right if self._is_right(table, at) else self.look.mark for at in range(len(table.columns))
        ]
        for row, (cells, height) in enumerate(zip(table.rows, heights, strict=True), top):
            sheet.set_row(row, height)
            for at, cell in enumerate(cells):
                self._cell(sheet, row, at, cell, table.columns[at], marks[at])

    def _cell(self, sheet: Any, row: int, at: int, cell: Cell, column: Column, mark: Any) -> None:
        look = self.look
        if isinstance(cell, Mark):
            sheet.write_string(row, at, cell.value, mark)
        elif isinstance(cell, Number):
            sheet.write_number(row, at, float(cell.text), look.label if column.is_label else look.number(cell.decimals))
        elif isinstance(cell, LightWord):
            self.words(sheet, row, cell.word, look.light(cell.light), at)
        elif cell:
            self.words(sheet, row, cell, look.risky if is_risky(cell) else look.text, at)
        elif column.may_be_blank:
            sheet.write_blank(row, at, None, look.text)
        else:
            sheet.write_string(row, at, Mark.NOTHING.value, mark)

    def _paper(self, sheet: Any, top: int, width: int) -> None:
        """A4 across; a wide table goes over more pages, each with what names the row."""
        across = max(1, round(width / _PAPER))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(across, 0)
        sheet.repeat_rows(top)
        if across > 1:
            sheet.repeat_columns(0, 1)
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        sheet.hide_gridlines(2)


def in_cells(table: Table, say: Translate) -> Table:
    """The same with a column for each further part of texts that one cell cannot hold."""
    if all(type(cell) is not str or fits(cell) for row in table.rows for cell in row):
        return table
    wanted = [max(len(_parts(row[at])) for row in table.rows) for at in range(len(table.columns))]
    columns = [
        column if part == 1 else replace(column, name=_part_name(column.name, part, say), may_be_blank=True)
        for column, count in zip(table.columns, wanted, strict=True)
        for part in range(1, count + 1)
    ]
    rows = [
        tuple(each for cell, count in zip(row, wanted, strict=True) for each in _filled(_parts(cell), count))
        for row in table.rows
    ]
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _part_name(name: str, part: int, say: Translate) -> str:
    return say("{name} (part {number})").format(name=name, number=part)


def _parts(cell: Cell) -> Sequence[Cell]:
    return parts_of(cell) if type(cell) is str else [cell]


def _filled(parts: Sequence[Cell], count: int) -> Iterable[Cell]:
    return [*parts, *[""] * (count - len(parts))]


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names as worksheets may have them: short, without some signs, none twice."""
    made: list[str] = []
    taken = {"history"}
    for each in wanted:
        plain = re.sub(r"[\[\]:*?/\\]", " ", each).strip(" '") or "Sheet"
        name, count = plain[:_LONGEST_NAME], 1
        while name.casefold() in taken:
            count += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {count}"
        taken.add(name.casefold())
        made.append(name)
    return made


def inside(name: str) -> str:
    """The address of a worksheet's first cell."""
    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!A1"
