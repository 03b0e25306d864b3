"""A report as a Word file: real headings, lists, table headers and page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Twips

from saferplan.documents.formats.repacking import repacked
from saferplan.documents.formats.word import writing_margins as margins
from saferplan.documents.formats.word import writing_pieces as pieces
from saferplan.documents.formats.word.writing_frame import Frame, frame_of, our_frame
from saferplan.documents.formats.word.writing_lists import Numbering
from saferplan.documents.formats.word.writing_pictures import Pictures
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
_STYLED = tuple(qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle"))
_SHORT_TEXT = 900


def write(report: Report, *, language: str = "en", translate: Translate = str, template: bytes | None = None) -> bytes:
    """The report as a .docx file; the same report always gives the same bytes.

    `template` is a council's own document: its page, headers, footers, logo and styles are used, not its text.
    Raises RefusedFile, in one sentence, for a template that cannot be used.
    """
    spoken = LANGUAGES.get(language, language)
    frame = our_frame(spoken) if template is None else frame_of(template, spoken)
    return _Writer(frame, spoken, translate).write(blocks(report, translate))


class _Writer:
    def __init__(self, frame: Frame, language: str, translate: Translate) -> None:
        self.frame = frame
        self.document = frame.document
        self.language = language
        self.say = translate
        self.numbering = Numbering(self.document, keep=not frame.is_ours)
        self.pictures = Pictures(self.document, Twips(frame.wide))
        self.bookmarks = 0

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
        for each in element.iter(*_STYLED):
            name = each.get(qn("w:val"))
            each.set(qn("w:val"), self.frame.styles.get(name, name))
        self.frame.before.addprevious(element)

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
        left = " | ".join(dict.fromkeys(text for text in (cover.partnership, cover.title) if text))
        write_margins = margins.write_ours if self.frame.is_ours else margins.write_into
        write_margins(self.document, cover.classification, left, self.say("Page {page} of {pages}"))
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
        for old in list(core._element):
            core._element.remove(old)
        author = next((fact.cell for fact in cover.facts.facts if fact.label == self.say("Author")), ())
        core.title = name[:255]
        core.author = "".join(each.text for each in author if isinstance(each, Line))[:255]
        core.language = self.language
        core.comments = core.keywords = core.last_modified_by = ""
        core.subject = cover.plan[:255]
        core.created = core.modified = _WRITTEN
        core.revision = 1

    def _table(self, table: Table) -> Any:
        widths = [self.frame.wide * column.share // 100 for column in table.columns]
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
        pieces.keep_together(rows)
        return pieces.table(table.caption, widths, rows, header_row=True)

    def _facts(self, facts: Facts) -> Any:
        widths = [self.frame.wide * 22 // 100, self.frame.wide * 78 // 100]
        rows = []
        for fact in facts.facts:
            label = pieces.cell([pieces.paragraph("Table label", pieces.run(fact.label))], widths[0])
            value = pieces.cell(self._cell_content(fact.cell, boxed=True), widths[1])
            rows.append(pieces.row([label, value], whole=_is_short((fact.cell,))))
        pieces.keep_together(rows)
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
            listed = self._number(style, number, depth)
            found.append(pieces.paragraph(style, *self._inline(item.children), number=listed))
            found += [element for inner in item.lists for element in self._list(inner, depth + 1)]
        return found

    def _number(self, style: str, number: int, depth: int) -> tuple[int, int] | None:
        """The list's id and level, where the style does not bring its own bullets."""
        return None if pieces.style_id(style) in self.frame.listed else (number, depth)

    def _steps(self, content: Steps) -> list[Any]:
        found = []
        for step in content.steps:
            after = [pieces.line_break(), pieces.run(step.who_and_when, colour="4d565e")] if step.who_and_when else []
            number = self._number("List Bullet", self.numbering.bullets, 0)
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
