"""A spreadsheet that we wrote, opened by openpyxl."""

from __future__ import annotations

import io
import re
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

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


def keeps_the_rules(book: Any) -> None:
    """The Analysis Function's: one table a sheet, at the left edge, nothing merged, hidden or below, no formula."""
    assert book.active is book.worksheets[0]
    assert book.active.sheet_view.selection[0].activeCell == "A1"
    names = [table(sheet).name for sheet in table_sheets(book)]
    assert len({name.casefold() for name in names}) == len(names)
    for sheet in book.worksheets:
        assert list(sheet.merged_cells.ranges) == []
        assert sheet.sheet_state == "visible"
        assert not any(each.hidden for each in [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()])
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type in "fe"] == []
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"Arial"}
    for sheet in table_sheets(book):
        one_table(sheet)


def one_table(sheet: Any) -> None:
    only = table(sheet)
    assert sheet["A1"].value
    assert sheet["A2"].value == "This worksheet contains one table."
    first, last = only.ref.split(":")
    top = int(re.sub(r"\D", "", first))
    assert first.startswith("A")
    assert last == f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
    assert sheet.freeze_panes == f"A{top + 1}"
    head, *body = [[cell.value for cell in row] for row in sheet[only.ref]]
    assert [each.name for each in only.tableColumns] == head
    assert len({name.casefold() for name in head}) == len(head)
    assert body
    assert all(any(value is not None for value in row) for row in body)
    assert all(any(row[at] is not None for row in body) for at in range(len(head)))
    assert all(cell.alignment.wrap_text for row in sheet[only.ref] for cell in row if isinstance(cell.value, str))
    blank = {name for row in body for name, value in zip(head, row, strict=True) if value is None}
    told = " ".join(str(sheet.cell(row, 1).value) for row in range(1, top))
    assert all(name in told for name in blank)
