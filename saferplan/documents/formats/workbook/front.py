"""The first worksheet: whose report it is, of when, and what the other worksheets hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from saferplan.documents.formats.tidy.kinds import Column, Number, Role, Table, table
from saferplan.documents.formats.workbook.cells import is_risky, parts_of
from saferplan.documents.formats.workbook.fitting import lines_of, points_of
from saferplan.documents.formats.workbook.sheets import Sheets, inside
from saferplan.report.block_kinds import Cover, Line
from saferplan.report.labels import Translate

_WIDE = 90
_TITLE, _HEADING, _PLAIN = 20, 14, 11


def add_cover(sheets: Sheets, name: str, cover: Cover, others: Sequence[tuple[str, Table]]) -> Any:
    """Everything in the first column, so that it is read from top to bottom."""
    sheet, look = sheets.workbook.add_worksheet(name), sheets.look
    row = 0
    for text, style, size in _lines(cover, sheets):
        for part in parts_of(text):
            risky = style is look.cover and is_risky(part)
            sheets.words(sheet, row, part, look.cover_risky if risky else style)
            sheet.set_row(row, _height(part, size))
            row += 1
    for place, there in others:
        sheet.write_url(row, 0, inside(place), look.said_link, f"{place}: {there.about}")
        row += 1
    sheet.set_column(0, 0, _WIDE)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _height(text: str, size: int) -> float:
    """A heading has room above it."""
    above = 8.0 if size == _HEADING else 0.0
    return points_of(lines_of(text, _WIDE * _PLAIN // size), size=size) + above


def _lines(cover: Cover, sheets: Sheets) -> Iterator[tuple[str, Any, int]]:
    """Each with its look and the size of its letters."""
    look, say = sheets.look, sheets.say
    yield cover.title or cover.partnership or say("Performance report"), look.cover_title, _TITLE
    if cover.title and cover.partnership:
        yield cover.partnership, look.cover_strong, _PLAIN
    for text in (cover.classification, cover.motto, cover.plan):
        if text:
            yield text, look.cover, _PLAIN
    if cover.facts.facts:
        yield cover.facts.caption, look.cover_heading, _HEADING
    for fact in cover.facts.facts:
        yield f"{fact.label}: {_words(fact.cell)}", look.cover, _PLAIN
    for each in cover.summary:
        yield each.label, look.cover_heading, _HEADING
        yield each.text, look.cover, _PLAIN
    yield say("Worksheets in this file"), look.cover_heading, _HEADING


def _words(cell: Sequence[object]) -> str:
    return " ".join(each.text for each in cell if isinstance(each, Line))


def contents_table(others: Sequence[tuple[str, Table]], say: Translate) -> Table:
    columns = (
        Column(name="Worksheet", role=Role.TITLE, widest=24, stays=True),
        Column(name="What it holds", widest=80),
        Column(name="Rows", widest=8),
    )
    rows = [(place, each.about, Number(str(len(each.rows)))) for place, each in others]
    names = ("Contents", "Contents", "Worksheet", "What is in this file", "The list of worksheets")
    return table(say, names, columns, rows)
