"""Reads a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from saferplan.documents.formats.pdf.drafts import DraftTable
from saferplan.documents.formats.pdf.footnotes import take_footnotes
from saferplan.documents.formats.pdf.headings import Headings
from saferplan.documents.formats.pdf.ink import Page, read_page
from saferplan.documents.formats.pdf.joining import join_pages
from saferplan.documents.formats.pdf.layout import DraftItem, lay_out
from saferplan.documents.formats.pdf.lines import Line
from saferplan.documents.formats.pdf.opening import CODED, SCANNED, WORDLESS, opened, parse
from saferplan.documents.formats.pdf.paragraphs import Draft, finish, group
from saferplan.documents.formats.pdf.pictures import add_pictures
from saferplan.documents.formats.pdf.running import take_running
from saferplan.documents.formats.pdf.symbols import NO_LETTER
from saferplan.documents.formats.pdf.turning import set_upright
from saferplan.documents.formats.pdf.wrapping import mark_stops
from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.source import Cell, Item, Paragraph, Part, Row, Source, Table
from saferplan.report.places import Place


def read_source(data: bytes) -> Source:
    """The paragraphs and tables of a PDF. Raises `UnreadableFile` for anything that is not a readable PDF."""
    with opened(data) as pdf:
        pages = [_page(page) for page in pdf.pages]
        _check_text(pages)
        mark_stops(pages)
        headers, footers = take_running(pages)
        notes = [draft for page in pages for draft in take_footnotes(page)]
        ends: dict[int, float] = {}
        for page in pages:  # pages of one width have the same margins
            ends[round(page.width)] = max([ends.get(round(page.width), 0.0), *(word.x1 for word in page.words)])
        items = join_pages([lay_out(page, ends[round(page.width)]) for page in pages])
        body = list(_frozen(items))
        return Source(
            items=(
                *_running(headers, Part.HEADER),
                *body,
                *(finish(note, Place(page=note.page), part=Part.FOOTNOTE) for note in notes),
                *_running(footers, Part.FOOTER),
            ),
            title=_said(pdf, "Title"),
            author=_said(pdf, "Author"),
            pages=len(pages),
        )


def _page(page: Any) -> Page:
    parse(page)
    ink = read_page(page)
    add_pictures(ink, page)
    set_upright(ink)
    page.close()
    return ink


def _check_text(pages: Sequence[Page]) -> None:
    letters = sum(len(word.text) for page in pages for word in page.words)
    if not letters:
        raise UnreadableFile(SCANNED if any(page.pictures for page in pages) else WORDLESS)
    if sum(word.text.count(NO_LETTER) for page in pages for word in page.words) > 0.3 * letters:
        raise UnreadableFile(CODED)


def _said(pdf: Any, key: str) -> str:
    value = (pdf.metadata or {}).get(key)
    return value.strip() if isinstance(value, str) else ""


def _running(lines: Iterable[Line], part: Part) -> Iterator[Paragraph]:
    for line in lines:
        for draft in group([line], line.x1):
            yield finish(draft, Place(page=draft.page), part=part)


def _frozen(items: Sequence[DraftItem]) -> Iterator[Item]:
    headings = Headings(items)
    tables = 0
    for item in items:
        if isinstance(item, Draft):
            yield finish(item, Place(page=item.page), heading=headings.level(item))
        elif _is_frame(item):
            cell = item.rows[0].cells[0]
            for draft in cell.paragraphs:
                draft.fill = cell.fill
                yield finish(draft, Place(page=draft.page), heading=headings.level(draft), part=Part.TEXT_BOX)
        else:
            tables += 1
            yield _table(item, tables)


def _is_frame(table: DraftTable) -> bool:
    return len(table.rows) == 1 and len(table.rows[0].cells) == 1


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
