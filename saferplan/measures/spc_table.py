"""Series out of a table whose columns somebody named: one row a date, and a series for each value of a third column.

Pure. Whatever cannot be read is refused with its file, row and column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NoReturn

from saferplan.common.dates import MONTHS
from saferplan.measures.loading.table import Book, Cell, Mark, Row, Sheet, Special, column_letters
from saferplan.measures.refused import RefusedSeries
from saferplan.measures.spc import MOST

MISSING = ("", "-", "–", "—", ".", "..", "...", "*", "na", "n/a", "#n/a", "nan", "null", "none")
_HEADING_WITHIN = 20
_A_DAY = len("2018-09-30")
_NUMBER = re.compile(r"([-+−]?)£?((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(e[-+]?\d+)?\s?%?", re.IGNORECASE)
_MONTH_KEY = re.compile(r"(\d{4})[-/](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_NAMED = re.compile(r"([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})")
_NAMED_DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class Columns:
    """`y` is None where each row is an event."""

    x: str
    y: str | None
    by: str | None = None


@dataclass(slots=True)
class NamedSeries:
    """`labels` are the dates as they are told: a month stays a month."""

    by: str | None
    dates: list[datetime] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one sheet of a file. `where` names it: the file, and the sheet where there are several."""

    where: str
    sheet: Sheet
    columns: Columns

    def series(self) -> list[NamedSeries]:
        """In the order in which they first come. Raises RefusedSeries at the first cell that cannot be read."""
        heading = self._heading()
        x = self._place(heading, self.columns.x)
        y = None if self.columns.y is None else self._place(heading, self.columns.y)
        by = None if self.columns.by is None else self._place(heading, self.columns.by)
        found: dict[str | None, NamedSeries] = {}
        seen: dict[tuple[str | None, datetime], int] = {}
        for row in self._below(heading):
            own = [row.at(place) for place in (x, y, by) if place is not None]
            if all(_is_blank(cell) for cell in own):
                continue
            name = None if by is None else self._name(row, by)
            day, label = self._date(row, x)
            if y is None and len(label) < _A_DAY:
                self._refuse(row, x, "is no day: an event needs its day, such as 2018-09-30.")
            if (earlier := seen.setdefault((name, day), row.number)) != row.number:
                of = f" of {name}" if name is not None else ""
                text = "{where}: rows {first} and {second} both have {label}{of} in column {column}."
                text = text if y is not None else f"{text[:-1]}: give their times too, such as 2018-09-30T14:05."
                params = {"first": earlier, "second": row.number, "label": label, "of": of, "column": self.columns.x}
                raise RefusedSeries("duplicate", text, where=self.where, **params)
            one = found.setdefault(name, NamedSeries(name))
            one.dates.append(day)
            one.labels.append(label)
            one.values.append(None if y is None else self._value(row, y))
            one.rows.append(row.number)
        if not found:
            text = "{where} has no row below its headings: check that you chose the right file."
            raise RefusedSeries("empty", text, where=self.where)
        return list(found.values())

    def _heading(self) -> Row:
        """The first row that holds all the names; where there is none, what the first row holds instead."""
        wanted = [name for name in (self.columns.x, self.columns.y, self.columns.by) if name is not None]
        rows = [row for row in self.sheet.rows if not all(_is_blank(cell) for cell in row.cells)]
        for row in rows[:_HEADING_WITHIN]:
            if set(wanted) <= {_text(cell) for cell in row.cells}:
                return row
        first = [_text(cell) for cell in rows[0].cells if not _is_blank(cell)] if rows else []
        absent = next((name for name in wanted if name not in first), wanted[0])
        text = "{where} has no column called {name}. The columns are: {columns}."
        raise RefusedSeries("column", text, where=self.where, name=absent, columns=", ".join(first) or "none")

    def _place(self, heading: Row, name: str) -> int:
        places = [place for place, cell in enumerate(heading.cells) if _text(cell) == name]
        if len(places) > 1:
            text = "{where} has {n} columns called {name} in row {row}: rename one of them."
            raise RefusedSeries("columns", text, where=self.where, n=len(places), name=name, row=heading.number)
        return places[0]

    def _below(self, heading: Row) -> Iterator[Row]:
        return (row for row in self.sheet.rows if row.number > heading.number)

    def _name(self, row: Row, place: int) -> str:
        name = _text(row.at(place))
        if not name:
            self._refuse(row, place, "is empty: each row needs the name of its series.")
        return name

    def _date(self, row: Row, place: int) -> tuple[datetime, str]:
        cell = row.at(place)
        read = read_date(cell)
        if read is None:
            self._refuse(
                row, place, "is not a date: write 2018-09-30 or 2018-09." if not _is_blank(cell) else "is empty."
            )
        return read

    def _value(self, row: Row, place: int) -> float | None:
        cell = row.at(place)
        if isinstance(cell, Special):
            if cell.mark is Mark.PERCENT:
                return float(Decimal(cell.text) * 100)
            if cell.mark is Mark.ERROR and cell.text.lower() in MISSING:
                return None
            if cell.mark is Mark.FORMULA:
                self._refuse(row, place, "is a formula without its result: open the file in Excel, save it, try again.")
            self._refuse(row, place, "is not a number.")
        if isinstance(cell, str):
            if cell.strip().lower() in MISSING:
                return None
            number = read_number(cell)
            if number is None:
                self._refuse(row, place, "is not a number: write a number, or leave it empty where there is none.")
        elif cell is None:
            return None
        elif isinstance(cell, bool):
            self._refuse(row, place, "is not a number.")
        else:
            number = float(cell)
        if not math.isfinite(number) or abs(number) > MOST:
            self._refuse(row, place, "is a number without end.")
        return number

    def _refuse(self, row: Row, place: int, what: str) -> NoReturn:
        shown = _text(row.at(place))
        heading = _text(self._heading().at(place))
        quoted = f'"{shown[:40]}" ' if shown else ""
        text = "{where}, row {row}, column {name} ({letters}): {quoted}{what}"
        params = {"row": row.number, "name": heading, "letters": column_letters(place), "quoted": quoted, "what": what}
        raise RefusedSeries("cell", text, where=self.where, **params)


