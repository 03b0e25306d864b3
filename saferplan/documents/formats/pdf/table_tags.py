"""The tags of tables in a written PDF, where Typst, as Python can call it, has no word for them.

It tags no row headers, and a cell that holds two rows together on one page (`report.typ`) reads as a grid with holes.
Each change keeps the length of what it changes, so every offset in the file stays true. What is not found is let be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TABLE_OF_OFFSETS = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_OFFSETS = re.compile(rb"xref\r?\n0 (\d+)\r?\n")
_OFFSET_LENGTH = 20
_ELEMENT = re.compile(rb"(\d+) 0 obj\n<</Type/StructElem/S/(TD|TR|TBody)/P (\d+) 0 R[^\n]*")
_CHILDREN = re.compile(rb"/K\[([^\]]*)\]")
_CHILD = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_ROWS = re.compile(rb"/RowSpan \d+")
_COLUMNS = re.compile(rb"/ColSpan (\d+)")
_CELL, _HEADER, _SCOPE = b"/StructElem/S/TD/", b"/StructElem/S/TH/", b"/Scope/Row"


@dataclass(slots=True)
class _Found:
    """Where each cell stands, the cells of each row by what holds the rows, and which of those stand below a header."""

    cells: dict[int, tuple[int, int]] = field(default_factory=dict)
    rows: dict[int, list[list[int]]] = field(default_factory=dict)
    below: set[int] = field(default_factory=set)


def with_table_tags(data: bytes) -> bytes:
    """The file with a header for each row of its tables, and with rows that all have as many columns."""
    found = _elements(data)
    made = bytearray(data)
    for group, rows in found.rows.items():
        columns = max(len(row) for row in rows)
        named = _name_rows(rows, columns, below=group in found.below)
        for row in rows:
            for place, number in enumerate(row):
                if number in found.cells:
                    start, end = found.cells[number]
                    wide = columns if len(row) == 1 else 0
                    made[start:end] = _cell(data[start:end], heads=named and not place and len(row) > 1, wide=wide)
    return bytes(made)


def _name_rows(rows: list[list[int]], columns: int, *, below: bool) -> bool:
    """Whether each row has a header. Below a header row, a small table would have more headers than it has cells."""
    if not below:
        return True
    several = sum(len(row) > 1 for row in rows)
    return columns + several <= sum(len(row) for row in rows) - several


def _cell(cell: bytes, *, heads: bool, wide: int) -> bytes:
    # Headers have a scope, of a column or of a row: a list of the column's alone would hide that of the row.
    cell = _HEADERS.sub(lambda found: (_SCOPE if heads else b"").ljust(len(found[0])), cell, count=1)
    cell = _ROWS.sub(lambda found: b" " * len(found[0]), cell, count=1)
    if 1 < wide < 10:
        cell = _COLUMNS.sub(b"/ColSpan %d" % wide, cell, count=1)
    return cell.replace(_CELL, _HEADER, 1) if heads else cell


def _elements(data: bytes) -> _Found:
    """Looked for only where an object begins, so that no text of a report is taken for one."""
    found = _Found()
    for offset in _offsets(data):
        element = _ELEMENT.match(data, offset)
        if not element:
            continue
        number, parent = int(element[1]), int(element[3])
        if element[2] == b"TD":
            found.cells[number] = element.span()
        elif element[2] == b"TBody":
            found.below.add(number)
        elif children := _CHILDREN.search(element[0]):
            found.rows.setdefault(parent, []).append([int(each) for each in _CHILD.findall(children[1])])
    return found


def _offsets(data: bytes) -> list[int]:
    end = _TABLE_OF_OFFSETS.search(data, max(0, len(data) - 64))
    table = _OFFSETS.match(data, int(end[1])) if end else None
    if not table:
        return []
    lines = (data[table.end() + place * _OFFSET_LENGTH :][:_OFFSET_LENGTH] for place in range(int(table[1])))
    return [int(line[:10]) for line in lines if line[17:18] == b"n"]
