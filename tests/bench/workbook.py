"""Spreadsheets against XlsxWriter writing the same worksheets, tables, links and looks from lists that are ready."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.bench.slides import with_figures
from tests.bench.timing import Ratio, in_turns
from tests.bench.trees import report


@dataclass(slots=True)
class Sheet:
    """What a worksheet holds, taken from ours before anything is timed."""

    name: str
    rows: list[list[Any]]
    looks: list[list[tuple[Any, ...]]]
    links: list[tuple[int, str, str]]
    heights: list[float | None]
    widths: list[float]
    table: tuple[str, str, list[str]] | None


def bench_workbook() -> Iterator[Ratio]:
    from saferplan.documents.formats.registry import write_report
    from tests.documents.formats.slides.large import large

    usual = with_figures(report(priorities=6, activities=30, period="2026-09"))
    for name, tree in (("30 activities, 12 measures", usual), ("60 activities, 18 measures, 40 pages", large())):
        sheets = sheets_of(write_report(tree, "xlsx"))
        ratio = in_turns(
            f"Write a spreadsheet of {name}",
            lambda tree=tree: write_report(tree, "xlsx"),
            "XlsxWriter writes the same cells, tables and links",
            lambda sheets=sheets: bare(sheets),
        )
        yield replace(ratio, note=f"{sum(len(row) for each in sheets for row in each.rows)} cells")


def sheets_of(data: bytes) -> list[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter

    found = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        cells = list(sheet.iter_rows())
        tables = list(sheet.tables.values())
        found.append(
            Sheet(
                name=sheet.title,
                rows=[[cell.value for cell in row] for row in cells],
                looks=[[_look(cell) for cell in row] for row in cells],
                links=[
                    (at, f"internal:{row[0].hyperlink.location}", row[0].value)
                    for at, row in enumerate(cells)
                    if row[0].hyperlink
                ],
                heights=[sheet.row_dimensions[at].height for at in range(1, len(cells) + 1)],
                widths=[sheet.column_dimensions[get_column_letter(at)].width for at in range(1, sheet.max_column + 1)],
                table=(tables[0].ref, tables[0].name, [each.name for each in tables[0].tableColumns])
                if tables
                else None,
            )
        )
    return found


def _look(cell: Any) -> tuple[Any, ...]:
    return (
        cell.number_format,
        cell.font.b,
        cell.alignment.horizontal,
        bool(cell.border.bottom.style),
        cell.fill.fgColor.rgb,
    )


def bare(sheets: list[Sheet]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats: dict[tuple[Any, ...], Any] = {}
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        for at, height in enumerate(each.heights):
            if height:
                sheet.set_row(at, height)
        for at, width in enumerate(each.widths):
            sheet.set_column(at, at, width)
        for at, (row, looks) in enumerate(zip(each.rows, each.looks, strict=True)):
            for column, (value, look) in enumerate(zip(row, looks, strict=True)):
                if look not in formats:
                    formats[look] = _format(book, look)
                sheet.write(at, column, value, formats[look])
        for at, address, words in each.links:
            sheet.write_url(at, 0, address, None, words)
        if each.table:
            ref, name, columns = each.table
            sheet.add_table(ref, {"name": name, "columns": [{"header": column} for column in columns]})
    book.close()
    return made.getvalue()


def _format(book: Any, look: tuple[Any, ...]) -> Any:
    shown, bold, across, line, fill = look
    properties = {"num_format": shown, "bold": bold, "text_wrap": True, "bottom": int(line), "valign": "top"}
    if across:
        properties["align"] = across
    if isinstance(fill, str) and fill != "00000000":
        properties["bg_color"] = f"#{fill[2:]}"
    return book.add_format(properties)
