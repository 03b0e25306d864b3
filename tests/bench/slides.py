"""Slides against python-pptx filling the same slides, tables and notes, with the same pictures drawn by Typst."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tests.bench.timing import Ratio, in_turns
from tests.bench.trees import report


@dataclass(slots=True)
class Content:
    """What a slide holds, taken from ours before anything is timed."""

    title: str
    texts: list[list[str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    pictures: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def bench_slides() -> Iterator[Ratio]:
    from saferplan.documents.formats.registry import write_report

    usual = with_figures(report(priorities=6, activities=30, period="2026-09"))
    tree = replace(usual, priorities=tuple(replace(each, measures=()) for each in usual.priorities))
    for name, each in (("30 activities", tree), ("30 activities, 12 charts", usual)):
        contents = contents_of(write_report(each, "pptx"))
        ratio = in_turns(
            f"Write slides of {name}",
            lambda each=each: write_report(each, "pptx"),
            "python-pptx fills the same slides, Typst draws the same charts",
            lambda contents=contents: bare(contents),
        )
        yield replace(ratio, note=f"{len(contents)} slides")


def with_figures(tree: Any) -> Any:
    from tests.documents.formats.figured import BURGLARY, VIOLENCE

    return replace(
        tree,
        priorities=tuple(
            replace(each, measures=tuple(replace(m, code=f"{m.code}-{each.number}") for m in (VIOLENCE, BURGLARY)))
            for each in tree.priorities
        ),
    )


def contents_of(data: bytes) -> list[Content]:
    from pptx import Presentation

    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        content = Content(title=slide.shapes.title.text_frame.text)
        for shape in slide.shapes:
            if shape.has_table:
                content.tables.append([[cell.text for cell in row.cells] for row in shape.table.rows])
            elif shape.shape_type == 13:
                content.pictures.append(_drawing(shape))
            elif shape.has_text_frame and shape != slide.shapes.title:
                content.texts.append([each.text for each in shape.text_frame.paragraphs])
        if slide.has_notes_slide:
            content.notes = [each.text for each in slide.notes_slide.notes_text_frame.paragraphs]
        found.append(content)
    return found


def _drawing(shape: Any) -> tuple[str, int]:
    from pptx.oxml.ns import qn

    from saferplan.report.block_measures import picture_size

    found = shape._element.find(".//{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
    svg = shape.part.related_part(found.get(qn("r:embed"))).blob.decode()
    return svg, picture_size(svg)[0]


def bare(contents: list[Content]) -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    from saferplan.documents.formats.drawings import png_of

    presentation = Presentation()
    layout = presentation.slide_layouts[5]
    box = (Inches(0.5), Inches(1.5), Inches(9), Inches(1))
    for content in contents:
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = content.title
        for text in content.texts:
            slide.shapes.add_textbox(*box).text_frame.text = "\n".join(text)
        for rows in content.tables:
            table = slide.shapes.add_table(len(rows), len(rows[0]), *box).table
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        for svg, width in content.pictures:
            slide.shapes.add_picture(io.BytesIO(png_of(svg, width)), *box)
        if content.notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(content.notes)
    made = io.BytesIO()
    presentation.save(made)
    return made.getvalue()
