"""Reads a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pdfplumber

from saferplan.documents.formats.pdf.drafts import DraftTable
from saferplan.documents.formats.pdf.headings import Headings
from saferplan.documents.formats.pdf.ink import read_page
from saferplan.documents.formats.pdf.joining import join_pages
from saferplan.documents.formats.pdf.layout import DraftItem, PageItems, lay_out
from saferplan.documents.formats.pdf.paragraphs import finish
from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.source import Cell, Item, Row, Source, Table
from saferplan.report.places import Place

MOST_PAGES = 300
BROKEN = "This PDF is broken and cannot be read. Open it in a PDF program, save it again and upload the new file."


def read_source(data: bytes) -> Source:
    """The paragraphs and tables of a PDF. Raises `UnreadableFile` for anything that is not a readable PDF."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read(pdf)
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(BROKEN) from error


def _read(pdf: Any) -> Source:
    count = len(pdf.pages)
    if count == 0:
        raise UnreadableFile("This PDF has no pages. Export it again from the program it was written in.")
    if count > MOST_PAGES:
        raise UnreadableFile(f"This PDF has {count} pages; at most {MOST_PAGES} can be read. Upload the report alone.")
    laid_out: list[PageItems] = []
    for page in pdf.pages:
        laid_out.append(lay_out(read_page(page)))
        page.close()
    items = join_pages(laid_out)
    return Source(items=tuple(_frozen(items)), title=_said(pdf, "Title"), author=_said(pdf, "Author"), pages=count)


def _said(pdf: Any, key: str) -> str:
    value = (pdf.metadata or {}).get(key)
    return value.strip() if isinstance(value, str) else ""


def _frozen(items: Iterable[DraftItem]) -> Iterable[Item]:
    listed = list(items)
    headings = Headings(listed)
    tables = 0
    for item in listed:
        if isinstance(item, DraftTable):
            tables += 1
            yield _table(item, tables)
        else:
            yield finish(item, Place(page=item.page), heading=headings.level(item))


def _table(table: DraftTable, number: int) -> Table:
    rows: list[Row] = []
    for index, row in enumerate(table.rows, start=1):
        place = Place(page=row.page, table=number, row=index)
        cells = tuple(
            Cell(
                column=cell.column,
                span=cell.span,
                paragraphs=tuple(finish(draft, place) for draft in cell.paragraphs),
                fill=cell.fill,
                shape_fill=cell.shape_fill,
                merged_up=cell.merged_up,
            )
            for cell in row.cells
        )
        rows.append(Row(cells=cells, place=place, repeats_as_header=row.repeats))
    return Table(rows=tuple(rows), columns=table.columns, place=Place(page=table.page, table=number))