def reader_of(shown: str, book: Book, columns: Columns) -> Reader:
    """For the first sheet that has something in it and the columns that were named; else the first sheet."""
    full = [sheet for sheet in book.sheets if not sheet.is_empty]
    wanted = {name for name in (columns.x, columns.y, columns.by) if name is not None}
    fits = [sheet for sheet in full if any(wanted <= {_text(c) for c in row.cells} for row in sheet.rows[:50])]
    sheet = (fits or full)[0]
    where = f"{shown}, sheet {sheet.name}" if len(book.sheets) > 1 else shown
    return Reader(where, sheet, columns)


def read_date(cell: Cell) -> tuple[datetime, str] | None:
    """A date to sort by, and how it is told; None for anything else."""
    if isinstance(cell, Special):
        return _iso(cell.text) if cell.mark is Mark.DATE else None
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    return _iso(text) or _in_digits(text) or _in_words(text)


def _iso(text: str) -> tuple[datetime, str] | None:
    if len(text) < 8:
        return None
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return None
    day = day.astimezone(UTC) if day.tzinfo else day.replace(tzinfo=UTC)
    if day.time() == datetime.min.time():
        return day, day.date().isoformat()
    return day, day.replace(tzinfo=None).isoformat(timespec="seconds" if day.second else "minutes")


def _in_digits(text: str) -> tuple[datetime, str] | None:
    if found := _MONTH_KEY.fullmatch(text):
        return _made(int(found[1]), int(found[2]))
    if found := _DAY_FIRST.fullmatch(text):
        return _made(int(found[3]), int(found[2]), int(found[1]))
    if _YEAR.fullmatch(text):
        return datetime(int(text), 1, 1, tzinfo=UTC), text
    return None


def _in_words(text: str) -> tuple[datetime, str] | None:
    if found := _NAMED_DAY.fullmatch(text):
        return _made(int(found[3]), _month_called(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(text):
        year = int(found[2])
        return _made(year if year > 99 else 2000 + year, _month_called(found[1]))
    return None


def _month_called(name: str) -> int:
    """1 to 12; 0 where no month is called so."""
    short = name.lower()
    fits = [place for place, month in enumerate(MONTHS, 1) if month.lower().startswith(short) or short == "sept"]
    return fits[0] if len(fits) == 1 else 9 if short == "sept" else 0


def _made(year: int, month: int, day: int | None = None) -> tuple[datetime, str] | None:
    try:
        made = date(year, month, day or 1)
    except ValueError:
        return None
    return datetime(made.year, made.month, made.day, tzinfo=UTC), made.isoformat() if day else f"{made:%Y-%m}"


def read_number(text: str) -> float | None:
    """`1,234.5`, `12%`, `£3`; None for what is no number."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    return float(found[2].replace(",", "") + (found[3] or "")) * (-1 if found[1] in ("-", "−") else 1)


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _text(cell: Cell) -> str:
    if isinstance(cell, Special):
        return cell.text
    return "" if cell is None else str(cell).strip()
