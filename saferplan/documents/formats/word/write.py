"""A report as a Word file: real headings, lists, table headers and page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm

from saferplan.documents.formats.repacking import repacked
from saferplan.documents.formats.word import writing_pieces as pieces
from saferplan.documents.formats.word.writing_lists import Numbering
from saferplan.documents.formats.word.writing_pictures import Pictures
from saferplan.documents.formats.word.writing_styles import set_up_styles
from saferplan.report import labels
from saferplan.report.blocks import (
    Block,
    Cell,
    Content,
    Cover,
    Facts,
    Heading,
    LightMark,
    Line,
    Note,
    PageBreak,
    Picture,
    Prose,
    Steps,
    Table,
    TrendMark,
    blocks,
)
from saferplan.report.labels import Translate
from saferplan.report.markdown import Block as MarkdownBlock
from saferplan.report.markdown import Inline, Listing, Paragraph, runs
from saferplan.report.tree import Report, Trend

LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
# Word wants a date; the same report must give the same file whenever it is written.
_WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 (python-docx takes naive UTC)
_WIDE = 9638
_SHORT_TEXT = 900


def write(report: Report, *, language: str = "en", translate: Translate = str) -> bytes:
    """The report as a .docx file; the same report always gives the same bytes."""
    writer = _Writer(LANGUAGES.get(language, language), translate)
    return writer.write(blocks(report, translate))


class _Writer:
    def __init__(self, language: str, translate: Translate) -> None:
        self.document = Document()
        self.body: Any = self.document.element.body
        self.language = language
        self.say = translate
        self.numbering = Numbering(self.document)
        self.pictures = Pictures(self.document)
        self.bookmarks = 0
        set_up_styles(self.document, language)
        self._set_up_page()

    def write(self, all_blocks: Iterable[Block]) -> bytes:
        row = (*all_blocks, PageBreak())
        for block, after in pairwise(row):
            if isinstance(block, Line):
                elements = self._content(block, keep=isinstance(after, Line | Note | Table | Facts))
            else:
                elements = self._block(block)
            if isinstance(block, Table) and isinstance(after, Table):
                elements[-1] = pieces.paragraph("Between tables")
            for element in elements:
                self._append(element)
        made = io.BytesIO()
        self.document.save(made)
        return repacked(made.getvalue())

    def _append(self, element: Any) -> None:
        self.body.insert(len(self.body) - 1, element)

    def _set_up_page(self) -> None:
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(20)
        section.header_distance = section.footer_distance = Mm(10)

    def _block(self, block: Block) -> list[Any]:
        if isinstance(block, Cover):
            return self._cover(block)
        if isinstance(block, Heading):
            self.bookmarks += 1
            return [pieces.heading(block, self.bookmarks)]
        if isinstance(block, Table):
            return [self._table(block), pieces.paragraph("After table")]
        if isinstance(block, Facts):
            return [self._facts(block), pieces.paragraph("After table")]
        if isinstance(block, Picture):
            return [self.pictures.paragraph(block)]
        if isinstance(block, PageBreak):
            return [pieces.paragraph("After table", pieces.page_break())]
        return self._content(block)

    def _cover(self, cover: Cover) -> list[Any]:
        name = cover.title or cover.partnership or self.say("Performance report")
        self._properties(cover, name)
        self._header_and_footer(cover, name)
        found = [
            pieces.paragraph(style, pieces.run(text))
            for style, text in (
                ("Partnership", cover.partnership),
                ("Motto", cover.motto),
                ("Title", cover.title),
                ("Subtitle", cover.plan),
            )
            if text
        ]
        for line in cover.summary:
            found += self._content(line, "Summary")
        if cover.facts.facts:
            found += [self._facts(cover.facts), pieces.paragraph("After table")]
        return found

    def _properties(self, cover: Cover, name: str) -> None:
        core = self.document.core_properties
        author = next((fact.cell for fact in cover.facts.facts if fact.label == self.say("Author")), ())
        core.title = name[:255]
        core.author = "".join(each.text for each in author if isinstance(each, Line))[:255]
        core.language = self.language
        core.comments = core.keywords = core.last_modified_by = ""
        core.subject = cover.plan[:255]
        core.created = core.modified = _WRITTEN
        core.revision = 1

    def _header_and_footer(self, cover: Cover, name: str) -> None:
        section = self.document.sections[0]
        footer = section.footer.paragraphs[0]
        footer.style = self.document.styles["Footer"]
        left = " | ".join(dict.fromkeys(text for text in (cover.partnership, cover.title) if text))
        for element in (pieces.run(left), pieces.tab(), *pieces.page_numbers(self.say("Page {page} of {pages}"))):
            footer._p.append(element)
        if cover.classification:
            header = section.header.paragraphs[0]
            header.style = self.document.styles["Header"]
            header._p.append(pieces.run(cover.classification))

    def _table(self, table: Table) -> Any:
        widths = [_WIDE * column.share // 100 for column in table.columns]
        head = [
            pieces.cell([pieces.paragraph("Table heading", pieces.run(column.text))], width)
            for column, width in zip(table.columns, widths, strict=True)
        ]
        rows = [pieces.row(head, header=True, whole=True)]
        for row in table.rows:
            notes = tuple(each for each in row[0] if isinstance(each, Note))
            named = (tuple(each for each in row[0] if not isinstance(each, Note)), *row[1:])
            cells = [self._cell(cell, width) for cell, width in zip(named, widths, strict=True)]
            rows.append(pieces.row(cells, whole=_is_short(row)))
            if notes:
                # What explains a row stands below it, over all columns, and on the same page.
                pieces.open_below(cells)
                below = pieces.cell(self._cell_content(notes), sum(widths), span=len(widths))
                rows.append(pieces.row([below], whole=_is_short((notes,))))
        return pieces.table(table.caption, widths, rows, header_row=True)

    def _facts(self, facts: Facts) -> Any:
        widths = [_WIDE * 22 // 100, _WIDE * 78 // 100]
        rows = []
        for fact in facts.facts:
            label = pieces.cell([pieces.paragraph("Table label", pieces.run(fact.label))], widths[0])
            value = pieces.cell(self._cell_content(fact.cell, boxed=True), widths[1])
            rows.append(pieces.row([label, value], whole=_is_short((fact.cell,))))
        return pieces.table(facts.caption, widths, rows, header_row=False)

    def _cell(self, cell: Cell, width: int) -> Any:
        fill = labels.LOOKS[cell[0].light].fill if len(cell) == 1 and isinstance(cell[0], LightMark) else ""
        return pieces.cell(self._cell_content(cell), width, fill)

    def _cell_content(self, cell: Cell, *, boxed: bool = False) -> list[Any]:
        found = [element for each in cell for element in self._content(each, "Table text", boxed=boxed)]
        return found or [pieces.paragraph("Table text")]

    def _content(
        self, content: Content, style: str = "Normal", *, keep: bool = False, boxed: bool = False
    ) -> list[Any]:
        if isinstance(content, Line):
            label = [pieces.run(f"{content.label}: ", bold=True)] if content.label else []
            return [pieces.paragraph(style, *label, pieces.run(content.text), keep_next=keep)]
        if isinstance(content, Note):
            return [
                pieces.paragraph("Table note", pieces.run(f"{content.label}: ", bold=True), pieces.run(content.text))
            ]
        if isinstance(content, Prose):
            return [element for block in content.blocks for element in self._prose(block, style)]
        if isinstance(content, Steps):
            return self._steps(content)
        if isinstance(content, LightMark):
            return [pieces.paragraph(style, *pieces.light(content, boxed=boxed))]
        return [pieces.paragraph(style, *_trend(content))]

    def _prose(self, block: MarkdownBlock, style: str) -> list[Any]:
        if isinstance(block, Paragraph):
            return [pieces.paragraph(style, *self._inline(block.children))]
        return self._list(block, 0)

    def _list(self, block: Listing, depth: int) -> list[Any]:
        number = self.numbering.of(block, depth)
        style = f"{self.numbering.style(block)}{' 2' if depth else ''}"
        found: list[Any] = []
        for item in block.items:
            found.append(pieces.paragraph(style, *self._inline(item.children), number=(number, depth)))
            found += [element for inner in item.lists for element in self._list(inner, depth + 1)]
        return found

    def _steps(self, content: Steps) -> list[Any]:
        found = []
        for step in content.steps:
            after = [pieces.line_break(), pieces.run(step.who_and_when, colour="4d565e")] if step.who_and_when else []
            number = (self.numbering.bullets, 0)
            found.append(pieces.paragraph("List Bullet", pieces.run(step.text), *after, number=number))
        return found

    def _inline(self, children: tuple[Inline, ...]) -> list[Any]:
        found: list[Any] = []
        for each in runs(children):
            if each.href:
                key = self.document.part.relate_to(each.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                look = pieces.run(each.text, bold=each.strong, italic=each.emphasis, style="Hyperlink")
                found.append(pieces.element("w:hyperlink", {"r:id": key}, look))
            else:
                found.append(pieces.run(each.text, bold=each.strong, italic=each.emphasis))
        return found


def _trend(mark: TrendMark) -> list[Any]:
    if mark.trend is Trend.NONE:
        return [pieces.run(mark.word, colour="4d565e")]
    return [pieces.sign(labels.TREND_SIGNS[mark.trend]), pieces.run(f" {mark.word}")]


def _is_short(cells: Iterable[Cell]) -> bool:
    """Whether a row fits on one page for sure, so that it may be kept whole."""
    texts = [_size(content) for cell in cells for content in cell]
    return sum(texts) <= _SHORT_TEXT


def _size(content: Content) -> int:
    if isinstance(content, Line | Note):
        return len(content.text)
    return 10 if isinstance(content, LightMark | TrendMark) else _SHORT_TEXT + 1
