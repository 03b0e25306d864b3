"""A spreadsheet that we wrote, opened by openpyxl."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from saferplan.documents.formats.workbook.write import write
from saferplan.report.tree import Report


def opened(report: Report) -> Any:
    return load_workbook(io.BytesIO(write(report)))


def table(sheet: Any) -> Any:
    (only,) = sheet.tables.values()
    return only


def rows(sheet: Any) -> list[dict[str, Any]]:
    """Each row of a worksheet's table by its headers."""
    head, *body = [[cell.value for cell in row] for row in sheet[table(sheet).ref]]
    return [dict(zip(head, row, strict=True)) for row in body]


def column(sheet: Any, name: str) -> list[Any]:
    return [row[name] for row in rows(sheet)]


def table_sheets(book: Any) -> list[Any]:
    """All but the cover."""
    return book.worksheets[1:]


def words(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
