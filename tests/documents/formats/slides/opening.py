"""Slides written and opened again, and what they say."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation

from saferplan.documents.formats.slides.write import write
from saferplan.report.tree import Report


def opened(report: Report) -> Any:
    return Presentation(io.BytesIO(write(report)))


def titles(presentation: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in presentation.slides]


def tables(slide: Any) -> list[Any]:
    return [shape.table for shape in slide.shapes if shape.has_table]


def cells(slide: Any) -> list[list[list[str]]]:
    """The words of the tables, by row and cell."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables(slide)]


def words(slide: Any) -> str:
    """All that stands on a slide, with single blanks."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    found += [cell for table in cells(slide) for row in table for cell in row]
    return " ".join(" ".join(found).split())


def notes(slide: Any) -> str:
    return slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""


def everything(presentation: Any) -> str:
    return " ".join(f"{words(slide)} {' '.join(notes(slide).split())}" for slide in presentation.slides)


def named(presentation: Any, title: str) -> Any:
    """The first slide whose title begins so."""
    return next(slide for slide in presentation.slides if slide.shapes.title.text_frame.text.startswith(title))
