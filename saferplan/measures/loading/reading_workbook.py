"""Reads an Excel workbook's visible sheets. Runs in the limited process, after the gate has looked at the package."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import msgspec
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from saferplan.measures.loading.reading_text import LONGEST_CELL, MOST_COLUMNS, too_many
from saferplan.measures.loading.table import Book, Cell, Mark, Merged, Row, Sheet, Special, column_letters

MOST_ROWS = 1_048_576
MOST_MERGED = 5_000
# Blank rows between others are kept up to here; beyond, the numbers of the rows tell that they are there.
MOST_BLANK = 100
_LARGEST = 2**63
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*?\bhidden="(?:1|true)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_QUOTED = re.compile(r'"[^"]*"|\\.')
DAMAGED = "cannot be opened as a workbook: open it in Excel, save it again and try once more"


class _TooMuch(Exception):
    """Ends the reading; the message ends a sentence that begins with the file's name."""


def read_workbook(data: bytes, most_cells: str) -> bytes:
    """A Book as MessagePack."""
    return msgspec.msgpack.encode(read_directly(data, int(most_cells)))


def read_directly(data: bytes, most_cells: int) -> Book:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(data, most_cells)
        except _TooMuch as problem:
            return Book(problem=str(problem))
        except MemoryError:
            raise
        except Exception:  # openpyxl meets a damaged part with whatever its code stumbles over
            return Book(problem=DAMAGED)


def _read(data: bytes, most_cells: int) -> Book:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [str(sheet.title) for sheet in book.worksheets if sheet.sheet_state != "visible"]
    uses_1904 = book.epoch == CALENDAR_MAC_1904
    sheets = []
    room = most_cells
    for sheet in visible:
        title = str(sheet.title)
        with ZipFile(BytesIO(data)) as archive:
            raw = archive.read(_path_of(sheet))
        formulas = _formulas(data, title) if _FORMULA.search(raw) else frozenset()
        rows = []
        for row in _rows(sheet, formulas):
            room -= len(row.cells)
            if room < 0:
                raise _TooMuch(too_many(most_cells))
            rows.append(row)
        sheets.append(Sheet(name=title, rows=rows, merged=_merged(raw), uses_1904=uses_1904, notes=_notes(raw)))
    return Book(sheets=sheets, hidden=hidden)


def _path_of(sheet: Any) -> str:
    """The part of the package that a sheet is read from."""
    return str(sheet._worksheet_path)


def _notes(raw: bytes) -> list[str]:
    notes = []
    rows = sum(1 for _ in _HIDDEN_ROW.finditer(raw))
    if rows:
        notes.append(f"{rows} hidden {'row was' if rows == 1 else 'rows were'} read as well.")
    if _HIDDEN_COLUMN.search(raw):
        notes.append("It has hidden columns, which were read as well.")
    return notes


def _merged(raw: bytes) -> list[Merged]:
    found = []
    for match in _MERGED.finditer(raw):
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(match[1].decode()))
        found.append(Merged(top=top, bottom=bottom, left=left - 1, right=right - 1))
        if len(found) > MOST_MERGED:
            raise _TooMuch(f"has more than {MOST_MERGED:,} merged cells: unmerge them and try again")
    return found


def _formulas(data: bytes, title: str) -> frozenset[tuple[int, int]]:
    """Where formulas stand: one whose result is not in the file must not look like a blank."""
    sheet = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)[title]
    return frozenset(
        (number, column)
        for number, cells in _raw_rows(sheet)
        for column, cell in enumerate(cells)
        if cell.data_type == "f"
    )


def _raw_rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    # What the file says of its own size may be a lie, or a million columns of blanks.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS:
            raise _TooMuch(f"has more than {MOST_ROWS:,} rows")
        if len(cells) > MOST_COLUMNS:
            last = column_letters(MOST_COLUMNS - 1)
            raise _TooMuch(f"has cells beyond column {last} in row {number}: take out what is no figure and try again")
        yield number, cells


def _rows(sheet: Any, formulas: frozenset[tuple[int, int]]) -> Iterator[Row]:
    blank = 0
    for number, cells in _raw_rows(sheet):
        read = [_cell(cell, (number, column) in formulas) for column, cell in enumerate(cells)]
        while read and read[-1] is None:
            read.pop()
        if not read:
            blank += 1
            continue
        if blank <= MOST_BLANK:
            yield from (Row(before, []) for before in range(number - blank, number))
        blank = 0
        yield Row(number, read)


def _cell(cell: Any, is_formula: bool) -> Cell:
    value = cell.value
    if value is None:
        return Special(Mark.FORMULA) if is_formula else None
    if cell.data_type == "e":
        return Special(Mark.ERROR, str(value))
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value, cell)
    if isinstance(value, datetime | date):
        return Special(Mark.DATE, value.isoformat())
    if isinstance(value, time | timedelta):
        return Special(Mark.TIME, str(value))
    return Special(Mark.ERROR, type(value).__name__)


def _text(value: str) -> Cell:
    if len(value) > LONGEST_CELL:
        return Special(Mark.LONG, value[:100])
    return value if value.strip() else None


def _number(value: int | float, cell: Any) -> Cell:
    if "%" in _QUOTED.sub("", cell.number_format):
        return Special(Mark.PERCENT, repr(value))
    if isinstance(value, int):
        return value if abs(value) < _LARGEST else float(value)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
