"""A spreadsheet as cells with their places: what a file holds before anyone says what it means. Pure.

These cross from the limited process to ours as MessagePack, so they are plain structures.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

import msgspec

# Hears how far a long piece of work has come, and how much there is of it.
Tell: TypeAlias = Callable[[int, int], None]


class Mark(StrEnum):
    """What a cell is that is neither text nor a number."""

    DATE = "date"
    TIME = "time"
    ERROR = "error"
    PERCENT = "percent"
    # A formula whose result the file does not hold.
    FORMULA = "formula"
    LONG = "long"


class Special(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`text` is an ISO date, an error's name, the digits of a percentage, or how a long text begins."""

    mark: Mark
    text: str = ""


Cell: TypeAlias = None | bool | int | float | str | Special


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`number` as the spreadsheet program shows it. Blank cells at the end are left out."""

    number: int
    cells: list[Cell]

    def at(self, column: int) -> Cell:
        """The cell of a column, which is counted from 0."""
        return self.cells[column] if column < len(self.cells) else None


class Merged(msgspec.Struct, frozen=True, array_like=True):
    """Cells joined into one: rows as shown, columns from 0, the last ones included."""

    top: int
    bottom: int
    left: int
    right: int


class Sheet(msgspec.Struct, frozen=True):
    """`notes` are sentences about what was passed over or is hidden in it."""

    name: str
    rows: list[Row]
    merged: list[Merged] = []
    uses_1904: bool = False
    notes: list[str] = []

    @property
    def is_empty(self) -> bool:
        return not any(row.cells for row in self.rows)


class Book(msgspec.Struct, frozen=True):
    """`hidden` names the sheets that are hidden: they are not read. `problem` ends a sentence that begins with the
    file's name, and says why nothing of it can be read."""

    sheets: list[Sheet] = []
    hidden: list[str] = []
    problem: str = ""


def column_letters(column: int) -> str:
    """The name of a column that is counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(row: int, column: int) -> str:
    """`C7`, as a spreadsheet program names a cell."""
    return f"{column_letters(column)}{row}"
