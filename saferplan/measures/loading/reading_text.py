"""Reads a table as text: CSV, or what was copied from a spreadsheet. Runs in the limited process."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import msgspec

from saferplan.measures.loading.table import Book, Cell, Mark, Row, Sheet, Special

LONGEST_CELL = 2_000
_LONGEST_FIELD = 1_000_000
MOST_COLUMNS = 2_000
NAME = "table"
DELIMITERS = (",", "\t", ";")
ERRORS = ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
NOT_UTF8 = 'is not UTF-8 text ({where}): save it as "CSV UTF-8" in your spreadsheet program and try again'
_SAYS_DELIMITER = re.compile(r"sep=(.)\Z", re.IGNORECASE)


def read_text(data: bytes, most_cells: str) -> bytes:
    """A Book as MessagePack."""
    return msgspec.msgpack.encode(read_directly(data, int(most_cells)))


def read_directly(data: bytes, most_cells: int) -> Book:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Book(problem=NOT_UTF8.format(where="it is UTF-16"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        return Book(problem=NOT_UTF8.format(where=f"row {line}"))
    if "\0" in text:
        return Book(problem="is not a table as text: choose the right file")
    return _table(text, most_cells)


class _Lines:
    """The lines of a text, of which those that begin with # between records are passed over as if blank."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.is_at_record = True
        self.passed_over = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if self.is_at_record and line.startswith("#") and not line.upper().startswith(ERRORS):
                self.passed_over += 1
                yield "\n"
            else:
                self.is_at_record = False
                yield line


def _table(text: str, most_cells: int) -> Book:
    delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    lines = _Lines(text)
    rows: list[Row] = []
    known: dict[str, str] = {}
    count = number = 0
    try:
        for number, record in enumerate(csv.reader(iter(lines), delimiter=delimiter), 1):
            lines.is_at_record = True
            if number == 1 and record and record[0].lower() == "sep=":
                continue
            cells = _cells(record, known)
            if not cells:
                continue
            count += len(cells)
            if len(cells) > MOST_COLUMNS:
                return Book(
                    problem=f"has more than {MOST_COLUMNS:,} columns in row {number}: take out what is no figure"
                )
            if count > most_cells:
                return Book(problem=too_many(most_cells))
            rows.append(Row(number, cells))
    except csv.Error:
        return Book(problem=f"cannot be read as a table after row {number}: check its quotation marks and try again")
    passed = lines.passed_over
    notes = [f"{passed} {'line' if passed == 1 else 'lines'} beginning with # left out."] if passed else []
    return Book(sheets=[Sheet(name=NAME, rows=rows, notes=notes)])


def too_many(most_cells: int) -> str:
    return (
        f"holds more than {most_cells:,} cells: split it by year or by measure, "
        "or have it loaded with the command `saferplan measures import`"
    )


def _cells(record: list[str], known: dict[str, str]) -> list[Cell]:
    """The same text is kept once: a long table repeats its names and months a thousand times."""
    while record and not record[-1].strip():
        record.pop()
    return [_cell(text, known) for text in record]


def _cell(text: str, known: dict[str, str]) -> Cell:
    if not text:
        return None
    if len(text) > LONGEST_CELL:
        return Special(Mark.LONG, text[:100])
    if text[0] == "#" and text.strip().upper() in ERRORS:
        return Special(Mark.ERROR, text.strip())
    return known.setdefault(text, text)


def _delimiter(text: str) -> str:
    """What parts the cells: stated in Excel's way in the first line, or the sign most seen in the first full line."""
    lines = io.StringIO(text[:100_000], newline="")
    for place, line in enumerate(lines):
        line = line.rstrip("\r\n")
        stated = _SAYS_DELIMITER.match(line) if place == 0 else None
        if stated:
            return stated[1]
        if not line.strip() or line.startswith("#"):
            continue
        bare = re.sub(r'"[^"]*"', "", line)
        best = max(DELIMITERS, key=bare.count)
        if bare.count(best):
            return best
    return ","
