"""How wide columns and how high rows have to be: programs differ in whether they work it out by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import ceil
from textwrap import wrap

from saferplan.documents.formats.tidy.kinds import Cell, Column, LightWord, Number, Table

# A spreadsheet's rows are no higher.
MOST_POINTS = 409.0
_LINE = 14.2
_SPARE = 4.0
_NARROWEST = 9
_WIDEST = 160
_MOST_LINES = int((MOST_POINTS - _SPARE) / _LINE)
# What is lost where a line ends before a word that does not fit.
_LOSS = 1.05
# Beside the letters a column needs room for its edges.
EDGES = 2
# Not worth a closer look.
_SHORT = 12
_WIDE = re.compile(r"[A-Z%@mwMW…]")
_TWICE = re.compile("[\u2e80-\uffef]")


def fit(table: Table) -> tuple[list[int], list[float]]:
    """How wide each column is, and how high each row."""
    widths: list[int] = []
    lines = [1] * len(table.rows)
    for at, column in enumerate(table.columns):
        shown = [_shown(row[at]) for row in table.rows]
        sizes = {text: [letters(each) for each in text.split("\n")] for text in shown}
        width = _width(column, sizes.values())
        needed = {text: sum(_lines_of(each, width) for each in size) for text, size in sizes.items()}
        lines = [max(most, needed[text]) for most, text in zip(lines, shown, strict=True)]
        widths.append(width)
    return widths, [points_of(each) for each in lines]


def head_height(table: Table, widths: list[int]) -> float:
    return points_of(max(len(wrap(each.name, width)) for each, width in zip(table.columns, widths, strict=True)))


def points_of(lines: int, *, size: float = 11.0) -> float:
    return min(MOST_POINTS, round(lines * _LINE * size / 11 + _SPARE, 1))


def lines_of(text: str, width: int) -> int:
    """About how many lines the text takes in a column."""
    return sum(_lines_of(letters(each), width) for each in text.split("\n"))


def _lines_of(length: int, width: int) -> int:
    return 1 if length <= width else ceil(length * _LOSS / width)


def letters(text: str) -> int:
    """How wide a text is, in digits: most letters of Arial are narrower, capitals wider, East Asian ones doubly so."""
    if len(text) <= _SHORT and text.isascii():
        return len(text)
    wide = 0 if text.isascii() else len(_TWICE.findall(text))
    return ceil(0.88 * len(text) + 0.4 * len(_WIDE.findall(text)) + 0.95 * wide)


def _width(column: Column, sizes: Iterable[Sequence[int]]) -> int:
    """As its longest line, up to the column's own limit; wider only where a row could not be high enough."""
    texts = list(sizes)
    longest = max((max(each) for each in texts), default=0)
    widest = max(len(word) + 1 for word in column.name.split())
    width = max(_NARROWEST, widest, min(column.widest, longest))
    long = [each for each in texts if sum(each) > width or len(each) > 1]
    while width < _WIDEST and any(sum(_lines_of(one, width) for one in each) > _MOST_LINES for each in long):
        width += 20
    return width


def _shown(cell: Cell) -> str:
    if isinstance(cell, Number):
        return f"{float(cell.text):,.{cell.decimals}f} "
    return f"{cell.word} " if isinstance(cell, LightWord) else cell
