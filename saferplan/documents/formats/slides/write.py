"""A report as slides: titles, tables and notes as PowerPoint knows them, charts as drawings."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation

from saferplan.documents.formats.repacking import repacked
from saferplan.documents.formats.slides import look
from saferplan.documents.formats.slides.fitting import clipped
from saferplan.documents.formats.slides.flowing import ACROSS, LEFT, lay_out
from saferplan.documents.formats.slides.markup import parsed
from saferplan.documents.formats.slides.parts import QUIET, Box, Grid, Para, Slide, Span, Text
from saferplan.documents.formats.slides.pictures import Pictures
from saferplan.documents.formats.slides.pieces import Pieces
from saferplan.documents.formats.slides.sections import sections_of
from saferplan.documents.formats.slides.topics import topics
from saferplan.report.block_kinds import Cover, Fact, Line
from saferplan.report.blocks import blocks
from saferplan.report.labels import Translate
from saferplan.report.tree import Report

LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
# The format wants a date; the same report must give the same file whenever it is written.
_WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 (python-pptx takes naive UTC)
_MARK_TOP, _MARK_HIGH = 14.0, 14.0


def write(report: Report, *, language: str = "en", translate: Translate = str) -> bytes:
    """The report as a .pptx file; the same report always gives the same bytes."""
    found = sections_of(report, blocks(report, translate))
    writer = _Writer(found.cover, LANGUAGES.get(language, language), translate)
    writer.add_cover()
    for slide in lay_out(topics(report, found, translate), translate):
        writer.add(slide)
    return writer.saved()


class _Writer:
    def __init__(self, cover: Cover, language: str, translate: Translate) -> None:
        self.cover = cover
        self.say = translate
        self.presentation: Any = Presentation()
        self.layouts = look.set_up(self.presentation, language)
        self.pieces = Pieces(language)
        self.pictures = Pictures()
        self.language = language
        self.name = cover.title or cover.partnership or translate("Performance report")
        self.cut: list[str] = []
        footer = " | ".join(dict.fromkeys(text for text in (cover.partnership, self.name) if text))
        self.footer = clipped(footer, width=740, size=10, lines=1)
        self.mark = clipped(cover.classification, width=ACROSS, size=11, lines=1, bold=True)
        self._properties()

    def _properties(self) -> None:
        core = self.presentation.core_properties
        core.title = self.name[:255]
        core.author = self._fact("Author")[:255]
        core.subject = self.cover.plan[:255]
        core.language = self.language
        core.comments = core.keywords = core.last_modified_by = core.category = ""
        core.created = core.modified = _WRITTEN
        core.revision = 1

    def _fact(self, label: str) -> str:
        fact = next((each for each in self.cover.facts.facts if each.label == self.say(label)), Fact(label="", cell=()))
        return "".join(each.text for each in fact.cell if isinstance(each, Line))

    def add_cover(self) -> None:
        slide = self.presentation.slides.add_slide(self.layouts[0])
        title, below = slide.shapes.title, slide.placeholders[1]
        size, lines = next(
            ((size, lines) for size, lines in ((40, 3), (32, 3), (24, 5)) if self._fits(self.name, size, lines)),
            (24, 5),
        )
        self._fill(title, [Span(self._short(self.name, size, lines), bold=True, colour="ffffff")], size)
        texts = [
            self.cover.partnership if self.cover.title else "",
            self.cover.plan,
            self._fact("Period"),
            self._dated(),
        ]
        spans = [
            Span(self._short(text, 18, 2), bold=not place, colour=look.PALE) for place, text in enumerate(texts) if text
        ]
        self._fill(below, spans, 18)
        self._mark(slide, 10, "ffffff")
        if self.mark != self.cover.classification:
            self.cut.append(self.cover.classification)
        self._notes(slide, [*self.cut, *([self.cover.motto] if self.cover.motto else [])])

    def _dated(self) -> str:
        """`Version 2.3, 14 August 2026`, and the meeting."""
        version = self._fact("Version")
        named = f"{self.say('Version')} {version}" if version else ""
        meeting = " ".join(each for each in (self._fact("Meeting"), self._fact("Meeting date")) if each)
        return ", ".join(each for each in (named, self._fact("Date"), meeting) if each)

    def _fits(self, text: str, size: float, lines: int) -> bool:
        return clipped(text, width=ACROSS, size=size, lines=lines, bold=True) == text

    def _short(self, text: str, size: float, lines: int) -> str:
        short = clipped(text, width=ACROSS, size=size, lines=lines, bold=True)
        if short != text:
            self.cut.append(text)
        return short

    def _fill(self, shape: Any, spans: Sequence[Span], size: float) -> None:
        body = shape._element.txBody
        for old in body.findall(f"{{{body.nsmap['a']}}}p"):
            body.remove(old)
        paras = [Para(spans=(each,)) for each in spans] or [Para(spans=())]
        body.extend(parsed(*(self.pieces.paragraph(each, size, _no_link, last=each is paras[-1]) for each in paras)))

    def add(self, made: Slide) -> None:
        slide = self.presentation.slides.add_slide(self.layouts[1])
        tree = slide.shapes._spTree
        self._fill(slide.shapes.title, [Span(made.title, bold=True, colour="1d3346")], made.title_size)

        def link(address: str) -> str:
            return str(slide.part.relate_to(address, _HYPERLINK, is_external=True))

        for key, box in enumerate(made.boxes, 10):
            if isinstance(box.segment, Text):
                tree.extend(parsed(self.pieces.text_box(key, f"Text {key - 9}", box, made.size, link)))
            elif isinstance(box.segment, Grid):
                tree.extend(parsed(self.pieces.table(key, f"Table {key - 9}", box, made.size, link)))
            else:
                self.pictures.add(slide, key, box)
        after = 10 + len(made.boxes)
        self._mark(slide, after, "14181c")
        footer = self.pieces.running(after + 1, "ftr", [self.pieces.run(Span(self.footer, colour=QUIET), 10)])
        number = self.pieces.running(after + 2, "sldNum", [self.pieces.number(10, QUIET)])
        tree.extend(parsed(footer, number))
        self._notes(slide, made.notes)

    def _mark(self, slide: Any, key: int, colour: str) -> None:
        if self.mark:
            text = Text((Para(spans=(Span(self.mark, bold=True, colour=colour),)),))
            box = Box(segment=text, x=LEFT, y=_MARK_TOP, width=ACROSS, height=_MARK_HIGH)
            name = self.say("Classification")
            made = self.pieces.text_box(key, name, box, 11, _no_link, align="ctr")
            slide.shapes._spTree.extend(parsed(made))

    def _notes(self, slide: Any, notes: Sequence[str]) -> None:
        if not notes:
            return
        body = slide.notes_slide.notes_text_frame._txBody
        for old in body.findall(f"{{{body.nsmap['a']}}}p"):
            body.remove(old)
        body.extend(parsed(*map(self.pieces.plain_paragraph, notes)))

    def saved(self) -> bytes:
        made = io.BytesIO()
        self.presentation.save(made)
        return repacked(made.getvalue())


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _no_link(address: str) -> str:
    raise ValueError(f"no link is set here: {address}")
